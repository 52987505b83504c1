"""The text index of one directory file, asked through one connection."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from emndir.search.index import COLUMNS
from emndir.search.matching import WEIGHTS

if TYPE_CHECKING:
    from sqlalchemy import Connection

_WEIGHTS = ", ".join(str(WEIGHTS[column]) for column in COLUMNS)
_MATCH = f"SELECT rowid, -bm25(search_text, {_WEIGHTS}) FROM search_text WHERE search_text MATCH ?"  # noqa: S608
_IS_KNOWN = "SELECT 1 FROM search_text WHERE search_text MATCH ? LIMIT 1"


class SqliteTextIndex:
    """Full-text questions over one connection; every expression is bound, never pasted."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def match(self, expression: str) -> Mapping[int, float]:
        """Return the rows of an FTS5 expression with their weighted bm25 (more is better)."""
        rows = self._connection.exec_driver_sql(_MATCH, (expression,))
        return {row[0]: row[1] for row in rows}

    def has(self, expression: str) -> bool:
        """Return True if any row matches."""
        return self._connection.exec_driver_sql(_IS_KNOWN, (expression,)).first() is not None


def load_entries(connection: Connection) -> Iterable[tuple[int, str, int, str]]:
    """Return every service and place as the index holds it, in the order of their numbers."""
    rows = connection.exec_driver_sql(
        "SELECT id, uid, is_place, facts FROM search_entry ORDER BY id"
    )
    return [(number, uid, is_place, facts) for number, uid, is_place, facts in rows]


def load_words(connection: Connection) -> dict[str, int]:
    """Return the directory's own words with how often each stands in it."""
    rows = connection.exec_driver_sql("SELECT word, records FROM search_word")
    return {row[0]: row[1] for row in rows}
