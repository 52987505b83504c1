"""HandoutFoot: where a hand-out goes: a printer and how often, a file, the clipboard, a pack."""

from __future__ import annotations

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from emndir.ui import theme
from emndir.ui.actions import HANDOUT_ACTIONS, key_in_words
from emndir.ui.icons import icon
from emndir.ui.widgets.buttons import Choice, KeyButton
from emndir.ui.widgets.flow_layout import FlowLayout
from emndir.ui.widgets.printer_choice import PrinterChoice

COPIES = (*range(1, 11), 15, 20, 25, 30, 40, 50)
_KEYS = {spec.id: key_in_words(spec.keys[0]) for spec in HANDOUT_ACTIONS}


class HandoutFoot(QFrame):
    """The lower edge of the hand-out dialog; at its right end what is used most."""

    def __init__(self, printer: str) -> None:
        """Show the printer that is remembered, "" for the computer's usual one, and one copy."""
        super().__init__()
        px = theme.current().px
        self.setProperty("kind", "bottom")
        row = FlowLayout(self, 8)
        row.setContentsMargins(px(24), px(10), px(24), px(10))
        self.printer = PrinterChoice(self.tr("Printer"), printer)
        self.copies = Choice(self.tr("Copies"))
        for number in COPIES:
            self.copies.addItem(str(number), number)
        self.pack_button = self._button(
            self.tr("Save as a pack"), "bookmark-multiple-outline", "handout-pack"
        )
        self.copy_button = self._button(self.tr("Copy as text"), "content-copy", "handout-copy")
        self.save_button = self._button(
            self.tr("Save as a file"), "file-document-outline", "handout-save"
        )
        self.with_button = self._button(self.tr("Print…"), "printer-outline", "handout-print-with")
        self.print_button = KeyButton(
            self.tr("Print"), "printer-outline", _KEYS["handout-print"], is_main=True
        )
        row.addWidget(self._where())
        for button in (self.pack_button, self.copy_button, self.save_button):
            row.addWidget(button)
        row.add_right(self.with_button)
        row.add_right(self.print_button)

    @property
    def stops(self) -> list[QWidget]:
        """Return what Tab comes to, in order."""
        return [self.printer, self.copies, *self.buttons]

    @property
    def buttons(self) -> list[QPushButton]:
        """Return what needs a hand-out that is ready."""
        return [
            self.pack_button,
            self.copy_button,
            self.save_button,
            self.with_button,
            self.print_button,
        ]

    @property
    def copy_count(self) -> int:
        """Return how many copies are wanted."""
        return int(self.copies.currentData())

    def _where(self) -> QWidget:
        px = theme.current().px
        together = QWidget()  # they go to the next line together
        row = QHBoxLayout(together)
        row.setContentsMargins(0, 0, px(8), 0)
        row.setSpacing(px(8))
        for choice in (self.printer, self.copies):
            label = QLabel(choice.accessibleName())
            label.setProperty("role", "caption")
            label.setBuddy(choice)
            row.addWidget(label)
            row.addWidget(choice)
        return together

    def _button(self, text: str, sign: str, action: str) -> QPushButton:
        px = theme.current().px
        button = QPushButton(icon(sign, "ink2", 17), f" {text}")
        button.setAccessibleName(text)
        button.setToolTip(f"{text} ({_KEYS[action]})")
        button.setIconSize(QSize(px(17), px(17)))
        button.setAutoDefault(False)
        return button

    @Slot(bool)
    def set_ready(self, is_ready: bool) -> None:
        """Let the buttons be pressed, or not while there is nothing to print."""
        for button in self.buttons:
            button.setEnabled(is_ready)
