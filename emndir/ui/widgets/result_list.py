"""ResultList: the list of cards, moved through with the keyboard alone."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QWidget

from emndir.ui import theme
from emndir.ui.widgets.focus_ring import OWN_RING
from emndir.ui.widgets.row_list import RowList

AnyIndex = QModelIndex | QPersistentModelIndex

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.KeypadModifier,
)
_BACK = (
    QAbstractItemView.CursorAction.MoveUp,
    QAbstractItemView.CursorAction.MovePrevious,
    QAbstractItemView.CursorAction.MovePageUp,
    QAbstractItemView.CursorAction.MoveEnd,
)


class ResultList(RowList):
    """Cards below each other. Headings are stepped over; letters go to the search box.

    `current_changed` carries the row the keyboard or mouse chose; `opened` says that Enter
    or a double click wants its detail; `picked` that Space puts it on the shortlist or takes
    it off; `typed` carries letters; `top_left` says that the up arrow was pressed on the
    first result.
    """

    current_changed = Signal(int)
    opened = Signal(int)
    picked = Signal(int)
    typed = Signal(str)
    top_left = Signal()

    def __init__(
        self,
        model: QAbstractItemModel,
        delegate: QStyledItemDelegate,
        parent: QWidget | None = None,
    ) -> None:
        """Make the list of a model, painted by a delegate."""
        super().__init__(parent)
        self.setProperty(OWN_RING, True)
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there, though not always to be seen: rows are measured at the width they get.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().rangeChanged.connect(self._show_bar)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().setSingleStep(24)
        self.activated.connect(self._open)
        self._is_resized = False  # while it has half of another look, so to no size that stays
        self._then_keep = QTimer(self, interval=0, singleShot=True)  # once it is laid out
        self._then_keep.timeout.connect(self._keep_in_sight)
        theme.current().changed.connect(self._look_changed)

    def select_row(self, number: int) -> None:
        """Make a row the current one and show it; -1 selects nothing."""
        if number < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
            return
        index = self.model().index(number, 0)
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    @property
    def current_row(self) -> int:
        """Return the number of the row that is selected, or -1."""
        index = self.currentIndex()
        return index.row() if index.isValid() and self._is_result(index.row()) else -1

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        """Tell which row is current (Qt calls this)."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.scrollTo(current, QAbstractItemView.ScrollHint.EnsureVisible)
        self.current_changed.emit(current.row() if current.isValid() else -1)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Return where a key leads, stepping over headings."""
        model = self.model()
        if action is QAbstractItemView.CursorAction.MoveEnd:
            self._fetch_all()
        last = model.rowCount() - 1
        if last < 0:
            return QModelIndex()
        if action is QAbstractItemView.CursorAction.MoveHome:
            number = 0
        elif action is QAbstractItemView.CursorAction.MoveEnd:
            number = last
        else:
            index = super().moveCursor(action, modifiers)
            number = index.row() if index.isValid() else self.currentIndex().row()
        step = -1 if action in _BACK else 1
        found = self._next_result(number, step, last)
        if found < 0:
            found = self._next_result(number, -step, last)
        return model.index(found, 0) if found >= 0 else self.currentIndex()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter, pick on Space, hand letters to the search box, leave the rest to the list."""
        text = event.text()
        if event.key() in _ENTER:
            self._open(self.currentIndex())
        elif text == " " and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            if self.current_row >= 0 and not event.isAutoRepeat():
                self.picked.emit(self.current_row)
        elif event.key() == Qt.Key.Key_Up and self._is_on_first():
            self.top_left.emit()
        elif event.modifiers() in _PLAIN and text.isprintable() and text.strip():
            self.typed.emit(text)
        elif event.key() == Qt.Key.Key_Escape or event.modifiers() not in _PLAIN:
            event.ignore()  # the window's own keys
        else:
            super().keyPressEvent(event)
            self._show_heading()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the current card in sight when the width, and so the heights, change."""
        super().resizeEvent(event)
        self._is_resized = theme.current().is_half_changed
        if not self._is_resized:
            self._keep_in_sight()

    @Slot()
    def _look_changed(self) -> None:
        if self._is_resized:
            self._is_resized = False
            self._then_keep.start()

    @Slot()
    def _keep_in_sight(self) -> None:
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)
            self._show_heading()

    def _show_heading(self) -> None:
        """Bring the heading right above the current card into sight as well, where both have room."""
        current = self.currentIndex()
        above = current.row() - 1
        if above < 0 or self._is_result(above):
            return
        top = self.visualRect(self.model().index(above, 0)).top()
        high = self.viewport().height()
        if top < 0 <= self.visualRect(current).bottom() < top + high:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + top)

    def _fetch_all(self) -> None:
        """Bring every row that the model can give at once."""
        model, before = self.model(), -1
        while model.rowCount() > before and model.canFetchMore(QModelIndex()):
            before = model.rowCount()
            model.fetchMore(QModelIndex())

    @Slot()
    def _show_bar(self) -> None:
        bar = self.verticalScrollBar()
        bar.setEnabled(bar.maximum() > bar.minimum())

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and self._is_result(index.row()):
            self.opened.emit(index.row())

    def _is_on_first(self) -> bool:
        first = self._next_result(0, 1, self.model().rowCount() - 1)
        return self.currentIndex().row() == first

    def _is_result(self, number: int) -> bool:
        flags = self.model().flags(self.model().index(number, 0))
        return bool(flags & Qt.ItemFlag.ItemIsSelectable)

    def _next_result(self, number: int, step: int, last: int) -> int:
        while 0 <= number <= last:
            if self._is_result(number):
                return number
            number += step
        return -1
