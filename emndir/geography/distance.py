"""Straight lines in miles, directions in words, and water that lies between."""

from __future__ import annotations

from itertools import pairwise
from math import asin, atan2, cos, degrees, radians, sin, sqrt

from emndir.domain.location import Coordinates

_EARTH_MILES = 3958.7613
"""Mean radius of the earth (IUGG) in miles."""
_METRES_PER_MILE = 1609.344
_MILES_PER_DEGREE = 69.0
"""No more than this many miles lie in a degree of latitude (68.7 to 69.4): boxes err outwards."""

_DIRECTIONS = (
    "north",
    "north-east",
    "east",
    "south-east",
    "south",
    "south-west",
    "west",
    "north-west",
)
_WATERS = {
    "the Wash": ((52.86, 0.14), (52.93, 0.25), (53.02, 0.38), (53.12, 0.60)),
    "the Humber": ((53.70, -0.72), (53.71, -0.43), (53.65, -0.20), (53.54, 0.14)),
    "the Trent": (
        (53.14, -0.80),
        (53.19, -0.79),
        (53.25, -0.77),
        (53.30, -0.75),
        (53.34, -0.78),
        (53.40, -0.78),
        (53.45, -0.81),
        (53.50, -0.77),
        (53.59, -0.73),
        (53.66, -0.70),
        (53.70, -0.72),
    ),
}
"""Rough middle lines of wide water, latitude and longitude; a line across one needs a detour.

The Trent counts below Newark only, where it has four road bridges; above, there are many.
"""
_BOXED = {
    name: (
        points,
        (
            min(latitude for latitude, _ in points),
            min(longitude for _, longitude in points),
            max(latitude for latitude, _ in points),
            max(longitude for _, longitude in points),
        ),
    )
    for name, points in _WATERS.items()
}
"""The same with the box around each: south, west, north, east."""


def haversine_miles(a: Coordinates, b: Coordinates) -> float:
    """Return the distance on a round earth in miles, within 0.5 % of the true one; for ranking."""
    lat_a, lat_b = radians(a.latitude), radians(b.latitude)
    across = radians(b.longitude - a.longitude)
    part = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin(across / 2) ** 2
    return 2 * _EARTH_MILES * asin(min(1.0, sqrt(part)))


def geodesic_miles(a: Coordinates, b: Coordinates) -> float:
    """Return the distance on the WGS84 ellipsoid in miles; for the rows that are shown."""
    from geographiclib.geodesic import Geodesic  # only when a distance is shown

    found = Geodesic.WGS84.Inverse(
        a.latitude, a.longitude, b.latitude, b.longitude, Geodesic.DISTANCE
    )
    return float(found["s12"]) / _METRES_PER_MILE


def bounding_box(centre: Coordinates, miles: float) -> tuple[float, float, float, float]:
    """Return south, west, north, east of a box that holds every point within `miles`."""
    high = miles / (_MILES_PER_DEGREE - 0.4)
    furthest = min(89.9, abs(centre.latitude) + high)
    wide = min(180.0, high / max(0.001, cos(radians(furthest))))
    return (
        max(-90.0, centre.latitude - high),
        max(-180.0, centre.longitude - wide),
        min(90.0, centre.latitude + high),
        min(180.0, centre.longitude + wide),
    )


def direction_in_words(start: Coordinates, end: Coordinates) -> str:
    """Return where `end` lies seen from `start`: "north-west"."""
    lat_a, lat_b = radians(start.latitude), radians(end.latitude)
    across = radians(end.longitude - start.longitude)
    east = sin(across) * cos(lat_b)
    north = cos(lat_a) * sin(lat_b) - sin(lat_a) * cos(lat_b) * cos(across)
    return _DIRECTIONS[round(degrees(atan2(east, north)) / 45) % 8]


def water_between(a: Coordinates, b: Coordinates) -> str:
    """Return "the Wash", "the Humber" or "the Trent" where a straight line crosses it, else "".

    It is asked for every row of a list, so that what lies wholly beside a water is passed over first.
    """
    south, north = sorted((a.latitude, b.latitude))
    west, east = sorted((a.longitude, b.longitude))
    start, end = sorted(((a.latitude, a.longitude), (b.latitude, b.longitude)))
    for name, (points, (bottom, left, top, right)) in _BOXED.items():
        if south > top or north < bottom or west > right or east < left:
            continue
        is_left = [_side(start, end, point) < 0 for point in points]
        for (c, of_c), (d, of_d) in pairwise(zip(points, is_left, strict=True)):
            if of_c is not of_d and (_side(c, d, start) < 0) is not (_side(c, d, end) < 0):
                return name
    return ""


def _side(a: tuple[float, float], b: tuple[float, float], point: tuple[float, float]) -> float:
    return (b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0])
