"""Opening the best directory that there is: built where needed, with a way on from every fault.

The order: the current file; else one built from the text; where the text has faults or the
folder cannot be written, the last good file or a temporary one; then the sound records, in
memory; then an empty directory. It always opens, and says what happened.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from sqlalchemy import Engine, select

from emndir.domain.directory import Directory
from emndir.domain.errors import EmndirError
from emndir.domain.problems import Notice, Severity
from emndir.domain.provenance import PartialDate
from emndir.storage.build import (
    DirectoryTextError,
    Index,
    Progress,
    compile_directory,
    compile_source,
    empty_directory,
)
from emndir.storage.database import (
    FaultyFileError,
    FileFault,
    in_words,
    open_bytes,
    open_read_only,
)
from emndir.storage.files import folder_lock, replace_file
from emndir.storage.source import (
    Source,
    check_texts,
    content_fingerprint,
    load_data,
    stat_fingerprint,
)
from emndir.storage.source_text import MANIFEST
from emndir.storage.store import DirectoryStore, Pointer
from emndir.storage.tables import DirectoryRow, ServiceRow

_TEMPORARY = "emndir-directory-"
"""How the names of temporary folders begin."""


@dataclass(slots=True, kw_only=True)
class OpenedFile:
    """An open directory file. `path` is None where it is in memory only."""

    engine: Engine
    path: Path | None = None
    notices: tuple[Notice, ...] = ()
    temporary: Path | None = None
    held: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)

    def close(self) -> None:
        """Let go of the file, and remove it where it was temporary."""
        self.engine.dispose()
        self.held.close()
        if self.temporary is not None:
            shutil.rmtree(self.temporary, ignore_errors=True)


@dataclass(slots=True, kw_only=True)
class _Opening:
    """One attempt: what it works with, and the notices gathered on the way."""

    data_dir: Path
    store: DirectoryStore
    index: Index
    today: date
    say: Progress
    notices: list[Notice] = field(default_factory=list)

    def notice(self, message: str, hint: str = "", severity: Severity = Severity.WARNING) -> None:
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
    opening = _Opening(
        data_dir=data_dir,
        store=DirectoryStore(folder),
        index=index,
        today=today,
        say=progress or (lambda _: None),
    )
    with contextlib.suppress(OSError):
        opening.store.clean()
    _remove_left_temporary()
    opened = _unchanged(opening) or _from_text(opening)
    _say_if_empty(opening, opened)
    opened.notices = tuple(opening.notices)
    return opened


def _unchanged(opening: _Opening) -> OpenedFile | None:
    """Return the current file where the text's names, sizes and times are as they were."""
    pointer = opening.store.pointer()
    if pointer is None or not pointer.stat:
        return None
    if pointer.stat != stat_fingerprint(opening.data_dir):
        return None
    return _open_pointer(opening, pointer)


def _open_pointer(opening: _Opening, pointer: Pointer) -> OpenedFile | None:
    path = opening.store.path(pointer)
    try:
        return OpenedFile(engine=open_read_only(path, sha256=pointer.sha256), path=path)
    except FaultyFileError as error:
        _say_of_file(opening, error)
        return None


def _say_of_file(opening: _Opening, error: FaultyFileError) -> None:
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
        opening.notice(error.message, "It was made again from the text; nothing is lost.")


def _from_text(opening: _Opening) -> OpenedFile:
    """Return a file compiled from the text, or what comes nearest."""
    opening.say("Reading the directory’s text")
    stat = stat_fingerprint(opening.data_dir)
    texts, problems = load_data(opening.data_dir)
    if MANIFEST not in texts:
        return _without_text(opening)
    fingerprint = content_fingerprint(texts)
    pointer = opening.store.pointer()
    if pointer is not None and pointer.content == fingerprint and not problems:
        opened = _open_pointer(opening, pointer)
        if opened is not None:
            with contextlib.suppress(EmndirError):
                opening.store.switch(replace(pointer, stat=stat))
            return opened
    opening.say("Checking the directory’s text")
    source = check_texts(texts, today=opening.today)
    source = replace(source, problems=(*problems, *source.problems))
    try:
        content = compile_source(source, index=opening.index, progress=opening.say)
    except DirectoryTextError as error:
        return _despite_faults(opening, source, error)
    return _kept(opening, content, stat, source.fingerprint)


def _kept(opening: _Opening, content: bytes, stat: str, fingerprint: str) -> OpenedFile:
    """Return a compiled directory, stored if that can be done, else temporary, else in memory."""
    opening.say("Writing the directory file")
    try:
        pointer = opening.store.add(content, stat=stat, fingerprint=fingerprint)
        path = opening.store.path(pointer)
        return OpenedFile(engine=open_read_only(path, sha256=pointer.sha256), path=path)
    except FaultyFileError as error:
        hint = "The directory is open all the same, and is made anew at every start until then."
        opening.notice(error.message, f"{error.hint} {hint}")
    return _temporary(content)


def _temporary(content: bytes) -> OpenedFile:
    """Return a compiled directory in a temporary folder, else in memory."""
    folder = None
    held = contextlib.ExitStack()
    try:
        folder = Path(tempfile.mkdtemp(prefix=_TEMPORARY))
        held.enter_context(folder_lock(folder))
        path = folder / "directory.sqlite"
        replace_file(path, content)
        engine = open_read_only(path)
        return OpenedFile(engine=engine, path=path, temporary=folder, held=held)
    except (OSError, EmndirError):
        held.close()
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
        return OpenedFile(engine=open_bytes(content))


def _remove_left_temporary() -> None:
    """Remove temporary folders of programs that were killed; one that is in use is locked."""
    with contextlib.suppress(OSError):
        for entry in list(os.scandir(tempfile.gettempdir())):
            ours = entry.name.startswith(_TEMPORARY) and entry.is_dir(follow_symlinks=False)
            if not ours:  # anybody may put anything there: a pipe, a link to elsewhere
                continue
            with folder_lock(Path(entry.path)) as free:
                if free:
                    shutil.rmtree(entry.path, ignore_errors=True)


def _without_text(opening: _Opening) -> OpenedFile:
    """Return the last file where the text is not there, else an empty directory."""
    message = f"The directory’s text was not found in {opening.data_dir}."
    opened = _last_good(opening)
    if opened is not None:
        opening.notice(message, f"The directory is shown as it was on {_data_date(opened.engine)}.")
        return opened
    hint = "Install emndir again, or name the folder: emndir --data FOLDER."
    opening.notice(message, hint, Severity.ERROR)
    return _empty(opening, check_texts({}, today=opening.today))


def _despite_faults(opening: _Opening, source: Source, error: DirectoryTextError) -> OpenedFile:
    """Return the last good file where the text has faults, else its sound records."""
    opened = _last_good(opening)
    if opened is not None:
        day = _data_date(opened.engine)
        opening.notice(error.message, f"{error.hint} Until then it is shown as it was on {day}.")
        return opened
    opening.notice(error.message, f"{error.hint} Records with faults are left out.", Severity.ERROR)
    directory = source.without_faulty()
    if directory is None:
        return _empty(opening, source)
    opening.say("Compiling what has no faults")
    return _in_memory(opening, source, directory)


def _last_good(opening: _Opening) -> OpenedFile | None:
    """Return the current file, or the newest other one that can be opened."""
    pointer = opening.store.pointer()
    if pointer is not None:
        opened = _open_pointer(opening, pointer)
        if opened is not None:
            return opened
    for path in opening.store.candidates():
        with contextlib.suppress(FaultyFileError):
            return OpenedFile(engine=open_read_only(path), path=path)
    return None


def _empty(opening: _Opening, source: Source) -> OpenedFile:
    return _in_memory(opening, source, empty_directory(source, opening.today))


def _in_memory(opening: _Opening, source: Source, directory: Directory) -> OpenedFile:
    content = compile_directory(
        directory, source.geography, source.fingerprint, index=opening.index
    )
    return OpenedFile(engine=open_bytes(content))


def _data_date(engine: Engine) -> str:
    """Return the day of an open directory in words: "20 November 2026"."""
    with engine.connect() as connection:
        day = connection.execute(select(DirectoryRow.data_date)).scalar_one()
    return PartialDate.of(day).words


def _say_if_empty(opening: _Opening, opened: OpenedFile) -> None:
    """Say so where a directory holds nothing and no other notice explains it."""
    with in_words(), opened.engine.connect() as connection:
        found = connection.execute(select(ServiceRow.id).limit(1)).first()
    if found is None and not opening.notices:
        opening.notice(
            "This directory holds no services yet.",
            f"Add text under {opening.data_dir / 'directory'}, then start emndir again.",
        )
