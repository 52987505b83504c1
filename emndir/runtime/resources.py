"""Plain files that come with the program: in a checkout, in a wheel, in a frozen folder."""

from __future__ import annotations

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def resource(name: str) -> Path:
    """Return the path of a file or folder under `resources/`, such as "icons/phone.svg"."""
    return _bundled("resources", "_resources") / name


def data_dir() -> Path:
    """Return the folder of the directory's text that came with the program."""
    return _bundled("data", "_data")


def guide_dir() -> Path:
    """Return the folder of the guide's pages, as Markdown."""
    return _bundled("docs/guide", "_guide")


def pictures_dir() -> Path:
    """Return the folder of the pictures that the guide's pages show, as PNG."""
    return _bundled("docs/screenshots", "_screenshots")


def _bundled(name: str, inside_wheel: str) -> Path:
    """Return where a folder of plain files is: frozen, inside the package, or beside it."""
    frozen = getattr(sys, "_MEIPASS", "")
    candidates = [
        *([Path(frozen) / name, Path(frozen) / "emndir" / inside_wheel] if frozen else []),
        _PACKAGE / inside_wheel,
    ]
    beside = _PACKAGE.parent / name
    return next((folder for folder in candidates if folder.is_dir()), beside)
