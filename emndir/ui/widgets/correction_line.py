"""CorrectionLine: which words were looked for in place of those typed, and a way to refuse."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from emndir.ui import theme
from emndir.ui.widgets.buttons import LaidButton, wrapped
from emndir.ui.widgets.flow_layout import FlowLayout


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionWords:
    """What was looked for, and a button a typed word: its text, and the word it refuses for."""

    shown: str = ""
    refusals: tuple[tuple[str, str], ...] = ()


class CorrectionLine(QFrame):
    """A sentence and its buttons; nothing where nothing was corrected. `refused` carries a word."""

    refused = Signal(str)

    def __init__(self) -> None:
        """Make a hidden line."""
        super().__init__()
        self._flow = FlowLayout(self, gap=4, lines=0)
        self._label = _Words()
        self._flow.addWidget(self._label)
        self.words = CorrectionWords()
        self.buttons: list[QPushButton] = []
        self.setVisible(False)

    def show_words(self, words: CorrectionWords) -> None:
        """Show other corrections."""
        self.setVisible(bool(words.shown))
        if words == self.words:
            return
        self.words = words
        self._label.setText(words.shown)
        for button in self.buttons:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = [_refusal(text, word) for text, word in words.refusals]
        for button in self.buttons:
            button.setAccessibleDescription(words.shown)
            button.clicked.connect(self._refuse)
            self._flow.addWidget(button)
            button.setVisible(True)  # Qt would do it later: Tab has to find it at once
        self.updateGeometry()

    @property
    def has_focus(self) -> bool:
        """Return True if the keyboard is on one of the buttons."""
        return any(button.hasFocus() for button in self.buttons)

    @Slot()
    def _refuse(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.refused.emit(button.property("word"))


class _Words(QLabel):
    """Words that ask for one line, and take more where there is no room for it."""

    def __init__(self, text: str = "", tone: str = "ink2", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        like = wrapped(text, "body", tone)
        self.setWordWrap(True)
        self.setTextFormat(like.textFormat())
        self.setProperty("role", "body")
        self.setProperty("tone", tone)
        self.setText(text)

    def sizeHint(self) -> QSize:
        letters = QFontMetricsF(self.font())
        wide = round(letters.horizontalAdvance(self.text())) + 2
        return QSize(wide, round(letters.height()) + 1)


def _refusal(text: str, word: str) -> QPushButton:
    button = LaidButton(text)
    button.setProperty("kind", "flat")
    button.setProperty("low", True)
    button.setProperty("word", word)
    button.put(_Words(text, "brand"))
    look = theme.current()
    button.row.setContentsMargins(look.px(6), look.px(4), look.px(6), look.px(4))
    return button
