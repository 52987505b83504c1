"""StatusStrip: how old the list is, how much is in it, and that nothing about patients is kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from emndir.ui import theme
from emndir.ui.icons import Sign
from emndir.ui.widgets.flow_layout import FlowLayout


class StatusStrip(QFrame):
    """Captions at the foot of the window; where they do not fit, they take a second line."""

    def __init__(self) -> None:
        """Make the strip."""
        super().__init__()
        self.setProperty("kind", "status")
        self.setAccessibleName(self.tr("Status"))
        self._is_narrow = False
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
        self.say(self.tr("Opening the list…"))
        theme.current().changed.connect(self._resize)
        self._resize()

    def say(self, data: str, services: str = "", share: str = "") -> None:
        """Show the date of the data, the number of services, and the share with a new source."""
        self._data_words.setText(data)
        self._services.setText(services)
        self._share.setText(share)
        self._show_parts()

    def set_narrow(self, is_narrow: bool) -> None:
        """Leave out how much is in the list (About says it too), so that one line is enough."""
        self._is_narrow = is_narrow
        self._show_parts()

    def _show_parts(self) -> None:
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
        self._flow.setContentsMargins(look.px(16), look.px(5), look.px(16), look.px(5))
        self._size.setText(f"{self.tr('Text')} {look.percent}%")
        self.setMinimumHeight(look.px(28))


def _part(sign: str) -> tuple[QWidget, QLabel]:
    part, label = QWidget(), QLabel()
    row = QHBoxLayout(part)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    row.addWidget(Sign(sign, "ink3", 15))
    row.addWidget(label)
    return part, label
