"""MainWindow: puts the panels together and connects them; a table of contents."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QStackedWidget, QWidget

from emndir.ui.actions import ACTIONS, make_actions
from emndir.ui.chosen import ChosenService
from emndir.ui.comparing import Comparing
from emndir.ui.countdown import Countdown
from emndir.ui.directory_news import DirectoryNews
from emndir.ui.forgetting import Forgetting
from emndir.ui.held_layouts import FirstTold
from emndir.ui.idle import IdleWatch
from emndir.ui.keyboard_ways import KeyboardWays
from emndir.ui.live_settings import LiveSettings
from emndir.ui.narrow_view import NarrowView
from emndir.ui.pages.pane_widths import Breadth
from emndir.ui.pages.search_page import SearchPage
from emndir.ui.panels.filter_panel import FilterPanel
from emndir.ui.panels.results_panel import ResultsPanel
from emndir.ui.panels.search_panel import SearchPanel
from emndir.ui.part_walk import step_focus
from emndir.ui.shortlisting import Shortlisting
from emndir.ui.staging import Staging
from emndir.ui.stored_start import StoredStart
from emndir.ui.turning import Turning
from emndir.ui.viewmodels.search import SearchViewModel
from emndir.ui.viewmodels.shortlist import ShortlistViewModel
from emndir.ui.widgets.banner import BannerArea, BannerStack
from emndir.ui.widgets.enter_presses import EnterPresses
from emndir.ui.widgets.focus_ring import FocusRing
from emndir.ui.widgets.status_strip import StatusStrip
from emndir.ui.window_dialogs import WindowDialogs
from emndir.ui.window_state import load_window_state, save_window_state

if TYPE_CHECKING:
    from emndir.ui.context import UiContext
    from emndir.ui.models.results_model import Row
    from emndir.ui.panels.first_run import FirstRun
    from emndir.ui.panels.service_panel import ServicePanel
    from emndir.ui.panels.shortlist_tray import ShortlistTray


_WORDS = (
    "emndir.search.results",
    "emndir.domain.taxonomy",
    "emndir.domain.schedule",
    "emndir.domain.provenance",
    "emndir.ui.card_words",
    "emndir.ui.treatment_words",
    "emndir.ui.understood_words",
)
"""What the first cards are made with, in pieces: so that they need not wait, nor the window."""


class MainWindow(QMainWindow):
    """The window. `first_painted` comes once, after it was drawn for the first time."""

    first_painted = Signal()

    def __init__(self, context: UiContext) -> None:
        """Make the window; the directory is not open yet."""
        super().__init__()
        self.context = context
        self.search = SearchViewModel(context)
        self.shortlist = ShortlistViewModel(context)
        self.search_panel = SearchPanel(self.search)
        self.filter_panel = FilterPanel(self.search)
        self.results_panel = ResultsPanel(context, self.search)
        self._service_panel: ServicePanel | None = None
        self.banners = BannerStack()
        self.status = StatusStrip()
        self.page = SearchPage(self.filter_panel, self.results_panel)
        self._tray: ShortlistTray | None = None
        self.keys = make_actions(self)
        self.first_run: FirstRun | None = None  # in the place of the page, at the first start
        self.has_painted = False
        self._left: list[Callable[[], object]] = []  # to be made after the first painting
        self.chosen = ChosenService(
            context,
            lambda: self.service_panel,
            lambda: self.page.show_record(),
            lambda uid: self.shortlisting.toggle_result(uid),
        )
        self.shortlisting = Shortlisting(
            context, self.shortlist, self.results_panel, lambda: self.service_panel
        )
        self.dialogs = WindowDialogs(context, self, [self.keys["new-patient"], self.keys["keys"]])
        self.forgetting = Forgetting(context, self.search, self.dialogs)
        self.idle = IdleWatch(
            lambda: context.core.settings.idle_minutes, lambda: self.forgetting.holds_anything
        )
        self.countdown = Countdown(self.idle, context.messages, self.banners)
        self.narrow = NarrowView(self)
        self._sides = QStackedWidget()  # the clinician's, then the patient's
        self.turning = Turning(context, self._sides, self.keys, lambda: self.service_panel)
        self.ways = KeyboardWays(self)
        self.comparing = Comparing(self)
        self.staging = Staging(self)
        self.live = LiveSettings(self)
        self.news = DirectoryNews(context, self.filter_panel, self.status)
        self.stored_start = StoredStart(self)
        self._build()
        self._connect()
        self._connect_keys()
        self._connect_forgetting()
        self._restore()

    def _build(self) -> None:
        self.setWindowTitle("emndir")
        central = QWidget()
        column = self._column = FirstTold(central, self.page.take_width)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.search_panel, BannerArea(self.banners)):
            column.addWidget(part)
        column.addWidget(self.page, 1)
        column.addWidget(self.status)
        self._sides.addWidget(central)
        self.setCentralWidget(self._sides)
        self._menu = QMenu(self)
        self.context.theme.dress(self._menu)
        for spec in ACTIONS:
            self.addAction(self.keys[spec.id])
            if spec.in_menu:
                self._menu.addAction(self.keys[spec.id])
        self.search_panel.menu_button.setMenu(self._menu)
        self.search_panel.menu_button.setPopupMode(
            self.search_panel.menu_button.ToolButtonPopupMode.InstantPopup
        )
        self._ring = FocusRing(self)
        EnterPresses(self)

    def _connect(self) -> None:
        context, results = self.context, self.results_panel
        context.messages.told.connect(self.banners.show_message)
        context.messages.withdrawn.connect(self.banners.take_away)
        context.messages.announced.connect(self._announce)
        self.banners.acted.connect(context.messages.acted)
        self.banners.said.connect(self.turning.say)
        self.search.criteria_changed.connect(self._question_changed)
        self.search_panel.keys_wanted.connect(self.dialogs.show_keys)
        self.search_panel.new_patient_wanted.connect(self.forgetting.start_afresh)
        self.search_panel.filters_wanted.connect(self.page.toggle_filters)
        self.search_panel.stages_wanted.connect(self.staging.open)
        results.stages_wanted.connect(self.staging.open)
        self.status.new_patient_wanted.connect(self.forgetting.start_afresh)
        results.chosen.connect(self._show_row)
        results.opened.connect(self.page.show_detail)
        self.shortlist.changed.connect(self._make_tray)
        results.typed.connect(self.search_panel.search_box.add_typed)
        results.left_up.connect(self.search_panel.search_box.focus_all)
        results.record_wanted.connect(self.show_record)
        results.place_wanted.connect(self.narrow.go_near)
        self.search_panel.keep_in_sight(results.above.strip_made)

    def _connect_forgetting(self) -> None:
        context, forgetting = self.context, self.forgetting
        for forget in (
            self.banners.forget,
            self.search_panel.start_afresh,
            self.filter_panel.start_afresh,
            self._clear_detail,
            self.chosen.forget,
            self.page.stay_on_results,
            self.search_panel.search_box.focus_all,
        ):
            context.cleared.connect(forget)
        context.undone.connect(self.search_panel.search_box.focus_all)
        forgetting.watch(lambda: bool(self.shortlist.items), comes_back=True)
        forgetting.watch(lambda: self.comparing.is_open)
        forgetting.watch(lambda: self.staging.page is not None)
        self.shortlist.changed.connect(self.idle.use)
        forgetting.watch(
            lambda: self._service_panel is not None and bool(self._service_panel.detail)
        )
        forgetting.undo_changed.connect(self.keys["undo-clearing"].setEnabled)
        self.keys["undo-clearing"].setEnabled(False)
        self.keys["new-patient"].setAutoRepeat(False)  # a key held down is not a second one
        self.search.criteria_changed.connect(self.idle.use)
        self.idle.expired.connect(forgetting.clear_unattended)

    @Slot()
    def _clear_detail(self) -> None:
        if self._service_panel is not None:
            self._service_panel.clear()

    @property
    def service_panel(self) -> ServicePanel:
        """Return the details' panel, which is made when it is first asked for."""
        if self._service_panel is None:
            from emndir.ui.panels.service_panel import ServicePanel  # 60 ms: after the paint
            from emndir.ui.this_minute import ThisMinute

            panel = self._service_panel = ServicePanel(self.context)
            panel.print_requested.connect(self._print_uid)
            panel.route_wanted.connect(self.dialogs.show_route)
            self.shortlisting.set_panel(panel)
            self.turning.set_panel(panel)
            panel.record_chosen.connect(self._follow_record)
            panel.view_model.shown.connect(self.chosen.detail_shown)
            self.this_minute = ThisMinute(
                self.context, self.news.calendar, self.search, panel.view_model
            )
            self.page.set_service(panel)
        return self._service_panel

    @property
    def tray(self) -> ShortlistTray:
        """Return the tray of the shortlist, which is made when it is first asked for."""
        if self._tray is None:
            from emndir.ui.panels.shortlist_tray import ShortlistTray  # 7 ms: after the paint

            tray = self._tray = ShortlistTray(self.shortlist)
            tray.opened.connect(self.show_record)
            tray.left.connect(self.page.show_results)
            tray.handout_wanted.connect(self.print_sheets)
            tray.compare_wanted.connect(self.comparing.open)
            self._column.insertWidget(self._column.indexOf(self.status), tray)
        return self._tray

    @Slot()
    def _make_tray(self) -> None:
        _ = self.tray

    def finish(self) -> None:
        """Make what the first painting could do without, in pieces: who types already is heard."""
        self._left = [
            *(partial(import_module, name) for name in _WORDS),
            lambda: self.results_panel.head.sort.ensurePolished(),
            lambda: self.results_panel.cards.list.ensurePolished(),
            lambda: self.service_panel.ensurePolished(),
            lambda: self.tray.ensurePolished(),
            self._finish_rest,
            self.stored_start.finish,
            self.ways.order_tabs,
            partial(import_module, "emndir.ui.panels.peek_panel"),  # the first narrow window's
        ]
        self._finish_next()

    @Slot()
    def _finish_next(self) -> None:
        self._left.pop(0)()
        if self._left:
            QTimer.singleShot(0, self, self._finish_next)

    def _finish_rest(self) -> None:
        self.narrow.finish()
        self.ways.order_tabs()

    def _connect_keys(self) -> None:
        slots: dict[str, Callable[[], object]] = {
            "search": self.staging.box_or("cancer", self.search_panel.search_box.focus_all),
            "near": self.staging.box_or("near", self.narrow.go_near),
            "narrow": self.narrow.toggle,
            "filters": self.page.toggle_filters,
            "who-answers": self._show_who_answers,
            "new-patient": self.forgetting.start_afresh,
            "undo-clearing": self.forgetting.undo,
            "next-part": partial(self.ways.go_to_part, 1),
            "previous-part": partial(self.ways.go_to_part, -1),
            "back": self.ways.go_back,
            "step-back": self.ways.step_back,
            "shortlist": self.chosen.shortlist,
            "compare": self.comparing.open,
            "stages": self.staging.open,
            "copy": self.staging.copy_or(self.comparing.copy_or(self.chosen.copy)),
            "copy-phone": self.chosen.copy_phone,
            "patient-view": self.chosen.turn,
            "print": self.staging.print_or(self.comparing.print_or(self.print_sheets)),
            "why": self.chosen.explain,
            "larger": partial(self.live.change_size, 1),
            "smaller": partial(self.live.change_size, -1),
            "normal": partial(self.live.change_size, 0),
            "settings": partial(self.dialogs.show_settings, self.live.apply),
            "keys": self.dialogs.show_keys,
            "packs": self.dialogs.show_packs,
            "about": self.dialogs.show_about,
            "quit": self.close,
        }
        for name, slot in slots.items():
            self.keys[name].triggered.connect(partial(_call, slot))

    def _show_who_answers(self) -> None:
        self.search.ask_who_answers()
        self.page.show_results()

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Go where the Tab key leads, the tray last."""
        self.tray.stand_last()
        return step_focus(self, is_next=is_next)

    # --- from the results to the details -------------------------------------------------

    @Slot(object)
    def _show_row(self, row: Row | None) -> None:
        results = self.search.results
        origin = results.origin if results else None
        if row is None or row.summary is None:
            self.service_panel.clear()
        elif row.hit is not None:
            self.service_panel.show_hit(row.hit, origin)
        else:
            summary = row.summary
            self.service_panel.show_uid(summary.uid, is_place=summary.is_place, origin=origin)

    @Slot(str)
    def show_record(self, uid: str) -> None:
        """Show a record that need not be among the results, with the keyboard on it."""
        results = self.search.results
        self.service_panel.go_to(uid, results.origin if results else None)
        self._follow_record(uid)
        self.page.show_detail()

    @Slot(str)
    def _follow_record(self, uid: str) -> None:
        self.results_panel.cards.follow(uid)

    @Slot(object)
    def _question_changed(self, _criteria: object) -> None:
        self.turning.leave()
        is_one = self.page.breadth in (Breadth.ONE_PAGE, Breadth.NARROW)
        if is_one and not self.filter_panel.isVisible():
            self.page.stay_on_results()

    # --- paper ---------------------------------------------------------------------------

    @Slot(str)
    def _print_uid(self, uid: str) -> None:
        self._print((uid,))

    @Slot()
    def print_sheets(self) -> None:
        """Open the hand-out of the shortlist; where that is empty, of the chosen service."""
        uids = tuple(item.uid for item in self.shortlist.items)
        if uids:
            self._print(uids)
        else:
            self.chosen.print_sheet()

    def _print(self, uids: tuple[str, ...]) -> None:
        results = self.search.results
        if results is None:
            self.dialogs.show_handout(uids, None)
        else:
            self.dialogs.show_handout(uids, results.origin, self.search.site_asked)

    # --- the window ----------------------------------------------------------------------

    @Slot(str)
    def _announce(self, text: str) -> None:
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # 10 ms of enums

        event = QAccessibleAnnouncementEvent(self, text)
        QAccessible.updateAccessibility(event)

    def _restore(self) -> None:
        saved = load_window_state(self.context.core.paths.config)
        self.page.restore_widths(saved.widths)
        self.narrow.place.begin(saved)
        self.page.begin(self.width())
        self.narrow.fit(int(self.page.breadth or 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that the window was drawn."""
        super().paintEvent(event)
        if not self.has_painted:
            self.has_painted = True
            self.narrow.place.shown()
            self.first_painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember where the window was, and nothing else."""
        state = self.narrow.place.state(self.page.save_widths())
        save_window_state(state, self.context.core.paths.config)
        self.idle.stop()
        self.context.close()
        super().closeEvent(event)


def _call(slot: Callable[[], object], _checked: bool = False) -> None:
    """Call a slot without the state that an action's signal carries."""
    slot()
