"""The screen of all stages: how long the answer takes, and how many questions of the search it is.

In processor time of the thread that asks, which other programs on the machine change little. It is
held against a key press of the same run, times the questions that it asks: it has nothing that is slower than searching.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from emndir.bootstrap import Core, OpenDirectory
from emndir.domain.taxonomy import Taxonomy
from emndir.domain.vocabulary import ALL_SITES
from emndir.search.criteria import Criteria
from emndir.staging import every_stage
from tests.benchmarks.national import TODAY
from tests.benchmarks.reporting import Report, p95

DATA = Path(__file__).parents[2] / "data"
CANCERS = 20
PLACES = ("LE2", "PE11 2", "Skegness", "Buxton", "NG31", "Glossop")
BUDGET_MS = 500.0
MOST_RATIO = 1.0
"""Times a key press for each question that it asks."""


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> OpenDirectory:
    opened = Core.create(home=tmp_path_factory.mktemp("stages"), data_dir=DATA).open()
    opened.prepare()
    return opened


def test_every_stage(
    directory: OpenDirectory, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    terms = directory.vocabulary.of(Taxonomy.CANCER_SITE)
    cancers = [term for term in terms if term.code != ALL_SITES][:CANCERS]
    asked = [(term, near) for near in PLACES for term in cancers]
    counts: list[int] = []
    find = directory.find

    def counted(criteria: Criteria) -> object:
        counts[-1] += 1
        return find(criteria)

    monkeypatch.setattr(directory, "find", counted)
    times = []
    for term, near in asked:
        counts.append(0)
        directory.forget()
        times.append(_ms(lambda: every_stage(directory, term.code, near, today=TODAY)))  # noqa: B023
    monkeypatch.undo()
    presses = []
    for term, near in asked:
        directory.forget()
        question = Criteria(words=term.label, near=near)
        presses.append(_ms(lambda: find(question)))  # noqa: B023
    questions = sum(counts) / len(counts)
    mean = sum(presses) / len(presses)
    report.add(
        f"every stage, {CANCERS} cancers near {len(PLACES)} places, p95",
        p95(times),
        budget=BUDGET_MS,
        peer=f"a key press, times {questions:.0f} questions",
        peer_value=mean * questions,
        most_ratio=MOST_RATIO,
        times=len(times),
    )
    assert not report.over()


def _ms(work: Callable[[], object]) -> float:
    begun = time.thread_time()
    work()
    return (time.thread_time() - begun) * 1000
