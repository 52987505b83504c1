"""FocusSeen: keeps what has the keyboard in sight of a scroll area when sizes change."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QScrollArea

from emndir.ui import theme

SETTLED_MS = 30
"""From another text size to when everything has its new place."""


class FocusSeen(QObject):
    """Qt scrolls to what gets the keyboard, not to what has it while everything grows."""

    def __init__(self, area: QScrollArea) -> None:
        """Watch over an area; it belongs to it."""
        super().__init__(area)
        self._area = area
        self._soon = QTimer(self, interval=SETTLED_MS, singleShot=True)
        self._soon.timeout.connect(self._show)
        theme.current().changed.connect(self._soon.start)

    @Slot()
    def _show(self) -> None:
        focused, inside = self._area.window().focusWidget(), self._area.widget()
        if inside is not None and inside.isAncestorOf(focused):
            self._area.ensureWidgetVisible(focused)
