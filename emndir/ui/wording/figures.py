"""figures_spec: published figures of the trust that runs a service, as the pane shows them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING

from emndir.choice.figure_words import (
    NO_RANKING,
    WHOLE_TRUST,
    expired_words,
    lines_of_rating,
    lines_of_waits,
    percent,
)
from emndir.choice.figures import FigureBook, Point, Rating, Waits
from emndir.domain.indicator import Measure
from emndir.domain.service import Service
from emndir.ui.detail import Line, Look
from emndir.ui.figure_parts import FigurePart, FiguresSpec, PlotSpec
from emndir.ui.wording.sentences import tr

if TYPE_CHECKING:
    from emndir.bootstrap import OpenDirectory

HOSPITAL_TYPES = frozenset(
    {
        "clinic",
        "diagnostics",
        "radiotherapy",
        "chemotherapy",
        "surgery",
        "haematology-day-unit",
        "acute-oncology",
        "clinical-nurse-specialist",
    }
)
"""Kinds of service that a hospital's waiting times are about."""
TRUST_CODE = 3
"""Letters of an ODS code that name the trust; those of a site begin with them."""


def service_figures(directory: OpenDirectory, service: Service, today: date) -> FiguresSpec | None:
    """Return the figures of the trust that runs a service, or None where none are about it."""
    if service.service_type not in HOSPITAL_TYPES or not service.status.is_offered:
        return None
    return trust_figures(directory, service.organization.ods_code, service.cancer_sites, today)


def trust_figures(
    directory: OpenDirectory, ods_code: str, sites: Collection[str], today: date
) -> FiguresSpec | None:
    """Return what is published of a trust, found by its ODS code or that of one of its sites."""
    trust = ods_code[:TRUST_CODE]
    return figures_spec(directory.figures(trust), trust, sites, today) if trust else None


def figures_spec(
    book: FigureBook, trust: str, sites: Collection[str], today: date
) -> FiguresSpec | None:
    """Return what may be shown of a trust for some cancers, or None where nothing is published."""
    provider = book.provider(trust)
    if provider is None:
        return None
    known = _known(book, sites)
    found: list[Waits | Rating] = [
        one
        for measure in Measure
        if measure.is_waiting_time
        and (one := book.waits(provider.code, measure, known, today=today)) is not None
    ]
    rating = book.rating(provider.code, known, today=today)
    found += [rating] if rating is not None else []
    if not found:
        return None
    return FiguresSpec(
        provider=provider.name,
        notes=(WHOLE_TRUST, NO_RANKING),
        parts=tuple(_part(one) for one in found if not one.is_expired),
        old=tuple(_part(one) for one in found if one.is_expired),
        reasons=tuple(dict.fromkeys(expired_words(one) for one in found if one.is_expired)),
    )


def _known(book: FigureBook, sites: Collection[str]) -> tuple[str, ...]:
    """Return the cancers that any group has; one for "all cancers" is none of them."""
    return tuple(site for site in sites if book.has_group(site))


def _part(one: Waits | Rating) -> FigurePart:
    lines = lines_of_waits(one) if isinstance(one, Waits) else lines_of_rating(one)
    heading, *said, age = lines
    main, *more = said
    return FigurePart(
        heading=heading,
        lines=(
            Line(main),
            *(Line(line, Look.SECOND) for line in more),
            Line(age, Look.DOUBTFUL if one.is_expired else Look.DATED),
        ),
        plot=plot_of(one, _since_first(one.points)) if isinstance(one, Waits) else None,
    )


def plot_of(waits: Waits, points: tuple[Point, ...]) -> PlotSpec | None:
    """Return the plot of some months up to the last, or None where too few of them are there to join."""
    if sum(one.share is not None for one in points) < 2:
        return None
    first = points[0].month
    steps = tuple(
        (max(0, first.until(one.valid_from)), one.share)
        for one in waits.standards
        if one.valid_from <= waits.last
    )
    return PlotSpec(
        points=tuple(one.share.share if one.share else None for one in points),
        standards=steps,
        first=first.words,
        last=waits.last.words,
        twin=_twin(points, waits),
    )


def _since_first(points: Iterable[Point]) -> tuple[Point, ...]:
    """Return the months from the first on that may be shown."""
    listed = tuple(points)
    start = next((at for at, one in enumerate(listed) if one.share), len(listed))
    return listed[start:]


def _twin(points: tuple[Point, ...], waits: Waits) -> str:
    """Return the plot for who cannot see it: both ends, the lowest, the highest, the standard."""
    shown = [(one.month, one.share.share) for one in points if one.share is not None]
    low, high = min(shown, key=lambda one: one[1]), max(shown, key=lambda one: one[1])
    at = [f"{percent(share)} {tr('in')} {month.words}" for month, share in (*shown, low, high)]
    said = [
        f"{tr('By month, from')} {at[0]} {tr('to')} {at[len(shown) - 1]}.",
        f"{tr('Lowest')} {at[-2]}, {tr('highest')} {at[-1]}.",
    ]
    if waits.standard is not None:
        said.append(f"{tr('National standard')} {percent(waits.standard.share)}.")
    return " ".join(said)
