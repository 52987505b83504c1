"""KeyFacts: the frame with how to get in, phone, open and where."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QWidget

from emndir.ui import theme
from emndir.ui.detail import KeyFact, Line, Look
from emndir.ui.icons import Sign
from emndir.ui.widgets.text_lines import TextLines

TWO_COLUMNS = 440
"""Pixels at 100 % from which two facts stand side by side."""
SIGN = 18


class KeyFacts(QFrame):
    """Two facts a row where there is room, else one. Each fact is one stop of the Tab key."""

    def __init__(self, facts: Sequence[KeyFact], parent: QWidget | None = None) -> None:
        """Lay the facts out."""
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._cells: list[QWidget] = [_FactCell(fact) for fact in facts]
        self._rules: list[QWidget] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(1, 1, 1, 1)
        self._grid.setSpacing(0)
        self._arrange(2)

    @property
    def columns(self) -> int:
        """Return how many facts stand side by side."""
        return self._columns

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the facts in one column where two would be too narrow."""
        super().resizeEvent(event)
        self._arrange(2 if self.width() >= theme.current().px(TWO_COLUMNS) else 1)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for rule in self._rules:
            rule.hide()
            rule.deleteLater()
        self._rules = []
        while self._grid.count():
            self._grid.takeAt(0)
        rows = [self._cells[at : at + columns] for at in range(0, len(self._cells), columns)]
        line = 0
        for cells in rows:
            line = self._rule_above(line)
            for column, cell in enumerate(cells):
                if column:
                    self._grid.addWidget(self._rule("upright"), line, 2 * column - 1)
                self._grid.addWidget(cell, line, 2 * column)
            line += 1
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(2, 1 if columns > 1 else 0)
        self.updateGeometry()

    def _rule_above(self, line: int) -> int:
        """Put a line across before a row, but for the first; return the next free row."""
        if line:
            self._grid.addWidget(self._rule("line"), line, 0, 1, 3)
            return line + 1
        return line

    def _rule(self, kind: str) -> QWidget:
        rule = QFrame(self)
        rule.setProperty("kind", kind)
        self._rules.append(rule)
        rule.show()
        return rule


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
