"""`emndir window`, and what it does where there is no screen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from emndir.cli.window_opening import has_screen

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "tests" / "files" / "data"


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "vnc"}, "linux", True),
        ({}, "win32", True),
        ({}, "darwin", True),
        ({}, "freebsd14", False),
    ],
)
def test_where_a_window_can_open(environment, platform, expected):
    assert has_screen(environment, platform) is expected


def run(tmp_path, *arguments, data=ROOT / "data"):
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    environment |= {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    command = [
        sys.executable,
        "-m",
        "emndir",
        "--home",
        str(tmp_path / "home"),
        "--data",
        str(data),
    ]
    return subprocess.run(
        [*command, *arguments],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="these always have a screen")
@pytest.mark.parametrize(
    "arguments", [(), ("--no-screen",), ("window",), ("window", "--no-screen")]
)
def test_without_a_screen_it_does_the_main_job_in_files(tmp_path, arguments):
    done = run(tmp_path, *arguments)
    assert done.returncode == 0, done.stderr
    assert "There is no screen here" in done.stdout
    assert "Looking for “breast” near LE2" in done.stdout
    assert "5. " in done.stdout
    assert (tmp_path / "out" / "window.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "out" / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert str(Path("out") / "window.png") in done.stdout
    assert "Traceback" not in done.stderr


def test_the_folder_can_be_named(tmp_path):
    done = run(tmp_path, "window", "--no-screen", "--out", "elsewhere")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "elsewhere" / "sheet.pdf").is_file()


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path):
    (tmp_path / "out").write_text("a file")
    done = run(tmp_path, "--no-screen")
    assert done.returncode == 1
    assert done.stderr.startswith("Error: The folder out cannot be made.")


def test_the_command_line_does_not_import_qt(tmp_path):
    program = "import sys, emndir.cli.main, emndir.cli.window; print('PySide6' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


def test_a_question_without_a_screen_says_what_it_says_today(tmp_path):
    done = run(tmp_path, "--query", "bowel", "--no-screen")
    assert done.returncode == 0, done.stderr
    assert "Looking for “breast” near LE2" in done.stdout
    assert "bowel" not in done.stdout + done.stderr


def test_a_question_belongs_to_the_window(emndir):
    ended = emndir("--query", "breast", "check")
    assert ended.code == 2
    assert "come after the command" in ended.err
