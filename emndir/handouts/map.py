"""The outline map of a sheet, as a picture in black, white and one light grey, and in words.

It shows councils, up to six towns, one pin and a scale; never roads, and nobody finds the way
by it. Names that touch are dropped before anything shrinks (HANDOUT section 6).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from emndir.domain.location import Coordinates
from emndir.domain.vocabulary import Precision
from emndir.geography.distance import haversine_miles
from emndir.geography.outline import MapView, Outline
from emndir.geography.places import NamedPlace
from emndir.handouts.map_drawing import PIN_HIGH, PIN_SIZE, Home, MapDrawing, Pin, names_in, rough
from emndir.handouts.measures import about_miles, direction_words
from emndir.handouts.phrases import Phrases
from emndir.handouts.wording import tidy

__all__ = ["Home", "MapPicture", "Pin", "draw_map", "map_note"]

_MILES_DOWN = (5.7, 8.5, 13.0, 20.0, 32.0)
_FEWEST_TOWNS = 2
_NEAREST_HOME, _FURTHEST_HOME = 1.5, 40.0
LEAST_MARGIN, MOST_MARGIN = 0.24, 0.4
"""Shares of the map that are left around pin and home."""


@dataclass(frozen=True, slots=True)
class MapPicture:
    """A finished map: `width` and `height` in points; labels are at the sheet's own size."""

    svg: str
    alt: str
    width: float
    height: float


def draw_map(
    pin: Pin,
    *,
    outline: Outline,
    places: Sequence[NamedPlace],
    phrases: Phrases,
    width: float,
    height: float,
    size: float,
    home: Home | None = None,
) -> MapPicture | None:
    """Return the map around a pin, `width` by `height` points with labels of `size` points.

    None where no outline reaches the pin: a map of nothing helps nobody.
    """
    point = pin.position.coordinates
    if home is not None and not _NEAREST_HOME < _miles(point, home) < _FURTHEST_HOME:
        home = None
    view = _view(point, home, places, width, height, PIN_HIGH * size / PIN_SIZE)
    shapes = view.visible(outline)
    if not shapes:
        return None
    drawing = MapDrawing(view, size, phrases.families)
    drawing.shapes(shapes, {place.name for place in places if place.is_town})
    drawing.furniture(phrases)
    if home is not None:
        drawing.home(home)
    drawing.pin(pin)
    towns = drawing.towns(names_in(view, places))
    alt = _in_words(pin, outline, towns, phrases, home)
    return MapPicture(drawing.svg(), alt, width, height)


def map_note(precision: Precision, phrases: Phrases) -> str:
    """Return what stands under a map: no roads, and how exact the pin is."""
    note = phrases.say("map.note")
    if precision is Precision.TOWN:
        return f"{note} {phrases.say('map.town')}"
    if precision in (Precision.SECTOR, Precision.DISTRICT):
        return f"{note} {phrases.say('map.near')}"
    return note


def _view(
    point: Coordinates,
    home: Home | None,
    places: Sequence[NamedPlace],
    width: float,
    height: float,
    pin_high: float,
) -> MapView:
    """Return the closest view that names a few towns, or that shows the home as well.

    A pin `pin_high` points high is whole in it, also where it is the northernmost.
    """
    shape = width / height
    if home is not None:
        points = (point, rough(home.coordinates))
        return MapView.around(
            points,
            width=width,
            height=height,
            least_miles=_MILES_DOWN[0] * shape,
            margin=min(MOST_MARGIN, max(LEAST_MARGIN, (pin_high + 1) / height)),
        )
    view = MapView(point, _MILES_DOWN[0] * shape, width, height)
    for miles in _MILES_DOWN:
        view = MapView(point, miles * shape, width, height)
        near = names_in(view, places)
        if sum(haversine_miles(point, place.coordinates) > 1 for place in near) >= _FEWEST_TOWNS:
            break
    return view


def _miles(point: Coordinates, home: Home) -> float:
    return haversine_miles(point, home.coordinates)


def _in_words(
    pin: Pin,
    outline: Outline,
    towns: Sequence[NamedPlace],
    phrases: Phrases,
    home: Home | None,
) -> str:
    """Return what the map shows, for those who cannot see it."""
    point, name = pin.position.coordinates, tidy(pin.name)
    parts = [phrases.say("map.alt")]
    district = outline.at(point)
    if district is not None:
        parts.append(phrases.say("map.alt_district", pin=name, district=tidy(district.name)))
    nearest = min(towns, key=lambda town: haversine_miles(point, town.coordinates), default=None)
    if nearest is not None:
        away = haversine_miles(point, nearest.coordinates)
        if away < 1:
            if district is None or district.name != nearest.name:
                parts.append(phrases.say("map.alt_same_town", pin=name, town=tidy(nearest.name)))
        else:
            parts.append(
                phrases.say(
                    "map.alt_town",
                    pin=name,
                    miles=about_miles(away, phrases),
                    direction=direction_words(nearest.coordinates, point, phrases),
                    town=tidy(nearest.name),
                )
            )
    if home is not None:
        away = haversine_miles(point, home.coordinates)
        direction = direction_words(point, home.coordinates, phrases)
        miles = about_miles(away, phrases)
        parts.append(phrases.say("map.alt_home", home=home.label, miles=miles, direction=direction))
    return " ".join(parts)
