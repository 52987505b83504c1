"""The British national grid: easting and northing in metres to WGS84 degrees.

Formulae and constants: Ordnance Survey, "A guide to coordinate systems in Great Britain"
(annexes A to C): inverse transverse Mercator on the Airy 1830 ellipsoid, then the
seven-parameter Helmert transformation. Good to about 5 metres.
"""

from __future__ import annotations

from math import atan2, cos, degrees, hypot, radians, sin, sqrt, tan

from emndir.domain.location import Coordinates

_AIRY_A, _AIRY_B = 6_377_563.396, 6_356_256.909
_WGS_A, _WGS_B = 6_378_137.0, 6_356_752.3142
_SCALE = 0.9996012717
_ORIGIN_LAT, _ORIGIN_LON = radians(49), radians(-2)
_FALSE_EAST, _FALSE_NORTH = 400_000.0, -100_000.0
_SHIFT = (446.448, -125.157, 542.060)
_TURN = tuple(radians(seconds / 3600) for seconds in (0.1502, 0.2470, 0.8421))
_PARTS_PER_MILLION = -20.4894e-6


def grid_to_wgs84(easting: float, northing: float) -> Coordinates:
    """Return the WGS84 point of a grid reference in metres.

    Raises:
        ValueError: for a point outside the grid (0 to 700 km east, 0 to 1,300 km north).
    """
    if not (0 <= easting <= 700_000 and 0 <= northing <= 1_300_000):
        raise ValueError(f"{easting}, {northing} is not on the British national grid")
    latitude, longitude = _unproject(easting, northing)
    x, y, z = _to_cartesian(latitude, longitude)
    latitude, longitude = _from_cartesian(*_helmert(x, y, z))
    return Coordinates(degrees(latitude), degrees(longitude))


def _meridian_arc(latitude: float) -> float:
    n = (_AIRY_A - _AIRY_B) / (_AIRY_A + _AIRY_B)
    less, more = latitude - _ORIGIN_LAT, latitude + _ORIGIN_LAT
    return (
        _AIRY_B
        * _SCALE
        * (
            (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * less
            - (3 * n + 3 * n**2 + 21 / 8 * n**3) * sin(less) * cos(more)
            + (15 / 8 * n**2 + 15 / 8 * n**3) * sin(2 * less) * cos(2 * more)
            - 35 / 24 * n**3 * sin(3 * less) * cos(3 * more)
        )
    )


def _unproject(easting: float, northing: float) -> tuple[float, float]:
    """Return OSGB36 latitude and longitude in radians (annexe C)."""
    latitude = (northing - _FALSE_NORTH) / (_AIRY_A * _SCALE) + _ORIGIN_LAT
    while True:
        rest = northing - _FALSE_NORTH - _meridian_arc(latitude)
        if abs(rest) < 0.00001:
            break
        latitude += rest / (_AIRY_A * _SCALE)
    e2 = 1 - (_AIRY_B / _AIRY_A) ** 2
    root = 1 - e2 * sin(latitude) ** 2
    nu = _AIRY_A * _SCALE / sqrt(root)
    rho = _AIRY_A * _SCALE * (1 - e2) / root**1.5
    eta2 = nu / rho - 1
    t, sec, east = tan(latitude), 1 / cos(latitude), easting - _FALSE_EAST
    latitude_found = (
        latitude
        - t / (2 * rho * nu) * east**2
        + t / (24 * rho * nu**3) * (5 + 3 * t**2 + eta2 - 9 * t**2 * eta2) * east**4
        - t / (720 * rho * nu**5) * (61 + 90 * t**2 + 45 * t**4) * east**6
    )
    longitude = (
        _ORIGIN_LON
        + sec / nu * east
        - sec / (6 * nu**3) * (nu / rho + 2 * t**2) * east**3
        + sec / (120 * nu**5) * (5 + 28 * t**2 + 24 * t**4) * east**5
        - sec / (5040 * nu**7) * (61 + 662 * t**2 + 1320 * t**4 + 720 * t**6) * east**7
    )
    return latitude_found, longitude


def _to_cartesian(latitude: float, longitude: float) -> tuple[float, float, float]:
    e2 = 1 - (_AIRY_B / _AIRY_A) ** 2
    nu = _AIRY_A / sqrt(1 - e2 * sin(latitude) ** 2)
    return (
        nu * cos(latitude) * cos(longitude),
        nu * cos(latitude) * sin(longitude),
        (1 - e2) * nu * sin(latitude),
    )


def _helmert(x: float, y: float, z: float) -> tuple[float, float, float]:
    rx, ry, rz = _TURN
    grow = 1 + _PARTS_PER_MILLION
    return (
        _SHIFT[0] + grow * x - rz * y + ry * z,
        _SHIFT[1] + rz * x + grow * y - rx * z,
        _SHIFT[2] - ry * x + rx * y + grow * z,
    )


def _from_cartesian(x: float, y: float, z: float) -> tuple[float, float]:
    e2 = 1 - (_WGS_B / _WGS_A) ** 2
    flat = hypot(x, y)
    latitude = atan2(z, flat * (1 - e2))
    for _ in range(5):
        nu = _WGS_A / sqrt(1 - e2 * sin(latitude) ** 2)
        latitude = atan2(z + e2 * nu * sin(latitude), flat)
    return latitude, atan2(y, x)
