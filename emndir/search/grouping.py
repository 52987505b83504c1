"""Grouping: the parts of a result list, and the order within each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from emndir.search.columns import Bools, Doubles, Rows, least
from emndir.search.criteria import Criteria, Facet, Sort
from emndir.search.facets import FacetCounter
from emndir.search.matching import Found
from emndir.search.names import NameMatcher
from emndir.search.nearness import Surroundings
from emndir.search.ranking import Scored
from emndir.search.records import Records
from emndir.search.results import Group

_ORDER = (
    Group.FOR_SITE,
    Group.FOR_ANY,
    Group.ALL,
    Group.REMOTE,
    Group.HOURS_UNKNOWN,
    Group.PLACES,
)
_NUMBER = {group: number for number, group in enumerate(_ORDER)}
_A_GROUP = 1e6
"""No score is so high: it keeps groups apart in one number."""


Numbers = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Arranged:
    """The first rows of an answer in their order, one entry each, and how many each group has.

    `entry` is the number of the row among the services that were scored, or -1 for a place.
    """

    rows: Sequence[int]
    groups: Sequence[Group]
    scores: Sequence[float]
    entries: Sequence[int]
    total: int
    totals: Mapping[Group, int]


@dataclass(frozen=True, slots=True)
class ScoredPlaces:
    """Hospitals and other places that were asked for; `is_exact` where the name was typed."""

    rows: Rows
    score: Doubles
    is_exact: Bools
    miles: Doubles


class Grouper:
    """Puts what was found into groups and order."""

    def __init__(
        self,
        criteria: Criteria,
        found: Sequence[Found],
        records: Records,
        facets: FacetCounter,
        surroundings: Surroundings | None,
        names: NameMatcher,
        sites: frozenset[str],
        unsaid: Bools | None = None,
    ) -> None:
        """Group the answer to one question, which asked for some cancers or none.

        `unsaid` are the sets of hours that stand in a group of their own, where any do.
        """
        self._unsaid = unsaid
        self._criteria = criteria
        self._records = records
        self._facets = facets
        self._surroundings = surroundings
        self._names = names
        self._sites = sites
        self._named = [
            item for item in found if any(code in sites for _tax, code in item.concept.terms)
        ]

    def groups(self, rows: Rows) -> Numbers:
        """Return the number of the group of each of some services."""
        group: Numbers = np.full(len(rows), _NUMBER[Group.ALL], dtype=np.int8)
        if self._sites:
            is_for = self._facets.has(Facet.CANCER_SITE, self._sites, rows)
            for item in self._named:
                is_for |= item.strong.take(rows)
            group = _either(is_for, Group.FOR_SITE, Group.FOR_ANY)
        if self._surroundings is not None:
            is_remote = self._surroundings.is_remote(rows, self._criteria.within_miles)
            is_remote &= ~self._names.exact(rows)
            group += (np.int8(_NUMBER[Group.REMOTE]) - group) * is_remote.view(np.int8)
        if self._unsaid is not None:
            unsaid = self._unsaid.take(self._records.columns.hours_set.take(rows))
            group = np.where(unsaid, np.int8(_NUMBER[Group.HOURS_UNKNOWN]), group)
        return group

    def counted(self, groups: Numbers) -> Rows:
        """Return how many services each group has."""
        return np.array([np.count_nonzero(groups == number) for number in range(len(_ORDER))])

    def shown(self, groups: Numbers, counted: Rows) -> Rows | None:
        """Return which services are in groups that can be among the first rows; None for all.

        `counted` is how many each group has.
        """
        before = np.cumsum(counted) - counted
        hidden = np.flatnonzero((before >= self._criteria.limit) & (counted > 0))
        if not len(hidden):
            return None
        return np.flatnonzero(groups < hidden[0])

    def is_by_score(self) -> bool:
        """Return True if services stand in order of their scores within a group."""
        asked = bool(self._criteria.words.strip()) or self._surroundings is not None
        return self._criteria.sort is Sort.BEST and asked

    def arrange(
        self, services: Scored, groups: Numbers, places: ScoredPlaces, counted: Rows
    ) -> Arranged:
        """Return the first rows in order, groups together, and how many each group has.

        `groups` are those of the services, `counted` all of each group, shown or not.
        """
        rows = np.concatenate([services.rows, places.rows])
        score = np.concatenate([services.score, places.score], dtype=np.float64)
        group = np.concatenate(
            [groups, np.full(len(places.rows), _NUMBER[Group.PLACES], dtype=np.int8)]
        )
        counted = counted.copy()
        counted[_NUMBER[Group.PLACES]] += len(places.rows)
        key = self._keys(rows, score, services, places)
        if np.count_nonzero(counted) > 1:
            order = np.arange(len(_ORDER), dtype=np.float64) * _A_GROUP
            if places.is_exact.any():
                order[_NUMBER[Group.PLACES]] = -_A_GROUP
            key += order.take(group)
        first = self._first(key, rows)[self._criteria.skip :]
        return Arranged(
            rows=rows[first].tolist(),
            groups=[_ORDER[number] for number in group[first]],
            scores=score[first].tolist(),
            entries=np.where(first < len(services.rows), first, -1).tolist(),
            total=int(counted.sum()),
            totals={one: int(counted[_NUMBER[one]]) for one in _ORDER if counted[_NUMBER[one]]},
        )

    def _first(self, key: Doubles, rows: Rows) -> NDArray[np.int64]:
        """Return the first entries by key, equals by name: no more than are shown."""
        limit, rank = self._criteria.limit, self._records.columns.name_rank
        if len(key) <= limit:
            return np.lexsort((rank[rows], key))
        last = least(key, limit)
        before, equal = np.flatnonzero(key < last), np.flatnonzero(key == last)
        wanted = limit - len(before)
        if len(equal) > wanted:
            equal = equal.take(np.argpartition(rank.take(rows.take(equal)), wanted)[:wanted])
        near = np.concatenate([before, equal])
        return near[np.lexsort((rank[rows[near]], key[near]))]

    def _keys(self, rows: Rows, score: Doubles, services: Scored, places: ScoredPlaces) -> Doubles:
        """Return what puts rows in order inside a group, the least first."""
        records, sort = self._records, self._criteria.sort
        key: Doubles = -score
        if sort is Sort.NAME:
            key = np.zeros(len(rows))
        elif sort is Sort.NEWEST:
            key = -(records.columns.newest[rows] / 10 + score / 1000)
        elif sort is Sort.NEAREST and self._surroundings is not None:
            miles = np.concatenate([self._surroundings.miles[services.rows], places.miles])
            key = np.minimum(miles, 99_000.0) - score / 1_000_000
        elif not self._criteria.words.strip() and self._surroundings is None:
            key = records.unsure[rows].astype(np.float64)
        return key


def _either(marks: Bools, marked: Group, other: Group) -> Numbers:
    """Return the number of one group for every mark, of another one for the rest."""
    one, two = np.int8(_NUMBER[marked]), np.int8(_NUMBER[other])
    return two + (one - two) * marks.view(np.int8)
