"""Facets: how many results every filter value would give, right under all other filters.

Services share few combinations of values (`columns.PROFILES`), so that one count over
combinations counts every value of several facets at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

import numpy as np

from emndir.domain.taxonomy import Taxonomy, Vocabulary
from emndir.domain.vocabulary import ALL_SITES, ServiceStatus
from emndir.search.ages import Ages
from emndir.search.columns import PROFILES, Bools, Doubles, Flag, Floats, Ints, Rows
from emndir.search.criteria import Criteria, Facet, SourceAge, When
from emndir.search.openness import Openness
from emndir.search.records import Records
from emndir.search.results import FacetCount

_TAXONOMY: Mapping[Facet, Taxonomy] = {
    Facet.REFERRAL_ROUTE: Taxonomy.REFERRAL_ROUTE,
    Facet.HELP_GROUP: Taxonomy.HELP_GROUP,
    Facet.DELIVERY: Taxonomy.DELIVERY,
    Facet.CANCER_SITE: Taxonomy.CANCER_SITE,
    Facet.STAGE: Taxonomy.PATHWAY_STAGE,
    Facet.AUDIENCE: Taxonomy.AUDIENCE,
    Facet.COST: Taxonomy.COST,
    Facet.SERVICE_TYPE: Taxonomy.SERVICE_TYPE,
}
_LABELS = {
    SourceAge.WITHIN_YEAR.value: "Within 1 year",
    SourceAge.WITHIN_TWO.value: "1 to 2 years",
    SourceAge.OLDER.value: "Older, or not dated",
    When.OPEN_NOW.value: "Open now",
    When.EVENING.value: "Open in the evening",
    When.WEEKEND.value: "Open at the weekend",
    When.UNKNOWN.value: "Hours do not say",
    ServiceStatus.ACTIVE.value: "Running",
    ServiceStatus.UNSURE.value: "Not confirmed",
}
_AGES = tuple(age.value for age in SourceAge)
_WHEN = tuple(value.value for value in When)
_MASKS_KEPT = 64
_PAIRS_AT_MOST = 1 << 17
"""Pairs of combinations that are counted as quickly as combinations."""

Counts = Mapping[Facet, tuple[FacetCount, ...]]
"""How many services have each value of each facet."""
Sets = tuple[tuple[int, ...], ...]
"""Sets of combinations by number, alone or in pairs that are counted in one go."""
Chosen = tuple[tuple[Facet, tuple[str, ...]], ...]
"""The chosen values of each facet that has any."""


@dataclass(frozen=True, slots=True)
class _Values:
    """The values of one facet: their codes, and which combinations have each, as pairs."""

    group: int
    codes: tuple[str, ...]
    combinations: Rows
    value: Rows

    def counts(self, of_combination: Rows) -> Rows:
        """Return how many have each value, from how many have each combination."""
        weights = of_combination[self.combinations]
        counted = np.bincount(self.value, weights=weights, minlength=len(self.codes))
        return counted.astype(np.int64)

    def combinations_with(self, codes: Iterable[str], count: int) -> Bools:
        """Return for every combination whether it has any of some codes."""
        wanted = [number for number, code in enumerate(self.codes) if code in set(codes)]
        has: Bools = np.zeros(count, dtype=np.bool_)
        has[self.combinations[np.isin(self.value, wanted)]] = True
        return has


class FacetCounter:
    """Filters and counts."""

    def __init__(
        self, records: Records, vocabulary: Vocabulary, openness: Openness | None = None
    ) -> None:
        """Count the services of a directory, by the terms of its vocabulary, its ages and hours."""
        self._records = records
        self._openness = openness or Openness(records.columns)
        self._vocabulary = vocabulary
        listed = records.columns.texts["profiles"]
        self._sizes = tuple(len(profiles) for profiles in listed)
        self._all_sizes = (*self._sizes, len(_AGES), self._openness.count)
        self._pairs = _in_pairs(self._all_sizes)
        self._profiles = records.columns.profiles()
        self._values = {
            facet: _values(group, profiles, place)
            for group, (facets, profiles) in enumerate(zip(PROFILES, listed, strict=True))
            for place, facet in enumerate(facets)
        }
        group = next(n for n, facets in enumerate(PROFILES) if Facet.CANCER_SITE in facets)
        place = PROFILES[group].index(Facet.CANCER_SITE)
        any_site = _values(group, listed[group], place, any_is_all=True)
        self._counted = {**self._values, Facet.CANCER_SITE: any_site}
        self._codes = {facet: tuple(self._listed(facet)) for facet in Facet}
        self._places = {
            facet: _places(self._codes[facet], values.codes)
            for facet, values in self._counted.items()
        }
        self._zero = {
            facet: tuple(FacetCount(code=code, label=label, count=0) for code, label in listed)
            for facet, listed in self._codes.items()
        }
        self._not_self = records.offered & ~records.columns.has(Flag.SELF)
        self._term_rows = lru_cache(maxsize=256)(self._find_term_rows)
        self._mask = lru_cache(maxsize=_MASKS_KEPT)(self._find_mask)
        self._ages = lru_cache(maxsize=2)(self._find_ages)
        self._joined = lru_cache(maxsize=8)(self._find_joined)
        self._of_everything = lru_cache(maxsize=32)(self._count_everything)

    def forget(self) -> None:
        """Forget which filters were chosen."""
        self._term_rows.cache_clear()
        self._mask.cache_clear()
        self._of_everything.cache_clear()

    def _listed(self, facet: Facet) -> Iterable[tuple[str, str]]:
        """Yield every value of a facet with its label, in the order it is shown."""
        known = self._values[facet].codes if facet in self._values else ()
        if facet in _TAXONOMY:
            terms = self._vocabulary.of(_TAXONOMY[facet])
            yield from ((term.code, term.label) for term in terms)
            listed = {term.code for term in terms}
            yield from ((code, code) for code in sorted(known) if code not in listed)
        elif facet is Facet.NEWEST_SOURCE:
            yield from ((age, _LABELS[age]) for age in _AGES)
        elif facet is Facet.WHEN:
            yield from ((value, _LABELS[value]) for value in _WHEN)
        elif facet is Facet.STATUS:
            offered = (status.value for status in ServiceStatus if status.is_offered)
            yield from ((code, _LABELS[code]) for code in offered)
        else:
            yield from ((code, code) for code in sorted(known))

    def label(self, facet: Facet, code: str) -> str:
        """Return the label of a filter value, or the code where it is unknown."""
        return dict(self._codes[facet]).get(code, code)

    # --- which rows ----------------------------------------------------------------------

    def rows_of(self, facet: Facet, code: str) -> Rows:
        """Return the offered services that have a value, that value only."""
        return self._term_rows(facet, code)

    def _find_term_rows(self, facet: Facet, code: str) -> Rows:
        if facet not in self._values:
            return np.zeros(0, dtype=np.int64)
        values = self._values[facet]
        has = values.combinations_with((code,), self._sizes[values.group])
        return np.flatnonzero(has.take(self._profiles[values.group]))

    def has(self, facet: Facet, codes: Iterable[str], rows: Rows) -> Bools:
        """Return for some rows whether they have any of some values."""
        values = self._values[facet]
        has = values.combinations_with(codes, self._sizes[values.group])
        found: Bools = has.take(self._profiles[values.group].take(rows))
        return found

    def combinations(self, facet: Facet, codes: Iterable[str] | None) -> Bools:
        """Return for every combination whether it has any of some values, or any value at all."""
        values = self._values[facet]
        wanted = values.codes if codes is None else codes
        return values.combinations_with(wanted, self._sizes[values.group])

    def spread(self, facet: Facet, of_combination: Doubles, rows: Rows) -> Floats:
        """Return for some rows what a table says of their combination."""
        profile = self._profiles[self._values[facet].group]
        spread: Floats = of_combination.astype(np.float32).take(profile.take(rows))
        return spread

    def row_has(self, facet: Facet, code: str, row: int) -> bool:
        """Return True if one row has a value, that value itself."""
        rows = self.rows_of(facet, code)
        at = int(np.searchsorted(rows, row))
        return at < len(rows) and int(rows[at]) == row

    def passing(
        self,
        criteria: Criteria,
        today: date,
        *,
        but: Facet | None = None,
        now: datetime | None = None,
    ) -> Bools:
        """Return for every row whether it is offered and passes every (other) filter.

        `now` is the minute of local (UK) time that "open now" means.
        """
        passing = self._not_self if criteria.not_self else self._records.offered
        for facet, codes in criteria.chosen:
            if facet is not but:
                minute = now if facet is Facet.WHEN else None
                passing = passing & self._mask(facet, tuple(codes), today, minute)
        return passing

    def _find_mask(
        self, facet: Facet, codes: tuple[str, ...], today: date, now: datetime | None
    ) -> Bools:
        """Return the rows that have one of the codes; any cancer counts for each cancer."""
        if facet is Facet.NEWEST_SOURCE:
            return np.isin(
                self._ages(today), [_AGES.index(code) for code in codes if code in _AGES]
            )
        if facet is Facet.WHEN:
            lines = [_WHEN.index(code) for code in codes if code in _WHEN]
            fits: Bools = np.asarray(self._openness.values(today, now)[lines].any(axis=0))
            return fits.take(self._records.columns.hours_set)
        if facet is Facet.CANCER_SITE:
            codes = (*codes, ALL_SITES)
        values = self._values[facet]
        has = values.combinations_with(codes, self._sizes[values.group])
        mask: Bools = has.take(self._profiles[values.group])
        return mask

    def _find_ages(self, today: date) -> Rows:
        """Return for every row the number of its source's age."""
        ages = Ages(today)
        newest = self._records.columns.newest
        numbers = [SourceAge.OLDER, SourceAge.WITHIN_TWO, SourceAge.WITHIN_YEAR]
        places = np.array([_AGES.index(age.value) for age in numbers], dtype=np.int64)
        return places.take((newest >= ages.two).astype(np.int64) + (newest >= ages.one))

    # --- how many ------------------------------------------------------------------------

    def count(
        self, answered: Bools, criteria: Criteria, today: date, now: datetime | None = None
    ) -> Counts:
        """Return the counts of every facet for services that answer the words and the place."""
        shared = self._counted_of(answered, criteria, today, now, None)
        chosen = {facet for facet, _codes in criteria.chosen}
        counts = {}
        for facet, none in self._zero.items():
            of_set = shared
            if facet in chosen:
                of_set = self._counted_of(answered, criteria, today, now, facet)
            counted = of_set[self._set_of(facet)]
            if facet is Facet.WHEN:
                found = self._openness.values(today, now) @ counted
            else:
                found = self._found(facet, counted)
            counts[facet] = _filled(none, found)
        return counts

    def _set_of(self, facet: Facet) -> int:
        """Return the number of the set of combinations that a facet is in; ages and hours follow."""
        if facet is Facet.NEWEST_SOURCE:
            return len(self._profiles)
        if facet is Facet.WHEN:
            return len(self._profiles) + 1
        return self._counted[facet].group

    def _counted_of(
        self,
        answered: Bools,
        criteria: Criteria,
        today: date,
        now: datetime | None,
        but: Facet | None,
    ) -> Mapping[int, Rows]:
        """Return how many of what answers have each combination, by set of combinations.

        Under all filters every set is counted, `but` for the filter of one facet only its own.
        What does not answer is counted and taken off where that is less work.
        """
        sets = self._pairs if but is None else ((self._set_of(but),),)
        passing = self.passing(criteria, today, but=but, now=now)
        passed, kept = np.count_nonzero(passing), np.count_nonzero(passing & answered)
        if 2 * kept <= passed:
            return self._combinations_of(np.flatnonzero(passing & answered), sets, today)
        chosen = tuple(one for one in criteria.chosen if one[0] is not but)
        minute = now if any(facet is Facet.WHEN for facet, _codes in chosen) else None
        every = self._of_everything(chosen, criteria.not_self, today, minute, sets)
        if kept == passed:
            return every
        left_out = self._combinations_of(np.flatnonzero(passing & ~answered), sets, today)
        return {number: every[number] - less for number, less in left_out.items()}

    def _count_everything(
        self, chosen: Chosen, not_self: bool, today: date, now: datetime | None, sets: Sets
    ) -> Mapping[int, Rows]:
        passing = self.passing(Criteria(chosen=chosen, not_self=not_self), today, now=now)
        return self._combinations_of(np.flatnonzero(passing), sets, today)

    def _combinations_of(self, rows: Rows, sets: Sets, today: date) -> Mapping[int, Rows]:
        """Return how many of some rows have each combination of each set, each age, each hours.

        Two sets of combinations that make few pairs are counted as pairs, in one go.
        """
        counted: dict[int, Rows] = {}
        for numbers in sets:
            joined = self._joined(numbers, today).take(rows)
            shape = [self._all_sizes[number] for number in numbers]
            found = np.bincount(joined, minlength=int(np.prod(shape))).reshape(shape)
            for axis, number in enumerate(numbers):
                counted[number] = found.sum(axis=1 - axis) if len(numbers) > 1 else found
        return counted

    def _find_joined(self, numbers: tuple[int, ...], today: date) -> Rows:
        """Return for every row the number of its combination, or of its pair of combinations."""
        parts: list[Rows | Ints] = [
            *self._profiles,
            self._ages(today),
            self._records.columns.hours_set,
        ]
        joined: Rows = np.asarray(parts[numbers[0]], dtype=np.int64)
        for number in numbers[1:]:
            joined = joined * self._all_sizes[number] + parts[number]
        return joined

    def _found(self, facet: Facet, counted: Rows) -> Rows:
        """Return the count of each listed value, from counted combinations, or from ages."""
        if facet is Facet.NEWEST_SOURCE:
            return counted
        values = self._counted[facet]
        by_code = values.counts(counted)
        places, any_place = self._places[facet]
        found = np.zeros(len(self._codes[facet]), dtype=np.int64)
        if facet is Facet.CANCER_SITE and any_place is not None:
            found[:] = by_code[any_place]
        found[places] = by_code
        return found


def _in_pairs(sizes: Sequence[int]) -> Sets:
    """Return the numbers of sets of combinations, two together where they make few pairs."""
    left = sorted(range(len(sizes)), key=sizes.__getitem__)
    pairs: list[tuple[int, ...]] = []
    while left:
        largest = left.pop()
        fitting = [one for one in left if sizes[one] * sizes[largest] <= _PAIRS_AT_MOST]
        if fitting:
            left.remove(fitting[-1])
            pairs.append((largest, fitting[-1]))
        else:
            pairs.append((largest,))
    return tuple(pairs)


def _filled(none: tuple[FacetCount, ...], found: Rows) -> tuple[FacetCount, ...]:
    """Return counts, made anew only where they are not 0."""
    filled = list(none)
    for place in np.flatnonzero(found).tolist():
        one = none[place]
        filled[place] = FacetCount(code=one.code, label=one.label, count=int(found[place]))
    return tuple(filled)


def _values(
    group: int, profiles: list[list[list[str]]], place: int, *, any_is_all: bool = False
) -> _Values:
    """Return the values of a facet from the combinations of its group.

    With `any_is_all` a combination that has "any cancer" has every cancer.
    """
    codes = sorted({code for profile in profiles if profile for code in profile[place]})
    number_of = {code: number for number, code in enumerate(codes)}
    combinations, values = [], []
    for number, profile in enumerate(profiles):
        own = profile[place] if profile else []
        if any_is_all and ALL_SITES in own:
            own = codes
        for code in own:
            combinations.append(number)
            values.append(number_of[code])
    return _Values(
        group,
        tuple(codes),
        np.array(combinations, dtype=np.int64),
        np.array(values, dtype=np.int64),
    )


def _places(listed: Iterable[tuple[str, str]], codes: tuple[str, ...]) -> tuple[Rows, int | None]:
    """Return where each code stands in the list that is shown, and where "any cancer" is."""
    place = {code: number for number, (code, _label) in enumerate(listed)}
    any_place = codes.index(ALL_SITES) if ALL_SITES in codes else None
    return np.array([place[code] for code in codes], dtype=np.int64), any_place
