"""Gathering: from entries to columns, once when a directory file is built."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from emndir.domain.location import Coordinates
from emndir.domain.service import TREATMENT_LINE_TYPE
from emndir.domain.vocabulary import (
    NATIONAL,
    AreaKind,
    Delivery,
    ReferralRoute,
    ServiceStatus,
)
from emndir.geography.gazetteer import Gazetteer, place_key
from emndir.search.columns import PROFILES, Columns, Flag
from emndir.search.criteria import Facet
from emndir.search.namewords import EVERYDAY, name_key
from emndir.search.posting import Postings, TextGatherer
from emndir.search.words import fold, stem

Facts = Mapping[str, Any]
"""What `search_entry.facts` holds of one service or place: plain JSON data."""

REMOTE = frozenset({Delivery.PHONE.value, Delivery.ONLINE.value, Delivery.HOME_VISIT.value})
"""Ways in which help comes to the person."""


_PLACES_AT_MOST = 254
"""A row's numbers from here on count as equally far from its main one."""


class _Numbers(defaultdict[Any, int]):
    """Things with numbers, given in the order in which they are first seen."""

    def __missing__(self, key: object) -> int:
        number = len(self)
        self[key] = number
        return number


@dataclass(slots=True)
class _Lists:
    """Pairs that become lists: things that each key has."""

    keys: array[int] = field(default_factory=lambda: array("i"))
    values: array[int] = field(default_factory=lambda: array("i"))

    def add(self, key: int, value: int) -> None:
        self.keys.append(key)
        self.values.append(value)

    def by_key(
        self, count: int, rank: NDArray[np.int64] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """Return where the values of each key start, and the values, keys in order of `rank`."""
        keys = np.array(self.keys, dtype=np.int64)
        values = np.array(self.values, dtype=np.int32)
        if rank is not None and len(keys):
            keys = rank[keys]
        order = np.lexsort((values, keys))
        start = np.zeros(count + 1, dtype=np.int64)
        np.cumsum(np.bincount(keys, minlength=count), out=start[1:])
        return start, values[order]


class Gatherer:
    """Takes rows one by one, places and services in any order, and makes columns of them."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Start with nothing; the gazetteer says which county a place or an area is in."""
        self._gazetteer = gazetteer
        self._text = TextGatherer()
        self._flags, self._body, self._county = array("H"), array("i"), array("i")
        self._newest, self._areas, self._hours = array("i"), array("i"), array("i")
        self._names: list[str] = []
        self._uids: dict[str, int] = {}
        self._bodies, self._counties, self._area_sets = _Numbers(), _Numbers(), _Numbers()
        self._hours_sets = _Numbers()
        self._profiles = tuple(_Numbers() for _ in PROFILES)
        self._profile_of = tuple(array("q") for _ in PROFILES)
        self._stems = _Numbers()
        self._alias_row, self._alias_length, self._alias_core = array("i"), array("B"), array("B")
        self._alias_stems, self._body_stems = _Lists(), _Lists()
        self._body_words: set[tuple[int, str]] = set()
        self._points: list[tuple[int, float, float, bool]] = []
        self._phones: list[tuple[str, int, int]] = []
        self._at: list[tuple[str, int]] = []
        self._name_words: set[str] = set()
        self._where_words: set[str] = set()
        self._needs: set[str] = set()
        self._localities_of: dict[Any, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        for numbers in self._profiles:
            numbers[()]

    def add(self, uid: str, facts: Facts, texts: Sequence[str], *, is_place: bool) -> None:
        """Add the next row; `texts` are its columns of words, folded, in the order of COLUMNS."""
        row = len(self._flags)
        flags = self._flags_of(facts, is_place=is_place)
        is_offered = bool(flags & Flag.OFFERED)
        self._uids[uid] = row
        self._text.add(row, texts, is_searched=is_offered and not is_place)
        self._flags.append(int(flags))
        self._names.append(facts["name"].casefold())
        body = self._bodies[facts["body"]]
        self._body.append(body)
        self._county.append(self._counties[facts.get("county", "")])
        newest = facts.get("newest", "")
        self._newest.append(date.fromisoformat(newest).toordinal() if newest else 0)
        areas = () if is_place else tuple(map(tuple, facts.get("areas", ())))
        self._areas.append(self._area_sets[areas])
        self._hours.append(self._hours_sets[tuple(map(tuple, facts.get("hours", ())))])
        self._add_profiles(facts, is_searched=is_offered and not is_place)
        self._add_names(row, body, facts)
        self._add_words(facts, flags, is_place=is_place)
        for latitude, longitude, is_exact, *_ in facts.get("points", ()):
            self._points.append((row, latitude, longitude, bool(is_exact)))
        for place, digits in enumerate(facts.get("digits", ())):
            self._phones.append((digits, row, min(place, _PLACES_AT_MOST)))
        if is_offered and not is_place:
            self._at += [(place, row) for place in facts["places"]]

    def _flags_of(self, facts: Facts, *, is_place: bool) -> Flag:
        status = ServiceStatus(facts["status"])
        delivery = set(facts.get("delivery", ()))
        in_person = bool(delivery - REMOTE) or (not delivery and bool(facts.get("points")))
        is_trust_without_place = facts.get("is_trust") and not facts.get("places")
        is_line = facts.get("is_line") and (
            facts.get("is_always") or facts.get("service_type") == TREATMENT_LINE_TYPE
        )
        known = {
            Flag.PLACE: is_place,
            Flag.OFFERED: status.is_offered,
            Flag.UNSURE: status is ServiceStatus.UNSURE,
            Flag.NATIONAL: facts.get("county") == NATIONAL,
            Flag.REMOTE_ONLY: bool(delivery & REMOTE) and not in_person,
            Flag.HAS_REMOTE: bool(delivery & REMOTE),
            Flag.LINE: bool(is_line) and status.is_offered,
            Flag.KNOWN_PLACE: is_place and status.is_offered and bool(facts.get("is_hospital")),
            Flag.NHS_SITE: bool(facts.get("is_nhs_site")),
            Flag.HOSPITAL: bool(facts.get("is_hospital")),
            Flag.PLACELESS: status.is_offered and not is_place and bool(is_trust_without_place),
            Flag.NAMED_AS_WHERE: bool(facts.get("is_named_as_where")),
            Flag.SELF: ReferralRoute.SELF.value in facts.get("routes", ()),
        }
        flags = Flag(0)
        for flag, is_set in known.items():
            if is_set:
                flags |= flag
        return flags

    def _add_profiles(self, facts: Facts, *, is_searched: bool) -> None:
        codes = self._facet_codes(facts) if is_searched else {}
        for numbers, numbered, facets in zip(
            self._profiles, self._profile_of, PROFILES, strict=True
        ):
            key = tuple(codes[facet] for facet in facets) if is_searched else ()
            numbered.append(numbers[key])

    def _facet_codes(self, facts: Facts) -> dict[Facet, tuple[str, ...]]:
        counties, districts = self._localities(facts)
        return {
            Facet.REFERRAL_ROUTE: _codes(facts, "routes"),
            Facet.HELP_GROUP: _codes(facts, "help_group"),
            Facet.DELIVERY: _codes(facts, "delivery"),
            Facet.CANCER_SITE: _codes(facts, "sites"),
            Facet.STAGE: _codes(facts, "stages"),
            Facet.AUDIENCE: _codes(facts, "audience"),
            Facet.COUNTY: counties,
            Facet.DISTRICT: districts,
            Facet.COST: _codes(facts, "cost"),
            Facet.SERVICE_TYPE: _codes(facts, "service_type"),
            Facet.STATUS: (facts["status"],),
        }

    def _localities(self, facts: Facts) -> tuple[tuple[str, ...], tuple[str, ...]]:
        areas = tuple(map(tuple, facts.get("areas", ())))
        points = tuple((point[3] or tuple(point[:2])) for point in facts.get("points", ()))
        key = (facts.get("county", ""), areas, points)
        known = self._localities_of.get(key)
        if known is None:
            counties, districts = localities_of(facts, self._gazetteer)
            known = (tuple(sorted(counties)), tuple(sorted(districts)))
            self._localities_of[key] = known
        return known

    def _add_names(self, row: int, body: int, facts: Facts) -> None:
        seen = set()
        for name in (*facts["names"], *facts.get("former", ())):
            key = name_key(name)
            if not key or key in seen:
                continue
            seen.add(key)
            alias = len(self._alias_row)
            self._alias_row.append(row)
            self._alias_length.append(min(255, len(key)))
            self._alias_core.append(min(255, len(key - EVERYDAY)))
            for word in key:
                self._alias_stems.add(self._stems[word], alias)
        for name in facts.get("organization", ()):
            if (body, name) not in self._body_words:
                self._body_words.add((body, name))
                for word in name_key(name):
                    self._body_stems.add(self._stems[word], body)

    def _add_words(self, facts: Facts, flags: Flag, *, is_place: bool) -> None:
        names = (*facts["names"], *facts.get("former", ()))
        if is_place:
            if flags & Flag.KNOWN_PLACE and flags & Flag.NHS_SITE:
                self._where_words.update(_words(names))
            return
        organization = tuple(facts.get("organization", ()))
        self._name_words.update(_words((*names, *organization)))
        if facts.get("is_trust"):
            self._where_words.update(_words(organization))
        if flags & Flag.OFFERED:
            for need in facts.get("needs", ()):
                self._needs.add(" ".join(map(stem, fold(need).split())))

    def columns(self) -> Columns:
        """Return everything that was added, as columns."""
        postings = self._text.postings()
        stems = sorted(self._stems)
        rank = np.zeros(max(1, len(stems)), dtype=np.int64)
        rank[[self._stems[word] for word in stems]] = np.arange(len(stems))
        name_start, name_alias = self._alias_stems.by_key(len(stems), rank)
        body_start, body_body = self._body_stems.by_key(len(stems), rank)
        self._phones.sort()
        uid_of = {self._uids[uid]: uid for uid, _ in self._at if uid in self._uids}
        places = sorted(uid_of)
        number_of = {row: number for number, row in enumerate(places)}
        at = _Lists()
        for uid, row in self._at:
            if uid in self._uids:
                at.add(number_of[self._uids[uid]], row)
        at_start, at_row = at.by_key(len(places))
        return Columns(
            flags=np.array(self._flags, dtype=np.uint16),
            body=np.array(self._body, dtype=np.int32),
            county=np.array(self._county, dtype=np.int32),
            newest=np.array(self._newest, dtype=np.int32),
            name_rank=_ranks(self._names),
            area_set=np.array(self._areas, dtype=np.int32),
            hours_set=np.array(self._hours, dtype=np.int32),
            **self._profile_columns(),
            **_posting_columns(postings),
            alias_row=np.array(self._alias_row, dtype=np.int32),
            alias_length=np.array(self._alias_length, dtype=np.uint8),
            alias_core=np.array(self._alias_core, dtype=np.uint8),
            name_start=name_start,
            name_alias=name_alias,
            body_start=body_start,
            body_body=body_body,
            **self._point_columns(),
            phone_row=np.array([row for _, row, _ in self._phones], dtype=np.int32),
            phone_place=np.array([place for *_, place in self._phones], dtype=np.uint8),
            at_start=at_start,
            at_row=at_row,
            at_place=np.array(places, dtype=np.int32),
            **_no_lists("phrase"),
            **_no_lists("union"),
            texts={
                "phrases": [],
                "unions": [],
                **self._texts(postings, stems),
                "places": [uid for _row, uid in sorted(uid_of.items())],
            },
        )

    def _profile_columns(self) -> dict[str, Any]:
        return {
            f"profile_{number}": np.array(numbered, dtype=np.int64)
            for number, numbered in enumerate(self._profile_of)
        }

    def _point_columns(self) -> dict[str, Any]:
        points = np.array(self._points, dtype=np.float64).reshape(-1, 4)
        return {
            "point_row": points[:, 0].astype(np.int32),
            "point_latitude": np.ascontiguousarray(points[:, 1]),
            "point_longitude": np.ascontiguousarray(points[:, 2]),
            "point_exact": points[:, 3].astype(np.uint8),
        }

    def _texts(self, postings: Postings, stems: list[str]) -> dict[str, Any]:
        return {
            "words": " ".join(postings.words),
            "stems": " ".join(postings.stems),
            "names": " ".join(stems),
            "phones": " ".join(digits for digits, *_ in self._phones),
            "bodies": list(self._bodies),
            "counties": list(self._counties),
            "area_sets": list(self._area_sets),
            "hours_sets": list(self._hours_sets),
            "profiles": [list(numbers) for numbers in self._profiles],
            "name_words": " ".join(sorted(self._name_words)),
            "where_words": " ".join(sorted(self._where_words)),
            "needs": sorted(self._needs),
        }

    def words(self) -> Iterable[tuple[str, int]]:
        """Yield every word of three letters and more, and how many rows have it."""
        return self._text.counted()


def _posting_columns(postings: Postings) -> dict[str, Any]:
    return {
        "word_start": postings.start,
        "word_stem": postings.stem,
        "posting_row": postings.row,
        "posting_weight": postings.weight,
        "strong_start": postings.strong_start,
        "strong_row": postings.strong_row,
        "strong_weight": postings.strong_weight,
        "spot_start": postings.spot_start,
        "spot": postings.spot,
    }


def _no_lists(name: str) -> dict[str, Any]:
    return {
        f"{name}_start": np.zeros(1, dtype=np.int64),
        f"{name}_row": np.zeros(0, dtype=np.int32),
        f"{name}_score": np.zeros(0, dtype=np.float32),
    }


def _codes(facts: Facts, key: str) -> tuple[str, ...]:
    value = facts.get(key, ())
    found = value if isinstance(value, list) else [value]
    return tuple(sorted({str(code) for code in found if code}))


def _words(names: Iterable[str]) -> Iterable[str]:
    return (word for name in names for word in fold(name).split())


def _ranks(names: list[str]) -> NDArray[np.int32]:
    ranks = np.zeros(len(names), dtype=np.int32)
    ranks[sorted(range(len(names)), key=names.__getitem__)] = np.arange(len(names), dtype=np.int32)
    return ranks


def localities_of(facts: Facts, gazetteer: Gazetteer) -> tuple[set[str], set[str]]:
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
    return counties, districts
