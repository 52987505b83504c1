"""The sample directory as text, as a copy to spoil, and compiled."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from emndir.storage.build import compile_source
from emndir.storage.database import open_bytes
from emndir.storage.source import read_source
from tests.builders import TODAY

IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
SAMPLE = Path(__file__).parents[1] / "files" / "data"


def no_index(connection, directory, geography):
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


@pytest.fixture
def tiny_disk(tmp_path):
    """A disk of 64 kB, where this machine lets us make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if sys.platform != "linux" or not IS_ROOT:
        pytest.skip("only root can mount a tiny disk")
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody mount a disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def read_only(tmp_path):
    """A function that makes a folder read-only until the test ends, for root too."""
    done = []

    def make(folder):
        if not IS_ROOT:
            folder.chmod(0o500)
            done.append(lambda: folder.chmod(0o700))
            return
        for options in (["--bind"], ["-o", "remount,ro,bind"]):
            command = ["mount", *options, str(folder), str(folder)]
            if (
                sys.platform != "linux"
                or subprocess.run(command, capture_output=True, check=False).returncode
            ):
                pytest.skip("this machine lets nobody make a folder read-only for root")
        done.append(lambda: subprocess.run(["umount", str(folder)], check=True))

    yield make
    for undo in done:
        undo()
