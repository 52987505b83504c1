"""SearchPanel: the search box, the near box, the distance, and what was understood."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from emndir.search.criteria import Criteria
from emndir.ui import theme
from emndir.ui.viewmodels.often import DISTANCES
from emndir.ui.viewmodels.search import Answer, SearchViewModel
from emndir.ui.widgets.buttons import Choice, CountButton, KeyButton, LaidButton, SignButton
from emndir.ui.widgets.chip import HEIGHT
from emndir.ui.widgets.chip_row import ChipRow
from emndir.ui.widgets.field import KeyCap
from emndir.ui.widgets.fit_area import FitArea
from emndir.ui.widgets.search_box import NearBox, SearchBox

# pixels at 100 %
SEARCH_LEAST, SMALL_SEARCH_LEAST, SEARCH_MOST = 220, 150, 500
NEAR_LEAST, NEAR_WIDTH = 165, 210
DISTANCE_LEAST = 148
_UNLIMITED = 16_777_215  # Qt's own
CHIPS_MOST, CHIPS_LOW = 100, 36
# of the narrow view: three lines of chips, in a low window one; the rest scrolls
EDGES, LOW_EDGES, SMALL_EDGES = (12, 10, 10), (6, 6, 6), (10, 8, 10)
"""Above, between the lines and below: as drawn, in a low window, and in the narrow view."""


class SearchPanel(QFrame):
    """The top of the window. It keeps the boxes and the question the same.

    `left_down` says that the down arrow was pressed in the search box.
    """

    left_down = Signal()
    keys_wanted = Signal()
    new_patient_wanted = Signal()
    filters_wanted = Signal()
    stages_wanted = Signal()

    def __init__(self, view_model: SearchViewModel) -> None:
        """Make the panel of a view-model."""
        super().__init__()
        self.setProperty("kind", "top")
        self._view_model = view_model
        self._near_is_read = False
        self.search_box = SearchBox()
        self.near_box = NearBox()
        for box in (self.search_box, self.near_box):
            box.open_under(self)  # what was understood stays in sight
        self.distance = Choice(self.tr("Within which distance"), is_big=True)
        label = QLabel(self.tr("Within which distance"), self)  # for a screen reader
        label.setBuddy(self.distance)
        label.hide()
        for miles in (*DISTANCES, None):
            text = self.tr("within {miles} miles").format(miles=f"{miles or 0:.0f}")
            text = self.tr("any distance") if miles is None else text
            self.distance.addItem(text, miles)
        self.distance.choose(None)
        self.new_patient = KeyButton(self.tr("New patient"), "account-switch-outline", "F8")
        self.narrow = KeyButton(self.tr("Narrow view"), "dock-right", "F9")
        self.filters_button = CountButton(self.tr("Filters and place"), "tune-variant")
        self.menu_button = SignButton(self.tr("Settings and help"), "cog-outline")
        self.all_keys = _KeysButton(self.tr("All keys"))
        self.chips = ChipRow(self.all_keys)
        self._is_narrow = self._is_short = self._is_compact = self._is_low = False
        self._has_place = True
        self._room = (False, False, False, False, True)
        self._build()
        self._connect()
        theme.current().dress(self)
        theme.current().follow(self._resize)
        self._resize()
        self.show_criteria(view_model.criteria)

    def keep_in_sight(self, kept: Callable[[], QWidget | None]) -> None:
        """Let no suggestions cover a widget, where that is shown."""
        for box in (self.search_box, self.near_box):
            box.keep_in_sight(kept)

    def _build(self) -> None:
        whole = self._whole = QVBoxLayout(self)
        self._first, self._second = QHBoxLayout(), QHBoxLayout()
        whole.addLayout(self._first)
        whole.addLayout(self._second)
        self._chips_area = FitArea(self.chips)
        self.chips.setProperty("kind", "inside")
        whole.addWidget(self._chips_area)
        self.place = QWidget(self)  # until somebody else shows it
        self.place.setVisible(False)
        self._place_row = QHBoxLayout(self.place)
        self._place_row.setContentsMargins(0, 0, 0, 0)
        self._lay()

    def _connect(self) -> None:
        model = self._view_model
        self.search_box.typed.connect(model.set_words)
        self.search_box.submitted.connect(model.ask)
        self.search_box.suggestions_wanted.connect(model.suggest.ask)
        model.suggest.suggested.connect(self.search_box.show_suggestions)
        self.search_box.down_pressed.connect(self.left_down)
        self.near_box.suggestions_wanted.connect(model.suggest_places.ask)
        model.suggest_places.suggested.connect(self.near_box.show_suggestions)
        self.near_box.typed.connect(self._near_typed)
        self.near_box.submitted.connect(model.ask)
        self.near_box.down_pressed.connect(self.left_down)
        self.distance.activated.connect(self._distance_chosen)
        self.new_patient.clicked.connect(self.new_patient_wanted)
        self.filters_button.clicked.connect(self.filters_wanted)
        self.chips.chip_entered.connect(self._chips_area.ensureWidgetVisible)
        self.all_keys.clicked.connect(self.keys_wanted)
        self.chips.taken_off.connect(self._take_off)
        self.chips.words_unwanted.connect(self._remove_words)
        self.chips.brought_back.connect(self._bring_back)
        self.chips.narrowed.connect(self._narrow)
        self.chips.emptied.connect(self.search_box.focus_all)
        model.criteria_changed.connect(self.show_criteria)
        model.answered.connect(self.show_answer)

    # --- the layout ----------------------------------------------------------------------

    def set_room(
        self,
        *,
        is_short: bool,
        is_narrow: bool,
        is_compact: bool,
        is_low: bool = False,
        has_place: bool = True,
    ) -> None:
        """Fit into the room there is.

        `is_short` leaves the words of big buttons out; `is_narrow` puts the place on a line of
        its own; without `has_place` it is left to whoever shows `place` elsewhere; `is_low` puts
        the lines closer together; `is_compact` is for the narrow view.
        """
        room = (is_short, is_narrow, is_compact, is_low, has_place)
        if room != self._room:
            self._is_short, self._is_narrow, self._is_compact, self._is_low, self._has_place = room
            had_place = self._room[-1]
            self._room = room
            self._lay()
            answer = self._view_model.answer
            if answer and answer.criteria.within_miles and has_place is not had_place:
                self.show_answer(answer)  # how far is looked stands on the chip, or beside it

    def _lay(self) -> None:
        first, second = self._first, self._second
        for line in (first, second, self._place_row):
            while line.takeAt(0) is not None:
                pass
        for button in (self.new_patient, self.narrow):
            button.set_short(has_words=not self._is_short, has_key=True)
            button.setVisible(not self._is_compact)
        self.filters_button.setVisible(self._is_compact)
        self.menu_button.show_sign("dots-vertical" if self._is_compact else "cog-outline")
        first.addWidget(self.search_box, 1 if self._is_narrow else 3)
        if not self._is_narrow:
            first.addWidget(self.near_box)
            first.addWidget(self.distance)
            first.addStretch(1)
        for part in (self.new_patient, self.narrow, self.filters_button, self.menu_button):
            first.addWidget(part)
        if self._is_narrow:
            line = second if self._has_place else self._place_row
            line.addWidget(self.near_box, 1)
            line.addWidget(self.distance)
        for box in (self.search_box, self.near_box):
            box.show_key(is_shown=not self._is_compact)
        self.place.setVisible(not self._has_place)
        self.all_keys.set_short(is_short=self._is_low)
        self.chips.set_compact(self._is_compact)
        self._resize()

    @Slot()
    def _resize(self) -> None:
        look = theme.current()
        side = 13 if self._is_compact else 16
        edges = LOW_EDGES if self._is_low else SMALL_EDGES if self._is_compact else EDGES
        above, between, below = (look.px(edge) for edge in edges)
        self._whole.setContentsMargins(look.px(side), above, look.px(side), below)
        self._whole.setSpacing(between)
        self._place_row.setSpacing(look.px(8))
        most = look.px(CHIPS_LOW if self._is_low else CHIPS_MOST)
        self._chips_area.set_limit(most if self._is_compact else _UNLIMITED)
        self._first.setSpacing(look.px(8))
        self._second.setSpacing(look.px(8))
        most = _UNLIMITED if self._is_narrow else look.px(SEARCH_MOST)
        self.search_box.setMaximumWidth(most)
        least = SMALL_SEARCH_LEAST if self._is_compact else SEARCH_LEAST
        self.search_box.setMinimumWidth(look.px(least))
        self.near_box.setMinimumWidth(look.px(NEAR_LEAST if self._is_narrow else NEAR_WIDTH))
        self.near_box.setMaximumWidth(most if self._is_narrow else look.px(NEAR_WIDTH))
        self.distance.setFixedHeight(look.px(40))
        self.distance.setMinimumWidth(look.px(DISTANCE_LEAST))
        self.all_keys.setFixedHeight(look.px(HEIGHT))

    def tab_stops(self) -> list[QWidget]:
        """Return where the Tab key stops, in order."""
        buttons = (self.new_patient, self.narrow, self.filters_button, self.menu_button)
        place = self.place_stops() if self._has_place else ()
        return [self.search_box.line, *place, *buttons, *self.chips.chips, self.all_keys]

    def place_stops(self) -> tuple[QWidget, ...]:
        """Return the box of the place and the distance, which may stand elsewhere."""
        return (self.near_box.line, self.distance)

    # --- the question --------------------------------------------------------------------

    @Slot(object)
    def show_criteria(self, criteria: Criteria) -> None:
        """Put a question into the boxes that the keyboard has not put it there."""
        self.search_box.set_text(criteria.words)
        if not self._near_is_read:
            self.near_box.set_text(criteria.near)
        self.distance.choose(criteria.within_miles)
        self.filters_button.show_count(
            sum(len(codes) for _facet, codes in criteria.chosen), self.tr("on")
        )

    @Slot()
    def start_afresh(self) -> None:
        """Show the question of the next patient at once; nothing typed before can come back."""
        self._near_is_read = False
        self.show_criteria(self._view_model.criteria)
        for box in (self.search_box, self.near_box):
            box.forget_typing()

    @Slot(object)
    def show_answer(self, answer: Answer) -> None:
        """Show what was understood, and the place that was read from the words."""
        from emndir.ui.understood_words import (
            chip_specs,
            is_from_near_box,
            narrow_specs,
            note,
            place_read,
        )

        results, criteria = answer.results, answer.criteria
        place = None if is_from_near_box(results, criteria) else place_read(results)
        was_read, self._near_is_read = self._near_is_read, place is not None
        if place is None and (was_read or not criteria.near):
            self.near_box.set_text(criteria.near)
        elif place is not None and not self.near_box.line.hasFocus():
            self.near_box.set_text(place.label)
        self.near_box.set_fault(results.near_problem)
        for box in (self.search_box, self.near_box):
            box.keep_quiet(results.danger is not None)
            QTimer.singleShot(0, box, box.make_room)  # when the answer stands
        tells_miles = not self._has_place
        self.chips.show_chips(
            chip_specs(results, criteria, self._view_model.facet_words, tells_miles=tells_miles),
            narrow_specs(answer),
            note(answer),
        )

    # --- what a person does --------------------------------------------------------------

    @Slot(str)
    def _near_typed(self, text: str) -> None:
        """Take a typed place; a place among the words gives way to it."""
        from emndir.ui.understood_words import place_read  # not before the first paint

        results = self._view_model.results
        place = place_read(results) if results and self._near_is_read else None
        self._near_is_read = False
        self._view_model.set_near(text, instead_of=place)

    @Slot(int)
    def _distance_chosen(self, index: int) -> None:
        self._view_model.set_within(self.distance.itemData(index))

    @Slot(object)
    def _take_off(self, key: object) -> None:
        """Take a chip off; the words of a reading stay where they are, as plain words."""
        from emndir.search.results import Understood
        from emndir.ui.understood_words import NEAR_KEY

        if isinstance(key, Understood) and key.words:
            self._view_model.read_plain(key.words)
        elif key == NEAR_KEY:
            self._view_model.set_near("")
        elif isinstance(key, tuple):
            self._view_model.remove_code(*key)

    @Slot(object)
    def _remove_words(self, key: object) -> None:
        from emndir.search.results import Understood
        from emndir.ui.understood_words import Plain

        if isinstance(key, Understood):
            self._view_model.take_off(key)
        elif isinstance(key, Plain):
            self._view_model.remove_words(key.words)

    @Slot(object)
    def _bring_back(self, key: object) -> None:
        from emndir.ui.understood_words import Plain

        if isinstance(key, Plain):
            self._view_model.read_again(key.words)

    @Slot(object)
    def _narrow(self, key: object) -> None:
        from emndir.ui.understood_words import STAGES_KEY
        from emndir.ui.viewmodels.ways_on import Narrowing  # not before the first paint

        if key == STAGES_KEY:
            self.stages_wanted.emit()
        elif isinstance(key, Narrowing):
            self._view_model.add_code(key.facet, key.code)


class _KeysButton(LaidButton):
    """Leads to the list of keys: words and F1, or F1 alone where the window is low."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setProperty("kind", "flat")
        self.setProperty("low", True)
        self._words = QLabel(text)
        self._words.setProperty("role", "caption")
        self.put(self._words)
        self.put(KeyCap("F1"))
        self.row.setSpacing(6)
        self.setToolTip(f"{text} (F1)")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_short(self, *, is_short: bool) -> None:
        self._words.setVisible(not is_short)
        self.updateGeometry()
