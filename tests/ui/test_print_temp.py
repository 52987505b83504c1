"""What printing leaves in the temporary folder: nothing, even where a job breaks off."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from emndir.ui import printing
from emndir.ui.print_temp import own_temp, remove_left_prints
from emndir.ui.printing import print_pdf


@pytest.fixture
def temp(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path


class BrokenOffError(Exception):
    """A job that breaks off."""


@pytest.mark.parametrize("breaks", [False, True])
def test_the_folder_goes_with_what_is_in_it(temp, breaks):
    try:
        with own_temp() as folder:
            assert os.environ["TMPDIR"] == str(folder)
            assert folder.parent == temp
            assert folder.stat().st_mode & 0o077 == 0 or os.name != "posix"
            (folder / "a-job").write_text("what a sheet says")
            if breaks:
                raise BrokenOffError
    except BrokenOffError:
        assert breaks
    assert list(temp.iterdir()) == []
    assert os.environ["TMPDIR"] == str(temp)


def test_without_a_folder_that_was_set_there_is_none_afterwards(monkeypatch):
    monkeypatch.delenv("TMPDIR", raising=False)
    with own_temp():
        assert "TMPDIR" in os.environ
    assert "TMPDIR" not in os.environ


@pytest.mark.parametrize("breaks", [False, True])
def test_a_job_is_printed_inside_it(qapp, temp, monkeypatch, breaks):
    seen: list[Path] = []

    def job(_pdf, _printer, *_more):
        folder = Path(os.environ["TMPDIR"])
        (folder / "cups0001").write_text("what a sheet says")
        seen.append(folder)
        if breaks:
            raise BrokenOffError
        return 2

    monkeypatch.setattr(printing, "_print", job)
    try:
        assert print_pdf(b"%PDF", None) == 2
    except BrokenOffError:
        assert breaks
    assert seen[0].name.startswith("emndir-print-")
    assert list(temp.iterdir()) == []


def test_what_a_killed_program_left_is_removed(temp):
    ended = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"],
                           capture_output=True, text=True, check=True)  # fmt: skip
    left = temp / f"emndir-print-{ended.stdout.strip()}-abc"
    left.mkdir()
    (left / "cups0001").write_text("what a sheet says")
    others = temp / "something-else"
    others.mkdir()
    remove_left_prints()
    assert list(temp.iterdir()) == [others]


@pytest.mark.skipif(os.name != "posix", reason="elsewhere nothing is asked about a process")
def test_what_another_program_prints_now_stays(temp):
    running = temp / f"emndir-print-{os.getppid()}-abc"
    running.mkdir()
    remove_left_prints()
    assert running.is_dir()


def test_f8_looks_for_what_was_left(program, temp, told):
    left = temp / f"emndir-print-{os.getpid()}-abc"
    left.mkdir()
    program.window.forgetting.start_afresh()
    assert not left.exists()
    told.clear()
