"""Published figures as they may be shown: with their counts, their doubt, their period and their age.

The rules are those of DESIGN.md (principle 3) and FIELD.md section 4.4: no ranking, no stars,
nothing good or bad by colour; counts beside every share; fewer than ten people are never shown;
once newer figures are due, old ones are shown only to who asks, with a warning. A figure is of a
whole hospital trust, never of one of its services.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from emndir.choice.intervals import wilson
from emndir.choice.releases import next_release, release_day
from emndir.domain.indicator import (
    ENGLAND,
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

FEWEST = 10
"""People below which a figure is not shown: it says nothing, and may tell of a person."""
YEAR = 12
"""Months that are added up to one figure."""
PLOTTED = 24
"""Months of a plot."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many people in a period; `low` and `high` are the 95 % Wilson interval."""

    part: float
    whole: float
    period: Period
    low: float
    high: float

    @property
    def share(self) -> float:
        """Return the share, 0 to 1."""
        return self.part / self.whole


@dataclass(frozen=True, slots=True)
class Point:
    """One month of a plot; without a share it was not published or counts fewer than ten."""

    month: Month
    share: Share | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """How long people waited: one measure of one provider and cancer group.

    `points` are the 24 months up to the last that is published, oldest first. `year` is the
    twelve months up to it added up, `england` the same of all providers; None where not
    all of them are published, or fewer than ten people were counted. `newest` is the last month
    by itself. `standards` are those that held in any of the months, oldest first. Newer figures
    are due on `due`; after that day `is_expired`. `published_on` is when these came out.
    """

    measure: Measure
    provider: Provider
    group: FigureGroup
    points: tuple[Point, ...]
    newest: Share | None
    year: Share | None
    england: Share | None
    standards: tuple[Standard, ...]
    sources: tuple[FigureSource, ...]
    published_on: date
    due: date
    is_expired: bool

    @property
    def standard(self) -> Standard | None:
        """Return the standard that held in the last month."""
        return self.standards[-1] if self.standards else None

    @property
    def last(self) -> Month:
        """Return the last month that is published."""
        return self.points[-1].month


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """How patients of a provider rated their care, 0 to 10; `england` is the mean of all."""

    provider: Provider
    group: FigureGroup
    period: Period
    score: float
    people: int
    low: float | None
    high: float | None
    is_adjusted: bool
    england: float | None
    source: FigureSource | None
    published_on: date
    due: date
    is_expired: bool


class FigureBook:
    """Looks up what may be shown of the figures of a directory."""

    def __init__(self, figures: Figures) -> None:
        """Take the figures; they are sorted when they are first asked for."""
        self._figures = figures

    @cached_property
    def _by_key(self) -> Mapping[tuple[str, Measure, str], Mapping[Period, Indicator]]:
        found: dict[tuple[str, Measure, str], dict[Period, Indicator]] = defaultdict(dict)
        for one in sorted(self._figures.indicators, key=lambda one: one.is_adjusted):
            found[one.provider, one.measure, one.group][one.period] = one  # adjusted ones last
        return found

    @cached_property
    def _providers(self) -> Mapping[str, Provider]:
        return {one.code: one for one in self._figures.providers}

    @cached_property
    def _sources(self) -> Mapping[str, FigureSource]:
        return {one.uid: one for one in self._figures.sources}

    def provider(self, ods_code: str) -> Provider | None:
        """Return the provider of an ODS code, or None if nothing is published for it."""
        return self._providers.get(ods_code) if ods_code != ENGLAND else None

    def has_group(self, site: str) -> bool:
        """Return True if any group is of a cancer, by its code."""
        return any(site in one.sites for one in self._figures.groups)

    def group(self, measure: Measure, sites: Collection[str]) -> FigureGroup | None:
        """Return the smallest group that all of some cancers are in; else everybody's.

        Among groups of one size, the first in the directory's file. None where a measure
        has no group at all.
        """
        groups = [one for one in self._figures.groups if one.measure is measure]
        fitting = [one for one in groups if sites and set(sites) <= set(one.sites)]
        everybody = [one for one in groups if one.is_all]
        return min(fitting, key=lambda one: len(one.sites), default=next(iter(everybody), None))

    def waits(
        self, ods_code: str, measure: Measure, sites: Collection[str], *, today: date
    ) -> Waits | None:
        """Return how long people with some cancers waited, or None where nothing is published.

        Where the cancers' own group has nothing to show, everybody's figure stands in; its
        `group` says so.

        Raises:
            ValueError: for a measure that is no waiting time.
        """
        if not measure.is_waiting_time:
            raise ValueError(f"{measure} is no waiting time")
        provider = self.provider(ods_code)
        group = self.group(measure, sites)
        if provider is None or group is None:
            return None
        found = self._waits(provider, group, today)
        if found is None and not group.is_all:
            everybody = self.group(measure, ())
            found = self._waits(provider, everybody, today) if everybody else None
        return found

    def _waits(self, provider: Provider, group: FigureGroup, today: date) -> Waits | None:
        measure = group.measure
        ours = self._of(provider.code, group)
        if not ours:
            return None
        last = max(period.last for period in ours)
        newest = _shown(ours.get(Period(last, last)))
        parts = _year_of(ours, last)
        year = _shown(_sum(parts))
        if newest is None and year is None:
            return None
        plotted = Period.ending(last, PLOTTED)
        months = {month: ours.get(Period(month, month)) for month in plotted.each()}
        all_parts = _year_of(self._of(ENGLAND, group), last)
        used = [*parts, *all_parts, *(one for one in months.values() if one)]
        return Waits(
            measure=measure,
            provider=provider,
            group=group,
            points=tuple(Point(month, _shown(one)) for month, one in months.items()),
            newest=newest,
            year=year,
            england=_shown(_sum(all_parts)),
            standards=self._standards(measure, plotted),
            sources=self._named(used),
            published_on=release_day(measure, last),
            due=next_release(measure, last),
            is_expired=today > next_release(measure, last),
        )

    def rating(self, ods_code: str, sites: Collection[str], *, today: date) -> Rating | None:
        """Return how patients with some cancers rated a provider, or None where it is not known.

        An adjusted score comes before one that is not; everybody's stands in for a cancer
        group that was not asked, or of which fewer than ten answered.
        """
        provider = self.provider(ods_code)
        if provider is None:
            return None
        mine = self.group(Measure.EXPERIENCE, sites)
        everybody = self.group(Measure.EXPERIENCE, ())
        for group in dict.fromkeys((mine, everybody)):
            ours = self._of(ods_code, group) if group else {}
            if not ours or group is None:
                continue
            newest = ours[max(ours)]
            if newest.denominator >= FEWEST:
                return self._rating(provider, group, newest, today)
        return None

    def _rating(
        self, provider: Provider, group: FigureGroup, one: Indicator, today: date
    ) -> Rating:
        england = self._of(ENGLAND, group).get(one.period)
        due = next_release(Measure.EXPERIENCE, one.period.last)
        return Rating(
            provider=provider,
            group=group,
            period=one.period,
            score=one.value or 0.0,
            people=int(one.denominator),
            low=one.low,
            high=one.high,
            is_adjusted=one.is_adjusted,
            england=england.value if england else None,
            source=self._sources.get(one.source),
            published_on=release_day(Measure.EXPERIENCE, one.period.last),
            due=due,
            is_expired=today > due,
        )

    def _of(self, code: str, group: FigureGroup) -> Mapping[Period, Indicator]:
        return self._by_key.get((code, group.measure, group.name), {})

    def _standards(self, measure: Measure, plotted: Period) -> tuple[Standard, ...]:
        """Return the standards that held in some months, oldest first."""
        known = sorted(
            (one for one in self._figures.standards if one.measure is measure),
            key=lambda one: one.valid_from,
        )
        ends = [one.valid_from for one in known[1:]]
        return tuple(
            one
            for one, end in zip(known, [*ends, None], strict=False)
            if one.valid_from <= plotted.last and (end is None or end > plotted.first)
        )

    def _named(self, used: Iterable[Indicator]) -> tuple[FigureSource, ...]:
        uids = dict.fromkeys(one.source for one in used)
        return tuple(self._sources[uid] for uid in uids if uid in self._sources)


def _year_of(ours: Mapping[Period, Indicator], last: Month) -> tuple[Indicator, ...]:
    """Return what makes up twelve months: each of them, or the year as it was published; or nothing."""
    year = Period.ending(last, YEAR)
    months = [one for month in year.each() if (one := ours.get(Period(month, month)))]
    if len(months) == YEAR:
        return tuple(months)
    return (ours[year],) if year in ours else ()


def _sum(parts: tuple[Indicator, ...]) -> Indicator | None:
    """Return months that follow one another as one figure."""
    if not parts:
        return None
    period = Period(parts[0].period.first, parts[-1].period.last)
    return replace(
        parts[0],
        period=period,
        numerator=sum(one.numerator or 0.0 for one in parts),
        denominator=sum(one.denominator for one in parts),
    )


def _shown(one: Indicator | None) -> Share | None:
    """Return a figure as a share, or None where it counts fewer than ten people."""
    if one is None or one.denominator < FEWEST or one.numerator is None:
        return None
    low, high = wilson(one.numerator, one.denominator)
    return Share(one.numerator, one.denominator, one.period, low, high)
