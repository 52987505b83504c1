"""KeyFacts: the frame with how to get in, phone, open and where."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from emndir.ui import theme
from emndir.ui.detail import KeyFact, Line, Look
from emndir.ui.icons import Sign
from emndir.ui.widgets.fact_grid import FactGrid
from emndir.ui.widgets.text_lines import TextLines

TWO_COLUMNS = 440
"""Pixels at 100 % from which two facts stand side by side."""
SIGN = 18


class KeyFacts(FactGrid):
    """Two facts a row where there is room, else one. Each fact is one stop of the Tab key."""

    def __init__(self, facts: Sequence[KeyFact], parent: QWidget | None = None) -> None:
        """Lay the facts out."""
        super().__init__([_FactCell(fact) for fact in facts], parent)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the facts in one column where two would be too narrow."""
        super().resizeEvent(event)
        self.arrange(2 if self.width() >= theme.current().px(TWO_COLUMNS) else 1)


class _FactCell(QWidget):
    """A sign, what the fact is, the fact, and how old it is."""

    def __init__(self, fact: KeyFact) -> None:
        super().__init__()
        row = _row(self, fact.icon)
        words = TextLines()
        words.set_lines([Line(fact.caption, Look.CAPTION), *fact.lines], fact.spoken)
        row.addWidget(words, 1)


def _row(cell: QWidget, sign: str) -> QHBoxLayout:
    look = theme.current()
    row = QHBoxLayout(cell)
    row.setContentsMargins(look.px(14), look.px(10), look.px(14), look.px(11))
    row.setSpacing(look.px(8))
    row.addWidget(Sign(sign, "brand", SIGN), 0, Qt.AlignmentFlag.AlignTop)
    return row
