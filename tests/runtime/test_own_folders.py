"""Temporary folders: a killed program's go, another running one's and everybody else's stay."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

import pytest

from emndir.runtime.own_folders import make_own_folder, remove_left_folders

pytestmark = pytest.mark.skipif(os.name != "posix", reason="nothing is asked about a process there")


@pytest.fixture
def temp(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def ended():
    """The number of a process that has ended."""
    command = [sys.executable, "-c", "import os; print(os.getpid())"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_a_folder_says_whose_it_is_and_nobody_else_may_read_it(temp):
    folder = make_own_folder("letters")
    assert folder.parent == temp
    assert folder.name.startswith(f"emndir-letters-{os.getpid()}-")
    assert folder.stat().st_mode & 0o077 == 0


def test_what_a_killed_program_left_goes_with_what_is_in_it(temp, ended):
    left = temp / f"emndir-letters-{ended}-abc" / "deep"
    left.mkdir(parents=True)
    (left / "file").write_text("letters")
    remove_left_folders("letters")
    assert list(temp.iterdir()) == []


@pytest.mark.parametrize(
    "kept",
    [
        "emndir-letters-{parent}-abc",  # another program that runs
        "emndir-letters-{own}-abc",  # in use
        "emndir-letters-abc",  # nobody knows whose
        "emndir-letters-²-abc",
        "emndir-letters-99999999999999999999-abc",
        "emndir-print-{ended}-abc",
        "something-else",
    ],
)
def test_what_may_be_used_stays(temp, ended, kept):
    name = kept.format(parent=os.getppid(), own=os.getpid(), ended=ended)
    (temp / name).mkdir()
    remove_left_folders("letters")
    assert (temp / name).is_dir()


def test_its_own_go_where_that_is_asked(temp):
    folder = make_own_folder("print")
    remove_left_folders("print", own=True)
    assert not folder.exists()


def test_a_link_to_a_folder_is_not_followed(temp, ended):
    target = temp / "somewhere"
    target.mkdir()
    (target / "file").write_text("not ours")
    (temp / f"emndir-letters-{ended}-abc").symlink_to(target)
    remove_left_folders("letters")
    assert (target / "file").is_file()


def test_without_a_temporary_folder_nothing_happens(temp, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(temp / "gone"))
    remove_left_folders("letters")
    assert not (temp / "gone").exists()
