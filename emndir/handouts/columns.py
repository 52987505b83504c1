"""How wide columns are: so that what stands in them takes few lines, told from the letters' widths.

Lines are counted as a page breaks them, or nearly; a line too few or too many costs a little room
and no word.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations

from emndir.handouts.blocks import Address, Body, Bullets, Entry, Sentence
from emndir.handouts.breaking import SOFT, soft
from emndir.handouts.letters import text_width
from emndir.handouts.phrases import plain

POINTS_PER_MM = 72 / 25.4
_STEPS = (24.0, 15.0, 9.0, 6.0, 3.0)
"""Points that are moved from one column to another, to see whether it saves a line."""
_OVER = 10.0
"""Lines that a point counts as by which a word is wider than its column."""

Cell = tuple[str, bool]
"""A text, and whether it is bold."""


@lru_cache(maxsize=4096)
def _wide(word: str, bold: bool, families: tuple[str, ...]) -> float:
    return text_width(word, 1.0, bold=bold, families=families)


def forget_words() -> None:
    """Drop the words whose widths are remembered: they say what was printed."""
    _wide.cache_clear()


class Ruler:
    """Counts the lines that a text takes at one size."""

    def __init__(self, size: float, families: tuple[str, ...] = ()) -> None:
        self._size, self._families = size, families
        self._space = self._wide(" ", bold=False)

    def _wide(self, word: str, *, bold: bool) -> float:
        return _wide(word, bold, self._families) * self._size

    def longest(self, text: str, *, bold: bool = False) -> float:
        """Return the width of the longest word in points."""
        words = soft(text).replace(SOFT, " ").split(" ")
        return max((self._wide(word, bold=bold) for word in words), default=0.0)

    def lines(self, text: str, width: float, *, bold: bool = False) -> int:
        """Return how many lines a text takes within so many points."""
        count, at = 0, float("inf")
        for word in soft(text).split(" "):
            for number, piece in enumerate(word.split(SOFT)):
                wide = self._wide(piece, bold=bold)
                gap = 0.0 if number else self._space
                if at + gap + wide > width:
                    over = int(wide // width)  # what is wider than a line is broken
                    count, at = count + 1 + over, wide - over * width
                else:
                    at += gap + wide
        return count


@dataclass(frozen=True, slots=True)
class TableColumns:
    """The widths of a table's columns in points, and how many lines its rows have together."""

    widths: tuple[float, ...]
    lines: int


def table_columns(
    rows: Sequence[Sequence[Cell]], width: float, inset: float, ruler: Ruler
) -> TableColumns:
    """Return columns of a table of so many points that make it the lowest.

    They start out alike, and stay so as far as no line is saved and no word is wider. `inset` is
    what of a column is no text.
    """
    count = len(rows[0])
    least = [
        max(ruler.longest(row[at][0], bold=row[at][1]) for row in rows) + inset + 1
        for at in range(count)
    ]
    if sum(least) > width:  # no columns hold all of their words
        even = [width / count] * count
        high_row = (
            max(ruler.lines(text, even[0] - inset, bold=bold) for text, bold in row) for row in rows
        )
        return TableColumns(tuple(even), sum(high_row))
    counted: dict[tuple[int, int, float], int] = {}

    def lines(row: int, at: int, wide: float) -> int:
        key = (row, at, wide)
        if key not in counted:
            text, bold = rows[row][at]
            counted[key] = ruler.lines(text, wide - inset, bold=bold)
        return counted[key]

    def high(widths: Sequence[float]) -> float:
        narrow = sum(max(0.0, most - wide) for most, wide in zip(least, widths, strict=True))
        rows_high = (
            max(lines(row, at, wide) for at, wide in enumerate(widths)) for row in range(len(rows))
        )
        return sum(rows_high) + _OVER * narrow

    best, lowest = [width / count] * count, high([width / count] * count)
    while True:
        found = _better(best, lowest, high)
        if found is None:
            return TableColumns(tuple(best), round(lowest))
        best, lowest = found


def _better(
    widths: list[float], lowest: float, high: Callable[[Sequence[float]], float]
) -> tuple[list[float], float] | None:
    """Return widths that are lower, the lowest of those that are near, or None."""
    found: tuple[list[float], float] | None = None
    for step in _STEPS:
        for giver, taker in permutations(range(len(widths)), 2):
            if widths[giver] <= step:
                continue
            tried = list(widths)
            tried[giver] -= step
            tried[taker] += step
            lines = high(tried)
            if lines < lowest or (found is not None and lines == lowest):
                found, lowest = (tried, lines), lines  # the same with less moved
    return found


# --- Services in a list ----------------------------------------------------------------------------

_SHARES = tuple(at / 100 for at in range(42, 64, 2))
_GUTTER = 6 * POINTS_PER_MM
_BETWEEN = 1.4 * POINTS_PER_MM
ENTRY_MORE = 5.5 * POINTS_PER_MM - 8.0
"""Points above and below an entry, less what is counted twice between its parts."""
_SAVED = 6.0
"""Points that an entry must get lower by for its page's address to stand in the first column."""


@dataclass(frozen=True, slots=True)
class EntryColumns:
    """The share of the first column in all entries of a sheet, and whose address stands there.

    `height` is about what they take, in points.
    """

    share: float
    address_first: tuple[bool, ...]
    height: float


def entry_columns(
    entries: Sequence[Entry], points: int, spacing: float, families: tuple[str, ...] = ()
) -> EntryColumns:
    """Return how the columns of a sheet's services stand, so that they take little room.

    What it is stands in the first, how to reach it in the second, a code beside both. The
    measures are those of `entries.typ`.
    """
    usual = 0.5 if points >= 14 else 0.56
    entry = _EntryHeights(points, spacing, families)

    def placed(share: float) -> list[tuple[float, float]]:
        return [entry.heights(one, share) for one in entries]

    def height(share: float) -> float:
        return sum(other if other < same - _SAVED else same for same, other in placed(share))

    chosen = min(_SHARES, key=lambda one: (round(height(one)), abs(one - usual)))
    first = tuple(other < same - _SAVED for same, other in placed(chosen))
    return EntryColumns(chosen, first, height(chosen) + len(entries) * ENTRY_MORE)


class _EntryHeights:
    def __init__(self, points: int, spacing: float, families: tuple[str, ...]) -> None:
        is_usual = points < 14
        self._points = points
        self._body = Ruler(points, families)
        self._name_size = 14 if is_usual else 17
        self._name = Ruler(self._name_size, families)
        self._call = Ruler(points * 1.2, families)  # the number in it is larger than the words
        self._line = points * spacing * (1.4 if is_usual else 1.38)
        self._code = (21 if is_usual else 22) * POINTS_PER_MM
        indent = 1.5 * (7.4 if is_usual else 8.4) * POINTS_PER_MM
        self._wide = 174 * POINTS_PER_MM - indent

    def heights(self, entry: Entry, share: float) -> tuple[float, float]:
        """Return the height with the page's address in the second column, and in the first."""
        code = max(self._code, entry.qr.side_mm * POINTS_PER_MM) if entry.qr else 0.0
        first = (self._wide - self._code - 2 * _GUTTER) * share
        second = self._wide - first - _GUTTER - (code + _GUTTER if entry.qr else 0.0)
        name = self._name.lines(entry.name, first, bold=True) * self._name_size * 1.2
        left = name + 1 * POINTS_PER_MM + self._parts(entry.body, first)
        right = self._parts(entry.beside, second)
        if entry.call:
            right += self._call.lines(plain(entry.call), second) * self._points * 1.45 + _BETWEEN
        if entry.step:
            right += 2 * self._points
        if entry.aside:
            right += self._text(plain(entry.aside), second)
        address = " ".join(part for part in (entry.qr_caption, entry.code) if part)
        if not address:
            return max(left, right, code), max(left, right, code)
        there, here = self._text(address, second), self._text(address, first)
        return max(left, right + there, code), max(left + here, right, code)

    def _parts(self, parts: Sequence[Body], width: float) -> float:
        return sum(self._part(part, width) for part in parts)

    def _part(self, part: Body, width: float) -> float:
        match part:
            case Sentence(words):
                return self._text(plain(words), width)
            case Address(lines) | Bullets(lines):
                rows = sum(self._body.lines(line, width) for line in lines)
                return rows * self._line + _BETWEEN

    def _text(self, text: str, width: float) -> float:
        return self._body.lines(text, width) * self._line + _BETWEEN
