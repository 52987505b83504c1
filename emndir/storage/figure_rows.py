"""The published figures of a directory file, read when somebody asks for them."""

from __future__ import annotations

from collections.abc import Sequence

from emndir.domain.indicator import (
    FigureGroup,
    Figures,
    FigureSource,
    Indicator,
    Month,
    Period,
    Provider,
    Standard,
)
from emndir.storage.connections import Connection
from emndir.storage.rows import Row, rows_of, rows_with


def load_figures(connection: Connection, providers: Sequence[str] | None = None) -> Figures:
    """Return all published figures in the order of their files, or those of some providers."""
    return Figures(
        indicators=tuple(
            map(_indicator_of, rows_with(connection, "indicator", "provider", providers))
        ),
        providers=tuple(
            Provider(code=row.code, name=row.name) for row in rows_of(connection, "figure_provider")
        ),
        groups=tuple(map(_group_of, rows_of(connection, "figure_group"))),
        standards=tuple(map(_standard_of, rows_of(connection, "figure_standard"))),
        sources=tuple(map(_source_of, rows_of(connection, "figure_source"))),
    )


def _indicator_of(row: Row) -> Indicator:
    return Indicator(
        provider=row.provider,
        measure=row.measure,
        group=row.cancer_group,
        period=Period.parse(row.period),
        numerator=row.numerator,
        denominator=row.denominator,
        value=row.value,
        low=row.low,
        high=row.high,
        is_adjusted=row.is_adjusted,
        source=row.source,
    )


def _group_of(row: Row) -> FigureGroup:
    return FigureGroup(
        measure=row.measure, name=row.name, label=row.label, sites=row.sites, is_all=row.is_all
    )


def _standard_of(row: Row) -> Standard:
    return Standard(
        measure=row.measure,
        share=row.share,
        valid_from=Month.parse(row.valid_from),
        source=row.source,
    )


def _source_of(row: Row) -> FigureSource:
    return FigureSource(
        uid=row.uid, name=row.name, url=row.url, seen=row.seen, published=row.published
    )
