from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emndir.domain.location import Coordinates
from emndir.geography.distance import haversine_miles
from emndir.geography.outline import (
    MapView,
    Outline,
    OutlineFeature,
    map_in_words,
)
from emndir.geography.places import NamedPlace

C = Coordinates
SQUARE = (C(52.0, -1.0), C(52.0, 0.0), C(53.0, 0.0), C(53.0, -1.0))
HOLE = (C(52.4, -0.6), C(52.4, -0.4), C(52.6, -0.4), C(52.6, -0.6))
HERE = OutlineFeature("Here", "district", "Shire", C(52.2, -0.5), (SQUARE, HOLE))
FAR = OutlineFeature(
    "Far", "district", "Shire", C(55.5, -3.5), ((C(55, -4), C(55, -3), C(56, -3), C(56, -4)),)
)
VIEW = MapView(C(52.5, -0.5), 20, 200, 150)


def test_a_point_is_inside_its_outline_and_not_in_its_hole() -> None:
    outline = Outline((HERE, FAR))
    assert outline.at(C(52.2, -0.5)) is HERE
    assert outline.at(C(52.5, -0.5)) is None
    assert outline.at(C(55.5, -3.5)) is FAR
    assert outline.at(C(52.2, -0.5), "county") is None


def test_north_is_up_and_east_is_right() -> None:
    x, y = VIEW.xy(VIEW.centre)
    assert (x, y) == (100, 75)
    assert VIEW.xy(C(52.6, -0.5))[1] < y
    assert VIEW.xy(C(52.5, -0.4))[0] > x


@given(st.floats(52.3, 52.7), st.floats(-0.7, -0.3))
def test_the_projection_goes_back_and_keeps_distances(latitude: float, longitude: float) -> None:
    point = C(latitude, longitude)
    x, y = VIEW.xy(point)
    back = VIEW.point(x, y)
    assert back.latitude == pytest.approx(latitude, abs=1e-9)
    assert back.longitude == pytest.approx(longitude, abs=1e-9)
    drawn = ((x - 100) ** 2 + (y - 75) ** 2) ** 0.5 / VIEW.pixels_per_mile
    assert drawn == pytest.approx(haversine_miles(VIEW.centre, point), rel=0.01, abs=0.01)


def test_a_view_around_points_shows_them_all() -> None:
    points = (C(52.6, -1.1), C(53.2, -0.5), C(52.9, 0.1))
    view = MapView.around(points, width=300, height=200)
    assert all(view.shows(point, 10) for point in points)
    assert MapView.around(points[:1], width=300, height=200).miles_across == 6
    with pytest.raises(ValueError, match="needs a point"):
        MapView.around((), width=1, height=1)
    with pytest.raises(ValueError, match="miles across"):
        MapView(C(0, 0), 0, 1, 1)


def test_only_what_meets_the_view_is_drawn() -> None:
    assert VIEW.visible(Outline((HERE, FAR))) == (HERE,)
    assert VIEW.visible(Outline((HERE,)), "county") == ()


def test_the_scale_bar_is_round_and_fits() -> None:
    bar = VIEW.scale_bar()
    assert (bar.miles, bar.pixels, bar.label) == (5.0, 50.0, "5 miles")
    assert MapView(C(52, 0), 4, 200, 100).scale_bar().label == "1 mile"
    assert MapView(C(52, 0), 0.1, 200, 100).scale_bar().miles == 0.25


def test_towns_are_named_largest_first_and_not_on_top_of_each_other() -> None:
    large = NamedPlace("Large", "Town", C(52.5, -0.5), in_region=True, size=900)
    close = NamedPlace("Close", "Town", C(52.51, -0.5), in_region=True, size=500)
    other = NamedPlace("Other", "Town", C(52.56, -0.6), in_region=True, size=100)
    village = NamedPlace("Village", "Village", C(52.45, -0.45), in_region=True, size=900)
    outside = NamedPlace("Outside", "City", C(54.0, -0.5), in_region=True, size=900)
    assert VIEW.named_places((other, close, outside, large)) == (large, other)
    assert VIEW.named_places((other, large), limit=1) == (large,)
    assert VIEW.named_places((village, other, large)) == (large, other, village)
    assert VIEW.named_places((village, large), limit=1) == (large,)


def test_villages_are_named_only_among_few_towns_and_if_they_are_large() -> None:
    village = NamedPlace("Village", "Village", C(52.45, -0.45), in_region=True, size=900)
    assert VIEW.named_places((replace(village, size=20),)) == ()
    suburb = replace(village, name="Suburb", type="Suburban Area", size=5000)
    assert VIEW.named_places((suburb, village)) == (village,), "a village before a suburb"
    at = ((52.42, -0.62), (52.58, -0.38), (52.58, -0.62), (52.42, -0.38))
    towns = [NamedPlace(f"T{n}", "Town", C(*where), size=9) for n, where in enumerate(at)]
    assert village in VIEW.named_places((village, *towns[:3]))
    assert set(VIEW.named_places((village, *towns))) == set(towns)


def test_the_map_says_in_words_what_it_shows() -> None:
    said = map_in_words(C(52.7, -1.2), C(52.6, -1.1), "LE2", "about 8 miles")
    assert said == "About 8 miles north-west of LE2, in a straight line."
    hull, grimsby = C(53.744, -0.333), C(53.567, -0.081)
    over = map_in_words(grimsby, hull, "HU9", "about 16 miles")
    assert over.endswith("in a straight line. The Humber lies between: the road is longer.")
    here = map_in_words(C(52.6, -1.1), C(52.6, -1.1), "LE2", "less than 1 mile")
    assert here == "Less than 1 mile from LE2, in a straight line."
