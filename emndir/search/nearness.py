"""Nearness: how far each service is from the origin, and whether it serves it."""

from __future__ import annotations

from dataclasses import dataclass

from emndir.domain.vocabulary import AreaKind, Precision
from emndir.geography.distance import haversine_miles
from emndir.geography.gazetteer import Gazetteer, place_key
from emndir.search.records import Area, Record, Records
from emndir.search.results import Origin

_OF_A_PLACE_MILES = 6.0
"""A service for "Corby" serves whoever lives this near to it."""
_FAR_FROM_A_PLACE_MILES = 15.0
_NATIONAL, _UNKNOWN = 20.0, 60.0
_COMES_FROM = {
    AreaKind.PLACE: 2.0,
    AreaKind.DISTRICT: 2.0,
    AreaKind.COUNTY: 5.0,
    AreaKind.OTHER: 8.0,
    AreaKind.REGION: 10.0,
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


@dataclass(frozen=True, slots=True)
class Near:
    """One service seen from the origin.

    `miles` is the straight line to its nearest place, whose uid is `place_uid`; `ranked` the
    miles it counts as.
    `comes` is True for help by phone, online or at home that the person may have here;
    `is_remote` for what is given in no other way.
    """

    miles: float | None
    is_exact: bool
    serves: bool | None
    ranked: float
    comes: bool
    is_remote: bool
    place_uid: str = ""


class Surroundings:
    """Every service seen from one origin; worked out once, kept while the origin stays."""

    def __init__(
        self, origin: Origin, records: Records, gazetteer: Gazetteer, *, is_area: bool
    ) -> None:
        self.origin = origin
        self._is_area = is_area
        self._gazetteer = gazetteer
        self._point = origin.position.coordinates
        self._is_exact = origin.position.precision is Precision.EXACT
        self.near = tuple(self._near(record) for record in records.all)

    def of(self, record: Record) -> Near:
        """Return how one service is seen."""
        return self.near[record.number - 1]

    def _near(self, record: Record) -> Near:
        miles, is_exact, place_uid = None, False, ""
        for point in record.points:
            distance = haversine_miles(self._point, point.coordinates)
            if miles is None or distance < miles:
                miles, is_exact = distance, point.is_exact and self._is_exact
                place_uid = point.place_uid
        serves, smallest = self._serves(record)
        everywhere = not record.areas and (record.is_national or record.is_remote_only)
        comes = record.has_remote and (serves is True or everywhere)
        return Near(
            miles=miles,
            is_exact=is_exact,
            serves=True if everywhere else serves,
            ranked=_NATIONAL
            if everywhere and miles is None
            else self._ranked(record, miles, serves, smallest),
            comes=comes,
            is_remote=comes and (record.is_remote_only or miles is None),
            place_uid=place_uid,
        )

    def _ranked(
        self, record: Record, miles: float | None, serves: bool | None, smallest: AreaKind | None
    ) -> float:
        away = 0.0 if serves is not False else _NOT_SERVED
        if record.is_remote_only and smallest is not None:
            return _COMES_FROM[smallest]
        if miles is not None:
            return max(0.0, miles - (_AREA_RADIUS if self._is_area else 0.0)) + away
        if smallest is not None:
            return _SOMEWHERE_IN[smallest]
        if not record.areas:
            return self._ranked_by_county(record)
        return min(_UNKNOWN, self._miles_to_areas(record)) + away

    def _ranked_by_county(self, record: Record) -> float:
        """Return miles for a service of which only the county is stated."""
        if record.is_national:
            return _NATIONAL
        if record.county and record.county == self.origin.county:
            return _SOMEWHERE_IN[AreaKind.COUNTY]
        located = self._gazetteer.locate_name(record.county) if record.county else None
        if located is None:
            return _UNKNOWN
        return min(_UNKNOWN, haversine_miles(self._point, located.position.coordinates))

    def _miles_to_areas(self, record: Record) -> float:
        middles = [area.middle for area in record.areas if area.middle is not None]
        return min((haversine_miles(self._point, middle) for middle in middles), default=_UNKNOWN)

    def _serves(self, record: Record) -> tuple[bool | None, AreaKind | None]:
        """Return whether a stated area covers the origin (None: not known), and the smallest."""
        answers = [(self._covers(area), area.kind) for area in record.areas]
        covering = [kind for covers, kind in answers if covers]
        if covering:
            return True, min(covering, key=lambda kind: _SOMEWHERE_IN[kind])
        is_unknown = not answers or any(covers is None for covers, _kind in answers)
        return (None if is_unknown else False), None

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
        if place_key(area.name) == place_key(self.origin.label):
            return True
        if area.middle is None:
            return None
        miles = haversine_miles(self._point, area.middle)
        if miles <= _OF_A_PLACE_MILES:
            return True
        return None if miles < _FAR_FROM_A_PLACE_MILES else False

    def _covers_in_words(self, area: Area) -> bool | None:
        """Return False for "North Derbyshire" seen from another county, else None."""
        counties = {
            locality.name
            for locality in self._gazetteer.localities
            if locality.type == "ceremonial-county" and locality.name in area.name
        }
        if counties and self.origin.county:
            return None if self.origin.county in counties else False
        if area.middle is not None:
            return self._covers_place(area)
        return None

    def _county_of(self, district: str) -> str:
        locality = self._gazetteer.locality_names.get(place_key(district))
        return locality.county if locality else ""
