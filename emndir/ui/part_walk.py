"""PartWalk: F6 goes from part to part of the window; `step_focus`: Tab goes on inside and between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import Qt
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


def step_focus(window: QWidget, *, is_next: bool) -> bool:
    """Give the keyboard to the next widget of a window's focus chain that takes Tab.

    Qt's own step was seen to begin anew before the end of the chain, at what follows the
    search box: the first start's page could not be reached by Tab. Returns False where
    nothing else takes it.
    """
    focused = cast("QWidget | None", window.focusWidget())
    here = window if focused is None else focused
    reason = Qt.FocusReason.TabFocusReason if is_next else Qt.FocusReason.BacktabFocusReason
    at = _neighbour(here, is_next=is_next)
    while at is not None and at is not here:
        takes = bool(at.focusPolicy() & Qt.FocusPolicy.TabFocus) and at.focusProxy() is None
        if takes and at.isEnabled() and at.isVisibleTo(window) and window.isAncestorOf(at):
            at.setFocus(reason)
            return True
        at = _neighbour(at, is_next=is_next)
    return False


def _neighbour(widget: QWidget, *, is_next: bool) -> QWidget | None:
    return widget.nextInFocusChain() if is_next else widget.previousInFocusChain()
