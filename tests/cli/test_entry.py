"""Without arguments the window opens at once; everything else goes the way of the command line."""

from __future__ import annotations

import gc
import subprocess
import sys

import pytest

from emndir.bootstrap import Core
from emndir.cli import entry, window_opening
from emndir.cli import main as main_module
from emndir.domain.errors import EmndirError
from emndir.search.outside import Asked


@pytest.fixture(autouse=True)
def _garbage():
    yield
    gc.enable()


@pytest.fixture
def opened(monkeypatch):
    """What the window was opened with."""
    seen = []

    def open_window(core, asked):
        seen.append((core, asked))
        return 3

    monkeypatch.setattr(window_opening, "has_screen", lambda _environ, _platform: True)
    monkeypatch.setattr(window_opening, "open_window", open_window)
    return seen


def test_no_argument_opens_the_window_with_the_core_that_a_command_would_have(
    monkeypatch, opened, tmp_path
):
    monkeypatch.setenv("EMNDIR_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["emndir"])
    with pytest.raises(SystemExit) as ended:
        entry.main()
    assert ended.value.code == 3
    [(core, asked)] = opened
    assert asked == Asked()
    assert core.paths == Core.create().paths
    assert core.data_dir == Core.create().data_dir


def test_an_argument_is_read_by_the_command_line(monkeypatch, opened, capsys):
    monkeypatch.setattr(sys, "argv", ["emndir", "--version"])
    with pytest.raises(SystemExit) as ended:
        entry.main()
    assert ended.value.code == 0
    assert "emndir" in capsys.readouterr().out
    assert opened == []


def test_without_a_screen_it_is_a_command(monkeypatch):
    called = []
    monkeypatch.setattr(window_opening, "has_screen", lambda _environ, _platform: False)
    monkeypatch.setattr(main_module, "run", lambda arguments: called.append(arguments) or 5)
    assert entry.begin() == 5
    assert called == [[]]
    assert gc.isenabled()


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (EmndirError("It did not work.", "Try again."), 1, "It did not work."),
        (KeyboardInterrupt(), 130, "Stopped."),
        (RuntimeError("oh"), 70, "This is a bug in emndir."),
    ],
)
def test_a_failure_is_told_as_of_any_command(monkeypatch, opened, capsys, error, code, words):
    def fail(_core, _asked):
        raise error

    monkeypatch.setattr(window_opening, "open_window", fail)
    assert entry.begin() == code
    said = capsys.readouterr().err
    assert words in said
    assert ("Traceback" in said) == (code == 70)


def test_it_reads_no_arguments_where_there_are_none():
    program = (
        "import sys, emndir.cli.entry, emndir.cli.window_opening, emndir.bootstrap;"
        "print([name for name in ('click', 'PySide6', 'sqlite3') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
