"""SuggestionList: what the typed words may become, in a list below the search box."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPoint,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLabel, QListView, QVBoxLayout, QWidget

from emndir.search.suggestion import Suggestion
from emndir.ui import theme
from emndir.ui.models.suggestions_model import SuggestionsModel
from emndir.ui.widgets.field import KeyCap
from emndir.ui.widgets.flow_layout import FlowLayout
from emndir.ui.widgets.suggestion_delegate import LEAST_HEIGHT, SuggestionDelegate, row_height

# pixels at 100 %
WIDTH = 600
BELOW = 6
"""Between the box and the list: the focus ring has room."""
MARGIN = 8
ENOUGH = 200
"""Room for three rows and the keys: with less it covers what stands below the field."""


class SuggestionList(QFrame):
    """A frame over the window, below the field it belongs to. It never takes the keyboard.

    `taken` carries the suggestion that was clicked on. What it showed is forgotten when it
    closes.
    """

    taken = Signal(object)  # Suggestion

    def __init__(self, field: QWidget) -> None:
        """Make the list of a field; it is put over the field's window when it is shown."""
        super().__init__(field)
        self._field = field
        self.floor: QWidget = field
        """What it opens under: the field, or what stands below that and must stay in sight."""
        self._watched: QWidget | None = None
        self.hide()
        self.setProperty("kind", "suggestions")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.model = SuggestionsModel(self)
        self.view = self._make_view()
        column = self._column = QVBoxLayout(self)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        self._foot = _KeysLine()
        column.addWidget(self._foot)
        theme.current().dress(self)
        theme.current().follow(self.close_list)

    def _make_view(self) -> QListView:
        view = QListView()
        view.setModel(self.model)
        view.setItemDelegate(SuggestionDelegate(view))
        view.setAccessibleName(self.tr("Suggestions"))
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setMouseTracking(True)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setResizeMode(QListView.ResizeMode.Adjust)
        view.clicked.connect(self._take_clicked)
        return view

    # --- open and closed -----------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        """Return True while there is something to choose."""
        return self.isVisible()

    def show_rows(self, suggestions: Sequence[Suggestion]) -> None:
        """Show suggestions, none of them chosen; without any the list closes."""
        if not suggestions:
            self.close_list()
            return
        self.model.show_rows(suggestions)
        self.choose(-1)
        window = self._field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self._watch(window)
        self.show()
        self._place()
        self.raise_()

    @Slot()
    def close_list(self) -> None:
        """Close, and forget what was shown."""
        self._watch(None)
        self.hide()
        self.model.show_rows(())

    def _place(self) -> None:
        look, window = theme.current(), self._field.window()
        margin = look.px(MARGIN)
        corner = self._corner()
        room = window.width() - 2 * margin
        width = min(max(look.px(WIDTH), self._field.width()), room)
        left = max(margin, min(corner.x(), window.width() - margin - width))
        pad = look.px(4)
        self._column.setContentsMargins(pad, pad, pad, pad)
        inner = width - 2 * (pad + 1)
        foot = self._foot.heightForWidth(inner)
        self._foot.setFixedHeight(foot)
        rows = [self.model.row(number) for number in range(self.model.rowCount())]
        high = sum(row_height(row, inner) for row in rows)
        around = foot + 2 * (pad + 1)
        room_below = window.height() - corner.y() - margin - around
        high = max(min(high, room_below), look.px(LEAST_HEIGHT))
        self.setGeometry(left, corner.y(), width, high + around)

    def _corner(self) -> QPoint:
        """Return where its top left goes in the window: under the floor if enough room is there."""
        window = self._field.window()
        under_field = self._field.mapTo(window, QPoint(0, self._field.height() + BELOW))
        floor = self.floor.mapTo(window, QPoint(0, self.floor.height() + 1)).y()
        enough = floor + theme.current().px(ENOUGH) <= window.height()
        return QPoint(under_field.x(), max(under_field.y(), floor) if enough else under_field.y())

    def _watch(self, window: QWidget | None) -> None:
        if self._watched is not None:
            self._watched.removeEventFilter(self)
        self._watched = window
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Close where somebody clicks beside it, and follow the window's size."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            spot = event.globalPosition().toPoint()
            if not any(_holds(widget, spot) for widget in (self, self._field)):
                self.close_list()
        elif event.type() == QEvent.Type.Resize:
            self.close_list()
        return False

    # --- choosing ------------------------------------------------------------------------

    @property
    def chosen_row(self) -> int:
        """Return the number of the row that is chosen, or -1."""
        rows = self.view.selectionModel().selectedIndexes()
        return rows[0].row() if rows else -1

    @property
    def chosen(self) -> Suggestion | None:
        """Return the suggestion that is chosen, or None."""
        number = self.chosen_row
        return self.model.row(number).suggestion if number >= 0 else None

    @property
    def spoken(self) -> str:
        """Return the chosen row as a screen reader says it, "" without one."""
        number = self.chosen_row
        return self.model.row(number).spoken if number >= 0 else ""

    def choose(self, number: int) -> None:
        """Choose a row and show it; -1 chooses none, and the last is followed by the last."""
        number = min(number, self.model.rowCount() - 1)
        selection = self.view.selectionModel()
        if number < 0:
            selection.clear()
            return
        index = self.model.index(number, 0)
        selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.view.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    @Slot(QModelIndex)
    def _take_clicked(self, index: QModelIndex) -> None:
        self.taken.emit(self.model.row(index.row()).suggestion)


class _KeysLine(QWidget):
    """The keys of the list, at its foot."""

    def __init__(self) -> None:
        super().__init__()
        flow = self._flow = FlowLayout(self, gap=6, lines=4)
        for key, words in (
            ("Alt ↓", self.tr("to choose")),
            ("Enter", self.tr("takes it")),
            ("Esc", self.tr("closes")),
        ):
            part = QWidget()
            row = FlowLayout(part, gap=5, lines=2)
            row.addWidget(KeyCap(key))
            label = QLabel(words)
            label.setProperty("role", "caption")
            row.addWidget(label)
            flow.addWidget(part)

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width, with a little room around."""
        pad = theme.current().px(5)
        self._flow.setContentsMargins(pad, pad, pad, pad)
        return self._flow.heightForWidth(width)


def _holds(widget: QWidget, spot: QPoint) -> bool:
    return widget.rect().contains(widget.mapFromGlobal(spot))
