"""RowList: a list whose rows are measured when they come into sight.

QListView measures every row before it can draw one, and all of them again with every row that is
added, with the width and with the letters: a second and more where 10,000 cards are painted by Python.
This one keeps its keys, its mouse and what a screen reader is told, and lays the rows out itself.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QCursor, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem

from emndir.ui.widgets.row_heights import RowHeights

AnyIndex = QModelIndex | QPersistentModelIndex
_SAMPLE = 12
"""Rows that are measured to guess the height of the others."""


class RowList(QListView):
    """Rows below each other, of different heights, as wide as the list; one can be selected."""

    _rows = RowHeights()
    _width = -1

    # --- measuring -----------------------------------------------------------------------

    def doItemsLayout(self) -> None:  # noqa: N802 - Qt calls it
        """Forget what was measured, and keep in sight what stands at the top (Qt calls this)."""
        at, before = self.verticalOffset(), self._rows
        top = before.row_at(at) if at else -1
        inside = at - before.top(top) if top >= 0 else 0
        count, self._width = self.model().rowCount(), self.viewport().width()
        self._rows = RowHeights(count)
        sample = [self._asked_height(row) for row in range(min(_SAMPLE, count))]
        self._rows = RowHeights(count, sum(sample) // len(sample) if sample else 1)
        for row, height in enumerate(sample):
            self._rows.measure(row, height)
        QAbstractItemView.doItemsLayout(self)
        if 0 <= top < count:
            self._measure(top)
            self.verticalScrollBar().setValue(
                self._rows.top(top) + min(inside, self._rows.height(top) - 1)
            )

    def rowsInserted(self, parent: AnyIndex, start: int, end: int) -> None:  # noqa: N802 - Qt calls it
        """Make room for rows at the end (Qt calls this)."""
        QAbstractItemView.rowsInserted(self, parent, start, end)
        if start == len(self._rows):
            self._rows.add(end - start + 1)
            self.updateGeometries()
            self.viewport().update()
        else:
            self.scheduleDelayedItemsLayout()

    def updateGeometries(self) -> None:
        """Fit the scroll bar to the rows (Qt calls this)."""
        QAbstractItemView.updateGeometries(self)
        self._fit_bar()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the rows out anew where the width is another (Qt calls this)."""
        QAbstractItemView.resizeEvent(self, event)
        if self.viewport().width() != self._width:
            self.scheduleDelayedItemsLayout()

    def _fit_bar(self) -> None:
        bar, high = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(high)
        bar.setRange(0, max(0, self._rows.total - high))

    def _asked_height(self, row: int) -> int:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        option.rect = QRect(0, 0, self._width, 0)
        return self.itemDelegate().sizeHint(option, self.model().index(row, 0)).height()

    def _measure(self, row: int) -> None:
        """Measure a row where that was not done; what is in sight stays where it is."""
        if self._rows.is_measured(row):
            return
        is_above = self._rows.top(row) < self.verticalOffset()
        more = self._rows.measure(row, self._asked_height(row))
        if more:
            self._fit_bar()
            if is_above:
                bar = self.verticalScrollBar()
                bar.setValue(bar.value() + more)

    def _measure_in_sight(self) -> None:
        """Measure the rows in sight, from the top."""
        row = self._rows.row_at(self.verticalOffset())
        while 0 <= row < len(self._rows):
            self._measure(row)
            if self._rows.top(row) + self._rows.height(row) >= (
                self.verticalOffset() + self.viewport().height()
            ):
                break
            row += 1

    def _measure_beside(self, row: int, step: int) -> None:
        """Measure a row, and as many before it (-1) or after it (1) as fill the list."""
        room = self.viewport().height()
        while 0 <= row < len(self._rows) and room > 0:
            self._measure(row)
            room -= self._rows.height(row)
            row += step

    # --- where things are ----------------------------------------------------------------

    def verticalOffset(self) -> int:  # noqa: N802 - Qt calls it
        """Return how far the rows are scrolled."""
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:  # noqa: N802 - Qt calls it
        """Return 0: rows are as wide as the list."""
        return 0

    def visualRect(self, index: AnyIndex) -> QRect:  # noqa: N802 - Qt calls it
        """Return where a row stands in the viewport."""
        self.executeDelayedItemsLayout()
        row = index.row()
        if not index.isValid() or row >= len(self._rows):
            return QRect()
        self._measure(row)
        return self._rect(row)

    def indexAt(self, point: QPoint) -> QModelIndex:
        """Return the row at a point of the viewport."""
        self.executeDelayedItemsLayout()
        self._measure_in_sight()
        y = point.y() + self.verticalOffset()
        if not 0 <= y < self._rows.total or not 0 <= point.x() < self._width:
            return QModelIndex()
        return self.model().index(self._rows.row_at(y), 0)

    def scrollTo(
        self,
        index: AnyIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a row into sight."""
        self.executeDelayedItemsLayout()
        row, hints = index.row(), QAbstractItemView.ScrollHint
        if not index.isValid() or row >= len(self._rows):
            return
        self._measure(row)
        rect, high = self._rect(row), self.viewport().height()
        if hint == hints.EnsureVisible and rect.top() >= 0 and rect.bottom() < high:
            return
        is_up = hint == hints.PositionAtTop or (
            hint == hints.EnsureVisible and (rect.top() < 0 or rect.height() > high)
        )
        self._measure_beside(row, 1 if is_up else -1)
        top = self._rows.top(row)
        room = 0 if is_up else high - self._rows.height(row)
        if hint == hints.PositionAtCenter:
            room //= 2
        self.verticalScrollBar().setValue(top - room)

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Draw anew (Qt calls this when the scroll bar has moved)."""
        self.viewport().update()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Return the row that a key leads to."""
        self.executeDelayedItemsLayout()
        actions, row, last = QAbstractItemView.CursorAction, self.currentIndex().row(), -1
        last += len(self._rows)
        high = self.viewport().height()
        if row < 0:
            return self.model().index(0, 0)
        if action in (actions.MoveUp, actions.MovePrevious):
            row -= 1
        elif action in (actions.MoveDown, actions.MoveNext):
            row += 1
        elif action == actions.MovePageDown:
            self._measure_beside(row, 1)
            page = self._rows.row_at(self._rows.top(row) + high)
            row = max(row + 1, page - 1)
        elif action == actions.MovePageUp:
            self._measure_beside(row, -1)
            page = self._rows.row_at(self._rows.top(row) + self._rows.height(row) - high)
            row = min(row - 1, page + 1)
        elif action == actions.MoveHome:
            row = 0
        elif action == actions.MoveEnd:
            row = last
        return self.model().index(min(max(row, 0), last), 0)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select the row in the middle of a rectangle (Qt calls this for the mouse)."""
        index = self.indexAt(rect.normalized().center())
        self.selectionModel().select(QItemSelection(index, index), command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:  # noqa: N802 - Qt calls it
        """Return what to draw anew for a selection."""
        region = QRegion()
        for index in selection.indexes():
            region += QRegion(self.visualRect(index))
        return region

    def _rect(self, row: int) -> QRect:
        top = self._rows.top(row) - self.verticalOffset()
        return QRect(0, top, self._width, self._rows.height(row))

    # --- painting ------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows in sight."""
        self.executeDelayedItemsLayout()
        self._measure_in_sight()
        if not len(self._rows):
            return
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        plain, chosen, delegate = option.state, self.selectionModel(), self.itemDelegate()
        current = self.currentIndex().row() if self.hasFocus() else -1
        hovered = self._hovered()
        painter = QPainter(self.viewport())
        row = self._rows.row_at(self.verticalOffset() + event.rect().top())
        rect = self._rect(row)
        while row < len(self._rows) and rect.top() <= event.rect().bottom():
            index = self.model().index(row, 0)
            state = plain & ~(QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_MouseOver)
            if chosen.isSelected(index):
                state |= QStyle.StateFlag.State_Selected
            if row == current:
                state |= QStyle.StateFlag.State_HasFocus
            if row == hovered:
                state |= QStyle.StateFlag.State_MouseOver
            option.state, option.rect = state, rect
            delegate.paint(painter, option, index)
            row += 1
            if row < len(self._rows):
                rect = QRect(0, rect.bottom() + 1, self._width, self._rows.height(row))
        painter.end()

    def _hovered(self) -> int:
        """Return the row under the mouse, or -1."""
        viewport = self.viewport()
        if not viewport.underMouse():
            return -1
        return self.indexAt(viewport.mapFromGlobal(QCursor.pos())).row()
