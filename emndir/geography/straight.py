"""Straight lines from one point to many, on the ellipsoid, as arrays.

The chord between two points of the WGS84 ellipsoid, lengthened to the arc over it on a sphere,
is the geodesic to a few parts in a million inside Great Britain (tests/geography/test_straight.py
holds it against Karney's algorithm), so that the order by it is the geodesic's.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from emndir.domain.location import Coordinates

_A = 6_378_137.0
_FLATTENING = 1 / 298.257223563
_METRES_PER_MILE = 1609.344
_MEAN_RADIUS = 6_371_008.8
"""Metres: WGS84, and the IUGG's mean radius of the earth."""
_AT_ONCE = 1 << 15
"""Points that are worked out together."""
_SHORT_HALF = 0.05
"""Half a chord over the radius, below which the series is exact enough: 640 km."""


class Points:
    """Points on the ground, ready to be measured from anywhere."""

    def __init__(self, latitudes: NDArray[np.float64], longitudes: NDArray[np.float64]) -> None:
        """Take degrees of latitude and longitude (WGS84), as many of the one as of the other."""
        self._x, self._y, self._z = _cartesian(np.radians(latitudes), np.radians(longitudes))

    def __len__(self) -> int:
        """Return the number of points."""
        return len(self._x)

    def miles_from(self, origin: Coordinates) -> NDArray[np.float64]:
        """Return the distance of every point in miles."""
        return _arc(self._squares(origin))

    def least_miles_from(
        self, origin: Coordinates, first: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        """Return the least distance in miles of each run of points; `first` is where runs begin."""
        least = self._squares(origin)
        if len(first) < len(least):
            least = np.minimum.reduceat(least, first)
        return _arc(least)

    def nearest(self, origin: Coordinates, count: int) -> NDArray[np.int64]:
        """Return the numbers of the nearest points, nearest first; of equals the first."""
        squares = self._squares(origin)
        if count < len(squares):
            furthest = np.partition(squares, count)[count]
            near = np.flatnonzero(squares <= furthest)
        else:
            near = np.arange(len(squares))
        return near[np.argsort(squares[near], kind="stable")][:count]

    def _squares(self, origin: Coordinates) -> NDArray[np.float64]:
        """Return the square of every chord in square metres."""
        here = _cartesian(
            np.radians(np.array([origin.latitude])), np.radians(np.array([origin.longitude]))
        )
        squares = np.zeros(len(self))
        for part in _parts(len(self)):
            for points, middle in zip((self._x, self._y, self._z), here, strict=True):
                away = points[part] - middle[0]
                away *= away
                squares[part] += away
        return squares


def _parts(count: int) -> Iterator[slice]:
    """Yield the parts of many numbers that stay in the processor's cache while they are used."""
    for start in range(0, count, _AT_ONCE):
        yield slice(start, start + _AT_ONCE)


def _cartesian(
    latitude: NDArray[np.float64], longitude: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return x, y, z in metres from the earth's middle, of points at sea level, in radians."""
    eccentricity = _FLATTENING * (2 - _FLATTENING)
    sine = np.sin(latitude)
    normal = _A / np.sqrt(1 - eccentricity * sine * sine)
    across = normal * np.cos(latitude)
    up = normal * (1 - eccentricity) * sine
    return across * np.cos(longitude), across * np.sin(longitude), up


def _arc(squares: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the length in miles of the arcs over chords, given their squares in square metres.

    The squares are used up.
    """
    for part in _parts(len(squares)):
        half = np.sqrt(squares[part])
        half *= 0.5 / _MEAN_RADIUS
        if half.max() < _SHORT_HALF:
            # the series of the arc's sine, to a millimetre up to 640 km, in a fifth of its time
            square = half * half
            series = square * (15 / 336)
            series += 3 / 40
            series *= square
            series += 1 / 6
            series *= square
            series += 1
            half *= series
        else:
            half = np.arcsin(np.minimum(1.0, half, out=half), out=half)
        half *= 2 * _MEAN_RADIUS / _METRES_PER_MILE
        squares[part] = half
    return squares
