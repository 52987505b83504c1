"""Search tasks from a file: one question a line in, one answer a line out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from emndir.domain.errors import EmndirError
from emndir.search.criteria import Criteria, Facet

if TYPE_CHECKING:
    from emndir.bootstrap import OpenDirectory

RESULTS_AT_MOST = 50
_EVERY_HIT = 100_000
_FILTERS = {
    "cancer_site": Facet.CANCER_SITE,
    "stage": Facet.STAGE,
    "audience": Facet.AUDIENCE,
    "delivery": Facet.DELIVERY,
    "category": Facet.SERVICE_TYPE,
    "cost": Facet.COST,
}


class TaskError(EmndirError):
    """A line of a task file that is no task."""


def answers(directory: OpenDirectory, file: Path) -> Iterator[str]:
    """Yield one JSON line a task: its id and the uids found, best first over all groups.

    Raises:
        TaskError: for a file or line that cannot be read, named by its number.
    """
    for name, criteria in list(read_tasks(file)):
        hits = directory.find(criteria).hits
        best_first = sorted(hits, key=lambda hit: -hit.score)[:RESULTS_AT_MOST]
        uids = [hit.summary.uid for hit in best_first]
        yield json.dumps({"id": name, "results": uids}, ensure_ascii=False)


def read_tasks(file: Path) -> Iterator[tuple[str, Criteria]]:
    """Yield the id and question of every line that is not empty."""
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise TaskError(f"{file} cannot be read as text.") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _task(line, f"{file.name}, line {number}")


def _task(line: str, where: str) -> tuple[str, Criteria]:
    try:
        task = json.loads(line)
    except ValueError as error:
        raise TaskError(f"{where}: this is not JSON.") from error
    if not isinstance(task, dict) or not isinstance(task.get("id"), str):
        raise TaskError(f"{where}: a task is an object with an “id”.")
    words, near, filters = task.get("query", ""), task.get("near", ""), task.get("filters", {})
    if not isinstance(words, str) or not isinstance(near, str) or not isinstance(filters, dict):
        raise TaskError(f"{where}: “query” and “near” are texts, “filters” an object.")
    criteria = Criteria(words=words, near=near, limit=_EVERY_HIT, not_self=_not_self(filters))
    for key, value in filters.items():
        criteria = criteria.with_codes(*_filter(key, value, where))
    return task["id"], criteria


def _not_self(filters: dict[str, Any]) -> bool:
    return filters.get("self_referral") is False


def _filter(key: str, value: object, where: str) -> tuple[Facet, tuple[str, ...]]:
    if key == "self_referral" and isinstance(value, bool):
        return Facet.REFERRAL_ROUTE, ("self",) if value else ()
    if key in _FILTERS and isinstance(value, str):
        return _FILTERS[key], (value,)
    if key in _FILTERS or key == "self_referral":
        kind = "true or false" if key == "self_referral" else "a text"
        raise TaskError(f"{where}: the filter “{key}” needs {kind}.")
    known = ", ".join((*_FILTERS, "self_referral"))
    raise TaskError(f"{where}: there is no filter “{key}”.", f"Known are {known}.")
