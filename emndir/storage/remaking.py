"""The directory where its file cannot be used as it is: compiled anew, or what comes nearest."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from emndir.domain.directory import Directory
from emndir.domain.errors import EmndirError
from emndir.domain.problems import Severity
from emndir.domain.provenance import PartialDate
from emndir.storage.build import (
    DirectoryTextError,
    compile_directory,
    compile_source,
    empty_directory,
)
from emndir.storage.connections import Database
from emndir.storage.database import FaultyFileError, open_bytes, open_read_only
from emndir.storage.files import folder_lock, replace_file
from emndir.storage.opening import TEMPORARY, OpenedFile, Opening, open_pointer
from emndir.storage.rows import rows_of
from emndir.storage.source import Source, check_texts, content_fingerprint, load_data
from emndir.storage.text_files import MANIFEST, stat_fingerprint


def from_text(opening: Opening) -> OpenedFile:
    """Return a file compiled from the text, or what comes nearest."""
    opening.say("Reading the directory’s text")
    stat = stat_fingerprint(opening.data_dir)
    texts, problems = load_data(opening.data_dir)
    if MANIFEST not in texts:
        return _without_text(opening)
    fingerprint = content_fingerprint(texts)
    pointer = opening.store.pointer()
    if pointer is not None and pointer.content == fingerprint and not problems:
        opened = open_pointer(opening, pointer)
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


def _kept(opening: Opening, content: bytes, stat: str, fingerprint: str) -> OpenedFile:
    """Return a compiled directory, stored if that can be done, else temporary, else in memory."""
    opening.is_remade = True
    opening.say("Writing the directory file")
    try:
        pointer = opening.store.add(content, stat=stat, fingerprint=fingerprint)
        path = opening.store.path(pointer)
        return OpenedFile(database=open_read_only(path, sha256=pointer.sha256), path=path)
    except FaultyFileError as error:
        hint = "The directory is open all the same, and is made anew at every start until then."
        opening.notice(error.message, f"{error.hint} {hint}")
    return _temporary(content)


def _temporary(content: bytes) -> OpenedFile:
    """Return a compiled directory in a temporary folder, else in memory."""
    folder = None
    held = contextlib.ExitStack()
    try:
        folder = Path(tempfile.mkdtemp(prefix=TEMPORARY))
        held.enter_context(folder_lock(folder))
        path = folder / "directory.sqlite"
        replace_file(path, content)
        database = open_read_only(path)
        return OpenedFile(database=database, path=path, temporary=folder, held=held)
    except (OSError, EmndirError):
        held.close()
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
        return OpenedFile(database=open_bytes(content))


def _without_text(opening: Opening) -> OpenedFile:
    """Return the last file where the text is not there, else an empty directory."""
    message = f"The directory’s text was not found in {opening.data_dir}."
    opened = _last_good(opening)
    if opened is not None:
        opening.notice(
            message, f"The directory is shown as it was on {_data_date(opened.database)}."
        )
        return opened
    hint = "Install emndir again, or name the folder: emndir --data FOLDER."
    opening.notice(message, hint, Severity.ERROR)
    return _empty(opening, check_texts({}, today=opening.today))


def _despite_faults(opening: Opening, source: Source, error: DirectoryTextError) -> OpenedFile:
    """Return the last good file where the text has faults, else its sound records."""
    opened = _last_good(opening)
    if opened is not None:
        day = _data_date(opened.database)
        opening.notice(error.message, f"{error.hint} Until then it is shown as it was on {day}.")
        return opened
    opening.notice(error.message, f"{error.hint} Records with faults are left out.", Severity.ERROR)
    directory = source.without_faulty()
    if directory is None:
        return _empty(opening, source)
    opening.say("Compiling what has no faults")
    return _in_memory(opening, source, directory)


def _last_good(opening: Opening) -> OpenedFile | None:
    """Return the current file, or the newest other one that can be opened."""
    pointer = opening.store.pointer()
    if pointer is not None:
        opened = open_pointer(opening, pointer)
        if opened is not None:
            return opened
    for path in opening.store.candidates():
        with contextlib.suppress(FaultyFileError):
            return OpenedFile(database=open_read_only(path), path=path)
    return None


def _empty(opening: Opening, source: Source) -> OpenedFile:
    return _in_memory(opening, source, empty_directory(source, opening.today))


def _in_memory(opening: Opening, source: Source, directory: Directory) -> OpenedFile:
    content = compile_directory(
        directory, source.geography, source.fingerprint, index=opening.index
    )
    return OpenedFile(database=open_bytes(content))


def _data_date(database: Database) -> str:
    """Return the day of an open directory in words: "20 November 2026"."""
    with database.connect() as connection:
        return PartialDate.of(next(rows_of(connection, "directory")).data_date).words
