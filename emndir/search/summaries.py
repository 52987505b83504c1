"""Summaries: what a list shows of a service or place, kept beside the index, ready to be read.

One row of `search_entry` is one line of a list, so that fifty lines cost one statement.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from emndir.domain.contact import PublicPhone
from emndir.domain.location import Location
from emndir.domain.provenance import Check, PartialDate, Source
from emndir.domain.schedule import hours_in_words
from emndir.domain.service import Service, ServiceSummary
from emndir.domain.vocabulary import Audience, Confidence, Delivery, ReferralRoute, ServiceStatus

_TEXTS = (
    "uid",
    "name",
    "display_name",
    "organization_name",
    "service_type",
    "help_group",
    "county",
    "place_name",
    "town",
    "phone",
    "phone_label",
    "hours",
)


def summary_of_service(service: Service) -> ServiceSummary:
    """Return one line of a service: its first place, and the first number that anybody may ring."""
    place = service.location
    phones: tuple[PublicPhone, ...] = service.phones or (place.phones if place else ())
    phone = phones[0] if phones else None
    return ServiceSummary(
        uid=service.uid,
        name=service.name,
        display_name=service.display_name,
        organization_name=service.organization.name,
        service_type=service.service_type,
        help_group=service.help_group.value,
        status=service.status,
        confidence=service.confidence,
        county=service.county,
        place_name=(place.plain_name or place.name) if place else "",
        town=place.address[-1] if place and place.address else "",
        cancer_sites=service.cancer_sites,
        referral_routes=service.referral_routes,
        delivery=service.delivery,
        audience=service.audience,
        phone=phone.number if phone else "",
        phone_label=phone.label if phone else "",
        hours=hours_in_words(service.schedules, service.hours_note),
        newest_source=service.newest_source,
    )


def summary_of_location(location: Location, owner: str) -> ServiceSummary:
    """Return one line of a place; `owner` is the name of the body it belongs to."""
    phone = location.phones[0] if location.phones else None
    return ServiceSummary(
        uid=location.uid,
        name=location.name,
        display_name=location.plain_name or location.name,
        organization_name=owner,
        is_place=True,
        status=location.status,
        county=location.county,
        town=location.address[-1] if location.address else "",
        phone=phone.number if phone else "",
        phone_label=phone.label if phone else "",
        newest_source=_newest(location.sources, location.checks),
    )


def _newest(sources: Iterable[Source], checks: Iterable[Check]) -> PartialDate | None:
    seen = [source.seen for source in sources if source.seen]
    seen += [check.checked_on for check in checks if check.checked_on]
    return max(seen, key=lambda day: day.earliest, default=None)


def summary_to_data(summary: ServiceSummary) -> dict[str, Any]:
    """Return a summary as plain JSON data, without what is empty."""
    data: dict[str, Any] = {key: getattr(summary, key) for key in _TEXTS}
    data["status"] = summary.status.value
    data["confidence"] = summary.confidence.value
    data["is_place"] = summary.is_place
    data["sites"] = list(summary.cancer_sites)
    data["routes"] = [route.value for route in summary.referral_routes]
    data["delivery"] = [way.value for way in summary.delivery]
    data["audience"] = [one.value for one in summary.audience]
    data["newest"] = str(summary.newest_source) if summary.newest_source else ""
    return {key: value for key, value in data.items() if value}


def summary_from_data(data: dict[str, Any]) -> ServiceSummary:
    """Return the summary that `summary_to_data` wrote."""
    newest = data.get("newest", "")
    return ServiceSummary(
        **{key: data.get(key, "") for key in _TEXTS},
        status=ServiceStatus(data["status"]),
        confidence=Confidence(data["confidence"]),
        is_place=bool(data.get("is_place")),
        cancer_sites=tuple(data.get("sites", ())),
        referral_routes=tuple(map(ReferralRoute, data.get("routes", ()))),
        delivery=tuple(map(Delivery, data.get("delivery", ()))),
        audience=tuple(map(Audience, data.get("audience", ()))),
        newest_source=PartialDate.parse(newest) if newest else None,
    )
