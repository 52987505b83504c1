"""Vincenty's inverse formula (Survey Review XXIII, 176, 1975): geodesics worked out another way.

The program asks Karney's algorithm; a test that asked it too would hold a number against itself.
"""

from __future__ import annotations

from math import atan, atan2, cos, radians, sin, sqrt, tan

from emndir.domain.location import Coordinates

_A, _F = 6_378_137.0, 1 / 298.257223563
_B = _A * (1 - _F)


def vincenty_miles(start: Coordinates, end: Coordinates) -> float:
    """Return miles between two points of Great Britain, right to under a millimetre."""
    if start == end:
        return 0.0
    across = lon = radians(end.longitude - start.longitude)
    one, two = (atan((1 - _F) * tan(radians(point.latitude))) for point in (start, end))
    while True:  # a few rounds: it meets everywhere but near antipodes
        sin_s = sqrt(
            (cos(two) * sin(lon)) ** 2 + (cos(one) * sin(two) - sin(one) * cos(two) * cos(lon)) ** 2
        )
        if sin_s == 0:
            return 0.0
        cos_s = sin(one) * sin(two) + cos(one) * cos(two) * cos(lon)
        s, sin_a = atan2(sin_s, cos_s), cos(one) * cos(two) * sin(lon) / sin_s
        cos_sq = 1 - sin_a * sin_a
        cos_m = cos_s - 2 * sin(one) * sin(two) / cos_sq
        c = _F / 16 * cos_sq * (4 + _F * (4 - 3 * cos_sq))
        bracket = cos_m + c * cos_s * (2 * cos_m * cos_m - 1)
        before, lon = lon, across + (1 - c) * _F * sin_a * (s + c * sin_s * bracket)
        if abs(lon - before) < 1e-13:
            break
    u = cos_sq * (_A * _A - _B * _B) / (_B * _B)
    a = 1 + u / 16384 * (4096 + u * (-768 + u * (320 - 175 * u)))
    b = u / 1024 * (256 + u * (-128 + u * (74 - 47 * u)))
    last = cos_m * (4 * sin_s * sin_s - 3) * (4 * cos_m * cos_m - 3) / 6
    ds = b * sin_s * (cos_m + b / 4 * (cos_s * (2 * cos_m * cos_m - 1) - b * last))
    return _B * a * (s - ds) / 1609.344
