"""What is worked out on a thread of its own: the same answers, its faults told, nothing left."""

from __future__ import annotations

import threading

import pytest

from emndir.bootstrap import OpenDirectory
from emndir.search import answering, names
from emndir.search.aside import Aside
from emndir.search.facets import FacetCounter
from tests.search.test_likely import questions


def test_it_works_on_another_thread_and_ends_it() -> None:
    aside = Aside(threading.get_ident)
    assert aside.result() != threading.get_ident()
    assert not [one for one in threading.enumerate() if one.name == "emndir-aside"]


def test_what_goes_wrong_is_told_to_who_asked() -> None:
    aside: Aside[float] = Aside(lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        aside.result()


@pytest.mark.usefixtures("hurried")
def test_a_large_directory_answers_as_a_small_one(
    real: OpenDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everything that is worked out aside for many services, worked out so for these."""
    asked = questions()
    before = [real.find(question) for question in asked]
    monkeypatch.setattr(names, "_MANY", 0)
    monkeypatch.setattr(answering, "_COUNTED_ASIDE", 0)
    used = []
    count = FacetCounter.count

    def counting(self, *others):
        used.append(threading.current_thread().name)
        return count(self, *others)

    monkeypatch.setattr(FacetCounter, "count", counting)
    real.forget()
    for question, wanted in zip(asked, before, strict=True):
        assert real.find(question) == wanted, question
    assert set(used) == {"emndir-aside"}
