"""HandoutViewModel: a hand-out in the making: its text size, what was checked, its pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from emndir.domain.errors import EmndirError
from emndir.domain.vocabulary import FactGroup
from emndir.geography.gazetteer import Located
from emndir.handouts.blocks import Sheet
from emndir.handouts.pdf import page_count, sheets_pdf
from emndir.handouts.plain_text import sheets_text
from emndir.making import Checked, Doubt, Recipe, find_doubts, make_sheets
from emndir.search.results import Origin
from emndir.ui.context import UiContext

if TYPE_CHECKING:
    from emndir.bootstrap import OpenDirectory

TOPIC = "handout"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a hand-out is made of: one sheet a service, in the order of `uids`."""

    uids: tuple[str, ...]
    points: int
    today: date
    confirmed: frozenset[Checked] = frozenset()
    origin: Origin | None = None
    has_map: bool = True
    head_left: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeHandout:
    """A finished hand-out: its sheets, their pages and words, and what to check.

    `starts` has the number of the page, counted from 0, on which each sheet begins.
    `doubts` are all there are, whether they were ticked or not.
    """

    sheets: tuple[Sheet, ...]
    pdf: bytes
    text: str
    pages: int
    doubts: tuple[Doubt, ...]
    starts: tuple[int, ...] = (0,)

    @property
    def empty(self) -> tuple[str, ...]:
        """Return the titles of sheets on which nothing is left that a patient could use."""
        return tuple(sheet.title for sheet in self.sheets if sheet.is_empty)

    @property
    def is_empty(self) -> bool:
        """Return True if a patient could use none of it."""
        return len(self.empty) == len(self.sheets)


OneSheet = tuple[Sheet, tuple[Doubt, ...]]
"""A service's sheet, and what is doubtful on it."""


class HandoutViewModel(QObject):
    """Makes the sheets of some services anew whenever something is chosen.

    Nothing is kept but the text size: what was checked counts for this hand-out only.
    """

    making = Signal()
    made = Signal(object)  # MadeHandout
    failed = Signal(object)  # EmndirError

    def __init__(
        self, context: UiContext, uids: Sequence[str], origin: Origin | None = None
    ) -> None:
        """Hold what the hand-out is of, in its order; `make` makes it."""
        super().__init__()
        self._context = context
        self._uids, self._origin = tuple(uids), origin
        self._points = context.core.settings.handout_points
        self._confirmed: frozenset[Checked] = frozenset()
        self._handout: MadeHandout | None = None
        self._directory: OpenDirectory | None = None
        self._known: dict[Request, OneSheet] = {}  # of `_directory`
        self._is_done = False
        self._ticked = ""  # the service of what was checked last

    @property
    def uids(self) -> tuple[str, ...]:
        """Return the services of the hand-out in their order."""
        return self._uids

    @property
    def is_waiting(self) -> bool:
        """Return True while there is a sheet, or one in the making, that nobody has taken yet."""
        return not self._is_done

    def take(self) -> None:
        """Take it that the sheet was printed, saved or copied; another one is to be taken anew."""
        self._is_done = True

    @property
    def points(self) -> int:
        """Return the text size in points."""
        return self._points

    @property
    def confirmed(self) -> frozenset[Checked]:
        """Return the fact groups that were checked for this hand-out, each with its service."""
        return self._confirmed

    @property
    def handout(self) -> MadeHandout | None:
        """Return the finished hand-out, or None while it is in the making."""
        return self._handout

    def turned_page(self) -> int | None:
        """Return once where the sheet begins that a tick made anew, where there are several."""
        uid, self._ticked = self._ticked, ""
        if self._handout is None or len(self._uids) < 2 or uid not in self._uids:
            return None
        return self._handout.starts[self._uids.index(uid)]

    def set_points(self, points: int) -> None:
        """Choose the text size, and remember it for the next sheet."""
        if points == self._points:
            return
        self._points = points
        core = self._context.core
        try:
            core.change_settings(replace(core.settings, handout_points=points))
        except EmndirError as error:
            self._context.messages.report(error)
        self.make()

    def confirm(self, uid: str, group: FactGroup, *, is_checked: bool) -> None:
        """Take a service's fact group as checked today, or not, and make its sheet again."""
        one = {(uid, group)}
        groups = self._confirmed | one if is_checked else self._confirmed - one
        if groups != self._confirmed:
            self._confirmed = groups
            self._ticked = uid
            self.make()

    def make(self) -> None:
        """Make the hand-out in the background; `made` or `failed` says how it went."""
        context, directory = self._context, self._context.directory
        self._handout, self._is_done = None, False
        self.making.emit()
        if directory is None:
            self._fail(EmndirError("The directory is not open yet.", "Try again in a moment."))
            return
        settings = context.core.settings
        request = Request(
            uids=self._uids,
            points=self._points,
            today=context.today(),
            confirmed=self._confirmed,
            origin=self._origin,
            has_map=settings.print_map,
            head_left=settings.clinic_name,
        )
        if directory is not self._directory:
            self._directory, self._known = directory, {}
        work = partial(make_handout, directory, request, self._known)
        context.tasks.run(TOPIC, work, self._show, self._fail)

    def forget(self) -> None:
        """Drop the hand-out, be it made or in the making, and what was checked for it."""
        self._context.tasks.drop(TOPIC)
        self._handout, self._is_done = None, True
        self._directory, self._known = None, {}
        self._confirmed = frozenset()

    def _show(self, made: MadeHandout) -> None:
        self._handout, self._is_done = made, made.is_empty
        self.made.emit(made)

    def _fail(self, error: BaseException) -> None:
        self._is_done = True
        if isinstance(error, EmndirError):
            self.failed.emit(error)
            return
        self.failed.emit(
            EmndirError("The sheet could not be made.", "Close this window and try once more.")
        )
        self._context.messages.report(error)


def make_handout(
    directory: OpenDirectory, request: Request, known: dict[Request, OneSheet] | None = None
) -> MadeHandout:
    """Return the sheets of some services as one document: for a worker thread.

    Sheets that are `known`, each by the request for it alone, are not made again; those that
    are made are put there.

    Raises:
        UnknownServiceError: for a uid that the directory does not have.
        HandoutError: for a service that is not offered.
    """
    sheets: list[Sheet] = []
    found: list[Doubt] = []
    for number, uid in enumerate(request.uids, start=1):
        checked = frozenset(one for one in request.confirmed if one[0] == uid)
        alone = replace(request, uids=(uid,), confirmed=checked)
        made = (known or {}).get(alone) or _sheet(directory, alone)
        if known is not None:
            known[alone] = made
        sheet, doubtful = made
        title = f"{number}. {sheet.title}" if len(request.uids) > 1 else sheet.title
        sheets.append(sheet)
        found += [replace(doubt, title=title) for doubt in doubtful]
    return MadeHandout(
        sheets=tuple(sheets),
        pdf=sheets_pdf(sheets),
        text=sheets_text(sheets),
        pages=page_count(*sheets),
        doubts=tuple(found),
        starts=tuple(accumulate((page_count(one) for one in sheets[:-1]), initial=0)),
    )


def _sheet(directory: OpenDirectory, request: Request) -> OneSheet:
    """Return the sheet of the one service of a request, and what is doubtful on it."""
    recipe = Recipe(
        uids=request.uids,
        points=request.points,
        with_map=request.has_map,
        confirmed=request.confirmed,
    )
    origin, today = _located(request.origin), request.today
    (sheet,) = make_sheets(
        directory, recipe, today=today, clinic_name=request.head_left, origin=origin
    )
    return sheet, find_doubts(directory, recipe, today=today, origin=origin)


def _located(origin: Origin | None) -> Located | None:
    if origin is None:
        return None
    return Located(
        label=origin.label,
        position=origin.position,
        note=origin.note,
        county=origin.county,
        district=origin.district,
        is_area=origin.is_area,
    )
