"""HandoutViewModel: one sheet in the making: its text size, what was checked, its pages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from emndir.domain.errors import EmndirError
from emndir.domain.freshness import PaperRule
from emndir.domain.vocabulary import FactGroup
from emndir.geography.gazetteer import Located
from emndir.handouts.blocks import Sheet
from emndir.handouts.document import single_sheet
from emndir.handouts.patient_view import PatientService
from emndir.handouts.pdf import page_count, sheet_pdf
from emndir.handouts.phrases import phrases
from emndir.handouts.plain_text import sheet_text
from emndir.handouts.standing import doubts
from emndir.search.results import Origin
from emndir.ui.context import UiContext
from emndir.ui.wording.loaded import Asked, nearest_first

if TYPE_CHECKING:
    from emndir.bootstrap import OpenDirectory

TOPIC = "handout"
_ALL_GROUPS = frozenset(FactGroup)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One thing to check before printing. `group` is None for what no check here can settle."""

    group: FactGroup | None
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a sheet is made of."""

    uid: str
    points: int
    today: date
    confirmed: frozenset[FactGroup] = frozenset()
    origin: Origin | None = None
    has_map: bool = True
    head_left: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeSheet:
    """A finished sheet: its pages, its words, and what to check.

    `doubts` are all there are, whether they were ticked or not.
    """

    sheet: Sheet
    pdf: bytes
    text: str
    pages: int
    doubts: tuple[Doubt, ...]


class HandoutViewModel(QObject):
    """Makes the sheet of one service anew whenever something is chosen.

    Nothing is kept but the text size: what was checked counts for this sheet only.
    """

    making = Signal()
    made = Signal(object)  # MadeSheet
    failed = Signal(object)  # EmndirError

    def __init__(self, context: UiContext, uid: str, origin: Origin | None = None) -> None:
        """Hold what the sheet is of; `make` makes it."""
        super().__init__()
        self._context = context
        self._uid, self._origin = uid, origin
        self._points = context.core.settings.handout_points
        self._confirmed: frozenset[FactGroup] = frozenset()
        self._sheet: MadeSheet | None = None

    @property
    def points(self) -> int:
        """Return the text size in points."""
        return self._points

    @property
    def confirmed(self) -> frozenset[FactGroup]:
        """Return the fact groups that were checked for this sheet."""
        return self._confirmed

    @property
    def sheet(self) -> MadeSheet | None:
        """Return the finished sheet, or None while it is in the making."""
        return self._sheet

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

    def confirm(self, group: FactGroup, *, is_checked: bool) -> None:
        """Take a fact group as checked today, or not, and make the sheet again."""
        groups = self._confirmed | {group} if is_checked else self._confirmed - {group}
        if groups != self._confirmed:
            self._confirmed = groups
            self.make()

    def make(self) -> None:
        """Make the sheet in the background; `made` or `failed` says how it went."""
        context, directory = self._context, self._context.directory
        self._sheet = None
        self.making.emit()
        if directory is None:
            self._fail(EmndirError("The directory is not open yet.", "Try again in a moment."))
            return
        settings = context.core.settings
        request = Request(
            uid=self._uid,
            points=self._points,
            today=context.today(),
            confirmed=self._confirmed,
            origin=self._origin,
            has_map=settings.print_map,
            head_left=settings.clinic_name,
        )
        work = partial(make_sheet, directory, request)
        context.tasks.run(TOPIC, work, self._show, self._fail)

    def forget(self) -> None:
        """Drop the sheet, be it made or in the making, and what was checked for it."""
        self._context.tasks.drop(TOPIC)
        self._sheet = None
        self._confirmed = frozenset()

    def _show(self, made: MadeSheet) -> None:
        self._sheet = made
        self.made.emit(made)

    def _fail(self, error: BaseException) -> None:
        if isinstance(error, EmndirError):
            self.failed.emit(error)
            return
        self.failed.emit(
            EmndirError("The sheet could not be made.", "Close this window and try once more.")
        )
        self._context.messages.report(error)


def make_sheet(directory: OpenDirectory, request: Request) -> MadeSheet:
    """Return the sheet of one service: for a worker thread.

    Raises:
        UnknownServiceError: for a uid that the directory does not have.
        HandoutError: for a service that is not offered.
    """
    service = directory.service(request.uid)
    locations = [place.location for place in service.places]
    service = nearest_first(service, Asked.about(locations, request.origin))
    rule = PaperRule(directory.info.paper_rule)
    view = partial(PatientService.of, service, today=request.today, rule=rule)
    names = directory.gazetteer.place_names
    sheet = single_sheet(
        view(confirmed=request.confirmed),
        printed_on=request.today,
        data_date=directory.info.data_date,
        points=request.points,
        origin=_located(request.origin),
        outline=directory.outline if request.has_map else None,
        places=tuple(place for those in names.values() for place in those),
        head_left=request.head_left,
    )
    said = phrases()
    return MadeSheet(
        sheet=sheet,
        pdf=sheet_pdf(sheet),
        text=sheet_text(sheet),
        pages=page_count(sheet),
        doubts=_grouped(doubts(view(), said), doubts(view(confirmed=_ALL_GROUPS), said)),
    )


def _located(origin: Origin | None) -> Located | None:
    if origin is None:
        return None
    return Located(
        label=origin.label,
        position=origin.position,
        note=origin.note,
        county=origin.county,
        district=origin.district,
    )


def _grouped(
    every: tuple[tuple[FactGroup, str], ...], lasting: tuple[tuple[FactGroup, str], ...]
) -> tuple[Doubt, ...]:
    """Return one doubt a fact group; what stays under every check stands last, on its own."""
    groups: dict[FactGroup, list[str]] = {}
    for group, sentence in every:
        if (group, sentence) not in lasting:
            groups.setdefault(group, []).append(sentence)
    found = [Doubt(group=group, sentences=tuple(said)) for group, said in groups.items()]
    if lasting:
        found.append(Doubt(group=None, sentences=tuple(sentence for _, sentence in lasting)))
    return tuple(found)
