from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from emndir.storage.database import FaultyFileError, FileFault
from emndir.storage.files import (
    folder_lock,
    remove_unfinished,
    replace_file,
    unfinished_path,
    write_through,
    written_fault,
)

ROOT = Path(__file__).parents[2]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="POSIX only")


def test_a_file_is_replaced_whole(tmp_path):
    target = tmp_path / "new folder" / "file"
    replace_file(target, b"one")
    replace_file(target, b"two")
    assert target.read_bytes() == b"two"
    assert [path.name for path in target.parent.iterdir()] == ["file"]


def test_what_a_killed_program_left_is_removed(tmp_path):
    target = tmp_path / "file"
    stale, other = unfinished_path(target), unfinished_path(tmp_path / "another")
    stale.write_bytes(b"half")
    other.write_bytes(b"half")
    replace_file(target, b"whole")
    assert not stale.exists()
    assert other.exists(), "the parts of another file are not ours to remove here"


@POSIX
def test_a_part_that_another_program_writes_stays_unless_it_is_old(tmp_path):
    growing = unfinished_path(tmp_path / "file")
    growing.write_bytes(b"half")
    with folder_lock(tmp_path) as first, folder_lock(tmp_path) as second:
        assert (first, second) == (True, False)
        replace_file(tmp_path / "file", b"whole")
        assert growing.exists()
        os.utime(growing, (time.time() - 7200, time.time() - 7200))
        remove_unfinished(tmp_path, held=False)
        assert not growing.exists()


def test_a_disk_that_gives_back_something_else_is_noticed(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "read_bytes", lambda path: b"rot")
    with pytest.raises(OSError, match="gave back"):
        write_through(tmp_path / "file", b"content")


@POSIX
def test_a_read_only_folder_is_told(tmp_path, read_only):
    read_only(tmp_path)
    with pytest.raises(FaultyFileError, match="read-only") as raised:
        replace_file(tmp_path / "file", b"content")
    assert raised.value.fault is FileFault.READ_ONLY


def test_a_folder_or_file_in_the_way_is_told(tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"")
    for target in (tmp_path / "folder", tmp_path / "file" / "inside"):
        with pytest.raises(FaultyFileError, match=r"stands where|read-only|cannot be"):
            replace_file(target, b"content")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]


@POSIX
def test_a_pipe_or_a_device_is_never_replaced(tmp_path):
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to("/dev/null")
    for target in (pipe, link):
        with pytest.raises(FaultyFileError, match="is a device or a pipe") as raised:
            replace_file(target, b"content")
        assert str(target) in raised.value.message
        assert raised.value.hint
    assert pipe.is_fifo()
    assert link.is_symlink()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "pipe"]


@POSIX
def test_a_lock_may_be_waited_for(tmp_path):
    with folder_lock(tmp_path) as first:
        assert first
        with folder_lock(tmp_path, wait=0.05) as second:
            assert not second
        with folder_lock(tmp_path / "none", wait=60) as third:
            assert not third, "what is not there is not waited for"
    with folder_lock(tmp_path, wait=0.05) as again:
        assert again


@POSIX
def test_a_pipe_is_no_folder_to_lock(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with folder_lock(tmp_path / "pipe") as held:
        assert not held


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        (errno.ENOSPC, FileFault.FULL),
        (errno.EFBIG, FileFault.FULL),
        (errno.EROFS, FileFault.READ_ONLY),
        (errno.EACCES, FileFault.READ_ONLY),
        (errno.EIO, FileFault.UNREADABLE),
    ],
)
def test_the_systems_errors_have_a_sentence(tmp_path, code, fault):
    error = written_fault(OSError(code, os.strerror(code)), tmp_path / "file")
    assert error.fault is fault
    assert str(tmp_path / "file") in error.message
    assert error.hint


LIMITED = """
import resource, sys
from pathlib import Path
from emndir.domain.errors import EmndirError
from emndir.storage.files import replace_file
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    replace_file(Path(sys.argv[1]), b"x" * 5000)
except EmndirError as error:
    print(error)
"""


@POSIX
def test_a_file_that_may_not_grow_is_told_and_leaves_nothing(tmp_path):
    target = tmp_path / "file"
    target.write_bytes(b"before")
    ended = subprocess.run(
        [sys.executable, "-c", LIMITED, str(target)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.stdout.startswith("There is no room left on the disk"), ended.stderr
    assert target.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_full_disk_is_told_and_leaves_the_old_file(tiny_disk):
    target = tiny_disk / "file"
    replace_file(target, b"before")
    with pytest.raises(FaultyFileError) as raised:
        replace_file(target, b"x" * 100_000)
    assert raised.value.fault is FileFault.FULL
    assert raised.value.hint == "Make some room, then try again."
    assert target.read_bytes() == b"before"
    assert [path.name for path in tiny_disk.iterdir()] == ["file"]
