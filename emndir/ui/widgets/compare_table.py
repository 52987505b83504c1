"""CompareTable: the rows of a comparison, moved through with the arrow keys in every direction."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from emndir.ui import icons, theme
from emndir.ui.broken_lines import broken_lines
from emndir.ui.compared import CompareColumn, CompareRow
from emndir.ui.models.compare_model import ROW_ROLE, CompareModel
from emndir.ui.widgets.compare_delegate import PAD_X, PAD_Y, CompareDelegate
from emndir.ui.widgets.focus_ring import OWN_RING

AnyIndex = QModelIndex | QPersistentModelIndex

# pixels at 100 %
HEADS, NARROW_HEADS = 190, 124
NARROW = 760
LEAST_COLUMN = 208
SIGN, SIGN_GAP = 17, 9
MOST_LINES = 5
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CHOSEN = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_STEPS = {
    QAbstractItemView.CursorAction.MoveDown: 1,
    QAbstractItemView.CursorAction.MoveUp: -1,
}
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class RowHeads(QHeaderView):
    """The first column: signs and headings, which stay where they are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the column of headings."""
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(1)
        self.has_signs = True

    def needed(self, row: CompareRow) -> int:
        """Return how high the heading of a row has to be."""
        look = theme.current()
        lines = self._lines(row)
        return round(QFontMetricsF(self._font(row)).height() * len(lines)) + 2 * look.px(PAD_Y) + 1

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw a heading beside its sign."""
        row: CompareRow = self.model().headerData(section, Qt.Orientation.Vertical, ROW_ROLE)
        look, font = theme.current(), self._font(row)
        painter.save()
        painter.fillRect(rect, look.color("canvas"))
        painter.setPen(QPen(look.color("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        high = QFontMetricsF(font).height()
        top = float(rect.top() + look.px(PAD_Y))
        if self.has_signs and row.icon:
            side = look.px(SIGN)
            box = QRectF(rect.left() + look.px(PAD_X), top + (high - side) / 2, side, side)
            icons.paint(painter, box, row.icon, look.color("ink3"))
        painter.setFont(font)
        painter.setPen(look.color("ink2"))
        left = rect.left() + self._indent()
        for number, line in enumerate(self._lines(row)):
            box = QRectF(QPointF(left, top + number * high), QPointF(rect.right(), rect.bottom()))
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, line)
        painter.restore()

    def _font(self, row: CompareRow) -> QFont:
        return theme.current().font("strong" if row.is_moved else "body")

    def _indent(self) -> int:
        look = theme.current()
        return look.px(PAD_X) + (look.px(SIGN + SIGN_GAP) if self.has_signs else 0)

    def _lines(self, row: CompareRow) -> tuple[str, ...]:
        width = self.width() - self._indent() - theme.current().px(6)
        return broken_lines(row.heading, self._font(row), width, MOST_LINES)


class CompareTable(QTableView):
    """Cells below heads that stand elsewhere; it never scrolls sideways, it turns to other columns.

    `opened` carries the uid of the column on which Enter was pressed, `moved` and `removed` that
    of one that is to be moved (-1, 1) or taken away. `acted` says that a note was pressed.
    `turned` says that other columns are in sight.
    """

    opened = Signal(str)
    moved = Signal(str, int)
    removed = Signal(str)
    acted = Signal()
    turned = Signal()

    def __init__(self, model: CompareModel, parent: QWidget | None = None) -> None:
        """Make the table of a model."""
        super().__init__(parent)
        self._cells = model
        self._painter = CompareDelegate(self)
        self._first, self._fits = 0, 1
        self._wanted = 0  # the column that the keyboard keeps to, past notes over the whole width
        self.setProperty(OWN_RING, True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setModel(model)
        self.setItemDelegate(self._painter)
        self._heads = RowHeads(self)
        self.setVerticalHeader(self._heads)
        self.horizontalHeader().hide()
        self.horizontalHeader().setMinimumSectionSize(1)
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setAutoScroll(False)  # `go_to` scrolls, and knows when not to
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there, though not always to be seen: rows are measured at the width they get.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().rangeChanged.connect(self._show_bar)
        self.clicked.connect(self._click)
        self.doubleClicked.connect(self._open_cell)
        theme.current().follow(self.fit)

    # --- layout --------------------------------------------------------------------------

    @property
    def heads_width(self) -> int:
        """Return how wide the first column is."""
        return self._heads.width()

    @property
    def shown(self) -> range:
        """Return the columns in sight."""
        return range(self._first, min(self._first + self._fits, self._cells.columnCount()))

    def width_of(self, column: int) -> int:
        """Return how wide a column in sight is."""
        return self.columnWidth(column)

    @Slot()
    def fit(self) -> None:
        """Share out the width, hide the columns that have no room, and give each row its height."""
        look = theme.current()
        is_narrow = self.width() / look.scale < NARROW
        self._heads.has_signs = not is_narrow
        self._heads.setFixedWidth(look.px(NARROW_HEADS if is_narrow else HEADS))
        count = self._cells.columnCount()
        room = self.width() - self._heads.width() - self.verticalScrollBar().sizeHint().width()
        room = max(room, 1)
        self._fits = max(1, min(count, room // look.px(LEAST_COLUMN)))
        self._first = max(0, min(self._first, count - self._fits))
        shown = self.shown
        for column in range(count):
            self.setColumnHidden(column, column not in shown)
        for column in shown:
            rest = room - room // self._fits * (self._fits - 1)
            self.setColumnWidth(column, rest if column == shown[-1] else room // self._fits)
        self._fit_rows(room)
        self.turned.emit()

    def _fit_rows(self, room: int) -> None:
        self._heads.setMaximumSectionSize(100_000)
        self.clearSpans()
        count = self._cells.columnCount()
        for at, row in enumerate(self._cells.rows):
            if row.note:
                if count > 1:
                    self.setSpan(at, 0, 1, count)
                high = self._painter.height(row, 0, room)
            else:
                high = max(
                    self._painter.height(row, column, self.columnWidth(column))
                    for column in self.shown
                )
            self.setRowHeight(at, max(high, self._heads.needed(row)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again where the width is another, and keep the current cell in sight."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    @Slot()
    def _show_bar(self) -> None:
        bar = self.verticalScrollBar()
        bar.setEnabled(bar.maximum() > bar.minimum())

    def turn(self, step: int) -> None:
        """Show the columns one further to the right, or with -1 to the left."""
        first = max(0, min(self._first + step, self._cells.columnCount() - self._fits))
        if first != self._first:
            self._first = first
            self.fit()
            self._wanted = min(max(self._wanted, self.shown[0]), self.shown[-1])
            self.go_to(max(0, self.currentIndex().row()), self._wanted)

    # --- where the keyboard is -----------------------------------------------------------

    @property
    def column(self) -> CompareColumn | None:
        """Return the column that the keyboard is in, or None."""
        columns = self._cells.columns
        return columns[self._wanted] if self._wanted < len(columns) else None

    def go_to(self, row: int, column: int) -> None:
        """Put the keyboard on a cell, or on a note over the whole width."""
        rows, columns = self._cells.rowCount(), self._cells.columnCount()
        if not rows or not columns:
            return
        row, column = min(max(row, 0), rows - 1), min(max(column, 0), columns - 1)
        self._wanted = column
        if column not in self.shown:
            self._first = column if column < self._first else column - self._fits + 1
            self.fit()
        at = self._cells.index(row, 0 if self._cells.rows[row].note else column)
        is_read_on = row == self.currentIndex().row() and self._is_high(row)
        self.selectionModel().setCurrentIndex(at, QItemSelectionModel.SelectionFlag.NoUpdate)
        if not is_read_on:  # sideways in a high row the same lines stay in sight
            self.scrollTo(at)
        self.viewport().update()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go where a key leads; notes over the whole width are one cell."""
        actions = QAbstractItemView.CursorAction
        row, column = max(0, self.currentIndex().row()), self._wanted
        last = self._cells.rowCount() - 1
        has_ctrl = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if action in _STEPS and not has_ctrl and self._read_on(row, _STEPS[action]):
            return self.currentIndex()
        if action == actions.MoveLeft:
            column = 0 if has_ctrl else column - 1
        elif action == actions.MoveRight:
            column = self._cells.columnCount() - 1 if has_ctrl else column + 1
        elif action == actions.MoveUp:
            row -= 1
        elif action == actions.MoveDown:
            row += 1
        elif action == actions.MovePageDown:
            row = self._page(row, 1)
        elif action == actions.MovePageUp:
            row = self._page(row, -1)
        elif action == actions.MoveHome:
            row, column = (0, column) if has_ctrl else (row, 0)
        elif action == actions.MoveEnd:
            row, column = (last, column) if has_ctrl else (row, self._cells.columnCount() - 1)
        self.go_to(row, column)
        return self.currentIndex()

    def _is_high(self, row: int) -> bool:
        return self.rowHeight(row) > self.viewport().height()

    def _read_on(self, row: int, step: int) -> bool:
        """Scroll on inside a row that is higher than the table; return False where its end is in sight."""
        room, bar = self.viewport().height(), self.verticalScrollBar()
        top = self.rowViewportPosition(row)
        hidden = top + self.rowHeight(row) - room if step > 0 else -top
        if not self._is_high(row) or hidden <= 0:
            return False
        bar.setValue(bar.value() + step * min(hidden, room * 3 // 4))
        return True

    def _page(self, row: int, step: int) -> int:
        """Return the row a window further on, one at the least."""
        room, at = self.viewport().height(), row
        while 0 <= at + step < self._cells.rowCount() and room > 0:
            at += step
            room -= self.rowHeight(at)
        return at

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter, take away on Delete, move a column; letters do nothing here."""
        key = Qt.Key(event.key())
        column = self.column
        if key in _ENTER:
            self._open(self.currentIndex())
        elif key == Qt.Key.Key_Delete and column is not None:
            self.removed.emit(column.uid)
        elif event.modifiers() == _CHOSEN and key in _SIDEWAYS and column is not None:
            self.moved.emit(column.uid, _SIDEWAYS[key])
        elif event.text().strip() or key == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _click(self, index: QModelIndex) -> None:
        row = self._cells.rows[index.row()]
        if row.note:
            self.go_to(index.row(), self._wanted)
            if row.action:
                self.acted.emit()
        else:
            self.go_to(index.row(), index.column())

    @Slot(QModelIndex)
    def _open_cell(self, index: QModelIndex) -> None:
        if index.isValid() and not self._cells.rows[index.row()].note:
            self._open(index)

    def _open(self, index: QModelIndex) -> None:
        """Open the service of a column; on a note do what the note offers."""
        if not index.isValid():
            return
        row = self._cells.rows[index.row()]
        if row.note:
            if row.action:
                self.acted.emit()
        elif self.column is not None:
            self.opened.emit(self.column.uid)
