"""Where the window was and how its columns were shared out: opaque, its own file, safe to lose."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path

FILE = "window.json"


@dataclass(frozen=True, slots=True)
class WindowState:
    """The place of the window in Qt's own text (base 64), and the widths of its columns.

    `narrow` is the place of the narrow view, "" where the window was not the narrow view;
    `geometry` is then the place that it goes back to.
    """

    geometry: str = ""
    widths: str = ""
    narrow: str = ""


def load_window_state(folder: Path) -> WindowState:
    """Return what was saved in a folder; a missing or spoiled file is the usual state."""
    try:
        stored = json.loads((folder / FILE).read_text(encoding="utf-8"))
        values = {one.name: stored.get(one.name, "") for one in fields(WindowState)}
    except (OSError, ValueError, AttributeError, RecursionError):
        return WindowState()
    if not all(isinstance(value, str) and value.isascii() for value in values.values()):
        return WindowState()
    return WindowState(**values)


def save_window_state(state: WindowState, folder: Path) -> None:
    """Write the state; where the folder cannot be written, it is not worth a word."""
    unfinished = folder / f"{FILE}.{os.getpid()}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(json.dumps(asdict(state)), encoding="utf-8")
        unfinished.replace(folder / FILE)
    except OSError:
        return
