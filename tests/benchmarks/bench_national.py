"""A key press in made-up directories of 600, 100,000 and 1,000,000 services (DESIGN section 6).

Everything is measured that happens from the letter to the values a window shows: reading the
question, matching, ranking, the counts of every facet, and the first 50 rows. The same key
presses are put to other ways of searching the same rows; a slow one is asked fewer of them.
`EMNDIR_BENCH_SIZES=600,100000` leaves the largest out, which takes most of the time.
"""

from __future__ import annotations

import gc
import os
import sqlite3
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from emndir.search.criteria import Criteria
from emndir.search.finder import Finder
from emndir.search.index import Entry, fill_entries
from emndir.storage.database import open_unchecked
from emndir.storage.source import read_source
from tests.benchmarks.national import TODAY, National
from tests.benchmarks.peers import FTS5, Ask, Rows, fuzzy_peer, sql_peers, tantivy_peer
from tests.benchmarks.questions import KeyPress, from_entries, key_presses, mixed
from tests.benchmarks.reporting import Report, p95, timed

DATA = Path(__file__).parents[2] / "data"
SIZES = tuple(map(int, os.environ.get("EMNDIR_BENCH_SIZES", "600,100000,1000000").split(",")))
BUDGET_MS = {600: 16.0, 100_000: 16.0, 1_000_000: 50.0}
OF_FTS5 = {100_000: 0.5}
PEER_SECONDS = 15.0


@dataclass(slots=True)
class Made:
    """A made-up directory, filled and open."""

    finder: Finder
    file: Path
    rows: Rows
    names: tuple[str, ...]
    seconds: dict[str, float]


def make(services: int, folder: Path) -> Made:
    """Return a directory of so many services in a file of its own."""
    source = read_source(DATA, today=TODAY)
    assert source.directory is not None
    vocabulary = source.directory.vocabulary
    gazetteer = source.geography.gazetteer()
    national = National(services, source.geography, vocabulary)
    file, rows, kept = folder / "national.sqlite", Rows(), _Kept()
    started = time.perf_counter()
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        entries = rows.passing(kept.passing(national.entries()))
        fill_entries(connection, entries, gazetteer, vocabulary)
        connection.commit()
        filled = time.perf_counter()
        rows.write(connection)
    connection.close()
    del national
    engine = open_unchecked(file)
    opening = time.perf_counter()
    finder = Finder(engine, vocabulary, gazetteer)
    finder.prepare()
    finder.find(Criteria(limit=1), TODAY)
    opened = time.perf_counter()
    gc.collect()
    seconds = {"fill": filled - started, "open": opened - opening}
    return Made(finder, file, rows, from_entries(kept.entries), seconds)


class _Kept:
    """Some of the entries that pass by: for phrases that the directory knows."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._places = 0

    def passing(self, entries: Iterator[Entry]) -> Iterator[Entry]:
        for number, entry in enumerate(entries):
            self._places += entry.is_place
            if number < 200 or 0 < self._places <= 200:
                self.entries.append(entry)
            yield entry


@pytest.mark.parametrize("services", SIZES)
def test_a_key_press(services: int, report: Report) -> None:
    with TemporaryDirectory(prefix="emndir-bench-") as folder:
        made = make(services, Path(folder))
        pressed = key_presses(made.names)

        def ours(press: KeyPress) -> int:
            results = made.finder.find(press.criteria, TODAY)
            shown = sum(len(hit.summary.display_name) for hit in results.hits)
            return shown + sum(one.count for counts in results.facets.values() for one in counts)

        times = timed(ours, pressed)
        peers = dict(_asked_peers(made, Path(folder), mixed(pressed)))
        _tell(report, services, made, times, peers)
    assert not report.over()


def _asked_peers(
    made: Made, folder: Path, pressed: list[KeyPress]
) -> Iterator[tuple[str, list[float]]]:
    connection = sqlite3.connect(made.file)
    try:
        for name, ask in sql_peers(connection, made.rows).items():
            yield name, timed(ask, pressed, seconds=PEER_SECONDS)
        in_folder = folder / "tantivy"
        in_folder.mkdir()
        theirs: Ask | None = tantivy_peer(connection, in_folder)
        yield "tantivy", timed(theirs, pressed) if theirs else []
    finally:
        connection.close()
    yield "rapidfuzz over names", timed(fuzzy_peer(made.rows), pressed, seconds=PEER_SECONDS / 2)


def _tell(
    report: Report,
    services: int,
    made: Made,
    times: list[float],
    peers: dict[str, list[float]],
) -> None:
    what = f"key press, {services:,} services"
    middle, high = statistics.median(times), p95(times)
    size = made.file.stat().st_size / 1_000_000

    def beside(name: str) -> dict[str, Any]:
        """Return what is said of a peer: its figure, and how few it was asked if not all."""
        theirs = peers[name]
        if not theirs:
            return {"note": f"{name}: not installed"}
        few = f"{len(theirs)} of {len(times)}" if len(theirs) < len(times) else ""
        return {"peer": name, "peer_value": p95(theirs), "note": few, "times": len(times)}

    report.add(
        f"{what}, p95",
        high,
        budget=BUDGET_MS.get(services),
        most_ratio=OF_FTS5.get(services),
        **beside(FTS5),
    )
    for name in [name for name in peers if name != FTS5]:
        report.add(f"{what}, p95", high, **beside(name))
    fts5 = statistics.median(peers[FTS5])
    report.add(f"{what}, p50", middle, peer=FTS5, peer_value=fts5, times=len(times))
    report.add(f"{what}, longest", max(times), times=len(times))
    report.add(f"fill, {services:,} services", made.seconds["fill"], "s")
    report.add(f"file, {services:,} services", size, "MB")
    report.add(f"open, {services:,} services", made.seconds["open"] * 1000)
