"""Names: whether the typed words are a record's own name, or hold it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from emndir.domain.taxonomy import Taxonomy
from emndir.search.records import Record
from emndir.search.understanding import Concept, Understanding
from emndir.search.words import STOP_WORDS, stem

_EVERYDAY = frozenset(
    map(
        stem,
        (
            "hospital",
            "infirmary",
            "hospice",
            "centre",
            "clinic",
            "unit",
            "ward",
            "trust",
            "nhs",
            "group",
        ),
    )
)
"""Words that people leave out of a name: Chesterfield Royal, Kings Mill."""
_READ_AS_KINDS = frozenset({Taxonomy.CANCER_SITE, Taxonomy.SERVICE_TYPE, Taxonomy.HELP_GROUP})
_BY_ORGANIZATION, _LEAST = 0.4, 0.4
_ONLY_KINDS = 0.1
"""Share that is left of a fit where the words are no more than a kind of help or a cancer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameFit:
    """How the typed words stand to a name.

    `share` is up to 1: all typed words are in the name, and how much of it they are.
    `is_exact`: they are the name, but for "hospital" and the like.
    `is_held`: the whole name is among them, with other words.
    `is_of_body`: they name the body that runs it (not only somebody it is called after).
    """

    share: float = 0.0
    is_exact: bool = False
    is_held: bool = False
    is_of_body: bool = False


NO_FIT = NameFit()


class NameMatcher:
    """Holds the typed words against the names of records."""

    def __init__(self, understanding: Understanding, ordinary: Iterable[str] = ()) -> None:
        meant = [token.text for token in understanding.tokens if not token.is_stop]
        self._typed = frozenset(stem(word) for word in meant)
        concepts = understanding.concepts
        is_open = bool(concepts) and concepts[-1].is_last and bool(meant)
        self._half = stem(meant[-1]) if is_open else ""
        self._core = self._typed - _EVERYDAY
        self._own = frozenset(
            stem(word)
            for concept in concepts
            if _is_distinctive(concept)
            for word in concept.tokens
            if word not in STOP_WORDS and word not in ordinary
        )
        self._only_kinds = not self._own
        self._fits: dict[int, NameFit] = {}

    @property
    def asks_a_name(self) -> bool:
        """Return True if any word is neither a kind of help nor a place."""
        return bool(self._own)

    def fit(self, record: Record) -> NameFit:
        """Return how the typed words stand to a record's names."""
        known = self._fits.get(record.number)
        if known is None:
            known = self._fits[record.number] = self._fit(record) if self._typed else NO_FIT
        return known

    def _fit(self, record: Record) -> NameFit:
        best, is_exact, is_held = 0.0, False, False
        for alias in record.aliases:
            core = alias - _EVERYDAY
            shortened = bool(core & self._own) and core == self._core and self._typed <= alias
            is_exact |= shortened or alias == self._typed
            is_held |= bool(core & self._own) and core <= self._typed
            if self._is_within(alias):
                best = max(best, _LEAST + (1 - _LEAST) * len(self._typed) / max(1, len(alias)))
        if is_exact:
            best = 1.0
        elif not best and self._typed <= record.own_words:
            best = _BY_ORGANIZATION
        if self._only_kinds and not is_exact:
            best *= _ONLY_KINDS
        if not (best or is_held):
            return NO_FIT
        return NameFit(
            share=min(1.0, best),
            is_exact=is_exact,
            is_held=is_held,
            is_of_body=bool(self._own) and self._typed <= record.body_words,
        )

    def _is_within(self, alias: frozenset[str]) -> bool:
        """Return True if all typed words are in a name; the last may be half typed."""
        if self._typed <= alias:
            return True
        half = self._half
        if not half or half in alias or not self._typed - {half} <= alias:
            return False
        return any(word.startswith(half) for word in alias)

    def is_named(self, record: Record) -> bool:
        """Return True if a record's whole name was typed, alone or with other words."""
        fit = self.fit(record)
        return fit.is_exact or fit.is_held

    def is_asked_after(self, record: Record) -> bool:
        """Return True if what became of a closed or planned record is asked: its name was typed.

        One word that it shares with others is not enough, most of its name is.
        """
        fit = self.fit(record)
        whole = any(
            len(alias - _EVERYDAY) > 1 and alias - _EVERYDAY <= self._typed
            for alias in record.aliases
        )
        within = self.asks_a_name and any(
            self._is_within(alias) and self._own & alias for alias in record.aliases
        )
        return fit.is_exact or whole or within or self._most_of(record)

    def _most_of(self, record: Record) -> bool:
        return any(
            len(self._typed) > 1 and self._typed <= alias and len(self._typed) >= _MOST * len(alias)
            for alias in record.aliases
        )

    def is_asked_for(self, record: Record) -> bool:
        """Return True if a record's own name was typed, or begun, or part of it."""
        if self.is_named(record):
            return True
        return self.asks_a_name and any(
            self._is_within(alias) and self._own & alias for alias in record.aliases
        )


_MOST = 0.8
"""Share of a name that must be typed where none of its words stands for it alone."""


def _is_distinctive(concept: Concept) -> bool:
    """Return True for words that are no place, no kind of help and no small change."""
    if concept.is_place or not concept.is_required:
        return False
    return not any(taxonomy in _READ_AS_KINDS for taxonomy, _code in concept.terms)
