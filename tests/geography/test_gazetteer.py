from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emndir.domain.errors import UnknownPlaceError
from emndir.domain.location import Coordinates
from emndir.domain.vocabulary import Precision
from emndir.geography.gazetteer import Gazetteer, place_key


def test_a_whole_postcode_falls_back_to_its_sector_then_its_district(gazetteer: Gazetteer) -> None:
    sector = gazetteer.locate("le15ww")
    assert (sector.label, sector.position.precision) == ("LE1 5WW", Precision.SECTOR)
    assert sector.note == "Measured from the middle of LE1 5"
    assert (sector.district, sector.county) == ("Leicester", "Leicestershire")
    district = gazetteer.locate("LE1 9ZZ")
    assert district.position.precision is Precision.DISTRICT
    assert district.note == "Measured from the middle of LE1"


def test_loaded_postcodes_are_exact(gazetteer: Gazetteer) -> None:
    known = {"LE1 5WW": Coordinates(52.62679, -1.13595)}
    exact = gazetteer.with_exact(known.get)
    found = exact.locate("LE1 5WW")
    assert found.position.precision is Precision.EXACT
    assert found.position.coordinates == known["LE1 5WW"]
    assert (found.note, found.county) == ("", "Leicestershire")
    assert exact.locate("LE1 5AA").position.precision is Precision.SECTOR


def test_a_sector_typed_without_its_space_is_read(gazetteer: Gazetteer) -> None:
    assert gazetteer.locate("LE23").label == "LE2 3"


def test_names_are_found_without_case_hyphens_and_apostrophes(gazetteer: Gazetteer) -> None:
    assert gazetteer.locate("LEICESTER").label == "Leicester"
    assert gazetteer.locate("newark on trent").label == "Newark-on-Trent"
    assert gazetteer.locate("Saint Ives").label == "St Ives"
    assert gazetteer.locate("hull").label == "Kingston upon Hull"
    assert place_key("  King's-Mill ") == "kings mill"


def test_a_town_is_found_by_its_first_part_before_a_suburb_elsewhere(gazetteer: Gazetteer) -> None:
    assert gazetteer.locate("Newark").label == "Newark-on-Trent"


def test_a_county_chooses_among_places_of_one_name(gazetteer: Gazetteer) -> None:
    assert gazetteer.locate("Upton").county == "Lincolnshire"
    assert "another place has this name" in gazetteer.locate("Upton").note
    assert gazetteer.locate("Upton, Notts").county == "Nottinghamshire"
    assert gazetteer.locate("upton lincolnshire").county == "Lincolnshire"


def test_a_town_comes_before_the_council_of_its_name(gazetteer: Gazetteer) -> None:
    assert gazetteer.locate("Boston").position.coordinates == Coordinates(52.98, -0.02)
    assert not gazetteer.locate("Boston").is_area


def test_counties_and_councils_are_places_too(gazetteer: Gazetteer) -> None:
    assert gazetteer.locate("Lincs").label == "Lincolnshire"
    assert gazetteer.locate("Lincs").is_area
    assert gazetteer.locate("high peak").district == "High Peak"


def test_post_towns_reach_beyond_the_list_of_places(gazetteer: Gazetteer) -> None:
    assert gazetteer.locate("Manchester").label == "Manchester"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "No place was given."),
        ("LE77 1AA", "No postcode here starts with LE77."),
        ("Lecester", "Did you mean Leicester?"),
        ("qqqq", "No place called “qqqq” is known here."),
        ("x" * 9000, "No place called “xxx"),
    ],
)
def test_unknown_places_are_said_in_a_sentence(
    gazetteer: Gazetteer, typed: str, sentence: str
) -> None:
    with pytest.raises(UnknownPlaceError) as caught:
        gazetteer.locate(typed)
    assert sentence in str(caught.value)
    assert len(str(caught.value)) < 200


def test_an_address_is_placed_by_its_postcode_else_its_town(gazetteer: Gazetteer) -> None:
    by_postcode = gazetteer.position_of("PE21 9QS", "Leicester")
    assert by_postcode is not None
    assert by_postcode.precision is Precision.SECTOR
    by_town = gazetteer.position_of("", "Boston")
    assert by_town is not None
    assert by_town.precision is Precision.TOWN
    assert gazetteer.position_of("ZZ1", "Boston") == by_town
    assert gazetteer.position_of("", "Lincolnshire") is None
    assert gazetteer.position_of("", "") is None


def test_an_area_is_found_by_postcode_else_by_the_nearest_sector(gazetteer: Gazetteer) -> None:
    assert gazetteer.area_of("PE21 9QS") == ("Boston", "Lincolnshire")
    assert gazetteer.area_of("", Coordinates(52.65, -1.2)) == ("Leicester", "Leicestershire")
    assert gazetteer.area_of("", Coordinates(57.0, -3.0)) == ("", "")
    assert gazetteer.area_of("") == ("", "")


def test_an_empty_gazetteer_knows_nothing_and_says_so() -> None:
    with pytest.raises(UnknownPlaceError, match="No place called"):
        Gazetteer().locate("Leicester")
    assert Gazetteer().longest_name == 0


@given(st.text(max_size=100))
def test_no_typed_place_breaks_it(text: str) -> None:
    with pytest.raises(UnknownPlaceError):
        Gazetteer().locate(text)
