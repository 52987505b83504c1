"""`emndir show`: everything about one service or place, in the words of the clinician's view."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from emndir.bootstrap import Core
from emndir.cli.lines import STATUS, field, miles_words, wrapped
from emndir.domain.choosing import chosen_as
from emndir.domain.contact import ProfessionalPhone, PublicPhone
from emndir.domain.errors import UnknownServiceError
from emndir.domain.freshness import freshness_in_words, freshness_of
from emndir.domain.location import Location
from emndir.domain.provenance import Source
from emndir.domain.schedule import hours_in_words
from emndir.domain.service import Service
from emndir.domain.taxonomy import Taxonomy, Vocabulary
from emndir.domain.vocabulary import FactGroup, Precision, ServiceStatus

if TYPE_CHECKING:
    from emndir.bootstrap import OpenDirectory
    from emndir.domain.choosing import ChoiceStatement
    from emndir.geography.places import Located

_CODE = re.compile(r"[A-Z]{3}\d{2}")
_GROUPS = {
    FactGroup.CONTACT: "Phones and web",
    FactGroup.TREATMENT_LINE: "24-hour line",
    FactGroup.HOURS: "Hours",
    FactGroup.REFERRAL: "How to get in",
    FactGroup.ELIGIBILITY: "Who it is for",
    FactGroup.COST: "Cost",
    FactGroup.PLACE: "Address",
    FactGroup.ACCESS: "Access",
    FactGroup.ABOUT: "What it is",
}


@click.command()
@click.argument("uid")
@click.option("--near", default="", metavar="PLACE", help="Say how far it is from here.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def show(core: Core, uid: str, near: str, as_json: bool) -> None:
    """Show everything about one service or place, by its UID.

    A service can be named by the code that stands beside it on paper, such as "HCG 77" or hcg77.

    What is marked "professionals only" must not be given to patients.
    """
    today = core.clock().date()
    with closing(core.open()) as directory:
        for notice in directory.notices:
            click.echo(f"{notice.message} {notice.hint}".strip(), err=True)
        origin = directory.locate(near) if near else None
        found = _load(directory, uid)
        if as_json:
            data = _as_data(found, directory, origin, today)
            click.echo(json.dumps(data, ensure_ascii=False, indent=1))
            return
        lines = (
            service_lines(found, directory, origin, today)
            if isinstance(found, Service)
            else location_lines(found, directory, origin, today)
        )
        for line in lines:
            click.echo(line)


def _load(directory: OpenDirectory, uid: str) -> Service | Location:
    try:
        uid.encode()
    except UnicodeEncodeError:  # bytes that are no text: SQLite could not even be asked
        shown = uid.encode(errors="backslashreplace").decode()
        message = f"No service here is called “{shown}”."
        raise UnknownServiceError(message, "Look for it by its name.") from None
    try:
        return directory.service(uid)
    except UnknownServiceError as no_service:
        try:
            return directory.location(uid)
        except UnknownServiceError:
            of_code = _of_code(directory, uid)
            if of_code is None:
                raise no_service from None
            return of_code


def _of_code(directory: OpenDirectory, written: str) -> Service | None:
    """Return the service whose code somebody read out from a sheet, or None."""
    wanted = "".join(written.split()).upper()
    if not _CODE.fullmatch(wanted):
        return None
    from emndir.handouts.foot import item_code

    codes = ((uid, "".join(item_code(uid).split())) for uid in directory.service_uids())
    uid = next((uid for uid, code in codes if code == wanted), None)
    return directory.service(uid) if uid is not None else None


def service_lines(
    service: Service, directory: OpenDirectory, origin: Located | None, today: date
) -> Iterator[str]:
    """Yield a service as text."""
    vocabulary = directory.vocabulary
    yield service.name
    kind = vocabulary.label(Taxonomy.SERVICE_TYPE, service.service_type)
    yield f"{kind} · {service.organization.name}"
    if service.plain_name:
        yield f"For patients: {service.plain_name}"
    if service.status is not ServiceStatus.ACTIVE:
        yield f"{STATUS[service.status]}."
    if service.became:
        yield f"It became {service.became}."
    if service.alert and service.alert.is_current(today):
        yield from wrapped(f"Notice: {service.alert.text}")
    yield ""
    yield from field("What it is", [service.description or service.plain_line])
    yield from field("How to get in", _entry(service, vocabulary))
    chosen = chosen_as(service.service_type, service.stages)
    yield from field("What may be chosen", _choice(directory.choice([chosen])))
    yield from field("Who it is for", _whom(service, vocabulary))
    yield from field("Phone", _phones(service))
    hours = hours_in_words(service.schedules, service.hours_note)
    yield from field("Hours", [hours or "Not listed"])
    for at in service.places:
        yield from field("Place", _place(at.location, at.detail, origin))
    yield from field("Serves", [", ".join(area.name for area in service.areas)])
    delivery = (vocabulary.label(Taxonomy.DELIVERY, item.value) for item in service.delivery)
    yield from field("How it is given", [", ".join(delivery)])
    cost = vocabulary.label(Taxonomy.COST, service.cost.value) if service.cost else "Not listed"
    yield from field("Cost", [cost])
    yield from field("Access", service.accessibility)
    yield from field("Languages", [", ".join(service.languages)])
    yield from field("Web", _web(service))
    yield from field("Checked", _checked(service, today))
    yield from field("Sources", map(_source, service.sources))
    yield from field("For the office", [service.notes])
    yield ""
    yield f"[{service.uid}]"


def _entry(service: Service, vocabulary: Vocabulary) -> Iterator[str]:
    routes = [
        vocabulary.label(Taxonomy.REFERRAL_ROUTE, route.value) for route in service.referral_routes
    ]
    yield ", ".join(routes) or "Not listed"
    yield service.application_process
    if service.ask_for:
        yield f"Ask for {service.ask_for}."


def _choice(statements: Iterable[ChoiceStatement]) -> Iterator[str]:
    for one in statements:
        yield f"{one.heading} {one.text}"
        yield one.mark


def _whom(service: Service, vocabulary: Vocabulary) -> Iterator[str]:
    sites = (vocabulary.label(Taxonomy.CANCER_SITE, code) for code in service.cancer_sites)
    yield ", ".join(sites)
    audience = (vocabulary.label(Taxonomy.AUDIENCE, item.value) for item in service.audience)
    yield ", ".join(audience)
    yield service.eligibility
    youngest, oldest = service.minimum_age, service.maximum_age
    if youngest is not None and oldest is not None:
        yield f"Ages {youngest} to {oldest}."
    elif youngest is not None:
        yield f"From {youngest} years."
    elif oldest is not None:
        yield f"Up to {oldest} years."


def _phones(service: Service) -> Iterator[str]:
    for phone in service.phones:
        yield _phone(phone)
    for private in service.professional_phones:
        yield f"{_phone(private)} · professionals only"
    location = service.location
    if not service.phones and location is not None:
        for switchboard in location.phones[:1]:
            yield f"{_phone(switchboard)} · {location.name}. No direct line listed"
    if not (service.phones or service.professional_phones or (location and location.phones)):
        yield "Not listed"


def _phone(phone: PublicPhone | ProfessionalPhone) -> str:
    return f"{phone.number} · {phone.label}" if phone.label else phone.number


def _place(location: Location, detail: Iterable[str], origin: Located | None) -> Iterator[str]:
    yield ", ".join((*detail, *location.address_lines))
    if origin is not None and location.position is not None:
        from emndir.geography.distance import direction_in_words, geodesic_miles, water_between

        start, end = origin.position.coordinates, location.position.coordinates
        exact = {origin.position.precision, location.position.precision} == {Precision.EXACT}
        miles = miles_words(geodesic_miles(start, end), is_exact=exact)
        water = water_between(start, end)
        detour = f" {water[:1].upper() + water[1:]} lies between: the road is longer." * bool(water)
        direction = direction_in_words(start, end)
        yield f"{miles} {direction} of {origin.label}, in a straight line.{detour}"
    yield from location.transport
    yield from location.accessibility


def _web(service: Service) -> Iterator[str]:
    yield service.website
    yield service.email
    if service.professional_email:
        yield f"{service.professional_email} · professionals only"


def _checked(service: Service, today: date) -> Iterator[str]:
    for group, name in _GROUPS.items():
        if group is FactGroup.TREATMENT_LINE and not service.treatment_lines:
            continue
        check = service.check_of(group)
        if check is not None or group in (FactGroup.CONTACT, FactGroup.REFERRAL, FactGroup.HOURS):
            yield f"{name}: {freshness_in_words(service.freshness(group, today), check)}"


def _source(source: Source) -> str:
    seen = source.seen.words if source.seen else "no date"
    return f"{source.url} ({seen}): {source.what}".rstrip(": ")


def location_lines(
    location: Location, directory: OpenDirectory, origin: Located | None, today: date
) -> Iterator[str]:
    """Yield a place as text, with the services that are there."""
    yield location.name
    if location.former_names:
        yield f"Also known as {', '.join(location.former_names)}"
    if location.status is not ServiceStatus.ACTIVE:
        yield f"{STATUS[location.status]}."
    yield ""
    yield from field("Place", _place(location, (), origin))
    yield from field("Phone", [_phone(phone) for phone in location.phones] or ["Not listed"])
    yield from field("Web", [location.website])
    checks = ((group, location.check_of(group)) for group in _GROUPS)
    yield from field(
        "Checked",
        (
            f"{_GROUPS[group]}: {freshness_in_words(freshness_of(group, check, today), check)}"
            for group, check in checks
            if check is not None
        ),
    )
    yield from field("Sources", map(_source, location.sources))
    services = (
        f"{one.name} [{one.uid}]{'' if one.status.is_offered else ' · ' + STATUS[one.status]}"
        for one in directory.services_at(location.uid)
    )
    yield from field("Services here", services)
    yield from field("For the office", [location.notes])
    yield ""
    yield f"[{location.uid}]"


def _as_data(
    found: Service | Location, directory: OpenDirectory, origin: Located | None, today: date
) -> dict[str, Any]:
    """Return a record as plain data: names, numbers with who may have them, text as shown."""
    is_service = isinstance(found, Service)
    phones = [_phone_data(phone, "public") for phone in found.phones]
    lines = list(
        service_lines(found, directory, origin, today)
        if isinstance(found, Service)
        else location_lines(found, directory, origin, today)
    )
    data: dict[str, Any] = {
        "uid": found.uid,
        "kind": "service" if is_service else "place",
        "name": found.name,
        "display_name": found.display_name,
        "status": found.status.value,
        "phones": phones,
        "website": found.website,
        "text": lines,
    }
    if isinstance(found, Service):
        data["phones"] += [
            _phone_data(phone, "professional") for phone in found.professional_phones
        ]
        data |= {
            "organization": found.organization.name,
            "service_type": found.service_type,
            "help_group": found.help_group.value,
            "cancer_sites": list(found.cancer_sites),
            "stages": [stage.value for stage in found.stages],
            "audience": [item.value for item in found.audience],
            "referral_routes": [route.value for route in found.referral_routes],
            "delivery": [item.value for item in found.delivery],
            "cost": found.cost.value if found.cost else "",
            "description": found.description,
            "hours": hours_in_words(found.schedules, found.hours_note),
            "areas": [area.name for area in found.areas],
            "places": [at.location.uid for at in found.places],
            "freshness": {group.value: found.freshness(group, today).value for group in FactGroup},
        }
    else:
        data |= {"address": list(found.address), "postcode": found.postcode}
        data["services"] = [one.uid for one in directory.services_at(found.uid)]
    return data


def _phone_data(phone: PublicPhone | ProfessionalPhone, visibility: str) -> dict[str, str]:
    return {
        "number": phone.number,
        "label": phone.label,
        "kind": phone.kind.value,
        "visibility": visibility,
    }
