"""The letters of the printed sheet: which characters they have, and how wide a text is.

The sheet's fonts come with the package `rendercv-fonts` on every system (decision 0004), so
pages break alike everywhere. PDF/UA forbids a character that no font has, so what cannot be
printed is found here, before a page is made, by reading the fonts' own tables.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from emndir.domain.errors import HandoutError

FAMILIES = ("Roboto", "Source Sans 3")
"""In this order: the second has arrows, ticks and the no-break hyphen."""
_FILES = {
    "Roboto": ("Roboto-Regular.ttf", "Roboto-Bold.ttf"),
    "Source Sans 3": ("SourceSans3-Regular.ttf", "SourceSans3-Bold.ttf"),
}
_INVISIBLE = frozenset("\N{WORD JOINER}\N{ZERO WIDTH SPACE}")
_UNKNOWN = "\N{WHITE SQUARE}"


def font_folders() -> list[Path]:
    """Return the folders of the sheet's two families.

    Raises:
        HandoutError: if the package that carries them is missing or not whole.
    """
    try:
        from rendercv_fonts import path_of
    except ImportError:
        path_of = {}
    folders = [Path(path_of[family]) for family in FAMILIES if family in path_of]
    wanted = [folder / name for folder in folders for name in _FILES[folder.name]]
    if len(folders) < len(FAMILIES) or not all(file.is_file() for file in wanted):
        raise HandoutError(
            "The letters for printing are missing from this installation.",
            "Install emndir again; they are in the package rendercv-fonts.",
        )
    return folders


class Font:
    """One font file: its characters and their widths in thousandths of the size."""

    def __init__(self, file: Path) -> None:
        self._data = file.read_bytes()
        count = struct.unpack_from(">H", self._data, 4)[0]
        self._tables: dict[bytes, int] = {}
        for number in range(count):
            tag, _sum, offset, _length = struct.unpack_from(">4sIII", self._data, 12 + 16 * number)
            self._tables[tag] = offset
        self._glyphs = dict(self._read_characters())
        self._widths = self._read_widths()

    def __contains__(self, character: str) -> bool:
        """Return True if the font can show a character."""
        return ord(character) in self._glyphs

    def width(self, character: str) -> int:
        """Return how far a character moves the pen, in thousandths of the size."""
        glyph = self._glyphs.get(ord(character), 0)
        return self._widths[min(glyph, len(self._widths) - 1)]

    def _read_characters(self) -> Iterator[tuple[int, int]]:
        start = self._tables[b"cmap"]
        count = struct.unpack_from(">H", self._data, start + 2)[0]
        found = [struct.unpack_from(">HHI", self._data, start + 4 + 8 * n) for n in range(count)]
        for _platform, _encoding, offset in sorted(found):
            shape = struct.unpack_from(">H", self._data, start + offset)[0]
            if shape == 4:
                yield from self._read_short(start + offset)
            elif shape == 12:
                yield from self._read_long(start + offset)

    def _read_short(self, at: int) -> Iterator[tuple[int, int]]:
        """Read a table of format 4: runs of characters of the basic plane."""
        count = struct.unpack_from(">H", self._data, at + 6)[0] // 2
        column = 2 * count
        ends = struct.unpack_from(f">{count}H", self._data, at + 14)
        starts = struct.unpack_from(f">{count}H", self._data, at + 16 + column)
        deltas = struct.unpack_from(f">{count}H", self._data, at + 16 + 2 * column)
        ranges_at = at + 16 + 3 * column
        ranges = struct.unpack_from(f">{count}H", self._data, ranges_at)
        for number, (first, last) in enumerate(zip(starts, ends, strict=True)):
            for code in range(first, min(last, 0xFFFE) + 1):
                glyph = code
                if ranges[number]:
                    place = ranges_at + 2 * number + ranges[number] + 2 * (code - first)
                    glyph = struct.unpack_from(">H", self._data, place)[0]
                    if not glyph:
                        continue
                glyph = (glyph + deltas[number]) & 0xFFFF
                if glyph:
                    yield code, glyph

    def _read_long(self, at: int) -> Iterator[tuple[int, int]]:
        """Read a table of format 12: runs of characters of every plane."""
        count = struct.unpack_from(">I", self._data, at + 12)[0]
        for number in range(count):
            first, last, glyph = struct.unpack_from(">III", self._data, at + 16 + 12 * number)
            for code in range(first, last + 1):
                if glyph + code - first:
                    yield code, glyph + code - first

    def _read_widths(self) -> list[int]:
        em = struct.unpack_from(">H", self._data, self._tables[b"head"] + 18)[0]
        count = struct.unpack_from(">H", self._data, self._tables[b"hhea"] + 34)[0]
        pairs = struct.unpack_from(">" + "Hh" * count, self._data, self._tables[b"hmtx"])
        return [round(advance * 1000 / em) for advance in pairs[::2]]


@cache
def _font(family: int, bold: bool) -> Font:
    folder = font_folders()[family]
    return Font(folder / _FILES[folder.name][bold])


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a text on one line in points, without kerning."""
    font, spare = _font(0, bold), _font(1, bold)
    visible = (character for character in text if character not in _INVISIBLE)
    widths = ((font if character in font else spare).width(character) for character in visible)
    return sum(widths) * size / 1000


@cache
def _can_print(character: str) -> bool:
    return any(
        character in _font(family, False) and character in _font(family, True)
        for family in range(len(FAMILIES))
    )


def printable(text: str) -> str:
    """Return a text in characters that the sheet's letters have.

    Line ends and other white space become a space; control and format characters go, with
    everything that would turn the direction of reading. A letter that is missing is written
    without its marks, else as an empty square; a missing symbol is left out.
    """
    shown: list[str] = []
    for character in unicodedata.normalize("NFC", text):
        shown.append(_shown(character, shown[-1][-1:] if shown else ""))
    return "".join(shown)


def _shown(character: str, before: str) -> str:
    if character.isascii() and character.isprintable():
        return character
    category = unicodedata.category(character)
    if character.isspace() or category in ("Zs", "Zl", "Zp"):
        return "\N{NO-BREAK SPACE}" if character in "\N{NO-BREAK SPACE}\u202f" else " "
    if category[0] == "C":
        return ""
    if category[0] == "M":
        return _mark(character, before)
    if _can_print(character):
        return character
    simple = unicodedata.normalize("NFKD", character)
    kept = "".join(c for c in simple if not unicodedata.combining(c) and _can_print(c))
    if kept:
        return kept
    return _UNKNOWN if category[0] in "LN" else ""


def _mark(mark: str, before: str) -> str:
    """Return a combining mark only where one font has it and the letter that it stands on."""
    if not before.isalpha():
        return ""
    for family in range(len(FAMILIES)):
        fonts = _font(family, False), _font(family, True)
        if all(before in font for font in fonts):
            return mark if all(mark in font for font in fonts) else ""
    return ""
