"""Running a command as a user does: arguments in, exit code, output and errors out."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from emndir.bootstrap import Core
from emndir.cli.main import run

SAMPLE = Path(__file__).parents[1] / "files" / "data"


class Ended(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def data(tmp_path):
    """A copy of the sample's text, to spoil."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "data"))


@pytest.fixture
def core(tmp_path, data):
    return Core.create(
        home=tmp_path / "home", data_dir=data, clock=lambda: datetime(2026, 11, 22, 10, 0)
    )


@pytest.fixture
def emndir(core, capsys):
    """A function that runs a command with the sample directory."""

    def call(*arguments):
        code = run([str(argument) for argument in arguments], core)
        out, err = capsys.readouterr()
        return Ended(code, out, err)

    return call
