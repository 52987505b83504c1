"""FocusSeen: keeps what has the keyboard in sight of a scroll area."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from emndir.ui import theme

SETTLED_MS = 30
"""From another text size to when everything has its new place."""


class FocusSeen(QObject):
    """Qt scrolls to what gets the keyboard by Tab from inside the area, and to nothing else.

    So this scrolls to what gets it from outside, and to what has it while everything grows. A
    click moves nothing: what was clicked at is in sight, and may be text to be selected.
    """

    def __init__(self, area: QScrollArea) -> None:
        """Watch over an area; it belongs to it."""
        super().__init__(area)
        self._area = area
        self._soon = QTimer(self, interval=SETTLED_MS, singleShot=True)
        self._soon.timeout.connect(self._show)
        theme.current().follow(self._soon.start)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    @Slot(QWidget, QWidget)
    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        is_clicked = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        if new is not None and not is_clicked and self._area.isAncestorOf(new):
            self._show()

    @Slot()
    def _show(self) -> None:
        focused, inside = self._area.window().focusWidget(), self._area.widget()
        if inside is not None and inside.isAncestorOf(focused):
            self._area.ensureWidgetVisible(focused)
