"""Temporary files of printing: they go into a folder of ours, which goes with them.

CUPS writes each job into a file before it sends it, with everything a sheet says. Qt removes that
file when all went well; where a job breaks off, or the program is killed, it would stay.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from emndir.runtime.own_folders import make_own_folder, remove_left_folders

_KIND = "print"
_VARIABLE = "TMPDIR"
"""What CUPS asks where its files go; Windows keeps them in its spooler, out of our reach."""


@contextlib.contextmanager
def own_temp() -> Iterator[Path]:
    """Let what is printed inside write its temporary files into a folder that goes afterwards."""
    folder = make_own_folder(_KIND)
    before = os.environ.get(_VARIABLE)
    os.environ[_VARIABLE] = str(folder)
    try:
        yield folder
    finally:
        if before is None:
            del os.environ[_VARIABLE]
        else:
            os.environ[_VARIABLE] = before
        shutil.rmtree(folder, ignore_errors=True)


def remove_left_prints() -> None:
    """Remove such folders of programs that were killed while they printed."""
    remove_left_folders(_KIND, own=True)
