"""MarksMap: every compared place in sight with its number, in every theme, and the same in words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from emndir.domain.location import Coordinates
from emndir.geography.outline import Outline
from emndir.geography.places import NamedPlace
from emndir.ui import theme
from emndir.ui.way_parts import MapMark, MarksSpec
from emndir.ui.widgets.marks_map import MarksMap
from tests.ui.widgets.test_outline_map import CITY

ORIGIN = Coordinates(52.912, -0.640)
NEAR, FAR = Coordinates(52.99, -1.16), Coordinates(53.233, -0.519)
SPEC = MarksSpec(
    marks=(
        MapMark(number="1", name="City Hospital", point=NEAR),
        MapMark(number="2, 3", name="Lincoln", point=FAR),
    ),
    lines=("1: City Hospital.", "2: Lincoln."),
    note="Outline map.",
    origin_name="NG31",
    origin=ORIGIN,
)


@pytest.fixture
def marks_map(qtbot, look):
    widget = MarksMap()
    qtbot.addWidget(widget)
    widget.resize(440, 320)
    widget.set_ground(Outline((CITY,)), [NamedPlace("Newark", "Town", Coordinates(53.07, -0.81))])
    widget.show_marks(SPEC)
    widget.show()
    return widget


def picture(widget):
    return widget.grab().toImage()


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
@pytest.mark.parametrize("percent", [100, 200])
def test_marks_and_diamond_stand_where_they_belong_in_every_theme(marks_map, name, percent):
    theme.current().use(name, percent)
    shown, look = picture(marks_map), theme.current()
    off = look.px(8)
    for mark in SPEC.marks:
        x, y = marks_map.view.xy(mark.point)
        ring = [shown.pixelColor(QPoint(round(x), round(y) + down)) for down in (-off, off)]
        assert look.color("brand") in ring, mark.number
    x, y = marks_map.view.xy(ORIGIN)
    assert shown.pixelColor(QPoint(round(x), round(y))) == look.color("pick")


@pytest.mark.parametrize("size", [(220, 220), (440, 320), (900, 340)])
def test_all_of_it_is_in_sight_at_every_size(marks_map, size):
    marks_map.resize(*size)
    for point in (NEAR, FAR, ORIGIN):
        assert marks_map.view.shows(point, 12)


def test_numbers_are_letters_in_the_mark(marks_map):
    x, y = marks_map.view.xy(FAR)
    shown, letters = picture(marks_map), theme.current().color("onBrand")
    found = [
        (right, down)
        for right in range(-18, 19)
        for down in range(-8, 9)
        if shown.pixelColor(QPoint(round(x) + right, round(y) + down)) == letters
    ]
    assert len(found) > 10
    assert min(right for right, _down in found) < -5 < 5 < max(right for right, _down in found)


def test_it_is_one_stop_described_in_words(marks_map):
    assert marks_map.accessibleDescription() == "1: City Hospital. 2: Lincoln. Outline map."
    assert marks_map.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_before_anything_is_shown_it_is_empty(qtbot, look):
    widget = MarksMap()
    qtbot.addWidget(widget)
    widget.show()
    assert widget.view is None
