"""PaneWidths: how the columns share the window at each breadth, and what a person made of it."""

from __future__ import annotations

from enum import IntEnum


class Breadth(IntEnum):
    """How much room there is, by effective width (window width divided by text scale)."""

    NARROW = 0  # the narrow view: results and a peek panel
    ONE_PAGE = 560  # results, filters or details, one at a time
    FOLDED = 900  # the filters fold into a button
    THREE = 1180
    WIDE = 1500


LOW = 480
"""Effective height of the window under which lines stand closer, so that a card stays whole."""

# effective pixels: filters, results; the details take the rest
_WIDE = (280, 520)
_FOLDED = (400, 400)
_FILTERS = 248
_LEAST_RESULTS, _MOST_RESULTS, _LEAST_DETAIL = 412, 484, 560
_FEWEST, _MOST = 60, 4000  # what a saved width may be


class PaneWidths:
    """The widths of filters and results, and the height of the peek panel, in effective pixels.

    Effective pixels are those of the window divided by the text scale, so that a choice holds
    at every text size. `peek` is 0 while nobody has moved the panel's edge.
    """

    def __init__(self) -> None:
        """Start with nothing chosen."""
        self._chosen: dict[Breadth, tuple[int, int]] = {}
        self.peek = 0

    def is_chosen(self, breadth: Breadth) -> bool:
        """Return True if a person has moved the columns at this breadth."""
        return breadth in self._chosen

    def choose(self, breadth: Breadth, filters: float, results: float) -> None:
        """Remember what a person made of a breadth."""
        self._chosen[breadth] = (round(filters), round(results))

    def of(self, breadth: Breadth, effective: float) -> tuple[int, int]:
        """Return the widths of filters and results on a page `effective` pixels wide."""
        if breadth in self._chosen:
            return self._chosen[breadth]
        if breadth is Breadth.WIDE:
            return _WIDE
        if breadth < Breadth.THREE:
            return _FOLDED
        results = effective - _FILTERS - _LEAST_DETAIL
        return _FILTERS, round(min(max(results, _LEAST_RESULTS), _MOST_RESULTS))

    def text(self) -> str:
        """Return everything chosen as a line of text: "three:250,440 peek:300"."""
        parts = [
            f"{one.name.lower()}:{left},{right}" for one, (left, right) in self._chosen.items()
        ]
        return " ".join([*parts, *([f"peek:{self.peek}"] if self.peek else [])])

    @classmethod
    def of_text(cls, text: str) -> PaneWidths:
        """Return what a line of text says; parts that say nothing are left out."""
        made = cls()
        named = {one.name.lower(): one for one in Breadth}
        for part in text.split():
            name, _colon, value = part.partition(":")
            numbers = [int(one) for one in value.split(",") if one.isascii() and one.isdigit()]
            if name == "peek" and len(numbers) == 1 and _FEWEST <= numbers[0] <= _MOST:
                made.peek = numbers[0]
            elif name in named and len(numbers) == 2 and _FEWEST <= numbers[1] <= _MOST:
                made._chosen[named[name]] = (min(numbers[0], _MOST), numbers[1])
        return made
