"""Synonyms: what people say, and what is meant, from plain files that an office can edit.

Every file in `resources/synonyms` may hold these tables:

`[[same]]`       `words`: phrases that mean the same; each finds the others.
`[[asks]]`       `words` people type; `means`: phrases to look for as well; `terms`: codes of the
                 vocabulary as "service-types/transport"; `strong` false where it only widens.
`[[misspelt]]`   `words` that are real words or sound alike, and `means`, one word.
`[[elsewhere]]`  `words`: needs that such a directory does not list; `say`: where to turn.
`[[modifier]]`   `words` that say how, when, where or for whom ("evening", "at home"): `read_as` one of
                 `results.ReadAs`, `code` and `label` of what is shown. They rank, never exclude;
                 `is_searched` false where the directory's own text does not hold such words.
`[[danger]]`     `words` that may mean an emergency; `heading` and `say`, fixed sentences that stand
                 first. Small words may stand between the words of a phrase, and their order is free.
                 `first`: the services that come first, as terms or phrases.
`soft`           words that name no need: they may help to rank, never exclude.
`ordinary`       place names that are everyday words: a place only after "in", "near", "from".
`real`           real words that stand in no directory and are spelled nearly like one that does:
                 they are never corrected.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from emndir.domain.errors import DataFaultError
from emndir.domain.taxonomy import Taxonomy
from emndir.search.results import ReadAs

_KEYS = {"same", "asks", "misspelt", "elsewhere", "modifier", "danger", "soft", "ordinary", "real"}


@dataclass(frozen=True, slots=True)
class Asks:
    """What people type, what to look for as well, and which terms are meant."""

    words: tuple[str, ...]
    means: tuple[str, ...] = ()
    terms: tuple[tuple[Taxonomy, str], ...] = ()
    strong: bool = True


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Needs that are not listed here, and a sentence that says where to turn."""

    words: tuple[str, ...]
    say: str


@dataclass(frozen=True, slots=True)
class Modifier:
    """Words that say how, when, where or for whom, and what is shown as understood."""

    words: tuple[str, ...]
    read_as: ReadAs
    code: str
    label: str
    is_searched: bool = True


@dataclass(frozen=True, slots=True)
class DangerWords:
    """Words that may mean an emergency, and the fixed sentences that stand first.

    `first` are the services that come first: terms ("service-types/acute-oncology") or phrases.
    """

    words: tuple[str, ...]
    heading: str
    sentences: tuple[str, ...]
    first: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Synonyms:
    """All files of a folder together."""

    same: tuple[tuple[str, ...], ...] = ()
    asks: tuple[Asks, ...] = ()
    misspelt: tuple[tuple[str, str], ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    soft: frozenset[str] = frozenset()
    ordinary: frozenset[str] = frozenset()
    modifiers: tuple[Modifier, ...] = ()
    danger: tuple[DangerWords, ...] = ()
    real: frozenset[str] = frozenset()


def load_synonyms(folder: Path) -> Synonyms:
    """Read every `*.toml` of a folder, in order of name; a folder that is missing has none.

    Raises:
        DataFaultError: for a file or table that cannot be read, in one sentence.
    """
    parts = [load_synonyms_file(file) for file in sorted(folder.glob("*.toml"))]
    return Synonyms(
        same=tuple(item for part in parts for item in part.same),
        asks=tuple(item for part in parts for item in part.asks),
        misspelt=tuple(item for part in parts for item in part.misspelt),
        elsewhere=tuple(item for part in parts for item in part.elsewhere),
        soft=frozenset(item for part in parts for item in part.soft),
        ordinary=frozenset(item for part in parts for item in part.ordinary),
        modifiers=tuple(item for part in parts for item in part.modifiers),
        danger=tuple(item for part in parts for item in part.danger),
        real=frozenset(item for part in parts for item in part.real),
    )


def load_synonyms_file(file: Path) -> Synonyms:
    """Read one file.

    Raises:
        DataFaultError: where it cannot be read, in one sentence.
    """
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataFaultError(f"{file.name} cannot be read.", str(error)) from error
    unknown = sorted(set(table) - _KEYS)
    if unknown:
        raise DataFaultError(f"{file.name} has a part “{unknown[0]}” that is not known.")
    try:
        return Synonyms(
            same=tuple(_phrases(item, "words") for item in table.get("same", ())),
            asks=tuple(_asks(item) for item in table.get("asks", ())),
            misspelt=tuple(
                (typed, str(item["means"]))
                for item in table.get("misspelt", ())
                for typed in _phrases(item, "words")
            ),
            elsewhere=tuple(
                Elsewhere(_phrases(item, "words"), str(item["say"]))
                for item in table.get("elsewhere", ())
            ),
            soft=frozenset(_words(table.get("soft", ()))),
            ordinary=frozenset(_words(table.get("ordinary", ()))),
            modifiers=tuple(_modifier(item) for item in table.get("modifier", ())),
            danger=tuple(_danger(item) for item in table.get("danger", ())),
            real=frozenset(_words(table.get("real", ()))),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DataFaultError(
            f"{file.name} has a table that cannot be read.", f"({error})"
        ) from error


def _phrases(item: Mapping[str, Any], key: str) -> tuple[str, ...]:
    phrases = item[key]
    if not isinstance(phrases, list) or not all(isinstance(phrase, str) for phrase in phrases):
        raise TypeError(f"“{key}” is no list of phrases")
    return tuple(phrases)


def _words(lines: Iterable[str]) -> Iterable[str]:
    return (word for line in lines for word in line.split())


def _asks(item: Mapping[str, Any]) -> Asks:
    means = _phrases(item, "means") if "means" in item else ()
    terms = _phrases(item, "terms") if "terms" in item else ()
    return Asks(
        words=_phrases(item, "words"),
        means=means,
        terms=tuple(_term(written) for written in terms),
        strong=bool(item.get("strong", True)),
    )


def _modifier(item: Mapping[str, Any]) -> Modifier:
    return Modifier(
        words=_phrases(item, "words"),
        read_as=ReadAs(item["read_as"]),
        code=str(item["code"]),
        label=str(item["label"]),
        is_searched=bool(item.get("is_searched", True)),
    )


def _danger(item: Mapping[str, Any]) -> DangerWords:
    return DangerWords(
        words=_phrases(item, "words"),
        heading=str(item["heading"]),
        sentences=_phrases(item, "say"),
        first=_phrases(item, "first") if "first" in item else (),
    )


def _term(written: str) -> tuple[Taxonomy, str]:
    taxonomy, _, code = written.partition("/")
    if not code:
        raise ValueError(f"“{written}” is no term such as service-types/transport")
    return Taxonomy(taxonomy), code
