"""Which files make up a directory's text, and whether they are as they were: without reading them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from emndir import __version__
from emndir.runtime.digests import sha256

MANIFEST = "directory.toml"
VOCABULARY_FOLDER = "vocabulary"
DIRECTORY_FOLDER = "directory"
PHRASES_FOLDER = "phrases"
FONT_ENDS = (".ttf", ".otf")
GEOGRAPHY_FOLDER = "geography"
GEOGRAPHY_TABLES = (
    "postcode-sectors.csv",
    "postcode-districts.csv",
    "places.csv",
    "localities.csv",
)
OUTLINES = "districts.geojson"
CHOICE_FILE = "choice.toml"
FIGURES_FOLDER = "figures"
FIGURES_FILES = ("figures.toml", "waiting-times.csv", "experience.csv")
_PACKAGE = Path(__file__).resolve().parent.parent
_RECIPE = (
    "storage/table_base.py",
    "storage/tables.py",
    "storage/geography_tables.py",
    "storage/figure_tables.py",
    "storage/mapping.py",
    "storage/geography_mapping.py",
    "storage/versions.py",
    "storage/build.py",
    "search/index.py",
    "search/words.py",
    "search/start_making.py",
    "search/start_page.py",
    "search/facets.py",
    "storage/csv_tables.py",
    "storage/choice_text.py",
    "storage/figures_text.py",
    "storage/geography_text.py",
)
"""Code whose change makes another file of the same text."""


def text_paths(data_dir: Path) -> list[str]:
    """Return the TOML files that make up a directory, as slash-separated paths, in order."""
    found = [MANIFEST] if (data_dir / MANIFEST).exists() else []
    base = str(data_dir)
    for folder in (VOCABULARY_FOLDER, DIRECTORY_FOLDER, PHRASES_FOLDER):
        inside = sorted(_files_of(str(data_dir / folder), ".toml"))
        found += [_inside(path, base) for path in inside]
    return found


def _inside(path: str, base: str) -> str:
    """Return a path without that of the folder it lies in; `pathlib` takes ten times as long."""
    return path[len(base) :].lstrip(os.sep).replace(os.sep, "/")


def _files_of(folder: str, ends: str | tuple[str, ...]) -> Iterator[str]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files_of(entry.path, ends)
        elif entry.name.endswith(ends):
            yield entry.path


def font_paths(data_dir: Path) -> list[str]:
    """Return the letters beside a data folder's translations, as slash-separated paths in it."""
    base = str(data_dir)
    found = sorted(_files_of(str(data_dir / PHRASES_FOLDER), FONT_ENDS))
    return [_inside(path, base) for path in found]


def geography_paths() -> list[str]:
    """Return the files of the geography, as slash-separated paths in the data folder."""
    return [f"{GEOGRAPHY_FOLDER}/{name}" for name in (*GEOGRAPHY_TABLES, OUTLINES)]


def figures_paths() -> list[str]:
    """Return the files of the published figures, as slash-separated paths in the data folder."""
    return [f"{FIGURES_FOLDER}/{name}" for name in FIGURES_FILES]


def table_paths() -> list[str]:
    """Return every file beside the records' that makes up a directory, as paths in its folder."""
    return [*geography_paths(), *figures_paths(), CHOICE_FILE]


def stat_fingerprint(data_dir: Path) -> str:
    """Return a hash of the names, sizes and times of a data folder's files: cheap to take."""
    digest = sha256(recipe() + os.fsencode(data_dir))
    for path in (*text_paths(data_dir), *table_paths(), *font_paths(data_dir)):
        try:
            status = os.stat(f"{data_dir}{os.sep}{path}")  # noqa: PTH116 - as above, at every start
        except OSError:
            continue
        digest.update(f"\0{path}\0{status.st_size}\0{status.st_mtime_ns}".encode())
    return digest.hexdigest()


def recipe() -> bytes:
    """Return what tells one compiling code from another; just the version where it is frozen."""
    digest = sha256(__version__.encode())
    for name in _RECIPE:
        try:
            digest.update((_PACKAGE / name).read_bytes())
        except OSError:
            continue
    return digest.digest()
