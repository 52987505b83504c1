"""Staging: opens the page of all stages in the place of search and results, and forgets it on the way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from emndir.ui.covering import KEPT_BY_ALL, Covering
from emndir.ui.messages import Message
from emndir.ui.window_dialogs import load_modules

if TYPE_CHECKING:
    from emndir.domain.vocabulary import Stage
    from emndir.ui.main_window import MainWindow
    from emndir.ui.pages.search_page import Part
    from emndir.ui.pages.stages_page import StagesPage
    from emndir.ui.viewmodels.stages import StagesRequest

NOTE_SECONDS = 8
WAY_BACK = "stages-back"
"""Topic of what stands over a record that was opened from the page."""
_MODULES = (
    "emndir.handouts.patient_view",
    "emndir.handouts.sections",
    "emndir.handouts.guide_entry",
    "emndir.handouts.guide",
    "emndir.search.site_codes",
    "emndir.staging",
    "emndir.ui.staged",
    "emndir.ui.wording.key_facts",
    "emndir.ui.wording.stages",
    "emndir.ui.viewmodels.stages",
    "emndir.ui.widgets.stages_delegate",
    "emndir.ui.widgets.stages_bar",
    "emndir.ui.pages.stages_page",
)
"""What the page is made with, in pieces that keep the window for less than 50 ms each."""
KEPT = KEPT_BY_ALL | {"stages", "search", "near"}
"""Actions that work on the page."""


class Staging(QObject):
    """Shows the page over everything but messages and the foot of the window.

    It is made anew each time and gone when it is left: by Esc, by F8, or by another question. While one of its
    services is looked at it waits out of sight, and Esc comes back to the same row.
    """

    def __init__(self, window: MainWindow) -> None:
        """Follow a window whose parts are made."""
        super().__init__(window)
        self._window = window
        self.page: StagesPage | None = None
        self.is_waiting = False
        """True while one of its services is looked at."""
        self._focus: QWidget | None = None
        self._before: tuple[Part, str] | None = (
            None  # what the window showed, once it shows another
        )
        self._covering = Covering(window, KEPT)
        window.context.cleared.connect(self.forget)
        window.search.criteria_changed.connect(self.forget)
        window.results_panel.chosen.connect(self._chosen_elsewhere)
        window.context.messages.acted.connect(self._acted)

    @property
    def is_open(self) -> bool:
        """Return True while the page is shown."""
        return self.page is not None and not self.is_waiting

    # --- opening -------------------------------------------------------------------------

    @Slot()
    def open(self) -> None:
        """Show every stage for the cancer and the place that were asked for; once more goes back."""
        if self.is_waiting:
            self.back()
            return
        if self.leave():
            return
        self._window.comparing.leave()
        load_modules(_MODULES)
        from emndir.ui.pages.stages_page import StagesPage  # after the first paint
        from emndir.ui.viewmodels.stages import StagesViewModel

        window = self._window
        view_model = StagesViewModel(window.context, self._asked())
        page = self.page = StagesPage(window.context, view_model)
        view_model.setParent(page)
        view_model.changed.connect(window.idle.use)
        page.left.connect(self.leave)
        page.opened.connect(self._open_record)
        page.all_wanted.connect(self._show_all_of)
        page.rearranged.connect(window.ways.order_tabs)
        page.resized.connect(self._covering.fit_status)
        page.copy_wanted.connect(self.copy)
        page.print_wanted.connect(self.print_guide)
        self._focus = window.focusWidget()
        self._covering.put(page)
        page.start()
        view_model.ask()
        window.context.messages.announce(
            self.tr("Every stage, from prevention to bereavement. Escape goes back.")
        )

    def _asked(self) -> StagesRequest:
        from emndir.ui.viewmodels.stages import StagesRequest

        search = self._window.search
        results, criteria = search.results, search.criteria
        origin = results.origin if results else None
        if origin is None or origin.is_area:
            return StagesRequest(site=search.site_asked, near=criteria.near)
        return StagesRequest(site=search.site_asked, near=origin.label, origin=origin)

    # --- leaving -------------------------------------------------------------------------

    @Slot()
    def leave(self) -> bool:
        """Go back to where the keyboard was; return False where the page is not shown."""
        if not self.is_open:
            return False
        focus, before = self._focus, self._before
        self._take_away()
        if before is not None:
            self._show_as_before(*before)
        if focus is not None and isValid(focus) and focus.isVisible():
            focus.setFocus()
        elif not self._window.results_panel.focus_part():
            self._window.search_panel.search_box.focus_all()
        return True

    @Slot()
    def back(self) -> bool:
        """Come back from one of its services to the row it was opened from, or leave the page."""
        page = self.page
        if page is None or not self.is_waiting:
            return self.leave()
        self.is_waiting = False
        self._window.context.messages.withdraw(WAY_BACK)
        self._covering.cover()
        page.show()
        self._window.ways.order_tabs()
        page.focus_part()
        return True

    @Slot()
    def forget(self) -> None:
        """Take the page away; the keyboard is led by whoever asked for it."""
        self._take_away()

    def _take_away(self) -> None:
        page, self.page = self.page, None
        if page is None:
            return
        self._focus = self._before = None
        page.hide()
        page.view_model.forget()
        if self.is_waiting:
            self._window.context.messages.withdraw(WAY_BACK)
        else:
            self._covering.uncover()
        self.is_waiting = False
        page.setParent(None)
        page.deleteLater()
        self._window.ways.order_tabs()

    @Slot(str)
    def _open_record(self, uid: str) -> None:
        """Look at a service; the page waits out of sight."""
        window, page = self._window, self.page
        if page is None:
            return
        if self._before is None:
            chosen = window.results_panel.row if window.results_panel.has_cards else None
            self._before = (window.page.part, chosen.uid if chosen is not None else "")
        self.is_waiting = True
        page.hide()
        self._covering.uncover()
        window.service_panel.show_uid(uid, origin=page.view_model.origin)
        window.results_panel.cards.follow(uid)
        window.page.show_detail()
        window.ways.order_tabs()
        window.context.messages.tell(
            Message(
                text=self.tr("Opened from every stage."),
                topic=WAY_BACK,
                action=self.tr("Back to every stage"),
                key="Esc",
                can_close=False,
            )
        )

    @Slot(str)
    def _acted(self, topic: str) -> None:
        if topic == WAY_BACK:
            self.back()

    @Slot(object)
    def _chosen_elsewhere(self, _row: object) -> None:
        """Wait no longer where another result is looked at."""
        if self.is_waiting:
            self._take_away()

    def _show_as_before(self, part: Part, uid: str) -> None:
        """Choose what was chosen before one of the page's services was looked at."""
        window = self._window
        cards = window.results_panel.cards
        cards.follow("")
        number = cards.model.row_of(uid) if uid else -1
        if number >= 0:
            cards.list.select_row(number)
        else:
            window.service_panel.clear()
        window.page.show_part(part)

    @Slot(object)
    def _show_all_of(self, stage: Stage) -> None:
        """Leave for everything that the list has at a stage, as results."""
        from emndir.staging import stage_question

        page = self.page
        if page is None:
            return
        site, near = page.view_model.site, page.view_model.near
        self._take_away()
        question = stage_question(site, near, stage)
        self._window.search.set_sort(question.sort)
        self._window.search.use(question)
        self._window.results_panel.focus_when_answered()

    # --- keys ----------------------------------------------------------------------------

    def copy_or(self, otherwise: Callable[[], object]) -> Callable[[], object]:
        """Return what copies the page while it is shown, and else something else."""
        return lambda: self.copy() if self.is_open else otherwise()

    def print_or(self, otherwise: Callable[[], object]) -> Callable[[], object]:
        """Return what prints the guide while the page is shown, and else something else."""
        return lambda: self.print_guide() if self.is_open else otherwise()

    def box_or(self, name: str, otherwise: Callable[[], object]) -> Callable[[], object]:
        """Return what goes to a box of the page, "cancer" or "near", or elsewhere to something else."""

        def go() -> object:
            page = self.page
            if page is None or not self.is_open:
                return otherwise()
            return (page.near_box if name == "near" else page.cancer_box).focus_all()

        return go

    @Slot()
    def copy(self) -> None:
        """Copy the page as text and for a word processor, fit for a patient."""
        copied = self.page.view_model.copy() if self.page is not None else None
        if copied is None:
            self._tell(self.tr("There is nothing to copy yet."))
            return
        context = self._window.context
        context.clipboard_put(copied.text, copied.html)
        text = self.tr("Copied: every stage, fit for a patient.")
        context.messages.announce(text)
        self._tell(text)

    @Slot()
    def print_guide(self) -> None:
        """Open the hand-out as the guide to this cancer near this place."""
        page = self.page
        found = page.view_model.found if page is not None else None
        if page is None or found is None:
            self._tell(
                self.tr("There is nothing to print yet."), self.tr("Choose a cancer and a place.")
            )
            return
        self._window.dialogs.show_guide(found.site, page.view_model.origin)

    def _tell(self, text: str, hint: str = "") -> None:
        self._window.context.messages.tell(
            Message(text=text, hint=hint, topic="stages", seconds=NOTE_SECONDS)
        )
