"""Published figures of several trusts beside one another: of one group of cancers, or of all.

Two trusts are never shown by figures of different groups: a figure of all cancers tells more of
which cancers a trust treats than of its speed (FIELD.md section 4.4).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from emndir.choice.figure_words import expired_words, lines_of_rating, lines_of_waits
from emndir.choice.figures import FigureBook, Rating, Waits
from emndir.domain.indicator import Measure

_WAITS = tuple(measure for measure in Measure if measure.is_waiting_time)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustFigures:
    """What is published of one trust; nothing where it has no code or no figures."""

    waits: tuple[Waits, ...] = ()
    rating: Rating | None = None

    @property
    def all(self) -> tuple[Waits | Rating, ...]:
        """Return every figure, waiting times first."""
        return (*self.waits, *((self.rating,) if self.rating else ()))

    def waits_of(self, measure: Measure, *, with_expired: bool = False) -> Waits | None:
        """Return how long people waited by a measure, where it may be shown."""
        for one in self.waits:
            if one.measure is measure and (with_expired or not one.is_expired):
                return one
        return None

    def lines(self, measure: Measure, *, with_expired: bool = False) -> tuple[str, ...]:
        """Return what may be shown of a measure, a line each; what has expired only `with_expired`.

        The first line says of which cancers; what is measured is left to the heading.
        """
        waits = self.waits_of(measure, with_expired=with_expired)
        if waits is not None:
            return _of_whom(waits.group.label, lines_of_waits(waits))
        rated = self.rating if measure is Measure.EXPERIENCE else None
        if rated is not None and (with_expired or not rated.is_expired):
            return _of_whom(rated.group.label, lines_of_rating(rated))
        return ()


def _of_whom(label: str, lines: Sequence[str]) -> tuple[str, ...]:
    """Return lines with of which cancers they are in place of what is measured."""
    return (f"{label[:1].upper()}{label[1:]}", *lines[1:])


@dataclass(frozen=True, slots=True)
class FiguresBeside:
    """The figures of all columns, in their order."""

    trusts: tuple[TrustFigures, ...]

    @property
    def is_empty(self) -> bool:
        """Return True if nothing is published for any of them."""
        return not any(trust.all for trust in self.trusts)

    @property
    def differ(self) -> bool:
        """Return True unless all are of the same trust, or nothing is published for any."""
        return any(trust != self.trusts[0] for trust in self.trusts)

    @property
    def kept_back(self) -> tuple[str, ...]:
        """Return why figures are not shown, each reason once; () where none is kept back."""
        expired = [one for trust in self.trusts for one in trust.all if one.is_expired]
        return tuple(dict.fromkeys(map(expired_words, expired)))


def figures_beside(
    book: FigureBook, providers: Sequence[str], sites: Collection[str], *, today: date
) -> FiguresBeside:
    """Return the figures of several trusts, by their ODS codes ("" for none).

    Cancers that no group has are left out: else everybody's figure would stand in for them.
    """
    sites = [site for site in sites if book.has_group(site)]
    return FiguresBeside(
        tuple(
            TrustFigures(waits=waits, rating=rating)
            for waits, rating in zip(
                _waits(book, providers, sites, today),
                _ratings(book, providers, sites, today),
                strict=True,
            )
        )
    )


def _waits(
    book: FigureBook, providers: Sequence[str], sites: Collection[str], today: date
) -> list[tuple[Waits, ...]]:
    columns: list[list[Waits]] = [[] for _ in providers]
    for measure in _WAITS:
        found = [book.waits(code, measure, sites, today=today) for code in providers]
        if len({one.group.name for one in found if one}) > 1:
            found = [book.waits(code, measure, (), today=today) for code in providers]
        for column, one in zip(columns, found, strict=True):
            column += [one] if one else []
    return [tuple(column) for column in columns]


def _ratings(
    book: FigureBook, providers: Sequence[str], sites: Collection[str], today: date
) -> list[Rating | None]:
    found = [book.rating(code, sites, today=today) for code in providers]
    if len({one.group.name for one in found if one}) > 1:
        found = [book.rating(code, (), today=today) for code in providers]
    return found
