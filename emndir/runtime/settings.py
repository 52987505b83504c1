"""Every preference, declared once: name, default, what it allows and what it is for."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

_LONGEST = 200
"""Characters that a preference in words may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What one user prefers. It never holds anything about a patient."""

    theme: str = field(
        default="system",
        metadata={
            "allowed": ("system", "light", "dark", "contrast"),
            "help": "Colours of the window.",
        },
    )
    text_percent: int = field(
        default=100,
        metadata={
            "allowed": (100, 125, 150, 175, 200),
            "help": "Size of the text, on top of the system's own.",
        },
    )
    near_default: str = field(
        default="",
        metadata={"help": "Your usual place: a postcode or town that the near box starts with."},
    )
    idle_minutes: int = field(
        default=10,
        metadata={
            "allowed": (0, 5, 10, 15, 30),
            "help": "After so long without a key or the mouse everything is cleared, as F8 does.",
        },
    )
    narrow_side: str = field(
        default="right",
        metadata={
            "allowed": ("right", "left"),
            "help": "Where on the screen the narrow view stands.",
        },
    )
    narrow_on_top: bool = field(
        default=False,
        metadata={"help": "Keep the narrow view above other windows."},
    )
    motion: str = field(
        default="system",
        metadata={
            "allowed": ("system", "none"),
            "help": "Small movements, such as a number that fades in.",
        },
    )
    handout_points: int = field(
        default=12,
        metadata={"allowed": (12, 18), "help": "Text size of a printed sheet in points."},
    )
    show_map: bool = field(default=True, metadata={"help": "Show the small map beside a service."})
    print_map: bool = field(default=True, metadata={"help": "Print the map on a sheet."})
    clinic_name: str = field(
        default="",
        metadata={"help": "Your clinic or practice, printed at the head of a sheet."},
    )


def load_settings(path: Path) -> tuple[Settings, tuple[str, ...]]:
    """Return the settings in a file, and the names of those that were bad and fell back.

    A missing file is no fault. A file that cannot be read or is no JSON object falls back
    whole, named "settings". Unknown names are left alone: a newer version wrote them.
    """
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings(), ()
    except (OSError, ValueError, RecursionError):
        return Settings(), ("settings",)
    if not isinstance(stored, dict):
        return Settings(), ("settings",)
    good: dict[str, Any] = {}
    bad: list[str] = []
    for one in fields(Settings):
        if one.name not in stored:
            continue
        value = stored[one.name]
        if is_allowed(one.name, value):
            good[one.name] = value
        else:
            bad.append(one.name)
    return Settings(**good), tuple(bad)


def is_allowed(name: str, value: object) -> bool:
    """Return True if a preference may have this value."""
    declared = next(one for one in fields(Settings) if one.name == name)
    if type(value) is not type(declared.default):
        return False
    allowed = declared.metadata.get("allowed")
    if allowed:
        return value in allowed
    return not isinstance(value, str) or (len(value) <= _LONGEST and value.isprintable())


def save_settings(settings: Settings, path: Path) -> None:
    """Write the settings, whole or not at all.

    Raises:
        OSError: where the folder cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with unfinished.open("w", encoding="utf-8", newline="\n") as file:
            json.dump(asdict(settings), file, ensure_ascii=False, indent=2)
            file.write("\n")
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
