"""docs/site-settings.md tells of every preference, of its values, and of every option of the question."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from pathlib import Path

import pytest

from emndir.cli.main import QUESTION
from emndir.runtime.settings import Settings, is_allowed

TEXT = (Path(__file__).parents[2] / "docs" / "site-settings.md").read_text("utf-8")
ROWS = dict(re.findall(r"^\| `([a-z_]+)` \| (.+?) \|", TEXT, re.MULTILINE))


def test_every_preference_has_a_row_and_no_row_is_of_nothing():
    assert set(ROWS) == {one.name for one in fields(Settings)}


@pytest.mark.parametrize("one", fields(Settings), ids=lambda one: one.name)
def test_the_values_are_those_that_are_allowed(one):
    values = [json.loads(value) for value in re.findall(r"`([^`]+)`", ROWS[one.name])]
    if isinstance(one.default, bool):
        assert values == [True, False]
    else:
        assert values[: len(one.metadata.get("allowed", ()))] == list(
            one.metadata.get("allowed", ())
        )


def test_the_example_is_allowed():
    (example,) = re.findall(r"```json\n(.+?)```", TEXT, re.DOTALL)
    assert all(is_allowed(name, value) for name, value in json.loads(example).items())


def test_every_option_of_a_question_is_told():
    for decorate in QUESTION:
        option = decorate(lambda: None).__click_params__[0].opts[0]
        assert f"| `{option}` |" in TEXT
