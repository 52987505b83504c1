"""Rows: reading single rows of the index, for what is shown."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from emndir.domain.service import ServiceSummary
from emndir.search.records import Record, record_of
from emndir.search.summaries import summary_from_data

if TYPE_CHECKING:
    from emndir.storage.connections import Connection

_AT_ONCE = 500
_BY_ROW = "SELECT id - 1, uid, is_place, facts, summary FROM search_entry WHERE id IN ({})"
_BY_UID = "SELECT uid, summary FROM search_entry WHERE uid IN ({})"
_ROW_BY_UID = "SELECT id - 1 FROM search_entry WHERE uid IN ({})"
_WORDS = "SELECT word, records FROM search_word"


def load_rows(
    connection: Connection, rows: Iterable[int]
) -> dict[int, tuple[Record, ServiceSummary]]:
    """Return rows by their number, each as a record and as one line of a list."""
    found = {}
    for number, uid, is_place, facts, summary in _select(
        connection, _BY_ROW, [row + 1 for row in rows]
    ):
        record = record_of(number, uid, bool(is_place), json.loads(facts))
        found[number] = (record, summary_from_data(json.loads(summary)))
    return found


def load_lines(connection: Connection, uids: Iterable[str]) -> Mapping[str, ServiceSummary]:
    """Return one line of a list for each uid of a service or place that is known."""
    rows = _select(connection, _BY_UID, sorted(set(uids)))
    return {uid: summary_from_data(json.loads(summary)) for uid, summary in rows}


def rows_of(connection: Connection, uids: Iterable[str]) -> list[int]:
    """Return the rows of the services and places with some uids."""
    return [row[0] for row in _select(connection, _ROW_BY_UID, sorted(set(uids)))]


def load_words(connection: Connection) -> dict[str, int]:
    """Return the directory's own words with how many rows have each."""
    return {row[0]: row[1] for row in connection.exec_driver_sql(_WORDS)}


def _select(connection: Connection, statement: str, keys: list[Any]) -> Iterable[Any]:
    for start in range(0, len(keys), _AT_ONCE):
        part = tuple(keys[start : start + _AT_ONCE])
        yield from connection.exec_driver_sql(statement.format(", ".join("?" * len(part))), part)
