"""The map with numbered pins: its pins are apart, their tips are right, and it is said in words."""

import re
from itertools import combinations
from math import hypot

import pytest

from emndir.domain.location import Coordinates, Position
from emndir.domain.vocabulary import Precision
from emndir.geography.outline import Outline
from emndir.handouts.map_drawing import PIN_SIZE, Home, Pin
from emndir.handouts.numbered_map import NumberedPin, far_words, has_map, numbered_map
from emndir.handouts.phrases import phrases
from tests.handouts.conftest import INFIRMARY, NB, OUTLINE, PLACES

SAID = phrases()
HOME = Home("LE2", Coordinates(52.607, -1.117))
NUMBER = re.compile(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*fill="#FFFFFF">(\d)</text>')
TIP = re.compile(
    r'translate\(([\d.]+) ([\d.]+)\)|<path d="M([\d.]+) ([\d.]+)L[\d. ]+" stroke="#000000"'
)


def pins(*points):
    return [
        NumberedPin(str(number), Pin(f"Place {number}", Position(point, Precision.EXACT)), number)
        for number, point in enumerate(points, start=1)
    ]


def drawn(*points, size=12, outline=OUTLINE):
    return numbered_map(pins(*points), HOME, outline=outline, places=PLACES, said=SAID, points=size)


def near(north, east):
    return Coordinates(INFIRMARY.latitude + north, INFIRMARY.longitude + east)


@pytest.mark.parametrize("size", [12, 14, 16, 18])
@pytest.mark.parametrize("count", [2, 4, 6])
def test_numbers_of_one_place_or_of_near_ones_never_cover_one_another(size, count):
    for step in (0.0, 0.002):
        points = [near(step * number, -step * number) for number in range(count)]
        found = NUMBER.findall(drawn(*points, size=size).picture.svg)
        assert [number for _x, _y, number in found] == [str(one) for one in range(1, count + 1)]
        radius = 9.5 * size / PIN_SIZE
        for (x, y, _one), (a, b, _other) in combinations(found, 2):
            assert hypot(float(x) - float(a), float(y) - float(b)) > 1.6 * radius


def test_however_a_pin_leans_its_tip_is_on_the_place():
    block = drawn(INFIRMARY, INFIRMARY, near(0.03, 0.05))
    tips = [
        (float(a or c), float(b or d)) for a, b, c, d in TIP.findall(block.picture.svg) if a or c
    ]
    assert len(tips) == 3
    assert tips.count(tips[0]) + tips.count(tips[1]) >= 2
    assert len(set(tips)) == 2


def test_a_lonely_pin_stands_upright_and_whole():
    svg = drawn(near(0.02, 0.0)).picture.svg
    assert "rotate(0)" in svg
    ((_x, y, _number),) = NUMBER.findall(svg)
    assert float(y) > 9.5 * 12 / PIN_SIZE


def test_it_is_said_in_words_with_miles_and_direction_and_has_a_key():
    block = drawn(near(0.06, 0.0), near(-0.019, 0.019))
    assert block.picture.alt == (
        f"Outline map. 1 is Place 1, about 1{NB}mile north of LE2. "
        "2 is Place 2, less than 1 mile from LE2."
    )
    assert block.key == (("1", f"Place 1, 1{NB}mile"), ("2", f"Place 2, 2{NB}miles"))
    assert "The road is longer." in block.note


def test_without_a_pin_or_an_outline_there_is_no_map():
    assert drawn() is None
    assert drawn(INFIRMARY, outline=Outline(())) is None
    assert has_map(18)
    assert not has_map(24)


@pytest.mark.parametrize(
    ("miles", "words"),
    [(0.3, "less than 1 mile"), (1.2, "about 1 mile"), (7.6, "about 8 miles")],
)
def test_miles_are_whole_and_rounded(miles, words):
    assert far_words(miles, SAID).replace(NB, " ") == words
