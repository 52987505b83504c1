"""Translation: the fixed words of the sheets in one language, and what is wrong with them.

A file `phrases/<language>.toml` is one translation. English comes with the program and is the
measure of every other: the same keys, and in every wording the same places to be filled.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from string import Formatter

from emndir.domain.problems import Problem, Severity

ENGLISH = "en"
DIRECTIONS = ("ltr", "rtl")
"""Left to right, right to left: how a language is read."""
_ABOUT = "language"
"""The table that says what language it is; every other table holds wordings."""
_ABOUT_KEYS = ("name", "direction", "families")
_CODE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """The words of one language by their key ("call.team"), as its file says them.

    `name` is what the language calls itself, `direction` how it is read, and `families` are
    the letters that it is printed in before the usual ones. `path` is for sentences of error.
    """

    language: str
    path: str
    words: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
    direction: str = DIRECTIONS[0]
    families: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseFile:
    """A translation as a directory brings it: the text of its file, by its path in the data."""

    path: str
    text: str

    @property
    def language(self) -> str:
        """Return the code of its language, which is the name of the file."""
        return self.path.rpartition("/")[2].removesuffix(".toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class FontFile:
    """Letters for a translation, as a directory brings them, by their path in the data."""

    path: str
    content: bytes = field(repr=False)


def read_translation(path: str, content: bytes) -> tuple[Translation | None, tuple[Problem, ...]]:
    """Return the translation in a file, None where it is no TOML, and what is wrong in itself."""
    language = path.rpartition("/")[2].removesuffix(".toml")
    try:
        table = tomllib.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        return None, (_fault(path, "", f"This file cannot be read: {error}."),)
    faults = [] if _CODE.fullmatch(language) else [_fault(path, "", _NAME)]
    about = table.pop(_ABOUT, {})
    about = about if isinstance(about, dict) else {}
    faults += [
        _fault(path, f"{_ABOUT}.{key}", "This is not a key of the language’s own table.")
        for key in about
        if key not in _ABOUT_KEYS
    ]
    direction = about.get("direction", DIRECTIONS[0])
    if direction not in DIRECTIONS:
        message = f"The direction is “ltr” or “rtl”, not “{direction}”."
        faults.append(_fault(path, f"{_ABOUT}.direction", message))
        direction = DIRECTIONS[0]
    families = about.get("families", [])
    if not isinstance(families, list) or not all(isinstance(one, str) for one in families):
        message = 'The families are a list of names, such as ["Open Sans"].'
        faults.append(_fault(path, f"{_ABOUT}.families", message))
        families = []
    words: dict[str, str] = {}
    for key, value in _flat(table):
        if isinstance(value, str):
            words[key] = value
        else:
            faults.append(_fault(path, key, "A wording is text in quotation marks."))
    translation = Translation(
        language=language,
        path=path,
        words=words,
        name=str(about.get("name", language)),
        direction=direction,
        families=tuple(families),
    )
    return translation, tuple(faults)


_NAME = "A file of phrases has a language’s code for its name: pl.toml, pt-BR.toml."


def translation_faults(translation: Translation, english: Translation) -> tuple[Problem, ...]:
    """Return where a translation departs from English: keys and places missing or too many."""
    return tuple(_faults(translation, english))


def _faults(translation: Translation, english: Translation) -> Iterator[Problem]:
    path = translation.path
    for key, wording in english.words.items():
        if key not in translation.words:
            yield _fault(path, key, f"This wording is missing. In English: “{wording}”")
            continue
        said = translation.words[key]
        if not said.strip():
            yield _fault(path, key, "This wording is empty.")
            continue
        wanted, found = places_of(wording), places_of(said)
        if found is None:
            yield _fault(path, key, "A { or } stands alone; places are written {number}.")
        elif wanted != found:
            yield _fault(path, key, _places_differ(wanted or (), found))
    for key in translation.words:
        if key not in english.words:
            yield _fault(path, key, "English has no such wording.")


def _places_differ(wanted: tuple[str, ...], found: tuple[str, ...]) -> str:
    def shown(names: tuple[str, ...]) -> str:
        return ", ".join(f"{{{name}}}" for name in names) or "nothing"

    return f"English fills in {shown(wanted)}, this wording {shown(found)}."


def places_of(wording: str) -> tuple[str, ...] | None:
    """Return the names of the places to be filled, sorted; None for what cannot be read."""
    try:
        parts = list(Formatter().parse(wording))
    except ValueError:
        return None
    if any(format_ or conversion for _literal, _name, format_, conversion in parts):
        return None
    return tuple(sorted({name for _literal, name, *_ in parts if name is not None}))


def _flat(table: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def _fault(path: str, key: str, message: str) -> Problem:
    """Return a fault. It is a warning: it stops the printing in this language, not the rest."""
    return Problem(path=path, field=key, message=message, severity=Severity.WARNING)
