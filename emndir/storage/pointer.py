"""The pointer to the current directory file, and the names of such files: read at every start."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

POINTER = "current"
PREFIX, SUFFIX = "directory-", ".sqlite"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """Which file is current, what it must contain, and from which text it was compiled.

    `stat` is the cheap fingerprint of the text, `content` that of what it says; `previous`
    the file to go back to.
    """

    file: str
    sha256: str
    stat: str = ""
    content: str = ""
    previous: str = ""


def read_pointer(folder: Path) -> Pointer | None:
    """Return what the pointer in a folder says, or None where there is none that can be read."""
    try:
        stored = json.loads((folder / POINTER).read_text(encoding="utf-8"))
        pointer = Pointer(**stored)
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    if not all(isinstance(value, str) for value in asdict(pointer).values()):
        return None
    return pointer if is_directory_name(pointer.file) else None


def is_directory_name(name: str) -> bool:
    """Return True for the plain name of a compiled file: never a path that leads elsewhere."""
    plain = name.replace("/", "").replace("\\", "") == name
    return plain and name.startswith(PREFIX) and name.endswith(SUFFIX)
