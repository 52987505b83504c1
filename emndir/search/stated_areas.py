"""Stated areas: which of the areas that services state have the origin in them, and how far off they are."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from emndir.domain.location import Coordinates
from emndir.domain.vocabulary import AreaKind
from emndir.geography.gazetteer import Gazetteer, place_key
from emndir.geography.straight import Points
from emndir.search.columns import Bools, Doubles, Rows
from emndir.search.records import Records
from emndir.search.results import Origin

NO, YES, UNSTATED = 0, 1, 2
"""Whether an area has the origin in it, and so whether a service of it serves the person."""
NOWHERE = np.inf
UNKNOWN_MILES = 60.0
"""Miles that stand in, for ranking only, where nothing is known."""
COMES_FROM = {
    AreaKind.PLACE: 2.0,
    AreaKind.DISTRICT: 2.0,
    AreaKind.COUNTY: 8.0,
    AreaKind.OTHER: 10.0,
    AreaKind.REGION: 12.0,
}
"""The same for what comes to the person, by phone or at home, from a team for the smallest area that
has the origin in it."""
SOMEWHERE_IN = {
    AreaKind.PLACE: 3.0,
    AreaKind.DISTRICT: 5.0,
    AreaKind.COUNTY: 15.0,
    AreaKind.OTHER: 15.0,
    AreaKind.REGION: 22.0,
}
"""The same for a place that is not stated in such an area."""
_OF_A_PLACE_MILES = 6.0
"""A service for "Corby" serves whoever lives this near to it."""
_FAR_FROM_A_PLACE_MILES = 15.0
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

_DISTRICTS = frozenset({"district", "unitary"})


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
        self.somewhere = np.array([SOMEWHERE_IN[AreaKind(kind)] for kind in self.kinds])
        self.comes_from = np.array([COMES_FROM[AreaKind(kind)] for kind in self.kinds])
        self.middles, self.has_middle = points_of(_middle(name, gazetteer) for name in self.names)
        self.county_of = np.array(
            [_county_of(name, gazetteer) for name in self.names], dtype=object
        )
        known = [one.name for one in gazetteer.localities if one.type == "ceremonial-county"]
        self.named_counties = np.array(
            [" ".join(county for county in known if county in name) for name in self.names],
            dtype=object,
        )
        self.districts: dict[str, set[str]] = {}
        for one in gazetteer.localities:
            if one.type in _DISTRICTS:
                self.districts.setdefault(one.county, set()).add(one.name)
        self.counties = np.array(records.columns.texts["counties"], dtype=object)
        self.county_middles, self.has_county_middle = points_of(
            _middle(name, gazetteer) if name else None for name in self.counties
        )

    def is_beyond(self, origin: Origin) -> bool:
        """Return True for a district that bears a county’s name and lies in another region.

        Grimsby and Scunthorpe are in Lincolnshire on a map; a service that says it serves Lincolnshire
        most often means the county of the council and of the NHS, without them.
        """
        known = self.districts.get(origin.county, set())
        return bool(origin.district and known) and origin.district not in known


class AreasSeen:
    """The stated areas seen from one origin: an entry for each set of areas that services have.

    `serves` is one of the three numbers above, `has_any` whether the set has an area. `somewhere` and
    `comes_from` are the miles that stand in for the smallest area that has the origin in it,
    infinite without one, and `miles` those to the nearest middle. `county_miles` has an entry for
    each county: what a service counts as of which only that is stated.
    """

    def __init__(self, areas: Areas, origin: Origin, *, is_area: bool) -> None:
        """See every set from an origin; `is_area` says that the origin is itself a county."""
        self._areas, self._origin, self._is_area = areas, origin, is_area
        self._point = origin.position.coordinates
        count = areas.set_count
        self.serves = np.full(count, UNSTATED, dtype=np.int64)
        self.somewhere, self.comes_from = np.full(count, NOWHERE), np.full(count, NOWHERE)
        self.miles = np.full(count, UNKNOWN_MILES)
        self.has_any = np.zeros(count, dtype=np.bool_)
        if len(areas.stated):
            self._see_sets()
        self.county_miles = self._see_counties()

    def _see_sets(self) -> None:
        """Work out what each set of areas says of the origin."""
        areas = self._areas
        miles = np.where(areas.has_middle, areas.middles.miles_from(self._point), NOWHERE)
        covers = self._covers(miles)[areas.members]
        is_covered = covers == YES
        sets, starts, members = areas.stated, areas.starts, areas.members
        somewhere = np.where(is_covered, areas.somewhere[members], NOWHERE)
        comes_from = np.where(is_covered, areas.comes_from[members], NOWHERE)
        leaves_out = np.logical_and.reduceat(covers == NO, starts)
        self.has_any[sets] = True
        self.somewhere[sets] = np.minimum.reduceat(somewhere, starts)
        self.comes_from[sets] = np.minimum.reduceat(comes_from, starts)
        self.serves[sets[leaves_out]] = NO
        self.serves[sets[np.logical_or.reduceat(is_covered, starts)]] = YES
        self.miles[sets] = np.minimum(UNKNOWN_MILES, np.minimum.reduceat(miles[members], starts))

    def _covers(self, miles: Doubles) -> Rows:
        """Return for every stated area whether the origin lies in it; `miles` are to its middle."""
        areas, origin = self._areas, self._origin
        by_place = np.where(miles < _FAR_FROM_A_PLACE_MILES, UNSTATED, NO)
        by_place = np.where(miles <= _OF_A_PLACE_MILES, YES, by_place)
        by_place = np.where(areas.has_middle, by_place, UNSTATED)
        by_place[areas.keys == place_key(origin.label)] = YES
        by_words = by_place
        if origin.county:
            named = np.array([origin.county in named for named in areas.named_counties], np.bool_)
            names_any = areas.named_counties != ""
            by_words = np.where(names_any, np.where(named, UNSTATED, NO), by_place)
        is_beyond = areas.is_beyond(origin)
        in_county = UNSTATED if is_beyond else YES
        by_county = np.where(areas.names == (origin.county or None), in_county, NO)
        in_region = YES if origin.county in _REGION and not is_beyond else NO
        by_district = np.where(areas.names == (origin.district or None), YES, NO)
        if self._is_area:
            by_district = np.where(areas.county_of == origin.county, YES, UNSTATED)
        covers = by_words
        for kind, by_kind in (
            (AreaKind.COUNTY, by_county),
            (AreaKind.DISTRICT, by_district),
            (AreaKind.REGION, np.full(len(miles), in_region)),
            (AreaKind.PLACE, by_place),
        ):
            covers = np.where(areas.kinds == kind.value, by_kind, covers)
        return np.asarray(covers, dtype=np.int64)

    def _see_counties(self) -> Doubles:
        """Return the miles that a service counts as of which only the county is stated."""
        areas = self._areas
        miles = np.minimum(UNKNOWN_MILES, areas.county_middles.miles_from(self._point))
        miles = np.where(areas.has_county_middle, miles, UNKNOWN_MILES)
        if self._origin.county:
            miles[areas.counties == self._origin.county] = SOMEWHERE_IN[AreaKind.COUNTY]
        return miles


def points_of(middles: Iterable[Coordinates | None]) -> tuple[Points, Bools]:
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
