"""The alphabet of text messages: what it holds, what becomes of other letters, how long a text is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emndir.handouts.gsm import (
    BASIC,
    EXTENDED,
    in_ascii,
    in_basic_letters,
    messages,
    septets,
)


def test_the_alphabet_is_whole():
    assert len(set(BASIC)) == len(BASIC) == 127  # the 128th switches to the other table
    assert len(set(EXTENDED)) == len(EXTENDED) == 10
    assert not set(BASIC) & set(EXTENDED)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0116\N{NO-BREAK SPACE}250\N{NO-BREAK SPACE}2543", "0116 250 2543"),
        ("“Ask for Łucja” – it’s free", '"Ask for Lucja" - it\'s free'),
        ("café, £5, €5", "café, £5, €5"),
        ("• one\n• two\tthree", "- one - two three"),
        ("2½ miles", "2 1/2 miles"),
        ("１２３ ٤٥", "123 45"),
        ("日本語 🎗️", ""),
    ],
)
def test_every_letter_is_said_with_those_there_are(text, expected):
    assert in_basic_letters(text) == expected


@given(st.text(max_size=200))
def test_nothing_else_is_left(text):
    kept = in_basic_letters(text)
    assert septets(kept) >= len(kept)
    assert kept == " ".join(kept.split())


@given(st.text(BASIC + EXTENDED, max_size=200))
def test_its_own_letters_stay(text):
    assert in_basic_letters(text).replace(" ", "") == "".join(text.split()).replace("`", "'")


def test_ascii_where_it_can_be():
    assert in_ascii("café – “x” £5\N{NO-BREAK SPACE}Zoë") == 'cafe - "x" £5 Zoe'


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("a" * 459, 3),
        ("a" * 460, 4),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("a" * 152 + "€" + "a" * 152, 3),  # the euro sign may not be torn apart
        ("a" * 152 + "€" + "a" * 151, 2),
    ],
)
def test_how_many_messages(text, count):
    assert messages(text) == count


def test_a_letter_it_lacks_is_refused():
    with pytest.raises(ValueError, match="no letter of a text message"):
        septets("ł")
