"""KeyboardWays: how the keyboard goes through the window: Tab, F6, the arrow down, Escape."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from emndir.ui.part_walk import PartWalk

if TYPE_CHECKING:
    from emndir.ui.main_window import MainWindow


class KeyboardWays(QObject):
    """Leads the keyboard from part to part of one window, in the order in which one reads it."""

    def __init__(self, window: MainWindow) -> None:
        """Follow a window whose parts are made."""
        super().__init__(window)
        self._window = window
        self._tab_stops: list[QWidget] = []
        window.banners.changed.connect(self.order_tabs)
        window.search.answered.connect(self.order_tabs)
        window.search_panel.left_down.connect(self.go_to_first_result)

    @Slot()
    def order_tabs(self) -> None:
        """Let the Tab key go through the window as one reads it, whatever was made when."""
        window = self._window
        page, peek = window.page, window.narrow.peek
        columns, height = page.handles()[:2], page.handles()[2:]
        stops = [
            *window.search_panel.tab_stops(),
            *window.banners.tab_stops(),
            *(window.search_panel.place_stops() if page.has_place else ()),
            *window.filter_panel.tab_stops(),
            *columns[:1],
            *window.results_panel.tab_stops(),
            *columns[1:],
            *height,
            *(peek.tab_stops() if peek is not None else ()),
            page.back_button,
            *(compare.tab_stops() if (compare := window.comparing.page) is not None else ()),
            *(stages.tab_stops() if (stages := window.staging.page) is not None else ()),
        ]
        if stops == self._tab_stops:
            return
        self._tab_stops = stops
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def go_to_part(self, step: int) -> None:
        """Put the keyboard on the next part that can take it, or with -1 on the one before."""
        window = self._window
        top, peek, first_run = window.search_panel, window.narrow.peek, window.first_run
        compare, stages = window.comparing.page, window.staging.page
        walk = PartWalk(
            (
                *(((compare.chips, compare.focus_chips),) if compare is not None else ()),
                *(
                    (
                        (stages.boxes, stages.focus_boxes),
                        (stages.chips, stages.focus_chips),
                    )
                    if stages is not None
                    else ()
                ),
                (top.search_box, top.search_box.focus_all),
                (top.chips, top.chips.focus_part),
                (window.banners, window.banners.focus_part),
                *(((first_run, first_run.focus_part),) if first_run is not None else ()),
                (window.filter_panel, window.filter_panel.focus_part),
                (window.results_panel, window.results_panel.focus_part),
                *(((peek, peek.focus_part),) if peek is not None else ()),
                *(((compare.part, compare.focus_part),) if compare is not None else ()),
                *(((stages.list, stages.focus_part),) if stages is not None else ()),
                (window.service_panel, self._focus_detail),
                (window.tray, window.tray.focus_part),
            )
        )
        walk.go(step, window.focusWidget())

    def _focus_detail(self) -> bool:
        panel = self._window.service_panel
        if panel.detail is None:
            return False
        panel.focus_first()
        return True

    @Slot()
    def go_to_first_result(self) -> None:
        """Go from the search box down into the results."""
        window = self._window
        window.page.stay_on_results()
        if window.search.is_behind:  # the arrow came before the answer to the last letter
            window.results_panel.focus_when_answered()
            window.search.ask()
        else:
            window.results_panel.focus_part()

    def step_back(self) -> None:
        """Go from a record to the one it was opened from; from the first of them to the results."""
        window = self._window
        page, panel, peek = window.page, window.service_panel, window.narrow.peek
        is_in_peek = peek is not None and peek.isAncestorOf(window.focusWidget())
        is_seen = panel.isVisible() or (peek is not None and peek.isVisible())
        if window.turning.leave() or window.comparing.step_back() or window.staging.leave():
            return
        if not is_seen or not panel.step_back():
            if not window.staging.back():
                page.go_back()
        elif is_in_peek:
            page.show_detail()  # what had the keyboard there may go with its record

    def go_back(self) -> None:
        """Go from details or filters to the results, then to the search box, select it, clear it."""
        window = self._window
        box = window.search_panel.search_box
        if window.first_run is not None and not box.text:
            window.first_run.skip()
        elif (
            window.turning.leave()
            or window.comparing.step_back()
            or window.staging.back()
            or window.page.go_back()
        ):
            return
        elif not box.isAncestorOf(window.focusWidget()):
            box.focus_all()
        else:
            box.clear_in_steps()
