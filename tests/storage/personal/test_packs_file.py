"""The user's file of packs: what is saved is there, and what is wrong with it is said."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date

import pytest

from emndir.domain.saved_pack import SavedPack
from emndir.storage.database import FaultyFileError, FileFault
from emndir.storage.personal.packs_file import (
    APPLICATION_ID,
    PacksFile,
    TakenNameError,
    UnknownPackError,
)

PACK = SavedPack(
    name="Wig day",
    recipe='{"kind": "single", "uids": ["a", "ö"]}',
    made_on=date(2026, 11, 22),
    until=date(2027, 5, 22),
    marks=(("a", "1f"), ("ö", "2e")),
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "personal.sqlite"


@pytest.fixture
def packs(path):
    return PacksFile(path)


def test_looking_makes_no_file(packs, path):
    assert packs.all() == ()
    with pytest.raises(UnknownPackError, match="None is saved yet"):
        packs.find("Wig day")
    assert not path.parent.exists()


def test_what_is_saved_is_there_the_next_time(packs, path):
    packs.save(PACK)
    other = replace(PACK, name="after treatment")
    packs.save(other)
    assert PacksFile(path).all() == (other, PACK)
    assert PacksFile(path).find("WIG DAY") == PACK
    changed = replace(PACK, made_on=date(2026, 12, 1))
    packs.save(changed)
    assert packs.all() == (other, changed)


def test_a_name_is_taken_once_in_any_case(packs):
    packs.save(PACK)
    with pytest.raises(TakenNameError, match="“wig DAY”"):
        packs.save(replace(PACK, name="wig DAY", recipe="{}"), is_new=True)
    assert packs.all() == (PACK,)


def test_renamed_and_removed(packs, path):
    packs.save(PACK)
    packs.save(replace(PACK, name="Other"))
    packs.rename("wig day", "Wig Day")  # its own name in other letters
    with pytest.raises(TakenNameError):
        packs.rename("Wig Day", "other")
    packs.rename("Wig Day", "Hair")
    assert [pack.name for pack in packs.all()] == ["Hair", "Other"]
    packs.remove("hair")
    with pytest.raises(UnknownPackError, match="There are: Other"):
        packs.remove("hair")
    assert b"Hair" not in path.read_bytes(), "a removed name is overwritten"


def test_a_damaged_file_is_named_and_left_as_it_is(packs, path):
    packs.save(PACK)
    path.write_bytes(b"no database at all" * 400)
    for call in (packs.all, lambda: packs.save(PACK), lambda: packs.remove("x")):
        with pytest.raises(FaultyFileError, match=r"damaged.*Move it away") as told:
            call()
        assert told.value.fault is FileFault.DAMAGED
    assert path.read_bytes() == b"no database at all" * 400


def test_another_programs_file_is_never_written_to(packs, path):
    path.parent.mkdir()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE theirs (x)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(FaultyFileError, match="not a file of saved packs"):
        packs.save(PACK)
    assert path.read_bytes() == before


def test_a_newer_file_is_left_as_it_is(packs, path):
    packs.save(PACK)
    with sqlite3.connect(path) as newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()
    for call in (packs.all, lambda: packs.save(PACK)):
        with pytest.raises(FaultyFileError, match="newer version"):
            call()


def test_a_row_that_makes_no_sense_is_named(packs, path):
    packs.save(PACK)
    with sqlite3.connect(path) as database:
        database.execute("UPDATE saved_pack SET made_on = 'yesterday'")
    database.close()
    with pytest.raises(FaultyFileError, match="“Wig day” cannot be read"):
        packs.all()


def test_a_locked_file_is_waited_for_and_then_told(packs, path, monkeypatch):
    packs.save(PACK)
    monkeypatch.setattr("emndir.storage.personal.packs_file._WAIT_SECONDS", 0.05)
    with sqlite3.connect(path, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(FaultyFileError, match="Another program has locked"):
            packs.save(replace(PACK, name="Second"))
        other.execute("ROLLBACK")
    other.close()
    assert packs.all() == (PACK,)


def test_a_folder_in_its_place_is_told(packs, path):
    path.mkdir(parents=True)
    with pytest.raises(FaultyFileError):
        packs.save(PACK)


def test_the_file_is_marked_as_ours(packs, path):
    packs.save(PACK)
    with sqlite3.connect(path) as database:
        assert database.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    database.close()
