"""ResultsPanel: how many were found, in which order, the 24-hour line, the list, or what leads on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from emndir.search.criteria import Criteria, Sort
from emndir.ui import labels, theme
from emndir.ui.empty_words import (
    STAGES_KEY,
    empty_directory,
    nothing_found,
    opening,
    start,
    unreadable,
)
from emndir.ui.panels.above_results import END, SIDE, TIGHT, AboveResults
from emndir.ui.panels.results_head import ResultsHead
from emndir.ui.polishing import polish_again
from emndir.ui.viewmodels.often import Way
from emndir.ui.viewmodels.search import Answer, SearchViewModel
from emndir.ui.widgets.empty_state import EmptyState, EmptyWords

if TYPE_CHECKING:
    from emndir.search.results import Hit, Results
    from emndir.ui.context import UiContext
    from emndir.ui.models.results_model import Row
    from emndir.ui.panels.card_list import CardList

LEFT, LEFT_FOLDED = 6, 10
"""Pixels at 100 % left of the list: strip and head keep to the same edges as the cards.

Where no filters stand beside it, the cards begin under the search box.
"""
EMPTY_MOST, EMPTY_LEAST = 0.55, 0.2
"""Shares of the height that words above a list may take: the less where room is short and the list
has the keyboard."""
LIST_SEEN = 24
"""Pixels at 100 % of a list that say that there is one, while what stands above it is read."""
ROWS_LEAST = 3
"""Cards of the narrow view that stay in sight above its peek panel."""


class ResultsPanel(QFrame):
    """The middle of the window.

    `chosen` carries the row that is selected (None for no row), `opened` says that its detail
    is wanted, `picked` carries a row for the shortlist or off it, `typed` letters for the
    search box, `left_up` the up arrow on the first result. `record_wanted` carries the uid
    of a treatment line that was pressed. `number_of` gives numbers in the shortlist.
    """

    chosen = Signal(object)  # Row | None
    opened = Signal()
    picked = Signal(object)  # Row
    typed = Signal(str)
    left_up = Signal()
    record_wanted = Signal(str)
    filters_wanted = Signal()
    place_wanted = Signal()
    stages_wanted = Signal()

    def __init__(self, context: UiContext, view_model: SearchViewModel) -> None:
        """Make the panel of a view-model."""
        super().__init__()
        self.setProperty("kind", "mid")
        self.number_of: Callable[[str], int | None] = lambda _uid: None
        self._is_compact = self._is_folded = False
        self._is_wanted = False  # the keyboard, by an answer that is still to come
        self._context, self._view_model = context, view_model
        self.empty = EmptyState()
        self._build()
        self._connect()
        theme.current().dress(self)
        theme.current().follow(self._resize)
        self._resize()
        if context.start_page is None:  # else what it says is shown at once
            self.empty.show_words(start())

    def _build(self) -> None:
        whole = self._whole = QVBoxLayout(self)
        self.head = ResultsHead(self._view_model.criteria.sort)
        whole.addWidget(self.head)
        self.above = AboveResults(whole)
        whole.addWidget(self.empty, 2)

    def _connect(self) -> None:
        head, above = self.head, self.above
        head.filters_wanted.connect(self.filters_wanted)
        head.sort_chosen.connect(self._view_model.set_sort)
        above.record_wanted.connect(self.record_wanted)
        above.place_wanted.connect(self.place_wanted)
        above.copied.connect(self._copy)
        above.refused.connect(self._view_model.read_plain)
        self.empty.example_chosen.connect(self._view_model.set_words)
        self.empty.way_chosen.connect(self._way_chosen)
        self._view_model.criteria_changed.connect(self.show_criteria)
        self._view_model.answered.connect(self.show_answer)
        self._view_model.extended.connect(self._extend)
        self._view_model.cleared.connect(self.clear)
        self._context.directory_opened.connect(self._directory_opened)
        self._context.progressed.connect(self._show_progress)

    @cached_property
    def cards(self) -> CardList:
        """Return the list of cards, which is made when it is first asked for."""
        from emndir.ui.panels.card_list import CardList  # after the first paint

        gone = self.tr("Not offered now")
        instead = self.tr("Not what was asked for, but it may help")
        cards = CardList(self, gone, instead)
        cards.chosen.connect(self.chosen)
        cards.opened.connect(self.opened)
        cards.picked.connect(self.picked)
        cards.set_numbers(self.number_of)
        cards.list.typed.connect(self.typed)
        cards.list.top_left.connect(self.left_up)
        cards.model.more_wanted.connect(self._view_model.more)
        cards.list.setVisible(False)
        cards.list.setMinimumHeight(1)  # it scrolls
        cards.list.installEventFilter(self)
        cards.delegate.set_compact(self._is_compact)
        self._whole.addWidget(cards.list, 1)
        return cards

    @property
    def has_cards(self) -> bool:
        """Return True once the list of cards was made."""
        return "cards" in self.__dict__

    # --- what is shown -------------------------------------------------------------------

    @Slot(object)
    def show_criteria(self, criteria: Criteria) -> None:
        """Show the order of a question, and how many filters are on."""
        self._is_wanted = False  # who goes on typing stays where the letters go
        self.head.show_criteria(criteria)

    @Slot(object)
    def show_answer(self, answer: Answer) -> None:
        """Show an answer in place; the selected result stays selected if it is still there."""
        from emndir.ui.treatment_words import danger_words, treatment_line  # after the first paint

        results = answer.results
        places = 0 if results.services else results.total
        self.head.count.setText(labels.found_in_words(results.services, places))
        today = self._context.today()
        line = treatment_line(results, today) if not answer.is_start else None
        self.above.show_line(line)
        self.above.show_danger(danger_words(results, today))
        if self.above.show_corrections(results):  # the keyboard goes to the results
            self._is_wanted = True
        self.head.set_order_possible(Sort.NEAREST, is_possible=results.origin is not None)
        cards = self.cards
        cards.list.setAccessibleName(self._list_words(results))
        asked = answer.criteria
        cards.show(
            results if not answer.is_start else None,
            (asked.words.strip(), asked.near.strip(), asked.plain),
        )
        self._show_body(answer)
        self._show_head(is_start=answer.is_start)

    @Slot(object)
    def _extend(self, answer: Answer) -> None:
        self.cards.extend(answer.results)

    def show_start(self, ways: Sequence[Way], title: str) -> None:
        """Show the start page of a directory that is not open yet."""
        self.empty.show_words(start(ways, title))

    def _show_body(self, answer: Answer) -> None:
        """Show the list, words in its place, or words above what stands in for an answer."""
        has_rows = bool(self.cards.model.rowCount())
        words: EmptyWords | None = None
        if self._is_directory_empty:
            words = empty_directory()
        elif answer.has_failed:
            words = unreadable()
        elif answer.is_start:
            directory = self._context.directory
            words = start(answer.ways, directory.info.title if directory else "")
        elif not has_rows or (answer.results.instead and not answer.results.hits):
            words = nothing_found(answer, self.cards.words)
        self._show_words(words, has_rows=has_rows)
        if self._is_wanted:
            self._is_wanted = False
            self._keep_keyboard()

    def _show_words(self, words: EmptyWords | None, *, has_rows: bool) -> None:
        """Show words, the list, or both; the keyboard stays in here if it was."""
        cards, focused = self.cards.list, self.window().focusWidget()
        had_focus = focused is cards or self.empty.isAncestorOf(focused)
        if words is not None:
            self.empty.show_words(words)
        cards.setVisible(has_rows)
        self.empty.setVisible(words is not None)
        self._share_height()
        if had_focus and self.window().focusWidget() is not focused:
            self._keep_keyboard()

    def _keep_keyboard(self) -> None:
        """Put the keyboard on what is here now, or where there is nothing, back to the words."""
        if not self.focus_part():
            self.left_up.emit()

    @property
    def _is_directory_empty(self) -> bool:
        directory = self._context.directory
        return directory is not None and not directory.info.services

    @Slot()
    def clear(self) -> None:
        """Forget the results."""
        self.cards.clear()

    def set_folded(self, is_folded: bool) -> None:
        """Show the button that opens the filters, where they have no column of their own."""
        self.head.set_folded(is_folded)
        if is_folded is not self._is_folded:
            self._is_folded = is_folded
            self._resize()
        self._show_head_again()

    @property
    def _left(self) -> int:
        return LEFT_FOLDED if self._is_folded and not self._is_compact else LEFT

    def _show_head_again(self) -> None:
        answer = self._view_model.answer
        self._show_head(is_start=answer is None or answer.is_start)

    def set_compact(self, is_compact: bool) -> None:
        """Show small cards and a small head, as the narrow view does."""
        if is_compact == self._is_compact:
            return
        self._is_compact = is_compact
        self.head.set_compact(is_compact)
        if self.has_cards:
            self.cards.delegate.set_compact(is_compact)
            self.cards.list.scheduleDelayedItemsLayout()
        self._show_head_again()
        self._resize()

    def set_low(self, is_low: bool) -> None:
        """Leave less room around the head, where the window is low."""
        self.head.set_low(is_low)
        self._resize()

    def set_alone(self, is_alone: bool) -> None:
        """Draw no line at the right where nothing stands beside the results."""
        kind = "canvas" if is_alone else "mid"
        if kind != self.property("kind"):
            self.setProperty("kind", kind)
            polish_again(self)

    def least_height(self, rows: int = ROWS_LEAST) -> int:
        """Return the pixels that what is pinned above the list needs, and some cards under it."""
        look = theme.current()
        high = 0 if self.head.isHidden() else self.head.minimumHeight()
        high += self.above.least_height(max(1, self.width() - look.px(self._left + SIDE + END)))
        if self.has_cards and not self.cards.list.isHidden():
            high += max(rows * self.cards.delegate.least_height, look.px(LIST_SEEN))
        return high

    def _show_head(self, *, is_start: bool) -> None:
        is_start = is_start or not (self.has_cards and self.cards.model.rowCount())
        self.head.show_parts(is_start=is_start)
        self._fit_strip()

    def focus_part(self) -> bool:
        """Put the keyboard on the first way on, else on the list."""
        if not self.empty.isHidden() and self.empty.focus_part():
            return True
        if self.cards.list.isHidden():
            return False
        self.cards.focus_part()
        return True

    def focus_when_answered(self) -> None:
        """Put the keyboard here with the next answer."""
        self._is_wanted = True

    def tab_stops(self) -> list[QWidget]:
        """Return where the Tab key stops, in order."""
        cards = [self.cards.list] if self.has_cards else []
        above = self.above
        return [
            *above.first_stops(),
            *self.head.tab_stops(),
            *above.tab_stops(),
            *self.empty.buttons,
            *cards,
        ]

    def has_focus(self) -> bool:
        """Return True if the keyboard is somewhere in here."""
        return self.isAncestorOf(self.window().focusWidget())

    @property
    def row(self) -> Row | None:
        """Return the row that is selected, or None."""
        return self.cards.row

    @property
    def hit(self) -> Hit | None:
        """Return the result that is selected, or None."""
        return self.row.hit if self.row else None

    def _list_words(self, results: Results) -> str:
        others = sum(len(one.hits) for one in results.instead)
        if others and not results.hits:
            return f"{self.tr('Not what was asked for')}, {labels.services_in_words(others)}"
        order = labels.words(self._view_model.criteria.sort).lower()
        found = labels.found_in_words(results.services, results.total - results.services)
        return f"{self.tr('Results')}, {found}, {order} {self.tr('first')}"

    @Slot()
    def _directory_opened(self) -> None:
        directory = self._context.directory
        if directory is not None:
            self.cards.set_vocabulary(directory.vocabulary)

    @Slot(str, int)
    def _show_progress(self, words: str, step: int) -> None:
        if self._context.directory is None:
            self._show_words(opening(words, step), has_rows=False)

    # --- what a person does --------------------------------------------------------------

    @Slot(object)
    def _way_chosen(self, way: object) -> None:
        if isinstance(way, Way):
            self._view_model.use(way.criteria)
        elif way == STAGES_KEY:
            self.stages_wanted.emit()

    @Slot(str)
    def _copy(self, text: str) -> None:
        self._context.clipboard_put(text)
        self._context.messages.announce(self.tr("Copied"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Share the height out anew where the keyboard comes to the list or leaves it."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._share_height()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height out anew."""
        super().resizeEvent(event)
        self._share_height()

    def _share_height(self) -> None:
        """Keep room for the list under what stands above it, where it is used above all."""
        has_list = self.has_cards and not self.cards.list.isHidden()
        is_tight = self.height() < theme.current().px(TIGHT)
        is_list_first = is_tight and has_list and self.cards.list.hasFocus()
        self.above.share(self.height(), is_list_first=is_list_first)
        empty = EMPTY_LEAST if is_list_first else EMPTY_MOST
        limit = round(self.height() * empty)
        if is_tight and has_list and not is_list_first:  # the ways on before what may help instead
            limit = max(limit, self.height() - self.least_height(rows=0))
        self.empty.set_tight(is_tight and has_list)
        self.empty.set_limit(limit if has_list else None)

    @Slot()
    def _resize(self) -> None:
        look = theme.current()
        side, end = look.px(SIDE), look.px(END)
        self._whole.setContentsMargins(look.px(self._left), 0, 0, 0)
        self._whole.setSpacing(0)
        self.head.resize_parts(side, end)
        self.above.fit()
        self._fit_strip()

    def _fit_strip(self) -> None:
        self.above.fit_strip(has_head=not self.head.isHidden())
