"""SearchPage: filters, results and details side by side, or one at a time where there is no room."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from emndir.ui import theme
from emndir.ui.icons import Sign
from emndir.ui.panels.filter_panel import FilterPanel
from emndir.ui.panels.results_panel import ResultsPanel
from emndir.ui.widgets.buttons import LaidButton, wrapped
from emndir.ui.widgets.field import KeyCap

if TYPE_CHECKING:
    from emndir.ui.panels.service_panel import ServicePanel


class Breadth(IntEnum):
    """How much room there is, by effective width (window width divided by text scale)."""

    ONE_PAGE = 0  # results, filters or details, one at a time
    FOLDED = 900  # the filters fold into a button
    THREE = 1180
    WIDE = 1500


class Part(IntEnum):
    """The parts of the page, left to right."""

    FILTERS = 0
    RESULTS = 1
    DETAIL = 2


# pixels at 100 %: filters, results; the details take the rest
_WIDTHS = {Breadth.THREE: (248, 484), Breadth.WIDE: (280, 520), Breadth.FOLDED: (300, 400)}
_RESULTS_LEAST, _DETAIL_LEAST = 412, 560


class SearchPage(QWidget):
    """The three columns, and which of them are to be seen.

    `breadth_changed` carries the breadth whenever it is another.
    """

    breadth_changed = Signal(int)

    def __init__(self, filters: FilterPanel, results: ResultsPanel) -> None:
        """Put the panels side by side; the details come later, by `set_service`."""
        super().__init__()
        self.filters, self.results = filters, results
        self.service: ServicePanel | None = None
        self.part = Part.RESULTS
        self.breadth: Breadth | None = None
        self._scale = 0.0
        self._detail = QFrame()
        self._detail.setProperty("kind", "surface")
        column = self._detail_column = QVBoxLayout(self._detail)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.back_button = LaidButton(self.tr("Back to the results"))
        self.back_button.setProperty("kind", "flat")
        self.back_button.put(Sign("arrow-left", "brand", 18))
        self.back_button.put(wrapped(self.tr("Back to the results"), tone="brand"), 1)
        self.back_button.put(KeyCap("Esc"))
        self.back_button.setVisible(False)
        self.back_button.clicked.connect(self.show_results)
        column.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        for panel in (filters, results, self._detail):
            self._splitter.addWidget(panel)
        self._splitter.setStretchFactor(Part.DETAIL, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._splitter)
        filters.done.connect(self.show_results)
        results.filters_wanted.connect(self.toggle_filters)
        theme.current().changed.connect(self._fit)
        self._fit()

    def set_service(self, service: ServicePanel) -> None:
        """Take the details' panel: it is made after the window was painted."""
        self.service = service
        self._detail_column.addWidget(service, 1)

    # --- which part ----------------------------------------------------------------------

    @property
    def is_folded(self) -> bool:
        """Return True where the filters have no column of their own."""
        return self.breadth is not None and self.breadth < Breadth.THREE

    @Slot()
    def show_results(self) -> None:
        """Show the results, with the keyboard on them."""
        self._show(Part.RESULTS)
        self.results.focus_part()

    def show_detail(self) -> None:
        """Show the details, with the keyboard on them."""
        self._show(Part.DETAIL)
        if self.service is not None:
            self.service.focus_first()

    @Slot()
    def toggle_filters(self) -> None:
        """Go to the filters; where they are folded and open, close them."""
        if self.is_folded and self.part is Part.FILTERS:
            self.show_results()
            return
        self._show(Part.FILTERS)
        self.filters.focus_part()

    def go_back(self) -> bool:
        """Leave details or filters for the results; return False where that is not possible."""
        focused = self.window().focusWidget()
        is_inside = self.filters.isAncestorOf(focused) or self._detail.isAncestorOf(focused)
        if is_inside or self.part is not Part.RESULTS:
            self.show_results()
            return True
        return False

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
        for one, panel in zip(Part, (self.filters, self.results, self._detail), strict=True):
            panel.setVisible(one in shown)
        self.back_button.setVisible(breadth is Breadth.ONE_PAGE)

    # --- how wide ------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Change the layout where the room asks for another."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        look = theme.current()
        effective = self.width() / look.scale
        breadth = max(one for one in Breadth if effective >= one)
        self._splitter.setHandleWidth(1)
        self.back_button.row.setContentsMargins(look.px(16), look.px(6), look.px(12), look.px(6))
        self.back_button.row.setSpacing(look.px(8))
        self.filters.setMinimumWidth(look.px(200))
        self.results.setMinimumWidth(look.px(300))
        self._detail.setMinimumWidth(look.px(300))
        if breadth is self.breadth and look.scale == self._scale:
            return
        self.breadth, self._scale = breadth, look.scale
        self.filters.set_folded(self.is_folded)
        self.results.set_folded(self.is_folded)
        self._show(self.part)
        self._share_out()
        self.breadth_changed.emit(int(breadth))

    def _share_out(self) -> None:
        if self.breadth not in _WIDTHS:
            return
        look = theme.current()
        filters, results = (look.px(width) for width in _WIDTHS[self.breadth])
        left = filters if self.breadth >= Breadth.THREE else 0
        least, most = min(results, look.px(_RESULTS_LEAST)), self.width() - left
        results = max(least, min(results, most - look.px(_DETAIL_LEAST)))
        rest = self.width() - left - results
        self._splitter.setSizes([filters, results, rest])

    def save_widths(self) -> str:
        """Return the widths of the columns as opaque text."""
        return bytes(self._splitter.saveState().toBase64().data()).decode("ascii")

    def restore_widths(self, saved: str) -> None:
        """Take up widths that were saved."""
        if self.breadth is not None and self.breadth >= Breadth.THREE:
            self._splitter.restoreState(QByteArray.fromBase64(saved.encode("ascii")))
            self._show(self.part)
