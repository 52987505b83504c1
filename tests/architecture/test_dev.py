"""dev.py: what it decides before it touches anything."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import dev

ROOT = Path(__file__).parents[2]

POLICY = """\
libglib2.0-0:
  Installed: (none)
  Candidate: (none)
  Version table:
libglib2.0-0t64:
  Installed: (none)
  Candidate: 2.84.1-1
  Version table:
     2.84.1-1 500
libegl1:
  Installed: 1.7.0
  Candidate: 1.7.0
"""


def test_known_packages_have_a_candidate():
    assert dev.known_packages(POLICY) == {"libglib2.0-0t64", "libegl1"}


@pytest.mark.parametrize(
    ("known", "chosen"),
    [
        ({"libglib2.0-0", "libegl1"}, ["libglib2.0-0", "libegl1"]),
        ({"libglib2.0-0t64", "libegl1"}, ["libglib2.0-0t64", "libegl1"]),
        ({"libglib2.0-0", "libglib2.0-0t64", "libegl1"}, ["libglib2.0-0t64", "libegl1"]),
        (set(), ["libglib2.0-0", "libegl1"]),
    ],
)
def test_each_library_comes_from_one_package(known, chosen):
    assert dev.packages_for(dev.DRAWING[:2], known) == chosen


def test_a_library_that_is_not_there_is_missing(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    absent = dev.Library("libemndir-is-not-a-library.so.7", ("libemndir7",))
    assert dev.missing_libraries([absent]) == [absent]
    monkeypatch.setattr(sys, "platform", "darwin")
    assert dev.missing_libraries([absent]) == []


def test_without_an_administrator_one_sentence_says_what_is_missing(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(dev, "as_administrator", lambda: None)
    with pytest.raises(dev.Stop, match=r"libno\.so\.1.*sudo apt-get install libno1\.$"):
        dev.need_libraries([dev.Library("libno.so.1", ("libno1t64", "libno1"))])


def test_what_tests_need_is_enough_to_run():
    test, run = (
        dev.stamp_for(dev.requirements_list(name).read_bytes(), ROOT) for name in ("test", "run")
    )
    assert dev.good_stamps("run") == [run, test]
    assert dev.good_stamps("test") == [test]


def test_a_stamp_belongs_to_one_list_and_one_folder(tmp_path):
    assert dev.stamp_for(b"a", tmp_path) != dev.stamp_for(b"b", tmp_path)
    assert dev.stamp_for(b"a", tmp_path) != dev.stamp_for(b"a", tmp_path / "moved")


@pytest.fixture
def workshop(tmp_path, monkeypatch):
    """Stand dev.py in an empty folder where nothing is really installed; return what pip was told."""
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    for name in ("VENV", "STAMP", "UNFINISHED", "LOCK"):
        place = tmp_path / getattr(dev, name).relative_to(ROOT)
        monkeypatch.setattr(dev, name, place)
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements/run.txt").write_text("one==1\n")
    (tmp_path / "requirements/test.txt").write_text("one==1\ntwo==2\n")
    (tmp_path / ".venv/bin").mkdir(parents=True)
    packages = tmp_path / ".venv/site-packages"
    packages.mkdir()
    monkeypatch.setattr(dev, "look_into_venv", lambda: dev.Found((3, 11), packages))
    monkeypatch.setattr(dev, "has_pip", lambda: True)
    told = []
    monkeypatch.setattr(dev, "pip", lambda *arguments: told.append(arguments) or True)
    monkeypatch.setattr(dev, "make_venv", lambda: told.append(("made",)))
    return told


def test_the_second_time_nothing_is_installed(workshop):
    dev.need_venv("test")
    dev.need_venv("test")
    dev.need_venv("run")
    assert len(workshop) == 1


def test_a_changed_list_is_installed(workshop):
    dev.need_venv("run")
    dev.requirements_list("run").write_text("one==2\n")
    dev.need_venv("run")
    assert len(workshop) == 2


def test_a_failed_installation_leaves_no_stamp_and_no_ruin(workshop, monkeypatch):
    dev.need_venv("run")
    dev.requirements_list("run").write_text("one==2\n")
    monkeypatch.setattr(dev, "pip", lambda *_: False)
    with pytest.raises(dev.Stop, match="network"):
        dev.need_venv("run")
    assert not dev.STAMP.exists()
    assert not dev.UNFINISHED.exists()


def test_an_interrupted_installation_is_started_afresh(workshop, monkeypatch):
    def pip_that_is_killed(*_):
        raise KeyboardInterrupt

    honest = dev.pip
    monkeypatch.setattr(dev, "pip", pip_that_is_killed)
    with pytest.raises(KeyboardInterrupt):
        dev.need_venv("run")
    assert not dev.STAMP.exists()
    monkeypatch.setattr(dev, "pip", honest)
    dev.need_venv("run")
    assert workshop[0] == ("made",)
    assert dev.STAMP.exists()


@pytest.mark.parametrize(
    ("environ", "platform", "screen"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":64999"}, "linux", False),
        ({"DISPLAY": "nonsense"}, "linux", False),
        ({"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": "/nowhere"}, "linux", False),
        ({"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"}, "linux", False),
        ({"QT_QPA_PLATFORM": "vnc:size=800x600"}, "linux", True),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_a_screen_is_known_by_whether_it_answers(environ, platform, screen):
    assert dev.has_screen(environ, platform) is screen


@pytest.mark.skipif(sys.platform == "win32", reason="there are no Unix sockets to listen on")
def test_a_wayland_screen_that_answers_is_seen(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # a socket's path may not be long
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as compositor:
        compositor.bind("wayland-7")
        compositor.listen()
        assert dev.has_screen({"WAYLAND_DISPLAY": "wayland-7", "XDG_RUNTIME_DIR": "."}, "linux")


def test_a_locale_is_given_only_where_none_is_set():
    assert dev.surroundings({}, screen=True).get("LANG") == "C.UTF-8"
    assert "LANG" not in dev.surroundings({"LC_ALL": "cy_GB.UTF-8"}, screen=True)
    assert dev.surroundings({"LANG": "pl_PL.UTF-8"}, screen=True) == {"LANG": "pl_PL.UTF-8"}


def test_without_a_screen_nothing_opens():
    assert dev.surroundings({"LANG": "C"}, screen=False) == {
        "LANG": "C",
        "QT_QPA_PLATFORM": "offscreen",
    }


@pytest.mark.parametrize(("returned", "code"), [(0, 0), (3, 3), (-9, 137), (-6, 134)])
def test_exit_codes_are_a_shells(returned, code):
    assert dev.exit_code(returned) == code


def test_pytest_uses_every_core_for_the_whole_suite_only():
    assert dev.pytest_arguments(4)[-4:] == ["-n", "4", "--dist", "worksteal"]
    assert "-n" not in dev.pytest_arguments(1)
    assert dev.pytest_arguments(4, ["-k", "postcode"]) == ["-m", "pytest", "-k", "postcode"]


def test_every_step_is_run_and_what_failed_is_named(monkeypatch, capsys):
    codes = iter([0, 1, 0, 2])
    monkeypatch.setattr(dev, "start", lambda _: next(codes))
    assert dev.run_steps([(name, []) for name in ("rules", "types", "floors", "tests")]) == 1
    assert capsys.readouterr().out.endswith("emndir: FAILED: types, tests.\n")


def test_a_step_stopped_from_outside_stops_the_rest(monkeypatch):
    codes = iter([130])
    monkeypatch.setattr(dev, "start", lambda _: next(codes))
    assert dev.run_steps([("rules", []), ("tests", [])]) == 130


def test_make_says_what_dev_says():
    targets = dict(
        re.findall(r"^([a-z]+): ## (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    )
    del targets["help"]
    told = {name: (command.__doc__ or "").rstrip(".") for name, command in dev.COMMANDS.items()}
    assert targets == told


@pytest.mark.parametrize(("word", "code"), [("help", 0), ("nonsense", 2)])
def test_other_words_list_the_commands(word, code):
    told = subprocess.run(
        [sys.executable, ROOT / "dev.py", word], capture_output=True, text=True, check=False
    )
    assert told.returncode == code
    assert all(f"  {name} " in told.stdout for name in dev.COMMANDS)


def pinned(name):
    lines = dev.requirements_list(name).read_text("utf-8").splitlines()
    pins = (re.match(r"([a-z0-9-]+)==([\w.]+)", line) for line in lines)
    return {pin[1]: pin[2] for pin in pins if pin}


def test_the_lists_hold_what_pyproject_asks_for():
    """Fails when pyproject.toml was edited without `make requirements`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    to_run = project["dependencies"]
    to_test = to_run + project["optional-dependencies"]["dev"]
    for name, wanted in (("run", to_run), ("test", to_test)):
        pins = pinned(name)
        for requirement in map(Requirement, wanted):
            pin = pins.get(requirement.name.lower().replace("_", "-"))
            assert pin is not None, f"{requirement} is not in requirements/{name}.txt"
            assert requirement.specifier.contains(pin), f"{requirement} against {pin}"


def test_what_is_run_is_what_was_tested():
    run, test = pinned("run"), pinned("test")
    assert {name: test.get(name) for name in run} == run
