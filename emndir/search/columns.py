"""Columns: a directory as arrays of numbers, made when its file is built and kept in it.

A row is a service or a place; row r is `search_entry.id` r + 1. Lists of different lengths are
stored one after the other with an array of where each starts ("start", one longer than there
are lists). The arrays are read-only once they are loaded.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, fields
from enum import IntFlag
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from emndir.domain.errors import DataFaultError
from emndir.search.criteria import Facet

if TYPE_CHECKING:
    from emndir.storage.connections import Connection

Bools = NDArray[np.bool_]
Rows = NDArray[np.int64]
"""Numbers of rows, rising; 64 bits because numpy picks with these fastest."""
Ints = NDArray[np.int32]
Starts = NDArray[np.int64]
Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Bytes = NDArray[np.uint8]
Places16 = NDArray[np.uint16]

PROFILES: tuple[tuple[Facet, ...], ...] = (
    (Facet.REFERRAL_ROUTE, Facet.DELIVERY, Facet.COST, Facet.AUDIENCE, Facet.STATUS),
    (Facet.HELP_GROUP, Facet.SERVICE_TYPE, Facet.STAGE),
    (Facet.CANCER_SITE,),
    (Facet.COUNTY, Facet.DISTRICT),
)
"""Facets whose values are kept together: services share few different combinations of them, so
that one count over combinations counts every value of all of them."""

_BLOCK = 256
"""Numbers that are looked at together for their least."""

COLUMN_BITS = 12
"""A word's place in a service is its column times 4096 plus its number in that column."""


class Flag(IntFlag):
    """What is true of a row."""

    PLACE = 1
    OFFERED = 2
    UNSURE = 4
    NATIONAL = 8
    REMOTE_ONLY = 16
    HAS_REMOTE = 32
    LINE = 64
    KNOWN_PLACE = 128
    NHS_SITE = 256
    HOSPITAL = 512
    PLACELESS = 1024
    SELF = 2048
    NAMED_AS_WHERE = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Everything that a question needs of every row, by field.

    `flags` are `Flag` values; `body`, `county`, `area_set`, `hours_set` number entries of `texts`;
    `newest` is the ordinal of the newest dated source or 0; `name_rank` the row's place in order
    of name.
    `profile_*` number the combinations of `PROFILES`. `posting_*` are one for each word and row,
    in order of word, then row: `posting_weight` the bm25 part of the word in the row without
    how rare it is, and `spot` the places where it stands; `strong_*` are those of them where it
    stands in what the service is called, once more. `alias_*` are one for each name of a row, `name_*` the
    stems of names, with the names and bodies (`body_*`) that have each. `point_*` are places
    in degrees. `phone_*` are digits in order, `phone_place` 0 for a row's main number.
    `phrase_*` are the rows of known phrases with their scores, `union_*` those of lists of phrases
    that are looked for together, in a large directory only. `at_*` the services at each place.
    """

    flags: NDArray[np.uint16]
    body: Ints
    county: Ints
    newest: Ints
    name_rank: Ints
    area_set: Ints
    hours_set: Ints
    profile_0: Rows
    profile_1: Rows
    profile_2: Rows
    profile_3: Rows
    word_start: Starts
    word_stem: Ints
    posting_row: Ints
    posting_weight: Floats
    strong_start: Starts
    strong_row: Ints
    strong_weight: Floats
    spot_start: NDArray[np.uint32]
    spot: Places16
    alias_row: Ints
    alias_length: Bytes
    alias_core: Bytes
    name_start: Starts
    name_alias: Ints
    body_start: Starts
    body_body: Ints
    point_row: Ints
    point_latitude: Doubles
    point_longitude: Doubles
    point_exact: Bytes
    phone_row: Ints
    phone_place: Bytes
    at_start: Starts
    at_row: Ints
    at_place: Ints
    phrase_start: Starts
    phrase_row: Ints
    phrase_score: Floats
    union_start: Starts
    union_row: Ints
    union_score: Floats
    texts: dict[str, Any]

    @property
    def count(self) -> int:
        """Return the number of rows."""
        return len(self.flags)

    def has(self, flag: Flag) -> Bools:
        """Return for every row whether a flag is set."""
        found: Bools = (self.flags & int(flag)) != 0
        return found

    def profiles(self) -> tuple[Rows, ...]:
        """Return the combination of every row, for each of `PROFILES`."""
        return (self.profile_0, self.profile_1, self.profile_2, self.profile_3)


def distinct(rows: Rows) -> Rows:
    """Return rows once each, rising: `numpy.unique` would import masked arrays for it."""
    ordered = np.sort(rows)
    return ordered[np.flatnonzero(np.diff(ordered, prepend=-1))]


def least(numbers: Floats | Doubles, place: int) -> float:
    """Return the number that stands at a place, from 1, of many in order.

    No more numbers than blocks are below the least of so many blocks; what is above that need not
    be looked at, which is nearly everything.
    """
    blocks = len(numbers) // _BLOCK
    if blocks > place:
        leasts = numbers[: blocks * _BLOCK].reshape(blocks, _BLOCK).min(axis=1)
        most = float(np.partition(leasts, place - 1)[place - 1])
        if np.count_nonzero(numbers < most) < place:
            return most
        numbers = numbers.take(np.flatnonzero(numbers <= most))
    return float(np.partition(numbers, place - 1)[place - 1])


_SCHEMA = (
    "CREATE TABLE search_array (name TEXT PRIMARY KEY, dtype TEXT NOT NULL, data BLOB NOT NULL)"
)
_ALL = "SELECT name, dtype, data FROM search_array"


def save_columns(connection: sqlite3.Connection, columns: Columns) -> None:
    """Write all columns into a directory file that is being built."""
    connection.execute(_SCHEMA)
    for field in fields(Columns):
        value = getattr(columns, field.name)
        if field.name == "texts":
            row = (field.name, "json", json.dumps(value, ensure_ascii=False).encode())
        else:
            row = (field.name, value.dtype.str, value.tobytes())
        connection.execute("INSERT INTO search_array VALUES (?, ?, ?)", row)


def load_columns(connection: Connection) -> Columns:
    """Return the columns of a directory file.

    Raises:
        DataFaultError: where the file has other columns than this program reads.
    """
    found: dict[str, Any] = {}
    for name, dtype, data in connection.exec_driver_sql(_ALL):
        found[name] = json.loads(data) if dtype == "json" else np.frombuffer(data, dtype=dtype)
    if set(found) != {field.name for field in fields(Columns)}:
        raise DataFaultError(
            "The directory file was made by another version of emndir.", "Build it again."
        )
    return Columns(**found)
