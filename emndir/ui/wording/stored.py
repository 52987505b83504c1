"""What emndir keeps on this computer, in words: each folder, and each file with what is in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from emndir.runtime.paths import Paths
from emndir.runtime.settings import Managed
from emndir.runtime.stored import StoredFile, stored_files
from emndir.ui.wording.settings import tr

WORDS: dict[str, str] = {
    "settings": "what you have set on this page",
    "window": "where the window was, and how wide its columns were",
    "directory": "the list of services, made from what came with emndir",
    "unfinished": "a file that was not finished; it may go",
    "postcodes": "exact positions of postcodes, as you have loaded them",
    "packs": "the packs that you have saved: names of lists of services, nothing of a patient",
    "log": "what emndir did and which faults it had, without words, places or names",
    "lock": "keeps two windows from opening at once; gone in a moment",
}
"""What is in each kind of file; a test holds this against `stored.KINDS`."""
_KILO = 1000


@dataclass(frozen=True, slots=True)
class StoredFolder:
    """One folder and a line for each file in it. `is_own` is False for the organisation's."""

    path: str
    lines: tuple[str, ...]
    is_own: bool = True


def stored_folders(
    paths: Paths, managed: Managed | None = None, door: Path | None = None
) -> list[StoredFolder]:
    """Return what is stored now. `door` is the socket at which a second start knocks."""
    folders: dict[Path, list[str]] = {}
    for one in stored_files(paths):
        folders.setdefault(one.path.parent, []).append(_line(one))
    found = [StoredFolder(breakable(str(path)), tuple(lines)) for path, lines in folders.items()]
    if door is not None and door.exists():
        words = tr("where a second start hands over its question, while emndir is open; empty")
        found.append(
            StoredFolder(breakable(str(door.parent)), (f"{door.name}: {words}.",), is_own=False)
        )
    if managed is not None and managed.path is not None and managed.path.exists():
        words = tr("what your organisation has set; emndir only reads it")
        line = f"{managed.path.name}: {words}."
        found.append(StoredFolder(breakable(str(managed.path.parent)), (line,), is_own=False))
    return found


def _line(one: StoredFile) -> str:
    return f"{breakable(one.path.name)}, {size_in_words(one.size)}: {tr(WORDS[one.kind])}."


def breakable(path: str) -> str:
    """Return a path that a line may break after each of its parts: there is no space in it."""
    return re.sub(r"([/\\.-])", "\\1\u200b", path)


def size_in_words(size: int) -> str:
    """Return a size in bytes as a person says it."""
    if size < _KILO:
        return f"{size} {tr('bytes')}"
    if size < _KILO * _KILO:
        return f"{round(size / _KILO)}\u00a0KB"
    return f"{size / _KILO / _KILO:.1f}\u00a0MB"
