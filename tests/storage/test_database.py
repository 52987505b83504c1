from __future__ import annotations

import os
import random
import sqlite3
import sys
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from emndir.storage.connections import read_only_uri
from emndir.storage.database import (
    FaultyFileError,
    FileFault,
    in_words,
    open_bytes,
    open_read_only,
    reading,
    schema_version,
)
from emndir.storage.queries import load_info
from emndir.storage.table_base import Base
from emndir.storage.versions import SCHEMA_VERSION


@pytest.fixture
def file(tmp_path, sample_bytes):
    path = tmp_path / "a file # with 100 % oddities ü.sqlite"
    path.write_bytes(sample_bytes)
    return path


def fault_of(path, **more):
    with pytest.raises(FaultyFileError) as raised:
        open_read_only(path, **more).dispose()
    assert raised.value.message.endswith(".")
    assert raised.value.hint
    assert path.name in raised.value.message
    return raised.value.fault


def change(path, *statements):
    database = sqlite3.connect(path)
    for statement in statements:
        database.execute(statement)
    database.commit()
    database.close()


def test_any_path_opens(file):
    engine = open_read_only(file)
    with reading(engine) as connection:
        assert load_info(connection).services == 5
    engine.dispose()
    assert schema_version(file) == SCHEMA_VERSION


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (PurePosixPath("/home/a b/ü#?%&.sqlite"), "file:///home/a%20b/%C3%BC%23%3F%25%26.sqlite"),
        (PurePosixPath("//root/x"), "file:////root/x"),
        (PureWindowsPath(r"C:\Users\a b\x#.sqlite"), "file:///C:/Users/a%20b/x%23.sqlite"),
        (PureWindowsPath(r"\\server\share\a b\x.sqlite"), "file:////server/share/a%20b/x.sqlite"),
    ],
)
def test_a_path_as_sqlite_wants_it(path, uri):
    assert read_only_uri(path) == f"{uri}?mode=ro&immutable=1"


@pytest.mark.skipif(sys.platform == "win32", reason="names that are no text are POSIX only")
def test_a_name_that_is_no_text_opens(tmp_path, sample_bytes):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.sqlite"))
    path.write_bytes(sample_bytes)
    open_read_only(path).dispose()


def test_nothing_can_be_written(file, sample_bytes):
    for engine in (open_read_only(file), open_bytes(sample_bytes)):
        with pytest.raises(sqlite3.OperationalError), engine.connect() as connection:
            connection.exec_driver_sql("DELETE FROM service")
        with engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA trusted_schema").scalar() == 0
            assert connection.exec_driver_sql("PRAGMA query_only").scalar() == 1
        engine.dispose()


def test_what_is_missing_or_empty(tmp_path):
    assert fault_of(tmp_path / "none.sqlite") is FileFault.MISSING
    (tmp_path / "empty.sqlite").write_bytes(b"")
    assert fault_of(tmp_path / "empty.sqlite") is FileFault.DAMAGED
    (tmp_path / "folder.sqlite").mkdir()
    assert fault_of(tmp_path / "folder.sqlite") is FileFault.UNREADABLE


@pytest.mark.parametrize("length", [1, 99, 100, 4096, 20_000, -1])
def test_a_truncated_file(file, sample_bytes, length):
    file.write_bytes(sample_bytes[:length])
    assert fault_of(file) is FileFault.DAMAGED


def test_random_bytes(file):
    chance = random.Random(1)
    file.write_bytes(chance.randbytes(50_000))
    assert fault_of(file) is FileFault.DAMAGED


def test_one_changed_byte_anywhere_is_found_by_its_hash(file, sample_bytes):
    import hashlib

    sha256 = hashlib.sha256(sample_bytes).hexdigest()
    chance = random.Random(2)
    for _ in range(20):
        content = bytearray(sample_bytes)
        content[chance.randrange(200, len(content))] ^= 1 + chance.randrange(255)
        file.write_bytes(content)
        assert fault_of(file, sha256=sha256) is FileFault.DAMAGED


def test_damage_further_in_is_told_when_it_is_met(file, sample_bytes):
    content = bytearray(sample_bytes)
    content[8192:120_000] = bytes(111_808)
    file.write_bytes(content)
    assert fault_of(file) is FileFault.DAMAGED


@pytest.mark.parametrize("table", sorted(Base.metadata.tables))
def test_a_missing_table(file, table):
    change(file, "PRAGMA foreign_keys = OFF", f"DROP TABLE {table}")
    assert fault_of(file) is FileFault.DAMAGED


def test_newer_and_older_versions(file):
    change(file, f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    assert fault_of(file) is FileFault.NEWER
    change(file, "PRAGMA user_version = 0")
    assert fault_of(file) is FileFault.OLDER


def test_another_programs_database(file):
    change(file, "PRAGMA application_id = 7")
    assert fault_of(file) is FileFault.DAMAGED


def test_a_locked_file_opens_all_the_same(file):
    locker = sqlite3.connect(file, isolation_level=None)
    locker.execute("BEGIN EXCLUSIVE")
    engine = open_read_only(file)
    with reading(engine) as connection:
        assert load_info(connection).services == 5
    engine.dispose()
    locker.close()


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        (sqlite3.SQLITE_BUSY, FileFault.LOCKED),
        (sqlite3.SQLITE_FULL, FileFault.FULL),
        (sqlite3.SQLITE_CORRUPT_VTAB, FileFault.DAMAGED),
        (sqlite3.SQLITE_IOERR_READ, FileFault.UNREADABLE),
        (sqlite3.SQLITE_READONLY_DIRECTORY, FileFault.READ_ONLY),
    ],
)
def test_sqlites_codes_have_a_sentence(code, fault):
    error = sqlite3.OperationalError("internal words")
    error.sqlite_errorcode = code
    with pytest.raises(FaultyFileError) as raised, in_words("a.sqlite"):
        raise error
    assert raised.value.fault is fault
    assert "internal" not in str(raised.value)


def test_any_other_error_is_a_bug_and_goes_on():
    error = sqlite3.OperationalError("no such column")
    error.sqlite_errorcode = sqlite3.SQLITE_ERROR
    with pytest.raises(sqlite3.OperationalError), in_words():
        raise error
