"""SearchPage: filters, results and details side by side, one at a time, or as the narrow view."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from emndir.ui import theme
from emndir.ui.freezing import freeze_until_laid_out
from emndir.ui.held_layouts import held
from emndir.ui.icons import Sign
from emndir.ui.pages.pane_widths import LOW, Breadth, PaneWidths
from emndir.ui.panels.filter_panel import FilterPanel
from emndir.ui.panels.results_panel import ResultsPanel
from emndir.ui.widgets.buttons import LaidButton
from emndir.ui.widgets.field import KeyCap
from emndir.ui.widgets.pane_splitter import PaneSplitter

if TYPE_CHECKING:
    from emndir.ui.panels.peek_panel import PeekPanel
    from emndir.ui.panels.service_panel import ServicePanel


class Part(IntEnum):
    """The parts of the page, left to right."""

    FILTERS = 0
    RESULTS = 1
    DETAIL = 2


# pixels at 100 %
LEAST_FILTERS, LEAST_PANE = 200, 300
GRIP_ROOM = 10  # of the handle above the peek panel
PEEK_LEAST = 180  # under this the peek panel cannot be read, and the list gives way
NAME_ROOM = 36  # of the peek panel's first line
TIGHT_CHOOSING = 0.6
"""Share of the height that the list takes where room is short and the panel is not being read."""


class SearchPage(QWidget):
    """The three columns, and which of them are to be seen.

    Where the page is narrow, a peek panel for the chosen result stands below the results, and
    Enter leads into it; filters and details lie over both. `breadth_changed` carries the
    breadth whenever it is another, or the window is low or no longer low.
    """

    breadth_changed = Signal(int)

    def __init__(self, filters: FilterPanel, results: ResultsPanel) -> None:
        """Put the panels side by side; the details come later, by `set_service`."""
        super().__init__()
        self.filters, self.results = filters, results
        self.service: ServicePanel | None = None
        self.peek: PeekPanel | None = None
        self.part = Part.RESULTS
        self.breadth: Breadth | None = None
        self.widths = PaneWidths()
        self.is_low = False
        self._scale = 0.0
        self._begun = 0  # the width to come, until there is one
        self._is_shared_out = False
        self._then_fit = QTimer(self, interval=0, singleShot=True)
        self._then_fit.timeout.connect(self._fit_peek)
        self._build()
        filters.done.connect(self.show_results)
        results.filters_wanted.connect(self.toggle_filters)
        theme.current().changed.connect(self._fit)  # once all parts are laid out anew
        self._fit()

    def _build(self) -> None:
        self._detail = _Pane()
        column = self._detail_column = QVBoxLayout(self._detail)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.back_button = LaidButton(self.tr("Back to the results"))
        self.back_button.setProperty("kind", "flat")
        self.back_button.put(Sign("arrow-left", "brand", 18))
        words = QLabel(self.tr("Back to the results"))
        words.setProperty("tone", "brand")
        self.back_button.put(words, 1)
        self.back_button.put(KeyCap("Esc"))
        self.back_button.setVisible(False)
        theme.current().dress(self.back_button)
        self.back_button.clicked.connect(self.show_results)
        column.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        height = self.tr("Height of the list")
        self._middle = PaneSplitter(Qt.Orientation.Vertical, [height], ["canvas"], thick=GRIP_ROOM)
        self._middle.addWidget(self.results)
        widths = [self.tr("Width of the filters"), self.tr("Width of the results")]
        self._columns = PaneSplitter(Qt.Orientation.Horizontal, widths, ["canvas", "surface"])
        for panel in (self.filters, self._middle, self._detail):
            self._columns.addWidget(panel)
        self._columns.setStretchFactor(Part.DETAIL, 1)
        self._columns.splitterMoved.connect(self._keep_widths)
        self._middle.splitterMoved.connect(self._keep_height)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._columns)

    def set_service(self, service: ServicePanel) -> None:
        """Take the details' panel: it is made after the window was painted."""
        self.service = service
        self._detail_column.addWidget(service, 1)

    def set_peek(self, peek: PeekPanel) -> None:
        """Take the peek panel: it is made when the page is narrow for the first time."""
        self.peek = peek
        peek.setVisible(False)  # Qt would show it at once, and lay out everything for it
        self._middle.addWidget(peek)
        self._middle.setStretchFactor(0, 1)
        peek.fit_wanted.connect(self._fit_peek)
        self._show(self.part)

    # --- which part ----------------------------------------------------------------------

    @property
    def is_folded(self) -> bool:
        """Return True where the filters have no column of their own."""
        return self.breadth is not None and self.breadth < Breadth.THREE

    @property
    def is_narrow(self) -> bool:
        """Return True where the page is the narrow view."""
        return self.breadth is Breadth.NARROW

    @property
    def has_place(self) -> bool:
        """Return True where the place stands above the filters: the top has no line for it."""
        return self.is_narrow or (self.breadth is Breadth.ONE_PAGE and self.is_low)

    @Slot()
    def show_results(self) -> None:
        """Show the results, with the keyboard on them."""
        self._show(Part.RESULTS)
        self.results.focus_part()

    def show_detail(self) -> None:
        """Go to the details; in the narrow view to the peek panel, which shows the chief of them."""
        if self.is_narrow and self.peek is not None and self.peek.has_service:
            self._show(Part.RESULTS)
            self._fit_peek()
            if not self.peek.isHidden():
                self.peek.focus_first()
                return
        self.show_record()

    def show_record(self) -> None:
        """Show all details, with the keyboard on them; in the narrow view they lie over the list."""
        self._show(Part.DETAIL)
        if self.service is not None:
            self.service.focus_first()

    @Slot()
    def toggle_filters(self) -> None:
        """Go to the filters; where they are folded and open, close them."""
        if self.is_folded and self.part is Part.FILTERS:
            self.show_results()
            return
        self.open_filters()
        self.filters.focus_part()

    def open_filters(self) -> None:
        """Show the filters, and leave the keyboard where it is."""
        self._show(Part.FILTERS)

    def go_back(self) -> bool:
        """Leave details or filters for the results; return False where that is not possible."""
        focused = self.window().focusWidget()
        parts = [self.filters, self._detail, *([self.peek] if self.peek else [])]
        is_inside = any(part.isAncestorOf(focused) for part in parts)
        if is_inside or self.part is not Part.RESULTS:
            self.show_results()
            return True
        return False

    def show_part(self, part: Part) -> None:
        """Show a part without moving the keyboard."""
        self._show(part)

    def stay_on_results(self) -> None:
        """Show the results without moving the keyboard: a new question was asked."""
        self._show(Part.RESULTS)

    def _show(self, part: Part) -> None:
        self.part = part
        breadth = Breadth.THREE if self.breadth is None else self.breadth
        if breadth >= Breadth.THREE:
            shown = {Part.FILTERS, Part.RESULTS, Part.DETAIL}
        elif breadth is Breadth.FOLDED:
            left = Part.FILTERS if part is Part.FILTERS else Part.RESULTS
            shown = {left, Part.DETAIL}
        else:
            shown = {part}
        for one, panel in zip(Part, (self.filters, self._middle, self._detail), strict=True):
            panel.setVisible(one in shown)
        self.back_button.setVisible(breadth <= Breadth.ONE_PAGE)
        if self.peek is not None and self.is_narrow and part is Part.RESULTS:
            self._fit_peek()
            self._then_fit.start()  # where it was hidden, it has its height in the next turn only
        elif self.peek is not None:
            self.peek.setVisible(False)

    # --- how wide ------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Change the layout where the room asks for another."""
        super().resizeEvent(event)
        self._begun = 0
        if not theme.current().is_half_changed:  # it is fitted once everything has the new size
            self._fit()

    def take_width(self, width: int) -> None:
        """Take the breadth that a width asks for, before anything is laid out at that width."""
        if not (self.isHidden() or theme.current().is_half_changed):
            self._take_room(width)

    def begin(self, width: int) -> None:
        """Take the breadth of a window that is not shown yet.

        Held against the style sheet with the parts that it has then, and not again when it is laid out.
        """
        self._begun = width
        self._take_room(width)

    @Slot()
    def _fit(self) -> None:
        if self._begun:
            self._take_room(self._begun)
            return
        breadth = self._take_room(self.width())
        if not (self._is_shared_out and self.widths.is_chosen(breadth)):
            self._share_out()
        self._fit_peek()

    def _take_room(self, width: int) -> Breadth:
        look = theme.current()
        breadth = max(one for one in Breadth if width / look.scale >= one)
        is_low = self.window().height() / look.scale < LOW
        room = (breadth, is_low, look.scale)
        if room == (self.breadth, self.is_low, self._scale):
            return breadth
        self.breadth, self.is_low, self._scale = room
        self._is_shared_out = False
        freeze_until_laid_out(self.window())
        with held(self, self.filters, self.results, self._detail):
            self._set_least()
            self.filters.set_folded(self.is_folded)
            self.results.set_folded(breadth in (Breadth.ONE_PAGE, Breadth.FOLDED))
            self.results.set_compact(self.is_narrow)
            self.results.set_low(is_low)
            self.results.set_alone(breadth <= Breadth.ONE_PAGE)
            self.breadth_changed.emit(int(breadth))
            self._show(self.part)
        return breadth

    def _set_least(self) -> None:
        look = theme.current()
        self.back_button.row.setContentsMargins(look.px(16), look.px(6), look.px(12), look.px(6))
        self.back_button.row.setSpacing(look.px(8))
        is_page = self.breadth is not None and self.breadth <= Breadth.ONE_PAGE
        self.filters.setMinimumWidth(1 if is_page else look.px(LEAST_FILTERS))
        for pane in (self._middle, self._detail):
            pane.setMinimumWidth(1 if is_page else look.px(LEAST_PANE))

    def _share_out(self) -> None:
        self._is_shared_out = True
        if self.breadth is None or self.breadth <= Breadth.ONE_PAGE:
            return
        look = theme.current()
        filters, results = self.widths.of(self.breadth, self.width() / look.scale)
        if self.is_folded:
            filters = results  # they take the place of the results
        left = (filters + results) if self.breadth >= Breadth.THREE else results
        rest = max(look.px(LEAST_PANE), self.width() - look.px(left))
        self._columns.setSizes([look.px(filters), look.px(results), rest])

    @Slot()
    def _keep_widths(self) -> None:
        """Remember the widths that a person gave the columns."""
        if self.breadth is None or self.breadth <= Breadth.ONE_PAGE:
            return
        filters, results, _detail = self._columns.sizes()
        if self.is_folded:
            filters, results = 0, max(filters, results)
        self.widths.choose(self.breadth, filters / self._scale, results / self._scale)

    # --- the narrow view -----------------------------------------------------------------

    @Slot()
    def _keep_height(self) -> None:
        """Remember the height that a person gave the peek panel."""
        self.widths.peek = round(self._middle.sizes()[1] / self._scale)

    @Slot()
    def _fit_peek(self) -> None:
        """Give the peek panel what it needs, or what a person gave it, and the list three rows.

        Where there is no room for its first line beside one row, it is left out, and the record is a page.
        Where that is too much for the height, the one with the keyboard comes first.
        """
        peek = self.peek
        if peek is None or not self.is_narrow:
            self.results.setMinimumHeight(1)
            return
        look = theme.current()
        is_read = peek.isAncestorOf(self.window().focusWidget())
        room = self._middle.height() - self._middle.handleWidth()
        fewest = self.results.least_height(rows=1)
        has_room = is_read or room - fewest >= look.px(NAME_ROOM)
        peek.setVisible(peek.has_service and has_room)
        if peek.isHidden():
            self.results.setMinimumHeight(1)
            return
        least = self.results.least_height()
        needed = peek.needed(self._middle.width())
        is_tight = room - least < look.px(PEEK_LEAST)
        peek.set_tight(is_tight)
        if is_tight:
            least = fewest if is_read else max(fewest, round(room * TIGHT_CHOOSING))
            least = min(least, room - look.px(NAME_ROOM))
            least = max(1, least)
        self.results.setMinimumHeight(least)
        wanted = look.px(self.widths.peek) if self.widths.peek else needed
        high = max(1, min(wanted, room - least))
        self._middle.setSizes([room - high, high])

    def handles(self) -> list[QWidget]:
        """Return the handles between the panes: filters, results, and the list's height."""
        return [*self._columns.handles, *self._middle.handles]

    def save_widths(self) -> str:
        """Return the widths of the columns as text."""
        return self.widths.text()

    def restore_widths(self, saved: str) -> None:
        """Take up widths that were saved; what is no such text is left alone."""
        self.widths = PaneWidths.of_text(saved)
        self._share_out()
        self._fit_peek()


class _Pane(QWidget):
    """The ground of the details; it needs no style sheet, and what is in it has its own."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().color("surface"))
        painter.end()
