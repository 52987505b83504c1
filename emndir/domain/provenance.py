"""Where a fact came from, and when it was last checked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from emndir.domain.days import in_words
from emndir.domain.vocabulary import FactGroup
from emndir.domain.wordings import Wordings

_SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date that may lack its day or month, as sources give it: 2024, 2024-07, 2024-07-19."""

    year: int
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        """Raise ValueError for a month or day that no calendar has."""
        date(self.year, self.month or 1, self.day or 1)
        if self.day and not self.month:
            raise ValueError("a day needs its month")

    @classmethod
    def parse(cls, written: str) -> PartialDate | None:
        """Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; "" and "unknown" are None.

        Raises:
            ValueError: for anything else.
        """
        if written in ("", "unknown"):
            return None
        match = _SHAPE.fullmatch(written)
        if match is None:
            raise ValueError(f"“{written}” is not a date such as 2024, 2024-07 or 2024-07-19")
        year, month, day = (int(part or 0) for part in match.groups())
        return cls(year, month, day)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """Return a whole date."""
        return cls(day.year, day.month, day.day)

    @property
    def earliest(self) -> date:
        """Return the first day it can mean: doubt counts as age, never as freshness."""
        return date(self.year, self.month or 1, self.day or 1)

    def __str__(self) -> str:
        """Return the ISO form, as it stands in the text files."""
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part]
        return "-".join(parts)

    @property
    def words(self) -> str:
        """Return "2024", "July 2024" or "19 July 2024", joined by no-break spaces."""
        return in_words(self.year, self.month, self.day)

    def words_in(self, said: Wordings) -> str:
        """Return the same in another language."""
        return in_words(self.year, self.month, self.day, said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A page, file or call that states facts.

    `seen` is the date of the source itself or of the reading, None where unknown.
    `supports` names the fact groups it states; `what` says so in words.
    """

    url: str
    seen: PartialDate | None = None
    what: str = ""
    supports: tuple[FactGroup, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """That a fact group was held against its source: when, how and by which role (never a name)."""

    group: FactGroup
    checked_on: PartialDate | None
    how: str = ""
    role: str = ""
    url: str = ""


def best_check(
    group: FactGroup, sources: Iterable[Source], checks: Iterable[Check]
) -> Check | None:
    """Return the newest evidence for a fact group, or None where nothing states it.

    An explicit check counts as it is. A source that supports the group counts as a check
    on the day it was seen; undated sources count only where there is nothing dated, and
    then leave the group unchecked (DESIGN section 4).
    """
    found = [check for check in checks if check.group is group]
    found += [
        Check(group=group, checked_on=source.seen, how="source", url=source.url)
        for source in sources
        if group in source.supports
    ]
    if not found:
        return None
    dated = [check for check in found if check.checked_on is not None]
    return max(dated, key=_age_order) if dated else found[0]


def _age_order(check: Check) -> date:
    return check.checked_on.earliest if check.checked_on else date.min
