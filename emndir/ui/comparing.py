"""Comparing: opens the comparison in the place of search and results, and forgets it on the way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from emndir.ui.covering import KEPT_BY_ALL, Covering
from emndir.ui.messages import Message
from emndir.ui.window_dialogs import load_modules

if TYPE_CHECKING:
    from emndir.ui.main_window import MainWindow
    from emndir.ui.pages.compare_page import ComparePage
    from emndir.ui.widgets.compare_bar import Offer

LEAST = 2
NOTE_SECONDS = 8
OFFERED = 12
"""Results that can be added as a column."""
_MODULES = (
    "emndir.choice.comparison",
    "emndir.choice.figures_beside",
    "emndir.ui.compared",
    "emndir.ui.wording.key_facts",
    "emndir.ui.wording.about",
    "emndir.handouts.patient_view",
    "emndir.handouts.sections",
    "emndir.ui.wording.loading",
    "emndir.ui.wording.way",
    "emndir.ui.wording.comparison",
    "emndir.ui.compare_way",
    "emndir.ui.viewmodels.compare",
    "emndir.ui.widgets.waits_plot",
    "emndir.ui.widgets.compare_table",
    "emndir.ui.widgets.compare_heads",
    "emndir.ui.pages.compare_page",
)
"""What the page is made with, in pieces that keep the window for less than 50 ms each."""
KEPT = KEPT_BY_ALL | {"compare"}
"""Actions that work on the page."""


class Comparing(QObject):
    """Shows the page over everything but messages and the foot of the window.

    It is made anew each time and is gone when it is left: by Esc, by F8, or to one of its services.
    """

    def __init__(self, window: MainWindow) -> None:
        """Follow a window whose parts are made."""
        super().__init__(window)
        self._window = window
        self.page: ComparePage | None = None
        self._focus: QWidget | None = None
        self._covering = Covering(window, KEPT)
        window.context.cleared.connect(self.forget)
        window.search.criteria_changed.connect(self.forget)

    @property
    def is_open(self) -> bool:
        """Return True while the comparison is shown."""
        return self.page is not None

    # --- opening -------------------------------------------------------------------------

    @Slot()
    def open(self) -> None:
        """Compare the shortlist, and what is chosen where that is only one; once more goes back."""
        if self.leave():
            return
        asked = self._asked()
        if len(asked) < LEAST and not (asked and asked[0][1]):
            self._tell(
                self.tr("There is nothing to compare yet."),
                self.tr("Put two or more services on the shortlist, then press Ctrl M."),
            )
            return
        self._show(asked)

    def _asked(self) -> list[tuple[str, bool]]:
        window = self._window
        asked = [(item.uid, False) for item in window.shortlist.items]
        detail = window.service_panel.detail
        if len(asked) < LEAST and detail is not None and (detail.is_place or detail.can_print):
            one = (detail.uid, detail.is_place)
            if one not in asked:
                asked.append(one)
        return asked

    def _show(self, asked: Sequence[tuple[str, bool]]) -> None:
        load_modules(_MODULES)
        from emndir.ui.pages.compare_page import ComparePage  # after the first paint
        from emndir.ui.viewmodels.compare import CompareViewModel
        from emndir.ui.wording.comparison import Request

        window = self._window
        results = window.search.results
        origin = results.origin if results else None
        request = Request(
            asked=tuple(asked),
            origin=origin,
            site=window.search.site_asked,
            with_figures=window.context.core.settings.show_figures,
            with_routes=window.context.core.settings.open_routes,
        )
        view_model = CompareViewModel(window.context, request)
        page = self.page = ComparePage(window.context, view_model, self._offers)
        view_model.setParent(page)
        view_model.emptied.connect(self.leave)
        page.left.connect(self.leave)
        page.opened.connect(self._open_record)
        page.rearranged.connect(window.ways.order_tabs)
        page.resized.connect(self._covering.fit_status)
        page.copy_wanted.connect(self.copy)
        page.print_wanted.connect(self.print_table)
        page.route_wanted.connect(window.dialogs.show_route)
        self._focus = window.focusWidget()
        self._covering.put(page)
        page.focus_part()
        view_model.read()
        told = self.tr("Comparison. Arrow keys move, Escape goes back.")
        if view_model.left_over:
            text = self.tr("The first four of the shortlist are compared.")
            self._tell(text, self.tr("Remove a column to add another one."))
            told = f"{told} {text}"
        window.context.messages.announce(told)

    def _offers(self) -> list[Offer]:
        """Return the rest of the shortlist, then the first results, places too."""
        from emndir.ui.widgets.compare_bar import Offer

        window = self._window
        found = {item.uid: Offer(item.uid, item.name) for item in window.shortlist.items}
        results = window.search.results
        for hit in results.hits[:OFFERED] if results else ():
            one = hit.summary
            if one.status.is_offered:
                found.setdefault(one.uid, Offer(one.uid, one.name, one.is_place))
        return list(found.values())

    # --- leaving -------------------------------------------------------------------------

    @Slot()
    def leave(self) -> bool:
        """Go back to where the keyboard was; return False where nothing is compared."""
        focus = self._focus
        if not self._take_away():
            return False
        if focus is not None and isValid(focus) and focus.isVisible():
            focus.setFocus()
        else:
            self._window.results_panel.focus_part()
        return True

    def step_back(self) -> bool:
        """Go from the map to the table, then back; return False where nothing is compared."""
        return (self.page is not None and self.page.way.close()) or self.leave()

    @Slot()
    def forget(self) -> None:
        """Take the page away; the keyboard is led by whoever asked for it."""
        self._take_away()

    def _take_away(self) -> bool:
        page, self.page = self.page, None
        if page is None:
            return False
        self._focus = None
        page.hide()
        page.way.forget()
        page.view_model.forget()
        self._covering.uncover()
        page.setParent(None)
        page.deleteLater()
        self._window.ways.order_tabs()
        return True

    @Slot(str, bool)
    def _open_record(self, uid: str, is_place: bool) -> None:
        """Leave for a service or place of the comparison."""
        self._take_away()
        if is_place:
            results = self._window.search.results
            origin = results.origin if results else None
            self._window.service_panel.show_uid(uid, is_place=True, origin=origin)
            self._window.page.show_detail()
        else:
            self._window.show_record(uid)

    # --- the whole table -----------------------------------------------------------------

    def copy_or(self, otherwise: Callable[[], object]) -> Callable[[], object]:
        """Return what copies the comparison while it is shown, and else something else."""
        return lambda: self.copy() if self.is_open else otherwise()

    def print_or(self, otherwise: Callable[[], object]) -> Callable[[], object]:
        """Return what prints the comparison while it is shown, and else something else."""
        return lambda: self.print_table() if self.is_open else otherwise()

    @Slot()
    def copy(self) -> None:
        """Copy the table as text and for a word processor, fit for a patient."""
        page = self.page
        copied = page.view_model.copy(page.way.copied) if page is not None else None
        if copied is None:
            return
        context = self._window.context
        context.clipboard_put(copied.text, copied.html)
        text = self.tr("Copied: the comparison as a table, fit for a patient.")
        context.messages.announce(text)
        self._tell(text)

    @Slot()
    def print_table(self) -> None:
        """Open the hand-out of the columns' services, with the table that compares them."""
        page = self.page
        uids = page.view_model.service_uids if page is not None else ()
        if page is None or not uids:
            self._tell(
                self.tr("There is nothing to print."),
                self.tr("Places are not printed: add a service."),
            )
            return
        request = page.view_model.request
        self._window.dialogs.show_handout(uids, request.origin, request.site, with_table=True)

    def _tell(self, text: str, hint: str = "") -> None:
        self._window.context.messages.tell(
            Message(text=text, hint=hint, topic="compare", seconds=NOTE_SECONDS)
        )
