"""TreatmentStrip: the 24-hour line for people who are unwell on treatment, always in sight."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from emndir.ui import theme
from emndir.ui.icons import Sign
from emndir.ui.widgets.buttons import LaidButton, wrapped

BESIDE = 340
"""Pixels at 100 % from which the number stands beside the words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatmentLine:
    """One line: which question it answers, how sure it is, its number in words.

    `copy_text` goes on the clipboard, "" where no number is listed.
    """

    uid: str
    question: str
    doubt: str
    number: str
    spoken: str
    copy_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DangerWords:
    """What the banner says: fixed sentences, then the lines, or how to get to see them.

    `lines_title` stands over the lines; where there are none for want of a place,
    `asks_for_place` puts a button there that leads to the place box.
    """

    heading: str
    sentences: tuple[str, ...]
    lines_title: str = ""
    lines: tuple[TreatmentLine, ...] = ()
    asks_for_place: bool = False

    @property
    def spoken(self) -> str:
        """Return everything as a screen reader says it."""
        return " ".join([f"{self.heading}.", *self.sentences, self.lines_title])


class TreatmentStrip(LaidButton):
    """A pinned strip with the nearest treatment line; pressing it opens its record."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a hidden strip."""
        super().__init__("", parent)
        self.setProperty("kind", "strip")
        self._uid = ""
        self.put(Sign("phone-alert-outline", "bad", 20))
        words = QWidget()
        column = self._column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._question = wrapped("", "strong")
        self._doubt = wrapped("", "caption", "ink2")
        column.addWidget(self._question)
        column.addWidget(self._doubt)
        self.put(words, 1)
        self._number = QLabel()
        self._number.setTextFormat(Qt.TextFormat.PlainText)
        self._number.setProperty("role", "number")
        self.put(self._number)
        self.clicked.connect(self._open)
        theme.current().follow(self._resize)
        self._resize()
        self.setVisible(False)

    def show_line(self, line: TreatmentLine | None) -> None:
        """Show a line, or nothing."""
        self.setVisible(line is not None)
        if line is None:
            return
        from emndir.domain.contact import unbroken  # with the first line

        self._uid = line.uid
        self._question.setText(line.question)
        self._doubt.setText(line.doubt)
        self._number.setText(unbroken(line.number))
        self.setAccessibleName(line.spoken)
        self.setToolTip(self.tr("Open its record"))
        self.updateGeometry()

    @property
    def words(self) -> tuple[str, str, str]:
        """Return question, doubt and number as shown."""
        return self._question.text(), self._doubt.text(), self._number.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the number below the words where beside them it would leave them too little room."""
        super().resizeEvent(event)
        self._place_number()

    @Slot()
    def _place_number(self) -> None:
        is_below = self.width() < theme.current().px(BESIDE)
        if is_below == (self._column.indexOf(self._number) >= 0):
            return
        before, now = (self.row, self._column) if is_below else (self._column, self.row)
        before.removeWidget(self._number)
        now.addWidget(self._number)
        self.updateGeometry()

    @Slot()
    def _open(self) -> None:
        self.opened.emit(self._uid)

    @Slot()
    def _resize(self) -> None:
        look = theme.current()
        self.row.setContentsMargins(look.px(12), look.px(7), look.px(12), look.px(7))
        self.row.setSpacing(look.px(10))
        self._place_number()
