"""The door of a window: its name, its lock, and a start where nothing can be written."""

from __future__ import annotations

import sys

import pytest

from emndir.runtime.paths import Paths
from emndir.search.outside import Asked
from emndir.ui.handover import claim, door_name, door_path, is_own_door


@pytest.fixture
def paths(tmp_path):
    return Paths.under(tmp_path / "home")


def test_a_name_is_of_one_person_folder_and_screen(paths, tmp_path, monkeypatch):
    variable = "SESSIONNAME" if sys.platform == "win32" else "DISPLAY"
    monkeypatch.setenv(variable, ":1")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    name = door_name(paths)
    assert door_name(Paths.under(tmp_path / "home")) == name
    assert door_name(Paths.under(tmp_path / "other")) != name
    monkeypatch.setenv(variable, ":2")
    assert door_name(paths) != name
    assert str(tmp_path) not in name
    assert len(name) < 30  # a socket's path must be short


def test_the_first_start_holds_the_lock_until_it_is_released(paths):
    first = claim(paths, Asked())
    assert (first.is_handed_over, first.can_listen) == (False, True)
    assert paths.starting_lock.exists()
    first.release()
    assert not paths.starting_lock.exists()
    first.release()  # twice is no fault


def test_where_nothing_can_be_written_a_window_opens_all_the_same(paths):
    paths.cache.parent.mkdir(parents=True)
    paths.cache.write_text("a file where the folder should be")
    claimed = claim(paths, Asked(query="breast"))
    assert (claimed.lock, claimed.is_handed_over) == (None, False)
    claimed.release()


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe is no file")
def test_what_is_no_socket_is_no_door(paths, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    path = door_path(door_name(paths))
    assert path is not None
    assert not is_own_door(path)
    path.write_text("left by somebody")
    assert not is_own_door(path)
    claimed = claim(paths, Asked(query="breast"))
    assert (claimed.is_handed_over, claimed.can_listen) == (False, False)
    assert path.read_text() == "left by somebody"
