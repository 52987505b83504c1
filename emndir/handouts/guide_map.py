"""The map of a guide: numbered pins, where the person lives roughly, and all of it in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from emndir.geography.distance import direction_in_words, haversine_miles
from emndir.geography.gazetteer import NamedPlace
from emndir.geography.outline import MapView, Outline
from emndir.handouts.blocks import MapBlock
from emndir.handouts.map import LEAST_MARGIN, MOST_MARGIN, MapPicture
from emndir.handouts.map_drawing import PIN_HIGH, PIN_SIZE, Home, MapDrawing, Pin, names_in, rough
from emndir.handouts.phrases import Phrases
from emndir.handouts.whereabouts import about_miles, miles_words
from emndir.handouts.wording import tidy

_LEAST_MILES = 6.0
_SIZES_MM = {12: (70.0, 58.0), 14: (70.0, 64.0), 16: (120.0, 75.0), 18: (174.0, 84.0)}
"""Width and height a text size; giant print has no map, and says places in words."""
_POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class NumberedPin:
    """A place with the number that its services have; `miles` from where the person lives."""

    number: str
    pin: Pin
    miles: float


def has_map(points: int) -> bool:
    """Return True for text sizes whose guide has a map."""
    return points in _SIZES_MM


def guide_map(
    pins: Sequence[NumberedPin],
    home: Home,
    *,
    outline: Outline,
    places: Sequence[NamedPlace],
    said: Phrases,
    points: int,
) -> MapBlock | None:
    """Return the map with a key under it, for a text size that `has_map`.

    None without a pin, or where no outline reaches them: a map of nothing helps nobody.
    """
    if not pins:
        return None
    width, height = (side * _POINTS_PER_MM for side in _SIZES_MM[points])
    where = [one.pin.position.coordinates for one in pins]
    pin_high = PIN_HIGH * points / PIN_SIZE
    view = MapView.around(
        (*where, rough(home.coordinates)),
        width=width,
        height=height,
        least_miles=_LEAST_MILES,
        margin=min(MOST_MARGIN, max(LEAST_MARGIN, (pin_high + 1) / height)),
    )
    shapes = view.visible(outline)
    if not shapes:
        return None
    drawing = MapDrawing(view, points)
    drawing.shapes(shapes, {place.name for place in places if place.is_town})
    drawing.furniture()
    drawing.home(home)
    drawing.numbered_pins([(one.number, one.pin.position.coordinates) for one in pins])
    drawing.towns(place for place in names_in(view, places) if place.name != home.label)
    alt = " ".join([said.say("map.alt"), *(_in_words(one, home, said) for one in pins)])
    key = tuple((one.number, _named(one, said)) for one in pins)
    note = f"{said.say('map.note')} {said.say('far.note')}"
    return MapBlock(MapPicture(drawing.svg(), alt, width, height), note, key)


def far_words(miles: float, said: Phrases) -> str:
    """Return "about 4 miles", or that it is less than one."""
    if miles < 1:
        return tidy(said.say("far.less"))
    return about_miles(miles, said)


def _named(one: NumberedPin, said: Phrases) -> str:
    miles = miles_words(one.miles, said) if one.miles >= 1 else far_words(one.miles, said)
    return said.say("guide.key", place=tidy(one.pin.name), miles=miles)


def _in_words(one: NumberedPin, home: Home, said: Phrases) -> str:
    point = one.pin.position.coordinates
    values = {"number": one.number, "pin": tidy(one.pin.name), "home": home.label}
    if haversine_miles(home.coordinates, point) < 1:
        return said.say("guide.alt_near", **values)
    direction = direction_in_words(home.coordinates, point)
    miles = far_words(one.miles, said)
    return said.say("guide.alt_pin", miles=miles, direction=direction, **values)
