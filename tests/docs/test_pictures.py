"""The pictures of the program: each is there in its size, and a run draws the same ones again."""

from __future__ import annotations

import importlib.util
import re
import struct
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "screenshots"
MOST_BYTES = 3_000_000
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def take():
    """Return the module that draws."""
    spec = importlib.util.spec_from_file_location("take", FOLDER / "take.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["take"] = module  # its data classes look themselves up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def shots():
    before = list(sys.path)
    yield {shot.name: shot for shot in take().SHOTS}
    sys.path[:] = before
    for name in ("take", "small_png"):
        sys.modules.pop(name, None)


def size_of(picture):
    return struct.unpack(">II", picture.read_bytes()[16:24])


def test_every_picture_is_there_in_its_size_and_no_other(shots):
    there = {path.stem: size_of(path) for path in FOLDER.glob("*.png")}
    assert there == {name: shot.size for name, shot in shots.items()}


def test_every_scene_is_there_in_every_look(shots):
    scenes = {name.rpartition("-")[0] for name in shots if "-1440-" not in name}
    looks = {"light", "dark", "contrast", "large"}
    assert {name for name in shots if "-1440-" not in name} == {
        f"{scene}-{look}" for scene in scenes for look in looks
    }


def test_the_pictures_are_small_together():
    assert sum(path.stat().st_size for path in FOLDER.glob("*.png")) < MOST_BYTES


def test_two_runs_draw_the_same_pictures(shots, tmp_path):
    names = ["start-light", "settings-large", "nothing-found-1440-light"]
    drawn = []
    for number in ("1", "2"):
        folder = tmp_path / number
        folder.mkdir()
        command = [sys.executable, str(FOLDER / "take.py"), "--into", str(folder), *names]
        subprocess.run(command, check=True, capture_output=True, timeout=240)
        assert {path.stem for path in folder.iterdir()} == set(names)
        assert all(size_of(folder / f"{name}.png") == shots[name].size for name in names)
        drawn.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert drawn[0] == drawn[1]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_shows_only_pictures_that_are_there_and_says_what_is_on_them(page):
    for words, target in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).is_file(), target
        assert len(words) > 20, target
