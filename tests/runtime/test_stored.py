from __future__ import annotations

from pathlib import Path

import pytest

from emndir.runtime.paths import Paths
from emndir.runtime.stored import delete_stored, stored_files

OURS = {
    "config/settings.json": "settings",
    "config/settings.json.12.part": "settings",
    "config/window.json": "window",
    "data/directory/directory-2b37.sqlite": "directory",
    "data/directory/current": "directory",
    "data/directory/.directory-2b37.sqlite.12-ab.part": "unfinished",
    "data/postcodes.sqlite": "postcodes",
    "data/.postcodes.sqlite.12-ab.part": "unfinished",
    "logs/emndir.log": "log",
    "logs/emndir.log.1": "log",
    "cache/starting.lock": "lock",
}
THEIRS = ("data/thesis.doc", "config/other.json", "logs/other.log", "data/half.part")


@pytest.fixture
def paths(tmp_path):
    for name in (*OURS, *THEIRS):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("12345")
    return Paths.under(tmp_path)


def test_every_file_of_ours_is_found_and_none_of_theirs(paths, tmp_path):
    found = {one.path.relative_to(tmp_path).as_posix(): one for one in stored_files(paths)}
    assert {name: one.kind for name, one in found.items()} == OURS
    assert all(one.size == 5 for one in found.values())


def test_only_ours_are_deleted(paths, tmp_path):
    assert delete_stored(paths) == []
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert left == set(THEIRS)
    assert not paths.cache.exists()  # empty folders go


def test_what_is_left_is_named(paths, monkeypatch):
    def refuse(_path):
        raise PermissionError

    monkeypatch.setattr(Path, "unlink", refuse)
    assert set(delete_stored(paths)) == {one.path for one in stored_files(paths)}


def test_no_folder_at_all(tmp_path):
    paths = Paths.under(tmp_path / "none")
    assert stored_files(paths) == []
    assert delete_stored(paths) == []
