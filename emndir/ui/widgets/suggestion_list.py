"""SuggestionList: what the typed words may become, in a list below the search box."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPoint,
    QRect,
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
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)
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
        self.kept: Callable[[], QWidget | None] = _nothing
        """What it never covers by itself, where that is shown: the 24-hour line."""
        self._watched: tuple[QWidget, ...] = ()
        self._may_cover = False
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

    def show_rows(self, suggestions: Sequence[Suggestion], *, is_asked_for: bool = False) -> None:
        """Show suggestions, none of them chosen; without any the list closes.

        Where there is no room for it beside what it must not cover, it opens only for who asked
        for it by a key.
        """
        if not suggestions:
            self.close_list()
            return
        self._may_cover = is_asked_for or (self._may_cover and self.is_open)
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
    def make_room(self) -> None:
        """Look again at what it must not cover, after that may have come or moved."""
        if self.is_open:
            self._watch(self._field.window())
            self._place()

    @Slot()
    def close_list(self) -> None:
        """Close, and forget what was shown."""
        self._watch(None)
        self._may_cover = False
        self.hide()
        self.model.show_rows(())

    def _place(self) -> None:
        look, window = theme.current(), self._field.window()
        margin = look.px(MARGIN)
        room = window.width() - 2 * margin
        width = min(max(look.px(WIDTH), self._field.width()), room)
        left = max(margin, min(self._under_field().x(), window.width() - margin - width))
        pad = look.px(4)
        self._column.setContentsMargins(pad, pad, pad, pad)
        inner = width - 2 * (pad + 1)
        foot = self._foot.heightForWidth(inner)
        self._foot.setFixedHeight(foot)
        rows = [self.model.row(number) for number in range(self.model.rowCount())]
        high = sum(row_height(row, inner) for row in rows)
        around = foot + 2 * (pad + 1)
        least = look.px(LEAST_HEIGHT) + around
        top, bottom = self._span(left, width, least)
        if bottom - top < least and not self._may_cover:
            self.close_list()
            return
        self.setGeometry(left, top, width, max(min(high + around, bottom - top), least))

    def _span(self, left: int, width: int, least: int) -> tuple[int, int]:
        """Return from where to where in the window it may reach, at a left edge and a width.

        It opens under what stands below the field, and under what must stay in sight, if enough
        room is there. Else between the field and that, where one row fits there.
        """
        window, enough = self._field.window(), theme.current().px(ENOUGH)
        end = window.height() - theme.current().px(MARGIN)
        top = self._under_field().y()
        floor = self.floor.mapTo(window, QPoint(0, self.floor.height() + 1)).y()
        if floor + enough <= window.height():
            top = max(top, floor)
        kept = self.kept()
        if kept is None or not kept.isVisible() or self._may_cover:
            return top, end
        held = QRect(kept.mapTo(window, QPoint(0, 0)), kept.size())
        if held.right() < left or held.left() >= left + width or held.bottom() < top:
            return top, end
        under = held.bottom() + BELOW
        if under + enough <= window.height():
            return under, end
        above = held.top() - BELOW
        return (top if above - top >= least else self._under_field().y()), above

    def _under_field(self) -> QPoint:
        return self._field.mapTo(self._field.window(), QPoint(0, self._field.height() + BELOW))

    def _watch(self, window: QWidget | None) -> None:
        for widget in self._watched:
            widget.removeEventFilter(self)
        kept = self.kept()
        shown = (self.floor, *_up_to(kept, window)) if window is not None else ()
        self._watched = tuple(dict.fromkeys((window, *shown))) if window is not None else ()
        for widget in self._watched:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close where somebody clicks beside it or the window's size changes; else make room."""
        is_window = watched is self._field.window()
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            spot = event.globalPosition().toPoint()
            if is_window and not any(_holds(widget, spot) for widget in (self, self._field)):
                self.close_list()
        elif is_window and event.type() == QEvent.Type.Resize:
            self.close_list()
        elif not is_window and event.type() in _MOVES and self.is_open:
            self._place()
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


def _nothing() -> QWidget | None:
    return None


def _up_to(widget: QWidget | None, window: QWidget) -> Iterator[QWidget]:
    """Yield a widget and what it stands in, without the window."""
    while widget is not None and widget is not window:
        yield widget
        widget = widget.parentWidget()


def _holds(widget: QWidget, spot: QPoint) -> bool:
    return widget.rect().contains(widget.mapFromGlobal(spot))
