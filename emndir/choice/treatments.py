"""Special treatments that a record names: a table in `resources/choice`, for an editor."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from emndir.runtime.resources import resource

_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_NOT_HERE = re.compile(
    r"\b(not|no longer|never|without|elsewhere|instead of|used to|until|closed|planned|is at|are at|listed at)\b",
    re.IGNORECASE,
)
"""What a sentence says that denies a treatment, or tells of another time or place."""


@dataclass(frozen=True, slots=True)
class Treatment:
    """A treatment that not every centre gives: its code, what it is called, and its words."""

    code: str
    label: str
    words: tuple[str, ...]

    def is_named(self, sentence: str) -> bool:
        """Return True if a sentence has one of its words, whole."""
        spaced = f" {_plain(sentence)} "
        return any(f" {_plain(word)} " in spaced for word in self.words)


@cache
def treatments() -> tuple[Treatment, ...]:
    """Return the table, in its order.

    Raises:
        KeyError, ValueError: for a row that lacks a field, and for a code that stands twice.
    """
    rows = tomllib.loads(resource("choice/treatments.toml").read_text(encoding="utf-8"))
    found = tuple(
        Treatment(str(row["code"]), str(row["label"]), tuple(map(str, row["words"])))
        for row in rows["treatment"]
    )
    if len({one.code for one in found}) != len(found):
        raise ValueError("choice/treatments.toml: a code stands twice")
    return found


def treatments_named(texts: Iterable[str]) -> tuple[Treatment, ...]:
    """Return the treatments that some texts of a record name, in the order of the table.

    A sentence that says what is not given, or what is given elsewhere, names none.
    """
    sentences = [
        sentence
        for text in texts
        for sentence in _SENTENCE.split(text)
        if not _NOT_HERE.search(sentence)
    ]
    return tuple(one for one in treatments() if any(map(one.is_named, sentences)))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[\w'’-]+", text.casefold()))
