"""Column types that SQLite and PostgreSQL both have: values kept as plain text and numbers.

Every table is STRICT, so only INTEGER, REAL and TEXT appear in the file. Codes are stored by
value; lists of words are JSON, which SQLite's `json_each` reads.
"""

from __future__ import annotations

import json
from datetime import date, time
from enum import StrEnum
from typing import Any, Generic, TypeVar

from sqlalchemy import Integer, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from emndir.domain.provenance import PartialDate
from emndir.domain.schedule import parse_time, write_time

Member = TypeVar("Member", bound=StrEnum)


class CodeText(TypeDecorator[Member], Generic[Member]):
    """A member of a closed list, by its value; "" is None."""

    impl = Text
    cache_ok = True

    def __init__(self, members: type[Member]) -> None:
        super().__init__()
        self.members = members

    def process_bind_param(self, value: Member | None, dialect: Dialect) -> str | None:
        """Return the value as it is stored."""
        return None if value is None else value.value

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Member | None:  # noqa: ANN401
        """Return the member."""
        return None if value is None else self.members(value)


class CodesText(TypeDecorator[tuple[Member, ...]], Generic[Member]):
    """Members of a closed list as a JSON list of their values."""

    impl = Text
    cache_ok = True

    def __init__(self, members: type[Member]) -> None:
        super().__init__()
        self.members = members

    def process_bind_param(self, value: tuple[Member, ...] | None, dialect: Dialect) -> str:
        """Return the value as it is stored."""
        return _json([member.value for member in value or ()])

    def process_result_value(self, value: Any | None, dialect: Dialect) -> tuple[Member, ...]:  # noqa: ANN401
        """Return the members."""
        return tuple(self.members(code) for code in json.loads(value or "[]"))


class WordsText(TypeDecorator[tuple[str, ...]]):
    """Texts in their order as a JSON list."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str:
        """Return the value as it is stored."""
        return _json(list(value or ()))

    def process_result_value(self, value: Any | None, dialect: Dialect) -> tuple[str, ...]:  # noqa: ANN401
        """Return the texts."""
        return tuple(json.loads(value)) if value and value != "[]" else ()


class NumbersText(TypeDecorator[tuple[int, ...]]):
    """Whole numbers in their order as a JSON list."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[int, ...] | None, dialect: Dialect) -> str:
        """Return the value as it is stored."""
        return _json(list(value or ()))

    def process_result_value(self, value: Any | None, dialect: Dialect) -> tuple[int, ...]:  # noqa: ANN401
        """Return the numbers."""
        return tuple(json.loads(value or "[]"))


class DateText(TypeDecorator[date]):
    """A day as YYYY-MM-DD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """Return the value as it is stored."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: Any | None, dialect: Dialect) -> date | None:  # noqa: ANN401
        """Return the day."""
        return None if value is None else date.fromisoformat(value)


class PartialDateText(TypeDecorator[PartialDate]):
    """A day, month or year as YYYY-MM-DD, YYYY-MM or YYYY."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: PartialDate | None, dialect: Dialect) -> str | None:
        """Return the value as it is stored."""
        return None if value is None else str(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> PartialDate | None:  # noqa: ANN401
        """Return the date."""
        return None if value is None else PartialDate.parse(value)


class TimeText(TypeDecorator[time]):
    """A time of day as HH:MM, the end of the day as 24:00."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: time | None, dialect: Dialect) -> str | None:
        """Return the value as it is stored."""
        return None if value is None else write_time(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> time | None:  # noqa: ANN401
        """Return the time."""
        return None if value is None else parse_time(value)


class Flag(TypeDecorator[bool]):
    """True or False as 1 or 0."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int:
        """Return the value as it is stored."""
        return int(bool(value))

    def process_result_value(self, value: Any | None, dialect: Dialect) -> bool:  # noqa: ANN401
        """Return True or False."""
        return bool(value)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
