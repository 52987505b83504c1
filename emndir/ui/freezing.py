"""Freezing: a window paints nothing while it is between two looks or two layouts."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

_TIMES = "emndirFrozen"  # a property: how often it was frozen and not thawed yet


def freeze(window: QWidget) -> None:
    """Let a window paint nothing until it was thawed as often as it was frozen."""
    times = int(window.property(_TIMES) or 0)
    window.setProperty(_TIMES, times + 1)
    window.setUpdatesEnabled(False)


def thaw(window: QWidget) -> None:
    """Let a window paint again, whole, unless something else keeps it frozen."""
    if not isValid(window):
        return
    times = max(0, int(window.property(_TIMES) or 0) - 1)
    window.setProperty(_TIMES, times)
    if not times:
        window.setUpdatesEnabled(True)
        # A request that came to the frozen window is lost, and Qt sends no other for all of it.
        request = QEvent(QEvent.Type.UpdateRequest)
        QCoreApplication.postEvent(window, request, Qt.EventPriority.LowEventPriority.value)


def freeze_until_laid_out(window: QWidget) -> None:
    """Let a window that is shown paint nothing until the layouts that are asked for are made.

    Where the window system gives it another size, Qt would paint it before that. What follows the
    layout, as the ring of the focus does, has a turn of its own.
    """
    if window.isVisible():
        freeze(window)
        in_a_turn = partial(QTimer.singleShot, 0, window)
        in_a_turn(lambda: in_a_turn(lambda: thaw(window)))
