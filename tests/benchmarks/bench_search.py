"""How long a key press takes, counts included (DESIGN section 6: 16 ms at the 95th percentile).

Phrases are typed letter by letter against the real directory. In the same run the same text is
put to plain SQL: FTS5 with bm25 (the last word a beginning), and LIKE over the names. Those find
rows only: no reading of the question, no distance, no counts, no summaries.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from emndir.bootstrap import Core, OpenDirectory
from emndir.search.criteria import Criteria, Facet
from emndir.search.words import tokens_of

ROOT = Path(__file__).parents[2]
BUDGET_MS = 16.0
SHOWN = 50
PHRASES = (
    "breast le2",
    "radiotherapy pe21 9qs",
    "someone to talk to near oakham",
    "hospice in boston",
    "stop smoking",
    "lymphodema s40",
    "prostate support group daventry",
    "24 hour helpline chemo",
    "macmilan infomation pilgrim",
    "0808 178 2212",
    "chesterfield royal",
    "wig fitting kgh",
)
FILTERS: tuple[tuple[tuple[Facet, tuple[str, ...]], ...], ...] = (
    (),
    ((Facet.REFERRAL_ROUTE, ("self",)),),
    ((Facet.CANCER_SITE, ("breast",)), (Facet.DELIVERY, ("in-person", "phone"))),
)
BM25 = "SELECT rowid FROM search_text WHERE search_text MATCH ? ORDER BY bm25(search_text) LIMIT 50"
LIKE = "SELECT uid FROM search_entry WHERE facts ->> 'name' LIKE ? LIMIT 50"


def typed_letters() -> list[str]:
    return [phrase[:end] for phrase in PHRASES for end in range(1, len(phrase) + 1)]


def timed(work: Callable[[str], object], questions: list[str]) -> list[float]:
    times = []
    for question in questions:
        started = time.perf_counter()
        work(question)
        times.append((time.perf_counter() - started) * 1000)
    return times


def figures(times: list[float]) -> dict[str, float]:
    return {
        "p50": round(statistics.median(times), 2),
        "p95": round(statistics.quantiles(times, n=20)[-1], 2),
        "max": round(max(times), 2),
    }


def remember(name: str, found: dict[str, object]) -> None:
    """Write figures into out/bench.json beside those of other benchmarks."""
    file = ROOT / "out" / "bench.json"
    file.parent.mkdir(exist_ok=True)
    known = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    text = json.dumps(known | {name: found}, indent=1, sort_keys=True)
    file.write_text(text + "\n", encoding="utf-8")


def test_a_key_press(tmp_path: Path) -> None:
    core = Core.create(
        home=tmp_path, data_dir=ROOT / "data", clock=lambda: datetime(2026, 11, 22, 10)
    )
    directory = core.open()
    letters = typed_letters()
    ours: list[float] = []
    try:
        directory.find(Criteria(limit=1000))  # the first question reads the summaries
        for chosen in FILTERS:
            for near in ("", "NG18"):
                ask = _asking(directory, near, chosen)
                ours += timed(ask, letters)
        with directory._engine.connect() as connection:
            bm25 = timed(lambda t: connection.exec_driver_sql(BM25, (_match(t),)).all(), letters)
            like = timed(lambda t: connection.exec_driver_sql(LIKE, (f"%{t}%",)).all(), letters)
    finally:
        directory.close()
    found = {"ours": figures(ours), "fts5 bm25": figures(bm25), "like": figures(like)}
    print(f"\nkey press, {directory.info.offered} services, {len(ours)} key presses, ms")  # noqa: T201
    print(f"{'':24}{'p50':>8}{'p95':>8}{'max':>8}{'p95 to bm25':>13}")  # noqa: T201
    for name, row in found.items():
        ratio = row["p95"] / max(0.01, found["fts5 bm25"]["p95"])
        print(f"{name:24}{row['p50']:8.2f}{row['p95']:8.2f}{row['max']:8.2f}{ratio:13.1f}")  # noqa: T201
    remember("key press", {"budget_ms": BUDGET_MS, **found})
    assert found["ours"]["p95"] < BUDGET_MS


def _asking(
    directory: OpenDirectory, near: str, chosen: tuple[tuple[Facet, tuple[str, ...]], ...]
) -> Callable[[str], object]:
    def ask(words: str) -> object:
        return directory.find(Criteria(words=words, near=near, chosen=chosen, limit=SHOWN))

    return ask


def _match(typed: str) -> str:
    words = [token.text for token in tokens_of(typed)] or ["x"]
    whole = [f'"{word}"' for word in words[:-1]]
    return " OR ".join([*whole, f'"{words[-1]}" *'])
