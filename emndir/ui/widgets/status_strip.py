"""StatusStrip: how old the list is, how much is in it, and that nothing about patients is kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from emndir.ui import theme
from emndir.ui.icons import Sign
from emndir.ui.widgets.buttons import LaidButton
from emndir.ui.widgets.field import KeyCap
from emndir.ui.widgets.flow_layout import FlowLayout

HEIGHT = 28
"""Pixels at 100 %, in the narrow view and the wide one."""
LINE = 1
"""Pixels of the line at its top at every text size: they are part of its height."""


class StatusStrip(QFrame):
    """Captions at the foot of the window; where they do not fit, they take a second line.

    In the narrow view it has the date, and the two buttons that have no room at the top.
    """

    new_patient_wanted = Signal()
    wide_wanted = Signal()

    def __init__(self) -> None:
        """Make the strip."""
        super().__init__()
        self.setProperty("kind", "status")
        self.setAccessibleName(self.tr("Status"))
        self._is_narrow = self._is_compact = False
        self._said = self._date = ""
        self._flow = FlowLayout(self, gap=16, lines=2)
        self._data, self._data_words = _part("database-check-outline")
        self._services = QLabel()
        self._share = QLabel()
        self._privacy, privacy = _part("shield-check-outline")
        privacy.setText(self.tr("Works offline. Nothing about patients is kept"))
        self._size = QLabel()
        for label in (self._data_words, self._services, self._share):
            label.setTextFormat(Qt.TextFormat.PlainText)
        for part in (self._data, self._services, self._share):
            self._flow.addWidget(part)
        self._flow.add_right(self._privacy)
        self._flow.add_right(self._size)
        self.new_patient = _key_button(self.tr("New patient"), "F8")
        self.new_patient.clicked.connect(self.new_patient_wanted)
        self.wide = _key_button(self.tr("Wide"), "F9")
        self.wide.setAccessibleName(self.tr("Wide: the whole window"))
        self.wide.clicked.connect(self.wide_wanted)
        for button in (self.new_patient, self.wide):
            self._flow.add_right(button)
        self.say(self.tr("Opening the list…"))
        theme.current().dress(self)
        theme.current().follow(self._resize)
        self._resize()

    def say(self, data: str, services: str = "", share: str = "", date: str = "") -> None:
        """Show the date of the data, the number of services, and the share with a new source.

        `date` is the same date without the words before it.
        """
        self._said, self._date = data, date
        self._services.setText(services)
        self._share.setText(share)
        self._show_parts()

    def set_narrow(self, is_narrow: bool) -> None:
        """Leave out how much is in the list (About says it too), so that one line is enough."""
        self._is_narrow = is_narrow
        self._show_parts()

    def set_compact(self, is_compact: bool) -> None:
        """Show the date and the two buttons of the narrow view, or the captions."""
        self._is_compact = is_compact
        self._show_parts()
        self._resize()

    def tab_stops(self) -> list[QWidget]:
        """Return where the Tab key stops, in order."""
        return [self.new_patient, self.wide]

    def _show_parts(self) -> None:
        self._data_words.setText((self._is_compact and self._date) or self._said)
        for part in (self._privacy, self._size):
            part.setVisible(not self._is_compact)
        for button in (self.new_patient, self.wide):
            button.setVisible(self._is_compact)
        for label in (self._services, self._share):
            label.setVisible(bool(label.text()) and not self._is_narrow)

    @property
    def words(self) -> tuple[str, ...]:
        """Return everything it says."""
        labels = (self._data_words, self._services, self._share, self._size)
        return tuple(label.text() for label in labels if label.text())

    @Slot()
    def _resize(self) -> None:
        look = theme.current()
        high = 1 if self._is_compact else 5
        side = 10 if self._is_compact else 16
        over = look.px(high) - LINE
        self._flow.setContentsMargins(look.px(16), over, look.px(side), look.px(high))
        self._flow.set_gap(0 if self._is_compact else 16)
        for button in (self.new_patient, self.wide):
            button.row.setContentsMargins(look.px(5), 0, look.px(5), 0)
            button.row.setSpacing(look.px(5))
            button.setFixedHeight(look.px(26))
        self._size.setText(f"{self.tr('Text')} {look.percent}%")
        self.setMinimumHeight(look.px(HEIGHT))


def _part(sign: str) -> tuple[QWidget, QLabel]:
    part, label = QWidget(), QLabel()
    row = QHBoxLayout(part)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    row.addWidget(Sign(sign, "ink3", 15))
    row.addWidget(label)
    return part, label


def _key_button(text: str, key: str) -> LaidButton:
    button = LaidButton(text)
    button.setProperty("kind", "flat")
    button.put(KeyCap(key))
    button.put(QLabel(text))
    return button
