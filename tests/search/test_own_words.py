"""Every service of the real directory is found by its own name and by what it says it is for."""

from __future__ import annotations

from emndir.bootstrap import OpenDirectory
from emndir.domain.service import Service
from emndir.search.criteria import Criteria

EVERY = 4
"""Every fourth need is asked: enough to see a fault, quick enough for each run."""


def offered(real: OpenDirectory) -> list[Service]:
    results = real.find(Criteria(limit=100_000))
    return [real.service(hit.summary.uid) for hit in results.hits]


def best_first(real: OpenDirectory, words: str) -> list[str]:
    hits = real.find(Criteria(words=words, limit=400)).hits
    return [hit.summary.uid for hit in sorted(hits, key=lambda hit: -hit.score)]


def test_every_service_is_among_the_first_three_for_its_name(real: OpenDirectory) -> None:
    services = offered(real)
    assert len(services) > 500
    missed = [one.uid for one in services if one.uid not in best_first(real, one.name)[:3]]
    assert missed == []


def test_every_stated_need_is_answered(real: OpenDirectory) -> None:
    needs = [(need, one.uid) for one in offered(real) for need in one.needs][::EVERY]
    assert len(needs) > 300
    found = {need: best_first(real, need) for need, _uid in needs}
    assert [need for need, uids in found.items() if not uids] == []
    late = [need for need, uid in needs if uid not in found[need][:50]]
    assert len(late) <= len(needs) // 50, late
