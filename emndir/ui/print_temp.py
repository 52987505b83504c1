"""Temporary files of printing: they go into a folder of ours, which goes with them.

CUPS writes each job into a file before it sends it, with everything a sheet says. Qt removes that
file when all went well; where a job breaks off, or the program is killed, it would stay.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

_PREFIX = "emndir-print-"
_VARIABLE = "TMPDIR"
"""What CUPS asks where its files go; Windows keeps them in its spooler, out of our reach."""


@contextlib.contextmanager
def own_temp() -> Iterator[Path]:
    """Let what is printed inside write its temporary files into a folder that goes afterwards."""
    folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
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
    with contextlib.suppress(OSError):
        for entry in list(os.scandir(tempfile.gettempdir())):
            ours = entry.name.startswith(_PREFIX) and entry.is_dir(follow_symlinks=False)
            if ours and not _is_running(entry.name.removeprefix(_PREFIX).partition("-")[0]):
                shutil.rmtree(entry.path, ignore_errors=True)


def _is_running(number: str) -> bool:
    """Return True if a process of this number runs now, this one not counted."""
    if not number.isdigit() or int(number) == os.getpid():
        return False
    if os.name != "posix":
        return True  # asking about a process would end it there
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
