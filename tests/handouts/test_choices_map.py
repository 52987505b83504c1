"""The map of a "your choices" sheet: the numbers of its services, and the same in words."""

import dataclasses

import pytest

from emndir.domain.location import Coordinates, Position
from emndir.domain.vocabulary import Precision
from emndir.handouts.blocks import Address, MapBlock, NoticeBox, Sentence
from emndir.handouts.html import sheet_html
from emndir.handouts.phrases import plain
from emndir.handouts.plain_text import sheet_text
from tests.builders import make_location
from tests.handouts.choices import HOME, entries, make_centre, make_choices, make_line
from tests.handouts.conftest import NB, OUTLINE, PLACES, make_radiotherapy, read, tags

LEICESTER = dataclasses.replace(
    HOME, label="LE2 1AA", position=Position(Coordinates(52.60, -1.12), Precision.EXACT)
)


def mapped(*services, **options):
    chosen = services or (make_line(), make_radiotherapy(), make_centre())
    given = {"origin": LEICESTER, "outline": OUTLINE, "places": PLACES, **options}
    return make_choices(*chosen, **given)


def map_of(sheet):
    (found,) = (block for block in sheet.blocks if isinstance(block, MapBlock))
    return found


def at(service, latitude, longitude, precision=Precision.EXACT, name="Far Hospital"):
    """Return a service at another place."""
    position = Position(Coordinates(latitude, longitude), precision)
    place = make_location(uid="far", name=name, position=position)
    (there,) = make_centre().places
    return dataclasses.replace(service, places=(dataclasses.replace(there, location=place),))


def test_there_is_none_unless_it_is_asked_for():
    assert not any(isinstance(block, MapBlock) for block in make_choices().blocks)
    assert make_choices().foot.credit == ""


@pytest.mark.parametrize("points", [12, 14, 16, 18])
def test_it_stands_after_what_to_do_when_unwell_with_the_numbers_of_the_services(points):
    sheet = mapped(points=points, with_table=True)
    kinds = [type(block) for block in sheet.blocks]
    assert kinds.index(MapBlock) == kinds.index(NoticeBox) + 1
    picture = map_of(sheet)
    assert [number for number, _name in picture.key] == ["2", "3"]
    assert picture.key[0] == ("2", f"Royal Infirmary, 2{NB}miles")
    assert ">2</text>" in picture.picture.svg
    assert ">1</text>" not in picture.picture.svg, "a helpline is nowhere"
    assert "LE2</text>" in picture.picture.svg
    assert "1AA" not in str(sheet)
    assert "Crown copyright" in sheet.foot.credit


def test_it_is_said_in_words_everywhere():
    sheet = mapped()
    words = f"2 is Royal Infirmary, about 2{NB}miles north of LE2."
    assert words in map_of(sheet).picture.alt
    assert words in " ".join(sheet_text(sheet).split(" ")).replace("\n", " ")
    assert f'aria-label="Outline map. {words}' in sheet_html(sheet)
    figures = [tag for tag in tags(read(sheet).content) if tag.kind == "Figure"]
    assert any(words in figure.alt for figure in figures)
    assert "Miles are in a straight line." in map_of(sheet).note


def test_without_a_place_asked_from_it_says_where_each_is_and_no_miles():
    picture = map_of(mapped(origin=None))
    assert picture.key == (("2", "Royal Infirmary"), ("3", "City Hospital"))
    assert "2 is Royal Infirmary in Leicester." in picture.picture.alt
    assert "3 is City Hospital." in picture.picture.alt, "no outline holds it"
    assert "straight" not in picture.note


def test_services_of_one_place_share_a_line_of_the_key():
    other = make_radiotherapy(uid="other", plain_name="Another clinic")
    picture = map_of(mapped(make_radiotherapy(), other))
    assert picture.key == (("1, 2", f"Royal Infirmary, 2{NB}miles"),)
    assert ">1</text>" in picture.picture.svg
    assert ">2</text>" in picture.picture.svg


def test_a_pin_that_is_not_exact_says_so():
    vague = at(make_centre(), 52.62, -1.12, Precision.DISTRICT)
    assert "Some pins show the area, not the exact place." in map_of(mapped(vague)).note
    assert "Some pins" not in map_of(mapped(make_radiotherapy())).note


def test_a_place_that_is_far_away_is_named_and_shrinks_nothing():
    london = at(make_centre(uid="london"), 51.52, -0.13)
    with_it = map_of(mapped(make_radiotherapy(), london))
    without = map_of(mapped(make_radiotherapy()))
    assert with_it.picture.svg == without.picture.svg
    assert with_it.note.startswith("Too far away for this map: 2 Far Hospital.")


def test_giant_print_says_it_in_words_under_each_address():
    sheet = mapped(points=24)
    assert not any(isinstance(block, MapBlock) for block in sheet.blocks)
    line, infirmary, _centre = entries(sheet)
    (where, words) = infirmary.beside[:2]
    assert isinstance(where, Address)
    assert isinstance(words, Sentence)
    assert plain(words.words) == f"Royal Infirmary is about 2{NB}miles north of LE2."
    assert "miles" not in str(line.beside)
    text = sheet_text(sheet)
    assert text.count("Miles are in a straight line. The road is longer.") == 1
    assert "Miles are" in sheet_text(mapped(points=24, with_table=True))
    assert "miles" not in sheet_text(mapped(points=24, outline=None))


def test_giant_print_without_a_place_asked_from_names_the_district():
    (entry,) = entries(mapped(make_radiotherapy(), points=24, origin=None))
    assert "Oadby" in str(entry.beside)
    near = dataclasses.replace(
        LEICESTER, position=Position(Coordinates(52.626, -1.136), Precision.EXACT)
    )
    (entry,) = entries(mapped(make_radiotherapy(), points=24, origin=near))
    words = entry.beside[1]
    assert isinstance(words, Sentence)
    assert plain(words.words) == f"Royal Infirmary is less than 1{NB}mile from LE2."


def test_nothing_is_drawn_where_no_service_has_a_place():
    sheet = mapped(make_line())
    assert not any(isinstance(block, MapBlock) for block in sheet.blocks)
    assert sheet.foot.credit == ""
