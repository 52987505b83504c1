"""Grouping: the parts of a result list, and the order within each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from emndir.search.criteria import Criteria, Sort
from emndir.search.matching import Found
from emndir.search.nearness import Near, Surroundings
from emndir.search.ranking import Scored
from emndir.search.results import Group

_FAR = 9e9
_ORDER = (Group.FOR_SITE, Group.FOR_ANY, Group.ALL, Group.REMOTE, Group.PLACES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranged:
    """One result in its group."""

    scored: Scored
    group: Group
    near: Near | None = None

    @property
    def score(self) -> float:
        """Return what puts all groups together in one order."""
        return self.scored.score


class Grouper:
    """Puts what was found into groups and order."""

    def __init__(
        self,
        criteria: Criteria,
        found: Sequence[Found],
        surroundings: Surroundings | None,
        sites: frozenset[str],
    ) -> None:
        self._criteria = criteria
        self._surroundings = surroundings
        self._sites = sites
        self._named = [
            item for item in found if any(code in self._sites for _tax, code in item.concept.terms)
        ]

    def arrange(
        self, services: Sequence[Scored], places: Sequence[Scored]
    ) -> tuple[list[Arranged], Mapping[Group, int]]:
        """Return everything in order, groups together, and how many each group has."""
        arranged = [self._placed(one) for one in services]
        arranged += [
            Arranged(scored=one, group=Group.PLACES, near=self._near(one)) for one in places
        ]
        totals = Counter(one.group for one in arranged)
        first = Group.PLACES if any(one.name.is_exact for one in places) else None
        order = {group: number for number, group in enumerate(_ORDER)}
        if first is not None:
            order[first] = -1
        key = self._key()
        arranged.sort(key=lambda one: (order[one.group], *key(one)))
        return arranged, {group: totals[group] for group in _ORDER if totals[group]}

    def _near(self, one: Scored) -> Near | None:
        return self._surroundings.of(one.record) if self._surroundings else None

    def _placed(self, one: Scored) -> Arranged:
        near = self._near(one)
        if near is not None and self._is_remote(near) and not one.name.is_exact:
            group = Group.REMOTE
        elif not self._sites:
            group = Group.ALL
        else:
            group = Group.FOR_SITE if self._is_for_site(one) else Group.FOR_ANY
        return Arranged(scored=one, group=group, near=near)

    def _is_remote(self, near: Near) -> bool:
        if near.is_remote:
            return True
        limit = self._criteria.within_miles
        too_far = limit is not None and near.miles is not None and near.miles > limit
        return near.comes and too_far

    def _is_for_site(self, one: Scored) -> bool:
        if one.record.sites & self._sites:
            return True
        return any(item.strong >> one.record.number & 1 for item in self._named)

    def _key(self) -> Callable[[Arranged], tuple[object, ...]]:
        match self._criteria.sort:
            case Sort.NAME:
                return lambda one: (one.scored.record.name.casefold(),)
            case Sort.NEWEST:
                return lambda one: (-_ordinal(one.scored.record.newest), -one.score)
            case Sort.NEAREST if self._surroundings is not None:
                return lambda one: (_miles(one), -one.score)
        if self._criteria.words.strip() or self._surroundings is not None:
            return lambda one: (-one.score, one.scored.record.name.casefold())
        return lambda one: (one.scored.record.is_unsure, one.scored.record.name.casefold())


def _miles(one: Arranged) -> float:
    return one.near.miles if one.near is not None and one.near.miles is not None else _FAR


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0
