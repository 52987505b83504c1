"""The fixed words of a sheet, by the reader's language, and words with some of them bold.

The words stand in `resources/phrases/<language>.toml`, apart from the interface's: a Polish
patient is served by an English-speaking nurse.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from string import Formatter
from types import MappingProxyType

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
    """Every fixed wording of one language, by its key: "call.team"."""

    def __init__(self, language: str, table: Mapping[str, str]) -> None:
        self.language = language
        self._table = MappingProxyType(dict(table))

    @property
    def keys(self) -> tuple[str, ...]:
        """Return every key, in the order of the file."""
        return tuple(self._table)

    def but(self, others: Mapping[str, str]) -> Phrases:
        """Return the same wordings, some of them replaced."""
        return Phrases(self.language, {**self._table, **others})

    def template(self, key: str) -> str:
        """Return a wording as it stands in the file."""
        return self._table[key]

    def say(self, key: str, **values: str) -> str:
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
        if len(parts) < 2:
            return "".join(parts)
        return self.say("join.and", first=", ".join(parts[:-1]), last=parts[-1])


@cache
def phrases(language: str = "en") -> Phrases:
    """Return the wordings of a language, read once."""
    text = resource(f"phrases/{language}.toml").read_text(encoding="utf-8")
    return Phrases(language, dict(_flat(tomllib.loads(text))))


def _flat(table: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", str(value)
