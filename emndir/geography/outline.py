"""Outlines of councils and counties, and the one projection that screen and paper share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians

from emndir.domain.location import Coordinates
from emndir.geography.distance import direction_in_words, haversine_miles, water_between
from emndir.geography.places import NamedPlace

_MILES_PER_DEGREE = 69.09
"""Miles in a degree of latitude on a round earth of 3,958.76 miles."""
_FEW_TOWNS = 4
"""With fewer towns in view than this, other places are named as well."""
_MOST_WITH_OTHERS = 6
_LEAST_SIZE = 60
"""Postcodes within 1.5 km of a place that is no town, for a map to name it."""
_SUBURB = "Suburban Area"
_SCALE_STEPS = (0.25, 0.5, 1, 2, 5, 10, 20, 50, 100)

Ring = tuple[Coordinates, ...]


@dataclass(frozen=True, slots=True)
class OutlineFeature:
    """One council, county or region: `label` is where its name goes."""

    name: str
    kind: str
    county: str
    label: Coordinates
    rings: tuple[Ring, ...]

    def bounds(self) -> tuple[float, float, float, float]:
        """Return south, west, north, east."""
        points = [point for ring in self.rings for point in ring]
        latitudes = [point.latitude for point in points]
        longitudes = [point.longitude for point in points]
        return min(latitudes), min(longitudes), max(latitudes), max(longitudes)

    def contains(self, point: Coordinates) -> bool:
        """Return True if the point lies inside (even-odd rule over all rings)."""
        inside = False
        for ring in self.rings:
            for a, b in zip(ring, (*ring[1:], ring[0]), strict=True):
                if (a.latitude > point.latitude) != (b.latitude > point.latitude):
                    share = (point.latitude - a.latitude) / (b.latitude - a.latitude)
                    if point.longitude < a.longitude + share * (b.longitude - a.longitude):
                        inside = not inside
        return inside


@dataclass(frozen=True, slots=True)
class Outline:
    """All outlines of a directory."""

    features: tuple[OutlineFeature, ...] = ()

    def of(self, kind: str) -> tuple[OutlineFeature, ...]:
        """Return the outlines of one kind: "district", "county" or "region"."""
        return tuple(feature for feature in self.features if feature.kind == kind)

    def at(self, point: Coordinates, kind: str = "district") -> OutlineFeature | None:
        """Return the feature of a kind that holds a point, or None."""
        for feature in self.of(kind):
            south, west, north, east = feature.bounds()
            inside = south <= point.latitude <= north and west <= point.longitude <= east
            if inside and feature.contains(point):
                return feature
        return None


@dataclass(frozen=True, slots=True)
class ScaleBar:
    """A bar of so many miles, so many pixels long."""

    miles: float
    pixels: float

    @property
    def label(self) -> str:
        """Return "5 miles" or "1 mile"."""
        return f"{self.miles:g} mile" if self.miles == 1 else f"{self.miles:g} miles"


@dataclass(frozen=True, slots=True)
class MapView:
    """A piece of the map on a surface of `width` by `height` pixels (or points), north up.

    Equirectangular with the middle's own scale: over a county, straight lines and
    distances are right to well under a pixel in a hundred.
    """

    centre: Coordinates
    miles_across: float
    width: float
    height: float

    def __post_init__(self) -> None:
        """Raise ValueError for a map of nothing."""
        if not (self.miles_across > 0 and self.width > 0 and self.height > 0):
            raise ValueError("a map needs a width, a height and miles across")

    @classmethod
    def around(
        cls,
        points: Sequence[Coordinates],
        *,
        width: float,
        height: float,
        least_miles: float = 6.0,
        margin: float = 0.15,
    ) -> MapView:
        """Return a view that shows all points with a margin (a share of the width).

        Raises:
            ValueError: without any point.
        """
        if not points:
            raise ValueError("a map needs a point")
        south, north = min(p.latitude for p in points), max(p.latitude for p in points)
        west, east = min(p.longitude for p in points), max(p.longitude for p in points)
        centre = Coordinates((south + north) / 2, (west + east) / 2)
        wide = (east - west) * _MILES_PER_DEGREE * cos(radians(centre.latitude))
        high = (north - south) * _MILES_PER_DEGREE * width / height
        across = max(least_miles, max(wide, high) / (1 - 2 * margin))
        return cls(centre, across, width, height)

    @property
    def pixels_per_mile(self) -> float:
        """Return the scale."""
        return self.width / self.miles_across

    def xy(self, point: Coordinates) -> tuple[float, float]:
        """Return pixels from the left and from the top."""
        degree = _MILES_PER_DEGREE * self.pixels_per_mile
        shrink = cos(radians(self.centre.latitude))
        return (
            self.width / 2 + (point.longitude - self.centre.longitude) * degree * shrink,
            self.height / 2 - (point.latitude - self.centre.latitude) * degree,
        )

    def point(self, x: float, y: float) -> Coordinates:
        """Return the point under a pixel, the opposite of `xy`."""
        degree = _MILES_PER_DEGREE * self.pixels_per_mile
        shrink = cos(radians(self.centre.latitude))
        return Coordinates(
            self.centre.latitude - (y - self.height / 2) / degree,
            self.centre.longitude + (x - self.width / 2) / (degree * shrink),
        )

    def shows(self, point: Coordinates, margin: float = 0.0) -> bool:
        """Return True if a point is at least `margin` pixels inside the edge."""
        x, y = self.xy(point)
        return margin <= x <= self.width - margin and margin <= y <= self.height - margin

    def visible(self, outline: Outline, kind: str = "district") -> tuple[OutlineFeature, ...]:
        """Return the features of a kind whose box meets the view."""
        top, bottom = self.point(0, 0), self.point(self.width, self.height)
        found = []
        for feature in outline.of(kind):
            south, west, north, east = feature.bounds()
            meets_north = south <= top.latitude and north >= bottom.latitude
            if meets_north and west <= bottom.longitude and east >= top.longitude:
                found.append(feature)
        return tuple(found)

    def scale_bar(self, longest: float = 0.3) -> ScaleBar:
        """Return a round number of miles that takes up at most `longest` of the width."""
        room = self.miles_across * longest
        miles = max((step for step in _SCALE_STEPS if step <= room), default=_SCALE_STEPS[0])
        return ScaleBar(float(miles), miles * self.pixels_per_mile)

    def named_places(self, places: Iterable[NamedPlace], limit: int = 8) -> tuple[NamedPlace, ...]:
        """Return the largest towns in view, none closer to another than a seventh of the width.

        Where there are few, the largest other places follow, farther apart: a map of a city alone
        would name nothing around it.
        """
        in_view = [place for place in places if self.shows(place.coordinates, 12)]
        in_view.sort(key=lambda item: -item.size)
        towns = sorted((place for place in in_view if place.is_town), key=lambda one: -one.weight)
        chosen: list[NamedPlace] = []
        self._choose(chosen, towns, limit, self.miles_across / 7)
        if len(chosen) < _FEW_TOWNS:
            known = [one for one in in_view if not one.is_town and one.size >= _LEAST_SIZE]
            apart = self.miles_across / 5
            own = (one for one in known if one.type != _SUBURB)  # better known by their names
            self._choose(chosen, own, min(limit, _MOST_WITH_OTHERS), apart)
            self._choose(chosen, known, min(limit, _FEW_TOWNS), apart)
        return tuple(chosen)

    @staticmethod
    def _choose(
        chosen: list[NamedPlace], places: Iterable[NamedPlace], limit: int, apart: float
    ) -> None:
        """Add places while there is room for them, each so many miles from all others."""
        for place in places:
            if len(chosen) >= limit:
                return
            if all(haversine_miles(place.coordinates, o.coordinates) >= apart for o in chosen):
                chosen.append(place)


def map_in_words(place: Coordinates, origin: Coordinates, origin_label: str, miles: str) -> str:
    """Return what the map says, for those who cannot see it.

    `miles` is the distance as the reader is told it: "4.2 miles", "about 4 miles". Water that the
    line crosses is named: a map must not be read as a way.
    """
    if haversine_miles(origin, place) < 0.2:
        return f"{_capital(miles)} from {origin_label}, in a straight line."
    direction = direction_in_words(origin, place)
    words = f"{_capital(miles)} {direction} of {origin_label}, in a straight line."
    water = water_between(origin, place)
    return f"{words} {_capital(water)} lies between: the road is longer." if water else words


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
