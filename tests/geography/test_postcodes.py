from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emndir.geography.postcodes import (
    Postcode,
    find_postcodes,
    format_postcode,
    parse_postcode,
)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("LE1 5WW", "LE1 5WW"),
        ("le15ww", "LE1 5WW"),
        ("  pe21   9qs ", "PE21 9QS"),
        ("LE1\N{NO-BREAK SPACE}5WW", "LE1 5WW"),
        ("ec1a 1bb", "EC1A 1BB"),
        ("LE2 3", "LE2 3"),
        ("LE2 3a", "LE2 3"),
        ("s40", "S40"),
        ("LE15", "LE15"),
        ("LEI 5WW", "LE1 5WW"),
        ("le1 sww", ""),
        ("NG15 OAA", "NG15 0AA"),
    ],
)
def test_postcodes_are_read_in_any_spacing_and_case(typed: str, printed: str) -> None:
    assert str(parse_postcode(typed) or "") == printed


@pytest.mark.parametrize(
    "typed", ["", "LE", "P53", "QQ1 1AA", "2WW", "leicester", "LE1 5WW x", "٣"]
)
def test_other_text_is_no_postcode(typed: str) -> None:
    assert parse_postcode(typed) is None


def test_a_postcode_knows_its_parts() -> None:
    assert Postcode("LE1", "5", "WW").is_whole
    assert Postcode("LE1", "5", "WW").sector_text == "LE1 5"
    assert Postcode("LE1").sector_text == ""
    assert [parse_postcode(text).area for text in ("LE1", "S40", "EC1A 1BB")] == ["LE", "S", "EC"]  # type: ignore[union-attr]


def test_postcodes_are_found_in_running_words() -> None:
    text = "breast le2, or LE1 5WW and NG15 6 but not X99 or ALE2"
    found = [(str(item.postcode), text[item.start : item.end]) for item in find_postcodes(text)]
    assert found == [("LE2", "le2"), ("LE1 5WW", "LE1 5WW"), ("NG15 6", "NG15 6")]


def test_what_is_no_postcode_is_left_as_it_was() -> None:
    assert format_postcode(" le15ww ") == "LE1 5WW"
    assert format_postcode(" near the church ") == "near the church"


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    parse_postcode(text)
    for found in find_postcodes(text):
        assert parse_postcode(text[found.start : found.end]) == found.postcode
        assert parse_postcode(str(found.postcode)) == found.postcode
