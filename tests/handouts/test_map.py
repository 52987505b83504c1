import re
from xml.etree import ElementTree

import pytest

from emndir.domain.location import Coordinates, Position
from emndir.domain.vocabulary import Precision
from emndir.geography.outline import Outline
from emndir.handouts.map import Home, Pin, draw_map, map_note
from emndir.handouts.measures import miles_words
from emndir.handouts.phrases import phrases
from tests.handouts.conftest import INFIRMARY, NB, OUTLINE, PLACES

SAID = phrases()
PIN = Pin("Royal Infirmary", Position(INFIRMARY, Precision.EXACT))


def draw(pin=PIN, size=12.0, outline=OUTLINE, places=PLACES, home=None):
    return draw_map(
        pin,
        outline=outline,
        places=places,
        phrases=SAID,
        width=204.0,
        height=129.0,
        size=size,
        home=home,
    )


def labels(picture):
    return re.findall(r"<text[^>]*>([^<]*)</text>", picture.svg)


def test_the_map_is_black_white_and_one_light_grey():
    picture = draw()
    assert set(re.findall(r"#[0-9A-Fa-f]{6}", picture.svg)) <= {
        "#000000",
        "#FFFFFF",
        "#EFEFEF",
    }


@pytest.mark.parametrize("size", [12.0, 18.0])
def test_labels_have_the_size_of_the_text(size):
    sizes = re.findall(r'font-size="([\d.]+)"', draw(size=size).svg)
    assert {float(one) for one in sizes} == {size}


def test_the_pin_a_scale_and_north_are_there():
    found = labels(draw())
    assert "Royal Infirmary" in found
    assert "N" in found
    assert any(re.fullmatch(rf"\d+{NB}miles?", label) for label in found)


@pytest.mark.parametrize("size", [9.5, 12.0, 18.0])
def test_a_pin_north_of_the_home_is_whole(size):
    south = Home("LE2", Coordinates(INFIRMARY.latitude - 0.1, INFIRMARY.longitude))
    svg = draw(size=size, home=south).svg
    tip = re.search(r"translate\([\d.]+ ([\d.]+)\) scale\(([\d.]+)\)", svg)
    assert float(tip[1]) - 26.5 * float(tip[2]) >= 0


def test_at_most_six_towns_are_named_and_none_touch():
    many = tuple(
        type(PLACES[0])(
            f"Town {number}",
            "Town",
            Coordinates(52.60 + number * 0.004, -1.20 + number * 0.008),
            size=number,
        )
        for number in range(20)
    )
    found = [label for label in labels(draw(places=many)) if label.startswith("Town")]
    assert 1 <= len(found) <= 6


def test_the_alternative_text_says_what_the_map_shows():
    assert draw().alt.replace(NB, " ") == (
        "Outline map. Royal Infirmary is in Leicester. "
        "Royal Infirmary is about 3 miles north of Wigston."
    )


def test_where_somebody_lives_is_marked_roughly():
    home = Home("LE2", Coordinates(52.5891234, -1.1087654))
    picture = draw(home=home)
    assert "LE2" in labels(picture)
    assert "LE2 is marked with a diamond" in picture.alt
    near = draw(home=Home("LE2", Coordinates(52.5895, -1.1055)))
    assert near.svg == picture.svg, "the same spot for everyone nearby"


def test_a_home_too_near_or_too_far_is_not_marked():
    assert "LE1" not in labels(draw(home=Home("LE1", INFIRMARY)))
    assert "PL1" not in labels(draw(home=Home("PL1", Coordinates(50.37, -4.14))))


def test_names_are_never_read_as_markup():
    picture = draw(Pin("<b>&\"'</b>", PIN.position))
    ElementTree.fromstring(picture.svg)
    assert "<b>" not in picture.svg


def test_there_is_no_map_of_nothing():
    assert draw(outline=Outline()) is None
    far = Pin("Far away", Position(Coordinates(10, 10), Precision.EXACT))
    assert draw(far) is None


def test_a_rough_pin_says_so():
    assert map_note(Precision.EXACT, SAID) == "Outline map. It does not show roads."
    assert "middle of the town" in map_note(Precision.TOWN, SAID)
    for precision in (Precision.SECTOR, Precision.DISTRICT):
        assert "not the exact place" in map_note(precision, SAID)


def test_miles_are_whole():
    assert miles_words(0.2, SAID) == f"1{NB}mile"
    assert miles_words(7.6, SAID) == f"8{NB}miles"
