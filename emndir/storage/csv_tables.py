"""Tables as CSV text: read with every fault named by file, line and column, written byte for byte.

One table of columns a file says how each cell is read and written.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from emndir.domain.problems import Problem, Severity

_FAULTS_SHOWN = 20
"""Faults that are listed a file; a wrong column would otherwise fill screens."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, how a cell is read, how a value is written, and from where."""

    name: str
    read: Callable[[str], Any]
    write: Callable[[Any], str]
    get: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class TableFile:
    """One CSV file: its columns in order, what makes a row of their values, how it is usually written."""

    name: str
    columns: tuple[Column, ...]
    make: Callable[..., Any]
    usual: str = "plain line ends are"

    @property
    def heading(self) -> list[str]:
        """Return the first line's cells."""
        return [column.name for column in self.columns]


def _flag(cell: str) -> bool:
    if cell not in ("yes", "no"):
        raise ValueError(f"“{cell}” must be yes or no")
    return cell == "yes"


def given(cell: str) -> str:
    """Read a cell that must not be empty."""
    if not cell:
        raise ValueError("the cell is empty")
    return cell


def whole_number(cell: str) -> int:
    """Read a number of things."""
    if not cell.isdecimal():
        raise ValueError(f"“{cell}” is not a whole number")
    return int(cell)


def words(name: str, attribute: str = "", read: Callable[[str], Any] = str) -> Column:
    """Return a column of texts; `attribute` is the value's name for it where that differs."""
    return Column(name, read, str, attrgetter(attribute or name))


def yes_no(name: str, attribute: str = "") -> Column:
    """Return a column of yes and no."""
    return Column(
        name, _flag, lambda value: "yes" if value else "no", attrgetter(attribute or name)
    )


def parse_table(
    table: TableFile, path: str, texts: Mapping[str, bytes], problems: list[Problem]
) -> tuple[Any, ...]:
    """Return the rows of a file among `texts`; one with a fault is left out and told of.

    `path` is that of the file in the data folder, which must be among `texts`.
    """
    try:
        text = texts[path].decode("utf-8-sig")
    except UnicodeDecodeError:
        problems.append(Problem(path=path, message="This file is not UTF-8; save it as UTF-8."))
        return ()
    lines = csv.reader(io.StringIO(text, newline=""))
    heading = next(lines, [])
    if heading != table.heading:
        message = f"The first line must read {','.join(table.heading)}."
        problems.append(Problem(path=path, message=message, line=1))
        return ()
    found, faults = [], []
    try:
        for cells in lines:
            row, fault = _parse_row(table, cells)
            if fault:
                faults.append(Problem(path=path, message=fault, line=lines.line_num))
            else:
                found.append(row)
    except csv.Error as error:
        faults.append(Problem(path=path, message=f"Not CSV here: {error}.", line=lines.line_num))
    problems += faults[:_FAULTS_SHOWN]
    if len(faults) > _FAULTS_SHOWN:
        message = f"{len(faults) - _FAULTS_SHOWN} more rows have faults."
        problems.append(Problem(path=path, message=message))
    if not faults and table_text(table, found) != text:
        message = f"Written by another program: {table.usual} usual here."
        problems.append(Problem(path=path, message=message, severity=Severity.WARNING))
    return tuple(found)


def _parse_row(table: TableFile, cells: list[str]) -> tuple[Any, str]:
    """Return a row, or the sentence that says why it is none."""
    if len(cells) != len(table.columns):
        return None, f"This row has {len(cells)} cells in place of {len(table.columns)}."
    values = []
    for column, cell in zip(table.columns, cells, strict=True):
        try:
            values.append(column.read(cell))
        except ValueError as error:
            return None, f"{column.name}: {error}."
    try:
        return table.make(*values), ""
    except ValueError as error:
        return None, f"This row cannot be used: {error}."


def table_text(table: TableFile, rows: Iterable[Any]) -> str:
    """Return the canonical text of a table."""
    text = io.StringIO(newline="")
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(table.heading)
    getters = [(column.get, column.write) for column in table.columns]
    lines.writerows([write(get(row)) for get, write in getters] for row in rows)
    return text.getvalue()
