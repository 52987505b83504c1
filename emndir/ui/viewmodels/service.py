"""ServiceViewModel: which record the detail pane shows, and what there is to say about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from emndir.search.results import Hit, Origin
from emndir.ui.card_words import why_in_words
from emndir.ui.context import UiContext
from emndir.ui.detail import Detail

if TYPE_CHECKING:
    from emndir.bootstrap import OpenDirectory

TOPIC = "detail"
LONGEST_TRAIL = 50
"""Records that the way back leads through at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A record to show, and what it is looked at for.

    `owner` is who runs a place, `why` why it is among the results.
    """

    uid: str
    is_place: bool = False
    owner: str = ""
    origin: Origin | None = None
    why: str = ""


class ServiceViewModel(QObject):
    """Loads one service or place at a time; `shown` carries the answer.

    `cleared` says that there is nothing to show: nothing is chosen, or it is gone.
    """

    shown = Signal(object)  # Detail
    renewed = Signal(object)  # Detail: the same record, what is said of this minute has changed
    cleared = Signal()

    def __init__(self, context: UiContext) -> None:
        """Start with nothing chosen; another directory shows the same record anew."""
        super().__init__()
        self._context = context
        self._wanted: Wanted | None = None
        self._detail: Detail | None = None
        self._said_at = datetime.min
        self._trail: list[Wanted] = []  # the records that led to this one, in memory only
        context.directory_opened.connect(self._ask)

    @property
    def detail(self) -> Detail | None:
        """Return what is shown, or None."""
        return self._detail

    @property
    def wanted_uid(self) -> str:
        """Return the uid of what is shown or on its way, "" where nothing is chosen."""
        return self._wanted.uid if self._wanted else ""

    @property
    def origin(self) -> Origin | None:
        """Return where distances are measured from, or None."""
        return self._wanted.origin if self._wanted else None

    def show_hit(self, hit: Hit | None, origin: Origin | None = None) -> None:
        """Show a row of a search; None clears the pane."""
        if hit is None:
            self.clear()
            return
        self._trail = []
        self._want(
            Wanted(
                uid=hit.summary.uid,
                is_place=hit.summary.is_place,
                owner=hit.summary.organization_name,
                origin=origin,
                why=why_in_words(hit),
            )
        )

    def show_uid(self, uid: str, *, is_place: bool = False, origin: Origin | None = None) -> None:
        """Show a record by its uid."""
        self._trail = []
        self._want(Wanted(uid=uid, is_place=is_place, origin=origin))

    def go_to(self, uid: str, *, is_place: bool = False, origin: Origin | None = None) -> None:
        """Show a record that was opened from another one: `step_back` leads back to that."""
        wanted, before = Wanted(uid=uid, is_place=is_place, origin=origin), self._wanted
        if before is not None and (before.uid, before.is_place) != (uid, is_place):
            self._trail = [*self._trail, before][-LONGEST_TRAIL:]
        self._want(wanted)

    def step_back(self) -> str:
        """Show the record that this one was opened from and return its uid; "" where there is none."""
        if not self._trail:
            return ""
        self._want(self._trail.pop())
        return self._wanted.uid if self._wanted else ""

    @Slot()
    def clear(self) -> None:
        """Show nothing, and forget what was shown."""
        self._context.tasks.drop(TOPIC)
        self._wanted = self._detail = None
        self._trail = []
        self.cleared.emit()

    def _want(self, wanted: Wanted) -> None:
        if wanted != self._wanted:
            self._wanted = wanted
            self._ask()

    @Slot()
    def _ask(self) -> None:
        directory = self._context.directory
        if self._wanted is None or directory is None:
            return
        self._context.tasks.run(TOPIC, self._work(directory, self._wanted), self._show, self._fail)

    def _work(self, directory: OpenDirectory, wanted: Wanted) -> Callable[[], Detail]:
        now = self._context.core.clock()
        with_figures = self._context.core.settings.show_figures
        return partial(
            load_detail, directory, wanted, now.date(), with_figures=with_figures, now=now
        )

    @Slot()
    def look_at_clock(self) -> None:
        """Say anew what hours say of this minute, where the minute has come at which that changes.

        What is the same as before is not shown anew.
        """
        directory, detail, wanted = self._context.directory, self._detail, self._wanted
        if directory is None or detail is None or wanted is None or detail.good_until is None:
            return
        now = self._context.core.clock()
        if self._said_at <= now < detail.good_until:
            return
        self._said_at = now
        work = self._work(directory, wanted)
        self._context.tasks.run(TOPIC, work, self._show_anew, self._fail)

    def _show_anew(self, detail: Detail) -> None:
        before, self._detail = self._detail, detail
        if before is None or replace(before, good_until=detail.good_until) != detail:
            self.renewed.emit(detail)

    def _show(self, detail: Detail) -> None:
        self._detail = detail
        self._said_at = self._context.core.clock()
        self.shown.emit(detail)

    def _fail(self, error: BaseException) -> None:
        self.clear()
        self._context.messages.report(error)


def load_detail(
    directory: OpenDirectory,
    wanted: Wanted,
    today: date,
    *,
    with_figures: bool = True,
    now: datetime | None = None,
) -> Detail:
    """Return everything to show of a record: for a worker thread. `now` is the minute that it is.

    Published figures come with it only where the settings of the site want them.

    Raises:
        UnknownServiceError: for a uid that the directory does not have.
    """
    from emndir.ui.wording.loading import place_detail, service_detail  # 100 ms: not at the start

    if wanted.is_place:
        detail = place_detail(directory, wanted, today, with_figures=with_figures)
    else:
        detail = service_detail(directory, wanted, today, with_figures=with_figures, now=now)
    return replace(detail, why=wanted.why)
