"""Temporary folders of ours, and those that programs left behind which were killed.

A folder is named by what it is for and by the number of the process that made it, so that another
program can see whether anybody still uses it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path


def make_own_folder(kind: str) -> Path:
    """Make a new temporary folder that only this person may read; `kind` is one word.

    Raises:
        OSError: where none can be made.
    """
    return Path(tempfile.mkdtemp(prefix=f"{_prefix(kind)}{os.getpid()}-"))


def remove_left_folders(kind: str, *, own: bool = False) -> None:
    """Remove the folders of a kind whose programs have ended; `own` takes this one's as well.

    What cannot be removed, or may be used by somebody, stays.
    """
    prefix = _prefix(kind)
    with contextlib.suppress(OSError):
        for entry in list(os.scandir(tempfile.gettempdir())):
            if not entry.name.startswith(prefix) or not entry.is_dir(follow_symlinks=False):
                continue
            number = entry.name.removeprefix(prefix).partition("-")[0]
            if _has_ended(number, own=own):
                shutil.rmtree(entry.path, ignore_errors=True)


def _prefix(kind: str) -> str:
    return f"emndir-{kind}-"


def _has_ended(number: str, *, own: bool) -> bool:
    """Return True if no process of this number runs now; without a number nobody knows."""
    if not (number.isascii() and number.isdigit()):
        return False
    if int(number) == os.getpid():
        return own
    if os.name != "posix":
        return False  # asking about a process would end it on Windows, which tidies by itself
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False
