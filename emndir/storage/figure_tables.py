"""The tables of published figures in a directory file, and the rows that go into them.

They follow the rules of `tables`; `figure_rows` reads them.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from emndir.domain.indicator import Figures, Measure
from emndir.domain.provenance import PartialDate
from emndir.storage.mapping import Values, picked
from emndir.storage.table_base import STRICT, Base

_INDICATOR_COLUMNS = (
    "provider",
    "measure",
    "numerator",
    "denominator",
    "value",
    "low",
    "high",
    "is_adjusted",
    "source",
)


class FigureProviderRow(Base):
    """A body that figures are published for."""

    __tablename__ = "figure_provider"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]


class FigureGroupRow(Base):
    """A cancer group of a measure, by its publisher's name and in plain words."""

    __tablename__ = "figure_group"
    __table_args__ = (UniqueConstraint("measure", "name"), STRICT)

    id: Mapped[int] = mapped_column(primary_key=True)
    measure: Mapped[Measure]
    name: Mapped[str]
    label: Mapped[str]
    sites: Mapped[tuple[str, ...]]
    is_all: Mapped[bool]


class FigureStandardRow(Base):
    """The share that must be told or treated in time, from a month on (YYYY-MM)."""

    __tablename__ = "figure_standard"

    id: Mapped[int] = mapped_column(primary_key=True)
    measure: Mapped[Measure]
    share: Mapped[float]
    valid_from: Mapped[str]
    source: Mapped[str]


class FigureSourceRow(Base):
    """Where figures were published."""

    __tablename__ = "figure_source"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    url: Mapped[str]
    seen: Mapped[PartialDate | None]
    published: Mapped[PartialDate | None]


class IndicatorRow(Base):
    """One published figure; `period` as its text has it, YYYY-MM/YYYY-MM."""

    __tablename__ = "indicator"
    __table_args__ = (
        UniqueConstraint("provider", "measure", "cancer_group", "period", "is_adjusted"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    provider: Mapped[str]
    measure: Mapped[Measure]
    cancer_group: Mapped[str]
    period: Mapped[str]
    numerator: Mapped[float | None]
    denominator: Mapped[float]
    value: Mapped[float | None]
    low: Mapped[float | None]
    high: Mapped[float | None]
    is_adjusted: Mapped[bool]
    source: Mapped[str]


def figure_values(figures: Figures) -> Iterator[tuple[type[Base], list[Values]]]:
    """Yield each table of figures with its rows."""
    yield FigureProviderRow, [picked(one, ("code", "name")) for one in figures.providers]
    group = ("measure", "name", "label", "sites", "is_all")
    yield FigureGroupRow, [picked(one, group) for one in figures.groups]
    standard = ("measure", "share", "source")
    yield (
        FigureStandardRow,
        [{**picked(one, standard), "valid_from": str(one.valid_from)} for one in figures.standards],
    )
    source = ("uid", "name", "url", "seen", "published")
    yield FigureSourceRow, [picked(one, source) for one in figures.sources]
    yield (
        IndicatorRow,
        [
            {
                **picked(one, _INDICATOR_COLUMNS),
                "cancer_group": one.group,
                "period": str(one.period),
            }
            for one in figures.indicators
        ],
    )
