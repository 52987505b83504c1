"""Whatever is wrong with files, a directory opens and says what happened and what to do."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from emndir.domain.problems import Severity
from emndir.storage.database import reading
from emndir.storage.opening import open_best
from emndir.storage.pointer import POINTER
from emndir.storage.queries import load_info
from emndir.storage.store import DirectoryStore
from emndir.storage.versions import SCHEMA_VERSION
from tests.builders import TODAY
from tests.storage.conftest import no_index

HOSPICE = "directory/leicestershire/loros-hospice.toml"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "home" / "directory"


class Opened:
    """What came of opening: how many services, from which file, and what was said."""

    def __init__(self, data, folder):
        self.told = []
        opened = open_best(data, folder, index=no_index, today=TODAY, progress=self.told.append)
        with reading(opened.database) as connection:
            self.info = load_info(connection)
        self.services = self.info.services
        self.path = opened.path
        self.temporary = opened.temporary
        self.notices = opened.notices
        self.existed = opened.path is not None and opened.path.exists()
        opened.close()

    @property
    def said(self):
        return " ".join(f"{one.message} {one.hint}" for one in self.notices)

    @property
    def built(self):
        return any(one.startswith("Compiling") for one in self.told)


def spoil(data, old="minimum_age = 18", new="minimum_age = -1"):
    path = data / HOSPICE
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def current(folder):
    path = DirectoryStore(folder).find_current()
    assert path is not None
    return path


def well_said(opened):
    for notice in opened.notices:
        assert notice.message.endswith(".")
        assert notice.hint.endswith(".")
    return bool(opened.notices)


def test_the_first_start_builds_and_the_second_does_not(data, folder):
    first = Opened(data, folder)
    assert (first.services, first.built, first.notices) == (5, True, ())
    second = Opened(data, folder)
    assert (second.services, second.told, second.notices) == (5, [], ())
    assert second.path == first.path == current(folder)


def test_a_newer_text_is_built_by_itself(data, folder):
    Opened(data, folder)
    spoil(data, "LOROS inpatient ward", "LOROS ward")
    again = Opened(data, folder)
    assert again.built
    assert len(list(folder.glob("*.sqlite"))) == 2
    Opened(data, folder)
    assert len(list(folder.glob("*.sqlite"))) == 2, "one to go back to is kept"


def test_touched_files_with_the_same_content_are_not_built_again(data, folder):
    Opened(data, folder)
    for path in data.rglob("*.toml"):
        os.utime(path, (1, 1))
    again = Opened(data, folder)
    assert not again.built
    assert again.notices == ()
    assert Opened(data, folder).told == [], "the new times are remembered"


def test_a_new_and_a_removed_file_are_noticed(data, folder):
    Opened(data, folder)
    (data / HOSPICE).unlink()
    assert Opened(data, folder).services == 2


@pytest.mark.parametrize("damage", ["truncated", "random", "empty", "table", "byte", "folder"])
def test_a_damaged_file_is_made_again(data, folder, damage):
    Opened(data, folder)
    path = current(folder)
    content = path.read_bytes()
    if damage == "truncated":
        path.write_bytes(content[:30_000])
    elif damage == "random":
        path.write_bytes(os.urandom(30_000))
    elif damage == "empty":
        path.write_bytes(b"")
    elif damage == "table":
        database = sqlite3.connect(path)
        database.execute("DROP TABLE schedule")
        database.commit()
        database.close()
    elif damage == "byte":
        path.write_bytes(content[:-1] + b"?")
    else:
        path.unlink()
        path.mkdir()
    again = Opened(data, folder)
    assert again.services == 5
    assert well_said(again)
    assert "damaged" in again.said or damage == "folder"
    if damage != "folder":
        assert "A new one was made from the text" in again.said
        assert path.read_bytes() == content
        assert Opened(data, folder).notices == ()


def test_a_missing_file_is_made_again(data, folder):
    Opened(data, folder)
    current(folder).unlink()
    again = Opened(data, folder)
    assert again.services == 5
    assert "is missing" in again.said
    assert well_said(again)


@pytest.mark.parametrize("content", [b"", b"\0\xff", b"{}", b'{"file": "../x", "sha256": ""}'])
def test_a_damaged_pointer_does_no_harm(data, folder, content):
    Opened(data, folder)
    (folder / POINTER).write_bytes(content)
    again = Opened(data, folder)
    assert (again.services, again.notices) == (5, ())


def make_newer(folder):
    """Make the current file one of a newer version, as that version would have left it."""
    import hashlib
    from dataclasses import replace

    store = DirectoryStore(folder)
    path = current(folder)
    content = bytearray(path.read_bytes())
    content[60:64] = (SCHEMA_VERSION + 1).to_bytes(4, "big")
    path.write_bytes(content)
    pointer = store.pointer()
    assert pointer is not None
    store.switch(replace(pointer, sha256=hashlib.sha256(content).hexdigest(), content="newer"))
    return path.rename(path.with_name("directory-newer.sqlite")), store


def test_a_file_of_a_newer_version_is_left_and_ours_is_shown(data, folder):
    from dataclasses import replace

    Opened(data, folder)
    path, store = make_newer(folder)
    pointer = store.pointer()
    assert pointer is not None
    store.switch(replace(pointer, file=path.name))
    content = path.read_bytes()
    again = Opened(data, folder)
    assert again.services == 5
    assert "newer version" in again.said
    assert "newest version" in again.said
    Opened(data, folder)
    assert path.read_bytes() == content


def test_a_locked_file_opens_all_the_same(data, folder):
    Opened(data, folder)
    locker = sqlite3.connect(current(folder), isolation_level=None)
    locker.execute("BEGIN EXCLUSIVE")
    assert Opened(data, folder).notices == ()
    locker.close()


def test_a_text_with_faults_shows_the_last_good_file(data, folder):
    Opened(data, folder)
    spoil(data)
    again = Opened(data, folder)
    assert again.services == 5
    assert "has 1 fault" in again.said
    assert "as it was on 20 November 2026" in again.said.replace("\N{NO-BREAK SPACE}", " ")
    assert well_said(again)


def test_a_text_with_faults_goes_back_past_a_damaged_file(data, folder):
    Opened(data, folder)
    spoil(data, "LOROS inpatient ward", "LOROS ward")
    Opened(data, folder)
    current(folder).write_bytes(b"rot")
    spoil(data)
    again = Opened(data, folder)
    assert again.services == 5
    assert "damaged" in again.said
    assert "has 1 fault" in again.said
    assert "A new one was made" not in again.said


@pytest.mark.parametrize("way", ["no text", "text with faults"])
def test_a_damaged_file_that_cannot_be_made_again_is_not_said_to_be_so(data, folder, way):
    Opened(data, folder)
    current(folder).write_bytes(b"rot")
    if way == "no text":
        shutil.rmtree(data)
    else:
        spoil(data)
    again = Opened(data, folder)
    assert "is damaged. It is not used." in again.said
    assert "nothing is lost" not in again.said
    assert well_said(again)


def test_a_text_with_faults_at_the_first_start_shows_what_is_sound(data, folder):
    spoil(data)
    first = Opened(data, folder)
    assert (first.services, first.path) == (4, None)
    assert first.notices[0].severity is Severity.ERROR
    assert "left out" in first.said
    spoil(data, "minimum_age = -1", "minimum_age = 18")
    assert (Opened(data, folder).services, Opened(data, folder).notices) == (5, ())


def test_a_text_without_a_manifest_that_can_be_read_is_empty(data, folder):
    (data / "directory.toml").write_text("title = ", "utf-8")
    first = Opened(data, folder)
    assert first.services == 0
    assert well_said(first)


def test_a_text_that_is_all_rubbish_is_empty_and_opens(data, folder):
    for path in data.rglob("*"):
        if path.is_file() and path.name != "directory.toml":
            path.write_bytes(os.urandom(500))
    first = Opened(data, folder)
    assert first.services == 0
    assert well_said(first)


def test_without_any_text_the_last_file_is_shown(data, folder):
    Opened(data, folder)
    shutil.rmtree(data)
    again = Opened(data, folder)
    assert again.services == 5
    assert "was not found" in again.said
    assert well_said(again)


def test_without_text_and_file_an_empty_directory_opens(tmp_path, folder):
    first = Opened(tmp_path / "nowhere", folder)
    assert first.services == 0
    assert first.info.title == "No directory"
    assert "--data" in first.said
    assert well_said(first)


def test_a_directory_without_an_organization_says_so(data, folder):
    shutil.rmtree(data / "directory")
    first = Opened(data, folder)
    assert first.services == 0
    assert "holds no services yet" in first.said
    assert "holds no services yet" in Opened(data, folder).said


def test_a_folder_that_cannot_be_written_opens_a_temporary_file(data, tmp_path):
    (tmp_path / "home").write_text("a file in the way")
    first = Opened(data, tmp_path / "home" / "directory")
    assert first.services == 5
    assert first.temporary is not None
    assert first.existed
    assert not first.temporary.exists(), "it is removed at the end"
    assert well_said(first)


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a POSIX thing")
def test_a_temporary_folder_of_a_killed_program_goes_and_one_in_use_stays(
    data, tmp_path, monkeypatch
):
    (tmp_path / "home").write_text("a file in the way")
    alone = tmp_path / "temporary"  # another test's program would tidy the system's
    alone.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(alone))
    script = (
        "import os, sys, time; from datetime import date; from pathlib import Path;"
        "from emndir.storage.opening import open_best;"
        "o = open_best(Path(sys.argv[1]), Path(sys.argv[2]), index=lambda *_: None,"
        " today=date(2026, 11, 22)); print(o.temporary, flush=True); time.sleep(60)"
    )
    folder = tmp_path / "home" / "directory"
    other = subprocess.Popen(
        [sys.executable, "-c", script, str(data), str(folder)],
        cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, text=True,
        env=os.environ | {"TMPDIR": str(alone)},
    )  # fmt: skip
    assert other.stdout is not None
    temporary = Path(other.stdout.readline().strip())
    Opened(data, folder)
    assert temporary.parent == alone
    assert temporary.is_dir(), "it is in use"
    other.kill()
    other.communicate()
    assert temporary.is_dir()
    Opened(data, folder)
    assert not temporary.exists()


def test_with_no_room_anywhere_it_opens_in_memory(data, tmp_path, monkeypatch):
    def full(**_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "mkdtemp", full)
    (tmp_path / "home").write_text("a file in the way")
    first = Opened(data, tmp_path / "home" / "directory")
    assert (first.services, first.path) == (5, None)
    assert well_said(first)


def test_a_newer_text_and_a_folder_that_cannot_be_written_shows_the_newer_text(
    data, folder, monkeypatch
):
    from emndir.storage.database import FileFault, file_fault

    Opened(data, folder)
    spoil(data, "LOROS inpatient ward", "LOROS ward")

    def full(self, content, **_):
        raise file_fault(FileFault.FULL, "the directory file")

    monkeypatch.setattr(DirectoryStore, "add", full)
    again = Opened(data, folder)
    assert again.temporary is not None
    assert "no room left" in again.said
    assert "open all the same" in again.said
    monkeypatch.undo()
    assert Opened(data, folder).notices == ()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_a_read_only_folder_is_enough_for_the_current_file(data, folder, read_only):
    Opened(data, folder)
    read_only(folder)
    assert (Opened(data, folder).services, Opened(data, folder).notices) == (5, ())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_a_read_only_folder_and_a_newer_text(data, folder, read_only):
    Opened(data, folder)
    spoil(data, "LOROS inpatient ward", "LOROS ward")
    read_only(folder)
    again = Opened(data, folder)
    assert again.temporary is not None
    assert "is read-only" in again.said
    assert well_said(again)


def test_a_full_disk_opens_a_temporary_file(data, tiny_disk):
    first = Opened(data, tiny_disk / "directory")
    assert first.services == 5
    assert first.temporary is not None
    assert "no room left on the disk" in first.said
    assert well_said(first)
    assert [path.name for path in tiny_disk.rglob("*")] == ["directory"]


def test_parts_of_a_killed_build_are_removed_at_the_next_start(data, folder):
    Opened(data, folder)
    (folder / ".directory-x.sqlite.1-abcd.part").write_bytes(b"half")
    Opened(data, folder)
    assert list(folder.glob(".*")) == []


def test_two_programs_may_start_at_once(data, folder):
    script = (
        "import sys; from datetime import date; from pathlib import Path;"
        "from emndir.storage.opening import open_best;"
        "o = open_best(Path(sys.argv[1]), Path(sys.argv[2]), index=lambda *_: None,"
        " today=date(2026, 11, 22)); print([n.message for n in o.notices]); o.close()"
    )
    command = [sys.executable, "-c", script, str(data), str(folder)]
    root = Path(__file__).parents[2]
    both = [
        subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) for _ in range(3)
    ]
    assert [process.communicate()[0] for process in both] == ["[]\n"] * 3
    assert sorted(path.name for path in folder.iterdir())[0] == POINTER
    assert len(list(folder.iterdir())) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX only")
def test_what_is_no_folder_of_ours_is_left_alone(data, folder, tmp_path, monkeypatch):
    temporary, elsewhere = tmp_path / "temporary", tmp_path / "elsewhere"
    temporary.mkdir()
    elsewhere.mkdir()
    (elsewhere / "file").write_bytes(b"")
    os.mkfifo(temporary / "emndir-directory-x")
    (temporary / "emndir-directory-y").symlink_to(elsewhere)
    (temporary / "emndir-directory-z").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    assert Opened(data, folder).services == 5
    left = sorted(path.name for path in temporary.iterdir())
    assert left == ["emndir-directory-x", "emndir-directory-y"]
    assert (elsewhere / "file").exists()
