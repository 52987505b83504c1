"""What a patient may see of a place, and of what is not offered: the same door as for services."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from emndir.domain.freshness import PaperRule
from emndir.domain.location import Location, ServiceAtLocation
from emndir.domain.organization import Organization
from emndir.domain.service import Service
from emndir.domain.vocabulary import HelpGroup, OrganizationType, ServiceStatus
from emndir.handouts.patient_view import PatientService, patient_title
from emndir.handouts.wording import tidy

_NO_TYPE = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientGone:
    """A service or place where nobody can be sent: its name, why, and what took its place."""

    title: str
    status: ServiceStatus
    successor: str = ""


def patient_place(
    location: Location, *, today: date, rule: PaperRule = PaperRule.LABEL
) -> PatientService:
    """Return what a patient may see of a place: name, address, number, travel and access.

    It goes through the same door as a service, so the same rules hold for what is old.

    Raises:
        HandoutError: for a place that is not open.
    """
    as_service = Service(
        uid=location.uid,
        name=location.name,
        plain_name=location.plain_name,
        organization=Organization(
            uid=location.organization_uid, name=location.name, type=OrganizationType.NHS_PROGRAMME
        ),
        service_type=_NO_TYPE,
        help_group=HelpGroup.SUPPORT_AND_INFORMATION,
        status=location.status,
        website=location.website,
        places=(ServiceAtLocation(location=location),),
        sources=location.sources,
        checks=location.checks,
    )
    return replace(PatientService.of(as_service, today=today, rule=rule), is_place=True)


def gone_service(service: Service, successor: Service | None = None) -> PatientGone:
    """Return what a patient may read of a service that is not offered.

    Raises:
        HandoutError: for a service that has no name that may be printed.
    """
    follows = successor is not None and successor.status.is_offered
    return PatientGone(
        title=patient_title(service),
        status=service.status,
        successor=patient_title(successor) if successor is not None and follows else "",
    )


def gone_place(location: Location) -> PatientGone:
    """Return what a patient may read of a place that is not open."""
    return PatientGone(title=tidy(location.display_name), status=location.status)
