"""Every hazard names tests, and every test that it names exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOG = (ROOT / "docs/clinical-safety/hazard-log.md").read_text("utf-8")
ROWS = re.findall(r"^\| (H\d+) \|.*$", LOG, re.MULTILINE)
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", LOG)))


def test_it_says_that_nobody_has_signed_it():
    assert "No clinical safety officer has read or signed it" in LOG


@pytest.mark.parametrize("hazard", ROWS)
def test_each_hazard_names_a_test(hazard):
    row = re.search(rf"^\| {hazard} \|.*$", LOG, re.MULTILINE)
    assert row is not None
    assert "::test_" in row.group()


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_each_named_test_exists(file, name):
    assert f"def {name}(" in (ROOT / file).read_text("utf-8")
