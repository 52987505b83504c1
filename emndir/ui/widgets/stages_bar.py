"""StagesBar: the head of the page of all stages: the way back, what it is about, and what can be done."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from emndir.choice.guide_kinds import Need
from emndir.ui import theme
from emndir.ui.detail import Line, Look
from emndir.ui.widgets.buttons import KeyButton
from emndir.ui.widgets.menu_buttons import MenuButton
from emndir.ui.widgets.text_lines import TextLines

WORDS, KEYS, ROOMY = 1000, 1180, 900
"""Pixels at 100 % from which buttons have words, then keys; and from which there is room between."""


class StagesBar(QFrame):
    """Buttons around a title. Where there is no height for chips, a menu has the needs.

    `needs_chosen` carries what is on.
    """

    needs_chosen = Signal(object)  # frozenset[Need]

    def __init__(self, needs: Mapping[Need, str]) -> None:
        """Lay the bar out; `needs` are what help may be needed for, in words."""
        super().__init__()
        self.setProperty("kind", "top")
        line = self._line = QHBoxLayout(self)
        self.back_button = KeyButton(self.tr("Back to the results"), "arrow-left", "Esc")
        self.title = TextLines()
        self.title.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.title.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.needs_button = MenuButton(
            self.tr("What help is needed for"), "tune-variant", self.tr("Needed for")
        )
        self.copy_button = KeyButton(self.tr("Copy as text"), "content-copy", "Ctrl C")
        self.print_button = KeyButton(
            self.tr("Print the guide"), "printer-outline", "Ctrl P", is_main=True
        )
        line.addWidget(self.back_button)
        line.addWidget(self.title, 1)
        for button in (self.needs_button, self.copy_button, self.print_button):
            line.addWidget(button)
        menu = self.needs_button.menu()
        self._needs: dict[Need, QAction] = {}
        for need, words in needs.items():
            action = self._needs[need] = QAction(words, menu)
            action.setCheckable(True)
            action.triggered.connect(self._say_needs)
            menu.addAction(action)

    def show_title(self, title: str, more: str) -> None:
        """Say what the page is about."""
        self.title.set_lines([Line("", Look.TITLE, lead=title, tail=more, tail_look=Look.SECOND)])

    def show_state(self, needs: Collection[Need], *, has_answer: bool) -> None:
        """Show what is on, and what can be done now."""
        for need, action in self._needs.items():
            action.setChecked(need in needs)
        self.copy_button.setEnabled(has_answer)
        self.print_button.setEnabled(has_answer)

    def fit(self, wide: float, side: int, edge: int, *, is_low: bool) -> None:
        """Leave words and keys out where a width, in pixels at 100 %, has no room for them."""
        look = theme.current()
        self._line.setContentsMargins(side, edge, side, edge)
        self._line.setSpacing(look.px(10 if wide >= ROOMY else 6))
        has_words = wide >= WORDS
        for button in (self.back_button, self.copy_button, self.print_button):
            button.set_short(has_words=has_words, has_key=wide >= KEYS)
        self.needs_button.label.setVisible(has_words)
        self.needs_button.chevron.setVisible(has_words)
        self.needs_button.setFixedHeight(self.copy_button.height())
        self.needs_button.setVisible(is_low)

    def tab_stops(self) -> list[QWidget]:
        """Return where the Tab key stops, in order."""
        return [self.back_button, self.needs_button, self.copy_button, self.print_button]

    @Slot()
    def _say_needs(self) -> None:
        on = frozenset(need for need, action in self._needs.items() if action.isChecked())
        self.needs_chosen.emit(on)
