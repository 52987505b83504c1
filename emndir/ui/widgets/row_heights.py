"""RowHeights: where the rows of a long list stand, though only those that were seen are measured."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

_BLOCK = 128
"""Rows whose heights are summed up together: a change costs one block, and one sum a block."""


class RowHeights:
    """Heights of rows below each other in pixels, guessed until they are measured."""

    def __init__(self, count: int = 0, guess: int = 1) -> None:
        """Begin with a number of rows that are all guessed."""
        self._guess = max(1, guess)
        self._heights = [self._guess] * count
        self._measured = bytearray(count)
        self._sum_up()

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._heights)

    @property
    def total(self) -> int:
        """Return the height of all rows together."""
        return self._ends[-1] if self._ends else 0

    def add(self, count: int) -> None:
        """Put rows at the end, guessed."""
        self._heights += [self._guess] * count
        self._measured += bytes(count)
        self._sum_up()

    def is_measured(self, row: int) -> bool:
        """Return True once a row's height is known."""
        return bool(self._measured[row])

    def measure(self, row: int, height: int) -> int:
        """Take a row's true height, and return by how much it is more than was guessed."""
        more = height - self._heights[row]
        self._heights[row] = height
        self._measured[row] = 1
        if more:
            self._sums[row // _BLOCK] += more
            self._ends = list(accumulate(self._sums))
        return more

    def height(self, row: int) -> int:
        """Return the height of a row."""
        return self._heights[row]

    def top(self, row: int) -> int:
        """Return how far below the beginning of the first row a row begins."""
        block = row // _BLOCK
        before = self._ends[block - 1] if block else 0
        return before + sum(self._heights[block * _BLOCK : row])

    def row_at(self, y: int) -> int:
        """Return the row at a height, the first or last where it is above or below all; -1 if none."""
        if not self._heights:
            return -1
        block = min(bisect_right(self._ends, max(0, y)), len(self._ends) - 1)
        first = block * _BLOCK
        inside = list(accumulate(self._heights[first : first + _BLOCK]))
        begin = self._ends[block - 1] if block else 0
        return first + min(bisect_right(inside, max(0, y) - begin), len(inside) - 1)

    def _sum_up(self) -> None:
        starts = range(0, len(self._heights), _BLOCK)
        self._sums = [sum(self._heights[start : start + _BLOCK]) for start in starts]
        self._ends = list(accumulate(self._sums))
