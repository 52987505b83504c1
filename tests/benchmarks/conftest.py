"""One report for all benchmarks of a run: a table at its end, and out/bench.json."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.reporting import Report

ROOT = Path(__file__).parents[2]
_REPORT = pytest.StashKey[Report]()


@pytest.fixture(scope="session")
def report(pytestconfig: pytest.Config) -> Report:
    """Where a benchmark's figures go."""
    return pytestconfig.stash.setdefault(_REPORT, Report())


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Print the table and write the file, where anything was measured."""
    report = config.stash.get(_REPORT, None)
    if report is None or not report.figures:
        return
    report.write(ROOT / "out" / "bench.json")
    terminalreporter.section("figures (smaller is better)")
    terminalreporter.write_line(report.table())
