"""Nearness: how far each service is from the origin, and whether it serves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from emndir.domain.location import Coordinates
from emndir.domain.vocabulary import AreaKind, Precision
from emndir.geography.distance import haversine_miles
from emndir.geography.gazetteer import Gazetteer, place_key
from emndir.search.columns import Bools, Doubles, Rows
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

    `miles` is the straight line to its nearest place, whose uid is `place_uid`.
    `comes` is True for help by phone, online or at home that the person may have here;
    `is_remote` for what is given in no other way.
    """

    miles: float | None
    is_exact: bool
    serves: bool | None
    place_uid: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """Some services seen from the origin, one entry each.

    `miles` is infinite without a place; `ranked` are the miles they count as; `serves` is 0, 1
    or 2 for not stated; `comes` and `is_remote` as the person would have them here.
    """

    miles: Doubles
    ranked: Doubles
    serves: Rows
    comes: Bools
    is_remote: Bools


@dataclass(frozen=True, slots=True)
class _Kinds:
    """How each kind of row is seen: what its miles are worth, or what it counts as without any.

    With `by_team` help comes from a team for a stated area, and its office is no matter.
    """

    away: Doubles
    share: Doubles
    ranked: Doubles
    serves: Rows
    comes: Bools
    by_team: Bools


@dataclass(frozen=True, slots=True)
class Area:
    """A stated area; `middle` is where a place or district lies, for ranking only."""

    name: str
    key: str
    kind: AreaKind
    middle: Coordinates | None


class Areas:
    """The areas that services state, each once, and the sets of them that services have."""

    def __init__(self, records: Records, gazetteer: Gazetteer) -> None:
        """Look the middle of every stated area up."""
        sets = records.columns.texts["area_sets"]
        numbers: dict[tuple[str, str], int] = {}
        self.in_set: list[list[int]] = [
            [numbers.setdefault((name, kind), len(numbers)) for name, kind in areas]
            for areas in sets
        ]
        self.all = [
            Area(name, place_key(name), AreaKind(kind), _middle(name, gazetteer))
            for name, kind in numbers
        ]
        self.known_counties = tuple(
            one.name for one in gazetteer.localities if one.type == "ceremonial-county"
        )
        self.counties: list[str] = records.columns.texts["counties"]
        self.county_middles = [_middle(name, gazetteer) if name else None for name in self.counties]


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
        gazetteer: Gazetteer,
        *,
        is_area: bool,
    ) -> None:
        """See the services of a directory from an origin."""
        self.origin = origin
        self._records = records
        self._columns = records.columns
        self._areas = areas
        self._is_area = is_area
        self._gazetteer = gazetteer
        self._point = origin.position.coordinates
        self._is_exact = origin.position.precision is Precision.EXACT
        self._all: Seen | None = None
        self._key = place_key(origin.label)
        self._see_areas()
        self._see_counties()

    # --- areas ---------------------------------------------------------------------------

    def _see_areas(self) -> None:
        """Work out what each set of areas says of the origin."""
        covers = [self._covers(area) for area in self._areas.all]
        away = [
            haversine_miles(self._point, area.middle) if area.middle else _NOWHERE
            for area in self._areas.all
        ]
        count = len(self._areas.in_set)
        self._serves = np.full(count, _UNSTATED, dtype=np.int64)
        self._somewhere, self._comes_from = np.full(count, _NOWHERE), np.full(count, _NOWHERE)
        self._area_miles = np.full(count, _UNKNOWN)
        self._has_areas = np.zeros(count, dtype=np.bool_)
        for number, areas in enumerate(self._areas.in_set):
            if not areas:
                continue
            self._has_areas[number] = True
            kinds = [self._areas.all[area].kind for area in areas if covers[area]]
            if kinds:
                smallest = min(kinds, key=lambda kind: _SOMEWHERE_IN[kind])
                self._serves[number] = _YES
                self._somewhere[number] = _SOMEWHERE_IN[smallest]
                self._comes_from[number] = _COMES_FROM[smallest]
            elif all(covers[area] is False for area in areas):
                self._serves[number] = _NO
            self._area_miles[number] = min(_UNKNOWN, *(away[area] for area in areas))

    def _covers(self, area: Area) -> bool | None:
        origin = self.origin
        match area.kind:
            case AreaKind.COUNTY:
                return bool(origin.county) and area.name == origin.county
            case AreaKind.DISTRICT:
                if self._is_area:
                    return self._county_of(area.name) == origin.county or None
                return bool(origin.district) and area.name == origin.district
            case AreaKind.REGION:
                return origin.county in _REGION
            case AreaKind.PLACE:
                return self._covers_place(area)
        return self._covers_in_words(area)

    def _covers_place(self, area: Area) -> bool | None:
        if area.key == self._key:
            return True
        if area.middle is None:
            return None
        miles = haversine_miles(self._point, area.middle)
        if miles <= _OF_A_PLACE_MILES:
            return True
        return None if miles < _FAR_FROM_A_PLACE_MILES else False

    def _covers_in_words(self, area: Area) -> bool | None:
        """Return False for "North Derbyshire" seen from another county, else None."""
        counties = {county for county in self._areas.known_counties if county in area.name}
        if counties and self.origin.county:
            return None if self.origin.county in counties else False
        if area.middle is not None:
            return self._covers_place(area)
        return None

    def _county_of(self, district: str) -> str:
        locality = self._gazetteer.locality_names.get(place_key(district))
        return locality.county if locality else ""

    def _see_counties(self) -> None:
        """Work out the miles that a service counts as of which only the county is stated."""
        miles = []
        for county, middle in zip(self._areas.counties, self._areas.county_middles, strict=True):
            if county and county == self.origin.county:
                miles.append(_SOMEWHERE_IN[AreaKind.COUNTY])
            elif middle is None:
                miles.append(_UNKNOWN)
            else:
                miles.append(min(_UNKNOWN, haversine_miles(self._point, middle)))
        self._county_miles = np.array(miles)

    # --- rows ----------------------------------------------------------------------------

    @cached_property
    def miles(self) -> Doubles:
        """Return the straight line to the nearest place of every row; infinite without one."""
        rows = self._columns.point_row
        miles = np.full(self._records.count, _NOWHERE)
        if len(rows):
            away = self._records.points.miles_from(self._point)
            first = np.flatnonzero(np.diff(rows, prepend=-1))
            miles[rows[first]] = np.minimum.reduceat(away, first)
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
        return _Kinds(
            away=away,
            share=np.where(serves == _YES, _SERVED_SHARE, 1.0),
            ranked=np.where(by_team, comes_from, ranked),
            serves=np.where(everywhere, _YES, serves),
            comes=comes,
            by_team=by_team,
        )

    def is_remote(self, rows: Rows, limit: float | None) -> Bools:
        """Return for some rows whether help comes to the person: in no other way, or within `limit`.

        `limit` is in miles, None for none.
        """
        kinds, miles = self._records.kinds, self.miles[rows]
        kind = kinds.of_row[rows]
        only: Bools = kinds.remote_only[kind] | ~np.isfinite(miles)
        if limit is not None:
            only |= miles > limit
        only &= self._by_kind.comes[kind]
        return only

    def see(self, rows: Rows) -> Seen:
        """Return how some rows are seen; for many of them all are, once, and kept."""
        if self._all is None and len(rows) * _MANY > self._records.count:
            self._all = self._see(np.arange(self._records.count))
        if self._all is None:
            return self._see(rows)
        every = self._all
        return Seen(
            miles=every.miles[rows],
            ranked=every.ranked[rows],
            serves=every.serves[rows],
            comes=every.comes[rows],
            is_remote=every.is_remote[rows],
        )

    def _see(self, rows: Rows) -> Seen:
        kinds, by_kind = self._records.kinds, self._by_kind
        kind = kinds.of_row[rows]
        miles = self.miles[rows]
        comes = by_kind.comes[kind]
        placed = np.isfinite(miles)
        radius = _AREA_RADIUS if self._is_area else 0.0
        there = np.maximum(0.0, miles - radius) * by_kind.share[kind] + by_kind.away[kind]
        return Seen(
            miles=miles,
            ranked=np.where(placed & ~by_kind.by_team[kind], there, by_kind.ranked[kind]),
            serves=by_kind.serves[kind],
            comes=comes,
            is_remote=comes & (kinds.remote_only[kind] | ~placed),
        )

    def reach(self, rows: Rows, enough: int) -> bool:
        """Return True if at least `enough` of some rows are in reach of the origin."""
        found, step = 0, 4096
        for start in range(0, len(rows), step):
            ranked = self.see(rows[start : start + step]).ranked
            found += int(np.count_nonzero(ranked <= IN_REACH_MILES))
            if found >= enough:
                return True
        return found >= enough

    def in_reach(self, bits: Bools) -> Bools:
        """Return those of some rows that are in reach of the origin."""
        rows = np.flatnonzero(bits)
        kept: Bools = np.zeros(len(bits), dtype=np.bool_)
        kept[rows[self.see(rows).ranked <= IN_REACH_MILES]] = True
        return kept

    def within(self, limit: float) -> Bools:
        """Return for every row whether it is inside a limit in miles; what comes always is."""
        seen = self.see(np.arange(self._records.count))
        placeless = ~np.isfinite(seen.miles) & (seen.serves == _YES)
        within: Bools = seen.comes | (seen.miles <= limit) | placeless
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
            nearest = min(points, key=lambda one: haversine_miles(self._point, one.coordinates))
        return Near(miles, nearest.is_exact and self._is_exact, serves, nearest.place_uid)

    def nearest_hospital(self) -> tuple[int, float] | None:
        """Return the row of the nearest hospital and its miles, or None without any."""
        hospitals = self._records.hospitals
        if not len(hospitals):
            return None
        miles = self.miles[hospitals]
        best = int(np.argmin(miles))
        return (int(hospitals[best]), float(miles[best])) if np.isfinite(miles[best]) else None
