"""One font file: which characters it has, how wide they are, and what it says of itself."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_REGULAR = (300, 550)
"""Weights (OS/2) of letters that are neither thin nor bold."""
_FAMILY_NAMES = (16, 1)
"""Name records: the family that a designer means, else that of four faces."""
_WINDOWS = 3
_RESTRICTED = 0x0002
"""A font's own word that it may be in no file (OS/2 fsType)."""


class Font:
    """One font file: its characters and their widths in thousandths of the size.

    Raises:
        ValueError: for what is no font, or is several in one file.
    """

    def __init__(self, content: bytes) -> None:
        self._data = content
        try:
            self._read()
        except (struct.error, LookupError, ZeroDivisionError, MemoryError) as error:
            raise ValueError("this is no font that can be read") from error

    def _read(self) -> None:
        if self._data[:4] not in (b"\0\1\0\0", b"OTTO", b"true"):
            raise ValueError("this is no font of one face")
        count = struct.unpack_from(">H", self._data, 4)[0]
        self._tables: dict[bytes, int] = {}
        for number in range(count):
            tag, _sum, offset, length = struct.unpack_from(">4sIII", self._data, 12 + 16 * number)
            if offset + length > len(self._data):
                raise ValueError("this is no whole font: its end is missing")
            self._tables[tag] = offset
        self._glyphs = dict(self._read_characters())
        self._widths = self._read_widths()
        self.family = self._read_family()
        self.weight = self._os2(4)
        self.is_restricted = bool(self._os2(8) & _RESTRICTED)

    @property
    def is_bold(self) -> bool:
        """Return True for letters that stand out beside the regular ones."""
        return self.weight > _REGULAR[1]

    @property
    def is_regular(self) -> bool:
        """Return True for letters of body text."""
        return _REGULAR[0] < self.weight <= _REGULAR[1]

    def _os2(self, at: int) -> int:
        value: int = struct.unpack_from(">H", self._data, self._tables[b"OS/2"] + at)[0]
        return value

    def _read_family(self) -> str:
        start = self._tables[b"name"]
        _version, count, strings = struct.unpack_from(">HHH", self._data, start)
        names: dict[int, str] = {}
        for number in range(count):
            record = struct.unpack_from(">6H", self._data, start + 6 + 12 * number)
            platform, _encoding, _language, name, length, offset = record
            if platform == _WINDOWS:
                at = start + strings + offset
                names.setdefault(name, self._data[at : at + length].decode("utf-16-be", "ignore"))
        return next((names[name] for name in _FAMILY_NAMES if names.get(name)), "")

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
