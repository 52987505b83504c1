from __future__ import annotations

import sys
from pathlib import Path

from emndir.runtime import resources
from emndir.runtime.resources import data_dir, pictures_dir, resource

ROOT = Path(__file__).parents[2]


def test_a_checkout_has_them_beside_the_package():
    assert data_dir() == ROOT / "data"
    assert resource("icons/phone.svg") == ROOT / "resources" / "icons" / "phone.svg"
    assert pictures_dir() == ROOT / "docs" / "screenshots"


def test_a_wheel_carries_them_inside(tmp_path, monkeypatch):
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "emndir")
    for name in ("_data", "_resources", "_screenshots"):
        (tmp_path / "emndir" / name).mkdir(parents=True)
    assert data_dir() == tmp_path / "emndir" / "_data"
    assert resource("a") == tmp_path / "emndir" / "_resources" / "a"
    assert pictures_dir() == tmp_path / "emndir" / "_screenshots"


def test_a_frozen_program_unpacks_them(tmp_path, monkeypatch):
    (tmp_path / "data").mkdir()
    (tmp_path / "emndir" / "_resources").mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert data_dir() == tmp_path / "data"
    assert resource("a") == tmp_path / "emndir" / "_resources" / "a"
