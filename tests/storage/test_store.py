from __future__ import annotations

import json
import sys

import pytest

from emndir.storage import store as module
from emndir.storage.database import FaultyFileError
from emndir.storage.files import folder_lock
from emndir.storage.pointer import POINTER
from emndir.storage.store import DirectoryStore
from emndir.storage.versions import SCHEMA_VERSION


@pytest.fixture
def store(tmp_path):
    return DirectoryStore(tmp_path / "directory")


def names(store):
    return sorted(path.name for path in store.folder.iterdir())


def add(store, letter, content=b"content"):
    return store.add(content, stat="s", fingerprint=letter * 64)


def test_the_pointer_names_what_was_added_last(store):
    assert store.pointer() is None
    assert store.find_current() is None
    first = add(store, "a")
    second = add(store, "b", b"other")
    assert store.pointer() == second
    assert second.previous == first.file
    assert store.find_current() == store.path(second)
    assert names(store) == [POINTER, "directory-" + "a" * 16 + ".sqlite", second.file]


def test_one_old_file_is_kept_to_go_back_to(store):
    for letter in "abcd":
        last = add(store, letter)
    store.clean()
    assert names(store) == [POINTER, last.previous, last.file]


def test_adding_the_same_again_keeps_what_one_can_go_back_to(store):
    first = add(store, "a")
    add(store, "b")
    again = add(store, "b")
    assert again.previous == first.file
    store.clean()
    assert len(names(store)) == 3


def test_a_damaged_file_of_the_same_name_is_replaced(store):
    pointer = add(store, "a")
    store.path(pointer).write_bytes(b"rot")
    add(store, "a")
    assert store.path(pointer).read_bytes() == b"content"


def test_a_file_of_a_newer_version_is_left_to_it(store, sample_bytes):
    newer = bytearray(sample_bytes)
    newer[60:64] = (SCHEMA_VERSION + 1).to_bytes(4, "big")
    kept = add(store, "a", bytes(newer))
    for letter in "bcd":
        add(store, letter)
    store.clean()
    assert kept.file in names(store)


def test_unfinished_files_are_removed_and_others_left(store):
    add(store, "a")
    (store.folder / ".directory-b.sqlite.1-2.part").write_bytes(b"half")
    (store.folder / "notes.txt").write_text("mine")
    store.clean()
    assert "notes.txt" in names(store)
    assert not [name for name in names(store) if name.endswith(".part")]


def test_cleaning_what_is_not_there_does_nothing(store):
    store.clean()
    assert not store.folder.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b'{"file": 3, "sha256": ""}',
        b'{"file": "directory-x.sqlite"}',
        b'{"file": "../../evil.sqlite", "sha256": ""}',
        b'{"file": "directory-/../../evil.sqlite", "sha256": ""}',
        b'{"file": "directory-\\\\..\\\\evil.sqlite", "sha256": ""}',
        b'{"file": "directory-x.sqlite", "sha256": "", "more": ""}',
        b"[" * 10_000,
    ],
)
def test_a_pointer_that_cannot_be_trusted_is_none(store, content):
    store.folder.mkdir()
    (store.folder / POINTER).write_bytes(content)
    assert store.pointer() is None
    assert store.find_current() is None


def test_the_pointer_is_plain_json(store):
    pointer = add(store, "a")
    stored = json.loads((store.folder / POINTER).read_text("utf-8"))
    assert stored["file"] == pointer.file


def test_the_others_are_offered_newest_first(store):
    import os

    for number, letter in enumerate("abc"):
        pointer = add(store, letter)
        os.utime(store.path(pointer), (number, number))
    assert [path.name[10] for path in store.candidates()] == ["b", "a"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "directory").write_text("in the way")
    store = DirectoryStore(tmp_path / "directory")
    store.clean()
    with pytest.raises(FaultyFileError):
        add(store, "a")


def test_a_file_is_not_tidied_away_before_the_pointer_names_it(store, monkeypatch):
    """Another program starts, and tidies, between the writing of the file and the pointer."""
    if sys.platform == "win32":
        pytest.skip("there is no such lock on Windows")
    add(store, "a")
    switch = DirectoryStore.switch

    def tidied_first(self, pointer):
        DirectoryStore(store.folder).clean()
        switch(self, pointer)

    monkeypatch.setattr(DirectoryStore, "switch", tidied_first)
    pointer = add(store, "b")
    assert store.path(pointer).read_bytes() == b"content"


def test_adding_waits_for_another_program_to_tidy_but_not_for_ever(store, monkeypatch):
    monkeypatch.setattr(module, "_WAIT_SECONDS", 0.05)
    add(store, "a")
    with folder_lock(store.folder):
        pointer = add(store, "b")
    assert store.find_current() == store.path(pointer)
