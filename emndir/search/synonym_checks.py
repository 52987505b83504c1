"""Checking the synonyms: what in `resources/synonyms` is wrong, or can find nothing."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from emndir.domain.directory import Directory
from emndir.domain.errors import DataFaultError
from emndir.domain.problems import Problem, Severity
from emndir.domain.service import Service
from emndir.domain.taxonomy import Taxonomy, Vocabulary
from emndir.search.synonyms import load_synonyms_file
from emndir.search.words import STOP_WORDS, fold, stem

FOLDER = "synonyms"
"""How the folder is called in problems."""
SENTENCE_AT_MOST = 20
"""Words of a sentence above the results of danger words."""

_LISTS = {
    "same": ("words",),
    "asks": ("words", "means", "terms"),
    "misspelt": ("words",),
    "elsewhere": ("words",),
    "modifier": ("words",),
    "danger": ("words", "say"),
}
_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """One table of one file: `kind` is "asks", "elsewhere" and so on."""

    file: Path
    kind: str
    table: Mapping[str, Any]

    @property
    def words(self) -> tuple[str, ...]:
        """Return its phrases."""
        return tuple(self.table.get("words", ()))


def check_synonyms(folder: Path, directory: Directory) -> list[Problem]:
    """Return what is wrong in every `*.toml` of a folder, and what can find nothing.

    Errors: a file that cannot be read, a term that the vocabulary lacks, an empty list, a table
    that says nothing, a phrase that one table lists as a need elsewhere and another (or the
    vocabulary) as a need of this directory. Warnings: words that can find nothing here, and
    sentences that are too long.
    """
    problems: list[Problem] = []
    entries: list[_Entry] = []
    soft: set[str] = set()
    for file in sorted(folder.glob("*.toml")):
        try:
            synonyms = load_synonyms_file(file)
        except DataFaultError as error:
            problems.append(Problem(path=f"{FOLDER}/{file.name}", message=str(error)))
            continue
        soft |= synonyms.soft
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        entries += [_Entry(file, kind, item) for kind in _LISTS for item in table.get(kind, ())]
    for entry in entries:
        problems += _faults_of(entry, directory.vocabulary)
    problems += _contradictions(entries, soft, directory.vocabulary)
    problems += _without_use(entries, directory)
    return problems


def _problem(
    entry: _Entry, phrase: str, message: str, severity: Severity = Severity.ERROR
) -> Problem:
    return Problem(
        path=f"{FOLDER}/{entry.file.name}",
        record=phrase,
        field=entry.kind,
        message=message,
        severity=severity,
        line=_line_of(entry.file, phrase),
    )


def _line_of(file: Path, phrase: str) -> int:
    """Return the first line that holds a phrase in quotes, or 0."""
    lines = file.read_text(encoding="utf-8").splitlines()
    wanted = (f'"{phrase}"', f"'{phrase}'")
    found = (at for at, line in enumerate(lines, 1) if any(one in line for one in wanted))
    return next(found, 0) if phrase else 0


def _faults_of_first(entry: _Entry, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Yield the terms of what comes first in an emergency that the vocabulary lacks."""
    known = {one.value for one in Taxonomy}
    for written in entry.table.get("first", ()):
        taxonomy, _, code = written.partition("/")
        if code and (taxonomy not in known or not vocabulary.find(Taxonomy(taxonomy), code)):
            yield _problem(entry, written, f"The vocabulary has no term “{written}”.")


def _faults_of(entry: _Entry, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Return what is wrong with one table by itself."""
    first = next(iter(entry.words), "")
    for key in _LISTS[entry.kind]:
        if key in entry.table and not entry.table[key]:
            yield _problem(entry, first, f"“{key}” is empty: fill it or take it out.")
        if any(not fold(phrase) for phrase in entry.table.get(key, ())):
            yield _problem(entry, first, f"“{key}” has a phrase without a word.")
    if entry.kind == "asks":
        if "means" not in entry.table and "terms" not in entry.table:
            yield _problem(entry, first, "This table has neither “means” nor “terms”.")
        for written in entry.table.get("terms", ()):
            taxonomy, _, code = written.partition("/")
            if vocabulary.find(Taxonomy(taxonomy), code) is None:
                yield _problem(entry, written, f"The vocabulary has no term “{written}”.")
    yield from _faults_of_first(entry, vocabulary)
    if entry.kind == "same" and len(set(map(fold, entry.words))) == 1:
        yield _problem(entry, first, "One phrase alone is the same as nothing: add another.")
    for sentence in entry.table.get("say", ()) if entry.kind == "danger" else ():
        if len(sentence.split()) > SENTENCE_AT_MOST:
            message = f"This sentence has more than {SENTENCE_AT_MOST} words."
            yield _problem(entry, sentence, message, Severity.WARNING)


def _contradictions(
    entries: Iterable[_Entry], soft: set[str], vocabulary: Vocabulary
) -> Iterator[Problem]:
    """Return phrases that are said to be listed elsewhere and to be looked for here."""
    here: dict[_Key, str] = {}
    for term in vocabulary.terms:
        if term.taxonomy is not Taxonomy.ORGANIZATION_TYPE:
            for phrase in term.words:
                here.setdefault(_key(phrase), f"a word of “{term.label}”")
    for entry in entries:
        if entry.kind in ("same", "asks"):
            for phrase in entry.words:
                here.setdefault(_key(phrase), f"in {entry.file.name} under “{entry.kind}”")
    for entry in entries:
        if entry.kind == "elsewhere":
            for phrase in entry.words:
                also = "a soft word" if fold(phrase) in soft else here.get(_key(phrase))
                if also:
                    yield _problem(
                        entry, phrase, f"This is a need elsewhere here, and also {also}."
                    )


def _without_use(entries: Iterable[_Entry], directory: Directory) -> Iterator[Problem]:
    """Return tables whose words and meanings stand in no record and mean no term."""
    known = _words_of(directory)
    meant = {
        _key(phrase)
        for term in directory.vocabulary.terms
        if term.taxonomy is not Taxonomy.ORGANIZATION_TYPE
        for phrase in term.words
    }

    def finds(phrase: str) -> bool:
        return _key(phrase) in meant or all(word in known for word in _meaningful(phrase))

    for entry in entries:
        if entry.kind not in ("same", "asks") or entry.table.get("terms"):
            continue
        phrases = (*entry.words, *entry.table.get("means", ()))
        if phrases and not any(map(finds, phrases)):
            message = "No record has these words and they mean no term, so they find nothing."
            yield _problem(entry, phrases[0], message, Severity.WARNING)


def _words_of(directory: Directory) -> frozenset[str]:
    """Return stems of every word that services, places and organisations are described in."""
    texts: list[str] = []
    for service in directory.services:
        texts += _texts_of(service)
    for place in directory.locations:
        texts += [place.name, *place.former_names]
    for body in directory.organizations:
        texts += [body.name, *body.former_names]
    return frozenset(stem(word) for text in texts for word in fold(text).split())


def _texts_of(service: Service) -> tuple[str, ...]:
    return (
        service.name,
        service.plain_name,
        service.plain_line,
        service.description,
        *service.needs,
        *service.former_names,
    )


def _meaningful(phrase: str) -> tuple[str, ...]:
    words = fold(phrase).split()
    return tuple(stem(word) for word in words if word not in STOP_WORDS) or _key(phrase)


def _key(phrase: str) -> _Key:
    return tuple(map(stem, fold(phrase).split()))
