"""Every file that emndir keeps on a computer for one person: where, and what is in it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from emndir.runtime.paths import Paths

_KINDS: tuple[tuple[str, str, str], ...] = (
    ("config", "settings.json*", "settings"),
    ("config", "window.json*", "window"),
    ("directory_folder", "directory*.sqlite*", "directory"),
    ("directory_folder", "current*", "directory"),
    ("directory_folder", ".directory*.part", "unfinished"),
    ("directory_folder", ".current*.part", "unfinished"),
    ("data", "postcodes.sqlite*", "postcodes"),
    ("data", ".postcodes.sqlite*.part", "unfinished"),
    ("data", "personal.sqlite*", "packs"),
    ("logs", "emndir.log*", "log"),
    ("cache", "starting.lock*", "lock"),
)
"""Folder, names, kind. A person may have files of their own in the same folder: only these are ours."""

KINDS = tuple(dict.fromkeys(kind for _folder, _names, kind in _KINDS))


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file; `kind` is one of `KINDS`, `size` in bytes."""

    path: Path
    kind: str
    size: int


def stored_files(paths: Paths) -> list[StoredFile]:
    """Return the files that are there now, folder by folder. What cannot be read is left out."""
    found: dict[Path, StoredFile] = {}
    for folder, names, kind in _KINDS:
        for path in _matching(getattr(paths, folder), names):
            with contextlib.suppress(OSError):
                if path not in found and path.is_file():
                    found[path] = StoredFile(path, kind, path.stat().st_size)
    return list(found.values())


def delete_stored(paths: Paths, kinds: Iterable[str] = KINDS) -> list[Path]:
    """Delete files of these kinds, and folders that are empty then; return what is still there."""
    left: list[Path] = []
    wanted = set(kinds)
    for one in stored_files(paths):
        if one.kind not in wanted:
            continue
        try:
            one.path.unlink()
        except OSError:
            left.append(one.path)
    for folder in (paths.directory_folder, paths.data, paths.config, paths.cache, paths.logs):
        with contextlib.suppress(OSError):
            folder.rmdir()  # only an empty one goes
    return left


def _matching(folder: Path, names: str) -> list[Path]:
    try:
        return sorted(folder.glob(names))
    except OSError:
        return []
