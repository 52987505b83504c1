"""The folder of compiled directories: one file a version, and a pointer to the current one.

A file is never overwritten. A new one is written beside the old, then the pointer `current`
is replaced; old files are removed at the next start, all but one to go back to.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from emndir.runtime.digests import sha256
from emndir.storage.database import schema_version
from emndir.storage.files import (
    folder_lock,
    remove_unfinished,
    replace_file,
    writing_in,
)
from emndir.storage.pointer import (
    POINTER,
    PREFIX,
    SUFFIX,
    Pointer,
    is_directory_name,
    read_pointer,
)
from emndir.storage.versions import SCHEMA_VERSION

_WAIT_SECONDS = 5.0
"""How long another program may tidy the folder before a file is added all the same."""


class DirectoryStore:
    """Keeps compiled directories in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def pointer(self) -> Pointer | None:
        """Return what the pointer says, or None where there is none that can be read."""
        return read_pointer(self.folder)

    def path(self, pointer: Pointer) -> Path:
        """Return the file that a pointer names."""
        return self.folder / pointer.file

    def find_current(self) -> Path | None:
        """Return the current file, or None where there is none."""
        pointer = self.pointer()
        path = self.path(pointer) if pointer else None
        return path if path and path.is_file() else None

    def candidates(self) -> Iterator[Path]:
        """Yield every compiled file but the current one, the newest first."""
        pointer = self.pointer()
        current = pointer.file if pointer else ""
        found = [path for path in self._files() if path.name != current]
        yield from sorted(found, key=_modified, reverse=True)

    def add(self, content: bytes, *, stat: str, fingerprint: str) -> Pointer:
        """Write a compiled directory under a name of its own and make it the current one.

        Raises:
            FaultyFileError: where that cannot be done; the current one stays.
        """
        digest = sha256(content).hexdigest()
        name = f"{PREFIX}{fingerprint[:16]}{SUFFIX}"
        target = self.folder / name
        # Until the pointer names the file, another program's `clean` would remove it.
        with writing_in(target), folder_lock(self.folder, wait=_WAIT_SECONDS) as held:
            if held:
                remove_unfinished(self.folder, name)
                remove_unfinished(self.folder, POINTER)
            if not self._holds(name, digest):
                replace_file(target, content)
            before = self.pointer()
            previous = before.file if before and before.file != name else ""
            if before and not previous:
                previous = before.previous
            pointer = Pointer(
                file=name, sha256=digest, stat=stat, content=fingerprint, previous=previous
            )
            self.switch(pointer)
        return pointer

    def switch(self, pointer: Pointer) -> None:
        """Make a file the current one.

        Raises:
            FaultyFileError: where the pointer cannot be written; it is then as it was.
        """
        text = json.dumps(asdict(pointer), indent=2) + "\n"
        replace_file(self.folder / POINTER, text.encode("utf-8"))

    def clean(self) -> None:
        """Remove what is not needed any more: unfinished files, and old ones but one.

        A file that a newer version made is left to that version. What cannot be removed now
        is removed another time.
        """
        if not self.folder.is_dir():
            return
        with folder_lock(self.folder) as held:
            remove_unfinished(self.folder, held=held)
            pointer = self.pointer()
            if not held or pointer is None:
                return
            for path in self._files():
                with contextlib.suppress(OSError):
                    if path.name in (pointer.file, pointer.previous):
                        continue
                    if schema_version(path) <= SCHEMA_VERSION:
                        path.unlink()

    def _files(self) -> list[Path]:
        try:
            return [path for path in self.folder.iterdir() if is_directory_name(path.name)]
        except OSError:
            return []

    def _holds(self, name: str, digest: str) -> bool:
        try:
            content = (self.folder / name).read_bytes()
        except OSError:
            return False
        return sha256(content).hexdigest() == digest


def _modified(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
