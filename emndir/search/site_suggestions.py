"""Suggestions of cancers alone, by any word people have for them; without words all of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from emndir.domain.taxonomy import Taxonomy
from emndir.domain.vocabulary import ALL_SITES
from emndir.search.suggestion import Suggestion, SuggestionKind

if TYPE_CHECKING:
    from emndir.domain.taxonomy import TaxonomyTerm, Vocabulary

_CANCER = "Cancer"
_WORDS = re.compile(r"[^\W_]+")


def suggest_sites(vocabulary: Vocabulary, typed: str) -> tuple[Suggestion, ...]:
    """Return the cancers that typed letters begin a word of: names first, then other words.

    A word that is no part of the name stands behind it: "Oesophagus and stomach (gullet)".
    """
    wanted = typed.casefold().split()
    found = [
        (rank, suggestion)
        for term in vocabulary.of(Taxonomy.CANCER_SITE)
        if term.code != ALL_SITES
        for rank, suggestion in _of(term, wanted)
    ]
    return tuple(suggestion for _rank, suggestion in sorted(found, key=lambda one: one[0]))


def _of(term: TaxonomyTerm, wanted: list[str]) -> list[tuple[int, Suggestion]]:
    if _begins(term.label, wanted):
        return [(0, _suggestion(term, ""))]
    words = (term.patient_label, *term.words)
    other = next((word for word in words if word and _begins(word, wanted)), "")
    return [(1, _suggestion(term, other))] if other else []


def _begins(name: str, wanted: list[str]) -> bool:
    """Return True if each typed word begins a word of a name."""
    words = _WORDS.findall(name.casefold())
    return all(any(word.startswith(one) for word in words) for one in wanted)


def _suggestion(term: TaxonomyTerm, other: str) -> Suggestion:
    name = term.label[:1].upper() + term.label[1:]
    return Suggestion(
        kind=SuggestionKind.TERM,
        text=f"{name} ({other})" if other else name,
        detail=_CANCER,
        insert=name,
        code=term.code,
    )
