"""Opening a directory file for reading, and saying in words what SQLite says in codes.

A directory file is never changed once it is written, so it is opened `mode=ro&immutable=1`:
locks, journals and read-only folders do not matter (docs/decisions/0006).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from emndir.domain.errors import DirectoryFileError
from emndir.runtime.digests import file_sha256
from emndir.storage.connections import Connection, Database, read_only_uri
from emndir.storage.rows import READERS
from emndir.storage.versions import APPLICATION_ID, SCHEMA_VERSION

_MAGIC = b"SQLite format 3\0"
_HEADER_BYTES = 100
_PAGE_SIZE_AT, _PAGES_AT, _VERSION_AT, _APPLICATION_AT = 16, 28, 60, 68
"""Where these stand in the header (sqlite.org/fileformat2, section 1.3)."""


CACHE_KB = 256
"""What a connection keeps of the file, in kB: the system keeps it all, and SQLite's own 2 MB for each
of several connections are as much again."""


class FileFault(StrEnum):
    """What can be wrong with a directory file."""

    MISSING = "missing"
    DAMAGED = "damaged"
    NEWER = "newer"
    OLDER = "older"
    LOCKED = "locked"
    READ_ONLY = "read-only"
    FULL = "full"
    UNREADABLE = "unreadable"


class FaultyFileError(DirectoryFileError):
    """A directory file that cannot be used, with the reason as a code."""

    def __init__(self, fault: FileFault, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.fault = fault


_REBUILD = "Start emndir again, or run `emndir build`: it is made anew from the text."
_SENTENCES: dict[FileFault, tuple[str, str]] = {
    FileFault.MISSING: ("The directory file {name} is missing.", _REBUILD),
    FileFault.DAMAGED: ("The directory file {name} is damaged.", _REBUILD),
    FileFault.NEWER: (
        "The directory file {name} was made by a newer version of emndir.",
        "Install the newest version to use it. The file is left as it is.",
    ),
    FileFault.OLDER: ("The directory file {name} was made by an older version.", _REBUILD),
    FileFault.LOCKED: (
        "Another program has locked {name}.",
        "Close that program, then try again.",
    ),
    FileFault.READ_ONLY: (
        "{name} cannot be written: it or its folder is read-only.",
        "Ask for the right to write there, or choose another folder.",
    ),
    FileFault.FULL: (
        "There is no room left on the disk for {name}.",
        "Make some room, then try again.",
    ),
    FileFault.UNREADABLE: (
        "{name} cannot be read or written.",
        "Look at its permissions, and whether its disk is connected.",
    ),
}
_BY_CODE = {
    sqlite3.SQLITE_BUSY: FileFault.LOCKED,
    sqlite3.SQLITE_LOCKED: FileFault.LOCKED,
    sqlite3.SQLITE_READONLY: FileFault.READ_ONLY,
    sqlite3.SQLITE_FULL: FileFault.FULL,
    sqlite3.SQLITE_IOERR: FileFault.UNREADABLE,
    sqlite3.SQLITE_CANTOPEN: FileFault.UNREADABLE,
    sqlite3.SQLITE_PERM: FileFault.UNREADABLE,
    sqlite3.SQLITE_CORRUPT: FileFault.DAMAGED,
    sqlite3.SQLITE_NOTADB: FileFault.DAMAGED,
}


def file_fault(fault: FileFault, name: str = "The directory file") -> FaultyFileError:
    """Return the error for a fault of a file, in a sentence with a way on."""
    message, hint = _SENTENCES[fault]
    return FaultyFileError(fault, message.format(name=name), hint)


@contextmanager
def in_words(name: str = "directory.sqlite") -> Iterator[None]:
    """Turn SQLite's errors about files into `FaultyFileError`; any other is a bug and goes on."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        fault = _BY_CODE.get(code & 0xFF) if isinstance(code, int) else None
        if fault is None:
            raise
        raise file_fault(fault, name) from error


@contextmanager
def reading(database: Database) -> Iterator[Connection]:
    """Give a connection for reading, with SQLite's errors in words."""
    with in_words(), database.connect() as connection:
        yield connection


def open_read_only(path: Path, *, sha256: str = "") -> Database:
    """Return a directory file, after looking that it can be used.

    With `sha256` the whole file is compared with that; without it SQLite checks it.

    Raises:
        FaultyFileError: for a file that is missing, damaged, newer, older or unreadable.
    """
    _look_at(path, sha256)
    uri = read_only_uri(path.absolute())

    def connect() -> sqlite3.Connection:
        return _careful(sqlite3.connect(uri, uri=True, check_same_thread=False))

    database = Database(connect)
    try:
        with in_words(path.name):
            _look_inside(database, path.name, whole=not sha256)
    except BaseException:
        database.dispose()
        raise
    return database


def open_unchecked(path: Path) -> Database:
    """Return a file that a program made by itself just now, such as an index without a directory."""
    uri = read_only_uri(path.absolute())
    return Database(lambda: _careful(sqlite3.connect(uri, uri=True, check_same_thread=False)))


def open_bytes(content: bytes) -> Database:
    """Return a directory that is in memory only."""

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        connection.deserialize(content)
        return _careful(connection)

    return Database(connect)


def schema_version(path: Path) -> int:
    """Return the `user_version` in a file's header, 0 where there is none.

    Raises:
        OSError: where the file cannot be read.
    """
    with path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    if not header.startswith(_MAGIC) or len(header) < _HEADER_BYTES:
        return 0
    return int.from_bytes(header[_VERSION_AT : _VERSION_AT + 4], "big")


def _careful(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Return a connection that writes nothing and runs nothing that a file's schema holds."""
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KB}")
    return connection


def _look_at(path: Path, sha256: str) -> None:
    """Raise for a file whose header or bytes say that it cannot be used."""
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
            if not header.startswith(_MAGIC) or len(header) < _HEADER_BYTES:
                raise file_fault(FileFault.DAMAGED, path.name)
            version = int.from_bytes(header[_VERSION_AT : _VERSION_AT + 4], "big")
            application = int.from_bytes(header[_APPLICATION_AT : _APPLICATION_AT + 4], "big")
            page = int.from_bytes(header[_PAGE_SIZE_AT : _PAGE_SIZE_AT + 2], "big")
            pages = int.from_bytes(header[_PAGES_AT : _PAGES_AT + 4], "big")
            size = file.seek(0, 2)
            if application != APPLICATION_ID or size != page * pages:
                raise file_fault(FileFault.DAMAGED, path.name)
            if version > SCHEMA_VERSION:
                raise file_fault(FileFault.NEWER, path.name)
            if version < SCHEMA_VERSION:
                raise file_fault(FileFault.OLDER, path.name)
            file.seek(0)
            if sha256 and file_sha256(file, size) != sha256:
                raise file_fault(FileFault.DAMAGED, path.name)
    except FileNotFoundError as error:
        raise file_fault(FileFault.MISSING, path.name) from error
    except OSError as error:
        raise file_fault(FileFault.UNREADABLE, path.name) from error


def _look_inside(database: Database, name: str, *, whole: bool) -> None:
    """Raise for a file that lacks a table or that SQLite finds damaged."""
    with database.connect() as connection:
        found = connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'table'")
        lacking = READERS.keys() - {row[0] for row in found}
        if lacking:
            raise file_fault(FileFault.DAMAGED, f"{name} (no table “{min(lacking)}”)")
        if whole:
            said = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
            if said != "ok":
                raise file_fault(FileFault.DAMAGED, name)
