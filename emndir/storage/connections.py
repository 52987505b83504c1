"""Connections to a directory file for reading, kept for the next question: sqlite3 and no more.

The desktop asks by these. SQLAlchemy, which only the compiling of a file needs, costs a window 49 MB
and half a second (docs/decisions/0010).
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import PurePath
from threading import Lock
from typing import Any
from urllib.parse import quote

_KEPT = 5
"""Connections kept for the next question; more are made where more threads ask at once."""


class Result:
    """What a statement found: rows, once."""

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        self._cursor = cursor

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        """Yield the rows."""
        return iter(self._cursor)

    def all(self) -> list[tuple[Any, ...]]:
        """Return all rows."""
        return self._cursor.fetchall()

    def first(self) -> tuple[Any, ...] | None:
        """Return the first row, or None."""
        row: tuple[Any, ...] | None = self._cursor.fetchone()
        return row

    def scalar(self) -> Any:  # noqa: ANN401
        """Return the first value of the first row, or None."""
        row = self.first()
        return row[0] if row else None

    @property
    def names(self) -> list[str]:
        """Return the names of the columns."""
        return [column[0] for column in self._cursor.description]


class Connection:
    """A connection that one thread has for a while."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self.raw = raw

    def exec_driver_sql(self, statement: str, parameters: Sequence[Any] = ()) -> Result:
        """Run a statement; `?` stand for the parameters."""
        return Result(self.raw.execute(statement, parameters))


class Database:
    """One directory file. Several threads may connect at once."""

    def __init__(self, make: Callable[[], sqlite3.Connection]) -> None:
        """`make` opens a connection that may go from thread to thread."""
        self._make = make
        self._lock = Lock()
        self._free: list[sqlite3.Connection] = []
        self._is_open = True

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        """Give a connection, which is taken back at the end."""
        with self._lock:
            raw = self._free.pop() if self._free else None
        raw = raw or self._make()
        try:
            yield Connection(raw)
        except BaseException:
            raw.close()  # who knows in what state it is
            raise
        with self._lock:
            is_kept = self._is_open and len(self._free) < _KEPT
            if is_kept:
                self._free.append(raw)
        if not is_kept:
            raw.close()

    def dispose(self) -> None:
        """Close what is kept; what is in use is closed when it is given back."""
        with self._lock:
            self._is_open = False
            free, self._free = self._free, []
        for raw in free:
            raw.close()


def read_only_uri(path: PurePath) -> str:
    """Return the URI by which SQLite opens an absolute path only to read it.

    SQLite refuses a URI that names a server, so a path on a share (`//server/share/...`)
    follows an empty one: `file:////server/share/...`.
    """
    text = path.as_posix()
    rooted = text if text.startswith("/") else f"/{text}"
    return f"file://{quote(os.fsencode(rooted), safe='/:')}?mode=ro&immutable=1"
