"""FactGrid: facts in a frame, side by side or below one another, with thin lines between."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QGridLayout, QWidget


class FactGrid(QFrame):
    """Lays its cells out again whenever another number of them is to stand side by side."""

    def __init__(self, cells: Sequence[QWidget], parent: QWidget | None = None) -> None:
        """Put the cells two a row."""
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._cells = tuple(cells)
        self._rules: list[QWidget] = []
        self.columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(1, 1, 1, 1)
        self._grid.setSpacing(0)
        self.arrange(2)

    def arrange(self, columns: int) -> None:
        """Put so many cells side by side: one or two."""
        if columns == self.columns:
            return
        self.columns = columns
        for rule in self._rules:
            rule.hide()
            rule.deleteLater()
        self._rules = []
        while self._grid.count():
            self._grid.takeAt(0)
        for number, cell in enumerate(self._cells):
            row, column = 2 * (number // columns), 2 * (number % columns)
            if row and not column:
                self._grid.addWidget(self._rule("line"), row - 1, 0, 1, 3)
            if column:
                self._grid.addWidget(self._rule("upright"), row, 1)
            self._grid.addWidget(cell, row, column)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(2, 1 if columns > 1 else 0)
        self.updateGeometry()

    def _rule(self, kind: str) -> QWidget:
        rule = QFrame(self)
        rule.setProperty("kind", kind)
        self._rules.append(rule)
        rule.show()
        return rule
