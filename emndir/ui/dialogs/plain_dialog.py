"""PlainDialog: a title, something in the middle, and buttons; Esc closes it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from emndir.ui import theme
from emndir.ui.widgets.buttons import wrapped
from emndir.ui.widgets.enter_presses import EnterPresses
from emndir.ui.widgets.focus_ring import FocusRing
from emndir.ui.widgets.focus_seen import FocusSeen

RING = 4
"""Pixels around what scrolls, so that the focus ring is not cut."""


def beside_ring(widget: QWidget) -> QHBoxLayout:
    """Return a row whose widget begins where what scrolls below it does."""
    row = QHBoxLayout()
    row.setContentsMargins(RING, 0, 0, 0)  # a margin below nought is passed over by Qt
    row.addWidget(widget)
    return row


class PlainDialog(QDialog):
    """A dialog of the house. Its middle scrolls, so that nothing is cut at 200 %.

    Put things into `column`; buttons come by `add_button`, in order from left to right.
    """

    def __init__(self, title: str, parent: QWidget | None = None, *, width: int = 560) -> None:
        """Make an empty dialog; `width` in pixels at 100 %."""
        super().__init__(parent)
        self.setWindowTitle("emndir")
        self.setAccessibleName(title)
        look = theme.current()
        whole = self.whole = QVBoxLayout(self)
        whole.setContentsMargins(look.px(24) - RING, look.px(20), look.px(24), look.px(16))
        whole.setSpacing(look.px(12))
        self.heading = wrapped(title, "page")
        whole.addLayout(beside_ring(self.heading))
        area = self._area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setProperty("kind", "inside")
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(RING, RING, look.px(12), RING)
        self.column.setSpacing(look.px(8))
        area.setWidget(inside)
        FocusSeen(area)
        whole.addWidget(area, 1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(look.px(8))
        self._buttons.addStretch(1)
        whole.addLayout(self._buttons)
        self._ring = FocusRing(self)
        EnterPresses(self)
        self._width = width

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll the middle by the keys that nothing inside has used."""
        bar = self._area.verticalScrollBar()
        steps = {
            Qt.Key.Key_Down: bar.value() + bar.singleStep(),
            Qt.Key.Key_Up: bar.value() - bar.singleStep(),
            Qt.Key.Key_PageDown: bar.value() + bar.pageStep(),
            Qt.Key.Key_PageUp: bar.value() - bar.pageStep(),
            Qt.Key.Key_End: bar.maximum(),
            Qt.Key.Key_Home: bar.minimum(),
        }
        to = steps.get(Qt.Key(event.key()))
        if to is None:
            super().keyPressEvent(event)
        else:
            bar.setValue(to)

    def add_button(self, text: str, *, is_main: bool = False) -> QPushButton:
        """Add a button at the foot and return it."""
        button = QPushButton(text)
        button.setAutoDefault(is_main)
        button.setDefault(is_main)
        if is_main:
            button.setProperty("kind", "primary")
        self._buttons.addWidget(button)
        return button

    def add_close(self) -> QPushButton:
        """Add the button that closes the dialog and return it."""
        button = self.add_button(self.tr("Close"), is_main=True)
        button.clicked.connect(self.accept)
        return button

    def fit(self, height: int) -> None:
        """Take a size, in pixels at 100 %, that the screen has room for."""
        look = theme.current()
        screen = self.screen().availableSize()
        self.resize(
            min(look.px(self._width), screen.width() - 40),
            min(look.px(height), screen.height() - 60),
        )
        if self.isVisible():
            self._keep_on_screen()

    def _keep_on_screen(self) -> None:
        """Move to where the whole dialog can be seen: one that grew may reach beyond the screen."""
        room, frame = self.screen().availableGeometry(), self.frameGeometry()
        around = frame.size() - self.geometry().size()  # what the system draws
        width, height = self.width() + around.width(), self.height() + around.height()
        left = max(room.left(), min(frame.left(), room.right() + 1 - width))
        top = max(room.top(), min(frame.top(), room.bottom() + 1 - height))
        self.move(left, top)
