"""Nearness: how far each service is from the origin, and whether it serves it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from emndir.domain.vocabulary import AreaKind, Precision
from emndir.geography.distance import water_between
from emndir.search.columns import Bools, Doubles, Floats, Rows
from emndir.search.records import Record, Records
from emndir.search.results import Origin
from emndir.search.stated_areas import (
    NO,
    NOWHERE,
    SOMEWHERE_IN,
    UNSTATED,
    YES,
    Areas,
    AreasSeen,
    points_of,
)

IN_REACH_MILES = 20.0
"""Answers further off than this are no reason not to show others that are closer."""
_NATIONAL = 20.0
"""Miles that stand in, for ranking only, for help from anywhere."""
_NOT_SERVED = 18.0
"""Miles that a service counts as further off if its stated area leaves the origin out."""
_SERVED_SHARE = 0.6
"""Share of its miles that a service counts as away whose stated area has the origin in it."""
_AREA_RADIUS = 20.0
"""Miles from the middle of a county that count as in it, where a county is the origin."""
_MANY = 4
"""Where more than one row in so many is looked at, all are worked out at once."""


@dataclass(frozen=True, slots=True)
class Near:
    """One service seen from the origin.

    `miles` is the straight line to its nearest place, whose uid is `place_uid`; `serves` whether
    its stated area has the origin in it, None where that is unknown. `water` names what that line
    crosses.
    """

    miles: float | None
    is_exact: bool
    serves: bool | None
    place_uid: str = ""
    water: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """Some services seen from the origin, one entry each.

    `miles` is infinite without a place; `ranked` are the miles they count as; `serves` is 0, 1
    or 2 for not stated.
    """

    miles: Doubles
    ranked: Doubles
    serves: Rows


@dataclass(frozen=True, slots=True)
class _Kinds:
    """How each kind of row is seen.

    A row counts as `share` of its miles and so many `more`; the share is 0 where it has no place,
    and where help comes from a team for a stated area, whose office is no matter. `from_afar`
    where help comes in no other way, and from no stated area that has the origin in it.
    """

    share: Doubles
    more: Doubles
    serves: Rows
    comes: Bools
    from_afar: Bools


class Surroundings:
    """Every service seen from one origin; worked out once, kept while the origin stays."""

    def __init__(
        self,
        origin: Origin,
        records: Records,
        areas: Areas,
        *,
        is_area: bool,
    ) -> None:
        """See the services of a directory from an origin."""
        self.origin = origin
        self._records = records
        self._columns = records.columns
        self._seen = AreasSeen(areas, origin, is_area=is_area)
        self._is_area = is_area
        self._point = origin.position.coordinates
        self._is_exact = origin.position.precision is Precision.EXACT
        self._grades: Floats | None = None

    # --- rows ----------------------------------------------------------------------------

    @cached_property
    def _ground(self) -> Doubles:
        """Return the straight line to the nearest place of every row; 0 without one."""
        first, owners = self._records.on_ground
        miles = np.zeros(self._records.count)
        if len(first):
            miles[owners] = self._records.points.least_miles_from(self._point, first)
        return miles

    @cached_property
    def miles(self) -> Doubles:
        """Return the straight line to the nearest place of every row; infinite without one."""
        kinds = self._records.kinds
        miles = self._ground.copy()
        miles[np.flatnonzero(~kinds.placed.take(kinds.of_row))] = NOWHERE
        return miles

    @cached_property
    def _by_kind(self) -> _Kinds:
        kinds = self._records.kinds
        seen, sets = self._seen, kinds.area_set
        has_areas, serves = seen.has_any[sets], seen.serves[sets]
        somewhere, comes_from = seen.somewhere[sets], seen.comes_from[sets]
        everywhere = ~has_areas & (kinds.national | kinds.remote_only)
        comes = kinds.has_remote & ((serves == YES) | everywhere)
        away = np.where(serves == NO, _NOT_SERVED, 0.0)
        county_miles = seen.county_miles[kinds.county]
        in_county = county_miles == SOMEWHERE_IN[AreaKind.COUNTY]
        at_most = np.where((serves == UNSTATED) & in_county, SOMEWHERE_IN[AreaKind.COUNTY], 1e9)
        by_area = np.minimum(seen.miles[sets] + away, at_most)
        by_county = np.where(kinds.national, _NATIONAL, county_miles)
        ranked = np.where(has_areas, by_area, by_county)
        ranked = np.where(np.isfinite(somewhere), somewhere * _SERVED_SHARE, ranked)
        ranked = np.where(everywhere, _NATIONAL, ranked)
        by_team = kinds.remote_only & np.isfinite(comes_from)
        goes_there = kinds.placed & ~by_team
        here = has_areas & (serves == YES)
        return _Kinds(
            share=np.where(goes_there, np.where(serves == YES, _SERVED_SHARE, 1.0), 0.0),
            more=np.where(goes_there, away, np.where(by_team, comes_from, ranked)),
            serves=np.where(~has_areas & kinds.national, YES, serves),
            comes=comes,
            from_afar=(kinds.remote_only | ~kinds.placed) & ~here & comes,
        )

    def is_remote(self, rows: Rows, limit: float | None) -> Bools:
        """Return for some rows whether help comes from afar: in no other way, or within `limit`.

        `limit` is in miles, None for none. A team for a stated area around the origin, which rings
        or visits there, is as near as a clinic and is not meant.
        """
        if limit is None:
            found: Bools = self._from_afar.take(rows)
            return found
        kinds, by_kind = self._records.kinds, self._by_kind
        kind = kinds.of_row.take(rows)
        nowhere = (by_kind.from_afar | ~kinds.placed) & by_kind.comes
        found = nowhere.take(kind)
        found |= (self._ground.take(rows) > limit) & by_kind.comes.take(kind)
        return found

    @cached_property
    def _from_afar(self) -> Bools:
        """Return for every row whether help comes from afar and in no other way."""
        found: Bools = self._by_kind.from_afar.take(self._records.kinds.of_row)
        return found

    def see(self, rows: Rows) -> Seen:
        """Return how some rows are seen."""
        kinds, by_kind = self._records.kinds, self._by_kind
        kind = kinds.of_row.take(rows)
        placed = kinds.placed.take(kind)
        return Seen(
            miles=np.where(placed, self._ground.take(rows), NOWHERE),
            ranked=self._ranked(rows),
            serves=by_kind.serves.take(kind),
        )

    def graded(self, rows: Rows, grades: Callable[[Floats], Floats]) -> Floats:
        """Return for some rows what their miles count, by a function that never changes."""
        if not self._is_many(rows):
            return grades(self._ranked(rows).astype(np.float32))
        if self._grades is None:
            self._grades = grades(self._every_ranked.astype(np.float32))
        found: Floats = self._grades.take(rows)
        return found

    @cached_property
    def _every_ranked(self) -> Doubles:
        """Return what the miles of all rows count as."""
        return self._count_miles(self._ground, self._records.kinds.of_row)

    def _is_many(self, rows: Rows) -> bool:
        """Return True where all rows are, or better were, looked at at once."""
        return "_every_ranked" in self.__dict__ or len(rows) * _MANY > self._records.count

    def _ranked(self, rows: Rows) -> Doubles:
        if self._is_many(rows):
            every: Doubles = self._every_ranked.take(rows)
            return every
        return self._count_miles(self._ground.take(rows), self._records.kinds.of_row.take(rows))

    def _count_miles(self, ground: Doubles, kind: Rows) -> Doubles:
        """Return what miles over ground count as for rows of these kinds."""
        there = np.maximum(0.0, ground - _AREA_RADIUS) if self._is_area else ground.copy()
        there *= self._by_kind.share.take(kind)
        there += self._by_kind.more.take(kind)
        return there

    def reach(self, bits: Bools, enough: int) -> bool:
        """Return True if at least `enough` of the rows that are set are in reach of the origin."""
        if "_every_ranked" in self.__dict__:
            return int(np.count_nonzero(bits & self._reached)) >= enough
        found, step, rows = 0, 4096, np.flatnonzero(bits)
        for start in range(0, len(rows), step):
            ranked = self._ranked(rows[start : start + step])
            found += int(np.count_nonzero(ranked <= IN_REACH_MILES))
            if found >= enough:
                return True
        return found >= enough

    @cached_property
    def _reached(self) -> Bools:
        reached: Bools = self._every_ranked <= IN_REACH_MILES
        return reached

    def in_reach(self, bits: Bools) -> Bools:
        """Return those of some rows that are in reach of the origin."""
        if "_every_ranked" in self.__dict__:
            return bits & self._reached
        rows = np.flatnonzero(bits)
        kept: Bools = np.zeros(len(bits), dtype=np.bool_)
        kept[rows[self._ranked(rows) <= IN_REACH_MILES]] = True
        return kept

    def within(self, limit: float) -> Bools:
        """Return for every row whether it is inside a limit in miles; what comes always is."""
        kinds, by_kind = self._records.kinds, self._by_kind
        always = by_kind.comes | (~kinds.placed & (by_kind.serves == YES))
        within: Bools = always.take(kinds.of_row)
        within |= (self._ground <= limit) & kinds.placed.take(kinds.of_row)
        return within

    def of(self, records: Sequence[Record]) -> list[Near]:
        """Return how some rows are seen, each with the place that is nearest."""
        seen = self.see(np.array([record.row for record in records], dtype=np.int64))
        return [
            self._near(record, miles, {NO: False, YES: True}.get(serves))
            for record, miles, serves in zip(
                records, seen.miles.tolist(), seen.serves.tolist(), strict=True
            )
        ]

    def _near(self, record: Record, miles: float, serves: bool | None) -> Near:
        points = record.points
        if not points:
            return Near(None, False, serves)
        nearest = points[0]
        if len(points) > 1:
            away, _known = points_of(one.coordinates for one in points)
            nearest = points[int(away.nearest(self._point, 1)[0])]
        return Near(
            miles,
            nearest.is_exact and self._is_exact,
            serves,
            nearest.place_uid,
            water_between(self._point, nearest.coordinates),
        )

    def nearest_hospital(self) -> tuple[int, float] | None:
        """Return the row of the nearest hospital and its miles, or None without any."""
        hospitals = self._records.hospitals
        if not len(hospitals):
            return None
        miles = self.miles[hospitals]
        best = int(np.argmin(miles))
        return (int(hospitals[best]), float(miles[best])) if np.isfinite(miles[best]) else None
