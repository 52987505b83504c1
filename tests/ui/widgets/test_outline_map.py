"""OutlineMap: what stands where, in the theme's colours, and the same in words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from emndir.domain.location import Coordinates
from emndir.geography.outline import Outline, OutlineFeature
from emndir.geography.places import NamedPlace
from emndir.ui import theme
from emndir.ui.detail import MapSpec
from emndir.ui.widgets.outline_map import OutlineMap

PIN = Coordinates(52.654, -1.18)
ORIGIN = Coordinates(52.61, -1.1)
CITY = OutlineFeature(
    "Leicester",
    "district",
    "Leicestershire",
    PIN,
    (
        (
            Coordinates(52.58, -1.22),
            Coordinates(52.69, -1.22),
            Coordinates(52.69, -1.05),
            Coordinates(52.58, -1.05),
        ),
    ),
)
SPEC = MapSpec(
    name="Glenfield Hospital",
    pin=PIN,
    twin="4.2 miles north-west of LE2.",
    note="Outline map.",
    origin_name="LE2",
    origin=ORIGIN,
)


@pytest.fixture
def outline_map(qtbot, look):
    widget = OutlineMap()
    qtbot.addWidget(widget)
    widget.resize(236, 208)
    widget.set_ground(Outline((CITY,)), [NamedPlace("Oadby", "Town", Coordinates(52.6, -1.07))])
    widget.show_place(SPEC)
    widget.show()
    return widget


def colour(widget: OutlineMap, point: Coordinates, right: int = 0, down: int = 0) -> QColor:
    assert widget.view is not None
    x, y = widget.view.xy(point)
    return widget.grab().toImage().pixelColor(QPoint(round(x) + right, round(y) + down))


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_pin_and_diamond_stand_where_they_belong_in_every_theme(outline_map, name):
    theme.current().use(name)
    brand, pick = theme.current().color("brand"), theme.current().color("pick")
    assert colour(outline_map, PIN, down=-8) == brand
    assert colour(outline_map, ORIGIN) == pick


def test_the_council_of_the_place_is_tinted(outline_map):
    sunken = theme.current().color("sunken")
    assert colour(outline_map, Coordinates(52.62, -1.16)) == sunken


def test_it_is_described_in_words_and_can_be_reached(outline_map):
    assert outline_map.accessibleName() == "Outline map"
    assert outline_map.accessibleDescription() == "4.2 miles north-west of LE2. Outline map."
    assert outline_map.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_both_ends_are_in_sight_at_any_size(outline_map):
    for width, height in ((160, 208), (480, 416), (900, 120)):
        outline_map.resize(width, height)
        outline_map.grab()
        view = outline_map.view
        assert view is not None
        assert view.shows(PIN, 10)
        assert view.shows(ORIGIN, 10)


def test_before_anything_is_shown_it_is_empty(qtbot, look):
    empty = OutlineMap()
    qtbot.addWidget(empty)
    empty.resize(200, 200)
    empty.grab()
    assert empty.view is None


def test_a_long_name_stays_inside(qtbot, outline_map):
    outline_map.show_place(
        replace(SPEC, name="A very long name of a hospital near here", origin=None)
    )
    picture = outline_map.grab().toImage()
    ink = theme.current().color("ink")
    edge = [picture.pixelColor(x, y) for x in (1, 2, 233, 234) for y in range(208)]
    assert ink not in edge


def test_it_grows_with_the_text(outline_map):
    before = outline_map.sizeHint()
    theme.current().use(percent=200)
    assert outline_map.sizeHint().width() == before.width() * 2
