"""The values of the directory's text: how each kind is read, written and described.

A kind that is read raises `FormatError` with a sentence for the editor; what is wrong is said, and
how it is written right.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from difflib import get_close_matches
from enum import StrEnum
from typing import Any

from emndir.domain.provenance import PartialDate
from emndir.domain.schedule import parse_time, write_time

_CODE_SHAPE = "^[a-z0-9]+(-[a-z0-9]+)*$"
_DATE_SHAPE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_PARTIAL_SHAPE = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
_TIME_SHAPE = "^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$"
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
"""Categories of characters that nobody sees and that break a search, a line or a page."""


class FormatError(ValueError):
    """A value that the format does not allow; its text is a sentence for the editor."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of value: how it is read, written and described in the schema.

    `read` raises `FormatError` for a value that is not of this kind. `empty` is what a key
    that is left out means.
    """

    read: Callable[[object], Any]
    write: Callable[[Any], object]
    schema: Mapping[str, object]
    empty: Any = ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return " Did you mean “…”?" for the nearest of the known words, or ""."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" Did you mean “{near[0]}”?" if near else ""


def _named(value: object) -> str:
    """Return what a TOML value is, in words."""
    kinds: tuple[tuple[type | tuple[type, ...], str], ...] = (
        (bool, "true or false"),
        (str, "a text"),
        ((int, float), "a number"),
        (list, "a list"),
        (dict, "a table"),
        ((date, datetime, time), "a date or time without quotation marks"),
    )
    return next((words for kind, words in kinds if isinstance(value, kind)), "something else")


def _read_text(value: object) -> str:
    if not isinstance(value, str):
        raise FormatError(f"This must be a text in quotation marks; it is {_named(value)}.")
    if not value.isprintable():  # quick for nearly all; a no-break space comes here too
        for char in value:
            if unicodedata.category(char) in _UNSEEN:
                raise FormatError(_unprintable(char))
    return value


def _unprintable(char: str) -> str:
    name = {"\n": "a line break", "\t": "a tab", "\r": "a line break"}.get(char)
    shown = name or f"the character U+{ord(char):04X}, which nobody can see"
    return f"This text holds {shown}; write it as one line without."


def _read_code(value: object) -> str:
    text = _read_text(value)
    if text and not re.fullmatch(_CODE_SHAPE, text):
        raise FormatError(f"“{text}” is no code: small letters, digits and single hyphens.")
    return text


def _read_codes(value: object) -> tuple[str, ...]:
    return tuple(map(_read_code, _read_words(value)))


def _read_words(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise FormatError(f"This must be a list of texts; it is {_named(value)}.")
    words = tuple(_read_text(item) for item in value)
    if any(not word for word in words):
        raise FormatError("This list holds an empty text; take it out.")
    return words


def _read_number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise FormatError(f"This must be a number; it is {_named(value)}.")
    return float(value)


def _read_whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise FormatError(f"This must be a whole number; it is {_named(value)}.")
    if not 0 <= value <= 150:
        raise FormatError(f"{value} is no age in years.")
    return value


def _read_months(value: object) -> tuple[int, ...]:
    if not isinstance(value, list):
        raise FormatError(f"This must be a list of months, 1 to 12; it is {_named(value)}.")
    for item in value:
        if isinstance(item, bool) or not isinstance(item, int):
            raise FormatError(f"A month must be a number, 1 to 12; one is {_named(item)}.")
    return tuple(value)


def _read_date(value: object) -> date:
    text = _read_text(value)
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise FormatError(f"“{text}” is not a date such as 2026-07-19.") from None
    if found.isoformat() != text:
        raise FormatError(f"“{text}” is a date, but not written like 2026-07-19.")
    return found


def _read_partial(value: object) -> PartialDate | None:
    text = _read_text(value)
    try:
        return PartialDate.parse(text)
    except ValueError:
        raise FormatError(f"“{text}” is not a date such as 2024, 2024-07 or 2024-07-19.") from None


def _read_time(value: object) -> time | None:
    text = _read_text(value)
    try:
        return parse_time(text)
    except ValueError:
        raise FormatError(f"“{text}” is not a time such as 09:30.") from None


def _member(members: type[StrEnum], value: object) -> StrEnum:
    text = _read_text(value)
    try:
        return members(text)
    except ValueError:
        known = [member.value for member in members]
        listed = did_you_mean(text, known) or f" It may be {', '.join(known)}."
        raise FormatError(f"“{text}” is not known here.{listed}") from None


def _text_schema(**more: object) -> Mapping[str, object]:
    return {"type": "string", **more}


def _list_of(items: Mapping[str, object]) -> Mapping[str, object]:
    return {"type": "array", "items": items}


TEXT = Kind(_read_text, str, _text_schema())
CODE = Kind(_read_code, str, _text_schema(pattern=_CODE_SHAPE))
CODES = Kind(_read_codes, list, _list_of(_text_schema(pattern=_CODE_SHAPE)), ())
WORDS = Kind(_read_words, list, _list_of(_text_schema(minLength=1)), ())
NUMBER = Kind(_read_number, float, {"type": "number"}, None)
AGE = Kind(_read_whole, int, {"type": "integer", "minimum": 0, "maximum": 150}, None)
MONTHS = Kind(_read_months, list, _list_of({"type": "integer", "minimum": 1, "maximum": 12}), ())
DATE = Kind(_read_date, date.isoformat, _text_schema(pattern=_DATE_SHAPE), None)
PARTIAL_DATE = Kind(_read_partial, str, _text_schema(pattern=_PARTIAL_SHAPE), None)
TIME = Kind(_read_time, write_time, _text_schema(pattern=_TIME_SHAPE), None)


def one_of(members: type[StrEnum], empty: StrEnum | None = None) -> Kind:
    """Return the kind of a code out of a closed list."""
    return Kind(
        lambda value: _member(members, value),
        str,
        _text_schema(enum=[member.value for member in members]),
        empty,
    )


def some_of(members: type[StrEnum]) -> Kind:
    """Return the kind of a list of codes out of a closed list."""

    def read(value: object) -> tuple[StrEnum, ...]:
        return tuple(_member(members, word) for word in _read_words(value))

    def write(value: Iterable[StrEnum]) -> list[str]:
        return [member.value for member in value]

    items = _text_schema(enum=[member.value for member in members])
    return Kind(read, write, _list_of(items), ())
