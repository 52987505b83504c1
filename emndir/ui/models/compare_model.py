"""CompareModel: the rows and columns of a comparison, replaced whole by each arrangement."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from emndir.ui.compared import CompareCell, CompareColumn, CompareRow

AnyIndex = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
CELL_ROLE = ROW_ROLE + 1
"""Give the whole `CompareRow`, and the `CompareCell` (None in a note over the whole width)."""


class CompareModel(QAbstractTableModel):
    """Cells of values that do not change. `arranged` comes after each new arrangement."""

    arranged = Signal()

    def __init__(
        self,
        say_cell: Callable[[CompareRow, CompareColumn, CompareCell], str],
        say_note: Callable[[CompareRow], str],
        parent: QObject | None = None,
    ) -> None:
        """Make an empty table; `say_cell` and `say_note` are what a screen reader says."""
        super().__init__(parent)
        self._say_cell, self._say_note = say_cell, say_note
        self.columns: tuple[CompareColumn, ...] = ()
        self.rows: tuple[CompareRow, ...] = ()

    def show(self, columns: Sequence[CompareColumn], rows: Sequence[CompareRow]) -> None:
        """Show other columns and rows."""
        self.beginResetModel()
        self.columns, self.rows = tuple(columns), tuple(rows)
        self.endResetModel()
        self.arranged.emit()

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: AnyIndex = NOWHERE) -> int:
        """Return how many columns there are, headings not counted."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's words, its sentence for a screen reader, or the whole value."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        cell = None if row.note else row.cells[index.column()]
        if role == ROW_ROLE:
            return row
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.words if cell else " ".join(line.words for line in row.note)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if cell is None:
                return self._say_note(row)
            return self._say_cell(row, self.columns[index.column()], cell)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the name of a column, or the heading of a row."""
        if role == ROW_ROLE and orientation is Qt.Orientation.Vertical:
            return self.rows[section]
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if orientation is Qt.Orientation.Vertical:
            return self.rows[section].heading
        return self.columns[section].name
