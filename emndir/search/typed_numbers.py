"""Typed numbers: phone numbers and postcodes in running words, in any spacing.

What is found keeps the place where it was typed, so that it can be shown and taken off again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import fsum

from emndir.domain.contact import SHORT_NUMBERS, phone_digits
from emndir.domain.location import Coordinates, Position
from emndir.domain.vocabulary import Precision
from emndir.geography.gazetteer import Gazetteer
from emndir.geography.places import Located
from emndir.geography.postcodes import find_postcodes, parse_postcode

PHONE_DIGITS_AT_LEAST = 4
"""Fewer digits than this are no part of a phone number."""
_NATIONAL_DIGITS, _FOREIGN_DIGITS = 11, 15
"""The most digits that a number has, at home and anywhere."""
_FOREIGN_AT_LEAST = 8
"""Digits after which "00" begins a number from abroad, and no time or code."""

_RUN = re.compile(r"(?<![^\W_])[+(\s]{0,3}\d(?:[\s()./_+-]{0,4}\d)*", re.ASCII)
_GROUP = re.compile(r"\d+", re.ASCII)
_DATE = re.compile(r"\d{1,2}([./-])\d{1,2}\1(?:\d{2}|\d{4})", re.ASCII)
_DECIMAL = re.compile(r"0\.\d+", re.ASCII)
_TEXT_CODE = re.compile(r"\s*[678]\d{4}\s*", re.ASCII)
_EXTENSION = re.compile(
    r"[\s,;()]{0,3}(?:extension|extn|ext|x|#)[\s.:]{0,3}(\d{1,6})(?!\d)\)?"
    r"|[\s,;()]{0,3}(?:option|opt|press)[\s.:]{0,3}\d(?!\d)\)?",
    re.ASCII | re.IGNORECASE,
)
_TWO_WEEK_WAIT = re.compile(r"\b2ww\b", re.IGNORECASE)
"""The old two week wait: after a district it would look like the end of a postcode."""
_UNSPACED = re.compile(
    r"(?<![A-Z0-9])([A-Z]{1,2}[0-9][0-9A-Z]?)([0-9])[A-Z]?(?![A-Z0-9])", re.IGNORECASE | re.ASCII
)
_OTHER_SIGNS = {"\N{MINUS SIGN}": "-", "\N{MIDDLE DOT}": ".", "\N{BULLET}": "."}


@dataclass(frozen=True, slots=True)
class FoundPhone:
    """A number: its digits as a directory may hold them, and from where to where it stands."""

    digits: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A postcode or part of one, where it lies, and from where to where it stands."""

    code: str
    located: Located
    start: int
    end: int


def find_phones(text: str) -> Iterator[FoundPhone]:
    """Yield every phone number of a text, from left to right.

    Any spacing, brackets, dots and dashes do, and "+44 (0)" or "0044" before it. A number with
    an extension comes with and without it. No date, time, dose or NHS number is one.
    """
    text = _levelled(text)
    if _TEXT_CODE.fullmatch(text):
        yield FoundPhone((text.strip(),), len(text) - len(text.lstrip()), len(text.rstrip()))
        return
    for run in _RUN.finditer(text):
        yield from _phones_of(text, run.start(), run.end())


def _phones_of(text: str, start: int, end: int) -> Iterator[FoundPhone]:
    """Yield the numbers of one run of digits: "12 0116 231 3771 111" holds one, or more."""
    groups = [match.span() for match in _GROUP.finditer(text, start, end)]
    digits = [text[first:last] for first, last in groups]
    if "".join(digits) in SHORT_NUMBERS:
        yield FoundPhone(("".join(digits),), groups[0][0], end)
        return
    if all(group in SHORT_NUMBERS for group in digits):
        for group, (first, last) in zip(digits, groups, strict=True):
            yield FoundPhone((group,), first, last)
        return
    at = 0
    while at < len(groups):
        begins = _begins(text, start if at == 0 else groups[at - 1][1], groups[at][0])
        if date := _DATE.match(text, groups[at][0], end):
            at += sum(first < date.end() for first, _last in groups[at:])
            continue
        count, number = _number(text, begins, groups[at:])
        if not count:
            at += 1
            continue
        at += count
        yield _with_extension(text, number, begins, groups[at - 1][1])


def _begins(text: str, after: int, first: int) -> int:
    """Return where a number begins whose first digit is known: at its plus or bracket."""
    begins = first
    while begins > after and text[begins - 1] in "+( ":
        begins -= 1
    while text[begins] == " ":
        begins += 1
    return begins


def _number(text: str, begins: int, groups: list[tuple[int, int]]) -> tuple[int, str]:
    """Return how many groups of digits make the number that begins here, and its digits."""
    best = (0, "")
    for count, (_first, last) in enumerate(groups, start=1):
        written = text[begins:last]
        number = _national(written)
        if count > 1 and len(number) > _NATIONAL_DIGITS and best[0]:
            break
        if len(number) > _FOREIGN_DIGITS:
            break
        if _is_number(written, number):
            best = (count, number)
    return best


def _national(written: str) -> str:
    number = phone_digits(written)
    if number.startswith("440") and len(number) == _NATIONAL_DIGITS + 2:
        return number[2:]
    return number


def _is_number(written: str, number: str) -> bool:
    if len(number) < PHONE_DIGITS_AT_LEAST or _DECIMAL.fullmatch(written):
        return False
    if "+" in written[:2]:
        return True
    if number.startswith("00"):
        return len(number) >= _FOREIGN_AT_LEAST
    return number.startswith("0") and number[1] in "1235789"


def _with_extension(text: str, number: str, start: int, end: int) -> FoundPhone:
    match = _EXTENSION.match(text, end)
    if match is None:
        written = text[start:end]
        closes = "(" in written and ")" not in written and text[end : end + 1] == ")"
        return FoundPhone((number,), start, end + closes)
    extension = match.group(1)
    both = (number + extension, number) if extension else (number,)
    return FoundPhone(both, start, match.end())


def find_codes(
    text: str, gazetteer: Gazetteer, is_word: Callable[[str], bool] = lambda _word: False
) -> Iterator[FoundPlace]:
    """Yield every postcode, sector or district that exists, also half typed, from left to right.

    A code that is also a word here ("b12", "ca125") is left to be one, unless its parts stand apart.
    """
    text = _TWO_WEEK_WAIT.sub("   ", _levelled(text))
    found = {one.start: (one.postcode, one.end) for one in find_postcodes(text)}
    for match in _UNSPACED.finditer(text):
        postcode = parse_postcode(f"{match[1]} {match[2]}")
        if postcode and match.start() not in found and postcode.sector_text in gazetteer.sectors:
            found[match.start()] = (postcode, match.end())
    for start, (postcode, end) in sorted(found.items()):
        if not postcode.is_whole and is_word(text[start:end].lower()):
            continue
        located = gazetteer.locate_postcode(postcode)
        if located is not None:
            yield FoundPlace(str(postcode), located, start, end)


def locate_area(letters: str, gazetteer: Gazetteer) -> Located | None:
    """Return the middle of a postcode area, by the letters that its postcodes begin with."""
    return _areas(gazetteer).get(letters.upper())


@lru_cache(maxsize=2)
def _areas(gazetteer: Gazetteer) -> dict[str, Located]:
    points: dict[str, list[Coordinates]] = {}
    for outcode, district in gazetteer.districts.items():
        letters = outcode[:2] if outcode[1:2].isalpha() else outcode[:1]
        points.setdefault(letters, []).append(district.coordinates)
    return {
        letters: Located(
            label=f"{letters} postcodes",
            position=Position(
                Coordinates(
                    fsum(point.latitude for point in found) / len(found),
                    fsum(point.longitude for point in found) / len(found),
                ),
                Precision.TOWN,
            ),
            note=f"Measured from the middle of all {letters} postcodes",
            is_area=True,
        )
        for letters, found in points.items()
    }


def _levelled(text: str) -> str:
    """Return a text of the same length with plain digits, dashes and spaces."""
    return text if text.isascii() else "".join(map(_level, text))


def _level(char: str) -> str:
    if char.isascii():
        return char
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.digit(char))
    if category == "Pd":
        return "-"
    if category in ("Zs", "Cf"):
        return " "
    plain = _OTHER_SIGNS.get(char) or unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 and plain.isascii() else char
