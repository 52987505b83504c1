"""Opening the best directory that there is: built where needed, with a way on from every fault.

The order: the current file; else one built from the text; where the text has faults or the
folder cannot be written, the last good file or a temporary one; then the sound records, in
memory; then an empty directory. It always opens, and says what happened. All but the first are in
`remaking`.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from emndir.domain.problems import Notice, Severity
from emndir.storage.connections import Database
from emndir.storage.database import (
    FaultyFileError,
    FileFault,
    in_words,
    open_read_only,
)
from emndir.storage.files import folder_lock
from emndir.storage.pointer import Pointer
from emndir.storage.store import DirectoryStore
from emndir.storage.text_files import stat_fingerprint

if TYPE_CHECKING:
    from emndir.storage.build import Index, Progress

TEMPORARY = "emndir-directory-"
"""How the names of temporary folders begin."""
_REMADE = "A new one was made from the text; nothing is lost."
_NOT_REMADE = "It is not used."


@dataclass(slots=True, kw_only=True)
class OpenedFile:
    """An open directory file. `path` is None where it is in memory only."""

    database: Database
    path: Path | None = None
    notices: tuple[Notice, ...] = ()
    temporary: Path | None = None
    held: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)

    def close(self) -> None:
        """Let go of the file, and remove it where it was temporary."""
        self.database.dispose()
        self.held.close()
        if self.temporary is not None:
            shutil.rmtree(self.temporary, ignore_errors=True)


@dataclass(slots=True, kw_only=True)
class Opening:
    """One attempt: what it works with, and the notices gathered on the way.

    `is_remade` says that what opens was compiled from the whole text, in place of the file.
    """

    data_dir: Path
    store: DirectoryStore
    index: Index
    today: date
    say: Progress
    notices: list[Notice] = field(default_factory=list)
    is_remade: bool = False

    def notice(self, message: str, hint: str = "", severity: Severity = Severity.WARNING) -> None:
        """Keep something to be told with the open directory."""
        self.notices.append(Notice(message=message, hint=hint, severity=severity))


def open_best(
    data_dir: Path,
    folder: Path,
    *,
    index: Index,
    today: date,
    progress: Progress | None = None,
) -> OpenedFile:
    """Open the directory of a data folder, compiled into `folder`; never raises for bad files."""
    opening = Opening(
        data_dir=data_dir,
        store=DirectoryStore(folder),
        index=index,
        today=today,
        say=progress or (lambda _: None),
    )
    with contextlib.suppress(OSError):
        opening.store.clean()
    _remove_left_temporary()
    opened = _unchanged(opening)
    if opened is None:
        from emndir.storage.remaking import from_text  # with SQLAlchemy: not at an ordinary start

        opened = from_text(opening)
    _say_if_empty(opening, opened)
    opened.notices = tuple(_as_it_went(opening, one) for one in opening.notices)
    return opened


def _as_it_went(opening: Opening, notice: Notice) -> Notice:
    """Return a notice that promises nothing which did not come: the text may be gone as well."""
    if notice.hint == _REMADE and not opening.is_remade:
        return replace(notice, hint=_NOT_REMADE)
    return notice


def _unchanged(opening: Opening) -> OpenedFile | None:
    """Return the current file where the text's names, sizes and times are as they were."""
    pointer = opening.store.pointer()
    if pointer is None or not pointer.stat:
        return None
    if pointer.stat != stat_fingerprint(opening.data_dir):
        return None
    return open_pointer(opening, pointer)


def open_pointer(opening: Opening, pointer: Pointer) -> OpenedFile | None:
    """Return the file that the pointer names, or None with a notice."""
    path = opening.store.path(pointer)
    try:
        return OpenedFile(database=open_read_only(path, sha256=pointer.sha256), path=path)
    except FaultyFileError as error:
        _say_of_file(opening, error)
        return None


def _say_of_file(opening: Opening, error: FaultyFileError) -> None:
    """Say what was wrong with the current file; that a new one follows is the way on."""
    if error.fault is FileFault.OLDER:
        return  # the usual thing after an update
    if error.fault is FileFault.NEWER:
        opening.notice(
            error.message,
            "This version shows the directory that it came with. Install the newest version"
            " to see the newer one; its file is left as it is.",
        )
    elif not any(notice.message == error.message for notice in opening.notices):
        opening.notice(error.message, _REMADE)


def _remove_left_temporary() -> None:
    """Remove temporary folders of programs that were killed; one that is in use is locked."""
    with contextlib.suppress(OSError):
        for entry in list(os.scandir(tempfile.gettempdir())):
            ours = entry.name.startswith(TEMPORARY) and entry.is_dir(follow_symlinks=False)
            if not ours:  # anybody may put anything there: a pipe, a link to elsewhere
                continue
            with folder_lock(Path(entry.path)) as free:
                if free:
                    shutil.rmtree(entry.path, ignore_errors=True)


def _say_if_empty(opening: Opening, opened: OpenedFile) -> None:
    """Say so where a directory holds nothing and no other notice explains it."""
    with in_words(), opened.database.connect() as connection:
        found = connection.exec_driver_sql("SELECT 1 FROM service LIMIT 1").first()
    if found is None and not opening.notices:
        opening.notice(
            "This directory holds no services yet.",
            f"Add text under {opening.data_dir / 'directory'}, then start emndir again.",
        )
