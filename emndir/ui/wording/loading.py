"""Reads a record and puts it into words, all of it in the worker: what it imports takes its time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from emndir.domain.errors import HandoutError, UnknownServiceError
from emndir.domain.freshness import PaperRule
from emndir.domain.location import Location
from emndir.domain.service import Service
from emndir.handouts.patient_others import patient_place
from emndir.handouts.patient_view import PatientService
from emndir.ui.detail import Detail
from emndir.ui.wording.figures import service_figures, trust_figures
from emndir.ui.wording.loaded import Asked, LoadedPlace, LoadedService, nearest_first
from emndir.ui.wording.opening import good_until
from emndir.ui.wording.place import describe_place
from emndir.ui.wording.service import describe_service

if TYPE_CHECKING:
    from emndir.bootstrap import OpenDirectory
    from emndir.ui.viewmodels.service import Wanted


def service_detail(
    directory: OpenDirectory,
    wanted: Wanted,
    today: date,
    *,
    with_figures: bool = True,
    now: datetime | None = None,
) -> Detail:
    """Return everything to show of a service; published figures where they are wanted.

    With the minute that it is, also what the hours say at it.

    Raises:
        UnknownServiceError: for a uid that the directory does not have.
    """
    loaded = replace(load_service(directory, wanted, today), now=now)
    detail = describe_service(loaded)
    if now is not None:
        detail = replace(detail, good_until=good_until(loaded.service, now))
    if with_figures:
        figures = service_figures(directory, loaded.service, today)
        detail = replace(detail, figures=figures)
    return detail


def load_service(directory: OpenDirectory, wanted: Wanted, today: date) -> LoadedService:
    """Return a service with what is said around it.

    Raises:
        UnknownServiceError: for a uid that the directory does not have.
    """
    service = directory.service(wanted.uid)
    locations = [place.location for place in service.places]
    serves = directory.serves(service.uid, wanted.origin) if wanted.origin is not None else None
    asked = Asked.about(locations, wanted.origin, serves)
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
    return loaded


def place_detail(
    directory: OpenDirectory, wanted: Wanted, today: date, *, with_figures: bool = True
) -> Detail:
    """Return everything to show of a place; published figures where they are wanted.

    Raises:
        UnknownServiceError: for a uid that the directory does not have.
    """
    loaded = load_place(directory, wanted, today)
    detail = describe_place(loaded)
    if with_figures and loaded.location.status.is_offered:
        figures = trust_figures(directory, loaded.location.ods_code, (), today)
        detail = replace(detail, figures=figures)
    return detail


def load_place(directory: OpenDirectory, wanted: Wanted, today: date) -> LoadedPlace:
    """Return a place with what is said around it.

    Raises:
        UnknownServiceError: for a uid that the directory does not have.
    """
    location = directory.location(wanted.uid)
    services = tuple(one for one in directory.services_at(location.uid) if one.status.is_offered)
    return LoadedPlace(
        location=location,
        today=today,
        asked=Asked.about([location], wanted.origin),
        owner=wanted.owner,
        services=services,
        patient=_patient_place(location, today, PaperRule(directory.info.paper_rule)),
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
