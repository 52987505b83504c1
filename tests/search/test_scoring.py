"""The scorer's arithmetic, worked out by hand, and whether the tasks fit the directory's data."""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.search.scoring import (
    Score,
    Task,
    gains,
    ndcg,
    read_tasks,
    recall,
    reciprocal_rank,
    score,
    score_by_kind,
)

TASKS = read_tasks(Path(__file__).parent / "tasks.jsonl")
DATA = Path(__file__).parents[2] / "data" / "directory"
KINDS = {
    "name": 7,
    "site": 9,
    "need": 12,
    "lay-word": 10,
    "abbreviation": 6,
    "clinical-word": 8,
    "place-in-query": 8,
    "postcode-in-query": 6,
    "phone": 4,
    "typo": 7,
    "old-name": 4,
    "multi": 6,
    "zero-result": 5,
}
LISTS = {"stage": "stages", "audience": "audience", "delivery": "delivery"}
GRADES = {"best": 3, "good": 2, "fallback": 1}


def task(uid: str, relevant: dict[str, int], kind: str = "need") -> Task:
    return Task(uid, "words", "", {}, "who asks", kind, relevant, "")


@pytest.fixture(scope="module")
def services() -> dict[str, dict[str, Any]]:
    files = [tomllib.loads(one.read_text(encoding="utf-8")) for one in DATA.glob("*/*.toml")]
    return {service["uid"]: service for file in files for service in file.get("service", [])}


def test_the_best_order_scores_one():
    assert ndcg(["best", "good", "fallback"], GRADES) == 1
    assert ndcg(["best", "good", "fallback", "other"], GRADES) == 1


def test_a_worse_order_scores_what_it_earns():
    best = 7 + 3 / math.log2(3) + 1 / 2
    assert ndcg(["good", "best"], GRADES) == pytest.approx((3 + 7 / math.log2(3)) / best)
    assert ndcg(["other", "other2", "best"], GRADES) == pytest.approx(7 / 2 / best)
    assert ndcg([], GRADES) == 0


def test_only_ten_places_count():
    others = [f"other{rank}" for rank in range(10)]
    assert ndcg([*others, "best"], GRADES) == 0
    assert reciprocal_rank([*others, "best"], GRADES) == 0
    assert reciprocal_rank([*others[:9], "best"], GRADES) == pytest.approx(0.1)
    assert recall([*others[:9], "best", "good"], GRADES) == pytest.approx(1 / 3)


def test_more_answers_than_ten_places_can_still_score_one():
    many = {f"s{number}": 1 for number in range(14)}
    assert ndcg([f"s{number}" for number in range(4, 14)], many) == 1
    assert recall([f"s{number}" for number in range(4, 14)], many) == 1


def test_a_service_shown_twice_earns_once():
    assert gains(["best", "best", "good"], GRADES) == [7, 0, 3]
    assert recall(["best", "best"], GRADES) == pytest.approx(1 / 3)


def test_the_rank_is_that_of_the_first_grade_three():
    assert reciprocal_rank(["good", "fallback", "best"], GRADES) == pytest.approx(1 / 3)
    assert reciprocal_rank(["good"], GRADES) == 0


def test_nothing_relevant_has_no_order():
    with pytest.raises(ValueError, match="nDCG"):
        ndcg(["best"], {})
    with pytest.raises(ValueError, match="recall"):
        recall(["best"], {})


def test_a_set_is_averaged_over_the_tasks_that_count():
    tasks = [task("t1", {"a": 3}), task("t2", {"b": 3}), task("t3", {}), task("t4", {})]
    assert score(tasks, {"t1": ["x", "a"], "t3": [], "t4": ["y"]}) == Score(
        tasks=4,
        ndcg=pytest.approx(1 / math.log2(3) / 2),
        mrr=pytest.approx(0.25),
        recall=0.5,
        zero_ok=0.5,
        empty=1,
    )


def test_a_figure_that_nothing_counts_towards_is_none():
    kinds = score_by_kind([task("t1", {"a": 3}), task("t2", {}, kind="zero-result")], {"t1": ["a"]})
    assert kinds == {
        "need": Score(tasks=1, ndcg=1, mrr=1, recall=1, zero_ok=None, empty=0),
        "zero-result": Score(tasks=1, ndcg=None, mrr=None, recall=None, zero_ok=1, empty=0),
    }


def test_tasks_are_complete():
    assert Counter(one.kind for one in TASKS) == KINDS
    assert [one.id for one in TASKS] == [f"t{number:02}" for number in range(1, len(TASKS) + 1)]
    assert len({(one.query, one.near) for one in TASKS}) == len(TASKS)
    for one in TASKS:
        assert one.query.strip(), one.id
        assert one.intent.strip(), one.id
        grades = set(one.relevant.values())
        assert grades <= {1, 2, 3}, one.id
        assert (3 in grades) == (one.kind != "zero-result"), one.id


@pytest.mark.parametrize("one", TASKS, ids=[one.id for one in TASKS])
def test_graded_services_are_offered_and_pass_the_filters(
    one: Task, services: dict[str, dict[str, Any]]
):
    for uid in one.relevant:
        service = services[uid]
        assert service["status"] in {"active", "unsure"}, uid
        for name, value in one.filters.items():
            if name == "cancer_site":
                assert {value, "all"} & set(service["cancer_sites"]), uid
            elif name == "self_referral":
                assert ("self" in service.get("referral_routes", [])) is value, uid
            elif name in LISTS:
                assert value in service.get(LISTS[name], []), uid
            else:
                assert name in {"help_group", "cost"}, name
                assert service.get(name) == value, uid
