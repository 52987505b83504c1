"""ServiceViewModel: which record the detail pane shows, and what there is to say about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from emndir.domain.errors import HandoutError, UnknownServiceError
from emndir.domain.freshness import PaperRule
from emndir.handouts.patient_others import patient_place
from emndir.handouts.patient_view import PatientService
from emndir.search.results import Hit, Origin
from emndir.ui.card_words import why_in_words
from emndir.ui.context import UiContext
from emndir.ui.detail import Detail
from emndir.ui.wording.loaded import Asked, LoadedPlace, LoadedService, nearest_first
from emndir.ui.wording.place import describe_place
from emndir.ui.wording.service import describe_service

if TYPE_CHECKING:
    from emndir.bootstrap import OpenDirectory
    from emndir.domain.location import Location
    from emndir.domain.service import Service

TOPIC = "detail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A record to show, and what it is looked at for.

    `owner` is who runs a place, `why` why it is among the results.
    """

    uid: str
    is_place: bool = False
    owner: str = ""
    origin: Origin | None = None
    serves_origin: bool | None = None
    why: str = ""


class ServiceViewModel(QObject):
    """Loads one service or place at a time; `shown` carries the answer.

    `cleared` says that there is nothing to show: nothing is chosen, or it is gone.
    """

    shown = Signal(object)  # Detail
    cleared = Signal()

    def __init__(self, context: UiContext) -> None:
        """Start with nothing chosen; another directory shows the same record anew."""
        super().__init__()
        self._context = context
        self._wanted: Wanted | None = None
        self._detail: Detail | None = None
        context.directory_opened.connect(self._ask)

    @property
    def detail(self) -> Detail | None:
        """Return what is shown, or None."""
        return self._detail

    @property
    def origin(self) -> Origin | None:
        """Return where distances are measured from, or None."""
        return self._wanted.origin if self._wanted else None

    def show_hit(self, hit: Hit | None, origin: Origin | None = None) -> None:
        """Show a row of a search; None clears the pane."""
        if hit is None:
            self.clear()
            return
        self._want(
            Wanted(
                uid=hit.summary.uid,
                is_place=hit.summary.is_place,
                owner=hit.summary.organization_name,
                origin=origin,
                serves_origin=hit.serves_origin,
                why=why_in_words(hit),
            )
        )

    def show_uid(self, uid: str, *, is_place: bool = False, origin: Origin | None = None) -> None:
        """Show a record by its uid."""
        self._want(Wanted(uid=uid, is_place=is_place, origin=origin))

    @Slot()
    def clear(self) -> None:
        """Show nothing, and forget what was shown."""
        self._context.tasks.drop(TOPIC)
        self._wanted = self._detail = None
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
        work = partial(load_detail, directory, self._wanted, self._context.today())
        self._context.tasks.run(TOPIC, work, self._show, self._fail)

    def _show(self, detail: Detail) -> None:
        self._detail = detail
        self.shown.emit(detail)

    def _fail(self, error: BaseException) -> None:
        self.clear()
        self._context.messages.report(error)


def load_detail(directory: OpenDirectory, wanted: Wanted, today: date) -> Detail:
    """Return everything to show of a record: for a worker thread.

    Raises:
        UnknownServiceError: for a uid that the directory does not have.
    """
    detail = (_place if wanted.is_place else _service)(directory, wanted, today)
    return replace(detail, why=wanted.why)


def _service(directory: OpenDirectory, wanted: Wanted, today: date) -> Detail:
    service = directory.service(wanted.uid)
    locations = [place.location for place in service.places]
    asked = Asked.about(locations, wanted.origin, wanted.serves_origin)
    service = nearest_first(service, asked)
    rule = PaperRule(directory.info.paper_rule)
    loaded = LoadedService(
        service=service,
        vocabulary=directory.vocabulary,
        today=today,
        asked=asked,
        successor=_successor(directory, service),
        patient=_patient(service, today, rule) if service.status.is_offered else None,
        data_date=directory.info.data_date,
    )
    places = loaded.places
    if places:
        there = directory.services_at(places[0].location.uid)
        same_place = tuple(one for one in there if one.uid != service.uid and one.status.is_offered)
        loaded = replace(loaded, same_place=same_place)
    return describe_service(loaded)


def _place(directory: OpenDirectory, wanted: Wanted, today: date) -> Detail:
    location = directory.location(wanted.uid)
    services = tuple(one for one in directory.services_at(location.uid) if one.status.is_offered)
    return describe_place(
        LoadedPlace(
            location=location,
            today=today,
            asked=Asked.about([location], wanted.origin),
            owner=wanted.owner,
            services=services,
            patient=_patient_place(location, today, PaperRule(directory.info.paper_rule)),
        )
    )


def _patient(service: Service, today: date, rule: PaperRule) -> PatientService | None:
    """Return what a patient may see; None where the record has no name that may be shown."""
    try:
        return PatientService.of(service, today=today, rule=rule)
    except HandoutError:
        return None


def _patient_place(location: Location, today: date, rule: PaperRule) -> PatientService | None:
    return patient_place(location, today=today, rule=rule) if location.status.is_offered else None


def _successor(directory: OpenDirectory, service: Service) -> Service | None:
    """Return the service that `became` names; it may be words instead of a uid."""
    if not service.became or " " in service.became:
        return None
    try:
        return directory.service(service.became)
    except UnknownServiceError:
        return None
