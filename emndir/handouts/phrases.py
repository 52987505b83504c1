"""The fixed words of a sheet, by the reader's language, and words with some of them bold.

The words stand in `resources/phrases/<language>.toml`, apart from the interface's: a Polish
patient is served by an English-speaking nurse. A directory can bring more languages; how they
are written is in docs/translations.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from string import Formatter
from types import MappingProxyType

from emndir.domain.errors import HandoutError
from emndir.domain.problems import Problem, Severity
from emndir.domain.provenance import PartialDate
from emndir.domain.translation import (
    DIRECTIONS,
    ENGLISH,
    FontFile,
    PhraseFile,
    Translation,
    read_translation,
    translation_faults,
)
from emndir.domain.wordings import listed
from emndir.handouts.families import bring
from emndir.handouts.letters import in_words, missing_letters, unknown_families
from emndir.runtime.resources import resource


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text that is bold or not: the only emphasis a sheet knows.

    `link` is where it leads in a file, "" for nowhere; on paper nothing shows it.
    """

    text: str
    strong: bool = False
    link: str = ""


Words = tuple[Run, ...]


def plain(words: Words) -> str:
    """Return the text of some words without their emphasis."""
    return "".join(run.text for run in words)


def spaced(*parts: Words) -> Words:
    """Return several phrases one after the other, a space between, empty ones left out."""
    joined: list[Run] = []
    for part in parts:
        if not plain(part):
            continue
        if joined:
            joined.append(Run(" "))
        joined.extend(part)
    return tuple(joined)


class Phrases:
    """Every fixed wording of one language, by its key: "call.team".

    `direction` is "ltr" or "rtl"; `families` are letters that come before the usual ones.
    """

    def __init__(
        self,
        language: str,
        table: Mapping[str, str],
        *,
        direction: str = DIRECTIONS[0],
        families: tuple[str, ...] = (),
    ) -> None:
        self.language = language
        self.direction = direction
        self.families = families
        self._table = MappingProxyType(dict(table))

    @classmethod
    def of(cls, translation: Translation) -> Phrases:
        """Return the wordings of a translation, held against English and against the letters.

        Raises:
            HandoutError: naming the file and the key, for a wording that is missing, fills in
                other places than English, or has a letter that cannot be printed.
        """
        faults = phrase_faults(translation)
        if faults:
            raise _not_usable(translation.path, faults)
        return cls(
            translation.language,
            translation.words,
            direction=translation.direction,
            families=translation.families,
        )

    @property
    def keys(self) -> tuple[str, ...]:
        """Return every key, in the order of the file."""
        return tuple(self._table)

    def but(self, others: Mapping[str, str]) -> Phrases:
        """Return the same wordings, some of them replaced."""
        return Phrases(
            self.language,
            {**self._table, **others},
            direction=self.direction,
            families=self.families,
        )

    def template(self, key: str) -> str:
        """Return a wording as it stands in the file."""
        return self._table[key]

    def say(self, key: str, /, **values: str) -> str:
        """Return a wording with its places filled; values are never read as templates."""
        return plain(self.words(key, **values))

    def words(self, key: str, **values: str | Run) -> Words:
        """Return a wording as runs, so that a filled place can be bold."""
        runs: list[Run] = []
        for literal, name, _format, _conversion in Formatter().parse(self._table[key]):
            if literal:
                runs.append(Run(literal))
            if name is not None:
                value = values[name]
                runs.append(value if isinstance(value, Run) else Run(value))
        return tuple(runs)

    def listed(self, parts: list[str]) -> str:
        """Return "a", "a and b" or "a, b and c"."""
        return listed(parts, self)

    def date(self, day: date | PartialDate) -> str:
        """Return "2024", "July 2024" or "19 July 2024", unbroken."""
        partial = day if isinstance(day, PartialDate) else PartialDate.of(day)
        return partial.words_in(self)


@cache
def _read(language: str) -> Phrases:
    path = f"phrases/{language}.toml"
    try:
        content = resource(path).read_bytes()
    except OSError:
        raise HandoutError(
            f"There are no words for sheets in the language “{language}”.",
            "Choose English, or add a translation: docs/translations.md says how.",
        ) from None
    translation, faults = read_translation(path, content)
    if translation is None or faults:
        raise _not_usable(path, faults)
    if language == ENGLISH:  # the measure; tests hold it against the code and the letters
        return Phrases(language, translation.words)
    return Phrases.of(translation)


def phrases(language: str | Phrases = ENGLISH) -> Phrases:
    """Return the wordings of a language that comes with the program, read once.

    Wordings that a directory brought are returned as they are: whoever makes a sheet takes either.

    Raises:
        HandoutError: for a language that is not there, and for one with a fault, naming file
            and key.
    """
    return language if isinstance(language, Phrases) else _read(language)


def brought(file: PhraseFile, fonts: Iterable[FontFile] = ()) -> Phrases:
    """Return the wordings of a translation that a directory brings, with the letters beside it.

    English is the program's: a file that says otherwise is not read.

    Raises:
        HandoutError: naming file and key, for one with a fault.
    """
    if file.language == ENGLISH:
        return _read(ENGLISH)
    bring(fonts)
    translation, faults = read_translation(file.path, file.text.encode())
    if translation is None or faults:
        raise _not_usable(file.path, faults)
    return Phrases.of(translation)


def languages() -> tuple[str, ...]:
    """Return the codes of the languages that come with the program, English first."""
    codes = sorted(path.stem for path in resource("phrases").glob("*.toml"))
    return (ENGLISH, *(code for code in codes if code != ENGLISH))


def language_names(files: Iterable[PhraseFile] = ()) -> dict[str, str]:
    """Return what each language calls itself, by its code, English first.

    `files` are those that a directory brings; a language that does not say is called by its code.
    """
    others = (code for code in languages() if code != ENGLISH)
    own = ((f"{code}.toml", resource(f"phrases/{code}.toml").read_bytes()) for code in others)
    theirs = ((file.path, file.text.encode()) for file in files if file.language != ENGLISH)
    names = {ENGLISH: "English"}
    for path, content in (*own, *sorted(theirs)):
        translation, _faults = read_translation(path, content)
        if translation is not None:
            known = names.get(translation.language, translation.language)
            names[translation.language] = translation.name or known
    return names


def phrase_faults(translation: Translation) -> tuple[Problem, ...]:
    """Return where a translation departs from English, and what of it cannot be printed."""
    said = _read(ENGLISH)
    english = Translation(
        language=ENGLISH, path="", words={key: said.template(key) for key in said.keys}
    )
    return (*translation_faults(translation, english), *_letter_faults(translation))


def letter_faults(files: Iterable[PhraseFile], fonts: Iterable[FontFile] = ()) -> list[Problem]:
    """Return what of a directory's translations cannot be printed, by file and key.

    A font that cannot be used is named first, since letters will be missing with it.
    """
    found = [_warning(path, "", message) for path, message in bring(fonts).items()]
    read = (read_translation(file.path, file.text.encode())[0] for file in files)
    return found + [fault for one in read if one is not None for fault in _letter_faults(one)]


def _letter_faults(translation: Translation) -> Iterator[Problem]:
    unknown = unknown_families(translation.families)
    for family in unknown:
        message = (
            "No letters, regular and bold, that come with the program or lie beside this file "
            f"are called “{family}”."
        )
        yield _warning(translation.path, "language.families", message)
    for key, wording in translation.words.items():
        lacking = () if unknown else missing_letters(wording, translation.families)
        if lacking:
            message = f"The letters for printing lack {in_words(lacking)}."
            yield _warning(translation.path, key, message)


def _warning(path: str, key: str, message: str) -> Problem:
    return Problem(path=path, field=key, message=message, severity=Severity.WARNING)


def _not_usable(path: str, faults: tuple[Problem, ...]) -> HandoutError:
    first, more = faults[0], len(faults) - 1
    where = f" “{first.field}”:" if first.field else ""
    others = f" {more} more of its wordings have a fault." if more else ""
    return HandoutError(
        f"The words in {path} cannot be used.{where} {first.message}{others}",
        "Choose English, or have the translation put right: `emndir check` lists every fault.",
    )
