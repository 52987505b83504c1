"""A whole program for each test of this folder, in the language and size that it asks for."""

from __future__ import annotations

import shutil

import pytest

from tests.ui.access.stage import Stage


@pytest.fixture
def stage_of(qapp, real_home, tmp_path):
    """Return a function that opens the program; it is closed after the test."""
    made: list[Stage] = []

    def stage(*, is_pseudo: bool = False, percent: int = 100, choice: str = "light") -> Stage:
        home = tmp_path / f"emndir-home-{len(made)}"
        shutil.copytree(real_home, home)
        made.append(Stage(home, is_pseudo=is_pseudo, percent=percent, choice=choice))
        return made[-1]

    yield stage
    for one in made:
        one.close()
