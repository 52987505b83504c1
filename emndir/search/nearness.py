"""Nearness: how far each service is from the origin, and whether it serves it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from emndir.domain.location import Coordinates
from emndir.domain.vocabulary import AreaKind, Precision
from emndir.geography.gazetteer import Gazetteer, place_key
from emndir.geography.straight import Points
from emndir.search.columns import Bools, Doubles, Floats, Rows
from emndir.search.records import Record, Records
from emndir.search.results import Origin

IN_REACH_MILES = 20.0
"""Answers further off than this are no reason not to show others that are closer."""
_OF_A_PLACE_MILES = 6.0
"""A service for "Corby" serves whoever lives this near to it."""
_FAR_FROM_A_PLACE_MILES = 15.0
_NATIONAL, _UNKNOWN = 20.0, 60.0
_COMES_FROM = {
    AreaKind.PLACE: 2.0,
    AreaKind.DISTRICT: 2.0,
    AreaKind.COUNTY: 8.0,
    AreaKind.OTHER: 10.0,
    AreaKind.REGION: 12.0,
}
_SOMEWHERE_IN = {
    AreaKind.PLACE: 3.0,
    AreaKind.DISTRICT: 5.0,
    AreaKind.COUNTY: 15.0,
    AreaKind.OTHER: 15.0,
    AreaKind.REGION: 22.0,
}
"""Miles that stand in, for ranking only: for what comes to the person, by phone or at home, from
a team for the smallest area that has the origin in it; for a place that is not stated in
that area; for help from anywhere; and for what nothing is known of."""
_NOT_SERVED = 18.0
"""Miles that a service counts as further off if its stated area leaves the origin out."""
_SERVED_SHARE = 0.6
"""Share of its miles that a service counts as away whose stated area has the origin in it."""
_AREA_RADIUS = 20.0
"""Miles from the middle of a county that count as in it, where a county is the origin."""
_REGION = frozenset(
    {
        "Derbyshire",
        "Leicestershire",
        "Lincolnshire",
        "Northamptonshire",
        "Nottinghamshire",
        "Rutland",
    }
)
_NO, _YES, _UNSTATED = 0, 1, 2
_MANY = 4
"""Where more than one row in so many is looked at, all are worked out at once."""
_NOWHERE = np.inf


@dataclass(frozen=True, slots=True)
class Near:
    """One service seen from the origin.

    `miles` is the straight line to its nearest place, whose uid is `place_uid`; `serves` whether
    its stated area has the origin in it, None where that is unknown.
    """

    miles: float | None
    is_exact: bool
    serves: bool | None
    place_uid: str = ""


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


class Areas:
    """The areas that services state, each once, and the sets of them that services have."""

    def __init__(self, records: Records, gazetteer: Gazetteer) -> None:
        """Look the middle of every stated area up."""
        sets = records.columns.texts["area_sets"]
        numbers: dict[tuple[str, str], int] = {}
        in_set = [
            [numbers.setdefault((name, kind), len(numbers)) for name, kind in areas]
            for areas in sets
        ]
        self.set_count = len(in_set)
        lengths = np.array([len(areas) for areas in in_set], dtype=np.int64)
        self.stated = np.flatnonzero(lengths)
        self.members = np.array([area for areas in in_set for area in areas], dtype=np.int64)
        self.starts = (np.cumsum(lengths) - lengths)[self.stated]
        self.names = np.array([name for name, _kind in numbers], dtype=object)
        self.keys = np.array([place_key(name) for name, _kind in numbers], dtype=object)
        self.kinds = np.array([kind for _name, kind in numbers], dtype=object)
        self.somewhere = np.array([_SOMEWHERE_IN[AreaKind(kind)] for kind in self.kinds])
        self.comes_from = np.array([_COMES_FROM[AreaKind(kind)] for kind in self.kinds])
        self.middles, self.has_middle = _points(_middle(name, gazetteer) for name in self.names)
        self.county_of = np.array(
            [_county_of(name, gazetteer) for name in self.names], dtype=object
        )
        known = [one.name for one in gazetteer.localities if one.type == "ceremonial-county"]
        self.named_counties = np.array(
            [" ".join(county for county in known if county in name) for name in self.names],
            dtype=object,
        )
        self.counties = np.array(records.columns.texts["counties"], dtype=object)
        self.county_middles, self.has_county_middle = _points(
            _middle(name, gazetteer) if name else None for name in self.counties
        )


def _points(middles: Iterable[Coordinates | None]) -> tuple[Points, Bools]:
    """Return points, and whether each is known; one that is not stands at no place."""
    known = list(middles)
    latitudes = np.array([one.latitude if one else 0.0 for one in known], dtype=np.float64)
    longitudes = np.array([one.longitude if one else 0.0 for one in known], dtype=np.float64)
    has: Bools = np.array([one is not None for one in known], dtype=np.bool_)
    return Points(latitudes, longitudes), has


def _county_of(district: str, gazetteer: Gazetteer) -> str:
    locality = gazetteer.locality_names.get(place_key(district))
    return locality.county if locality else ""


def _middle(name: str, gazetteer: Gazetteer) -> Coordinates | None:
    located = gazetteer.locate_name(name)
    return located.position.coordinates if located else None


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
        self._areas = areas
        self._is_area = is_area
        self._point = origin.position.coordinates
        self._is_exact = origin.position.precision is Precision.EXACT
        self._grades: Floats | None = None
        self._key = place_key(origin.label)
        self._see_areas()
        self._see_counties()

    # --- areas ---------------------------------------------------------------------------

    def _see_areas(self) -> None:
        """Work out what each set of areas says of the origin."""
        areas, count = self._areas, self._areas.set_count
        miles = np.where(areas.has_middle, areas.middles.miles_from(self._point), _NOWHERE)
        covers = self._covers(miles)[areas.members]
        is_covered = covers == _YES
        self._serves = np.full(count, _UNSTATED, dtype=np.int64)
        self._somewhere, self._comes_from = np.full(count, _NOWHERE), np.full(count, _NOWHERE)
        self._area_miles = np.full(count, _UNKNOWN)
        self._has_areas = np.zeros(count, dtype=np.bool_)
        if not len(areas.stated):
            return
        sets, starts, members = areas.stated, areas.starts, areas.members
        somewhere = np.where(is_covered, areas.somewhere[members], _NOWHERE)
        comes_from = np.where(is_covered, areas.comes_from[members], _NOWHERE)
        leaves_out = np.logical_and.reduceat(covers == _NO, starts)
        self._has_areas[sets] = True
        self._somewhere[sets] = np.minimum.reduceat(somewhere, starts)
        self._comes_from[sets] = np.minimum.reduceat(comes_from, starts)
        self._serves[sets[leaves_out]] = _NO
        self._serves[sets[np.logical_or.reduceat(is_covered, starts)]] = _YES
        self._area_miles[sets] = np.minimum(_UNKNOWN, np.minimum.reduceat(miles[members], starts))

    def _covers(self, miles: Doubles) -> Rows:
        """Return for every stated area whether the origin lies in it; `miles` are to its middle."""
        areas, origin = self._areas, self.origin
        by_place = np.where(miles < _FAR_FROM_A_PLACE_MILES, _UNSTATED, _NO)
        by_place = np.where(miles <= _OF_A_PLACE_MILES, _YES, by_place)
        by_place = np.where(areas.has_middle, by_place, _UNSTATED)
        by_place[areas.keys == place_key(origin.label)] = _YES
        by_words = by_place
        if origin.county:
            named = np.array([origin.county in named for named in areas.named_counties], np.bool_)
            names_any = areas.named_counties != ""
            by_words = np.where(names_any, np.where(named, _UNSTATED, _NO), by_place)
        by_county = np.where(areas.names == (origin.county or None), _YES, _NO)
        by_district = np.where(areas.names == (origin.district or None), _YES, _NO)
        if self._is_area:
            by_district = np.where(areas.county_of == origin.county, _YES, _UNSTATED)
        covers = by_words
        for kind, by_kind in (
            (AreaKind.COUNTY, by_county),
            (AreaKind.DISTRICT, by_district),
            (AreaKind.REGION, np.full(len(miles), _YES if origin.county in _REGION else _NO)),
            (AreaKind.PLACE, by_place),
        ):
            covers = np.where(areas.kinds == kind.value, by_kind, covers)
        return np.asarray(covers, dtype=np.int64)

    def _see_counties(self) -> None:
        """Work out the miles that a service counts as of which only the county is stated."""
        areas = self._areas
        miles = np.minimum(_UNKNOWN, areas.county_middles.miles_from(self._point))
        miles = np.where(areas.has_county_middle, miles, _UNKNOWN)
        if self.origin.county:
            miles[areas.counties == self.origin.county] = _SOMEWHERE_IN[AreaKind.COUNTY]
        self._county_miles = miles

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
        miles[np.flatnonzero(~kinds.placed.take(kinds.of_row))] = _NOWHERE
        return miles

    @cached_property
    def _by_kind(self) -> _Kinds:
        kinds = self._records.kinds
        has_areas, serves = self._has_areas[kinds.area_set], self._serves[kinds.area_set]
        somewhere, comes_from = self._somewhere[kinds.area_set], self._comes_from[kinds.area_set]
        everywhere = ~has_areas & (kinds.national | kinds.remote_only)
        comes = kinds.has_remote & ((serves == _YES) | everywhere)
        away = np.where(serves == _NO, _NOT_SERVED, 0.0)
        county_miles = self._county_miles[kinds.county]
        in_county = county_miles == _SOMEWHERE_IN[AreaKind.COUNTY]
        at_most = np.where((serves == _UNSTATED) & in_county, _SOMEWHERE_IN[AreaKind.COUNTY], 1e9)
        by_area = np.minimum(self._area_miles[kinds.area_set] + away, at_most)
        by_county = np.where(kinds.national, _NATIONAL, county_miles)
        ranked = np.where(has_areas, by_area, by_county)
        ranked = np.where(np.isfinite(somewhere), somewhere * _SERVED_SHARE, ranked)
        ranked = np.where(everywhere, _NATIONAL, ranked)
        by_team = kinds.remote_only & np.isfinite(comes_from)
        goes_there = kinds.placed & ~by_team
        here = has_areas & (serves == _YES)
        return _Kinds(
            share=np.where(goes_there, np.where(serves == _YES, _SERVED_SHARE, 1.0), 0.0),
            more=np.where(goes_there, away, np.where(by_team, comes_from, ranked)),
            serves=np.where(everywhere, _YES, serves),
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
            miles=np.where(placed, self._ground.take(rows), _NOWHERE),
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
        always = by_kind.comes | (~kinds.placed & (by_kind.serves == _YES))
        within: Bools = always.take(kinds.of_row)
        within |= (self._ground <= limit) & kinds.placed.take(kinds.of_row)
        return within

    def of(self, records: Sequence[Record]) -> list[Near]:
        """Return how some rows are seen, each with the place that is nearest."""
        seen = self.see(np.array([record.row for record in records], dtype=np.int64))
        return [
            self._near(record, miles, {_NO: False, _YES: True}.get(serves))
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
            away, _known = _points(one.coordinates for one in points)
            nearest = points[int(away.nearest(self._point, 1)[0])]
        return Near(miles, nearest.is_exact and self._is_exact, serves, nearest.place_uid)

    def nearest_hospital(self) -> tuple[int, float] | None:
        """Return the row of the nearest hospital and its miles, or None without any."""
        hospitals = self._records.hospitals
        if not len(hospitals):
            return None
        miles = self.miles[hospitals]
        best = int(np.argmin(miles))
        return (int(hospitals[best]), float(miles[best])) if np.isfinite(miles[best]) else None
