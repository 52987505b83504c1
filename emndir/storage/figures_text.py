"""The published figures under `data/figures` as text: read with every fault named, written back.

`figures.toml` says who was counted, in which groups, against which standards, and where it was
published; `waiting-times.csv` and `experience.csv` hold the counts. A directory without the
folder has no figures, which is no fault.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from math import isfinite
from operator import attrgetter
from typing import Any

import tomli_w

from emndir.domain.indicator import (
    FigureGroup,
    Figures,
    FigureSource,
    Indicator,
    Measure,
    Month,
    Period,
    Provider,
    Standard,
)
from emndir.domain.problems import Problem, Severity
from emndir.storage.csv_tables import (
    Column,
    TableFile,
    given,
    parse_table,
    table_text,
    words,
    yes_no,
)
from emndir.storage.reading import FileReading
from emndir.storage.text_files import FIGURES_FOLDER
from emndir.storage.text_format import Key, Table
from emndir.storage.text_values import (
    CODE,
    CODES,
    NUMBER,
    PARTIAL_DATE,
    TEXT,
    FormatError,
    Kind,
    one_of,
)

ABOUT = f"{FIGURES_FOLDER}/figures.toml"


def _read_month(value: object) -> Month:
    text = TEXT.read(value)
    try:
        return Month.parse(text)
    except ValueError as error:
        raise FormatError(f"{error}.") from None


def _read_flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise FormatError("This must be true or false.")
    return value


_MONTH = Kind(_read_month, str, {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"}, None)
_FLAG = Kind(_read_flag, bool, {"type": "boolean"}, empty=False)
_MEASURE = Key(name="measure", kind=one_of(Measure), help="What is counted.", required=True)

PROVIDER = Table(
    name="provider",
    help="A body that figures are published for.",
    many=True,
    keys=(
        Key(name="code", kind=TEXT, help="Its ODS code, or ENG for all.", required=True),
        Key(name="name", kind=TEXT, help="Its name.", required=True),
    ),
)
GROUP = Table(
    name="group",
    help="A cancer group of a measure. Among groups of one size the first is chosen.",
    many=True,
    keys=(
        _MEASURE,
        Key(name="name", kind=TEXT, help="As its publisher writes it.", required=True),
        Key(name="label", kind=TEXT, help="In plain words.", required=True),
        Key(name="sites", kind=CODES, help="The cancers in it, by their codes."),
        Key(name="all", kind=_FLAG, attribute="is_all", help="Everybody.", left_out=False),
    ),
)
STANDARD = Table(
    name="standard",
    help="The share that must be told or treated in time, until another is valid.",
    many=True,
    keys=(
        _MEASURE,
        Key(name="share", kind=NUMBER, help="0 to 1.", required=True),
        Key(name="valid_from", kind=_MONTH, help="The first month it holds.", required=True),
        Key(name="source", kind=CODE, help="The uid of its source.", required=True),
    ),
)
SOURCE = Table(
    name="source",
    help="Where figures or standards were published.",
    many=True,
    keys=(
        Key(name="uid", kind=CODE, help="Short and its own.", required=True),
        Key(name="name", kind=TEXT, help="What it is called.", required=True),
        Key(name="url", kind=TEXT, help="Where it was read."),
        Key(name="seen", kind=PARTIAL_DATE, help="When it was read."),
        Key(name="published", kind=PARTIAL_DATE, help="When it came out."),
    ),
)
ABOUT_FILE = Table(
    name="",
    help="Who was counted, in which groups, against which standards, and by whom.",
    keys=(),
    tables=(PROVIDER, GROUP, STANDARD, SOURCE),
)
_KINDS: tuple[tuple[Table, Callable[..., Any]], ...] = (
    (PROVIDER, Provider),
    (GROUP, FigureGroup),
    (STANDARD, Standard),
    (SOURCE, FigureSource),
)


def _count(cell: str) -> float:
    """Read a number of people: whole, or a half (a patient whom two trusts share)."""
    try:
        value = float(cell)
    except ValueError:
        raise ValueError(f"“{cell}” is not a number of people") from None
    if not isfinite(value) or value < 0 or not (value * 2).is_integer():
        raise ValueError(f"{cell} is not a number of people")
    return value


def _number(cell: str) -> float:
    try:
        value = float(cell)
    except ValueError:
        raise ValueError(f"“{cell}” is not a number") from None
    if not isfinite(value):
        raise ValueError(f"“{cell}” is not a number")
    return value


def _perhaps(cell: str) -> float | None:
    return _number(cell) if cell else None


def write_number(value: float | None) -> str:
    """Return a number without a needless point."""
    return "" if value is None else f"{value:g}" if value != int(value) else str(int(value))


def _column(name: str, attribute: str, read: Callable[[str], Any]) -> Column:
    return Column(name, read, write_number, attrgetter(attribute))


_PROVIDER = words("provider", read=given)
_GROUP = words("group", read=given)
_PERIOD = words("period", read=Period.parse)
_SOURCE = words("source", read=given)


def _wait(
    provider: str,
    measure: Measure,
    group: str,
    period: Period,
    part: float,
    whole: float,
    source: str,
) -> Indicator:
    if not measure.is_waiting_time:
        raise ValueError(f"{measure} is no waiting time")
    return Indicator(
        provider=provider,
        measure=measure,
        group=group,
        period=period,
        numerator=part,
        denominator=whole,
        source=source,
    )


def _rating(provider: str, group: str, period: Period, *rest: Any) -> Indicator:  # noqa: ANN401
    value, low, high, people, is_adjusted, source = rest
    return Indicator(
        provider=provider,
        measure=Measure.EXPERIENCE,
        group=group,
        period=period,
        value=value,
        low=low,
        high=high,
        denominator=people,
        is_adjusted=is_adjusted,
        source=source,
    )


WAITING_TIMES = TableFile(
    "waiting-times.csv",
    (
        _PROVIDER,
        words("measure", read=Measure),
        _GROUP,
        _PERIOD,
        _column("in_time", "numerator", _count),
        _column("people", "denominator", _count),
        _SOURCE,
    ),
    _wait,
)
EXPERIENCE = TableFile(
    "experience.csv",
    (
        _PROVIDER,
        _GROUP,
        _PERIOD,
        _column("score", "value", _number),
        _column("low", "low", _perhaps),
        _column("high", "high", _perhaps),
        _column("people", "denominator", _count),
        yes_no("adjusted", "is_adjusted"),
        _SOURCE,
    ),
    _rating,
)
_TABLES = (WAITING_TIMES, EXPERIENCE)


def parse_figures(
    texts: Mapping[str, bytes], sites: Iterable[str] = ()
) -> tuple[Figures, tuple[Problem, ...]]:
    """Return the figures that texts hold, by path, and every fault in them.

    `sites` are the cancers of the vocabulary: a group that names another is a fault.
    """
    if not any(path.startswith(f"{FIGURES_FOLDER}/") for path in texts):
        return Figures(), ()
    problems: list[Problem] = []
    indicators: list[Indicator] = []
    for table in _TABLES:
        path = f"{FIGURES_FOLDER}/{table.name}"
        if path in texts:
            found = parse_table(table, path, texts, problems)
            problems += _repeated(path, found)
            indicators += found
    figures = replace(_about(texts, problems), indicators=tuple(indicators))
    problems += _dangling(figures, frozenset(sites))
    return figures, tuple(problems)


def _about(texts: Mapping[str, bytes], problems: list[Problem]) -> Figures:
    file = FileReading(ABOUT)
    if ABOUT not in texts:
        file.fault("This file is missing; figures need their names and sources.")
        problems += file.problems
        return Figures()
    raw = file.parse(texts[ABOUT])
    values = file.table(ABOUT_FILE, raw) if raw is not None else None
    problems += file.problems
    if values is None:
        return Figures()
    made = {table.name: tuple(make(**one) for one in values[table.name]) for table, make in _KINDS}
    return Figures(
        providers=made["provider"],
        groups=made["group"],
        standards=made["standard"],
        sources=made["source"],
    )


def _repeated(path: str, found: Iterable[Indicator]) -> list[Problem]:
    """Return a fault for every figure that stands in a file twice."""
    seen, twice = set(), {}
    for one in found:
        key = (one.provider, one.measure, one.group, one.period, one.is_adjusted)
        if key in seen:
            twice[key] = one
        seen.add(key)
    return [
        Problem(path=path, record=f"{one.provider} {one.group} {one.period}", message=message)
        for one in twice.values()
        for message in ("This figure stands twice.",)
    ]


def _dangling(figures: Figures, sites: frozenset[str]) -> list[Problem]:
    """Return a fault for every name that is used and not declared."""
    fault = partial(Problem, path=ABOUT)
    providers = {one.code for one in figures.providers}
    groups = {(one.measure, one.name) for one in figures.groups}
    sources = {one.uid for one in figures.sources}
    used_groups = {(one.measure, one.group) for one in figures.indicators}
    found = [
        fault(record=code, message="Figures name this provider; it is not listed here.")
        for code in sorted({one.provider for one in figures.indicators} - providers)
    ]
    found += [
        fault(record=name, message=f"Figures of {measure} name this group; it is not listed here.")
        for measure, name in sorted(used_groups - groups)
    ]
    used = {one.source for one in figures.indicators}
    used |= {one.source for one in figures.standards}
    found += [
        fault(record=uid, message="Figures name this source; it is not listed here.")
        for uid in sorted(used - sources)
    ]
    found += [
        fault(record=one.name, field="sites", message=f"“{site}” is no cancer of the vocabulary.")
        for one in figures.groups
        for site in one.sites
        if sites and site not in sites
    ]
    found += [
        fault(
            record=one.name,
            message="No figure is of this group.",
            severity=Severity.WARNING,
        )
        for one in figures.groups
        if (one.measure, one.name) not in used_groups
    ]
    return found


def figures_texts(figures: Figures) -> dict[str, str]:
    """Return the canonical text of the figures: path in the data folder -> text; none without any."""
    if figures == Figures():
        return {}
    document: dict[str, Any] = {}
    for (table, _), values in zip(
        _KINDS, (figures.providers, figures.groups, figures.standards, figures.sources), strict=True
    ):
        if values:
            document[table.name] = [_written(table, one) for one in values]
    waits = [one for one in figures.indicators if one.measure.is_waiting_time]
    ratings = [one for one in figures.indicators if not one.measure.is_waiting_time]
    return {
        ABOUT: tomli_w.dumps(document),
        f"{FIGURES_FOLDER}/{WAITING_TIMES.name}": table_text(WAITING_TIMES, waits),
        f"{FIGURES_FOLDER}/{EXPERIENCE.name}": table_text(EXPERIENCE, ratings),
    }


def _written(table: Table, value: object) -> dict[str, Any]:
    found = [(key, getattr(value, key.target)) for key in table.keys]
    return {
        key.name: key.kind.write(one)
        for key, one in found
        if one not in (None, "", ()) and one != key.left_out
    }
