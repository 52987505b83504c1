"""Faults in data, as values: a list of them can be printed, counted and shown in a table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad a fault is: an error stops `emndir build`, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """One fault: in which file, at which record and field, and what is wrong in a sentence."""

    path: str
    record: str = ""
    field: str = ""
    message: str
    severity: Severity = Severity.ERROR
    line: int = 0

    def __str__(self) -> str:
        """Return `path:line: record, field: message` with the empty parts left out."""
        where = f"{self.path}:{self.line}" if self.line else self.path
        what = ", ".join(part for part in (self.record, self.field) if part)
        return ": ".join(part for part in (where, str(self.severity), what, self.message) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something the user must know about the directory that is open, and a way on."""

    message: str
    hint: str = ""
    severity: Severity = Severity.WARNING


def has_errors(problems: list[Problem] | tuple[Problem, ...]) -> bool:
    """Return True if any of `problems` is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)
