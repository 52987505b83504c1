"""ComparePage: services or places side by side, over the whole window but for its messages and foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from emndir.choice.comparison import Matter
from emndir.ui import theme
from emndir.ui.compare_way import CompareWay
from emndir.ui.compared import CompareRow
from emndir.ui.detail import Line, Look
from emndir.ui.icons import Sign
from emndir.ui.models.compare_model import CompareModel
from emndir.ui.pages.pane_widths import Breadth
from emndir.ui.viewmodels.compare import CompareViewModel
from emndir.ui.widgets.compare_bar import CompareBar, Offer
from emndir.ui.widgets.compare_heads import CompareHeads
from emndir.ui.widgets.compare_table import CompareTable
from emndir.ui.widgets.matter_chips import MatterChips
from emndir.ui.widgets.text_lines import TextLines
from emndir.ui.widgets.tick_box import TickBox
from emndir.ui.wording.comparison import (
    cell_sentence,
    matter_words,
    note_sentence,
    subtitle,
    title,
)

if TYPE_CHECKING:
    from emndir.ui.context import UiContext

LOW = 600
"""Pixels at 100 % of the window's height under which chips fold into a menu, and the banner into a row;
so they do in the narrow view."""
SIDE = 24  # px at 100 %
_TURNS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class ComparePage(QFrame):
    """Head, what matters, what may be chosen, and the table.

    `left` asks for the way back, `opened` for the record of a column (uid, whether it is a
    place), `copy_wanted` and `print_wanted` for the whole table. `rearranged` says that there
    are other things to reach by Tab, `resized` how wide the page is in pixels at 100 %.
    `offers` gives what may be added when somebody asks.
    """

    left = Signal()
    rearranged = Signal()
    resized = Signal(float)
    opened = Signal(str, bool)
    copy_wanted = Signal()
    print_wanted = Signal()
    route_wanted = Signal(object)  # RouteSpec

    def __init__(
        self,
        context: UiContext,
        view_model: CompareViewModel,
        offers: Callable[[], Sequence[Offer]],
    ) -> None:
        """Make the page; it shows its columns as soon as they are read."""
        super().__init__()
        self.setProperty("kind", "canvas")
        self.setAccessibleName(self.tr("Compare"))
        self._context, self.view_model, self._offers = context, view_model, offers
        self._is_first, self._is_anew, self._was_low = True, False, False
        self.model = CompareModel(cell_sentence, note_sentence, self)
        self.table = CompareTable(self.model)
        self.table.setAccessibleName(self.tr("Comparison"))
        self.heads = CompareHeads()
        self.only_differing = _OneLine(self.tr("Only rows that differ"))
        self.chips = MatterChips(
            {matter: matter_words(matter) for matter in Matter}, self.only_differing
        )
        self.bar = CompareBar({matter: matter_words(matter) for matter in Matter})
        self.banner = QFrame()
        self.words = TextLines()
        self._column = QVBoxLayout(self)
        self._build()
        self._connect()
        context.theme.dress(self)
        context.theme.changed.connect(self._show_anew)
        self._fit()

    # --- laying out ----------------------------------------------------------------------

    def _build(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.bar)
        self._under = QVBoxLayout()
        self._column.addLayout(self._under, 1)
        self.banner.setProperty("kind", "banner")
        line = self._banner_line = QHBoxLayout(self.banner)
        sign = Sign("information-outline", "brand", 19)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.words, 1)
        frame = QFrame()
        frame.setProperty("kind", "card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self.heads)
        inside.addWidget(self.table, 1)
        for part in (self.chips, self.banner):
            self._under.addWidget(part)
        self._under.addWidget(frame, 1)
        self.way = CompareWay(self._context, self.view_model, self._under, frame)

    def _connect(self) -> None:
        view_model, table = self.view_model, self.table
        view_model.changed.connect(self.show_all)
        bar = self.bar
        bar.back_button.clicked.connect(self.left)
        bar.copy_button.clicked.connect(self.copy_wanted)
        bar.print_button.clicked.connect(self.print_wanted)
        bar.offers_wanted.connect(self._offer)
        bar.chosen.connect(self._add)
        bar.matters_chosen.connect(view_model.set_matters)
        bar.only_chosen.connect(view_model.set_only_differing)
        self.chips.changed.connect(view_model.set_matters)
        self.only_differing.clicked.connect(self._set_only)
        table.opened.connect(self._open)
        table.acted.connect(view_model.toggle_expired)
        table.turned.connect(self._place_heads)
        self.heads.turned.connect(table.turn)
        self.heads.route_wanted.connect(self.route_wanted)
        self.heads.map_wanted.connect(self.way.open)
        self.way.changed.connect(self._turn_way)
        self.way.chosen.connect(self._open)
        for part in (table, self.heads):
            part.moved.connect(self._move)
            part.removed.connect(self._remove)

    # --- what is shown -------------------------------------------------------------------

    @Slot()
    def show_all(self) -> None:
        """Show the comparison as it is now; the keyboard stays on its row and column."""
        view_model, table = self.view_model, self.table
        beside = view_model.beside
        if beside is None:
            return
        at = table.currentIndex()
        row = self.model.rows[at.row()] if at.isValid() else None
        uid = table.column.uid if table.column else ""
        columns = view_model.columns
        rows = (*self._first_rows(), *view_model.rows)
        self.bar.show_title(title(view_model.options), subtitle(beside))
        self.words.set_lines(self._choice_lines())
        self.chips.show_on(view_model.matters)
        self.only_differing.setChecked(view_model.only_differing)
        self.bar.show_state(
            view_model.matters,
            only_differing=view_model.only_differing,
            is_full=view_model.is_full,
            can_print=bool(view_model.service_uids),
        )
        is_other = self.heads.show_columns(columns, anew=self._is_anew)
        self._is_anew = False
        self.model.show(columns, rows)
        table.fit()
        self._go_back_to(row, uid)
        if is_other:
            self.rearranged.emit()

    @Slot()
    def _show_anew(self) -> None:
        """Show all in another theme or text size."""
        self._is_anew = True
        self._fit()
        self.show_all()

    def _first_rows(self) -> tuple[CompareRow, ...]:
        """Return what may be chosen as a row, where there is no height for a banner."""
        if not self._is_low:
            return ()
        heading = self.tr("What may be chosen")
        lines = tuple(self._choice_lines())
        return (CompareRow(question=None, icon="information-outline", heading=heading, note=lines),)

    def _choice_lines(self) -> list[Line]:
        beside = self.view_model.beside
        lines = []
        for one in beside.statements if beside else ():
            lines.append(Line(one.text, lead=one.heading))
            lines.append(Line(one.mark, Look.SECOND_CAPTION))
        return [*lines, Line(self.view_model.order_words, Look.SECOND)]

    def _go_back_to(self, row: CompareRow | None, uid: str) -> None:
        columns = [column.uid for column in self.model.columns]
        column = columns.index(uid) if uid in columns else self.table.shown[0]
        same = [n for n, each in enumerate(self.model.rows) if row is not None and _same(each, row)]
        if not same and row is not None:  # a note that has become figures, or the other way
            same = [n for n, each in enumerate(self.model.rows) if each.question == row.question]
        at = same[-1] if same else 0
        if self._is_first and self.model.rows and self.model.rows[0].note:
            at = min(1, len(self.model.rows) - 1)
        self._is_first = False
        self.table.go_to(at, column)

    @Slot()
    def _place_heads(self) -> None:
        table = self.table
        widths = [table.width_of(column) for column in table.shown]
        self.heads.place(table.heads_width, widths, table.shown, is_low=self._is_low)

    # --- room ----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn to the map and back, wherever the keyboard is on the page."""
        if event.key() == Qt.Key.Key_M and event.modifiers() == _TURNS:
            if not self.way.close():
                self.way.open()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _turn_way(self) -> None:
        """Give room to what is shown now: map and transport, or the table with what matters."""
        self._fit()
        if not self.way.is_open and self.table.isVisible():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.rearranged.emit()

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
        self.bar.fit(wide, side, gap, is_low=is_low, has_escape=not self.way.is_open)
        self._under.setContentsMargins(side, gap, side, gap)
        self._under.setSpacing(gap)
        self._banner_line.setContentsMargins(look.px(12), look.px(8), look.px(12), look.px(8))
        self._banner_line.setSpacing(look.px(10))
        for part in (self.chips, self.banner):
            part.setVisible(not is_low and not self.way.is_open)
        was_low, self._was_low = self._was_low, is_low
        if was_low is not is_low and self.view_model.beside is not None:
            self.show_all()

    # --- what a person does --------------------------------------------------------------

    def focus_part(self) -> bool:
        """Put the keyboard on the table, or the map; return False where it is still empty."""
        if self.way.panel is not None and self.way.is_open:
            self.way.panel.focus_first()
            return True
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(self.model.rows)

    def focus_chips(self) -> bool:
        """Put the keyboard on what matters; return False where it is folded away."""
        chip = next(
            (
                one
                for one in self.chips.chips.values()
                if one.focusPolicy() & Qt.FocusPolicy.TabFocus
            ),
            None,
        )
        if chip is None or not chip.isVisible():
            return False
        chip.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def tab_stops(self) -> list[QWidget]:
        """Return where the Tab key stops, in order."""
        if self.way.panel is not None and self.way.is_open:
            return [*self.bar.tab_stops(), self.way.back_button, *self.way.panel.tab_stops()]
        heads = [button for head in self.heads.heads for button in head.tab_stops()]
        return [
            *self.bar.tab_stops(),
            *self.chips.chips.values(),
            self.only_differing,
            self.words,
            self.heads.before,
            self.heads.after,
            self.heads.map_sign,
            self.heads.map_button,
            *heads,
            self.table,
        ]

    @property
    def part(self) -> QWidget:
        """Return what stands in the middle: the table, or map and transport."""
        panel = self.way.panel
        return panel if panel is not None and self.way.is_open else self.table

    @Slot(bool)
    def _set_only(self, is_only: bool) -> None:
        self.view_model.set_only_differing(is_only)

    @Slot(str)
    def _open(self, uid: str) -> None:
        kinds = dict(self.view_model.request.asked)
        self.opened.emit(uid, kinds.get(uid, False))

    @Slot(str, int)
    def _move(self, uid: str, step: int) -> None:
        name = next((one.name for one in self.model.columns if one.uid == uid), "")
        self.view_model.move(uid, step)
        self._keep_focus()
        at = [one.uid for one in self.model.columns].index(uid) + 1
        self.table.go_to(self.table.currentIndex().row(), at - 1)
        place = f"{self.tr('column')} {at} {self.tr('of')} {len(self.model.columns)}"
        self._context.messages.announce(f"{name}: {place}")

    @Slot(str)
    def _remove(self, uid: str) -> None:
        name = next((one.name for one in self.model.columns if one.uid == uid), "")
        self._context.messages.announce(f"{self.tr('Removed')}: {name}")
        self.view_model.remove(uid)
        self._keep_focus()

    def _keep_focus(self) -> None:
        """Put the keyboard on the table where the button that had it is gone."""
        if not self.isHidden():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _offer(self) -> None:
        taken = dict(self.view_model.request.asked)
        self.bar.show_offers([one for one in self._offers() if one.uid not in taken])

    @Slot(object)
    def _add(self, offer: Offer) -> None:
        self._context.messages.announce(f"{self.tr('Added')}: {offer.name}")
        self.view_model.add((offer.uid, offer.is_place))


class _OneLine(TickBox):
    """A box to tick that is as wide as its words."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Minimum)

    def sizeHint(self) -> QSize:
        """Return the size on one line, with a pixel to spare for rounding."""
        return super().sizeHint() + QSize(theme.current().px(4), 0)


def _same(one: CompareRow, other: CompareRow) -> bool:
    return (one.question, one.heading) == (other.question, other.heading)
