"""In a large answer only what can be among the first is scored whole: the first are the same."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from emndir.bootstrap import OpenDirectory
from emndir.search import ranking
from emndir.search.columns import Rows
from emndir.search.criteria import Criteria, Sort
from emndir.search.ranking import Ranker

QUERIES = Path(__file__).with_name("relevance.csv")
BROAD = ("cancer", "support", "hospital", "nurse", "group", "c", "ca", "loros", "macmillan", "help")


def questions() -> list[Criteria]:
    with QUERIES.open(encoding="utf-8", newline="") as file:
        asked = [(row["words"], row["near"]) for row in csv.DictReader(file)]
    asked += [(words, near) for words in BROAD for near in ("", "Boston", "NG18", "Lincolnshire")]
    return [Criteria(words=words, near=near, limit=12) for words, near in asked]


def test_the_first_results_are_those_of_a_whole_score(
    real: OpenDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = [real.find(one) for one in questions()]
    left_out = 0
    whole = Ranker.likely

    def counting(self: Ranker, rows: Rows, *others: object) -> Rows | None:
        nonlocal left_out
        likely = whole(self, rows, *others)  # type: ignore[arg-type]
        left_out += 0 if likely is None else len(rows) - len(likely)
        return likely

    monkeypatch.setattr(ranking, "_MANY", 1)
    monkeypatch.setattr(ranking, "_TRIED", 16)
    monkeypatch.setattr(Ranker, "likely", counting)
    for question, before in zip(questions(), wanted, strict=True):
        now = real.find(question)
        assert [(hit.summary.uid, hit.group, hit.score) for hit in now.hits] == [
            (hit.summary.uid, hit.group, hit.score) for hit in before.hits
        ], question
        assert (now.total, now.facets) == (before.total, before.facets)
    assert left_out > 1000


@pytest.mark.parametrize("sort", [Sort.NAME, Sort.NEWEST, Sort.NEAREST])
def test_another_order_leaves_nothing_out(
    real: OpenDirectory, monkeypatch: pytest.MonkeyPatch, sort: Sort
) -> None:
    question = Criteria(words="support", near="Boston", sort=sort, limit=10)
    before = [hit.summary.uid for hit in real.find(question).hits]
    monkeypatch.setattr(ranking, "_MANY", 1)
    monkeypatch.setattr(ranking, "_TRIED", 11)
    assert [hit.summary.uid for hit in real.find(question).hits] == before
