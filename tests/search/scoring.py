"""How good an order of answers is: the arithmetic for `tasks.jsonl`, one task a line.

A task names what was typed, a place, filters, and which services answer it with a grade of 1 to 3.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

DEPTH = 10
BEST = 3


@dataclass(frozen=True, slots=True)
class Task:
    """One question and its graded answers; no answers at all means that nothing may be found."""

    id: str
    query: str
    near: str
    filters: Mapping[str, str | bool]
    intent: str
    kind: str
    relevant: Mapping[str, int]
    note: str


@dataclass(frozen=True, slots=True)
class Score:
    """The figures of a set of tasks; a figure is `None` where no task counts towards it."""

    tasks: int
    ndcg: float | None
    mrr: float | None
    recall: float | None
    zero_ok: float | None
    empty: int


def read_tasks(path: Path) -> tuple[Task, ...]:
    """The tasks of a file with one JSON object a line.

    Raises:
        OSError: The file cannot be read.
        ValueError: A line is not JSON.
        TypeError: A line has too many keys or too few.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(Task(**json.loads(line)) for line in lines if line.strip())


def gains(found: Sequence[str], relevant: Mapping[str, int]) -> list[int]:
    """What each of the first ten places earns; a service shown twice earns once."""
    seen: set[str] = set()
    earned = []
    for uid in found[:DEPTH]:
        grade = 0 if uid in seen else relevant.get(uid, 0)
        earned.append(2**grade - 1)
        seen.add(uid)
    return earned


def _discounted(earned: Iterable[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(earned, start=1))


def ndcg(found: Sequence[str], relevant: Mapping[str, int]) -> float:
    """Discounted gain of the first ten against the best order there is, 0 to 1.

    Raises:
        ValueError: Nothing is relevant, so that there is no best order.
    """
    best = sorted((2**grade - 1 for grade in relevant.values()), reverse=True)[:DEPTH]
    if not any(best):
        raise ValueError("nDCG needs a relevant answer")
    return _discounted(gains(found, relevant)) / _discounted(best)


def reciprocal_rank(found: Sequence[str], relevant: Mapping[str, int]) -> float:
    """1 over the rank of the first answer with grade 3; 0 if the first ten have none."""
    for rank, uid in enumerate(found[:DEPTH], start=1):
        if relevant.get(uid) == BEST:
            return 1 / rank
    return 0.0


def recall(found: Sequence[str], relevant: Mapping[str, int]) -> float:
    """Graded answers among the first ten, out of ten or of all, whichever is fewer.

    Raises:
        ValueError: Nothing is relevant.
    """
    if not relevant:
        raise ValueError("recall needs a relevant answer")
    return len(set(found[:DEPTH]) & set(relevant)) / min(DEPTH, len(relevant))


def _mean(figures: Sequence[float]) -> float | None:
    return sum(figures) / len(figures) if figures else None


def score(tasks: Iterable[Task], found: Mapping[str, Sequence[str]]) -> Score:
    """The figures for tasks, given the answers by task id, best first; none given counts as none."""
    every = tuple(tasks)
    answered = [(found.get(task.id, ()), task.relevant) for task in every if task.relevant]
    nothing = [found.get(task.id, ()) for task in every if not task.relevant]
    return Score(
        tasks=len(every),
        ndcg=_mean([ndcg(*pair) for pair in answered]),
        mrr=_mean([reciprocal_rank(*pair) for pair in answered]),
        recall=_mean([recall(*pair) for pair in answered]),
        zero_ok=_mean([float(not uids) for uids in nothing]),
        empty=sum(not uids for uids, _ in answered),
    )


def score_by_kind(tasks: Iterable[Task], found: Mapping[str, Sequence[str]]) -> dict[str, Score]:
    """The figures of each kind of task, in the order in which the kinds first occur."""
    kinds: dict[str, list[Task]] = {}
    for task in tasks:
        kinds.setdefault(task.kind, []).append(task)
    return {kind: score(some, found) for kind, some in kinds.items()}
