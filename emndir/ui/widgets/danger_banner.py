"""DangerBanner: words that may mean an emergency, and the 24-hour lines, before everything else."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from emndir.ui import theme
from emndir.ui.detail import Line, Look
from emndir.ui.icons import Sign
from emndir.ui.widgets.buttons import RowButton, SignButton, wrapped
from emndir.ui.widgets.fit_area import FitArea
from emndir.ui.widgets.text_lines import TextLines
from emndir.ui.widgets.treatment_strip import DangerWords, TreatmentLine, TreatmentStrip

END = 16
"""Pixels at 100 % right of the banner, a bar included: it ends where the cards under it end."""


class DangerBanner(FitArea):
    """A banner that stays as long as such words are asked for; it scrolls where it is high.

    `opened` carries the uid of a line whose record is wanted, `copied` what is to be put on
    the clipboard, `place_wanted` says that a place is to be typed.
    """

    opened = Signal(str)
    copied = Signal(str)
    place_wanted = Signal()

    def __init__(self) -> None:
        """Make a hidden banner."""
        holder = QWidget()
        holder.setProperty("kind", "inside")
        super().__init__(holder)
        self.words: DangerWords | None = None
        self._is_tight = False
        whole = self._whole = QVBoxLayout(holder)
        self._banner = QFrame()
        self._banner.setProperty("kind", "banner")
        self._banner.setProperty("tone", "bad")
        row = self._row = QHBoxLayout(self._banner)
        row.addWidget(Sign("alert-octagon-outline", "bad", 22), 0, Qt.AlignmentFlag.AlignTop)
        self._text = TextLines()
        row.addWidget(self._text, 1)
        whole.addWidget(self._banner)
        self._title = wrapped("", "strong", "ink2")
        whole.addWidget(self._title)
        ask = self.tr("Type a postcode to see the line of the nearest hospital.")
        self._place = RowButton("map-marker-outline", ask)
        self._place.clicked.connect(self.place_wanted)
        whole.addWidget(self._place)
        self._rows: list[_LineRow] = []
        self.setVisible(False)
        self.verticalScrollBar().rangeChanged.connect(self._resize)
        theme.current().follow(self._resize)
        self._resize()

    def show_words(self, words: DangerWords | None) -> None:
        """Show other words, or with None nothing."""
        if words != self.words:
            self.words = words
            if words is not None:
                self._fill(words)
                self.verticalScrollBar().setValue(0)
        self.setVisible(words is not None)
        self.fit()

    def set_tight(self, is_tight: bool) -> None:
        """Where room is short put the numbers first and the sentences into one paragraph."""
        if is_tight != self._is_tight:
            self._is_tight = is_tight
            self._resize()
            if self.words is not None:
                self._arrange(self.words)
            self.fit()

    def tab_stops(self) -> list[QWidget]:
        """Return where the Tab key stops, in order."""
        lines = [stop for row in self._rows for stop in row.stops]
        parts = [*lines, self._text] if self._is_tight else [self._text, *lines]
        return [*parts, self._place]

    @property
    def lines(self) -> tuple[QPushButton, ...]:
        """Return the lines in sight, in order."""
        return tuple(row.line for row in self._rows)

    @property
    def copy_buttons(self) -> tuple[SignButton, ...]:
        """Return the buttons that copy a number, in order."""
        return tuple(row.copy for row in self._rows if not row.copy.isHidden())

    @property
    def place_button(self) -> QPushButton:
        """Return the button that leads to the place box."""
        return self._place

    def _fill(self, words: DangerWords) -> None:
        self._banner.setAccessibleName(f"{words.heading}. {' '.join(words.sentences)}")
        self._title.setText(words.lines_title)
        self._place.setVisible(words.asks_for_place)
        for old in self._rows:
            self._whole.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = [_LineRow(line) for line in words.lines]
        for row in self._rows:
            row.line.opened.connect(self.opened)
            row.line.copied.connect(self.copied)
            row.copy.clicked.connect(row.line.copy_number)
            self._whole.addWidget(row)
            row.setVisible(True)  # Qt would do it later: its height counts at once
        self._arrange(words)

    def _arrange(self, words: DangerWords) -> None:
        """Put the parts in the order of the room there is, and the sentences in as many lines."""
        said = (" ".join(words.sentences),) if self._is_tight else words.sentences
        self._text.set_lines([Line(words.heading, Look.NAME), *map(Line, said)])
        is_named = bool(self._rows) and self._is_tight  # each line says whose it is
        self._title.setVisible(bool(words.lines_title) and not is_named)
        first = 0 if self._is_tight else self._whole.count()
        for row in reversed(self._rows) if self._is_tight else self._rows:
            self._whole.removeWidget(row)
            self._whole.insertWidget(min(first, self._whole.count()), row)

    @Slot()
    def _resize(self) -> None:
        look = theme.current()
        above = look.px(4 if self._is_tight else 12)
        end = look.px(END)
        if self.verticalScrollBar().maximum():
            end = max(0, end - self.verticalScrollBar().sizeHint().width())
        self._whole.setContentsMargins(look.px(6), above, end, look.px(4))
        self._whole.setSpacing(look.px(6))
        self._row.setContentsMargins(look.px(12), look.px(10), look.px(12), look.px(10))
        self._row.setSpacing(look.px(10))
        self.fit()


class _LineButton(TreatmentStrip):
    """A line whose number Ctrl+C copies, with whose it is and how sure it is."""

    copied = Signal(str)

    def __init__(self, line: TreatmentLine, parent: QWidget) -> None:
        super().__init__(parent)  # shown without one, it would be a window and take the keyboard
        self.setProperty("kind", "row")
        self._line = line
        self.show_line(line)

    @Slot()
    def copy_number(self) -> None:
        self.copied.emit(self._line.copy_text)

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+C, which elsewhere copies the chosen service."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Copy)
            and self._line.copy_text
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) and self._line.copy_text:
            self.copy_number()
        else:
            super().keyPressEvent(event)


class _LineRow(QWidget):
    """A line, which leads to its record, and beside it a button that copies its number."""

    def __init__(self, line: TreatmentLine) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().px(6))
        self.line = _LineButton(line, self)
        self.copy = SignButton(self.tr("Copy the number"), "content-copy", side=36)
        self.copy.setAccessibleName(f"{self.tr('Copy the number')}: {line.question}")
        row.addWidget(self.line, 1)
        row.addWidget(self.copy)
        self.copy.setVisible(bool(line.copy_text))

    @property
    def stops(self) -> list[QWidget]:
        return [self.line, self.copy]
