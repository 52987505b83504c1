"""Questions come from several threads at once; each gets the answer it gets alone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from emndir.bootstrap import OpenDirectory
from emndir.search.criteria import Criteria
from emndir.search.stems import porter

WORDS = (
    "bereavement gynaecological chemotherapy softened youngest radiotherapist counselling nurses "
    "psychological palliatively screenings benefits wheelchairs lymphoedematous recurrences"
).split()
QUESTIONS = (
    "wig le2",
    "bereaved children derby",
    "hospice at home newark",
    "bowel cancer",
    "chemo",
)


@pytest.mark.usefixtures("hurried")
def test_stems_are_the_same_from_several_threads() -> None:
    alone = {word: porter(word) for word in WORDS}
    for _ in range(20):
        porter.cache_clear()
        with ThreadPoolExecutor(4) as pool:
            assert dict(zip(WORDS * 4, pool.map(porter, WORDS * 4), strict=True)) == alone


@pytest.mark.usefixtures("hurried")
def test_answers_are_the_same_from_several_threads(real: OpenDirectory) -> None:
    def ask(words: str) -> list[str]:
        return [hit.summary.uid for hit in real.find(Criteria(words=words, limit=20)).hits]

    alone = {words: ask(words) for words in QUESTIONS}
    for _ in range(4):
        real.forget()
        with ThreadPoolExecutor(4) as pool:
            asked = QUESTIONS * 4
            for words, found in zip(asked, pool.map(ask, asked), strict=True):
                assert found == alone[words]


def test_what_is_forgotten_during_a_question_is_not_kept(real: OpenDirectory) -> None:
    matcher = real._finder._matcher
    match = matcher._match

    def interrupted(concept: object) -> object:
        found = match(concept)  # type: ignore[arg-type]
        real.forget()
        return found

    matcher._match = interrupted  # type: ignore[method-assign,assignment]
    try:
        real.find(Criteria(words="wig hospice", near="LE2"))
    finally:
        matcher._match = match  # type: ignore[method-assign]
    assert not matcher._kept
