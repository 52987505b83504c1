from __future__ import annotations

import pytest

from emndir.search.spelling import Speller

WORDS = {
    "macmillan": 30,
    "information": 40,
    "nottingham": 50,
    "institute": 4,
    "hospice": 90,
    "lymphoedema": 12,
    "colorectal": 9,
    "chesterfield": 40,
    "screening": 60,
    "analysis": 1,
    "leukaemia": 8,
    "prostate": 30,
    "lincoln": 60,
}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("macmilan", "macmillan"),
        ("infomation", "information"),
        ("nottinham", "nottingham"),
        ("institue", "institute"),
        ("hospise", "hospice"),
        ("lymphodema", "lymphoedema"),
        ("collorectal", "colorectal"),
        ("chesterfeild", "chesterfield"),
        ("screning", "screening"),
        ("leukemia", "leukaemia"),
        ("lincon", "lincoln"),
    ],
)
def test_slips_are_mended(typed: str, meant: str) -> None:
    assert Speller(WORDS).correct(typed) == meant


@pytest.mark.parametrize("typed", ["dialysis", "aaa", "le2x", "maternity", "chiropodist", "x", ""])
def test_other_words_are_left_alone(typed: str) -> None:
    assert Speller(WORDS).correct(typed) is None


def test_a_need_that_is_not_listed_is_never_mended() -> None:
    assert Speller({"pregnant": 1, "regnant": 9}).correct("pregnantt") == "pregnant"
    speller = Speller({"dentil": 9}, never=["dental"])
    assert speller.correct("dental") is None


def test_a_directory_word_is_mended_to_even_if_it_is_also_part_of_a_need_elsewhere() -> None:
    speller = Speller({"screening": 60}, never=["diabetic", "screning"])
    assert speller.correct("screning") == "screening"
