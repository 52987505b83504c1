"""Questions as they are typed at work, and the service that must be among the first.

`relevance.csv` is data: anybody may add a line. `first` 0 means that nothing may be found.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from emndir.bootstrap import OpenDirectory
from emndir.search.criteria import Criteria

_TEXT = (Path(__file__).parent / "relevance.csv").read_text(encoding="utf-8")
LINES = list(csv.DictReader(_TEXT.splitlines()))


@pytest.mark.parametrize("line", LINES, ids=[f"{one['words']}@{one['near']}" for one in LINES])
def test_the_right_service_is_among_the_first(real: OpenDirectory, line: dict[str, str]) -> None:
    results = real.find(Criteria(words=line["words"], near=line["near"], limit=100_000))
    best_first = [hit.summary.uid for hit in sorted(results.hits, key=lambda hit: -hit.score)]
    first = int(line["first"])
    if first == 0:
        assert best_first == []
        assert results.ways_on
    else:
        assert set(line["uids"].split()) & set(best_first[:first]), best_first[: first + 3]
