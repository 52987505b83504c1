"""The stored start page is read from a file that is sound, of this version and this text; else none."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from emndir.bootstrap import Core
from emndir.storage.pointer import POINTER, read_pointer
from emndir.storage.stored_start import stored_start
from emndir.storage.versions import SCHEMA_VERSION

SAMPLE = Path(__file__).parents[1] / "files" / "data"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A home with a compiled directory, and the text beside it."""
    home = tmp_path_factory.mktemp("built")
    shutil.copytree(SAMPLE, home / "data")
    Core.create(home=home, data_dir=home / "data").open().close()
    return home


@pytest.fixture
def core(built, tmp_path):
    """A core of a copy in which the text counts as the same."""
    shutil.copytree(built, tmp_path / "home")
    core = Core.create(home=tmp_path / "home", data_dir=built / "data")
    assert core.start_page() is not None
    return core


def _file(core):
    folder = core.paths.directory_folder
    return folder / read_pointer(folder).file


def _change(core, *statements):
    with sqlite3.connect(_file(core)) as database:
        for statement in statements:
            database.execute(statement)
    database.close()


@pytest.mark.parametrize(
    "statement",
    [
        f"PRAGMA user_version = {SCHEMA_VERSION - 1}",
        f"PRAGMA user_version = {SCHEMA_VERSION + 1}",
        "PRAGMA application_id = 1",
        "DROP TABLE start_page",
        "DELETE FROM start_page",
        "INSERT INTO start_page SELECT * FROM start_page",
        "UPDATE start_page SET content = replace(content, '1', '2')",
        "UPDATE start_page SET content = ''",
        "UPDATE start_page SET content = x'ff00'",
        "UPDATE start_page SET sha256 = ''",
    ],
)
def test_another_version_or_a_faulty_row_is_not_shown(core, statement):
    _change(core, statement)
    assert core.start_page() is None


def test_a_file_that_is_missing_is_no_fault_here(core):
    _file(core).unlink()
    assert core.start_page() is None


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", b"x" * 5000])
def test_a_file_that_is_no_database_is_no_fault_here(core, content):
    _file(core).write_bytes(content)
    assert core.start_page() is None


def test_a_file_that_was_cut_off_or_overwritten_never_raises(core):
    whole = _file(core).read_bytes()
    for at in range(0, len(whole), len(whole) // 40):
        _file(core).write_bytes(whole[:at])
        core.start_page()
        _file(core).write_bytes(whole[:at] + b"\xff" * 5000 + whole[at + 5000 :])
        page = core.start_page()
        assert page is None or page.services > 0


@pytest.mark.parametrize("text", ["", "[]", '{"file": "../x.sqlite", "sha256": ""}'])
def test_a_pointer_that_leads_nowhere_is_no_fault_here(core, text):
    (core.paths.directory_folder / POINTER).write_text(text)
    assert core.start_page() is None


def test_nothing_is_shown_of_a_text_that_has_changed_since(built, core):
    data = built / "data"
    manifest = data / "directory.toml"
    before = manifest.stat()
    os.utime(manifest, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
    try:
        assert stored_start(data, core.paths.directory_folder) is None
    finally:
        os.utime(manifest, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert stored_start(data, core.paths.directory_folder) is not None


def test_reading_changes_nothing(core):
    folder = core.paths.directory_folder
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    core.start_page()
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == before
