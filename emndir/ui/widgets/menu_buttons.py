"""The buttons of the details that open a menu: what to copy, and what else can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMenu, QPushButton

from emndir.ui import theme
from emndir.ui.detail import CopyKind, CopyText
from emndir.ui.icons import Sign, icon
from emndir.ui.widgets.buttons import LaidButton

HEIGHT = 32  # px at 100 %
QWIDGETSIZE_MAX = 16_777_215
DONE_MS = 2500
"""How long the button says that something was copied."""
_KEYS = {CopyKind.CONTACT: "Ctrl+C", CopyKind.PHONE: "Ctrl+Shift+C"}


class MenuButton(LaidButton):
    """A button with a sign, words if there are any, and a menu."""

    def __init__(self, name: str, sign: str, words: str = "", sign_side: int = 17) -> None:
        """Make the button; its menu is empty."""
        super().__init__(name)
        self.setProperty("kind", "menu")
        self._is_square = not words
        self.sign = Sign(sign, "ink2", sign_side)
        self.label, self.chevron = QLabel(words, self), Sign("chevron-down", "ink2", 16, self)
        for part in (self.label, self.chevron):
            part.setVisible(bool(words))
        self.put(self.sign)
        if words:
            self.put(self.label)
            self.put(self.chevron)
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        menu.setAccessibleName(name)
        self.setMenu(menu)
        theme.current().follow(self._resize)
        self._resize()

    @Slot()
    def _resize(self) -> None:
        look = theme.current()
        side = look.px(6 if self._is_square else 12)
        self.row.setContentsMargins(side, 0, look.px(6) if self._is_square else look.px(8), 0)
        self.row.setSpacing(look.px(7))
        self.setMinimumHeight(look.px(HEIGHT))
        if self._is_square:
            self.setMinimumWidth(look.px(HEIGHT))


class CopyButton(MenuButton):
    """Lists what can be copied; `chosen` carries the kind. Says so when it was done."""

    chosen = Signal(str)

    def __init__(self, copies: Sequence[CopyText]) -> None:
        """Make the menu of some copies."""
        super().__init__(_tr("Copy"), "content-copy", _tr("Copy"), 16)
        self.setToolTip(_tr("Copy for a patient or a letter (Ctrl C: name, phone and address)"))
        self.setAccessibleDescription(self.toolTip())
        for one in copies:
            if one.kind in (CopyKind.LETTER, CopyKind.ADDRESS):
                self.menu().addSeparator()
            key = _KEYS.get(one.kind, "")
            action = self.menu().addAction(f"{one.name}\t{key}" if key else one.name)
            action.setData(one.kind)
            if one.kind is CopyKind.LETTER:
                self.menu().addSeparator()
        self.menu().triggered.connect(self._choose)
        self._timer = QTimer(self, interval=DONE_MS, singleShot=True)
        self._timer.timeout.connect(self._as_before)

    def show_done(self) -> None:
        """Say for a moment that something was copied; the button keeps its width."""
        self.setFixedWidth(self.width())
        self.chevron.hide()
        self.label.setText(_tr("Copied"))
        self.sign.show_sign("check", "good")
        self._timer.start()

    @Slot()
    def _as_before(self) -> None:
        self.label.setText(_tr("Copy"))
        self.chevron.show()
        self.sign.show_sign("content-copy", "ink2")
        self.setMinimumWidth(0)
        self.setMaximumWidth(QWIDGETSIZE_MAX)

    @Slot(QAction)
    def _choose(self, action: QAction) -> None:
        self.chosen.emit(action.data())


def action_with_sign(button: QPushButton, text: str, sign: str) -> QAction:
    """Add an entry with a sign to the menu of a button, and return it."""
    action = button.menu().addAction(icon(sign, "ink2"), text)
    action.setParent(button.menu())
    return action


def _tr(text: str) -> str:
    return QCoreApplication.translate("menu_buttons", text)
