"""The made-up directories that benchmarks ask: always the same, and like a real one."""

from __future__ import annotations

import sqlite3
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from emndir.search.criteria import Criteria, Facet
from emndir.search.finder import Finder
from emndir.search.index import Entry, entries_of, fill_entries
from emndir.storage.database import open_unchecked
from emndir.storage.source import Source, read_source
from tests.benchmarks.national import TODAY, National
from tests.benchmarks.questions import from_entries, key_presses

DATA = Path(__file__).parents[2] / "data"
SERVICES = 300


@pytest.fixture(scope="module")
def source() -> Source:
    return read_source(DATA, today=TODAY)


def made(source: Source, services: int = SERVICES, *, seed: int = 1) -> list[Entry]:
    assert source.directory is not None
    vocabulary = source.directory.vocabulary
    return list(National(services, source.geography, vocabulary, seed=seed).entries())


@pytest.fixture(scope="module")
def entries(source: Source) -> list[Entry]:
    return made(source)


def test_the_same_seed_gives_the_same_entries(source: Source, entries: list[Entry]) -> None:
    assert made(source) == entries
    assert made(source, seed=2) != entries


def test_as_many_services_as_were_asked_for_and_every_uid_once(entries: list[Entry]) -> None:
    assert sum(not entry.is_place for entry in entries) == SERVICES
    assert len({entry.uid for entry in entries}) == len(entries)


def test_facts_have_the_keys_and_types_of_real_ones(source: Source, entries: list[Entry]) -> None:
    assert source.directory is not None
    for is_place in (False, True):
        real = next(e for e in entries_of(source.directory) if e.is_place is is_place)
        kinds = {key: type(value) for key, value in real.facts.items()}
        for entry in entries:
            if entry.is_place is is_place:
                assert {key: type(value) for key, value in entry.facts.items()} == kinds


def test_services_are_where_they_say_they_are(entries: list[Entry]) -> None:
    places: dict[str, Any] = {
        entry.uid: entry.facts["points"] for entry in entries if entry.is_place
    }
    for entry in entries:
        if not entry.is_place:
            facts: dict[str, Any] = entry.facts
            assert facts["points"] == [point for uid in facts["places"] for point in places[uid]]


def test_an_index_is_filled_with_them_and_answers(
    source: Source, entries: list[Entry], tmp_path: Path
) -> None:
    assert source.directory is not None
    gazetteer = source.geography.gazetteer()
    file = tmp_path / "national.sqlite"
    with sqlite3.connect(file) as connection:
        fill_entries(connection, entries, gazetteer, source.directory.vocabulary)
        connection.commit()
    connection.close()
    engine = open_unchecked(file)
    try:
        finder = Finder(engine, source.directory.vocabulary, gazetteer)
        every = finder.find(Criteria(limit=1_000), TODAY)
        offered = [entry for entry in entries if entry.is_offered and not entry.is_place]
        assert every.total == len(offered)
        assert {hit.summary.uid for hit in every.hits} == {entry.uid for entry in offered}
        counted = {facet: sum(one.count for one in every.facets[facet]) for facet in Facet}
        assert all(counted.values()), counted

        name = offered[0].summary.name
        found = finder.find(Criteria(words=name, limit=50), TODAY)
        assert offered[0].summary in [hit.summary for hit in found.hits]
        for pressed in islice(key_presses(from_entries(entries)), 0, None, 60):
            assert len(finder.find(pressed.criteria, TODAY).hits) <= 50
    finally:
        engine.dispose()
