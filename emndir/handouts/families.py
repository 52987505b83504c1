"""Families of letters: the sheet's own, others of its package, and those that a directory brings.

A directory brings letters for its translations as font files beside them. Typst reads fonts from
folders only, so what was brought is written to one, named by its SHA-256, as long as the program
runs. A program that was killed leaves it behind; the next one that writes such letters removes it.
"""

from __future__ import annotations

import shutil
import threading
import weakref
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from emndir.domain.errors import HandoutError
from emndir.domain.translation import FontFile
from emndir.handouts.font import Font
from emndir.runtime.digests import sha256
from emndir.runtime.own_folders import make_own_folder, remove_left_folders

FAMILIES = ("Roboto", "Source Sans 3")
"""In this order: the second has arrows, ticks and the no-break hyphen."""
_FILES = {
    "Roboto": ("Roboto-Regular.ttf", "Roboto-Bold.ttf"),
    "Source Sans 3": ("SourceSans3-Regular.ttf", "SourceSans3-Bold.ttf"),
}
_KIND = "letters"
"""Of the temporary folder that letters of a directory are written to."""


def font_folders(families: tuple[str, ...] = ()) -> list[Path]:
    """Return the folders of the sheet's two families, those of a language before them.

    Raises:
        HandoutError: if the package that carries them is missing or not whole.
    """
    path_of = _package()
    folders = [Path(path_of[family]) for family in FAMILIES if family in path_of]
    wanted = [folder / name for folder in folders for name in _FILES[folder.name]]
    if len(folders) < len(FAMILIES) or not all(file.is_file() for file in wanted):
        raise HandoutError(
            "The letters for printing are missing from this installation.",
            "Install emndir again; they are in the package rendercv-fonts.",
        )
    own = [_brought.folder_of(name) or Path(path_of[name]) for name in _others(families)]
    return [*own, *folders]


def unknown_families(families: tuple[str, ...]) -> tuple[str, ...]:
    """Return the families that nobody carries in a regular and a bold face."""
    path_of = _package()
    return tuple(
        name
        for name in families
        if not _brought.folder_of(name)
        and (
            name not in path_of
            or not all((Path(path_of[name]) / file).is_file() for file in _faces(name))
        )
    )


def face(family: str, bold: bool) -> Font:
    """Return the regular or the bold letters of a family that is known."""
    return _brought.face(family, bold) or _own_face(family, bold)


def bring(fonts: Iterable[FontFile]) -> dict[str, str]:
    """Take font files for their families, and return what is wrong with any of them, by path.

    A family counts as there once its regular and its bold letters are. Those of the sheet
    itself are the program's, as English is.
    """
    return _brought.take(fonts)


@cache
def _own_face(family: str, bold: bool) -> Font:
    font_folders()  # says so where they are missing
    return Font((Path(_package()[family]) / _faces(family)[bold]).read_bytes())


def _others(families: tuple[str, ...]) -> list[str]:
    return [name for name in families if name not in FAMILIES]


def _package() -> dict[str, str]:
    """Return where each family is of the package that carries the letters."""
    try:
        from rendercv_fonts import path_of
    except ImportError:
        return {}
    return {name: str(path) for name, path in path_of.items()}


def _faces(family: str) -> tuple[str, str]:
    stem = family.replace(" ", "")
    return _FILES.get(family, (f"{stem}-Regular.ttf", f"{stem}-Bold.ttf"))


# --- What a directory brings -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Face:
    font: Font
    content: bytes
    digest: str


class _Brought:
    """Font files by family and weight; the newest stand, whatever directory they came from."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._faces: dict[tuple[str, bool], _Face] = {}
        self._folders: dict[str, tuple[str, Path]] = {}
        self._room: Path | None = None

    def take(self, fonts: Iterable[FontFile]) -> dict[str, str]:
        faults: dict[str, str] = {}
        with self._lock:
            known = {one.digest: one.font for one in self._faces.values()}
            for file in fonts:
                digest = sha256(file.content).hexdigest()
                try:
                    font = known.get(digest) or Font(file.content)
                except ValueError as error:
                    faults[file.path] = f"This font cannot be used: {error}."
                    continue
                if fault := _fault(font):
                    faults[file.path] = fault
                    continue
                self._faces[font.family, font.is_bold] = _Face(font, file.content, digest)
        return faults

    def face(self, family: str, bold: bool) -> Font | None:
        known = self._faces.get((family, bold))
        return known.font if known is not None else None

    def folder_of(self, family: str) -> Path | None:
        """Return a folder with both faces of a family, None where one is missing."""
        with self._lock:
            both = [self._faces.get((family, bold)) for bold in (False, True)]
            found = [one for one in both if one is not None]
            if len(found) < len(both):
                return None
            name = sha256("".join(one.digest for one in found).encode()).hexdigest()
            kept = self._folders.get(family)
            if kept is None or kept[0] != name or not kept[1].is_dir():
                kept = self._folders[family] = (name, self._written(name, found))
            return kept[1]

    def _written(self, name: str, faces: Iterable[_Face]) -> Path:
        if self._room is None:
            remove_left_folders(_KIND)
            self._room = make_own_folder(_KIND)
            weakref.finalize(self, shutil.rmtree, self._room, ignore_errors=True)
        folder = self._room / name
        folder.mkdir(parents=True, exist_ok=True)
        for one in faces:
            (folder / f"{one.digest}.ttf").write_bytes(one.content)
        return folder


def _fault(font: Font) -> str:
    if not font.family:
        return "This font does not say what its family is called."
    if font.family in FAMILIES:
        return f"“{font.family}” comes with the program: a directory brings other letters."
    if font.is_restricted:
        return "This font says that it may not be put into a file."
    if not (font.is_regular or font.is_bold):
        return "This font is thin: letters for print are regular and bold."
    return ""


_brought = _Brought()
