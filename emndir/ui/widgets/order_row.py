"""OrderRow: one service of a hand-out: its number and name, what it is first or next, off the list."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from emndir.ui import theme
from emndir.ui.widgets.buttons import Choice, SignButton, wrapped
from emndir.ui.widgets.number_tag import NumberTag

_ALT = Qt.KeyboardModifier.AltModifier
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class OrderRow(QFrame):
    """A row that has the keyboard itself: Alt and the arrows move it, Delete takes it off.

    `moved` carries the uid and -1 or 1, `removed` the uid, `stepped` the uid and its step.
    """

    moved = Signal(str, int)
    removed = Signal(str)
    stepped = Signal(str, str)

    def __init__(self, uid: str, name: str, number: int, step: str, *, has_step: bool) -> None:
        """Make the row of a service; `has_step` where it can be said what comes first."""
        super().__init__()
        self.uid = uid
        self.setProperty("kind", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        hint = self.tr("Alt Up and Alt Down move it, Delete takes it off")
        self.setAccessibleName(f"{number}, {name}. {hint}")
        px = theme.current().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(8), px(6), px(4), px(6))
        column.setSpacing(px(4))
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(NumberTag(number), 0, Qt.AlignmentFlag.AlignVCenter)
        self.label = wrapped(name)
        row.addWidget(self.label, 1)
        self.up = self._button(self.tr("Move up"), "arrow-up", name)
        self.down = self._button(self.tr("Move down"), "arrow-down", name)
        self.cross = self._button(self.tr("Take off this hand-out"), "close", name)
        column.addLayout(row)
        self.step = Choice(f"{self.tr('When')}: {name}")
        for value, words in (
            ("", self.tr("No order")),
            ("start", self.tr("Start here")),
            ("next", self.tr("Next")),
            ("later", self.tr("Later")),
        ):
            self.step.addItem(words, value)
        self.step.choose(step)
        self.label.setBuddy(self.step)
        below = row  # where it is not said what comes first, everything has room on one line
        if has_step:
            below = QHBoxLayout()
            below.setSpacing(px(4))
            below.addWidget(self.step)
            below.addStretch(1)
            column.addLayout(below)
        else:
            self.step.setParent(self)
            self.step.hide()
        for button in (self.up, self.down, self.cross):
            below.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.up.clicked.connect(self._move_up)
        self.down.clicked.connect(self._move_down)
        self.cross.clicked.connect(self._remove)
        self.step.activated.connect(self._step)

    def _button(self, text: str, sign: str, name: str) -> SignButton:
        button = SignButton(text, sign, side=28, sign_side=15)
        button.setAccessibleName(f"{text}: {name}")
        return button

    @Slot()
    def _move_up(self) -> None:
        self.moved.emit(self.uid, -1)

    @Slot()
    def _move_down(self) -> None:
        self.moved.emit(self.uid, 1)

    @Slot()
    def _remove(self) -> None:
        self.removed.emit(self.uid)

    @Slot()
    def _step(self) -> None:
        self.stepped.emit(self.uid, str(self.step.currentData()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with Alt and an arrow, take off with Delete."""
        if event.modifiers() & _ALT and event.key() in _MOVES:
            self.moved.emit(self.uid, _MOVES[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.removed.emit(self.uid)
        else:
            super().keyPressEvent(event)
