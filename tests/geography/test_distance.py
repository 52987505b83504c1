from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emndir.domain.location import Coordinates
from emndir.geography.distance import (
    bounding_box,
    direction_in_words,
    geodesic_miles,
    haversine_miles,
    water_between,
)

LEICESTER, LINCOLN = Coordinates(52.634, -1.13), Coordinates(53.23, -0.54)
SKEGNESS, HUNSTANTON = Coordinates(53.143, 0.343), Coordinates(52.938, 0.493)
BOSTON, KINGS_LYNN = Coordinates(52.978, -0.024), Coordinates(52.754, 0.398)
HULL, GRIMSBY = Coordinates(53.744, -0.333), Coordinates(53.567, -0.081)
RETFORD, GAINSBOROUGH = Coordinates(53.322, -0.943), Coordinates(53.399, -0.770)
NOTTINGHAM, GRANTHAM = Coordinates(52.953, -1.150), Coordinates(52.912, -0.640)
GOOLE, SCUNTHORPE = Coordinates(53.704, -0.877), Coordinates(53.588, -0.652)

points = st.builds(
    Coordinates,
    st.floats(51.5, 54.5, allow_nan=False),
    st.floats(-3, 1, allow_nan=False),
)


def test_leicester_to_lincoln_is_48_miles() -> None:
    assert haversine_miles(LEICESTER, LINCOLN) == pytest.approx(47.9, abs=0.3)
    assert geodesic_miles(LEICESTER, LINCOLN) == pytest.approx(47.9, abs=0.3)


@given(points, points)
def test_the_quick_distance_is_within_half_a_per_cent(a: Coordinates, b: Coordinates) -> None:
    assert haversine_miles(a, b) == pytest.approx(geodesic_miles(a, b), rel=0.005, abs=0.01)


@given(points, points, st.floats(0.1, 60))
def test_a_box_holds_everything_within_its_miles(
    centre: Coordinates, other: Coordinates, miles: float
) -> None:
    south, west, north, east = bounding_box(centre, miles)
    if haversine_miles(centre, other) <= miles:
        assert south <= other.latitude <= north
        assert west <= other.longitude <= east


def test_directions_are_said_in_words() -> None:
    assert direction_in_words(LEICESTER, LINCOLN) == "north-east"
    assert direction_in_words(LINCOLN, LEICESTER) == "south-west"
    assert direction_in_words(LEICESTER, Coordinates(53.5, -1.13)) == "north"


def test_water_is_named_where_the_line_crosses_it() -> None:
    assert water_between(SKEGNESS, HUNSTANTON) == "the Wash"
    assert water_between(BOSTON, KINGS_LYNN) == "the Wash"
    assert water_between(HULL, GRIMSBY) == "the Humber"
    assert water_between(BOSTON, SKEGNESS) == ""
    assert water_between(LEICESTER, LINCOLN) == ""


def test_the_trent_counts_below_newark_where_bridges_are_few() -> None:
    assert water_between(RETFORD, LINCOLN) == "the Trent"
    assert water_between(RETFORD, GAINSBOROUGH) == "the Trent"
    assert water_between(GOOLE, SCUNTHORPE) == "the Trent"
    assert water_between(GRANTHAM, LINCOLN) == ""
    assert water_between(NOTTINGHAM, GRANTHAM) == ""
