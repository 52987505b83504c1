"""Translations that a directory brings: `phrases/<language>.toml`, and letters beside them.

The files are kept as they are, byte for byte, inside the compiled directory, so that they
are checked, replaced and rolled back with it. What is wrong in one is a warning: it stops
sheets in that language, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from emndir.domain.problems import Problem, Severity
from emndir.domain.translation import (
    ENGLISH,
    FontFile,
    PhraseFile,
    read_translation,
    translation_faults,
)
from emndir.runtime.resources import resource
from emndir.storage.text_files import FONT_ENDS, PHRASES_FOLDER

MOST_BYTES = 4_000_000
"""A font larger than this holds more scripts than one language needs."""


def parse_phrases(texts: Mapping[str, bytes]) -> tuple[PhraseFile, ...]:
    """Return the translations among a data folder's files that are text at all."""
    return tuple(_files(texts))


def parse_fonts(texts: Mapping[str, bytes]) -> tuple[FontFile, ...]:
    """Return the letters among a data folder's files, but those that are too large."""
    return tuple(
        FontFile(path=path, content=content)
        for path, content in texts.items()
        if _is_font(path) and len(content) <= MOST_BYTES
    )


def phrase_problems(texts: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """Return what is wrong in each translation, held against the program's own English."""
    paths = [path for path in texts if _is_ours(path)]
    if not any(path.startswith(_FOLDER) for path in texts):
        return ()
    own = f"{PHRASES_FOLDER}/{ENGLISH}.toml"
    english, _faults = read_translation(own, resource(own).read_bytes())
    found = [
        Problem(path=path, message=_TOO_LARGE, severity=Severity.WARNING)
        for path, content in texts.items()
        if _is_font(path) and len(content) > MOST_BYTES
    ]
    for path in paths:
        translation, faults = read_translation(path, texts[path])
        found += faults
        if translation is not None and english is not None:
            found += translation_faults(translation, english)
    return tuple(found)


def _files(texts: Mapping[str, bytes]) -> Iterator[PhraseFile]:
    for path, content in texts.items():
        if not _is_ours(path):
            continue
        try:
            yield PhraseFile(path=path, text=content.decode("utf-8"))
        except UnicodeDecodeError:
            continue  # `phrase_problems` says so


def _is_ours(path: str) -> bool:
    return path.startswith(_FOLDER) and path.endswith(".toml")


def _is_font(path: str) -> bool:
    return path.startswith(_FOLDER) and path.endswith(FONT_ENDS)


_FOLDER = f"{PHRASES_FOLDER}/"
_TOO_LARGE = (
    f"This font is larger than {MOST_BYTES // 1_000_000} MB, so it is left out: "
    "take one that has the script of this language."
)
