"""The tables of published figures in a directory file, and the rows that go into them.

They belong to `tables` and follow its rules; `figure_rows` reads them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from emndir.domain.indicator import Figures, Measure
from emndir.domain.provenance import PartialDate
from emndir.storage.tables import Base

_STRICT: Any = {"sqlite_strict": True}


class FigureProviderRow(Base):
    """A body that figures are published for."""

    __tablename__ = "figure_provider"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]


class FigureGroupRow(Base):
    """A cancer group of a measure, by its publisher's name and in plain words."""

    __tablename__ = "figure_group"
    __table_args__ = (UniqueConstraint("measure", "name"), _STRICT)

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
        _STRICT,
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


def figure_values(figures: Figures) -> Iterator[tuple[type[Base], list[dict[str, Any]]]]:
    """Yield each table of figures with its rows."""
    yield FigureProviderRow, [{"code": one.code, "name": one.name} for one in figures.providers]
    yield (
        FigureGroupRow,
        [
            {
                "measure": one.measure,
                "name": one.name,
                "label": one.label,
                "sites": one.sites,
                "is_all": one.is_all,
            }
            for one in figures.groups
        ],
    )
    yield (
        FigureStandardRow,
        [
            {
                "measure": one.measure,
                "share": one.share,
                "valid_from": str(one.valid_from),
                "source": one.source,
            }
            for one in figures.standards
        ],
    )
    yield (
        FigureSourceRow,
        [
            {
                "uid": one.uid,
                "name": one.name,
                "url": one.url,
                "seen": one.seen,
                "published": one.published,
            }
            for one in figures.sources
        ],
    )
    yield (
        IndicatorRow,
        [
            {
                "provider": one.provider,
                "measure": one.measure,
                "cancer_group": one.group,
                "period": str(one.period),
                "numerator": one.numerator,
                "denominator": one.denominator,
                "value": one.value,
                "low": one.low,
                "high": one.high,
                "is_adjusted": one.is_adjusted,
                "source": one.source,
            }
            for one in figures.indicators
        ],
    )
