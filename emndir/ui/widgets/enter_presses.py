"""EnterPresses: lets Enter press the button that has the keyboard, as Space does."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget
from shiboken6 import isValid

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EnterPresses(QObject):
    """Qt leaves Enter to a dialog's main button, and outside a dialog to none at all.

    One for a window. It listens only to the button with the keyboard, and only for Enter alone:
    Ctrl Enter stays what it is.
    """

    def __init__(self, window: QWidget) -> None:
        """Follow the keyboard through a window."""
        super().__init__(window)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    @Slot(QWidget, QWidget)
    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        # keeps nothing in Python: the collector may empty this before Qt has let go of it
        if isinstance(old, QPushButton | QToolButton) and isValid(old):
            old.removeEventFilter(self)
        if isinstance(new, QPushButton | QToolButton) and new.window() is self.parent():
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Press the button on Enter; a key that is held presses once."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        with_others = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() not in _ENTER or with_others:
            return False
        if isinstance(watched, QPushButton | QToolButton) and not event.isAutoRepeat():
            watched.click()
        return True
