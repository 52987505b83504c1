"""Records: what filters, facets, distances and numbers need of every service, in memory.

Read once when a directory is opened. Values of a facet are kept as bit sets: bit n of an
integer stands for record n, so that a filter is one `&` and a count one `bit_count()`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from emndir.domain.location import Coordinates
from emndir.domain.service import TREATMENT_LINE_TYPE
from emndir.domain.vocabulary import (
    ALL_SITES,
    NATIONAL,
    AreaKind,
    Delivery,
    ReferralRoute,
    ServiceStatus,
)
from emndir.geography.gazetteer import Gazetteer, place_key
from emndir.search.criteria import Facet, SourceAge
from emndir.search.words import STOP_WORDS, fold, stem

_REMOTE = frozenset({Delivery.PHONE, Delivery.ONLINE, Delivery.HOME_VISIT})


@dataclass(frozen=True, slots=True)
class Point:
    """Where a record is: a point, and whether it is its postcode's own."""

    coordinates: Coordinates
    is_exact: bool


@dataclass(frozen=True, slots=True)
class Area:
    """A stated area; `middle` is where a place or district lies, for ranking only."""

    name: str
    kind: AreaKind
    middle: Coordinates | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One service or place. `number` is its row in the index and its bit."""

    number: int
    uid: str
    is_place: bool
    name: str
    status: ServiceStatus
    name_words: frozenset[str]
    aliases: tuple[frozenset[str], ...]
    own_words: frozenset[str]
    is_national: bool = False
    is_remote_only: bool = False
    has_remote: bool = False
    is_at_home: bool = False
    is_line: bool = False
    is_always: bool = False
    is_hospital: bool = False
    service_type: str = ""
    points: tuple[Point, ...] = ()
    areas: tuple[Area, ...] = ()
    sites: frozenset[str] = frozenset()
    digits: tuple[str, ...] = ()
    phone: str = ""
    place_uids: tuple[str, ...] = ()
    county: str = ""
    district: str = ""
    newest: date | None = None

    @property
    def is_known_place(self) -> bool:
        """Return True for a hospital or other place that people ask for by itself."""
        return self.is_place and self.is_offered and self.is_hospital

    @property
    def is_unsure(self) -> bool:
        """Return True if no source shows that it runs today."""
        return self.status is ServiceStatus.UNSURE

    @property
    def is_offered(self) -> bool:
        """Return True if a person may be sent there."""
        return self.status.is_offered


@dataclass(slots=True)
class Records:
    """Every record of a directory, and bit sets over them.

    `at_place` holds the services at a place by its uid; `perhaps_at` by a place's name those of
    the body it belongs to that do not say where they are.
    """

    all: tuple[Record, ...]
    offered: int = 0
    places: int = 0
    not_self: int = 0
    lines: int = 0
    bits: dict[Facet, dict[str, int]] = field(default_factory=dict)
    at_place: dict[str, int] = field(default_factory=dict)
    perhaps_at: dict[frozenset[str], int] = field(default_factory=dict)
    owners: dict[str, int] = field(default_factory=dict)
    name_words: frozenset[str] = frozenset()
    where_words: frozenset[str] = frozenset()
    _ages: dict[date, dict[str, int]] = field(default_factory=dict)

    def __getitem__(self, number: int) -> Record:
        """Return the record of a bit."""
        return self.all[number - 1]

    def of(self, bits: int) -> Iterator[Record]:
        """Yield the records of a bit set."""
        for number in numbers_of(bits):
            yield self.all[number - 1]

    def ages(self, today: date) -> Mapping[str, int]:
        """Return offered services by the age of their newest source."""
        if today not in self._ages:
            found: dict[str, int] = {age.value: 0 for age in SourceAge}
            for record in self.of(self.offered):
                found[_source_age(record.newest, today).value] |= 1 << record.number
            self._ages = {today: found}
        return self._ages[today]

    def values(self, facet: Facet, today: date) -> Mapping[str, int]:
        """Return the bit set of every value of a facet."""
        return self.ages(today) if facet is Facet.NEWEST_SOURCE else self.bits.get(facet, {})


def numbers_of(bits: int) -> Iterator[int]:
    """Yield the numbers of the bits that are set, from low to high."""
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low


def bits_of(numbers: Iterable[int]) -> int:
    """Return the bit set of some numbers."""
    bits = 0
    for number in numbers:
        bits |= 1 << number
    return bits


def name_key(name: str) -> frozenset[str]:
    """Return the stems of a name's words that mean something, as names are compared.

    "the City" and "the General" are names only with their "the": they have none.
    """
    words = fold(name).split()
    meant = frozenset(stem(word) for word in words if word not in STOP_WORDS)
    return frozenset() if len(meant) == 1 and words[0] == "the" else meant


def build_records(rows: Iterable[tuple[int, str, int, str]], gazetteer: Gazetteer) -> Records:
    """Return the records of `search_entry` rows (id, uid, is_place, facts as JSON)."""
    records: list[Record] = []
    found = Records(all=())
    by_facet: dict[Facet, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    owners: dict[str, int] = defaultdict(int)
    placeless: dict[str, int] = defaultdict(int)
    bodies: dict[frozenset[str], str] = {}
    words: set[str] = set()
    where: set[str] = set()
    has_self = 0
    for number, uid, is_place, text in rows:
        facts = json.loads(text)
        record = _record(number, uid, bool(is_place), facts, gazetteer)
        records.append(record)
        bit = 1 << number
        for digits in record.digits:
            owners[digits] |= bit
        if record.is_place:
            found.places |= bit
            if record.is_known_place:
                where.update(_words_of((*facts["names"], *facts["former"])))
                bodies.update(dict.fromkeys(record.aliases, facts["body"]))
            continue
        if facts["is_trust"]:
            where.update(_words_of(facts["organization"]))
        words.update(_words_of((*facts["names"], *facts["former"], *facts["organization"])))
        if not record.is_offered:
            continue
        found.offered |= bit
        if facts["is_trust"] and not record.place_uids:
            placeless[facts["body"]] |= bit
        for place_uid in record.place_uids:
            found.at_place[place_uid] = found.at_place.get(place_uid, 0) | bit
        if record.is_line and (record.is_always or record.service_type == TREATMENT_LINE_TYPE):
            found.lines |= bit
        if ReferralRoute.SELF.value in facts["routes"]:
            has_self |= bit
        for facet, codes in _facet_codes(record, facts, gazetteer).items():
            for code in codes:
                by_facet[facet][code] |= bit
    found.all = tuple(records)
    found.not_self = found.offered & ~has_self
    found.bits = {facet: dict(values) for facet, values in by_facet.items()}
    found.owners = dict(owners)
    found.perhaps_at = {alias: placeless[body] for alias, body in bodies.items()}
    found.name_words = frozenset(words)
    found.where_words = frozenset(where)
    return found


def _words_of(names: Iterable[str]) -> Iterator[str]:
    return (word for name in names for word in fold(name).split())


def _record(
    number: int, uid: str, is_place: bool, facts: Mapping[str, object], gazetteer: Gazetteer
) -> Record:
    def listed(key: str) -> Sequence[str]:
        value = facts.get(key, ())
        return tuple(value) if isinstance(value, list) else ()

    names = listed("names")
    keys = (name_key(name) for name in (*names, *listed("former")))
    aliases = tuple(dict.fromkeys(key for key in keys if key))
    delivery = frozenset(Delivery(value) for value in listed("delivery"))
    points = tuple(_points(facts))
    newest = str(facts.get("newest", ""))
    district, county = ("", "")
    if is_place and points:
        postcode = str(facts["points"][0][3])  # type: ignore[index]
        district, county = gazetteer.area_of(postcode, points[0].coordinates)
    is_in_person = bool(delivery - _REMOTE) or (not delivery and bool(points))
    return Record(
        number=number,
        uid=uid,
        is_place=is_place,
        name=str(facts["name"]),
        status=ServiceStatus(str(facts["status"])),
        name_words=frozenset(word for name in names for word in name_key(name)),
        aliases=aliases,
        own_words=frozenset(
            word
            for name in (*names, *listed("former"), *listed("organization"))
            for word in name_key(name)
        ),
        is_national=facts.get("county") == NATIONAL,
        is_remote_only=bool(delivery & _REMOTE) and not is_in_person,
        has_remote=bool(delivery & _REMOTE),
        is_at_home=Delivery.HOME_VISIT in delivery,
        is_line=bool(facts.get("is_line")),
        is_always=bool(facts.get("is_always")),
        is_hospital=bool(facts.get("is_hospital")),
        service_type=str(facts.get("service_type", "")),
        points=points,
        areas=tuple(_areas(facts, gazetteer)),
        sites=frozenset(listed("sites")),
        digits=tuple(listed("digits")),
        phone=str(facts.get("phone", "")),
        place_uids=tuple(listed("places")),
        county=county or str(facts.get("county", "")),
        district=district,
        newest=date.fromisoformat(newest) if newest else None,
    )


def _points(facts: Mapping[str, object]) -> Iterator[Point]:
    written = facts.get("points")
    for latitude, longitude, is_exact, _postcode in written if isinstance(written, list) else ():
        yield Point(Coordinates(latitude, longitude), bool(is_exact))


def _areas(facts: Mapping[str, object], gazetteer: Gazetteer) -> Iterator[Area]:
    written = facts.get("areas")
    for name, kind in written if isinstance(written, list) else ():
        located = gazetteer.locate_name(name)
        yield Area(name, AreaKind(kind), located.position.coordinates if located else None)


def _facet_codes(
    record: Record, facts: Mapping[str, object], gazetteer: Gazetteer
) -> dict[Facet, frozenset[str]]:
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


def _localities(
    facts: Mapping[str, object], gazetteer: Gazetteer
) -> tuple[frozenset[str], frozenset[str]]:
    """Return counties and districts: where it is, what it says, what it serves.

    A district that it serves brings its county; a county that it serves all its districts.
    """
    stated = str(facts.get("county", ""))
    counties = {stated} if stated and stated != NATIONAL else set()
    districts: set[str] = set()
    points = facts.get("points")
    for latitude, longitude, _exact, postcode in points if isinstance(points, list) else ():
        district, county = gazetteer.area_of(postcode, Coordinates(latitude, longitude))
        districts |= {district} - {""}
        counties |= {county} - {""}
    areas = facts.get("areas")
    for name, kind in areas if isinstance(areas, list) else ():
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


def _source_age(newest: date | None, today: date) -> SourceAge:
    if newest is None:
        return SourceAge.OLDER
    months = (today.year - newest.year) * 12 + today.month - newest.month
    months -= today.day < newest.day
    if months < 12:
        return SourceAge.WITHIN_YEAR
    return SourceAge.WITHIN_TWO if months < 24 else SourceAge.OLDER


def site_bits(records: Records, code: str) -> int:
    """Return the services for one cancer, those for any cancer among them."""
    sites = records.bits.get(Facet.CANCER_SITE, {})
    return sites.get(code, 0) | sites.get(ALL_SITES, 0)
