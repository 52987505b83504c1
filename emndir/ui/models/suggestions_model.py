"""SuggestionsModel: the rows under the search box, replaced whole by each answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from emndir.search.results import ReadAs
from emndir.search.suggestion import Suggestion, SuggestionKind
from emndir.ui import icons, labels
from emndir.ui.late_labels import ICONS

AnyIndex = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
SUGGESTION_ROLE = int(Qt.ItemDataRole.UserRole)
"""Gives the whole `SuggestionRow`."""

_TERM_ICONS = {"Cancer": ReadAs.CANCER_SITE, "Stage": ReadAs.STAGE}


@dataclass(frozen=True, slots=True)
class SuggestionRow:
    """One row in words: what it is called, more of it, the word of its kind, and its sign."""

    suggestion: Suggestion
    name: str
    detail: str
    mark: str
    icon: str

    @property
    def spoken(self) -> str:
        """Return the row as a screen reader says it: "Place: Leicester, Leicestershire"."""
        return f"{self.mark}: {', '.join(part for part in (self.name, self.detail) if part)}"


class SuggestionsModel(QAbstractListModel):
    """Frozen rows; at most eight."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start with none."""
        super().__init__(parent)
        self._rows: list[SuggestionRow] = []

    def show_rows(self, suggestions: Sequence[Suggestion]) -> None:
        """Take other suggestions in place of these."""
        self.beginResetModel()
        self._rows = [row_of(one) for one in suggestions]
        self.endResetModel()

    def row(self, number: int) -> SuggestionRow:
        """Return a row.

        Raises:
            IndexError: where there is none.
        """
        return self._rows[number]

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row, its name, or how a screen reader says it."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == SUGGESTION_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return None


def row_of(suggestion: Suggestion) -> SuggestionRow:
    """Return a suggestion in words, marked with its kind."""
    kind, detail = suggestion.kind, suggestion.detail
    if kind is SuggestionKind.TERM:
        sign = ICONS[_TERM_ICONS.get(detail, ReadAs.SERVICE_TYPE)]
        return SuggestionRow(suggestion, suggestion.text, "", detail, sign)
    if kind is SuggestionKind.PLACE:
        sign = labels.PLACE_ICON if suggestion.uid else ICONS[ReadAs.PLACE]
        return SuggestionRow(suggestion, suggestion.text, detail, _tr("Place"), sign)
    if kind is SuggestionKind.ORGANIZATION:
        sign = ICONS[ReadAs.ORGANIZATION]
        return SuggestionRow(suggestion, suggestion.text, detail, _tr("Run by"), sign)
    own = labels.SERVICE_ICONS.get(suggestion.code, "")
    sign = own if icons.has_sign(own) else ICONS[ReadAs.HELP_GROUP]
    return SuggestionRow(suggestion, suggestion.text, detail, _tr("Service"), sign)


def _tr(text: str) -> str:
    return QCoreApplication.translate("SuggestionsModel", text)
