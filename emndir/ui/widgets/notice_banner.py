"""NoticeBanner: a banner inside the detail pane, that stays as long as its record is shown."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from emndir.ui import theme
from emndir.ui.detail import Line, Notice
from emndir.ui.icons import Sign
from emndir.ui.messages import Tone
from emndir.ui.widgets.buttons import RowButton
from emndir.ui.widgets.text_lines import TextLines

_SIGN_COLOURS: Mapping[Tone, str] = MappingProxyType(
    {Tone.INFO: "brand", Tone.WARN: "warn", Tone.BAD: "bad", Tone.DONE: "good"}
)


class NoticeBanner(QFrame):
    """Sign, words and, where the notice leads to another record, a button to it."""

    chosen = Signal(str)  # uid

    def __init__(self, notice: Notice, parent: QWidget | None = None) -> None:
        """Lay out a notice."""
        super().__init__(parent)
        self.setProperty("kind", "banner")
        self.setProperty("tone", str(notice.tone))
        self._uid = notice.uid
        look = theme.current()
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(12), look.px(8), look.px(12), look.px(8))
        row.setSpacing(look.px(10))
        sign = Sign(notice.icon, _SIGN_COLOURS[notice.tone], 19)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(look.px(4))
        column.addWidget(TextLines([Line(notice.hint, lead=notice.text)]))
        if notice.link:
            column.addWidget(self._button(notice))
        row.addLayout(column, 1)

    def _button(self, notice: Notice) -> QPushButton:
        button = RowButton("arrow-right", notice.link)
        button.clicked.connect(self._choose)
        return button

    def _choose(self) -> None:
        self.chosen.emit(self._uid)
