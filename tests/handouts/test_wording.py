import pytest
from hypothesis import given
from hypothesis import strategies as st

from emndir.handouts.wording import (
    as_sentence,
    lower_first,
    number_words,
    sentences,
    tidy,
    web_address,
    web_parts,
)
from tests.handouts.conftest import NB


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Call 0116 258 6244 now", f"Call 0116{NB}258{NB}6244 now"),
        ("0808 808 00 00 is free", f"0808{NB}808{NB}00{NB}00 is free"),
        ("0116 258 6244 0116 258 6245", f"0116{NB}258{NB}6244 0116{NB}258{NB}6245"),
        ("+44 116 258 6244", f"+44{NB}116{NB}258{NB}6244"),
        ("Leicester LE1 5WW", f"Leicester LE1{NB}5WW"),
        ("9am to 5pm", f"9am{NB}to{NB}5pm"),
        ("8.30 to 11.45am", f"8:30{NB}to{NB}11:45am"),
        ("8.30 am", "8:30am"),
        ("8:00am", "8am"),
        ("10am to midday", f"10am{NB}to{NB}midday"),
        ("22 November 2026", f"22{NB}November{NB}2026"),
        ("July 2025", f"July{NB}2025"),
        ("about 8 miles", f"about 8{NB}miles"),
        ("near car park 6, Ward 12b", f"near car park{NB}6, Ward{NB}12b"),
        ("stop a bus in area 5", f"stop a bus in area{NB}5"),
        ("a  b\n\tc", "a b c"),
        ("zero\N{ZERO WIDTH SPACE}width", "zerowidth"),
    ],
)
def test_numbers_postcodes_times_and_dates_hold_together(written, printed):
    assert tidy(written) == printed


def test_a_range_with_a_dash_holds_together():
    assert " " not in tidy("09:00\N{EN DASH}17:00")
    assert "\N{WORD JOINER}\N{EN DASH}\N{WORD JOINER}" in tidy("09:00\N{EN DASH}17:00")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("At 9.30am. “Quoted.” Next.", ["At 9.30am.", "“Quoted.” Next."]),
        ("", []),
    ],
)
def test_sentences_are_cut_at_their_ends(text, parts):
    assert sentences(text) == parts


def test_a_sentence_has_a_capital_and_a_stop():
    assert as_sentence("free parking") == "Free parking."
    assert as_sentence("") == ""
    assert as_sentence("Who?") == "Who?"


def test_names_keep_their_capital_and_ordinary_words_lose_it():
    assert lower_first("Breast screening office") == "breast screening office"
    assert lower_first("LOROS reception") == "LOROS reception"
    assert lower_first("Macmillan nurses") == "Macmillan nurses"
    assert lower_first("Cancer Research UK nurses") == "Cancer Research UK nurses"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://www.uhleicester.nhs.uk/services/radiotherapy/", "uhleicester.nhs.uk"),
        ("https://www.loros.co.uk/", "loros.co.uk"),
        ("http://loros.co.uk/care", "loros.co.uk/care"),
        ("https://www.loros.co.uk/?p=1634", "loros.co.uk"),
        (
            "https://www.facebook.com/groups/a-group-with-a-name",
            "facebook.com/groups/a-group-with-a-name",
        ),
        ("javascript:alert(1)", ""),
        ("ftp://example.org", ""),
        ("https://user:secret@example.org/", ""),
        ("https://localhost/", ""),
        ("https://example.org:99999/", ""),
        ("https://exa mple.org/", ""),
        ("https://[::1", ""),
        (f"https://{'a' * 63}.org/", f"{'a' * 63}.org"),
        (f"https://{'a' * 64}.org/", ""),
        ("https://krebs-münchen.org/", "krebs-münchen.org"),
        (f"https://{'ü' * 63}.org/", ""),
        ("", ""),
    ],
)
def test_a_web_address_is_one_to_type_or_none(url, words):
    assert web_address(url) == words


@given(st.text())
def test_any_text_can_be_made_tidy(text):
    tidied = tidy(text)
    assert not set("\n\r\t\0\x1b\N{SOFT HYPHEN}\N{RIGHT-TO-LEFT OVERRIDE}") & set(tidied)
    assert tidy(tidied) == tidied or len(tidied) > 0


@given(st.text())
def test_no_address_breaks_the_reader_of_addresses(url):
    web_parts(url)


def test_a_number_is_never_broken():
    assert number_words(" 0116  258 6244 ") == f"0116{NB}258{NB}6244"
