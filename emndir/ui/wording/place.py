"""describe_place: a hospital or another place as the pane shows it."""

from __future__ import annotations

from datetime import date

from emndir.domain.contact import PublicPhone
from emndir.domain.freshness import freshness_of
from emndir.domain.location import Location
from emndir.domain.vocabulary import FactGroup, PhoneKind, ServiceStatus
from emndir.ui import labels
from emndir.ui.detail import Detail, KeyFact, Line, Look, Notice, Part
from emndir.ui.wording.copies import place_copies
from emndir.ui.wording.key_facts import (
    contact_age,
    fact_of,
    more_number,
    phone_fact,
    place_phone,
    switchboard_in_words,
    where_fact,
)
from emndir.ui.wording.loaded import LoadedPlace
from emndir.ui.wording.places import map_spec, place_travel_parts
from emndir.ui.wording.route import route_spec
from emndir.ui.wording.screen import gone_place_words, screen_map, screen_words
from emndir.ui.wording.sentences import dated, part_of, sentence, tr, unstated
from emndir.ui.wording.sources import place_source_parts, web_address, web_line
from emndir.ui.wording.way import ends_of_place


def describe_place(loaded: LoadedPlace) -> Detail:
    """Return everything the pane shows of a place: a sheet is printed of services only."""
    location, today = loaded.location, loaded.today
    is_offered = location.status.is_offered
    screen = screen_words(loaded.patient, loaded.asked)
    return Detail(
        uid=location.uid,
        kind=tr("Place"),
        name=location.name,
        organization="" if loaded.owner == location.name else loaded.owner,
        is_place=True,
        can_print=False,
        facts=_facts(loaded) if is_offered else (),
        notices=_notices(location),
        about=_about(loaded),
        travel=place_travel_parts(location, today) if is_offered else (),
        same_place_title=location.name,
        same_place=loaded.services,
        sources=place_source_parts(location, today),
        source_count=len(location.sources),
        map=map_spec(location, loaded.asked) if is_offered else None,
        copies=place_copies(loaded),
        screen=screen if is_offered else gone_place_words(location),
        screen_map=screen_map(screen, loaded.asked),
        route=route_spec(location, loaded.asked) if is_offered else None,
        ends=ends_of_place(loaded, loaded.asked) if is_offered else (),
        website=web_address(location.website) if is_offered else "",
    )


def _facts(loaded: LoadedPlace) -> tuple[KeyFact, ...]:
    location, today = loaded.location, loaded.today
    check = location.check_of(FactGroup.PLACE)
    age = dated(freshness_of(FactGroup.PLACE, check, today), check)
    return (place_phone_fact(location, today), where_fact(location, loaded.asked, age))


def place_phone_fact(location: Location, today: date) -> KeyFact:
    """Return the key fact of the number of a place, most often its switchboard."""
    phone = place_phone(location)
    if phone is None:
        lines = [Line(tr("Not listed"), Look.NAME), unstated()]
        return fact_of("phone-off-outline", tr("Phone"), lines)
    more = [more_number(one) for one in location.phones if one != phone]
    return phone_fact("phone-outline", phone, _owner(phone), contact_age(location, today), more)


def _owner(phone: PublicPhone) -> str:
    if phone.kind is PhoneKind.SWITCHBOARD:
        return switchboard_in_words(phone)
    return sentence(phone.label or labels.words(phone.kind))


def _notices(location: Location) -> tuple[Notice, ...]:
    words = {
        ServiceStatus.CLOSED: tr("Closed. Nobody can be sent here any more."),
        ServiceStatus.PLANNED: tr("Planned. It is not open yet."),
        ServiceStatus.TEMPORARILY_CLOSED: tr("Closed for now."),
        ServiceStatus.UNSURE: tr("Not confirmed. Call or look before you send anybody."),
    }.get(location.status, "")
    return (Notice(text=words, icon="alert-outline"),) if words else ()


def _about(loaded: LoadedPlace) -> tuple[Part, ...]:
    location = loaded.location
    names = "; ".join(location.former_names)
    plain = location.plain_name if location.plain_name != location.name else ""
    lines = [
        Line(sentence(f"{tr('On paper')}: {plain}") if plain else ""),
        Line(sentence(f"{tr('Also or before')}: {names}") if names else ""),
    ]
    web = [web_line(location.website)] if location.website and location.status.is_offered else []
    parts = (
        part_of(tr("Web"), web, contact_age(location, loaded.today)),
        part_of(tr("Other names"), lines),
    )
    return tuple(part for part in parts if part)
