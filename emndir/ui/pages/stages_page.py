"""StagesPage: what there is for a cancer near a place at every stage, over the whole window but its foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from emndir.choice.guide_kinds import Need
from emndir.ui import theme
from emndir.ui.icons import Sign
from emndir.ui.models.stages_model import StagesModel
from emndir.ui.pages.pane_widths import Breadth
from emndir.ui.viewmodels.stages import StagesViewModel, Wants
from emndir.ui.widgets.buttons import wrapped
from emndir.ui.widgets.field import FieldSpec
from emndir.ui.widgets.matter_chips import MatterChips
from emndir.ui.widgets.result_list import ResultList
from emndir.ui.widgets.search_box import NearBox, SuggestingField
from emndir.ui.widgets.stages_bar import StagesBar
from emndir.ui.widgets.stages_delegate import StagesDelegate
from emndir.ui.widgets.text_lines import TextLines
from emndir.ui.wording.stages import about_lines, about_row, need_words, title, told_words

if TYPE_CHECKING:
    from emndir.ui.context import UiContext
    from emndir.ui.staged import StageRow

LOW = 640
"""Pixels at 100 % of the window's height under which chips fold into a menu; so they do in the narrow view."""
SIDE = 24  # px at 100 %
NEAR_WIDTH = 320
PLACE_LEAST = 165
Row = tuple[str, str, str]
"""The key of a row."""


class StagesPage(QFrame):
    """Head, cancer and place, what help is needed for, and the rows.

    `left` asks for the way back, `opened` for the record of a row, `all_wanted` for everything at
    a stage as results; `copy_wanted` and `print_wanted` are for the whole page.
    """

    left = Signal()
    rearranged = Signal()
    resized = Signal(float)  # width in pixels at 100 %
    opened = Signal(str)
    all_wanted = Signal(object)  # Stage
    copy_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, context: UiContext, view_model: StagesViewModel) -> None:
        """Make the page; it shows what there is as soon as it was looked for."""
        super().__init__()
        self.setProperty("kind", "canvas")
        self.setAccessibleName(self.tr("Every stage"))
        self._context, self.view_model = context, view_model
        needs = {need: need_words(need) for need in Need}
        self.bar = StagesBar(needs)
        self.cancer_box = CancerBox()
        self.near_box = NearBox()
        self.chips = MatterChips(
            needs,
            title=self.tr("Help is needed for"),
            note=self.tr("Shows only that help. Not kept."),
        )
        self.banner, self.about = QFrame(), TextLines(about_lines())
        self.model = StagesModel(self)
        self.delegate = StagesDelegate()
        self.list = ResultList(self.model, self.delegate)
        self.delegate.setParent(self.list)
        self.words = wrapped("", "group", "ink2")
        self.hint = wrapped("", "body", "ink2")
        self._key: Row | None = None
        self._is_wanted = False  # the keyboard, by rows that are still to come
        self._column = QVBoxLayout(self)
        self._build()
        self._connect()
        context.theme.dress(self)
        context.theme.changed.connect(self._show_anew)
        self._fit()
        self.show_all()

    # --- laying out ----------------------------------------------------------------------

    def _build(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.bar)
        self._under = QVBoxLayout()
        self._column.addLayout(self._under, 1)
        self.boxes = QWidget()
        self._boxes = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.boxes)
        self._boxes.setContentsMargins(0, 0, 0, 0)
        self._boxes.addWidget(self.cancer_box, 1)
        self._boxes.addWidget(self.near_box, 1)
        self._under.addWidget(self.boxes)
        self._under.addWidget(self.chips)
        self.banner.setProperty("kind", "banner")
        line = self._banner_line = QHBoxLayout(self.banner)
        line.addWidget(Sign("information-outline", "brand", 19), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.about, 1)
        self._under.addWidget(self.banner)
        frame = QFrame()
        frame.setProperty("kind", "card")
        inside = self._inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        self._state = QWidget()
        column = self._state_column = QVBoxLayout(self._state)
        column.addWidget(self.words)
        column.addWidget(self.hint)
        column.addStretch(1)
        inside.addWidget(self.list, 1)
        inside.addWidget(self._state, 1)
        self._under.addWidget(frame, 1)
        for box in (self.cancer_box, self.near_box):
            box.setMinimumWidth(1)

    def _connect(self) -> None:
        view_model, bar = self.view_model, self.bar
        view_model.changed.connect(self.show_all)
        view_model.answered.connect(self._announce)
        bar.back_button.clicked.connect(self.left)
        bar.copy_button.clicked.connect(self.copy_wanted)
        bar.print_button.clicked.connect(self.print_wanted)
        bar.needs_chosen.connect(self._need)
        self.chips.changed.connect(self._need)
        self.cancer_box.set_text(view_model.words)
        self.near_box.set_text(view_model.near)
        self.cancer_box.typed.connect(view_model.set_words)
        self.near_box.typed.connect(view_model.set_near)
        self.cancer_box.suggestions_wanted.connect(self._suggest)
        self.near_box.suggestions_wanted.connect(view_model.suggest_places.ask)
        view_model.suggest_places.suggested.connect(self.near_box.show_suggestions)
        for box in (self.cancer_box, self.near_box):
            box.submitted.connect(self._submit)
            box.down_pressed.connect(self.go_to_rows)
        self.list.opened.connect(self._open)
        self.list.typed.connect(self._type)
        self.list.top_left.connect(self.cancer_box.focus_all)
        self.list.current_changed.connect(self._keep)

    # --- what is shown -------------------------------------------------------------------

    @Slot()
    def show_all(self) -> None:
        """Show what there is now; the keyboard stays on its row."""
        view_model, found = self.view_model, self.view_model.found
        had_list = self.list.hasFocus()
        key = self._key
        rows = view_model.rows
        if rows and self._is_low:
            rows = (about_row(), *rows)
        self.delegate.forget()
        self.model.show_rows(rows)
        self._key = key
        self.list.setVisible(bool(rows))
        self._state.setVisible(not rows)
        self.bar.show_title(*title(found))
        self.bar.show_state(view_model.needs, has_answer=found is not None)
        self.chips.show_on(view_model.needs)
        words, hint = _state_words(view_model)
        self.words.setText(words)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        is_place = view_model.wants is Wants.OTHER
        self.near_box.set_fault(" ".join((view_model.problem or ("", "")) if is_place else ()))
        is_cancer = view_model.wants is Wants.KNOWN_CANCER
        self.cancer_box.set_fault(words if is_cancer else "")
        if rows:
            self.list.setAccessibleName(told_words(found))
            self.list.select_row(self.model.row_of(key))
            if had_list or self._is_wanted:
                self._is_wanted = False
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif had_list:
            self._is_wanted = True
            self.focus_boxes()

    @Slot()
    def _show_anew(self) -> None:
        """Show all in another theme or text size."""
        self._fit()
        self.list.scheduleDelayedItemsLayout()

    @Slot()
    def _announce(self) -> None:
        self._context.messages.announce(told_words(self.view_model.found))

    @Slot(int)
    def _keep(self, number: int) -> None:
        """Remember the row with the keyboard, which stays while rows come and go."""
        if number >= 0:
            self._key = self.model.rows[number].key

    @property
    def row(self) -> StageRow | None:
        """Return the row that is selected, or None."""
        number = self.list.current_row
        return self.model.rows[number] if number >= 0 else None

    # --- room ----------------------------------------------------------------------------

    @property
    def _is_low(self) -> bool:
        scale = theme.current().scale
        return self.window().height() / scale < LOW or self.width() / scale < Breadth.ONE_PAGE

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave words and keys out where there is no room for them."""
        super().resizeEvent(event)
        self._fit()
        self.resized.emit(self.width() / theme.current().scale)

    def _fit(self) -> None:
        look = theme.current()
        wide = self.width() / look.scale
        is_low = self._is_low
        side = look.px(SIDE if wide >= Breadth.FOLDED else 8)
        gap = look.px(6 if is_low else 12)
        self.bar.fit(wide, side, gap, is_low=is_low)
        self._under.setContentsMargins(side, gap, side, gap)
        self._under.setSpacing(gap)
        is_narrow = wide < Breadth.ONE_PAGE
        directions = QBoxLayout.Direction
        self._boxes.setDirection(directions.TopToBottom if is_narrow else directions.LeftToRight)
        self._boxes.setSpacing(gap)
        self._banner_line.setContentsMargins(look.px(12), look.px(8), look.px(12), look.px(8))
        self._banner_line.setSpacing(look.px(10))
        self._state_column.setContentsMargins(look.px(20), look.px(20), look.px(20), look.px(20))
        self._state_column.setSpacing(look.px(6))
        for box in (self.cancer_box, self.near_box):
            box.show_key(is_shown=wide >= Breadth.FOLDED)
        was_low = self.chips.isHidden()
        self.chips.setVisible(not is_low)
        self.banner.setVisible(not is_low)
        if was_low is not is_low:
            self.show_all()
            self.rearranged.emit()

    # --- what a person does --------------------------------------------------------------

    def focus_part(self) -> bool:
        """Put the keyboard on the rows; return False where there are none yet."""
        if not self.model.rows:
            return False
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def focus_boxes(self) -> bool:
        """Put the keyboard on the box that something is missing in, else on the cancer."""
        is_place = self.view_model.wants in (Wants.PLACE, Wants.OTHER)
        (self.near_box if is_place else self.cancer_box).focus_all()
        return True

    def focus_chips(self) -> bool:
        """Put the keyboard on what help is needed for; return False where it is folded away."""
        takes = Qt.FocusPolicy.TabFocus
        chip = next((one for one in self.chips.chips.values() if one.focusPolicy() & takes), None)
        if chip is None or not chip.isVisible():
            return False
        chip.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def start(self) -> None:
        """Put the keyboard where it is wanted first: on the rows, once they are there, or on a box."""
        if self.view_model.wants in (Wants.ANSWER, Wants.NOTHING):
            self._is_wanted = not self.focus_part()
            if self._is_wanted:
                self.cancer_box.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.focus_boxes()

    def tab_stops(self) -> list[QWidget]:
        """Return where the Tab key stops, in order."""
        return [
            *self.bar.tab_stops(),
            self.cancer_box.line,
            self.near_box.line,
            *self.chips.chips.values(),
            self.about,
            self.list,
        ]

    @Slot()
    def go_to_rows(self) -> None:
        """Go from a box down to the rows, as soon as they are there."""
        self._is_wanted = not self.focus_part()

    @Slot()
    def _submit(self) -> None:
        """Ask at once, or go to the box that something is missing in."""
        wants = self.view_model.wants
        if wants is Wants.PLACE and not self.near_box.line.hasFocus():
            self.near_box.focus_all()
        elif wants in (Wants.CANCER, Wants.KNOWN_CANCER) and not self.cancer_box.line.hasFocus():
            self.cancer_box.focus_all()
        elif wants is Wants.NOTHING:
            self.go_to_rows()
        elif wants is Wants.ANSWER:
            self._is_wanted = True
            self.view_model.ask()

    @Slot(str)
    def _suggest(self, words: str) -> None:
        box, found = self.cancer_box, self.view_model.suggest_cancers(words)
        is_whole = len(found) == 1 and found[0].insert.casefold() == words.strip().casefold()
        box.show_suggestions(words, () if is_whole else found)

    @Slot(object)
    def _need(self, needs: frozenset[Need]) -> None:
        self.view_model.set_needs(needs)
        self._announce()

    @Slot(int)
    def _open(self, number: int) -> None:
        row = self.model.rows[number]
        if row.stage is not None:
            self.all_wanted.emit(row.stage)
        elif row.uid:
            self.opened.emit(row.uid)

    @Slot(str)
    def _type(self, letters: str) -> None:
        """Take letters that were typed on the rows as another cancer."""
        self.cancer_box.set_text("")
        self.cancer_box.add_typed(letters)


class CancerBox(SuggestingField):
    """The box of the cancer: any word people have for it, with all of them to choose from."""

    def __init__(self) -> None:
        """Make the box."""
        super().__init__(
            FieldSpec(
                _tr("Cancer: type to find it"),
                "ribbon",
                caption=_tr("Cancer"),
                key=_tr("Ctrl K"),
                hint=_tr("breast, bowel, blood"),
            )
        )


def _state_words(view_model: StagesViewModel) -> tuple[str, str]:
    """Return what stands in the place of rows, and what to do."""
    wants = view_model.wants
    if wants is Wants.OTHER:
        return view_model.problem or ("", "")
    return {
        Wants.CANCER: (
            _tr("Which cancer?"),
            _tr("Type a word for it, such as womb or gullet, or press Alt and the down arrow."),
        ),
        Wants.KNOWN_CANCER: (
            _tr("Which cancer is meant?"),
            _tr("Choose one of the list: press Alt and the down arrow."),
        ),
        Wants.PLACE: (
            _tr("Where does the person live?"),
            _tr("Type a postcode, a town or a village."),
        ),
        Wants.ANSWER: (_tr("Looking through the list…"), ""),
    }.get(wants, ("", ""))


def _tr(text: str) -> str:
    return QCoreApplication.translate("StagesPage", text)
