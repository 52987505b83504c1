"""ServicePanel: the detail pane, one service or one place with everything known of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from emndir.search.results import Hit, Origin
from emndir.ui import labels
from emndir.ui.browser import OPENED, open_in_browser
from emndir.ui.context import UiContext
from emndir.ui.detail import CopyKind, Detail, MapSpec
from emndir.ui.messages import Message, Tone
from emndir.ui.viewmodels.service import ServiceViewModel
from emndir.ui.widgets.buttons import wrapped
from emndir.ui.widgets.detail_page import DetailPage
from emndir.ui.widgets.focus_seen import FocusSeen
from emndir.ui.widgets.outline_map import OutlineMap
from emndir.ui.widgets.record_rows import Row

if TYPE_CHECKING:
    from datetime import date

    from emndir.bootstrap import OpenDirectory
    from emndir.ui.way_parts import End, TransportNear

NOTE_SECONDS = 8
TRANSPORT = "transport"


class ServicePanel(QFrame):
    """Shows what its view-model says; asks for a sheet by `print_requested`.

    `record_chosen` says that a person went to another service from here, so that the list
    can follow. `shortlist_requested` says that what is shown is to be put on the shortlist
    or taken off; `number_of` gives numbers in it.
    """

    print_requested = Signal(str)  # uid
    record_chosen = Signal(str)  # uid
    shortlist_requested = Signal()
    patient_view_requested = Signal()
    route_wanted = Signal(object)  # RouteSpec

    def __init__(self, context: UiContext) -> None:
        """Make an empty pane."""
        super().__init__()
        self.setProperty("kind", "surface")
        self.setAccessibleName(self.tr("Details"))
        self._context = context
        self.number_of: Callable[[str], int | None] = lambda _uid: None
        self.view_model = ServiceViewModel(context)
        self._page: DetailPage | None = None
        self._is_wanted = False  # the keyboard, by a record that is still to come
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._nothing())
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        FocusSeen(self._area)
        self._area.verticalScrollBar().rangeChanged.connect(self._fit_margin)
        self._stack.addWidget(self._area)
        self.view_model.shown.connect(self._show)
        self.view_model.renewed.connect(self._renew)
        self.view_model.cleared.connect(self._clear)
        context.theme.dress(self)

    # --- What the window asks -------------------------------------------------------------------

    def show_hit(self, hit: Hit | None, origin: Origin | None = None) -> None:
        """Show a row of a search; None shows that nothing is chosen."""
        self.view_model.show_hit(hit, origin)

    def show_uid(self, uid: str, *, is_place: bool = False, origin: Origin | None = None) -> None:
        """Show a record by its uid."""
        self.view_model.show_uid(uid, is_place=is_place, origin=origin)

    def go_to(self, uid: str, origin: Origin | None = None) -> None:
        """Show a service that a person went to from what is shown."""
        self.view_model.go_to(uid, origin=origin)

    def step_back(self) -> bool:
        """Show the record that this one was opened from; return False where there is none."""
        uid = self.view_model.step_back()
        if uid:
            self.record_chosen.emit(uid)
        return bool(uid)

    def clear(self) -> None:
        """Show that nothing is chosen."""
        self._is_wanted = False
        self.view_model.clear()

    def focus_first(self) -> None:
        """Put the keyboard on the name at the top, as soon as there is one."""
        self._is_wanted = self._page is None
        if self._page is not None:
            self._area.verticalScrollBar().setValue(0)
            self._page.head.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def detail(self) -> Detail | None:
        """Return what is shown, or None."""
        return self.view_model.detail

    @property
    def page(self) -> DetailPage | None:
        """Return the page of the record that is shown, or None."""
        return self._page

    def copy(self, kind: str = CopyKind.CONTACT) -> None:
        """Copy something of what is shown, and say so; where there is none of it, say that."""
        detail = self.view_model.detail
        if detail is None:
            return
        found = detail.copy_of(CopyKind(kind))
        if found is None:
            text, hint = f"{self.tr('There is nothing to copy of')} {detail.name}.", ""
            if kind == CopyKind.PHONE and detail.copies:
                text = f"{self.tr('There is no number to copy of')} {detail.name}."
                if any(fact.icon == "phone-alert-outline" for fact in detail.facts):
                    hint = self.tr("It needs a check: the number on the alert card comes first.")
            self._context.messages.tell(
                Message(text=text, hint=hint, topic="copy", seconds=NOTE_SECONDS)
            )
            return
        self._context.clipboard_put(found.text)
        self._context.messages.announce(found.done)
        if self._page is not None:
            self._page.show_copied()

    def renumber(self) -> None:
        """Show the place in the shortlist as it is now."""
        if self._page is not None and self.detail is not None:
            self._page.show_number(self.number_of(self.detail.uid))

    def explain(self) -> None:
        """Say why it is among the results; once more stops that."""
        if self._page is not None:
            self._page.explain()

    @Slot(bool)
    def _explained(self, is_shown: bool) -> None:
        detail = self.view_model.detail
        if is_shown and detail is not None:
            self._context.messages.announce(detail.why)

    @Slot()
    def ask_for_sheet(self) -> None:
        """Ask for a sheet of the service that is shown, or say why none can be made."""
        detail = self.view_model.detail
        if detail is None:
            return
        if detail.can_print:
            self.print_requested.emit(detail.uid)
            return
        hint = self.tr("Look for another service near the patient.")
        if detail.is_place:
            hint = self.tr("Choose one of the services that are listed here.")
        text = self.tr("No sheet is made of") + f" {detail.name}."
        self._context.messages.tell(
            Message(text=text, hint=hint, topic="print", seconds=NOTE_SECONDS)
        )

    # --- Inside ---------------------------------------------------------------------------------

    def _nothing(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.addStretch(1)
        words = wrapped(self.tr("The service that you choose is shown here."), tone="ink3")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(words)
        column.addStretch(2)
        return page

    @Slot(object)
    def _show(self, detail: Detail) -> None:
        self._put(self._made(detail))

    @Slot(object)
    def _renew(self, detail: Detail) -> None:
        """Show the same record with other words of this minute; tab and scroll stay as they are."""
        before, bar = self._page, self._area.verticalScrollBar()
        if before is None:
            self._show(detail)
            return
        tab, value = before.tabs.currentIndex(), bar.value()
        self._put(self._made(detail))
        if self._page is not None:
            self._page.tabs.setCurrentIndex(tab)
        bar.setValue(value)

    def _made(self, detail: Detail) -> DetailPage:
        if not self._context.core.settings.open_routes:
            detail = replace(detail, route=None)
        page = DetailPage(detail, self._rows(detail), self._map(detail))
        page.transport_wanted.connect(self._look_for_transport)
        page.route_wanted.connect(partial(self.route_wanted.emit, detail.route))
        page.copy_requested.connect(self.copy)
        page.sheet_requested.connect(self.ask_for_sheet)
        page.shortlist_requested.connect(self.shortlist_requested)
        page.show_number(self.number_of(detail.uid))
        page.record_chosen.connect(self._go)
        page.opened.connect(self._open)
        page.why_shown.connect(self._explained)
        page.view_requested.connect(self.patient_view_requested)
        page.place_chosen.connect(self._go_to_place)
        return page

    @Slot()
    def _look_for_transport(self) -> None:
        """Look up who takes people near both ends, since somebody looks at the way there."""
        page, directory, detail = self.sender(), self._context.directory, self.detail
        if directory is None or detail is None or not isinstance(page, DetailPage):
            return

        def show(found: tuple[TransportNear, ...]) -> None:
            if isValid(page):
                page.show_near(found)

        work = partial(near_ends, directory, detail.ends, self._context.today())
        self._context.tasks.run(TRANSPORT, work, show, self._context.messages.report)

    def _put(self, page: DetailPage, dress: Callable[[], None] = lambda: None) -> None:
        """Show a page in place of the one before; `dress` what stays while neither is there."""
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self._area.isAncestorOf(focused)
        self._page = page
        before = self._area.takeWidget()
        dress()
        self._area.setWidget(page)
        self._area.verticalScrollBar().setValue(0)
        self._stack.setCurrentIndex(1)
        if had_focus or self._is_wanted:
            self.focus_first()
        if before is not None:
            before.deleteLater()  # only now: the focus has left it

    @Slot()
    def _clear(self) -> None:
        self._context.tasks.drop(TRANSPORT)
        self._page = None
        before = self._area.takeWidget()
        self._stack.setCurrentIndex(0)
        if before is not None:
            before.deleteLater()

    @Slot()
    def _fit_margin(self) -> None:
        if self._page is not None:
            bar = self._area.verticalScrollBar()
            self._page.leave_room(bar.sizeHint().width() if bar.maximum() else 0)

    def take_look(self, dress: Callable[[], None]) -> Iterator[None]:
        """Draw the page anew for another theme or text size; making it and showing it take a turn."""
        before, detail = self._page, self.view_model.detail
        if before is None or detail is None:
            dress()
            return
        page = self._made(detail)
        yield
        if self._page is not before:  # another record came meanwhile
            page.deleteLater()
            dress()
            return
        tab = before.tabs.currentIndex()
        self._put(page, dress)
        page.tabs.setCurrentIndex(tab)

    def _rows(self, detail: Detail) -> list[Row]:
        directory = self._context.directory
        vocabulary = directory.vocabulary if directory else None
        return [
            Row(
                uid=one.uid,
                icon=labels.service_icon(vocabulary, one.service_type),
                name=one.name,
                second=labels.kind_in_words(vocabulary, one),
            )
            for one in detail.same_place
        ]

    def _map(self, detail: Detail) -> OutlineMap | None:
        return outline_of(self._context, detail.map)

    @Slot(str)
    def _go(self, uid: str) -> None:
        self.view_model.go_to(uid, origin=self.view_model.origin)
        self.record_chosen.emit(uid)

    @Slot(str)
    def _go_to_place(self, uid: str) -> None:
        self.view_model.go_to(uid, is_place=True, origin=self.view_model.origin)

    @Slot(QUrl)
    def _open(self, address: QUrl) -> None:
        """Open a page or a letter in the system's own program, since a person asked for it."""
        if address.scheme() in OPENED and not open_in_browser(address):
            self._context.messages.tell(
                Message(
                    text=self.tr("No program on this computer opens that address."),
                    hint=f"{self.tr('It is')} {address.toDisplayString()}.",
                    tone=Tone.WARN,
                    topic="open",
                )
            )


def near_ends(
    directory: OpenDirectory, ends: Sequence[End], today: date
) -> tuple[TransportNear, ...]:
    """Return the transport near both ends of a journey: for a worker thread."""
    from emndir.ui.wording.transport import transport_near  # with what a patient may see: 100 ms

    return transport_near(directory, ends, today)


def outline_of(
    context: UiContext, spec: MapSpec | None, *, is_large: bool = False
) -> OutlineMap | None:
    """Return a map that points at something; None where there is none, or none is wanted."""
    directory, wanted = context.directory, context.core.settings.show_map
    if spec is None or directory is None or not wanted:
        return None
    outline = OutlineMap(is_large=is_large)
    names = directory.gazetteer.place_names
    places = (place for those in names.values() for place in those)
    outline.set_ground(directory.outline, places)
    outline.show_place(spec)
    return outline
