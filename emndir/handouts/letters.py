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
_NAMED = 3
"""Letters that a sentence names; a translation in a script that is not there lacks them all."""


def font_folders(families: tuple[str, ...] = ()) -> list[Path]:
    """Return the folders of the sheet's two families, those of a language before them.

    Raises:
        HandoutError: if the package that carries them is missing or not whole.
    """
    path_of = _package()
    folders = [Path(path_of[family]) for family in FAMILIES if family in path_of]
    wanted = [folder / name for folder in folders for name in _FILES[folder.name]]
    if len(folders) < len(FAMILIES) or not all(file.is_file() for file in wanted):
        raise HandoutError(
            "The letters for printing are missing from this installation.",
            "Install emndir again; they are in the package rendercv-fonts.",
        )
    return [*(Path(path_of[name]) for name in families if name not in FAMILIES), *folders]


def _package() -> dict[str, str]:
    """Return where each family is of the package that carries the letters."""
    try:
        from rendercv_fonts import path_of
    except ImportError:
        return {}
    return {name: str(path) for name, path in path_of.items()}


def unknown_families(families: tuple[str, ...]) -> tuple[str, ...]:
    """Return the families that the package does not carry in a regular and a bold face."""
    path_of = _package()
    return tuple(
        name
        for name in families
        if name not in path_of
        or not all((Path(path_of[name]) / file).is_file() for file in _faces(name))
    )


def _faces(family: str) -> tuple[str, str]:
    stem = family.replace(" ", "")
    return _FILES.get(family, (f"{stem}-Regular.ttf", f"{stem}-Bold.ttf"))


@cache
def _face(family: str, bold: bool) -> Font:
    font_folders()  # says so where they are missing
    return Font(Path(_package()[family]) / _faces(family)[bold])


def missing_letters(text: str, families: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the characters of a text that would leave a hole on paper, each once.

    A character counts as there where one family has it both regular and bold. `families` are
    those of a language, which come before the sheet's own.
    """
    if text.isascii():
        return ()
    return tuple(
        character
        for character in dict.fromkeys(unicodedata.normalize("NFC", text))
        if not character.isspace()
        and unicodedata.category(character)[0] != "C"
        and not any(_has(name, character) for name in (*families, *FAMILIES))
    )


def _has(family: str, character: str) -> bool:
    return character in _face(family, False) and character in _face(family, True)


def in_words(characters: tuple[str, ...]) -> str:
    """Return characters with their names: "日 (CJK UNIFIED IDEOGRAPH-65E5) and 4 more"."""
    named = [
        f"{character} ({unicodedata.name(character, f'U+{ord(character):04X}')})"
        for character in characters[:_NAMED]
    ]
    more = len(characters) - _NAMED
    return ", ".join(named) + (f" and {more} more" if more > 0 else "")


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


def _font(family: int, bold: bool) -> Font:
    return _face(FAMILIES[family], bold)


def text_width(
    text: str, size: float, *, bold: bool = False, families: tuple[str, ...] = ()
) -> float:
    """Return the width of a text on one line in points, without kerning.

    `families` are those of a language, which come before the sheet's own.
    """
    fonts = [_face(name, bold) for name in (*families, *FAMILIES)]
    width = 0
    for character in text:
        if character not in _INVISIBLE:
            font = next((one for one in fonts if character in one), fonts[-1])
            width += font.width(character)
    return width * size / 1000


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
    without its marks; a letter that is not there at all, or a symbol, is left out, never an empty
    square: `missing_letters` says which, for whoever prints.
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
    return "".join(c for c in simple if not unicodedata.combining(c) and _can_print(c))


def _mark(mark: str, before: str) -> str:
    """Return a combining mark only where one font has it and the letter that it stands on."""
    if not before.isalpha():
        return ""
    for family in range(len(FAMILIES)):
        fonts = _font(family, False), _font(family, True)
        if all(before in font for font in fonts):
            return mark if all(mark in font for font in fonts) else ""
    return ""
