"""Writing a file whole or not at all, whatever happens in between.

The content goes to a file beside the target with another name, is forced to the disk, read
back, and takes the target's name in one step. What a killed program leaves behind is removed
by the next one that writes there.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from emndir.storage.database import FaultyFileError, FileFault, file_fault

PART = ".part"
"""The ending of a file that is not finished."""
_STALE_SECONDS = 3600
_ASK_AGAIN_SECONDS = 0.02
_FAULTS = {
    "ENOSPC": FileFault.FULL,
    "EDQUOT": FileFault.FULL,
    "EFBIG": FileFault.FULL,
    "EROFS": FileFault.READ_ONLY,
    "EACCES": FileFault.READ_ONLY,
    "EPERM": FileFault.READ_ONLY,
    "ETXTBSY": FileFault.LOCKED,
    "EBUSY": FileFault.LOCKED,
}
"""By name, since not every system has every code."""


def replace_file(target: Path, content: bytes) -> None:
    """Give `target` this content in one step.

    Raises:
        FaultyFileError: where that cannot be done; the target is then as it was.
    """
    with writing_in(target), folder_lock(target.parent) as held:
        if held:
            remove_unfinished(target.parent, target.name)
        unfinished = unfinished_path(target)
        try:
            write_through(unfinished, content)
            unfinished.replace(target)
            _sync_folder(target.parent)
        finally:
            with contextlib.suppress(OSError):
                unfinished.unlink(missing_ok=True)


@contextmanager
def writing_in(target: Path) -> Iterator[None]:
    """Make the target's folder, and say in words why it cannot be written.

    What is there already and is no file, such as a pipe or /dev/null, is never replaced.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _refuse_what_is_no_file(target)
        yield
    except OSError as error:
        raise written_fault(error, target) from error


def _refuse_what_is_no_file(target: Path) -> None:
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    if not stat.S_ISREG(mode):
        raise FaultyFileError(
            FileFault.UNREADABLE,
            f"{target} is a device or a pipe, not a file, so it is not replaced.",
            "Choose another name.",
        )


def written_fault(error: OSError, target: Path) -> FaultyFileError:
    """Return the sentence for an error of the system while writing."""
    if isinstance(error, IsADirectoryError | NotADirectoryError | FileExistsError):
        return FaultyFileError(
            FileFault.UNREADABLE,
            f"{target} cannot be written: a file stands where a folder must be, or a folder"
            " where the file must be.",
            "Move it away, or choose another place.",
        )
    code = errno.errorcode.get(error.errno or 0, "")
    fault = _FAULTS.get(code, FileFault.UNREADABLE)
    if fault is FileFault.READ_ONLY and sys.platform == "win32" and target.exists():
        fault = FileFault.LOCKED  # Windows says the same of a file that is open elsewhere
    return file_fault(fault, str(target))


def unfinished_path(target: Path) -> Path:
    """Return a name beside the target that no other program uses."""
    return target.with_name(f".{target.name}.{os.getpid()}-{os.urandom(4).hex()}{PART}")


def write_through(path: Path, content: bytes) -> None:
    """Write a file, force it to the disk and read it back.

    Raises:
        OSError: where that fails, or where the disk gives back something else.
    """
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if path.read_bytes() != content:
        raise OSError(errno.EIO, "the disk gave back something else than was written")


def sync_file(path: Path) -> None:
    """Force a finished file to the disk.

    Raises:
        OSError: where that fails.
    """
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Force a renaming to the disk, where the system can."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def folder_lock(folder: Path, *, wait: float = 0) -> Iterator[bool]:
    """Hold the right to tidy a folder; False where another program has it, or nobody can.

    With `wait` another program is given so many seconds to end. The system lets go of the
    right when a program ends, however it ends. Windows needs none: it refuses to remove a
    file that another program has open.
    """
    if sys.platform == "win32":
        yield True
        return
    handle = None
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)  # a pipe would be waited for
        _lock(handle, wait)
    except OSError:
        if handle is not None:
            os.close(handle)
        yield False
        return
    try:
        yield True
    finally:
        os.close(handle)


def _lock(handle: int, wait: float) -> None:
    """Lock an open folder, or raise OSError where that cannot be done in time."""
    if sys.platform == "win32":
        return
    import fcntl

    end = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= end:
                raise
            time.sleep(_ASK_AGAIN_SECONDS)
        else:
            return


def remove_unfinished(folder: Path, name: str = "", *, held: bool = True) -> None:
    """Remove what a killed program left: parts of one file, or of any.

    Without the folder's lock (`held`) only what is over an hour old, since it may still be
    growing.
    """
    with contextlib.suppress(OSError):
        for entry in list(os.scandir(folder)):
            begins = f".{name}." if name else "."
            is_part = entry.name.startswith(begins) and entry.name.endswith(PART)
            if not is_part:
                continue
            with contextlib.suppress(OSError):
                old = time.time() - entry.stat().st_mtime > _STALE_SECONDS
                if held or old:
                    Path(entry.path).unlink()
