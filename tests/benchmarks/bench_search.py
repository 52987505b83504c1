"""A key press in the real directory, counts included (DESIGN section 6: 16 ms).

Made-up directories of any size are in `bench_national.py`, with other ways to search beside.
"""

from __future__ import annotations

import statistics
from datetime import datetime
from pathlib import Path

from emndir.bootstrap import Core
from emndir.search.criteria import Criteria
from tests.benchmarks.questions import KeyPress, key_presses
from tests.benchmarks.reporting import Report, p95, timed

ROOT = Path(__file__).parents[2]
BUDGET_MS = 16.0
NAMES = ("chesterfield royal", "0808 178 2212", "prostate support group daventry", "wig kgh")


def test_a_key_press(tmp_path: Path, report: Report) -> None:
    core = Core.create(
        home=tmp_path, data_dir=ROOT / "data", clock=lambda: datetime(2026, 11, 22, 10)
    )
    directory = core.open()

    def ask(pressed: KeyPress) -> int:
        results = directory.find(pressed.criteria)
        return sum(one.count for counts in results.facets.values() for one in counts)

    try:
        directory.find(Criteria(limit=1))
        times = timed(ask, key_presses(NAMES))
    finally:
        directory.close()
    what = f"key press, the real {directory.info.offered} services"
    report.add(f"{what}, p95", p95(times), budget=BUDGET_MS, times=len(times))
    report.add(f"{what}, p50", statistics.median(times), times=len(times))
    report.add(f"{what}, longest", max(times), times=len(times))
    assert not report.over()
