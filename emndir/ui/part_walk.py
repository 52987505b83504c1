"""PartWalk: F6 goes from part to part of the window, stepping over those with nothing to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

Go = Callable[[], bool | None]
"""Puts the keyboard on a part; False says that there is nothing to put it on."""


class PartWalk:
    """The parts of a window in order, each with how the keyboard gets there."""

    def __init__(self, parts: Sequence[tuple[QWidget, Go]]) -> None:
        """Hold the parts, from first to last."""
        self._parts = tuple(parts)

    def go(self, step: int, focused: QWidget | None) -> None:
        """Go on from the part with the keyboard: 1 to the next, -1 to the one before."""
        count = len(self._parts)
        outside = -1 if step > 0 else 0
        at = outside
        if focused is not None:
            found = (n for n, (part, _) in enumerate(self._parts) if part.isAncestorOf(focused))
            at = next(found, outside)
        for turn in range(1, count + 1):
            part, go = self._parts[(at + step * turn) % count]
            if part.isVisible() and go() is not False:
                return
