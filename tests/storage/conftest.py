"""The sample directory as text, as a copy to spoil, and compiled."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from emndir.storage.build import compile_source
from emndir.storage.database import open_bytes
from emndir.storage.source import read_source
from tests.builders import TODAY

SAMPLE = Path(__file__).parents[1] / "files" / "data"


def no_index(connection, directory):
    """Stand in for the search index, which is of another floor."""


@pytest.fixture
def data(tmp_path):
    """A copy of the sample's text."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "data"))


@pytest.fixture(scope="session")
def sample_bytes():
    """The sample, compiled."""
    return compile_source(read_source(SAMPLE, today=TODAY), index=no_index)


@pytest.fixture
def connection(sample_bytes):
    """A connection to the compiled sample."""
    engine = open_bytes(sample_bytes)
    with engine.connect() as open_connection:
        yield open_connection
    engine.dispose()
