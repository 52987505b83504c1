"""Loading: from the rows of the index to records and bit sets, once when a directory opens."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from emndir.domain.location import Coordinates
from emndir.domain.service import TREATMENT_LINE_TYPE
from emndir.domain.vocabulary import NATIONAL, AreaKind, Delivery, ReferralRoute, ServiceStatus
from emndir.geography.gazetteer import Gazetteer, place_key
from emndir.search.criteria import Facet
from emndir.search.records import Area, Point, Record, Records, name_key
from emndir.search.words import fold, stem

Facts = Mapping[str, Any]
"""What `search_entry.facts` holds of one service or place: plain JSON data."""

_REMOTE = frozenset({Delivery.PHONE, Delivery.ONLINE, Delivery.HOME_VISIT})


def build_records(rows: Iterable[tuple[int, str, int, str]], gazetteer: Gazetteer) -> Records:
    """Return the records of `search_entry` rows (id, uid, is_place, facts as JSON)."""
    loader = _Loader(gazetteer)
    for number, uid, is_place, text in rows:
        loader.add(number, uid, bool(is_place), json.loads(text))
    return loader.records()


class _Loader:
    """Gathers records and their bit sets row by row."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._all: list[Record] = []
        self._found = Records(all=())
        self._by_facet: dict[Facet, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        self._owners: dict[str, int] = defaultdict(int)
        self._at_place: dict[str, int] = defaultdict(int)
        self._placeless: dict[str, int] = defaultdict(int)
        self._bodies: dict[frozenset[str], str] = {}
        self._name_words: set[str] = set()
        self._where_words: set[str] = set()
        self._needs: set[tuple[str, ...]] = set()
        self._has_self = 0

    def add(self, number: int, uid: str, is_place: bool, facts: Facts) -> None:
        """Add one row."""
        record = _record(number, uid, is_place, facts, self._gazetteer)
        self._all.append(record)
        bit = 1 << number
        for digits in record.digits:
            self._owners[digits] |= bit
        if not record.is_offered:
            self._found.gone |= bit
        if record.is_place:
            self._add_place(record, bit, facts)
            return
        if facts["is_trust"]:
            self._where_words.update(_words_of(facts["organization"]))
        names = (*facts["names"], *facts["former"], *facts["organization"])
        self._name_words.update(_words_of(names))
        if record.is_offered:
            self._add_offered(record, bit, facts)

    def _add_place(self, record: Record, bit: int, facts: Facts) -> None:
        self._found.places |= bit
        if record.is_known_place:
            self._found.known_places |= bit
            if record.is_nhs_site:
                self._where_words.update(_words_of((*facts["names"], *facts["former"])))
            body: str = facts["body"]
            self._bodies.update(dict.fromkeys(record.aliases, body))

    def _add_offered(self, record: Record, bit: int, facts: Facts) -> None:
        self._found.offered |= bit
        self._needs.update(tuple(map(stem, fold(need).split())) for need in facts["needs"])
        if facts["is_trust"] and not record.place_uids:
            self._placeless[facts["body"]] |= bit
        for place_uid in record.place_uids:
            self._at_place[place_uid] |= bit
        if record.is_line and (record.is_always or record.service_type == TREATMENT_LINE_TYPE):
            self._found.lines |= bit
        if ReferralRoute.SELF.value in facts["routes"]:
            self._has_self |= bit
        for facet, codes in _facet_codes(record, facts, self._gazetteer).items():
            for code in codes:
                self._by_facet[facet][code] |= bit

    def records(self) -> Records:
        """Return everything that was added."""
        found = self._found
        found.all = tuple(self._all)
        found.not_self = found.offered & ~self._has_self
        found.bits = {facet: dict(values) for facet, values in self._by_facet.items()}
        found.owners = dict(self._owners)
        found.at_place = dict(self._at_place)
        found.perhaps_at = {
            alias: self._placeless[body]
            for alias, body in self._bodies.items()
            if body in self._placeless
        }
        found.name_words = frozenset(self._name_words)
        found.needs = frozenset(self._needs)
        found.where_words = frozenset(self._where_words)
        return found


def _words_of(names: Iterable[str]) -> Iterator[str]:
    return (word for name in names for word in fold(name).split())


def _record(number: int, uid: str, is_place: bool, facts: Facts, gazetteer: Gazetteer) -> Record:
    def listed(key: str) -> Sequence[str]:
        return tuple(facts.get(key, ()))

    names = listed("names")
    keys = (name_key(name) for name in (*names, *listed("former")))
    aliases = tuple(dict.fromkeys(key for key in keys if key))
    delivery = frozenset(Delivery(value) for value in listed("delivery"))
    points = tuple(_points(facts))
    newest = facts.get("newest", "")
    district, county = ("", "")
    if is_place and points:
        postcode = facts["points"][0][3]
        district, county = gazetteer.area_of(postcode, points[0].coordinates)
    is_in_person = bool(delivery - _REMOTE) or (not delivery and bool(points))
    return Record(
        number=number,
        uid=uid,
        is_place=is_place,
        name=facts["name"],
        status=ServiceStatus(facts["status"]),
        name_words=frozenset(word for name in names for word in name_key(name)),
        aliases=aliases,
        own_words=frozenset(
            word
            for name in (*names, *listed("former"), *listed("organization"))
            for word in name_key(name)
        ),
        body_words=frozenset(word for name in listed("organization") for word in name_key(name)),
        is_national=facts.get("county") == NATIONAL,
        is_remote_only=bool(delivery & _REMOTE) and not is_in_person,
        has_remote=bool(delivery & _REMOTE),
        is_at_home=Delivery.HOME_VISIT in delivery,
        is_line=bool(facts.get("is_line")),
        is_always=bool(facts.get("is_always")),
        is_hospital=bool(facts.get("is_hospital")),
        is_nhs_site=bool(facts.get("is_nhs_site")),
        service_type=facts.get("service_type", ""),
        points=points,
        areas=tuple(_areas(facts, gazetteer)),
        sites=frozenset(listed("sites")),
        digits=tuple(listed("digits")),
        phone=facts.get("phone", ""),
        place_uids=tuple(listed("places")),
        county=county or facts.get("county", ""),
        district=district,
        newest=date.fromisoformat(newest) if newest else None,
    )


def _points(facts: Facts) -> Iterator[Point]:
    for latitude, longitude, is_exact, _postcode, place in facts.get("points", ()):
        yield Point(Coordinates(latitude, longitude), bool(is_exact), place)


def _areas(facts: Facts, gazetteer: Gazetteer) -> Iterator[Area]:
    for name, kind in facts.get("areas", ()):
        located = gazetteer.locate_name(name)
        yield Area(name, AreaKind(kind), located.position.coordinates if located else None)


def _facet_codes(record: Record, facts: Facts, gazetteer: Gazetteer) -> dict[Facet, frozenset[str]]:
    def codes(key: str) -> frozenset[str]:
        value = facts.get(key, ())
        found = value if isinstance(value, list) else [value]
        return frozenset(str(code) for code in found if code)

    counties, districts = _localities(facts, gazetteer)
    return {
        Facet.REFERRAL_ROUTE: codes("routes"),
        Facet.HELP_GROUP: codes("help_group"),
        Facet.DELIVERY: codes("delivery"),
        Facet.CANCER_SITE: codes("sites"),
        Facet.STAGE: codes("stages"),
        Facet.AUDIENCE: codes("audience"),
        Facet.COUNTY: counties,
        Facet.DISTRICT: districts,
        Facet.COST: codes("cost"),
        Facet.SERVICE_TYPE: codes("service_type"),
        Facet.STATUS: frozenset({record.status.value}),
    }


def _localities(facts: Facts, gazetteer: Gazetteer) -> tuple[frozenset[str], frozenset[str]]:
    """Return counties and districts: where it is, what it says, what it serves.

    A district that it serves brings its county; a county that it serves all its districts.
    """
    stated = facts.get("county", "")
    counties = {stated} if stated and stated != NATIONAL else set()
    districts: set[str] = set()
    for latitude, longitude, _exact, postcode, _place in facts.get("points", ()):
        district, county = gazetteer.area_of(postcode, Coordinates(latitude, longitude))
        districts |= {district} - {""}
        counties |= {county} - {""}
    for name, kind in facts.get("areas", ()):
        if kind == AreaKind.COUNTY:
            counties.add(name)
            districts |= {
                locality.name
                for locality in gazetteer.localities
                if locality.type in ("district", "unitary") and locality.county == name
            }
        elif kind == AreaKind.DISTRICT:
            districts.add(name)
            locality = gazetteer.locality_names.get(place_key(name))
            counties |= {locality.county} - {""} if locality else set()
        elif kind == AreaKind.PLACE:
            located = gazetteer.locate_name(name)
            if located:
                districts |= {located.district} - {""}
                counties |= {located.county} - {""}
    return frozenset(counties), frozenset(districts)
