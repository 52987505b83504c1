"""ResultsPanel: how many were found, in which order, the 24-hour line, the list, or what leads on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from emndir.search.criteria import Criteria, Sort
from emndir.ui import labels, theme
from emndir.ui.empty_words import empty_directory, nothing_found, opening, start, unreadable
from emndir.ui.polishing import polish_again
from emndir.ui.viewmodels.often import Way
from emndir.ui.viewmodels.search import Answer, SearchViewModel
from emndir.ui.widgets.buttons import Choice
from emndir.ui.widgets.empty_state import EmptyState, EmptyWords
from emndir.ui.widgets.fit_area import FitArea

if TYPE_CHECKING:
    from emndir.search.results import Hit, Results
    from emndir.ui.context import UiContext
    from emndir.ui.models.results_model import Row
    from emndir.ui.panels.card_list import CardList
    from emndir.ui.widgets.correction_line import CorrectionLine
    from emndir.ui.widgets.danger_banner import DangerBanner
    from emndir.ui.widgets.treatment_strip import DangerWords, TreatmentStrip

LEFT, SIDE, END = 6, 6, 16
"""Pixels at 100 % left of the list, left of a card in it, and right of a card, where the scroll bar
is: strip and head keep to the same edges."""
HEAD, LOW_HEAD, SMALL_HEAD = 48, 34, 36
"""Pixels at 100 % of the head: as drawn, in a low window, and in the narrow view."""
DANGER_MOST, DANGER_TIGHT, EMPTY_MOST = 0.6, 0.8, 0.55
"""Shares of the height that the danger banner, and words above a list, may take; the banner's where
room is short."""
TIGHT, DANGER_LEAST, EMPTY_LEAST = 330, 0.3, 0.2
"""Pixels at 100 % under which the list, when it has the keyboard, leaves them this much only."""
LIST_SEEN = 24
"""Pixels at 100 % of a list that say that there is one, while what stands above it is read."""
CORRECTION_TIGHT, PLENTY = 34, 1_000
"""Pixels at 100 % that what was corrected may take where room is short, one line, and elsewhere."""
DANGER_ROOM = 80
"""Pixels at 100 % of the danger banner that stay in sight beside a peek panel: one line's number."""
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

    def __init__(self, context: UiContext, view_model: SearchViewModel) -> None:
        """Make the panel of a view-model."""
        super().__init__()
        self.setProperty("kind", "mid")
        self.number_of: Callable[[str], int | None] = lambda _uid: None
        self._is_folded = self._is_compact = self._is_low = self._has_place = False
        self._chosen = 0  # filters
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
        self._head = QFrame()
        head = self._head_row = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        self.count = QLabel()
        self.count.setProperty("role", "group")
        self.filters_button = QPushButton(self.tr("Filters"))
        self.filters_button.setProperty("kind", "small")  # as high as the order beside it
        self.filters_button.setVisible(False)
        head.addWidget(self.count, 1)
        head.addWidget(self.filters_button)
        whole.addWidget(self._head)
        self._strip_row = QHBoxLayout()
        whole.addLayout(self._strip_row)
        whole.addWidget(self.empty, 2)

    def _connect(self) -> None:
        self.filters_button.clicked.connect(self.filters_wanted)
        self.empty.example_chosen.connect(self._view_model.set_words)
        self.empty.way_chosen.connect(self._way_chosen)
        self._view_model.criteria_changed.connect(self.show_criteria)
        self._view_model.answered.connect(self.show_answer)
        self._view_model.extended.connect(self._extend)
        self._view_model.cleared.connect(self.clear)
        self._context.directory_opened.connect(self._directory_opened)
        self._context.progressed.connect(self._show_progress)

    @cached_property
    def sort(self) -> Choice:
        """Return the choice of the order, which is made when there is something to order."""
        choice = Choice(self.tr("Sort the results by"))
        for sort in Sort:
            choice.addItem(labels.words(sort), sort)
        choice.choose(self._view_model.criteria.sort)
        choice.activated.connect(self._sort_chosen)
        label = self._sort_label = QLabel(self.tr("Sort"))
        label.setProperty("role", "caption")
        label.setBuddy(choice)
        for part in (label, choice):
            part.setVisible(False)
            self._head_row.addWidget(part)
        self._fit_sort(choice)
        return choice

    def _fit_sort(self, choice: Choice) -> None:
        choice.setProperty("kind", "flat" if self._is_compact else "")
        choice.set_snug(self._is_compact)

    @cached_property
    def strip(self) -> TreatmentStrip:
        """Return the 24-hour line's strip, which is made when there is one to show."""
        from emndir.ui.widgets.treatment_strip import TreatmentStrip  # after the first paint

        strip = TreatmentStrip()
        strip.opened.connect(self.record_wanted)
        self._strip_row.addWidget(strip)
        return strip

    @cached_property
    def correction(self) -> CorrectionLine:
        """Return the line of what was corrected, which is made when something was."""
        from emndir.ui.widgets.correction_line import CorrectionLine  # after the first paint

        line = CorrectionLine()
        line.refused.connect(self._refuse)
        area = self._corrections = FitArea(line)
        area.setVisible(False)
        self._whole.insertWidget(self._whole.indexOf(self.empty), area)
        self._fit_correction(line, area)
        return line

    def _fit_correction(self, line: CorrectionLine, area: FitArea) -> None:
        look = theme.current()
        line.setContentsMargins(look.px(SIDE), 0, look.px(END), look.px(4))
        is_tight = self.height() < look.px(TIGHT)
        area.set_limit(look.px(CORRECTION_TIGHT if is_tight else PLENTY))

    def _has(self, part: str) -> bool:
        """Return True once one of the parts that are made late was made."""
        return part in self.__dict__

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
        return self._has("cards")

    @cached_property
    def danger(self) -> DangerBanner:
        """Return the banner for words of an emergency, which is made when it is first needed."""
        from emndir.ui.widgets.danger_banner import DangerBanner  # after the first paint

        banner = DangerBanner()
        banner.opened.connect(self.record_wanted)
        banner.copied.connect(self._copy)
        banner.place_wanted.connect(self.place_wanted)
        self._whole.insertWidget(0, banner)
        self._share_height()
        return banner

    # --- what is shown -------------------------------------------------------------------

    @Slot(object)
    def show_criteria(self, criteria: Criteria) -> None:
        """Show the order of a question, and how many filters are on."""
        self._is_wanted = False  # who goes on typing stays where the letters go
        if self._has("sort"):
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

    @Slot(object)
    def show_answer(self, answer: Answer) -> None:
        """Show an answer in place; the selected result stays selected if it is still there."""
        from emndir.ui.treatment_words import danger_words, treatment_line  # after the first paint

        results = answer.results
        places = 0 if results.services else results.total
        self.count.setText(labels.found_in_words(results.services, places))
        today = self._context.today()
        line = treatment_line(results, today) if not answer.is_start else None
        if line is not None or self._has("strip"):
            self.strip.show_line(line)
        self._show_danger(danger_words(results, today))
        self._show_corrections(results)
        self._set_order_possible(Sort.NEAREST, is_possible=results.origin is not None)
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

    def _show_danger(self, words: DangerWords | None) -> None:
        if words is not None or self._has("danger"):
            self.danger.show_words(words)

    def _show_corrections(self, results: Results) -> None:
        """Show what was corrected; after the last refusal the keyboard goes to the results."""
        from emndir.ui.understood_words import correction_words

        words = correction_words(results)
        if not words.shown and not self._has("correction"):
            return
        had_focus = self.correction.has_focus
        self.correction.show_words(words)
        self._corrections.setVisible(not self.correction.isHidden())
        if had_focus and not self.correction.has_focus:
            self._is_wanted = True

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
        self._is_folded = is_folded
        answer = self._view_model.answer
        self._show_head(is_start=answer is None or answer.is_start)

    def set_compact(self, is_compact: bool) -> None:
        """Show small cards and a small head, as the narrow view does."""
        if is_compact == self._is_compact:
            return
        self._is_compact = is_compact
        self.count.setProperty("role", "strong" if is_compact else "group")
        if self._has("sort"):
            self._fit_sort(self.sort)
        polish_again(self.count, *([self.sort] if self._has("sort") else []))
        if self._has("cards"):
            self.cards.delegate.set_compact(is_compact)
            self.cards.list.scheduleDelayedItemsLayout()
        self.set_folded(self._is_folded)
        self._resize()

    def set_low(self, is_low: bool) -> None:
        """Leave less room around the head, where the window is low."""
        self._is_low = is_low
        self._resize()

    def set_alone(self, is_alone: bool) -> None:
        """Draw no line at the right where nothing stands beside the results."""
        kind = "canvas" if is_alone else "mid"
        if kind != self.property("kind"):
            self.setProperty("kind", kind)
            polish_again(self)

    def least_height(self, rows: int = ROWS_LEAST) -> int:
        """Return the pixels that what is pinned above the list needs, and some cards under it."""
        look, width = theme.current(), max(1, self.width() - theme.current().px(LEFT + SIDE + END))
        high = 0 if self._head.isHidden() else self._head.minimumHeight()
        for name in ("strip", "correction"):
            part = getattr(self, name) if self._has(name) else None
            if part is not None and not part.isHidden():
                own = max(part.heightForWidth(width), part.sizeHint().height())
                if name == "correction":
                    own = min(own, self._corrections.maximumHeight())
                high += own + look.px(6)
        if self._has("danger") and not self.danger.isHidden():
            high += look.px(DANGER_ROOM)
        if self._has("cards") and not self.cards.list.isHidden():
            high += max(rows * self.cards.delegate.least_height, look.px(LIST_SEEN))
        return high

    def _show_head(self, *, is_start: bool) -> None:
        """Show count and order of an answer; where there is none, only the way to the filters."""
        is_start = is_start or not (self._has("cards") and self.cards.model.rowCount())
        self._head.setVisible(self._is_folded or not is_start)
        self._fit_strip()
        self.filters_button.setVisible(self._is_folded)
        if self._has("sort") or not is_start:
            self.sort.setVisible(not is_start)
            has_label = not self._is_folded and not self._is_compact and not is_start
            self._sort_label.setVisible(has_label)
        if is_start:
            self.count.clear()

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
        cards = [self.cards.list] if self._has("cards") else []
        danger = self.danger.tab_stops() if self._has("danger") else []
        sort = [self.sort] if self._has("sort") else []
        strip = [self.strip] if self._has("strip") else []
        corrections = self.correction.buttons if self._has("correction") else []
        head = [self.filters_button, *sort, *strip, *corrections]
        return [*danger, *head, *self.empty.buttons, *cards]

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

    def _set_order_possible(self, sort: Sort, *, is_possible: bool) -> None:
        from PySide6.QtGui import QStandardItemModel  # not before the first paint

        index = self.sort.findData(sort)
        model = self.sort.model()
        if isinstance(model, QStandardItemModel):
            model.item(index).setEnabled(is_possible)

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

    @Slot(int)
    def _sort_chosen(self, index: int) -> None:
        self._view_model.set_sort(Sort(self.sort.itemData(index)))  # Qt keeps a plain text

    @Slot(object)
    def _way_chosen(self, way: object) -> None:
        if isinstance(way, Way):
            self._view_model.use(way.criteria)

    @Slot(str)
    def _refuse(self, typed: str) -> None:
        self._view_model.read_plain(typed)

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
        has_list = self._has("cards") and not self.cards.list.isHidden()
        is_tight = self.height() < theme.current().px(TIGHT)
        is_list_first = is_tight and has_list and self.cards.list.hasFocus()
        most = DANGER_TIGHT if is_tight else DANGER_MOST
        danger = DANGER_LEAST if is_list_first else most
        empty = EMPTY_LEAST if is_list_first else EMPTY_MOST
        if self._has("danger"):
            self.danger.set_tight(is_tight)
            self.danger.set_limit(round(self.height() * danger))
        limit = round(self.height() * empty)
        if is_tight and has_list and not is_list_first:  # the ways on before what may help instead
            limit = max(limit, self.height() - self.least_height(rows=0))
        self.empty.set_tight(is_tight and has_list)
        self.empty.set_limit(limit if has_list else None)
        if self._has("correction"):
            self._fit_correction(self.correction, self._corrections)

    @Slot()
    def _resize(self) -> None:
        look = theme.current()
        side, end = look.px(SIDE), look.px(END)
        self._whole.setContentsMargins(look.px(LEFT), 0, 0, 0)
        self._whole.setSpacing(0)
        self._head_row.setContentsMargins(side, 0, end, 0)
        self._head_row.setSpacing(look.px(8))
        high = LOW_HEAD if self._is_low else SMALL_HEAD if self._is_compact else HEAD
        self._head.setMinimumHeight(look.px(high))
        if self._has("correction"):
            self._fit_correction(self.correction, self._corrections)
        self._fit_strip()

    def _fit_strip(self) -> None:
        """Keep the strip off the edge of the panel, where no head stands over it."""
        look = theme.current()
        has_strip = self._has("strip") and not self.strip.isHidden()
        above = look.px(12) if self._head.isHidden() and has_strip else 0
        self._strip_row.setContentsMargins(look.px(SIDE), above, look.px(END), look.px(6))
