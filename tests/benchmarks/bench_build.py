"""How long the directory takes to build and to open (DESIGN section 6: build 2 s).

The build is measured as a program of its own, imports included; opening in one that runs.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

from emndir.search.index import fill_index
from emndir.storage.opening import open_best
from tests.builders import TODAY

ROOT = Path(__file__).parents[2]
BUILD_S, OPEN_MS = 2.0, 100.0
ROUNDS = 10


def test_a_build_of_the_real_directory(tmp_path, report):
    times = []
    for number in range(ROUNDS):
        target = tmp_path / f"{number}.sqlite"
        started = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "emndir", "build", "-o", str(target)],
            cwd=ROOT, check=True, capture_output=True,
        )  # fmt: skip
        times.append(time.perf_counter() - started)
    report.add("emndir build, median", statistics.median(times), "s", budget=BUILD_S, times=ROUNDS)
    assert not report.over()


def test_opening_what_is_built(tmp_path, report):
    folder, data = tmp_path / "directory", ROOT / "data"
    open_best(data, folder, index=fill_index, today=TODAY).close()
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        open_best(data, folder, index=fill_index, today=TODAY).close()
        times.append((time.perf_counter() - started) * 1000)
    report.add("open what is built, median", statistics.median(times), budget=OPEN_MS, times=ROUNDS)
    assert not report.over()
