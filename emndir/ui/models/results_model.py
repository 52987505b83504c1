"""ResultsModel: the rows of the result list, replaced whole by each answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from emndir.search.results import Group, Hit, Results

if TYPE_CHECKING:
    from emndir.domain.service import ServiceSummary

AnyIndex = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
"""Gives the whole `Row`."""
FIRST_ROWS = 30
"""Rows a new answer starts with; more come as the list is scrolled."""
MORE_ROWS = 120


class RowKind(Enum):
    """What a row is."""

    HEADING = auto()
    HIT = auto()
    GONE = auto()
    INSTEAD = auto()  # a service in place of an empty answer


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a heading with its count, a result, or one that is explained and not offered."""

    kind: RowKind
    text: str
    count: int = 0
    hit: Hit | None = None
    gone: ServiceSummary | None = None

    @property
    def summary(self) -> ServiceSummary | None:
        """Return the service or place of the row, None for a heading."""
        return self.hit.summary if self.hit else self.gone

    @property
    def uid(self) -> str:
        """Return the uid of the service or place, "" for a heading."""
        return self.summary.uid if self.summary else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowWords:
    """How rows are said: a heading, a name, a whole row as a sentence, why it is in the list.

    `gone_heading` stands over what is not offered, `instead_heading` over all that stands in
    for an answer.
    """

    heading: Callable[[Group, Results], str]
    name: Callable[[ServiceSummary], str]
    sentence: Callable[[Row], str]
    why: Callable[[Hit], str]
    gone_heading: str
    instead_heading: str = ""


class ResultsModel(QAbstractListModel):
    """Headings and results of one answer.

    It starts with the first rows and fetches more as the view asks. `more_wanted` says
    that the view has seen everything this answer holds while the directory has more. `hits` is
    how many results can be reached now.
    """

    more_wanted = Signal()

    def __init__(self, words: RowWords, parent: QObject | None = None) -> None:
        """Make an empty list."""
        super().__init__(parent)
        self._words = words
        self._rows: list[Row] = []
        self._shown = 0
        self._has_more = False
        self._asked = False
        self.hits = 0

    def show(self, results: Results | None) -> None:
        """Show an answer; where it only goes on from the one before, rows are added."""
        rows = self._rows_of(results) if results else []
        self.hits = len(results.hits) if results else 0
        self._has_more = bool(results) and results is not None and results.total > len(results.hits)
        self._asked = False
        before = self._rows[: self._shown]
        if before and len(rows) > self._shown and _same(before, rows[: self._shown]):
            self._rows = rows
            self.fetchMore(NOWHERE)
            return
        self.beginResetModel()
        self._rows = rows
        self._shown = min(FIRST_ROWS, len(rows))
        self.endResetModel()

    def extend(self, results: Results) -> None:
        """Show an answer that goes on from the one that is shown."""
        if results.gone:  # they stand after the last result
            self.show(results)
            return
        self._rows += self._rows_of_hits(results, self.hits)
        self.hits = len(results.hits)
        self._has_more = results.total > len(results.hits)
        self._asked = False
        self.fetchMore(NOWHERE)

    def say_again(self) -> None:
        """Tell that rows are said otherwise now, though they are the same rows."""
        if self._shown:
            first, last = self.index(0, 0), self.index(self._shown - 1, 0)
            self.dataChanged.emit(first, last, [Qt.ItemDataRole.AccessibleTextRole])

    def row_of(self, uid: str) -> int:
        """Return the row of a service that is in the list, else -1; shows it if it has to."""
        for number, row in enumerate(self._rows):
            if row.uid == uid and row.kind is not RowKind.HEADING:
                while number >= self._shown:
                    self.fetchMore(NOWHERE)
                return number
        return -1

    def first_result(self) -> int:
        """Return the first row that can be selected, or -1."""
        rows = enumerate(self._rows[: self._shown])
        return next((number for number, row in rows if row.kind is not RowKind.HEADING), -1)

    def row(self, number: int) -> Row:
        """Return one of the rows shown."""
        return self._rows[number]

    def _rows_of(self, results: Results) -> list[Row]:
        rows = self._rows_of_hits(results, 0)
        if results.gone:
            rows.append(Row(RowKind.HEADING, self._words.gone_heading, len(results.gone)))
            rows += [Row(RowKind.GONE, self._words.name(gone), gone=gone) for gone in results.gone]
        others = results.instead if not results.hits else ()
        if others:
            count = sum(len(instead.hits) for instead in others)
            rows.append(Row(RowKind.HEADING, self._words.instead_heading, count))
        for instead in others:
            rows.append(Row(RowKind.HEADING, instead.heading, len(instead.hits)))
            rows += [
                Row(RowKind.INSTEAD, self._words.name(hit.summary), hit=hit) for hit in instead.hits
            ]
        return rows

    def _rows_of_hits(self, results: Results, first: int) -> list[Row]:
        """Return the rows of the results from one on, with the headings of further groups."""
        rows: list[Row] = []
        group = results.hits[first - 1].group if first else None
        for hit in islice(results.hits, first, None):
            if hit.group is not group:
                group = hit.group
                count = results.group_totals.get(group, 0)
                rows.append(Row(RowKind.HEADING, self._words.heading(group, results), count))
            rows.append(Row(RowKind.HIT, self._words.name(hit.summary), hit=hit))
        return rows

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        """Return how many rows are shown so far."""
        return 0 if parent.isValid() else self._shown

    def canFetchMore(self, parent: AnyIndex) -> bool:
        """Return True if scrolling on brings more rows."""
        if parent.isValid():
            return False
        return self._shown < len(self._rows) or (self._has_more and not self._asked)

    def fetchMore(self, parent: AnyIndex) -> None:
        """Show more rows, or ask for a longer answer."""
        if parent.isValid():
            return
        upto = min(self._shown + MORE_ROWS, len(self._rows))
        if upto > self._shown:
            self.beginInsertRows(NOWHERE, self._shown, upto - 1)
            self._shown = upto
            self.endInsertRows()
        elif self._has_more and not self._asked:
            self._asked = True
            self.more_wanted.emit()

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Return that headings cannot be selected."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self._rows[index.row()].kind is RowKind.HEADING:
            return Qt.ItemFlag.ItemNeverHasChildren
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row's name, its sentence for a screen reader, or the whole row."""
        if not index.isValid() or index.row() >= self._shown:
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.text if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._words.sentence(row)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole and row.hit is not None:
            return self._words.why(row.hit)
        return None


def _same(before: Sequence[Row], now: Sequence[Row]) -> bool:
    """Return True if the rows already shown are still the same results under the same headings."""
    return all(
        (one.kind, one.uid, one.text) == (two.kind, two.uid, two.text) and one.hit == two.hit
        for one, two in zip(before, now, strict=True)
    )
