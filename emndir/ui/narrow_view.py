"""NarrowView: F9 and what follows from it, and the layout of the window at every breadth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from emndir.ui.held_layouts import held
from emndir.ui.pages.pane_widths import Breadth
from emndir.ui.window_place import WindowPlace, least_size

if TYPE_CHECKING:
    from emndir.runtime.settings import Settings
    from emndir.ui.main_window import MainWindow
    from emndir.ui.panels.peek_panel import PeekPanel


class NarrowView(QObject):
    """Fits the parts of the window into its breadth, and makes it the narrow view and back."""

    def __init__(self, window: MainWindow) -> None:
        """Follow a window whose parts are made."""
        super().__init__(window)
        self._window = window
        context = window.context
        self.place = WindowPlace(window, context.theme, context.core.settings)
        self._peek: PeekPanel | None = None
        self._then_full = QTimer(self, interval=0, singleShot=True)
        self._then_full.timeout.connect(window.page.show_record)
        window.page.breadth_changed.connect(self.fit)
        window.status.wide_wanted.connect(self.toggle)
        window.search_panel.narrow.clicked.connect(self.toggle)
        window.search_panel.near_box.submitted.connect(self._near_typed)
        context.theme.changed.connect(self._set_least)
        self._set_least()

    @property
    def peek(self) -> PeekPanel | None:
        """Return the peek panel, None until the window was narrow for the first time."""
        return self._peek

    # --- the layout ----------------------------------------------------------------------

    @Slot(int)
    def fit(self, breadth: int) -> None:
        """Lay the parts of the window out for a breadth."""
        window = self._window
        top = window.search_panel
        with held(top, top.chips, window.filter_panel, window.status):
            self._lay(breadth)
        if breadth < Breadth.ONE_PAGE and window.has_painted:
            self.finish()
        window.ways.order_tabs()

    def _lay(self, breadth: int) -> None:
        window = self._window
        is_narrow = breadth < Breadth.ONE_PAGE
        top = window.search_panel
        top.set_room(
            is_short=breadth < Breadth.THREE,
            is_narrow=breadth < Breadth.FOLDED,
            is_compact=is_narrow,
            is_low=window.page.is_low,
            has_place=not window.page.has_place,
        )
        window.filter_panel.set_compact(window.page.has_place)
        window.results_panel.head.name_filters(has_place=window.page.has_place)
        if window.page.has_place:
            window.filter_panel.hold_place(top.place)
        window.status.set_narrow(breadth < Breadth.FOLDED)
        window.status.set_compact(is_narrow)

    def finish(self) -> None:
        """Make what the first painting could do without."""
        window = self._window
        if self._peek is None and window.page.is_narrow:
            from emndir.ui.panels.peek_panel import PeekPanel  # after the first paint

            peek = self._peek = PeekPanel()
            details = window.service_panel
            peek.copy_wanted.connect(window.chosen.copy_phone)
            peek.shortlist_wanted.connect(window.chosen.shortlist)
            window.shortlist.changed.connect(self._renumber)
            peek.print_wanted.connect(window.chosen.print_sheet)
            peek.full_wanted.connect(self.show_full)
            peek.record_wanted.connect(window.show_record)
            details.view_model.shown.connect(peek.show_detail)
            details.view_model.shown.connect(self._renumber)
            details.view_model.cleared.connect(peek.clear)
            if details.detail is not None:
                peek.show_detail(details.detail)
                self._renumber()
            window.page.set_peek(peek)
            window.ways.order_tabs()

    @Slot()
    def _renumber(self) -> None:
        """Say in the peek panel whether its service is on the shortlist."""
        if self._peek is not None and self._peek.peek is not None:
            number = self._window.shortlist.number_of(self._peek.peek.uid)
            self._peek.show_listed(is_listed=number is not None)

    @Slot()
    def _set_least(self) -> None:
        """Let nobody make the window smaller than it can be used."""
        available = self._window.screen().availableGeometry().size()
        self._window.setMinimumSize(least_size(available, self._window.context.theme.scale))

    # --- what a person does --------------------------------------------------------------

    @Slot()
    def toggle(self) -> None:
        """Become the narrow view, or the whole window again."""
        if self.place.is_narrow:
            self.place.leave()
        elif self._window.page.is_narrow and self._can_widen:
            self.place.widen()
        else:
            self.place.enter()

    @Slot()
    def show_full(self) -> None:
        """Show all details: in the whole window, or over the list where the screen has no room."""
        if not self._can_widen:
            self._window.page.show_record()
            return
        self.toggle()
        self._then_full.start()

    @property
    def _can_widen(self) -> bool:
        return self.place.room() >= self._window.context.theme.px(Breadth.ONE_PAGE)

    def go_near(self) -> None:
        """Put the keyboard into the box of the place, wherever that stands."""
        if self._window.page.has_place:
            self._window.page.open_filters()
        self._window.search_panel.near_box.focus_all()

    @Slot()
    def _near_typed(self) -> None:
        """Go back to the results once a place was typed on the page over them."""
        if self._window.page.has_place:
            self._window.page.show_results()

    def apply(self, settings: Settings) -> None:
        """Follow other settings at once."""
        self.place.apply(settings)
