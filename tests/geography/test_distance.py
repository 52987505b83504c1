from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import assume, given
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


def across(*ends: float) -> st.SearchStrategy[Coordinates]:
    """Points of a box: south, north, west, east."""
    south, north, west, east = ends
    return st.builds(
        Coordinates,
        st.floats(south, north, allow_nan=False),
        st.floats(west, east, allow_nan=False),
    )


_HAIR = 1e-9

SIDES = {
    "the Wash": (across(53.13, 53.25, 0.10, 0.34), across(52.80, 52.95, 0.48, 0.60)),
    "the Humber": (across(53.74, 53.95, -0.45, -0.20), across(53.45, 53.56, -0.45, -0.10)),
    "the Trent": (across(53.20, 53.40, -1.05, -0.86), across(53.20, 53.40, -0.70, -0.55)),
}
"""Land on both sides of each: the Lincolnshire and the Norfolk coast, Holderness and the Wolds,
Bassetlaw and West Lindsey."""


@pytest.mark.parametrize("name", list(SIDES))
@given(st.data())
def test_whoever_is_on_the_other_side_is_told_so_and_both_ways_alike(
    name: str, data: st.DataObject
) -> None:
    here, there = (data.draw(side) for side in SIDES[name])
    assert water_between(here, there) == water_between(there, here) == name


@pytest.mark.parametrize("name", list(SIDES))
@given(st.data())
def test_two_on_the_same_side_have_no_water_between_them(name: str, data: st.DataObject) -> None:
    for side in SIDES[name]:
        assert water_between(data.draw(side), data.draw(side)) == ""


@given(points, points)
def test_what_is_passed_over_quickly_is_what_crosses_nothing(
    a: Coordinates, b: Coordinates
) -> None:
    """The answer is that of walking along the line: which side of each middle line one is on.

    A line that ends on a middle line or goes through a bend of it is left out: whether it crosses
    is decided by the last bit of a number, and may be decided either way.
    """
    assume(not any(_touches(a, b, name) for name in ("the Wash", "the Humber", "the Trent")))
    crossed = [name for name in ("the Wash", "the Humber", "the Trent") if _meets(a, b, name)]
    assert water_between(a, b) == (crossed[0] if crossed else "")


def test_to_touch_a_bend_of_a_river_is_not_to_cross_it() -> None:
    assert water_between(Coordinates(53.71, 0.0), Coordinates(53.71, -1.0)) == ""
    assert water_between(Coordinates(53.709, 0.0), Coordinates(53.711, -1.0)) == "the Humber"


_Meeting = tuple[float, float]
"""How far along each of two lines they meet: 0 is its start and 1 its end."""


def _meetings(a: Coordinates, b: Coordinates, name: str) -> Iterator[_Meeting | None]:
    """Solve both lines for where they meet, another way than by the sides of points.

    None for a part of the middle line that runs beside the line.
    """
    from emndir.geography.distance import _WATERS

    for (south, west), (north, east) in pairwise(_WATERS[name]):
        up, over = b.latitude - a.latitude, b.longitude - a.longitude
        rise, run = north - south, east - west
        both = up * run - over * rise
        if both == 0:
            yield None
            continue
        along = ((south - a.latitude) * run - (west - a.longitude) * rise) / both
        of_it = ((south - a.latitude) * over - (west - a.longitude) * up) / both
        yield along, of_it


def _meets(a: Coordinates, b: Coordinates, name: str) -> bool:
    found = (one for one in _meetings(a, b, name) if one is not None)
    return any(0 <= along <= 1 and 0 <= of_it <= 1 for along, of_it in found)


def _touches(a: Coordinates, b: Coordinates, name: str) -> bool:
    """Return True if the lines meet, or all but, at an end of one of them, or run side by side."""
    for one in _meetings(a, b, name):
        if one is None:
            return True
        is_near = all(-_HAIR <= part <= 1 + _HAIR for part in one)
        if is_near and any(min(abs(part), abs(part - 1)) <= _HAIR for part in one):
            return True
    return False
