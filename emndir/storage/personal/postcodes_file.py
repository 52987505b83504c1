"""The user's file of exact positions of whole postcodes: filled from an official one, and asked."""

from __future__ import annotations

import contextlib
import sqlite3
import stat
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from emndir.domain.errors import EmndirError
from emndir.domain.location import Coordinates
from emndir.domain.problems import Notice
from emndir.geography.grid import grid_to_wgs84
from emndir.geography.postcodes import parse_postcode
from emndir.storage.connections import read_only_uri
from emndir.storage.database import (
    FaultyFileError,
    FileFault,
    file_fault,
    in_words,
)
from emndir.storage.files import (
    folder_lock,
    remove_unfinished,
    sync_file,
    unfinished_path,
    writing_in,
)
from emndir.storage.personal.official_postcodes import (
    BATCH,
    MICRO,
    LeftOut,
    Publisher,
    neither,
    open_source,
    squeezed,
    telling,
)

APPLICATION_ID = 0x656D6E70
"""“emnp” in the header: a file of exact postcodes."""
VERSION = 1
_SCHEMA = """
CREATE TABLE postcode (code TEXT PRIMARY KEY, x INTEGER NOT NULL, y INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE dataset (
    publisher TEXT NOT NULL, file TEXT NOT NULL, file_date TEXT NOT NULL,
    imported_on TEXT NOT NULL, is_grid INTEGER NOT NULL, kept INTEGER NOT NULL
);
"""

Progress = Callable[[int], None]
"""Told how many postcodes are kept so far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostcodesReport:
    """What an import did."""

    publisher: Publisher
    file_date: date
    read: int
    kept: int
    left_out: tuple[tuple[LeftOut, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PostcodesStatus:
    """What a file of exact postcodes says of itself."""

    publisher: str
    file: str
    file_date: date
    imported_on: date
    kept: int


def import_postcodes(
    file: Path, target: Path, *, today: date, progress: Progress | None = None
) -> PostcodesReport:
    """Read an official file into `target`, which is replaced in one step or left as it was.

    Raises:
        PostcodesFileError: for a file that is neither of the two, or is damaged.
        FaultyFileError: where `target` cannot be written.
    """
    with writing_in(target), folder_lock(target.parent) as held:
        if held:
            remove_unfinished(target.parent, target.name)
        unfinished = unfinished_path(target)
        try:
            with in_words(str(target)):
                report = _fill(unfinished, file, today, progress or (lambda _: None))
            sync_file(unfinished)
            unfinished.replace(target)
            return report
        finally:
            with contextlib.suppress(OSError):
                unfinished.unlink(missing_ok=True)


def _fill(unfinished: Path, file: Path, today: date, progress: Progress) -> PostcodesReport:
    with closing(sqlite3.connect(unfinished, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute(f"PRAGMA user_version = {VERSION}")
        for statement in _SCHEMA.split(";"):
            database.execute(statement)
        with telling(file), open_source(file) as source:
            left_out: Counter[LeftOut] = Counter()
            points = source.points(left_out)
            read = 0
            while batch := list(islice(points, BATCH)):
                database.executemany("INSERT OR IGNORE INTO postcode VALUES (?, ?, ?)", batch)
                read += len(batch)
                progress(read)
            kept = database.execute("SELECT count(*) FROM postcode").fetchone()[0]
            left_out[LeftOut.TWICE] = read - kept
            if not kept or source.columns is None:
                raise neither(file)
            columns, file_date = source.columns, source.date
        database.execute(
            "INSERT INTO dataset VALUES (?, ?, ?, ?, ?, ?)",
            (
                columns.publisher.value,
                file.name,
                file_date.isoformat(),
                today.isoformat(),
                int(columns.is_grid),
                kept,
            ),
        )
    gone = tuple((why, count) for why, count in left_out.items() if count)
    return PostcodesReport(
        publisher=columns.publisher,
        file_date=file_date,
        read=kept + sum(count for _, count in gone),
        kept=kept,
        left_out=gone,
    )


class ExactPostcodes:
    """Looks up whole postcodes in the user's file, where there is one. Safe between threads.

    `notices` says what was wrong with the file; damage further in is met, and told, later.
    """

    def __init__(self, path: Path) -> None:
        self._name = path.name
        self._lock = threading.Lock()
        self._database: sqlite3.Connection | None = None
        self._is_grid = False
        self.notices: tuple[Notice, ...] = ()
        try:
            if _is_there(path):
                self._database, _, self._is_grid = _open_file(path)
        except FaultyFileError as error:
            self._tell(error)

    def find(self, postcode: str) -> Coordinates | None:
        """Return a postcode's own point, or None where it is not known."""
        parsed = parse_postcode(postcode)
        if parsed is None or not parsed.is_whole:
            return None
        with self._lock:
            if self._database is None:
                return None
            try:
                with _damage_in_words(self._name):
                    return self._point(self._database, squeezed(str(parsed)))
            except FaultyFileError as error:  # sectors will do
                self._let_go()
                self._tell(error)
                return None

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._let_go()

    def _point(self, database: sqlite3.Connection, code: str) -> Coordinates | None:
        row = database.execute("SELECT x, y FROM postcode WHERE code = ?", (code,)).fetchone()
        if row is None:
            return None
        x, y = row
        if not (isinstance(x, int) and isinstance(y, int)):
            raise file_fault(FileFault.DAMAGED, self._name)
        return grid_to_wgs84(x, y) if self._is_grid else Coordinates(x / MICRO, y / MICRO)

    def _let_go(self) -> None:
        if self._database is not None:
            with contextlib.suppress(sqlite3.Error):
                self._database.close()
            self._database = None

    def _tell(self, error: EmndirError) -> None:
        hint = (
            "Distances are measured from the middle of postcode sectors until you import it again."
        )
        self.notices = (Notice(message=error.message, hint=hint),)


def read_status(path: Path) -> PostcodesStatus | None:
    """Return what a file of exact postcodes says of itself, None where there is no file.

    Raises:
        FaultyFileError: for a file that is damaged, newer or unreadable.
    """
    if not _is_there(path):
        return None
    database, status, _ = _open_file(path)
    database.close()
    return status


def _is_there(path: Path) -> bool:
    """Return whether there is a file, and raise where that cannot be told or it is no file."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise file_fault(FileFault.UNREADABLE, path.name) from error
    if not stat.S_ISREG(mode):  # a pipe would be waited for
        raise file_fault(FileFault.UNREADABLE, path.name)
    return True


@contextmanager
def _damage_in_words(name: str) -> Iterator[None]:
    """Turn what a damaged file leads to into `FaultyFileError`: wrong tables, text or values."""
    try:
        with in_words(name):
            yield
    except (sqlite3.Error, ValueError, TypeError, ArithmeticError) as error:
        raise file_fault(FileFault.DAMAGED, name) from error


def _open_file(path: Path) -> tuple[sqlite3.Connection, PostcodesStatus, bool]:
    with _damage_in_words(path.name):
        uri = read_only_uri(path.absolute())
        database = sqlite3.connect(uri, uri=True, check_same_thread=False)
        try:
            return database, *_look_inside(database, path.name)
        except BaseException:
            database.close()
            raise


def _look_inside(database: sqlite3.Connection, name: str) -> tuple[PostcodesStatus, bool]:
    """Return what a file says of itself, and whether its points are of the national grid."""
    database.execute("PRAGMA query_only = ON")
    database.execute("PRAGMA trusted_schema = OFF")
    application = database.execute("PRAGMA application_id").fetchone()[0]
    version = database.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION_ID:
        raise file_fault(FileFault.DAMAGED, name)
    if version > VERSION:
        raise file_fault(FileFault.NEWER, name)
    row = database.execute(
        "SELECT publisher, file, file_date, imported_on, is_grid, kept FROM dataset"
    ).fetchone()
    if row is None or [type(value) for value in row] != [str, str, str, str, int, int]:
        raise file_fault(FileFault.DAMAGED, name)
    publisher, file, file_date, imported_on, is_grid, kept = row
    status = PostcodesStatus(
        publisher=publisher,
        file=file,
        file_date=date.fromisoformat(file_date),
        imported_on=date.fromisoformat(imported_on),
        kept=kept,
    )
    return status, bool(is_grid)
