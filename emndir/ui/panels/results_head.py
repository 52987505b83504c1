"""ResultsHead: how many were found, the way to the filters, and the order, on one line."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from emndir.search.criteria import Criteria, Sort
from emndir.ui import labels, theme
from emndir.ui.polishing import polish_again
from emndir.ui.widgets.buttons import Choice

HEAD, LOW_HEAD, SMALL_HEAD = 48, 34, 36
"""Pixels at 100 % of the head: as drawn, in a low window, and in the narrow view."""


class ResultsHead(QFrame):
    """The line above the results. `sort_chosen` carries the order that a person chose."""

    filters_wanted = Signal()
    sort_chosen = Signal(object)  # Sort

    def __init__(self, sort: Sort) -> None:
        """Make a line without a count, for results in an order."""
        super().__init__()
        self._sorted = sort
        self._is_folded = self._is_compact = self._is_low = self._has_place = False
        self._chosen = 0  # filters
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.count = QLabel()
        self.count.setProperty("role", "group")
        self.filters_button = QPushButton(self.tr("Filters"))
        self.filters_button.setProperty("kind", "small")  # as high as the order beside it
        self.filters_button.setVisible(False)
        self.filters_button.clicked.connect(self.filters_wanted)
        row.addWidget(self.count, 1)
        row.addWidget(self.filters_button)

    @cached_property
    def sort(self) -> Choice:
        """Return the choice of the order, which is made when there is something to order."""
        choice = Choice(self.tr("Sort the results by"))
        for sort in Sort:
            choice.addItem(labels.words(sort), sort)
        choice.choose(self._sorted)
        choice.activated.connect(self._sort_chosen)
        label = self._sort_label = QLabel(self.tr("Sort"))
        label.setProperty("role", "caption")
        label.setBuddy(choice)
        for part in (label, choice):
            part.setVisible(False)
            self._row.addWidget(part)
        self._fit_sort(choice)
        return choice

    @property
    def has_sort(self) -> bool:
        """Return True once the choice of the order was made."""
        return "sort" in self.__dict__

    def _fit_sort(self, choice: Choice) -> None:
        choice.setProperty("kind", "flat" if self._is_compact else "")
        choice.set_snug(self._is_compact)

    @Slot(int)
    def _sort_chosen(self, index: int) -> None:
        self.sort_chosen.emit(Sort(self.sort.itemData(index)))  # Qt keeps a plain text

    # --- what is shown -------------------------------------------------------------------

    def show_criteria(self, criteria: Criteria) -> None:
        """Show the order of a question, and how many filters are on."""
        self._sorted = criteria.sort
        if self.has_sort:
            self.sort.choose(criteria.sort)
        self._chosen = sum(len(codes) for _facet, codes in criteria.chosen)
        self._name_filters()

    def name_filters(self, *, has_place: bool) -> None:
        """Say on the button of the filters whether the place is there too."""
        self._has_place = has_place
        self._name_filters()

    def _name_filters(self) -> None:
        text = self.tr("Filters and place") if self._has_place else self.tr("Filters")
        on = f"{text}, {self._chosen} {self.tr('on')}"
        self.filters_button.setText(on if self._chosen else text)

    def set_order_possible(self, sort: Sort, *, is_possible: bool) -> None:
        """Say whether there is anything to put into an order."""
        from PySide6.QtGui import QStandardItemModel  # not before the first paint

        index = self.sort.findData(sort)
        model = self.sort.model()
        if isinstance(model, QStandardItemModel):
            model.item(index).setEnabled(is_possible)

    def show_parts(self, *, is_start: bool) -> None:
        """Show count and order of an answer; where there is none, only the way to the filters."""
        self.setVisible(self._is_folded or not is_start)
        self.filters_button.setVisible(self._is_folded)
        if self.has_sort or not is_start:
            self.sort.setVisible(not is_start)
            has_label = not self._is_folded and not self._is_compact and not is_start
            self._sort_label.setVisible(has_label)
        if is_start:
            self.count.clear()

    # --- the room there is ---------------------------------------------------------------

    def set_folded(self, is_folded: bool) -> None:
        """Show the button that opens the filters with the next `show_parts`, or leave it out."""
        self._is_folded = is_folded

    def set_compact(self, is_compact: bool) -> None:
        """Be as small as in the narrow view, or as drawn."""
        self._is_compact = is_compact
        self.count.setProperty("role", "strong" if is_compact else "group")
        if self.has_sort:
            self._fit_sort(self.sort)
        polish_again(self.count, *([self.sort] if self.has_sort else []))

    def set_low(self, is_low: bool) -> None:
        """Leave less room around it, where the window is low."""
        self._is_low = is_low

    def resize_parts(self, side: int, end: int) -> None:
        """Keep so many pixels left and right, and be as high as the room allows."""
        look = theme.current()
        self._row.setContentsMargins(side, 0, end, 0)
        self._row.setSpacing(look.px(8))
        high = LOW_HEAD if self._is_low else SMALL_HEAD if self._is_compact else HEAD
        self.setMinimumHeight(look.px(high))

    def tab_stops(self) -> list[QWidget]:
        """Return where the Tab key stops, in order."""
        return [self.filters_button, *([self.sort] if self.has_sort else [])]
