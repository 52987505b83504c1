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


def test_a_build_of_the_real_directory(tmp_path):
    times = []
    for number in range(ROUNDS):
        target = tmp_path / f"{number}.sqlite"
        started = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "emndir", "build", "-o", str(target)],
            cwd=ROOT, check=True, capture_output=True,
        )  # fmt: skip
        times.append(time.perf_counter() - started)
    print(f"\nemndir build: median {statistics.median(times):.2f} s, worst {max(times):.2f} s")  # noqa: T201
    assert statistics.median(times) < BUILD_S


def test_opening_what_is_built(tmp_path):
    folder, data = tmp_path / "directory", ROOT / "data"
    open_best(data, folder, index=fill_index, today=TODAY).close()
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        open_best(data, folder, index=fill_index, today=TODAY).close()
        times.append((time.perf_counter() - started) * 1000)
    print(f"\nopen what is built: median {statistics.median(times):.0f} ms, worst {max(times):.0f}")  # noqa: T201
    assert statistics.median(times) < OPEN_MS
