"""The index of names against a plain reading of every name."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emndir.search import name_index
from emndir.search.fits import Alias, Fit
from emndir.search.name_index import WordStarts, folded
from emndir.search.words import STOP_WORDS, fold

WORDS = st.sampled_from(["rose", "ros", "rosewood", "ash", "asp", "oak", "elm", "st", "care", "ca"])
NAMES = st.lists(st.lists(WORDS, min_size=1, max_size=4).map(" ".join), min_size=0, max_size=25)


def fits(name: str, words: list[str], *, is_open: bool) -> bool:
    """Return True if every typed word begins a word of the name; short ones are whole words."""
    parts = name.split()
    for place, word in enumerate(words):
        is_last = place == len(words) - 1
        if word in STOP_WORDS and not (is_last and is_open):
            continue
        begun = is_open if is_last else len(word) > 2
        if not any(part.startswith(word) if begun else part == word for part in parts):
            return False
    return True


@settings(max_examples=300, deadline=None)
@given(NAMES, st.lists(WORDS, min_size=1, max_size=3), st.booleans())
def test_it_finds_what_a_plain_reading_finds(names, words, is_open):
    index = WordStarts(Alias(name, number) for number, name in enumerate(names))
    found = index.find(words, is_open=is_open, most=100)
    assert {one.item for one in found} == {
        number for number, name in enumerate(names) if fits(name, words, is_open=is_open)
    }
    assert [one.fit for one in found] == sorted(one.fit for one in found)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text(max_size=30), max_size=10))
def test_folding_many_is_folding_each(names):
    assert folded(names) == [fold(name) for name in names]


def test_apostrophes_and_signs():
    names = ["Queen's Medical Centre", "H&N", "'Quoted' words", "5-a-side", "a\nb", "...", "café"]
    assert folded(names) == [fold(name) for name in names]


def test_the_fit_says_how():
    index = WordStarts(
        [
            Alias("Rose Trust", 0),
            Alias("Old Rose", 1),
            Alias("Ash", 2),
            Alias("rose", 2, is_own=False),
            Alias("Trust of Rose", 3),
        ]
    )
    found = {one.item: one.fit for one in index.find(["rose"], is_open=True, most=9)}
    assert found == {0: Fit.BEGINS, 1: Fit.WITHIN, 2: Fit.IS_OTHER_NAME, 3: Fit.WITHIN}
    found = {one.item: one.fit for one in index.find(["rose", "tru"], is_open=True, most=9)}
    assert found == {0: Fit.BEGINS, 3: Fit.SCATTERED}


@pytest.mark.parametrize("words", [["ca"], ["cancer"], ["cancer", "ca"], ["care", "t7"]])
def test_of_very_many_the_best_are_looked_at(monkeypatch, words):
    monkeypatch.setattr(name_index, "_MANY", 50)
    names = [f"the cancer care team {number} t{number % 10}" for number in range(2000)]
    index = WordStarts(Alias(name, number) for number, name in enumerate(names))
    found = index.find(words, is_open=True, most=5)
    assert len(found) == 5
    assert all(fits(names[one.item], words, is_open=True) for one in found)


def test_nothing_in_nothing_out():
    assert WordStarts([]).find(["rose"], is_open=True, most=5) == []
    assert WordStarts([Alias("...", 0)]).find(["rose"], is_open=True, most=5) == []
    assert WordStarts([Alias("rose", 0)]).find([], is_open=True, most=5) == []
    assert len(WordStarts([Alias("rose", 0), Alias("!", 1)])) == 1
