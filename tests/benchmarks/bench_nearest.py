"""The nearest 50 of 100,000 points (DESIGN section 6: 5 ms), and whether they are the right ones.

Right is what geodesic distances to every point say. That takes seconds an origin, so it is done
for a few; for the others, to every point that could be among them: the round earth of the quick
way and the true one differ by less than 1 %.
"""

from __future__ import annotations

import statistics
from pathlib import Path

import numpy as np
import pytest

from emndir.domain.location import Coordinates
from emndir.geography.distance import geodesic_miles, haversine_miles
from emndir.geography.straight import Points
from emndir.storage.source import read_source
from tests.benchmarks.national import TODAY
from tests.benchmarks.national_bodies import english_spots
from tests.benchmarks.reporting import Report, p95, timed

DATA = Path(__file__).parents[2] / "data"
POINTS, COUNT, BUDGET_MS = 100_000, 50, 5.0
ORIGINS, BRUTE = 300, 2
BY_THE_WASH = (Coordinates(52.94, 0.49), Coordinates(53.14, 0.34))
"""Hunstanton and Skegness, that look at each other over the water."""


@pytest.fixture(scope="module")
def where() -> tuple[list[Coordinates], list[Coordinates]]:
    """Made-up points over England, and origins among them."""
    spots = english_spots(read_source(DATA, today=TODAY).geography)
    draws = np.random.default_rng(7)
    chosen = draws.integers(0, len(spots), POINTS + ORIGINS).tolist()
    moved = ((draws.random((POINTS + ORIGINS, 2)) - 0.5) * 0.08).tolist()
    made = [
        Coordinates(spots[at].latitude + north, spots[at].longitude + east)
        for at, (north, east) in zip(chosen, moved, strict=True)
    ]
    return made[:POINTS], [*BY_THE_WASH, *made[POINTS:]]


def test_nearest(where: tuple[list[Coordinates], list[Coordinates]], report: Report) -> None:
    points, origins = where
    latitudes = np.array([point.latitude for point in points])
    longitudes = np.array([point.longitude for point in points])
    ours = Points(latitudes, longitudes)
    ours.nearest(origins[0], COUNT)
    times = timed(lambda origin: ours.nearest(origin, COUNT), origins)
    plain = timed(lambda origin: plain_nearest(points, origin), origins[:20])
    brute = timed(lambda origin: check(ours, points, origin, points), origins[:BRUTE])
    for origin in origins[BRUTE : BRUTE + 60]:
        check(ours, points, origin, likely(points, latitudes, longitudes, origin))
    what = f"nearest {COUNT} of {POINTS:,}"
    report.add(f"{what}, p95", p95(times), budget=BUDGET_MS, peer="haversine in Python", peer_value=p95(plain), times=len(times))  # fmt: skip
    report.add(f"{what}, p50", statistics.median(times), peer="geodesic to every point", peer_value=statistics.median(brute), times=len(times))  # fmt: skip
    assert not report.over()


def check(
    ours: Points, points: list[Coordinates], origin: Coordinates, among: list[Coordinates]
) -> None:
    """Fail unless ours are as near, one by one, as the nearest by true distance."""
    right = sorted(geodesic_miles(origin, point) for point in among)[:COUNT]
    found = [geodesic_miles(origin, points[number]) for number in ours.nearest(origin, COUNT)]
    assert found == pytest.approx(right, abs=1e-9)


def likely(
    points: list[Coordinates],
    latitudes: np.ndarray,
    longitudes: np.ndarray,
    origin: Coordinates,
) -> list[Coordinates]:
    """Return every point that may be among the nearest: a box twice as wide as it need be."""
    for reach in (0.1, 0.2, 0.4, 0.8, 1.6):
        in_box = (np.abs(latitudes - origin.latitude) < reach) & (
            np.abs(longitudes - origin.longitude) < reach * 1.6
        )
        found = [points[number] for number in np.flatnonzero(in_box)]
        near = sorted(haversine_miles(origin, point) for point in found)
        if len(near) > COUNT and near[COUNT] * 1.02 < reach * 60:
            return found
    raise AssertionError("no points nearby")


def plain_nearest(points: list[Coordinates], origin: Coordinates) -> list[int]:
    """Return what a plain loop finds."""
    miles = [haversine_miles(origin, point) for point in points]
    return sorted(range(len(points)), key=miles.__getitem__)[:COUNT]
