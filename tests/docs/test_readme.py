"""The README tells of everything that can be said to make."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = re.findall(r"^([a-z]+):.*## ", MAKEFILE, re.MULTILINE)
SETTINGS = re.findall(r"^([A-Z]+) \?=", MAKEFILE, re.MULTILINE)


@pytest.fixture(scope="module")
def readme():
    return (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("target", [target for target in TARGETS if target != "help"])
def test_make_targets_are_told(readme, target):
    assert f"make {target}" in readme


@pytest.mark.parametrize("command", ["run", "test"])
def test_windows_commands_are_told(readme, command):
    assert f"py dev.py {command}" in readme


@pytest.mark.parametrize("setting", SETTINGS)
def test_settings_are_told(readme, setting):
    assert setting in readme


def test_the_numbers_are_those_of_the_data(readme):
    files = [path.read_text("utf-8") for path in (ROOT / "data/directory").glob("*/*.toml")]
    services = sum(text.count("\n[[service]]\n") for text in files)
    places = sum(text.count("\n[[location]]\n") for text in files)
    assert f"{services} services" in readme
    assert f"{places} places" in readme
