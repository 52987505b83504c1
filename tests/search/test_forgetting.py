"""After `forget` no typed word is left in memory: the next person's screen starts with nothing."""

from __future__ import annotations

from emndir.bootstrap import OpenDirectory
from emndir.search.criteria import Criteria
from tests.memory import in_memory

WORD = ("zzy", "zxq", "wort")
"""In parts, so that the whole stands nowhere but where it was typed."""


def is_of_the_word(text: str) -> bool:
    return "".join(WORD[1:]) in text


def test_what_was_asked_is_forgotten(real: OpenDirectory) -> None:
    for near in ("", "LE2"):
        real.find(Criteria(words=f"{''.join(WORD)} wig", near=near, limit=5))
        real.find(Criteria(words=f"hospice {''.join(WORD)}s", near=near, limit=5))
    assert in_memory(is_of_the_word), "the check can find what is kept"
    real.forget()
    assert in_memory(is_of_the_word) == []


def test_it_answers_the_same_after_forgetting(real: OpenDirectory) -> None:
    criteria = Criteria(words="wig", near="LE2", limit=20)
    before = real.find(criteria)
    real.forget()
    assert real.find(criteria) == before
