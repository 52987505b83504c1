"""What benchmarks found: one row a figure, one table and one file for all of them.

A benchmark adds its figures with `Report.add` and ends with `report.over()`, which names those
that are over their budget. Nothing here names a path, a person or a machine.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure: smaller is better.

    `budget` is the most it may be. `peer` names what was measured beside it in the same run and
    `ratio` is the figure to the peer's. `is_forgiven` marks a budget that a later issue is to
    reach: it is told, and fails nothing. `times` counts what was measured.
    """

    name: str
    value: float
    unit: str
    budget: float | None = None
    peer: str = ""
    peer_value: float | None = None
    most_ratio: float | None = None
    is_forgiven: bool = False
    times: int = 1
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Return the figure as a multiple of its peer's."""
        return self.value / self.peer_value if self.peer_value else None

    @property
    def is_over(self) -> bool:
        """Return True if it is above its budget, or above its share of the peer."""
        if self.budget is not None and self.value > self.budget:
            return True
        return self.most_ratio is not None and (self.ratio or 0.0) > self.most_ratio

    @property
    def verdict(self) -> str:
        """Return "ok", "over" or "" where there is nothing to keep to."""
        if self.budget is None and self.most_ratio is None:
            return ""
        if self.is_over:
            return "over (known)" if self.is_forgiven else "over"
        return "ok"

    def as_data(self) -> dict[str, Any]:
        """Return it as plain JSON data."""
        found = {key: _rounded(value) for key, value in asdict(self).items()}
        return found | {"ratio": _rounded(self.ratio), "verdict": self.verdict}


class Report:
    """Every figure of one run."""

    def __init__(self) -> None:
        self.figures: list[Figure] = []
        self._asked = 0

    def add(self, name: str, value: float, unit: str = "ms", **about: Any) -> Figure:
        """Add a figure; `about` are the other fields of `Figure`."""
        figure = Figure(name=name, value=value, unit=unit, **about)
        self.figures.append(figure)
        return figure

    def over(self) -> list[str]:
        """Return what is over its budget among the figures added since this was last asked."""
        new, self._asked = self.figures[self._asked :], len(self.figures)
        return [_sentence(figure) for figure in new if figure.is_over and not figure.is_forgiven]

    def table(self) -> str:
        """Return the figures as one table for a terminal."""
        head = ("figure", "value", "budget", "peer", "peer's", "ratio", "")
        rows = [head, *(_cells(figure) for figure in self.figures)]
        widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
        return "\n".join(_line(row, widths) for row in rows)

    def write(self, file: Path) -> None:
        """Write the whole run; what another run wrote is replaced."""
        busy = os.getloadavg()[1] if hasattr(os, "getloadavg") else None
        machine = {
            "busy_cores": _rounded(busy),  # a machine with other work makes every figure larger
            "cores": os.cpu_count(),
            "python": platform.python_version(),
            "system": platform.system(),
        }
        found = {"machine": machine, "figures": [figure.as_data() for figure in self.figures]}
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def p95(times: Sequence[float]) -> float:
    """Return the value that 95 of 100 are not above."""
    return statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]


def timed(
    work: Callable[[Any], object], questions: Iterable[Any], *, seconds: float = float("inf")
) -> list[float]:
    """Return how many milliseconds `work` took for each question, until `seconds` are over."""
    times = []
    end = time.perf_counter() + seconds
    for question in questions:
        started = time.perf_counter()
        work(question)
        stopped = time.perf_counter()
        times.append((stopped - started) * 1000)
        if stopped > end:
            break
    return times


@dataclass(frozen=True, slots=True)
class Spent:
    """What pieces of work took one by one, in milliseconds.

    `clock` is what passed, which on a shared machine is mostly waiting. `processor` is what all
    threads of this program worked: alone on a machine nobody waits longer than that.
    """

    clock: list[float]
    processor: list[float]


def in_turns(
    works: Sequence[Callable[[Any], object]], questions: Iterable[Any]
) -> tuple[Spent, ...]:
    """Return what each of several works took for each question, one after the other on each."""
    found = tuple(Spent([], []) for _ in works)
    for question in questions:
        for work, spent in zip(works, found, strict=True):
            started, busy = time.perf_counter(), time.process_time()
            work(question)
            spent.processor.append((time.process_time() - busy) * 1000)
            spent.clock.append((time.perf_counter() - started) * 1000)
    return found


def _sentence(figure: Figure) -> str:
    kept = [f"budget {figure.budget:g}"] if figure.budget is not None else []
    if figure.most_ratio is not None:
        kept.append(f"{figure.ratio or 0.0:.2f} of {figure.peer}, at most {figure.most_ratio:g}")
    return f"{figure.name}: {figure.value:.2f} {figure.unit} ({', '.join(kept)})"


def _cells(figure: Figure) -> tuple[str, ...]:
    budget = f"{figure.budget:g}" if figure.budget is not None else ""
    if figure.most_ratio is not None:
        budget = f"{budget}, {figure.most_ratio:g} x peer".removeprefix(", ")
    return (
        figure.name,
        f"{_short(figure.value)} {figure.unit}".rstrip(),
        budget,
        f"{figure.peer} ({figure.note})"
        if figure.peer and figure.note
        else figure.peer or figure.note,
        _short(figure.peer_value) if figure.peer_value is not None else "",
        f"{figure.ratio:.3g}" if figure.ratio is not None else "",
        figure.verdict,
    )


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    name, value, budget, peer, *rest = (
        cell.rjust(width) if column in (1, 4, 5) else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join((name, value, budget, peer, *rest)).rstrip()


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}" if value < 10 else f"{value:.1f}"


def _rounded(value: object) -> object:
    return round(value, 3) if isinstance(value, float) else value
