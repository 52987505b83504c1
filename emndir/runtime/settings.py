"""Every preference, declared once: name, default, what it allows and what it is for.

A person's own file holds what they prefer. A managed file, which the office puts on a computer,
wins over it field by field (docs/site-settings.md).
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from emndir.runtime.route_address import OPENSTREETMAP, is_route_template

_LONGEST = 200
"""Characters that a preference in words may have."""
_LARGEST = 1_000_000
"""Characters of a file of settings; a longer one is something else."""


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
    within_default: int = field(
        default=0,
        metadata={
            "allowed": (0, 5, 10, 20, 30, 50),
            "help": "How far to look, in miles, before anybody chooses another distance.",
        },
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
        metadata={
            "allowed": (12, 14, 16, 18, 24),
            "help": "Text size of a printed sheet in points.",
        },
    )
    printer: str = field(
        default="",
        metadata={"help": "Where sheets are printed: the name of a printer of this computer."},
    )
    show_map: bool = field(default=True, metadata={"help": "Show the small map beside a service."})
    show_figures: bool = field(
        default=True,
        metadata={"help": "Show published waiting times and ratings of hospital trusts."},
    )
    print_map: bool = field(default=True, metadata={"help": "Print the map on a sheet."})
    open_routes: bool = field(
        default=True,
        metadata={
            "help": "Offer to open the way to a place in the web browser. It asks first, each time."
        },
    )
    route_url: str = field(
        default=OPENSTREETMAP,
        metadata={
            "form": is_route_template,
            "help": "The web page for the way to a place: an https address with {to} for the place in it, "
            "and {from} for where the journey starts if you like.",
        },
    )
    clinic_name: str = field(
        default="",
        metadata={"help": "Your clinic or practice, printed at the head of a sheet."},
    )


@dataclass(frozen=True, slots=True)
class Managed:
    """What a managed file fixes, and what in it cannot be used.

    `values` are allowed values by the name of their setting. `bad` names the fields that are
    unknown or hold what they may not; `is_unreadable` says that nothing could be read at all.
    """

    path: Path | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    bad: tuple[str, ...] = ()
    is_unreadable: bool = False

    def over(self, own: Settings) -> Settings:
        """Return a person's settings with what the organisation has set in their place."""
        return replace(own, **self.values)

    def without(self, changed: Settings, own: Settings) -> Settings:
        """Return changed settings as a person's own: what is managed stays as it was theirs."""
        return replace(changed, **{name: getattr(own, name) for name in self.values})


def load_managed(path: Path | None, *, is_expected: bool = False) -> Managed:
    """Return what a managed file fixes. It never raises: what is bad is named in the result.

    A missing file is no fault, unless somebody named it (`is_expected`).
    """
    if path is None:
        return Managed()
    try:
        stored = _read(path)
    except FileNotFoundError:
        return Managed(path, is_unreadable=is_expected)
    except (OSError, ValueError, RecursionError):
        return Managed(path, is_unreadable=True)
    good, bad = _sorted_out(stored)
    known = {one.name for one in fields(Settings)}
    bad += [_shown(name) for name in stored if name not in known]
    return Managed(path, MappingProxyType(good), tuple(bad))


def load_settings(path: Path) -> tuple[Settings, tuple[str, ...]]:
    """Return the settings in a file, and the names of those that were bad and fell back.

    A missing file is no fault. A file that cannot be read or is no JSON object falls back
    whole, named "settings". Unknown names are left alone: a newer version wrote them.
    """
    try:
        stored = _read(path)
    except FileNotFoundError:
        return Settings(), ()
    except (OSError, ValueError, RecursionError):
        return Settings(), ("settings",)
    good, bad = _sorted_out(stored)
    return Settings(**good), tuple(bad)


def _read(path: Path) -> dict[str, Any]:
    """Return the object in a JSON file. A mark at its start, as Windows writes, is no fault.

    Raises:
        OSError: where it cannot be read.
        ValueError: where it is too long, or no JSON object.
    """
    with path.open(encoding="utf-8-sig") as file:
        text = file.read(_LARGEST + 1)
    stored = json.loads(text) if len(text) <= _LARGEST else None
    if not isinstance(stored, dict):
        raise ValueError("no JSON object")
    return stored


def _sorted_out(stored: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Return the allowed values by name, and the names of those that are not allowed."""
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
    return good, bad


def _shown(name: str) -> str:
    """Return an unknown name so that a sentence can hold it."""
    return "".join(char for char in name if char.isprintable())[:40] or "?"


def is_allowed(name: str, value: object) -> bool:
    """Return True if a preference may have this value."""
    declared = next(one for one in fields(Settings) if one.name == name)
    if type(value) is not type(declared.default):
        return False
    allowed = declared.metadata.get("allowed")
    if allowed:
        return value in allowed
    if not isinstance(value, str):
        return True
    form = declared.metadata.get("form", str.isprintable)
    return len(value) <= _LONGEST and value.isprintable() and bool(form(value))


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
