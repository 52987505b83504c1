"""Records: what is known of every row as sets, and of a single row by its own facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from emndir.domain.location import Coordinates
from emndir.domain.vocabulary import ServiceStatus
from emndir.geography.straight import Points
from emndir.search.columns import Bools, Columns, Flag, Rows, distinct
from emndir.search.namewords import name_key

_SEEN_FLAGS = Flag.NATIONAL | Flag.REMOTE_ONLY | Flag.HAS_REMOTE
_PLACED = 1 << 15
"""Beside those flags: the row has a place on the ground."""
_NO_ROWS: Rows = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Point:
    """Where a record is: a point, whether it is its postcode's own, and the place's uid."""

    coordinates: Coordinates
    is_exact: bool
    place_uid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One service or place, read for what is shown; `row` is its row in the columns."""

    row: int
    uid: str
    is_place: bool
    name: str
    status: ServiceStatus
    name_words: frozenset[str] = frozenset()
    aliases: tuple[frozenset[str], ...] = ()
    body: str = ""
    points: tuple[Point, ...] = ()
    postcode: str = ""
    digits: tuple[str, ...] = ()
    phone: str = ""
    place_uids: tuple[str, ...] = ()

    @property
    def is_unsure(self) -> bool:
        """Return True if no source shows that it runs today."""
        return self.status is ServiceStatus.UNSURE


def record_of(row: int, uid: str, is_place: bool, facts: Mapping[str, Any]) -> Record:
    """Return the record of a row from its facts."""
    names = tuple(facts["names"])
    keys = (name_key(name) for name in (*names, *facts.get("former", ())))
    points = tuple(
        Point(Coordinates(latitude, longitude), bool(is_exact), place)
        for latitude, longitude, is_exact, _postcode, place in facts.get("points", ())
    )
    return Record(
        row=row,
        uid=uid,
        is_place=is_place,
        name=facts["name"],
        status=ServiceStatus(facts["status"]),
        name_words=frozenset(word for name in names for word in name_key(name)),
        aliases=tuple(dict.fromkeys(key for key in keys if key)),
        body=facts["body"],
        points=points,
        postcode=facts["points"][0][3] if points else "",
        digits=tuple(facts.get("digits", ())),
        phone=facts.get("phone", ""),
        place_uids=tuple(facts.get("places", ())),
    )


@dataclass(frozen=True, slots=True)
class Kinds:
    """Rows that state the same areas, county and ways of help are seen alike from anywhere.

    `of_row` is the kind of every row; the others say what each kind states. `placed` are the kinds
    of rows that have a place on the ground.
    """

    of_row: Rows
    area_set: Rows
    county: Rows
    national: Bools
    remote_only: Bools
    has_remote: Bools
    placed: Bools


class Records:
    """Sets over all rows of a directory."""

    def __init__(self, columns: Columns) -> None:
        """Read the columns of one directory."""
        self.columns = columns
        self.count = columns.count
        self.places: Bools = columns.has(Flag.PLACE)
        self.offered: Bools = columns.has(Flag.OFFERED) & ~self.places
        self.gone: Bools = ~columns.has(Flag.OFFERED)
        self.unsure: Bools = columns.has(Flag.UNSURE)
        self.national: Bools = columns.has(Flag.NATIONAL)
        self.known_places: Rows = np.flatnonzero(columns.has(Flag.KNOWN_PLACE))
        self.nhs_sites: Rows = np.flatnonzero(
            columns.has(Flag.KNOWN_PLACE) & columns.has(Flag.NHS_SITE)
        )
        self.hospitals: Rows = np.flatnonzero(
            columns.has(Flag.HOSPITAL) & self.places & columns.has(Flag.OFFERED)
        )
        self.lines: Rows = np.flatnonzero(columns.has(Flag.LINE) & self.offered)
        self.offered_count = int(np.count_nonzero(self.offered))

    def prepare(self) -> None:
        """Make what is made with the first question about a place, or a number."""
        _ = self.kinds, self.points, self.phones, self.phones_each, self.shortest_names

    @cached_property
    def kinds(self) -> Kinds:
        """Return the kinds of rows as they are seen from anywhere."""
        columns = self.columns
        flags = columns.flags.astype(np.int64) & int(_SEEN_FLAGS)
        flags[self.on_ground[1]] |= _PLACED
        counties = len(columns.texts["counties"])
        keys = (columns.area_set.astype(np.int64) * counties + columns.county) << 16 | flags
        found, of_row = np.unique(keys, return_inverse=True)
        flags, rest = found & 0xFFFF, found >> 16
        return Kinds(
            of_row=of_row,
            area_set=rest // max(1, counties),
            county=rest % max(1, counties),
            national=(flags & int(Flag.NATIONAL)) != 0,
            remote_only=(flags & int(Flag.REMOTE_ONLY)) != 0,
            has_remote=(flags & int(Flag.HAS_REMOTE)) != 0,
            placed=(flags & _PLACED) != 0,
        )

    @cached_property
    def points(self) -> Points:
        """Return every place of every row, in the order of `point_row`."""
        return Points(self.columns.point_latitude, self.columns.point_longitude)

    @cached_property
    def on_ground(self) -> tuple[Rows, Rows]:
        """Return where the first place of each row that has one stands in `points`, and the rows."""
        rows = self.columns.point_row.astype(np.int64)
        first = np.flatnonzero(np.diff(rows, prepend=-1))
        return first, rows[first]

    @cached_property
    def name_words(self) -> frozenset[str]:
        """Return the words of the names of services and bodies."""
        return frozenset(self.columns.texts["name_words"].split())

    @cached_property
    def where_words(self) -> frozenset[str]:
        """Return the words of the names of hospitals and trusts."""
        return frozenset(self.columns.texts["where_words"].split())

    @cached_property
    def phones(self) -> list[str]:
        """Return all numbers as digits, in order; `phone_row` says whose each is."""
        return list(self.columns.texts["phones"].split())

    @cached_property
    def phones_each(self) -> Rows:
        """Return how many numbers each row has."""
        return np.bincount(self.columns.phone_row, minlength=self.count)

    @cached_property
    def shortest_names(self) -> Rows:
        """Return how many words the shortest name of each row has."""
        shortest = np.full(self.count, 255, dtype=np.int64)
        np.minimum.at(shortest, self.columns.alias_row, self.columns.alias_length)
        return shortest

    @cached_property
    def _needs(self) -> Mapping[str, list[tuple[str, ...]]]:
        """Return the needs that services state, as stems, by each of their stems."""
        needs: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for text in self.columns.texts["needs"]:
            need = tuple(text.split())
            for word in dict.fromkeys(need):
                needs[word].append(need)
        return needs

    def states_need(self, phrase: tuple[str, ...], typed: frozenset[str]) -> bool:
        """Return True if a stated need holds a phrase word for word, and all of it was typed."""
        length = len(phrase)
        return any(
            phrase in (need[at : at + length] for at in range(len(need) - length + 1))
            for need in self._needs.get(phrase[0] if phrase else "", ())
            if typed.issuperset(need)
        )

    def services_at(self, places: Iterable[int]) -> Rows:
        """Return the offered services at some places."""
        columns = self.columns
        found = []
        for place in places:
            at = int(np.searchsorted(columns.at_place, place))
            if at < len(columns.at_place) and columns.at_place[at] == place:
                found.append(columns.at_row[columns.at_start[at] : columns.at_start[at + 1]])
        return distinct(np.concatenate(found).astype(np.int64)) if found else _NO_ROWS

    @cached_property
    def placeless(self) -> Bools:
        """Return the services of trusts that do not say where they are."""
        return self.columns.has(Flag.PLACELESS)

    def of_body(self, body: int) -> Rows:
        """Return the services of a body, by its number, that do not say where they are."""
        return np.flatnonzero(self.placeless & (self.columns.body == body))
