"""Words of places: addresses, distances, travel, and the small map's text twin."""

from __future__ import annotations

from datetime import date

from emndir.domain.contact import unbroken, unbroken_code
from emndir.domain.freshness import freshness_of
from emndir.domain.location import Location, ServiceAtLocation
from emndir.domain.service import Service
from emndir.domain.vocabulary import FactGroup, Precision
from emndir.geography.distance import water_between
from emndir.geography.outline import map_in_words
from emndir.search.results import Origin
from emndir.ui import labels
from emndir.ui.detail import Line, Look, MapSpec, Part
from emndir.ui.wording.loaded import Asked, LoadedService
from emndir.ui.wording.sentences import dated, part_of, sentence, tr, upper

_PARKING = ("park", "drop-off", "drop off")


def address_in_words(location: Location) -> str:
    """Return the address on one line, its postcode unbroken: "Groby Road, Leicester LE3 9QP"."""
    lines = [line for line in location.address if line != location.name]
    words = ", ".join(lines)
    return f"{words} {unbroken(location.postcode)}".strip()


def distance_line(location: Location, asked: Asked) -> Line | None:
    """Return "4.2 miles from LE2, in a straight line.", and what water lies between."""
    if asked.origin is None or location.uid not in asked.miles or location.position is None:
        return None
    miles = labels.miles_in_words(asked.miles[location.uid], asked.is_exact(location))
    words = f"{upper(miles)} {tr('from')} {origin_words(asked.origin)}, {tr('in a straight line.')}"
    water = water_between(asked.origin.position.coordinates, location.position.coordinates)
    if water:
        words = f"{words} {upper(water)} {tr('lies between: the road is longer.')}"
    return Line(words, Look.SECOND)


def origin_words(origin: Origin) -> str:
    """Return from where miles are measured: "LE2", "the middle of Lincolnshire"."""
    label = unbroken_code(origin.label)
    return f"{tr('the middle of')} {label}" if origin.is_area else label


def pin_note(location: Location) -> str:
    """Return how exact the pin is, where it is not the door."""
    if location.position is None or location.position.precision is Precision.EXACT:
        return ""
    if location.position.precision is Precision.TOWN:
        return f"{tr('The pin is the middle of')} {location.town}."
    code = location.postcode
    middle = (
        code[:-2] if location.position.precision is Precision.SECTOR else code.partition(" ")[0]
    )
    return f"{tr('The pin is the middle of')} {unbroken(middle)}." if middle else ""


def map_spec(location: Location | None, asked: Asked) -> MapSpec | None:
    """Return what the map points at, or None where nobody knows the position."""
    if location is None or location.position is None:
        return None
    pin, origin = location.position.coordinates, asked.origin
    note = f"{tr('Outline map. Not for finding the way.')} {pin_note(location)}".strip()
    if origin is None or location.uid not in asked.miles:
        twin = f"{location.name}, {location.town}" if location.town else location.name
        return MapSpec(name=_short_name(location), pin=pin, twin=sentence(twin), note=note)
    far = labels.miles_in_words(asked.miles[location.uid], asked.is_exact(location))
    start = origin.position.coordinates
    twin = f"{location.name}: {map_in_words(pin, start, origin_words(origin), far)}"
    return MapSpec(
        name=_short_name(location),
        pin=pin,
        twin=twin,
        note=note,
        origin_name=origin_words(origin),
        origin=start,
    )


def _short_name(location: Location) -> str:
    """Return a name without its town, which the map shows."""
    short, _, last = location.name.rpartition(", ")
    return short if short and last in location.address else location.name


def travel_parts(loaded: LoadedService) -> tuple[Part, ...]:
    """Return each place with its distance, how to travel, parking, and access."""
    service, today, places = loaded.service, loaded.today, loaded.places
    parts = [_place_part(place, loaded.asked, today) for place in places]
    access = list(dict.fromkeys(service.accessibility))
    transport: list[str] = []
    if places:
        location = places[0].location
        transport = list(location.transport)
        access = list(dict.fromkeys([*access, *location.accessibility]))
    age = dated(service.freshness(FactGroup.ACCESS, today), service.check_of(FactGroup.ACCESS))
    return (*parts, *_ways(transport, access, age))


def place_travel_parts(location: Location, today: date) -> tuple[Part, ...]:
    """Return how to travel to a place, parking, and access."""
    check = location.check_of(FactGroup.ACCESS)
    age = dated(freshness_of(FactGroup.ACCESS, check, today), check)
    return _ways(list(location.transport), list(location.accessibility), age)


def _place_part(place: ServiceAtLocation, asked: Asked, today: date) -> Part:
    location = place.location
    check = location.check_of(FactGroup.PLACE)
    lines = [
        Line("\n".join([*place.detail, *location.address_lines[1:]])),
        distance_line(location, asked),
        dated(freshness_of(FactGroup.PLACE, check, today), check),
    ]
    return Part(heading=location.name, lines=tuple(line for line in lines if line and line.text))


def _ways(transport: list[str], access: list[str], age: Line) -> tuple[Part, ...]:
    parking = [line for line in access if any(word in line.casefold() for word in _PARKING)]
    parts = [
        part_of(tr("Transport and parking"), _bullets([*transport, *parking]), age),
        part_of(tr("Access"), _bullets([line for line in access if line not in parking]), age),
    ]
    return tuple(part for part in parts if part)


def _bullets(facts: list[str]) -> list[Line]:
    return [Line(sentence(fact), Look.BULLET) for fact in facts]


def place_age(service: Service, location: Location, today: date) -> Line:
    """Return how old the place of a service is: its own evidence, or that of the location."""
    if location == service.location:
        check, group = service.check_of(FactGroup.PLACE), FactGroup.PLACE
        return dated(service.freshness(group, today), check)
    check = location.check_of(FactGroup.PLACE)
    return dated(freshness_of(FactGroup.PLACE, check, today), check)
