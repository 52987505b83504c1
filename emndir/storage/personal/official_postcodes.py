"""Reading the official files of exact postcodes, as a user has downloaded them.

Two publishers' files are read as they come: Ordnance Survey's Code-Point Open (a zip with
Data/CSV/*.csv, or one such CSV; no heading; postcode, quality, easting, northing, ...) and
the ONS Postcode Directory (a zip with Data/*.csv or Data/multi_csv/*.csv, or one CSV, with a
heading). Members of a zip are streamed, never extracted, so their names cannot lead anywhere.
"""

from __future__ import annotations

import csv
import io
import os
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import IO

from emndir.domain.errors import EmndirError

MICRO = 1_000_000
"""Degrees are kept as millionths, grid references as whole metres."""
BATCH = 20_000
_MOST_BYTES = 4 * 1024**3
_MOST_ROWS = 6_000_000
_MOST_MEMBERS = 5_000
_MOST_RATIO = 200
"""What is refused as no honest file: the ONS directory has 2.7 million rows, 1.5 GB, ratio 8."""
_CODE_SHAPE = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?[0-9][ABD-HJLNP-UW-Z]{2}")


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


def neither(file: Path) -> PostcodesFileError:
    """Return the error for a file that is not one of the two."""
    return PostcodesFileError(
        f"{file.name} is neither Code-Point Open nor the ONS Postcode Directory.",
        "Give the zip as you downloaded it, or a CSV out of it.",
    )


@contextmanager
def telling(file: Path) -> Iterator[None]:
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
        raise neither(file) from error
    except OSError as error:
        if error.filename is None or Path(str(error.filename)) != file:
            raise
        if file.is_dir():
            message = f"{file} is a folder."
            raise PostcodesFileError(message, "Give the name of a file in it.") from error
        message = f"{file} cannot be read: {error.strerror}."
        raise PostcodesFileError(message, "Look at its permissions.") from error


class OfficialFile:
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
                    raise neither(self._file)
                self.columns = self.columns or columns
                if columns is _CODE_POINT:
                    yield from _kept([first], columns, left_out)
                while batch := list(islice(lines, BATCH)):
                    rows += len(batch)
                    if rows > _MOST_ROWS:
                        raise _too_large(self._file)
                    yield from _kept(batch, columns, left_out)


def _columns_of(first: list[str]) -> _Columns | None:
    """Return what a file's first row says that its columns are, or None."""
    if len(first) >= 4 and _CODE_SHAPE.fullmatch(squeezed(first[0])):
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
        code = squeezed(cells[columns.postcode])
        if not _CODE_SHAPE.fullmatch(code):
            left_out[LeftOut.NO_POSTCODE] += 1
        elif columns.ended >= 0 and cells[columns.ended].strip():
            left_out[LeftOut.ENDED] += 1
        elif point := read(cells[columns.x], cells[columns.y]):
            yield (code, *point)
        else:
            left_out[LeftOut.NO_POSITION] += 1


def squeezed(postcode: str) -> str:
    """Return a postcode as it is kept: capitals, no space."""
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
    return round(north * MICRO), round(east * MICRO)


@contextmanager
def open_source(file: Path) -> Iterator[OfficialFile]:
    """Open a zip or a CSV."""
    with file.open("rb") as raw:
        if not zipfile.is_zipfile(raw):
            raw.seek(0)
            if raw.read(2) == b"PK":
                raise zipfile.BadZipFile(file.name)
            raw.seek(0)
            yield OfficialFile(file, iter([raw]), _modified_on(raw))
            return
        raw.seek(0)
        with zipfile.ZipFile(raw) as archive:
            members = _members(file, archive)
            if not members:
                raise neither(file)
            day = max(filter(None, map(_packed_on, members)), default=_modified_on(raw))
            yield OfficialFile(file, (_unpacked(file, archive, one) for one in members), day)


def _modified_on(raw: IO[bytes]) -> date:
    return date.fromtimestamp(os.fstat(raw.fileno()).st_mtime)


def _packed_on(member: zipfile.ZipInfo) -> date | None:
    """Return a member's day; None where the program that packed it gave none."""
    try:
        return date(*member.date_time[:3])
    except ValueError:
        return None


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
