from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

from emndir import __version__
from emndir.cli import main as main_module
from emndir.cli.main import COMMANDS, cli, run
from emndir.domain.errors import EmndirError

ROOT = Path(__file__).parents[2]


def program(*arguments):
    command = [sys.executable, "-m", "emndir", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_version(emndir):
    assert emndir("--version") == (0, f"emndir {__version__}\n", "")


def test_help_lists_every_command_and_the_exit_codes(emndir):
    ended = emndir("--help")
    assert ended.code == 0
    for name, line in COMMANDS.items():
        assert name in ended.out
        assert line.split(".")[0][:40] in " ".join(ended.out.split())
    for code in ("0 ", "1 ", "2 ", "70 ", "130 "):
        assert f"\n    {code}" in ended.out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_can_be_called_and_explains_itself(name, emndir):
    context = click.Context(cli)
    command = cli.get_command(context, name)
    assert command is not None
    assert command.name == name
    assert command.help
    ended = emndir(name, "--help")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith(f"Usage: emndir {name}")


def test_help_imports_no_command():
    script = (
        "import sys; from emndir.cli.main import run; run(['--help']);"
        "heavy = [n for n in sys.modules if n in ('sqlalchemy', 'typst', 'geographiclib', 'PySide6')"
        " or n.startswith('emndir.cli.') and n != 'emndir.cli.main'];"
        "print(heavy, file=sys.stderr)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ended.stderr == "[]\n"


def test_an_unknown_command_names_the_nearest(emndir):
    ended = emndir("serch", "breast")
    assert (ended.code, ended.out) == (2, "")
    assert "Did you mean “search”?" in ended.err
    assert "no command “frobnicate”" in emndir("frobnicate").err


def test_wrong_usage_is_2(emndir):
    assert emndir("--nonsense").code == 2
    assert emndir("check", "--nonsense").code == 2
    assert emndir("check", "too", "many").code == 2


def failing(error):
    @click.command()
    def check():
        raise error

    return check


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (EmndirError("It went wrong.", "Try again."), 1, "Error: It went wrong. Try again.\n"),
        (click.ClickException("No."), 1, "Error: No.\n"),
        (KeyboardInterrupt(), 130, "Stopped.\n"),
        (click.Abort(), 130, "Stopped.\n"),
    ],
)
def test_a_failure_is_one_sentence(emndir, monkeypatch, error, code, words):
    monkeypatch.setattr(main_module.LazyGroup, "get_command", lambda *_: failing(error))
    ended = emndir("check")
    assert (ended.code, ended.out) == (code, "")
    assert ended.err.strip() == words.strip()


def test_a_bug_shows_its_traceback_and_70(emndir, monkeypatch):
    bug = failing(ZeroDivisionError("a bug"))
    monkeypatch.setattr(main_module.LazyGroup, "get_command", lambda *_: bug)
    ended = emndir("check")
    assert ended.code == 70
    assert ended.err.startswith("Traceback")
    assert "ZeroDivisionError: a bug" in ended.err
    assert "This is a bug in emndir" in ended.err


def test_the_exit_code_of_the_program_is_that_of_the_command(tmp_path):
    assert program("--version").returncode == 0
    assert program("--home", str(tmp_path), "--data", str(tmp_path), "check").returncode == 1
    assert program("nonsense").returncode == 2


def test_a_folder_of_text_that_is_not_there_is_one_sentence(tmp_path):
    ended = program("--home", str(tmp_path / "home"), "--data", str(tmp_path / "none"), "build")
    assert ended.returncode == 2
    assert ended.stderr.count("rror") == 1
    assert "none' does not exist" in ended.stderr
    assert not (tmp_path / "home").exists()


def test_output_that_nobody_reads_is_no_bug(tmp_path):
    script = f"{sys.executable} -m emndir --data {tmp_path} check | head -c 10"
    if sys.platform == "win32":
        pytest.skip("a POSIX shell is needed")
    ended = subprocess.run(
        script, shell=True, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in ended.stderr
    assert "BrokenPipe" not in ended.stderr


def test_home_and_data_can_be_named(tmp_path, data, capsys):
    code = run(["--home", str(tmp_path / "own"), "--data", str(data), "build"])
    assert code == 0
    assert (tmp_path / "own" / "data" / "directory" / "current").exists()
    capsys.readouterr()
