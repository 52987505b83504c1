"""RecordRows: a short list of services or places to go to, one stop of the Tab key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from emndir.ui import theme
from emndir.ui.widgets.buttons import RowButton


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One record to go to: its sign, name, and what it is."""

    uid: str
    icon: str
    name: str
    second: str = ""


class RecordRows(QWidget):
    """Rows that a click, Enter or Space choose; the arrow keys, Home and End move between them."""

    chosen = Signal(str)  # uid

    def __init__(self, rows: Sequence[Row], name: str, parent: QWidget | None = None) -> None:
        """Lay the rows out; `name` is what the list is for a screen reader."""
        super().__init__(parent)
        self.setAccessibleName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(6))
        self._uids: dict[QObject, str] = {}
        self._buttons: list[RowButton] = []
        for row in rows:
            button = RowButton(row.icon, row.name, second=row.second)
            button.setAutoDefault(False)
            button.clicked.connect(self._choose)
            button.installEventFilter(self)
            self._uids[button] = row.uid
            self._buttons.append(button)
            column.addWidget(button)
        self._let_in(0)

    @property
    def buttons(self) -> tuple[RowButton, ...]:
        """Return the rows, from top to bottom."""
        return tuple(self._buttons)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move between the rows by key."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._move(watched, event.key())
        if event.type() == QEvent.Type.FocusIn and watched in self._uids:
            self._let_in(list(self._uids).index(watched))
        return False

    def _move(self, watched: QObject, key: int) -> bool:
        at = list(self._uids).index(watched)
        targets = {
            Qt.Key.Key_Down: at + 1,
            Qt.Key.Key_Up: at - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._buttons) - 1,
        }
        target = targets.get(Qt.Key(key))
        if target is None:
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._buttons[at].click()
                return True
            return False
        if 0 <= target < len(self._buttons):
            self._buttons[target].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _let_in(self, which: int) -> None:
        """Let the Tab key stop at one row only: the one it was at last."""
        for at, button in enumerate(self._buttons):
            policy = Qt.FocusPolicy.StrongFocus if at == which else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)

    def _choose(self) -> None:
        button = self.sender()
        if button is not None:
            self.chosen.emit(self._uids[button])
