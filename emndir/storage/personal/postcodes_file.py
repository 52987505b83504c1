"""Exact positions of whole postcodes, from the official files that a user has downloaded.

Two publishers' files are read as they come: Ordnance Survey's Code-Point Open (a zip with
Data/CSV/*.csv, or one such CSV; no heading; postcode, quality, easting, northing, ...) and
the ONS Postcode Directory (a zip with Data/*.csv or Data/multi_csv/*.csv, or one CSV, with a
heading). Members of a zip are streamed, never extracted, so their names cannot lead anywhere.
"""

from __future__ import annotations

import contextlib
import csv
import io
import os
import re
import sqlite3
import threading
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import IO

from emndir.domain.errors import EmndirError
from emndir.domain.location import Coordinates
from emndir.domain.problems import Notice
from emndir.geography.grid import grid_to_wgs84
from emndir.geography.postcodes import parse_postcode
from emndir.storage.database import FileFault, file_fault, in_words
from emndir.storage.files import (
    folder_lock,
    remove_unfinished,
    sync_file,
    unfinished_path,
    writing_in,
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
_MICRO = 1_000_000
"""Degrees are kept as millionths, grid references as whole metres."""
_BATCH = 20_000
_MOST_BYTES = 4 * 1024**3
_MOST_ROWS = 6_000_000
_MOST_MEMBERS = 5_000
_MOST_RATIO = 200
"""What is refused as no honest file: the ONS directory has 2.7 million rows, 1.5 GB, ratio 8."""
_CODE_SHAPE = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?[0-9][ABD-HJLNP-UW-Z]{2}")

Progress = Callable[[int], None]


class Publisher(StrEnum):
    """Whose file it is."""

    CODE_POINT = "Code-Point Open (Ordnance Survey)"
    ONS = "ONS Postcode Directory"


class LeftOut(StrEnum):
    """Why a row is not kept."""

    NO_POSTCODE = "without a postcode"
    NO_POSITION = "without a position"
    ENDED = "no longer in use"
    TWICE = "given twice"


class PostcodesFileError(EmndirError):
    """A file that is not one of the two, or cannot be read to its end."""


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


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the cells of a publisher's rows are; -1 where there is no such column."""

    publisher: Publisher
    postcode: int
    x: int
    y: int
    is_grid: bool
    ended: int = -1

    @property
    def last(self) -> int:
        return max(self.postcode, self.x, self.y, self.ended)


_CODE_POINT = _Columns(Publisher.CODE_POINT, 0, 2, 3, is_grid=True)
_Point = tuple[int, int]


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
        with _telling(file), _open_source(file) as source:
            left_out: Counter[LeftOut] = Counter()
            points = source.points(left_out)
            read = 0
            while batch := list(islice(points, _BATCH)):
                database.executemany("INSERT OR IGNORE INTO postcode VALUES (?, ?, ?)", batch)
                read += len(batch)
                progress(read)
            kept = database.execute("SELECT count(*) FROM postcode").fetchone()[0]
            left_out[LeftOut.TWICE] = read - kept
            if not kept or source.columns is None:
                raise _neither(file)
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


def _neither(file: Path) -> PostcodesFileError:
    return PostcodesFileError(
        f"{file.name} is neither Code-Point Open nor the ONS Postcode Directory.",
        "Give the zip as you downloaded it, or a CSV out of it.",
    )


@contextmanager
def _telling(file: Path) -> Iterator[None]:
    """Turn what can go wrong with the user's file into a sentence about it."""
    try:
        yield
    except FileNotFoundError as error:
        message = f"There is no file {file}."
        raise PostcodesFileError(message, "Look at its name and folder.") from error
    except (zipfile.BadZipFile, EOFError, csv.Error, NotImplementedError, zlib.error) as error:
        raise PostcodesFileError(
            f"{file.name} is damaged: it cannot be read to its end.", "Download it again."
        ) from error
    except UnicodeDecodeError as error:
        raise _neither(file) from error
    except OSError as error:
        if error.filename is None or Path(str(error.filename)) != file:
            raise
        message = f"{file} cannot be read: {error.strerror}."
        raise PostcodesFileError(message, "Look at its permissions.") from error


class _Source:
    """The rows of one official file, whichever it is."""

    def __init__(self, file: Path, texts: Iterator[IO[bytes]], day: date) -> None:
        self._file = file
        self._texts = texts
        self.date = day
        self.columns: _Columns | None = None

    def points(self, left_out: Counter[LeftOut]) -> Iterator[tuple[str, int, int]]:
        """Yield postcode without space and position; count in `left_out` what is not kept."""
        rows = 0
        for raw in self._texts:
            with io.TextIOWrapper(raw, encoding="utf-8-sig", newline="") as text:
                lines = csv.reader(text)
                first = next(lines, None)
                if first is None:
                    continue
                columns = _columns_of(first)
                if columns is None or (self.columns or columns).publisher != columns.publisher:
                    raise _neither(self._file)
                self.columns = self.columns or columns
                if columns is _CODE_POINT:
                    yield from _kept([first], columns, left_out)
                while batch := list(islice(lines, _BATCH)):
                    rows += len(batch)
                    if rows > _MOST_ROWS:
                        raise _too_large(self._file)
                    yield from _kept(batch, columns, left_out)


def _columns_of(first: list[str]) -> _Columns | None:
    """Return what a file's first row says that its columns are, or None."""
    if len(first) >= 4 and _CODE_SHAPE.fullmatch(_squeezed(first[0])):
        return (
            _CODE_POINT if first[2].strip().isdecimal() and first[3].strip().isdecimal() else None
        )
    names = {name.strip().casefold(): place for place, name in enumerate(first)}

    def column(*known: str) -> int:
        return next((names[name] for name in known if name in names), -1)

    postcode = column("pcds", "pcd", "pcd7", "pcd8", "pcd2")
    latitude, longitude = column("lat"), column("long")
    east, north = column("oseast1m", "east1m"), column("osnrth1m", "north1m")
    ended = column("doterm")
    if postcode < 0 or ended < 0:
        return None
    if latitude >= 0 and longitude >= 0:
        return _Columns(Publisher.ONS, postcode, latitude, longitude, is_grid=False, ended=ended)
    if east >= 0 and north >= 0:
        return _Columns(Publisher.ONS, postcode, east, north, is_grid=True, ended=ended)
    return None


def _kept(
    rows: list[list[str]], columns: _Columns, left_out: Counter[LeftOut]
) -> Iterator[tuple[str, int, int]]:
    read = _grid_point if columns.is_grid else _degree_point
    for cells in rows:
        if len(cells) <= columns.last:
            left_out[LeftOut.NO_POSTCODE] += 1
            continue
        code = _squeezed(cells[columns.postcode])
        if not _CODE_SHAPE.fullmatch(code):
            left_out[LeftOut.NO_POSTCODE] += 1
        elif columns.ended >= 0 and cells[columns.ended].strip():
            left_out[LeftOut.ENDED] += 1
        elif point := read(cells[columns.x], cells[columns.y]):
            yield (code, *point)
        else:
            left_out[LeftOut.NO_POSITION] += 1


def _squeezed(postcode: str) -> str:
    return postcode.replace(" ", "").upper()


def _grid_point(east: str, north: str) -> _Point | None:
    try:
        x, y = int(east), int(north)
    except ValueError:
        return None
    on_grid = 0 <= x <= 700_000 and 0 <= y <= 1_300_000
    return (x, y) if on_grid and (x or y) else None


def _degree_point(latitude: str, longitude: str) -> _Point | None:
    try:
        north, east = float(latitude), float(longitude)
    except ValueError:
        return None
    if not (49 <= north <= 61.5 and -9 <= east <= 2.5):  # not in the British Isles: 99.999999 too
        return None
    return round(north * _MICRO), round(east * _MICRO)


@contextmanager
def _open_source(file: Path) -> Iterator[_Source]:
    """Open a zip or a CSV."""
    with file.open("rb") as raw:
        if not zipfile.is_zipfile(raw):
            raw.seek(0)
            if raw.read(2) == b"PK":
                raise zipfile.BadZipFile(file.name)
            raw.seek(0)
            day = date.fromtimestamp(os.fstat(raw.fileno()).st_mtime)
            yield _Source(file, iter([raw]), day)
            return
        raw.seek(0)
        with zipfile.ZipFile(raw) as archive:
            members = _members(file, archive)
            if not members:
                raise _neither(file)
            day = max(date(*member.date_time[:3]) for member in members)
            yield _Source(file, (_unpacked(file, archive, one) for one in members), day)


def _members(file: Path, archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return the members that hold rows: CSVs in a folder “Data”, the whole one before parts."""
    every = archive.infolist()
    if len(every) > _MOST_MEMBERS:
        raise _too_large(file)
    tables = []
    for member in every:
        parts = member.filename.replace("\\", "/").casefold().split("/")
        if "data" in parts[:-1] and parts[-1].endswith(".csv"):
            tables.append(member)
    whole = [one for one in tables if "multi_csv" not in one.filename.casefold()]
    chosen = whole or tables
    if any(one.flag_bits & 1 for one in chosen):
        raise PostcodesFileError(
            f"{file.name} is locked with a password.", "Give the file as the publisher offers it."
        )
    if sum(one.file_size for one in chosen) > _MOST_BYTES:
        raise _too_large(file)
    if any(one.file_size > _MOST_RATIO * (one.compress_size + 10_000) for one in chosen):
        raise _too_large(file)
    return chosen


def _too_large(file: Path) -> PostcodesFileError:
    return PostcodesFileError(
        f"{file.name} unpacks to far more than the official files do, so it is not read.",
        "Download it again from the publisher.",
    )


def _unpacked(file: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> IO[bytes]:
    """Return a member as a stream that ends with an error where it is longer than it says."""
    return io.BufferedReader(_Bounded(archive.open(member), member.file_size, file), 1 << 16)


class _Bounded(io.RawIOBase):
    """A stream that may not give more bytes than were promised."""

    def __init__(self, inner: IO[bytes], most: int, file: Path) -> None:
        self._inner = inner
        self._left = most
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        content = self._inner.read(len(view))
        self._left -= len(content)
        if self._left < 0:
            raise _too_large(self._file)
        view[: len(content)] = content
        return len(content)


class ExactPostcodes:
    """Looks up whole postcodes in the user's file, where there is one. Safe between threads."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._database: sqlite3.Connection | None = None
        self._is_grid = False
        self.notices: tuple[Notice, ...] = ()
        if not path.exists():
            return
        try:
            self._database, _, self._is_grid = _open_file(path)
        except EmndirError as error:
            hint = "Distances are measured from the middle of postcode sectors until you import it again."
            self.notices = (Notice(message=error.message, hint=hint),)

    def find(self, postcode: str) -> Coordinates | None:
        """Return a postcode's own point, or None where it is not known."""
        parsed = parse_postcode(postcode)
        if self._database is None or parsed is None or not parsed.is_whole:
            return None
        with self._lock:
            try:
                row = self._database.execute(
                    "SELECT x, y FROM postcode WHERE code = ?", (_squeezed(str(parsed)),)
                ).fetchone()
            except sqlite3.DatabaseError:
                self._database = None  # damaged further in: sectors will do
                return None
        if row is None:
            return None
        x, y = row
        return grid_to_wgs84(x, y) if self._is_grid else Coordinates(x / _MICRO, y / _MICRO)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._database is not None:
                self._database.close()
                self._database = None


def read_status(path: Path) -> PostcodesStatus | None:
    """Return what a file of exact postcodes says of itself, None where there is no file.

    Raises:
        FaultyFileError: for a file that is damaged or newer.
    """
    if not path.exists():
        return None
    database, status, _ = _open_file(path)
    database.close()
    return status


def _open_file(path: Path) -> tuple[sqlite3.Connection, PostcodesStatus, bool]:
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    with in_words(path.name):
        database = sqlite3.connect(uri, uri=True, check_same_thread=False)
        try:
            database.execute("PRAGMA query_only = ON")
            database.execute("PRAGMA trusted_schema = OFF")
            application = database.execute("PRAGMA application_id").fetchone()[0]
            version = database.execute("PRAGMA user_version").fetchone()[0]
            if application != APPLICATION_ID:
                raise file_fault(FileFault.DAMAGED, path.name)
            if version > VERSION:
                raise file_fault(FileFault.NEWER, path.name)
            row = database.execute("SELECT * FROM dataset").fetchone()
            if row is None:
                raise file_fault(FileFault.DAMAGED, path.name)
        except sqlite3.OperationalError as error:
            database.close()
            if "no such table" in str(error):
                raise file_fault(FileFault.DAMAGED, path.name) from error
            raise
        except BaseException:
            database.close()
            raise
    publisher, file, file_date, imported_on, is_grid, kept = row
    status = PostcodesStatus(
        publisher=publisher,
        file=file,
        file_date=date.fromisoformat(file_date),
        imported_on=date.fromisoformat(imported_on),
        kept=kept,
    )
    return database, status, bool(is_grid)
