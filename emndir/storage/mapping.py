"""Rows to the domain's values and back, and nothing else; for places, `geography_mapping`.

`..._values` give what a bulk insert takes; `..._of` take a row on which its relations hang.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Any

from emndir.domain.choosing import ChoiceStatement
from emndir.domain.contact import ProfessionalPhone, PublicPhone, phone_digits
from emndir.domain.directory import Manifest
from emndir.domain.location import Coordinates, Location, Position, ServiceAtLocation
from emndir.domain.organization import Organization
from emndir.domain.provenance import Check, Source
from emndir.domain.schedule import Schedule
from emndir.domain.service import Alert, Service, ServiceArea
from emndir.domain.taxonomy import Taxonomy, TaxonomyTerm
from emndir.domain.vocabulary import Audience, Delivery, ReferralRoute, Stage
from emndir.storage.rows import Row
from emndir.storage.visibility import Visibility

Values = dict[str, Any]
"""The columns of one row to be inserted, by name."""

_MANIFEST_COLUMNS = (
    "title",
    "publisher",
    "data_date",
    "paper_rule",
    "contact",
    "licence",
    "attribution",
)
_TERM_COLUMNS = (
    "taxonomy",
    "code",
    "label",
    "patient_label",
    "description",
    "parent",
    "lay_words",
    "clinical_words",
    "abbreviations",
    "icd10",
    "referral_group",
    "icon",
)
_ORGANIZATION_COLUMNS = (
    "uid",
    "name",
    "type",
    "file",
    "ods_code",
    "former_names",
    "became",
    "website",
    "notes",
)
_LOCATION_COLUMNS = (
    "uid",
    "name",
    "plain_name",
    "former_names",
    "ods_code",
    "status",
    "address",
    "postcode",
    "county",
    "website",
    "transport",
    "accessibility",
    "notes",
)
_SERVICE_COLUMNS = (
    "uid",
    "name",
    "plain_name",
    "plain_line",
    "description",
    "service_type",
    "help_group",
    "status",
    "confidence",
    "county",
    "ask_for",
    "became",
    "former_names",
    "needs",
    "application_process",
    "minimum_age",
    "maximum_age",
    "cost",
    "website",
    "email",
    "professional_email",
    "accessibility",
    "languages",
    "hours_note",
    "notes",
)
_SCHEDULE_COLUMNS = (
    "byday",
    "opens_at",
    "closes_at",
    "months",
    "valid_from",
    "valid_to",
    "public_holidays",
    "note",
)
_ATTRIBUTES: tuple[tuple[Taxonomy, str, type[StrEnum] | type[str]], ...] = (
    (Taxonomy.CANCER_SITE, "cancer_sites", str),
    (Taxonomy.PATHWAY_STAGE, "stages", Stage),
    (Taxonomy.AUDIENCE, "audience", Audience),
    (Taxonomy.REFERRAL_ROUTE, "referral_routes", ReferralRoute),
    (Taxonomy.DELIVERY, "delivery", Delivery),
)


def picked(value: object, names: Iterable[str]) -> Values:
    """Return some attributes of a value or a row, by name."""
    return {name: getattr(value, name) for name in names}


def manifest_values(manifest: Manifest, built_from: str) -> Values:
    """Return the one row of the directory table."""
    return {**picked(manifest, _MANIFEST_COLUMNS), "built_from": built_from}


def manifest_of(row: Row) -> Manifest:
    """Return what the directory says of itself."""
    return Manifest(**picked(row, _MANIFEST_COLUMNS))


def choice_values(statement: ChoiceStatement) -> Values:
    """Return the row of what may be chosen."""
    return {field.name: getattr(statement, field.name) for field in fields(statement)}


def term_values(term: TaxonomyTerm) -> Values:
    """Return the row of a term."""
    return picked(term, _TERM_COLUMNS)


def term_of(row: Row) -> TaxonomyTerm:
    """Return a term."""
    return TaxonomyTerm(**picked(row, _TERM_COLUMNS))


def organization_values(organization: Organization) -> Values:
    """Return the row of an organization."""
    return picked(organization, _ORGANIZATION_COLUMNS)


def organization_of(row: Row) -> Organization:
    """Return an organization."""
    return Organization(**picked(row, _ORGANIZATION_COLUMNS))


def location_values(location: Location, organization_id: int) -> Values:
    """Return the row of a place, with the position that was found for it."""
    stated, position = location.coordinates, location.position
    return {
        **picked(location, _LOCATION_COLUMNS),
        "organization_id": organization_id,
        "latitude": stated.latitude if stated else None,
        "longitude": stated.longitude if stated else None,
        "position_latitude": position.coordinates.latitude if position else None,
        "position_longitude": position.coordinates.longitude if position else None,
        "position_precision": position.precision if position else None,
    }


def location_of(row: Row) -> Location:
    """Return a place with its phones, sources and checks."""
    return Location(
        **picked(row, _LOCATION_COLUMNS),
        organization_uid=row.organization.uid,
        coordinates=point_of(row.latitude, row.longitude),
        position=position_of(row),
        phones=tuple(_public_phones(row.phones)),
        sources=tuple(map(_source_of, row.sources)),
        checks=tuple(map(_check_of, row.checks)),
    )


def position_of(row: Row) -> Position | None:
    """Return where a place is, or None where nothing says."""
    point = point_of(row.position_latitude, row.position_longitude)
    if point is None or row.position_precision is None:
        return None
    return Position(point, row.position_precision)


def point_of(latitude: float | None, longitude: float | None) -> Coordinates | None:
    """Return a point where both of its numbers are known."""
    if latitude is None or longitude is None:
        return None
    return Coordinates(latitude, longitude)


def service_values(service: Service, organization_id: int) -> Values:
    """Return the row of a service."""
    return {
        **picked(service, _SERVICE_COLUMNS),
        "organization_id": organization_id,
        "eligibility_description": service.eligibility,
        "alert": service.alert.text if service.alert else "",
        "alert_until": service.alert.until if service.alert else None,
    }


def service_of(row: Row, places: Mapping[int, Location] | None = None) -> Service:
    """Return a whole service; `places` are locations already mapped, by row id."""
    known = places or {}
    codes: dict[str, list[str]] = {name: [] for _, name, _ in _ATTRIBUTES}
    names = {taxonomy: name for taxonomy, name, _ in _ATTRIBUTES}
    for attribute in row.attributes:
        codes[names[attribute.taxonomy]].append(attribute.code)
    attributes: Values = {name: tuple(map(kind, codes[name])) for _, name, kind in _ATTRIBUTES}
    alert = Alert(text=row.alert, until=row.alert_until) if row.alert_until else None
    return Service(
        **picked(row, _SERVICE_COLUMNS),
        **attributes,
        organization=organization_of(row.organization),
        eligibility=row.eligibility_description,
        former_uids=tuple(former.uid for former in row.former_uids),
        alert=alert,
        areas=tuple(ServiceArea(name=area.name, kind=area.kind) for area in row.areas),
        phones=tuple(_public_phones(row.phones)),
        professional_phones=tuple(_professional_phones(row.phones)),
        places=tuple(
            ServiceAtLocation(
                location=known.get(place.location_id) or location_of(place.location),
                detail=place.detail,
            )
            for place in row.places
        ),
        schedules=tuple(map(schedule_of, row.schedules)),
        sources=tuple(map(_source_of, row.sources)),
        checks=tuple(map(_check_of, row.checks)),
    )


def attribute_values(
    service: Service, service_id: int, terms: Mapping[tuple[Taxonomy, str], int]
) -> Iterator[Values]:
    """Return the rows of a service's terms; `terms` are the ids of all terms."""
    for taxonomy, name, _ in _ATTRIBUTES:
        for code in getattr(service, name):
            term_id = terms.get((taxonomy, str(code)))
            if term_id is not None:
                yield {
                    "service_id": service_id,
                    "taxonomy_term_id": term_id,
                    "taxonomy": taxonomy,
                    "code": str(code),
                }


def phone_values(
    phones: Iterable[PublicPhone | ProfessionalPhone],
    *,
    service_id: int | None = None,
    location_id: int | None = None,
) -> Iterator[Values]:
    """Return the rows of numbers, each with who may see it."""
    for phone in phones:
        public = isinstance(phone, PublicPhone)
        yield {
            "service_id": service_id,
            "location_id": location_id,
            "number": phone.number,
            "digits": phone_digits(phone.number),
            "label": phone.label,
            "kind": phone.kind,
            "visibility": Visibility.PUBLIC if public else Visibility.PROFESSIONAL,
        }


def _public_phones(rows: Iterable[Row]) -> Iterator[PublicPhone]:
    for row in rows:
        if row.visibility is Visibility.PUBLIC:
            yield PublicPhone(number=row.number, label=row.label, kind=row.kind)


def _professional_phones(rows: Iterable[Row]) -> Iterator[ProfessionalPhone]:
    for row in rows:
        if row.visibility is Visibility.PROFESSIONAL:
            yield ProfessionalPhone(number=row.number, label=row.label, kind=row.kind)


def schedule_values(schedule: Schedule, service_id: int) -> Values:
    """Return the row of one pattern of opening hours."""
    return {**picked(schedule, _SCHEDULE_COLUMNS), "service_id": service_id}


def schedule_of(row: Row) -> Schedule:
    """Return one pattern of opening hours."""
    return Schedule(**picked(row, _SCHEDULE_COLUMNS))


def source_values(
    sources: Iterable[Source], *, service_id: int | None = None, location_id: int | None = None
) -> Iterator[Values]:
    """Return the rows of sources."""
    for source in sources:
        yield {
            "service_id": service_id,
            "location_id": location_id,
            **picked(source, ("url", "seen", "what", "supports")),
        }


def _source_of(row: Row) -> Source:
    return Source(url=row.url, seen=row.seen, what=row.what, supports=row.supports)


def check_values(
    checks: Iterable[Check], *, service_id: int | None = None, location_id: int | None = None
) -> Iterator[Values]:
    """Return the rows of checks."""
    for check in checks:
        yield {
            "service_id": service_id,
            "location_id": location_id,
            "fact_group": check.group,
            **picked(check, ("checked_on", "how", "role", "url")),
        }


def _check_of(row: Row) -> Check:
    return Check(
        group=row.fact_group,
        checked_on=row.checked_on,
        how=row.how,
        role=row.role,
        url=row.url,
    )
