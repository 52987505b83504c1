"""What is built for others to install holds the whole program, its data and its resources."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import emndir

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    [path] = folder.glob("*.whl")
    return path


def files_under(folder):
    """Return the files there, as the wheel should name them."""
    found = (path for path in (ROOT / folder).rglob("*") if path.is_file())
    return {
        path.relative_to(ROOT / folder).as_posix()
        for path in found
        if "__pycache__" not in path.parts
    }


@pytest.mark.parametrize(
    ("folder", "inside"),
    [("resources", "_resources"), ("data", "_data"), ("docs/guide", "_guide")],
)
def test_the_wheel_carries_every_plain_file(wheel, folder, inside):
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if name.startswith(f"emndir/{inside}/")}
    assert names == {f"emndir/{inside}/{name}" for name in files_under(folder)}


def test_the_wheel_carries_the_pictures_of_the_guide_and_not_what_draws_them(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if "screenshots" in name}
    pictures = {name for name in files_under("docs/screenshots") if name.endswith(".png")}
    assert names == {f"emndir/_screenshots/{name}" for name in pictures}


def test_the_wheel_runs_away_from_its_checkout(wheel, tmp_path):
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    program = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "import emndir\n"
        "from emndir.runtime.resources import data_dir, resource\n"
        "print(emndir.__version__, data_dir().is_dir(), resource('').is_dir(), emndir.__file__, data_dir())"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    words = told.stdout.split()
    assert words[:3] == [emndir.__version__, "True", "True"], told.stderr
    assert all(word.startswith(str(tmp_path)) for word in words[3:])
