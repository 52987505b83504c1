"""Postcodes: whole, sector ("LE2 3") or district ("LE2"), typed in any spacing and case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_AREA_LIST = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E"
    " EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL"
    " LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM"
    " SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE"
)
_AREAS = frozenset(_AREA_LIST.split())
"""Postcode areas of the United Kingdom, the Channel Islands and the Isle of Man."""

_OUTWARD = r"(?P<area>[A-Z]{1,2})(?P<number>[0-9][0-9A-Z]?)"
_WHOLE = re.compile(rf"{_OUTWARD}\s*(?P<sector>[0-9])(?P<unit>[ABD-HJLNP-UW-Z]{{2}})")
_SECTOR = re.compile(rf"{_OUTWARD}\s+(?P<sector>[0-9])[A-Z]?")
_DISTRICT = re.compile(_OUTWARD)
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
_IN_WORDS = re.compile(
    r"(?<![A-Z0-9])(?:"
    r"[A-Z]{1,2}[0-9][0-9A-Z]?\s*[0-9][ABD-HJLNP-UW-Z]{2}"
    r"|[A-Z]{1,2}[0-9][0-9A-Z]?\s+[0-9][A-Z]?"
    r"|[A-Z]{1,2}[0-9][0-9A-Z]?"
    r")(?![A-Z0-9])",
    re.IGNORECASE | re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Postcode:
    """A postcode or its beginning: outcode "LE2", sector digit "3" or "", unit "AB" or ""."""

    outcode: str
    sector: str = ""
    unit: str = ""

    @property
    def area(self) -> str:
        """Return the letters it starts with."""
        return self.outcode[:2] if self.outcode[1].isalpha() else self.outcode[:1]

    @property
    def is_whole(self) -> bool:
        """Return True for a full postcode."""
        return bool(self.unit)

    @property
    def sector_text(self) -> str:
        """Return "LE2 3", or "" where only the district is known."""
        return f"{self.outcode} {self.sector}" if self.sector else ""

    def __str__(self) -> str:
        """Return it as it is printed: "LE2 3AB", "LE2 3" or "LE2"."""
        return f"{self.outcode} {self.sector}{self.unit}".strip()


@dataclass(frozen=True, slots=True)
class FoundPostcode:
    """A postcode in running words, and from where to where it stands."""

    postcode: Postcode
    start: int
    end: int


def parse_postcode(text: str) -> Postcode | None:
    """Read a whole postcode, a sector or a district; None for anything else.

    Any case and spacing does. A letter after the sector ("LE2 3A", half typed) is left
    out. The letters O and I are read as digits where only a digit can stand.
    """
    if len(text) > 40:
        return None
    typed = " ".join(text.upper().replace("\N{NO-BREAK SPACE}", " ").split())
    for shape in (_WHOLE, _SECTOR, _DISTRICT):
        match = shape.fullmatch(typed)
        if match and match["area"] in _AREAS:
            return _from(match)
    return _parse_misread(typed.replace(" ", ""))


def _parse_misread(typed: str) -> Postcode | None:
    if not 5 <= len(typed) <= 7:
        return None
    outward, inward = typed[:-3], typed[-3:]
    for letters in (2, 1):
        mended = outward[:letters] + outward[letters:].translate(_MISREAD)
        match = _WHOLE.fullmatch(mended + inward[0].translate(_MISREAD) + inward[1:])
        if match and match["area"] in _AREAS:
            return _from(match)
    return None


def _from(match: re.Match[str]) -> Postcode:
    parts = match.groupdict()
    return Postcode(
        match["area"] + match["number"], parts.get("sector") or "", parts.get("unit") or ""
    )


def find_postcodes(text: str) -> Iterator[FoundPostcode]:
    """Yield every postcode, sector or district in running words, from left to right.

    A district in running words ("s40", "b12") may be something else: ask a gazetteer.
    """
    for match in _IN_WORDS.finditer(text):
        postcode = parse_postcode(match.group())
        if postcode is not None:
            yield FoundPostcode(postcode, match.start(), match.end())


def format_postcode(text: str) -> str:
    """Return a postcode as it is printed, or the text as it was, trimmed."""
    postcode = parse_postcode(text)
    return str(postcode) if postcode else text.strip()
