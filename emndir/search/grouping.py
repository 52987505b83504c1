"""Grouping: the parts of a result list, and the order within each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from emndir.search.columns import Bools, Doubles, Rows
from emndir.search.criteria import Criteria, Facet, Sort
from emndir.search.facets import FacetCounter
from emndir.search.matching import Found
from emndir.search.ranking import Scored
from emndir.search.records import Records
from emndir.search.results import Group

_ORDER = (Group.FOR_SITE, Group.FOR_ANY, Group.ALL, Group.REMOTE, Group.PLACES)
_NUMBER = {group: number for number, group in enumerate(_ORDER)}
_A_GROUP = 1e6
"""No score is so high: it keeps groups apart in one number."""


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
        sites: frozenset[str],
    ) -> None:
        """Group the answer to one question, which asked for some cancers or none."""
        self._criteria = criteria
        self._records = records
        self._facets = facets
        self._sites = sites
        self._named = [
            item for item in found if any(code in sites for _tax, code in item.concept.terms)
        ]

    def arrange(self, services: Scored, places: ScoredPlaces) -> Arranged:
        """Return the first rows in order, groups together, and how many each group has."""
        rows = np.concatenate([services.rows, places.rows])
        score = np.concatenate([services.score, places.score])
        group = np.concatenate(
            [self._groups(services), np.full(len(places.rows), _NUMBER[Group.PLACES])]
        )
        counted = np.bincount(group, minlength=len(_ORDER))
        order = np.arange(len(_ORDER), dtype=np.float64)
        if places.is_exact.any():
            order[_NUMBER[Group.PLACES]] = -1
        key = order[group] * _A_GROUP + self._keys(rows, score, services, places)
        first = self._first(key, rows)
        return Arranged(
            rows=rows[first].tolist(),
            groups=[_ORDER[number] for number in group[first]],
            scores=score[first].tolist(),
            entries=np.where(first < len(services.rows), first, -1).tolist(),
            total=len(rows),
            totals={one: int(counted[_NUMBER[one]]) for one in _ORDER if counted[_NUMBER[one]]},
        )

    def _first(self, key: Doubles, rows: Rows) -> NDArray[np.int64]:
        """Return the first entries by key, equals by name: no more than are shown."""
        limit = self._criteria.limit
        rank = self._records.columns.name_rank
        if limit < len(key):
            last = np.partition(key, limit)[limit]
            near = np.flatnonzero(key <= last)
        else:
            near = np.arange(len(key))
        return near[np.lexsort((rank[rows[near]], key[near]))][:limit]

    def _groups(self, services: Scored) -> NDArray[np.int64]:
        rows, seen = services.rows, services.seen
        group = np.full(len(rows), _NUMBER[Group.ALL])
        if self._sites:
            is_for = self._facets.has(Facet.CANCER_SITE, self._sites, rows)
            for item in self._named:
                is_for |= item.strong[rows]
            group = np.where(is_for, _NUMBER[Group.FOR_SITE], _NUMBER[Group.FOR_ANY])
        if seen is not None:
            is_remote = seen.is_remote
            limit = self._criteria.within_miles
            if limit is not None:
                is_remote = is_remote | (
                    seen.comes & np.isfinite(seen.miles) & (seen.miles > limit)
                )
            group[is_remote & ~services.names.is_exact] = _NUMBER[Group.REMOTE]
        return group

    def _keys(self, rows: Rows, score: Doubles, services: Scored, places: ScoredPlaces) -> Doubles:
        """Return what puts rows in order inside a group, the least first."""
        records, sort = self._records, self._criteria.sort
        key: Doubles = -score
        if sort is Sort.NAME:
            key = np.zeros(len(rows))
        elif sort is Sort.NEWEST:
            key = -(records.columns.newest[rows] / 10 + score / 1000)
        elif sort is Sort.NEAREST and services.seen is not None:
            miles = np.concatenate([services.seen.miles, places.miles])
            key = np.minimum(miles, 99_000.0) - score / 1_000_000
        elif not self._criteria.words.strip() and services.seen is None:
            key = records.unsure[rows].astype(np.float64)
        return key
