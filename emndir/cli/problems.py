"""How faults in the text are printed: one line each, then how many."""

from __future__ import annotations

from collections.abc import Iterable

import click

from emndir.domain.problems import Problem, Severity


def print_problems(problems: Iterable[Problem]) -> None:
    """Print faults on stderr, errors last so that they stay in sight."""
    every = sorted(problems, key=lambda problem: problem.severity is Severity.ERROR)
    for problem in every:
        click.echo(str(problem), err=True)
    if every:
        click.echo(counted(every), err=True)


def counted(problems: Iterable[Problem]) -> str:
    """Return "2 errors, 1 warning"."""
    severities = [problem.severity for problem in problems]
    parts = []
    for severity in (Severity.ERROR, Severity.WARNING):
        count = severities.count(severity)
        parts.append(f"{count} {severity.value}{'' if count == 1 else 's'}")
    return ", ".join(parts)
