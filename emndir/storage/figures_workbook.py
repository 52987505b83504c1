"""NHS England's provider workbooks of Cancer Waiting Times: one month, read by what the sheets say.

The workbooks change from month to month in sheet names, in headings and in how long they are, so a sheet is known
by the words above its table and a column by its heading; neither by its place. What is not
understood is told, never guessed. Layouts seen: October 2023 to September 2025, final.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from emndir.domain.errors import EmndirError
from emndir.domain.indicator import ENGLAND, FigureGroup, Indicator, Measure, Month, Period

_MOST_BYTES = 200_000_000
"""Of all sheets unpacked; a workbook of 2025 has 8 million."""
_MOST_ROWS = 200_000
_TITLE_ROWS = 40
"""Rows in which a sheet's title and the heading of its table are looked for."""
_TABLE_ROWS = 10
_TITLE_CELLS = 3
"""Columns in which the month of a sheet stands."""
_WAITS: tuple[tuple[Measure, int, tuple[str, ...]], ...] = (
    (Measure.FASTER_DIAGNOSIS, 28, ("28 day", "28-day")),
    (Measure.DECISION_TO_TREATMENT, 31, ("31 day", "31-day")),
    (Measure.REFERRAL_TO_TREATMENT, 62, ("62 day", "62-day")),
)
_CODE = re.compile(r"[A-Z0-9]{3,5}")
_NOTE = re.compile(r"\s*\((?:\d+|[a-z])\)\s*$|\*+$")
"""A reference to a footnote at the end of a heading or a name: (1), (a), *."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})[a-z]*[\s-]+(?:20)?(\d\d)\b")
_NUMBER = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_KEPT_BACK = re.compile(r"[*.:~-]*|\[?[a-z]\]?|n/?a|nil|suppressed")
"""What stands where a number is not published."""
_OLD_EXCEL = bytes.fromhex("D0CF11E0A1B11AE1")
"""How a workbook of before 2007 begins, and one that is locked with a password."""
_EVERYTHING = frozenset({"all routes", "all stages", "all"})
_ALL_CANCERS = frozenset({"all cancers", "all cancer", "all"})


class WorkbookError(EmndirError):
    """A file that is no such workbook, or says something that cannot be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """What one workbook holds.

    `month` is the month counted, `is_final` whether it says that its figures are final.
    `indicators` are those of the providers asked for and of England, which is every provider in it added
    up; their `source` is empty. `left_out` counts rows by why they were. `not_read` names what should
    be there and is not: a measure without a table, and a sheet whose table cannot be read.
    """

    month: Month
    is_final: bool
    indicators: tuple[Indicator, ...]
    left_out: Mapping[str, int]
    not_read: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the columns of one table stand; -1 for what it has not."""

    measure: Measure
    code: int
    total: int
    within: int
    after: int
    group: int
    breakdown: int


@dataclass(slots=True)
class _Counted:
    """People of one provider and group: those of a row for every route, and of single routes."""

    whole: tuple[float, float] | None = None
    part: float = 0.0
    total: float = 0.0

    @property
    def counts(self) -> tuple[float, float]:
        """Return how many were in time, of how many."""
        return self.whole if self.whole is not None else (self.part, self.total)


def read_workbook(
    path: Path, *, providers: Collection[str], groups: Iterable[FigureGroup]
) -> Workbook:
    """Return the figures in a workbook.

    Raises:
        WorkbookError: for a file that cannot be read, holds no month or no table of waiting
            times, or counts more people in time than people.
    """
    month, is_final, sheets = _contents(path)
    reading = _Reading(path.name, month, providers, tuple(groups))
    for name, rows in sheets:
        reading.sheet(name, rows)
    indicators = tuple(reading.indicators(month))
    if not indicators:
        raise WorkbookError(
            f"{path.name} holds no waiting times by provider that can be read.",
            "It should be a “CWT CRS Provider Workbook” of one month from NHS England.",
        )
    measures = {one.measure for one in indicators}
    lacking = [f"{one} figures: none are in this file" for one, *_ in _WAITS if one not in measures]
    return Workbook(
        month=month,
        is_final=is_final,
        indicators=indicators,
        left_out=dict(reading.left_out),
        not_read=(*reading.not_read, *lacking),
    )


def _contents(path: Path) -> tuple[Month, bool, list[tuple[str, list[tuple[Any, ...]]]]]:
    """Return the month of a workbook, whether it is final, and its sheets' rows by name."""
    from openpyxl import load_workbook  # 60 ms, and only for this
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with path.open("rb") as file:
            if file.read(len(_OLD_EXCEL)) == _OLD_EXCEL:
                raise WorkbookError(
                    f"{path.name} is an old Excel workbook (.xls), or one locked with a password.",
                    "Open it in Excel and save it as .xlsx, without a password.",
                )
        with zipfile.ZipFile(path) as packed:
            if sum(item.file_size for item in packed.infolist()) > _MOST_BYTES:
                raise WorkbookError(f"{path.name} is far larger than any such workbook.")
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        try:
            sheets = [(sheet.title, list(_rows(sheet))) for sheet in book.worksheets]
        finally:
            book.close()
    except FileNotFoundError as error:
        raise WorkbookError(f"There is no file {path}.") from error
    except WorkbookError:
        raise
    except OSError as error:
        if path.is_dir():
            raise WorkbookError(f"{path} is a folder.", "Give the name of a file in it.") from error
        message = f"{path} cannot be read: {error.strerror or 'the system gives no reason'}."
        raise WorkbookError(message, "Look at its permissions.") from error
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise WorkbookError(
            f"{path.name} cannot be read as an Excel workbook (.xlsx).",
            "Download it again, or save it as .xlsx.",
        ) from error
    except Exception as error:  # a file by a stranger can break a reader in any way
        raise WorkbookError(
            f"{path.name} is damaged: its sheets cannot be read ({type(error).__name__}).",
            "Download it again.",
        ) from error
    heads = [cell for _, rows in sheets for row in rows[:_TITLE_ROWS] for cell in row if cell]
    month = next((found for cell in heads if (found := _month(cell))), None)
    if month is None:
        raise WorkbookError(f"{path.name} does not say which month it counts.")
    return month, any("final" in _plain(cell).split() for cell in heads), sheets


def _rows(sheet: Any) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 - openpyxl has no types
    sheet.reset_dimensions()  # what a file says of its own size is not always true
    for number, row in enumerate(sheet.iter_rows(values_only=True)):
        if number >= _MOST_ROWS:
            raise WorkbookError(f"The sheet “{sheet.title}” has more than {_MOST_ROWS:,} rows.")
        yield row


def _month(cell: object) -> Month | None:
    """Return the month that a cell alone says: "Sep-25", "September 2025" or a date."""
    if isinstance(cell, datetime | date):
        return Month(cell.year, cell.month) if cell.day == 1 else None
    text = _plain(cell)
    match = _MONTH.fullmatch(text)
    return Month(2000 + int(match.group(2)), _MONTHS.index(match.group(1)) + 1) if match else None


def _plain(cell: object) -> str:
    """Return a heading or name without case, doubled spaces and marks of footnotes."""
    text = " ".join(str(cell if cell is not None else "").split())
    return _NOTE.sub("", text).strip().casefold().replace("&", "and")


class _Reading:
    """One pass over the sheets of a workbook."""

    def __init__(
        self, file: str, month: Month, providers: Collection[str], groups: Sequence[FigureGroup]
    ) -> None:
        self._file, self._month = file, month
        self._providers = frozenset(providers) - {ENGLAND}
        self._groups = {(one.measure, _plain(one.name)): one for one in groups}
        self._everybody = {one.measure: one for one in groups if one.is_all}
        self._counted: dict[tuple[str, Measure, str], _Counted] = defaultdict(_Counted)
        self.left_out: Counter[str] = Counter()
        self.not_read: list[str] = []

    def sheet(self, name: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Take what a sheet counts; one of something else is passed over."""
        title = ""
        months: set[Month] = set()
        layout: _Layout | None = None
        is_told = False
        for row in rows:
            cells = [_plain(cell) for cell in row]
            if "ods code" in cells:
                layout = _layout(title, cells)
                is_told = is_told or layout is not None or any("modality" in one for one in cells)
                continue
            if layout is not None:
                self._same_month(name, months)
                self._row(name, layout, row, cells)
                continue
            months |= {found for cell in row[:_TITLE_CELLS] if (found := _month(cell))}
            if not title or "day" not in title:
                title = f"{title} {' '.join(filter(None, cells))}"
        if not is_told and _wait(title) and _has_table(rows):
            self.not_read.append(f"sheet “{name}”: its headings are not those that are known")

    def _same_month(self, sheet: str, months: set[Month]) -> None:
        other = next((one for one in months if one != self._month), None)
        if other is not None:
            raise WorkbookError(
                f"{self._file}: the sheet “{sheet}” counts {other.words}, "
                f"another one {self._month.words}.",
                "Nothing was taken from this file.",
            )

    def _row(self, sheet: str, layout: _Layout, row: tuple[Any, ...], cells: list[str]) -> None:
        code = str(row[layout.code] or "").strip().upper() if layout.code < len(row) else ""
        if not _CODE.fullmatch(code) or len(row) <= max(layout.total, layout.within):
            return  # a note under the table, or an empty line
        group = self._group(layout, row, cells)
        if group is None:
            return
        total = self._count(sheet, code, row[layout.total])
        within = self._count(sheet, code, row[layout.within])
        if total is None or within is None:
            self.left_out["not a number"] += 1
            return
        has_after = 0 <= layout.after < len(row)
        after = self._count(sheet, code, row[layout.after]) if has_after else None
        if within > total or (after is not None and abs(within + after - total) > 0.01):
            raise WorkbookError(
                f"{self._file}, sheet “{sheet}”: {code} has {within:g} of {total:g} in time"
                + (f" and {after:g} late" if after is not None else "")
                + ", which cannot be.",
                "Nothing was taken from this file.",
            )
        self._add(
            code, group, cells[layout.breakdown] if layout.breakdown >= 0 else "", within, total
        )

    def _count(self, sheet: str, code: str, value: object) -> float | None:
        """Return a number of people, written as text or not; None where it is not published."""
        if isinstance(value, int | float) and not isinstance(value, bool) and value >= 0:
            return value
        text = _plain_number(value)
        if _NUMBER.fullmatch(text):
            return float(text.replace(",", ""))
        if _KEPT_BACK.fullmatch(text):
            return None
        raise WorkbookError(
            f"{self._file}, sheet “{sheet}”: {code} has “{text[:20]}” where a number of people "
            "should be.",
            "Nothing was taken from this file.",
        )

    def _group(self, layout: _Layout, row: tuple[Any, ...], cells: list[str]) -> FigureGroup | None:
        if layout.group < 0 or cells[layout.group] in _ALL_CANCERS:
            return self._everybody.get(layout.measure)
        found = self._groups.get((layout.measure, cells[layout.group]))
        if found is None and cells[layout.group]:
            name = " ".join(str(row[layout.group]).split())
            self.left_out[f"group “{name}” is not in figures.toml"] += 1
        return found

    def _add(self, code: str, group: FigureGroup, way: str, within: float, total: float) -> None:
        """Count one row: for every way in, or for one of them."""
        if group.measure is not Measure.FASTER_DIAGNOSIS and way and way not in _EVERYTHING:
            return  # one stage or route of a treatment; the row of all of them is there too
        for who in (code, ENGLAND):
            counted = self._counted[who, group.measure, group.name]
            if not way or way in _EVERYTHING:
                before = counted.whole or (0.0, 0.0)
                if who == ENGLAND:
                    counted.whole = (before[0] + within, before[1] + total)
                elif counted.whole is None:
                    counted.whole = (within, total)
                else:
                    raise WorkbookError(
                        f"{self._file}: {code} stands twice for {group.name}, {group.measure}.",
                        "Nothing was taken from this file.",
                    )
            else:
                counted.part += within
                counted.total += total

    def indicators(self, month: Month) -> Iterator[Indicator]:
        """Yield what was counted, of the providers asked for and of all together."""
        for (code, measure, group), counted in self._counted.items():
            part, total = counted.counts
            if code in self._providers or code == ENGLAND:
                yield Indicator(
                    provider=code,
                    measure=measure,
                    group=group,
                    period=Period(month, month),
                    numerator=part,
                    denominator=total,
                )


def _layout(title: str, cells: list[str]) -> _Layout | None:
    """Return where the columns of a table stand, or None for a table of something else."""
    wait = _wait(title)
    if wait is None or any("modality" in cell for cell in cells):
        return None
    measure, days = wait
    total = _first(cells, ("total", "total told", "total treated"))
    within = _first(cells, (f"within {days} days", f"total within {days} days"))
    if total < 0 or within < 0:
        return None
    return _Layout(
        measure=measure,
        code=cells.index("ods code"),
        total=total,
        within=within,
        after=_first(cells, (f"after {days} days", f"total after {days} days")),
        group=_first(
            cells,
            ("cancer type", "suspected cancer or breast symptomatic", "suspected type of cancer"),
        ),
        breakdown=_first(cells, ("referral route", "treatment stage")),
    )


def _wait(title: str) -> tuple[Measure, int] | None:
    """Return the measure that a title names, and its days."""
    return next(((m, days) for m, days, said in _WAITS if any(one in title for one in said)), None)


def _has_table(rows: Sequence[tuple[Any, ...]]) -> bool:
    """Return True for a sheet with rows of numbers, whatever they are called."""
    counted = (sum(isinstance(cell, int | float) for cell in row) > 1 for row in rows)
    return sum(counted) >= _TABLE_ROWS


def _first(cells: list[str], headings: Iterable[str]) -> int:
    """Return the first column with one of some headings, or -1."""
    return next((cells.index(one) for one in headings if one in cells), -1)


def _plain_number(value: object) -> str:
    return str(value if value is not None else "").strip().casefold()
