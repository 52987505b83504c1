"""Where the services of a "your choices" sheet are: on a map, or in words where print is giant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from emndir.geography.distance import haversine_miles
from emndir.geography.outline import Outline
from emndir.geography.places import Located, NamedPlace
from emndir.handouts import sections
from emndir.handouts.blocks import MapBlock
from emndir.handouts.map_drawing import Home, Pin
from emndir.handouts.measures import direction_words
from emndir.handouts.numbered_map import NumberedPin, far_words, has_map, numbered_map
from emndir.handouts.patient_view import PatientService
from emndir.handouts.phrases import Phrases
from emndir.handouts.whereabouts import whereabouts
from emndir.handouts.wording import held_together, tidy

_MOST_MILES = 60.0
"""A place further away than this from the rest would make the others one point."""


def choices_map(
    services: Sequence[PatientService],
    start: Located | None,
    *,
    outline: Outline,
    places: Sequence[NamedPlace],
    said: Phrases,
    points: int,
) -> MapBlock | None:
    """Return the map of services with the numbers of their entries; None where there is none.

    `start` is where miles are from: its outcode or town is marked, roughly. Places too far away
    for the map are named below it.
    """
    if not has_map(points):
        return None
    home = _home(start)
    pins = list(_pins(services, home))
    middle = home.coordinates if home else pins[0].pin.position.coordinates if pins else None
    near = [
        one
        for one in pins
        if middle is not None
        and haversine_miles(middle, one.pin.position.coordinates) <= _MOST_MILES
    ]
    found = numbered_map(
        near, home, outline=outline, places=places, said=said, points=points, is_alone=True
    )
    if found is None or len(near) == len(pins):
        return found
    beyond = said.listed([f"{one.number} {tidy(one.pin.name)}" for one in pins if one not in near])
    return replace(found, note=f"{said.say('map.beyond', places=beyond)} {found.note}")


def directions(
    service: PatientService,
    start: Located | None,
    *,
    outline: Outline,
    places: Sequence[NamedPlace],
    said: Phrases,
) -> str:
    """Return where a service is as the map would show it; "" where that is not known."""
    place = service.places[0] if service.places else None
    if place is None or place.position is None:
        return ""
    if start is None:
        return whereabouts(place, outline, places, said)
    home, point = start.position.coordinates, place.position.coordinates
    label, name = sections.origin_words(start.label), _name(service)
    away = haversine_miles(home, point)
    if away < 1:
        return held_together(said.say("map.alt_close", pin=name, home=label))
    direction = direction_words(home, point, said)
    miles = far_words(away, said)
    values = {"pin": name, "miles": miles, "direction": direction, "town": label}
    return held_together(said.say("map.alt_town", **values))


def _home(start: Located | None) -> Home | None:
    if start is None:
        return None
    return Home(sections.origin_words(start.label), start.position.coordinates)


def _name(service: PatientService) -> str:
    return service.places[0].name.partition(",")[0]


def _pins(services: Sequence[PatientService], home: Home | None) -> list[NumberedPin]:
    found: list[NumberedPin] = []
    for number, service in enumerate(services, start=1):
        position = service.places[0].position if service.places else None
        if position is not None:
            point = position.coordinates
            miles = haversine_miles(home.coordinates, point) if home is not None else None
            found.append(NumberedPin(str(number), Pin(_name(service), position), miles))
    return found
