"""The map with numbered pins of guides and choices, where the person lives roughly, and its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from emndir.domain.vocabulary import Precision
from emndir.geography.distance import haversine_miles
from emndir.geography.outline import MapView, Outline
from emndir.geography.places import NamedPlace
from emndir.handouts.blocks import MapBlock
from emndir.handouts.map import LEAST_MARGIN, MOST_MARGIN, MapPicture
from emndir.handouts.map_drawing import PIN_HIGH, PIN_SIZE, Home, MapDrawing, Pin, names_in, rough
from emndir.handouts.measures import about_miles, direction_words, miles_words
from emndir.handouts.phrases import Phrases
from emndir.handouts.wording import held_together, tidy

_LEAST_MILES = 6.0
_BESIDE_MM = {12: (70.0, 58.0), 14: (70.0, 64.0), 16: (120.0, 75.0), 18: (174.0, 84.0)}
_ALONE_MM = {**_BESIDE_MM, 12: (104.0, 62.0), 14: (104.0, 66.0)}
"""Width and height a text size; giant print has no map, and says places in words."""
_POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class NumberedPin:
    """A place with a number; `miles` from where the person lives, None where nobody said where."""

    number: str
    pin: Pin
    miles: float | None


def has_map(points: int) -> bool:
    """Return True for text sizes that have a map."""
    return points in _BESIDE_MM


def numbered_map(
    pins: Sequence[NumberedPin],
    home: Home | None,
    *,
    outline: Outline,
    places: Sequence[NamedPlace],
    said: Phrases,
    points: int,
    is_alone: bool = False,
) -> MapBlock | None:
    """Return the map with a key, for a text size that `has_map`.

    `is_alone` where only its key stands beside it. Pins of one place share a line of the key.
    None without a pin, or where no outline reaches them: a map of nothing helps nobody.
    """
    if not pins:
        return None
    sizes = _ALONE_MM if is_alone else _BESIDE_MM
    width, height = (side * _POINTS_PER_MM for side in sizes[points])
    where = [one.pin.position.coordinates for one in pins]
    pin_high = PIN_HIGH * points / PIN_SIZE
    view = MapView.around(
        (*where, *((rough(home.coordinates),) if home is not None else ())),
        width=width,
        height=height,
        least_miles=_LEAST_MILES,
        margin=min(MOST_MARGIN, max(LEAST_MARGIN, (pin_high + 1) / height)),
    )
    shapes = view.visible(outline)
    if not shapes:
        return None
    drawing = MapDrawing(view, points, said.families)
    drawing.shapes(shapes, {place.name for place in places if place.is_town})
    drawing.furniture(said)
    if home is not None:
        drawing.home(home)
    drawing.numbered_pins([(one.number, one.pin.position.coordinates) for one in pins])
    label = home.label if home is not None else ""
    drawing.towns(place for place in names_in(view, places) if place.name != label)
    alt = " ".join([said.say("map.alt"), *(_in_words(one, home, outline, said) for one in pins)])
    return MapBlock(
        MapPicture(drawing.svg(), alt, width, height), _note(pins, said), _key(pins, said)
    )


def far_words(miles: float, said: Phrases) -> str:
    """Return "about 4 miles", or that it is less than one."""
    if miles < 1:
        return held_together(said.say("far.less"))
    return about_miles(miles, said)


def _note(pins: Sequence[NumberedPin], said: Phrases) -> str:
    """Return that there are no roads, how exact the pins are, and how miles are measured."""
    keys = ["map.note"]
    if any(one.pin.position.precision is not Precision.EXACT for one in pins):
        keys.append("map.some_near")
    if any(one.miles is not None for one in pins):
        keys.append("far.note")
    return " ".join(map(said.say, keys))


def _key(pins: Sequence[NumberedPin], said: Phrases) -> tuple[tuple[str, str], ...]:
    numbers: dict[str, list[str]] = {}
    for one in pins:
        numbers.setdefault(_named(one, said), []).append(one.number)
    return tuple((", ".join(found), name) for name, found in numbers.items())


def _named(one: NumberedPin, said: Phrases) -> str:
    place = tidy(one.pin.name)
    if one.miles is None:
        return place
    miles = miles_words(one.miles, said) if one.miles >= 1 else far_words(one.miles, said)
    return said.say("guide.key", place=place, miles=miles)


def _in_words(one: NumberedPin, home: Home | None, outline: Outline, said: Phrases) -> str:
    point = one.pin.position.coordinates
    values = {"number": one.number, "pin": tidy(one.pin.name)}
    if home is None or one.miles is None:
        district = outline.at(point)
        if district is None:
            return said.say("map.alt_number", **values)
        return said.say("map.alt_number_in", district=tidy(district.name), **values)
    if haversine_miles(home.coordinates, point) < 1:
        return said.say("guide.alt_near", home=home.label, **values)
    direction = direction_words(home.coordinates, point, said)
    miles = far_words(one.miles, said)
    return said.say("guide.alt_pin", miles=miles, direction=direction, home=home.label, **values)
