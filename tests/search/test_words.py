from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emndir.search.words import canonical, cut_typed, fold, key_of, tokens_of


def test_words_are_compared_without_case_accents_apostrophes_and_hyphens() -> None:
    assert fold("Maggie’s, KING'S-Mill & Café") == "maggies kings mill cafe"


def test_a_token_remembers_where_it_was_typed() -> None:
    typed = "Breast, (LE2)"
    assert [typed[token.start : token.end] for token in tokens_of(typed)] == ["Breast", "LE2"]


def test_phrases_are_known_by_their_meaning_words() -> None:
    assert key_of(["lift", "to", "the", "hospital"]) == key_of(["lifts", "to", "hospital"])
    assert key_of(["wigs"]) == key_of(["wig"])


def test_a_phrase_with_one_meaning_word_keeps_all_its_words() -> None:
    assert key_of(["having", "children"]) != key_of(["children"])
    assert key_of(["at", "home"]) != key_of(["home"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("leukaemia", "leukemia"),
        ("oesophageal", "esophageal"),
        ("tumour", "tumor"),
        ("counselling", "counseling"),
        ("centre", "center"),
        ("programme", "program"),
        ("haematology", "hematology"),
        ("colorectal", "collorectal"),
    ],
)
def test_british_american_and_doubled_spellings_are_one(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@given(st.text())
def test_any_text_folds_and_stays_folded(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert '"' not in folded
    assert len(cut_typed(text)) <= 300
