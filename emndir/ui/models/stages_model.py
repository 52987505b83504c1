"""StagesModel: the rows of all stages, replaced whole by each answer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from emndir.ui.staged import RowKind, StageRow

AnyIndex = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
"""Gives the whole `StageRow`."""


class StagesModel(QAbstractListModel):
    """Frozen rows. Names of stages cannot be selected: the rows under them say them too."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start with none."""
        super().__init__(parent)
        self.rows: tuple[StageRow, ...] = ()

    def show_rows(self, rows: Sequence[StageRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def row_of(self, key: tuple[str, str, str] | None) -> int:
        """Return the number of a row by its key, else of the first that can be selected; or -1."""
        usable = [at for at, row in enumerate(self.rows) if row.kind is not RowKind.STAGE]
        same = [at for at in usable if self.rows[at].key == key]
        return next(iter((*same, *usable)), -1)

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Return what can be done with a row."""
        if not index.isValid() or self.rows[index.row()].kind is RowKind.STAGE:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row, its words, or how a screen reader says it."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{row.heading} {row.words}".strip()
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return None
