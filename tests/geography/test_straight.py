"""The straight lines of a search hold against Karney's geodesics, wherever somebody may ask.

Ten thousand questions, each with places of its own: on both banks of the Wash and the Humber, on
both sides of county borders, two in one building, and some within a few metres of whoever asks.
"""

from __future__ import annotations

import random
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given, settings
from hypothesis import strategies as st

from emndir.domain.location import Coordinates
from emndir.geography.straight import Points

METRES_PER_MILE = 1609.344
RELATIVE = 1e-5
MILLIMETRE = 0.001 / METRES_PER_MILE
BANKS = {
    "the Wash": ((53.143, 0.343), (52.938, 0.493), (52.978, -0.024), (52.754, 0.398)),
    "the Humber": ((53.744, -0.333), (53.567, -0.081), (53.706, -0.712), (53.690, -0.440)),
}
BORDERS = {
    "Lincolnshire, Norfolk": ((52.767, 0.170), (52.748, 0.229)),
    "Leicestershire, Northamptonshire": ((52.477, -0.921), (52.398, -0.727)),
    "Nottinghamshire, Derbyshire": ((52.898, -1.271), (52.925, -1.302)),
    "Rutland, Lincolnshire, Cambridgeshire": ((52.651, -0.480), (52.637, -0.420)),
    "Nottinghamshire, South Yorkshire": ((53.302, -1.123), (53.383, -1.070)),
}
LANDMARKS = tuple(point for points in (*BANKS.values(), *BORDERS.values()) for point in points)
AT_MOST = 20
"""Places of one question; Karney's algorithm takes 55 microseconds for each."""

latitudes, longitudes = st.floats(49.9, 60.9), st.floats(-8.2, 1.8)
anywhere = st.tuples(latitudes, longitudes)
"""Great Britain, from Scilly to Shetland."""
about_the_region = st.tuples(st.floats(51.9, 54.1), st.floats(-2.3, 1.0))
at_a_border = st.sampled_from(LANDMARKS)


def metres(origin: tuple[float, float], point: tuple[float, float]) -> float:
    return float(Geodesic.WGS84.Inverse(*origin, *point, Geodesic.DISTANCE)["s12"])


def places(seed: int, origin: tuple[float, float]) -> list[tuple[float, float]]:
    """Return between 1 and 20 places, some of them hard to tell apart."""
    choose = random.Random(seed)
    made: list[tuple[float, float]] = []
    for _ in range(choose.randint(1, AT_MOST)):
        near = choose.choice((origin, *LANDMARKS[:8], choose.choice(LANDMARKS)))
        away = choose.choice((0.0, 1e-9, 1e-6, 1e-4, 0.01, 0.2, 1.0))
        same = choose.choice(made) if made and choose.random() < 0.1 else None
        made.append(
            same
            or (
                near[0] + choose.uniform(-away, away),
                near[1] + choose.uniform(-away, away),
            )
        )
    return made


def points_of(made: list[tuple[float, float]]) -> Points:
    return Points(*np.array(made, dtype=np.float64).reshape(-1, 2).T)


@settings(max_examples=10_000, deadline=None, database=None)
@given(
    origin=at_a_border | about_the_region | anywhere,
    seed=st.integers(0, 2**32),
    count=st.integers(1, AT_MOST + 2),
)
def test_the_nearest_are_those_of_geodesic_brute_force(
    origin: tuple[float, float], seed: int, count: int
) -> None:
    made = places(seed, origin)
    points = points_of(made)
    true = [metres(origin, point) / METRES_PER_MILE for point in made]
    miles = points.miles_from(Coordinates(*origin)).tolist()
    for ours, geodesic in zip(miles, true, strict=True):
        assert abs(ours - geodesic) <= RELATIVE * geodesic + MILLIMETRE

    nearest = points.nearest(Coordinates(*origin), count).tolist()
    wanted = sorted(range(len(made)), key=lambda number: (true[number], number))[:count]
    assert len(nearest) == len(set(nearest)) == len(wanted)
    for ours, geodesic in zip(nearest, wanted, strict=True):
        if ours != geodesic:  # only where both are equally far off
            assert abs(true[ours] - true[geodesic]) <= RELATIVE * true[geodesic] + MILLIMETRE
    for ours, after in pairwise(nearest):
        assert made[ours] != made[after] or ours < after, "of equals the first comes first"


def test_the_questions_are_as_hard_as_they_say() -> None:
    """Of many seeds, enough have two places in one building, and some at the very point asked."""
    origin = LANDMARKS[0]
    kinds: Counter[str] = Counter()
    for seed in range(1_000):
        made = places(seed, origin)
        true = [metres(origin, point) for point in made]
        kinds["in one building"] += len(set(made)) < len(made)
        kinds["within a metre"] += min(true) < 1
        kinds["across the water"] += any(point in BANKS["the Wash"][1:] for point in made)
        kinds["far"] += max(true) > 100_000
    assert min(kinds.values()) > 100, kinds


@pytest.mark.parametrize("water", BANKS)
def test_across_water_the_line_is_straight(water: str) -> None:
    """No road leads over the Wash; what is measured is the straight line, and lists call it so."""
    banks = BANKS[water]
    points = points_of(list(banks))
    for origin in banks:
        miles = points.miles_from(Coordinates(*origin))
        true = [metres(origin, bank) / METRES_PER_MILE for bank in banks]
        assert miles == pytest.approx(true, rel=RELATIVE, abs=MILLIMETRE)
        assert points.nearest(Coordinates(*origin), 4).tolist() == np.argsort(true).tolist()


def test_skegness_is_nearer_to_hunstanton_than_to_boston_by_the_line() -> None:
    skegness, hunstanton, boston, _lynn = BANKS["the Wash"]
    points = points_of([boston, hunstanton])
    assert points.nearest(Coordinates(*skegness), 1).tolist() == [1]


def test_nothing_is_near_where_there_is_nothing() -> None:
    nowhere = points_of([])
    assert len(nowhere) == 0
    assert nowhere.nearest(Coordinates(52.6, -1.1), 3).tolist() == []
    assert nowhere.miles_from(Coordinates(52.6, -1.1)).tolist() == []


def test_no_more_are_named_than_were_asked_for() -> None:
    points = points_of(list(LANDMARKS))
    origin = Coordinates(*LANDMARKS[4])
    every = points.nearest(origin, len(LANDMARKS)).tolist()
    assert sorted(every) == list(range(len(LANDMARKS)))
    for count in range(len(LANDMARKS) + 3):
        assert points.nearest(origin, count).tolist() == every[:count]
