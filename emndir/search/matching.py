"""Matching: which services each concept finds, and how well, through FTS5 and the vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log
from typing import Protocol

from emndir.domain.taxonomy import Taxonomy
from emndir.domain.vocabulary import ALL_SITES
from emndir.search.criteria import Facet
from emndir.search.index import COLUMNS
from emndir.search.lexicon import Lexicon, Term
from emndir.search.records import Records, bits_of, name_key, numbers_of
from emndir.search.understanding import Concept
from emndir.search.words import STOP_WORDS

WEIGHTS: Mapping[str, float] = {
    "name": 8.0,
    "former": 6.0,
    "organization": 3.0,
    "kind": 3.0,
    "needs": 4.0,
    "line": 2.0,
    "description": 1.5,
    "place": 2.0,
    "area": 1.0,
    "hours": 1.0,
    "terms": 0.3,
}
"""bm25 weights a column; docs/search.md says how they were chosen."""

_OWN_COLUMNS = tuple(column for column in COLUMNS if column != "terms")
_TYPED, _SAME, _BEGINS, _RELATED, _TERM, _ANY_SITE = 1.0, 0.85, 0.8, 0.5, 0.85, 0.15
"""How much a match counts: as typed, a synonym, a half-typed word, another word of the term,
the term itself, and "any cancer" where one cancer was asked for."""
_STRONG_COLUMNS = ("name", "former", "kind")
_ONLY_TEXT = 0.75
"""Share that is left of a match of one word where that word is a kind of service."""
_PERHAPS_THERE = 0.5
"""How much a hospital's name counts for its trust's services that do not say where they are."""
_LEAST = 0.45
"""Share that any match has; the rest depends on where and how often (bm25)."""
_TERMS_WIDENED = 3
"""Words of a term widen only where a phrase means no more terms than this."""

FACET_OF: Mapping[Taxonomy, Facet] = {
    Taxonomy.CANCER_SITE: Facet.CANCER_SITE,
    Taxonomy.SERVICE_TYPE: Facet.SERVICE_TYPE,
    Taxonomy.HELP_GROUP: Facet.HELP_GROUP,
    Taxonomy.PATHWAY_STAGE: Facet.STAGE,
    Taxonomy.AUDIENCE: Facet.AUDIENCE,
    Taxonomy.REFERRAL_ROUTE: Facet.REFERRAL_ROUTE,
    Taxonomy.DELIVERY: Facet.DELIVERY,
    Taxonomy.COST: Facet.COST,
}


class TextIndex(Protocol):
    """What answers a full-text question: row numbers and how well each matches (more is better)."""

    def match(self, expression: str) -> Mapping[int, float]:
        """Return the rows of an FTS5 expression."""

    def has(self, expression: str) -> bool:
        """Return True if any row matches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one concept found: how well it fits each service, up to 1, and how telling it is.

    `strong` are the services for which it is the thing meant, not only "any cancer".
    `is_where` is True for the name of a hospital or trust: it says where, not what.
    """

    concept: Concept
    fits: Mapping[int, float]
    bits: int
    strong: int
    weight: float

    is_where: bool = False

    @property
    def is_known(self) -> bool:
        """Return True if any service has it."""
        return bool(self.bits)


def quoted(words: Iterable[str]) -> str:
    """Return an FTS5 phrase; the words hold letters and digits only, so nothing escapes."""
    return '"' + " ".join(word.replace('"', "") for word in words) + '"'


def in_own_columns(expression: str) -> str:
    """Return an expression that leaves the vocabulary's words out."""
    return f"{{{' '.join(_OWN_COLUMNS)}}} : ({expression})"


def in_strong_columns(expression: str) -> str:
    """Return an expression for what a service is called: its names and its kind."""
    return f"{{{' '.join(_STRONG_COLUMNS)}}} : ({expression})"


class Matcher:
    """Matches concepts against one directory."""

    def __init__(self, index: TextIndex, records: Records, lexicon: Lexicon) -> None:
        self._index = index
        self._records = records
        self._lexicon = lexicon
        self._count = max(1, records.offered.bit_count())

    def is_known(self, word: str, *, is_open: bool = False) -> bool:
        """Return True if any service has a word, or one that begins with a half-typed one."""
        return self._index.has(_together([word], is_open=is_open))

    def offers(self, phrase: Iterable[str]) -> bool:
        """Return True if any service is called so, word for word."""
        return self._index.has(in_strong_columns(quoted(phrase)))

    def match(self, concept: Concept) -> Found:
        """Return what a concept finds among everything offered."""
        fits: dict[int, float] = {}
        words = [word for word in concept.tokens if word not in STOP_WORDS] or list(concept.tokens)
        self._add_text(fits, in_own_columns(_together(words)), _TYPED)
        if len(words) > 1 and concept.meaning:
            self._add_text(fits, in_own_columns(_all_of(words)), _RELATED)
        if concept.is_last:
            self._add_text(fits, in_own_columns(_together(words, is_open=True)), _BEGINS)
        if concept.meaning and concept.meaning.phrases:
            phrases = " OR ".join(_together(phrase.split()) for phrase in concept.meaning.phrases)
            self._add_text(fits, in_own_columns(phrases), _SAME)
        strong = bits_of(fits)
        if len(words) == 1 and any(term[0] is Taxonomy.SERVICE_TYPE for term in concept.terms):
            fits = {number: _ONLY_TEXT * fit for number, fit in fits.items()}
        strong |= self._add_terms(fits, concept)
        if not fits and not concept.meaning:
            self._add_text(fits, _together(words), _RELATED)
            strong = bits_of(fits)
        is_where = not concept.terms and self._records.where_words.issuperset(words)
        if is_where:
            perhaps = self._records.perhaps_at.get(name_key(" ".join(words)), 0)
            strong |= perhaps
            for number in numbers_of(perhaps):
                fits.setdefault(number, _PERHAPS_THERE)
        telling = strong.bit_count() or len(fits)
        weight = log(1 + self._count / max(1, telling))
        return Found(concept=concept, fits=fits, bits=bits_of(fits), strong=strong, weight=weight)

    def _add_text(self, fits: dict[int, float], expression: str, worth: float) -> None:
        found = self._index.match(expression)
        best = max(found.values(), default=0.0)
        for number, score in found.items():
            fit = worth * (_LEAST + (1 - _LEAST) * (score / best if best > 0 else 1.0))
            if fit > fits.get(number, 0.0):
                fits[number] = fit

    def _add_terms(self, fits: dict[int, float], concept: Concept) -> int:
        """Add the services that have a term; return those for which it is the thing meant."""
        strong = 0
        terms = concept.terms
        for term, weight in terms.items():
            bits = self._bits(term)
            strong |= bits
            for number in numbers_of(bits):
                fits[number] = max(fits.get(number, 0.0) + 0.15 * weight, _TERM * weight)
        if 0 < len(terms) <= _TERMS_WIDENED:
            self._add_related(fits, terms)
        if any(term[0] is Taxonomy.CANCER_SITE for term in terms):
            for number in numbers_of(self._bits((Taxonomy.CANCER_SITE, ALL_SITES))):
                fits[number] = max(fits.get(number, 0.0), _ANY_SITE)
        return strong

    def _add_related(self, fits: dict[int, float], terms: Mapping[Term, float]) -> None:
        phrases = [
            _together(phrase.split())
            for term in terms
            if term[0] in (Taxonomy.CANCER_SITE, Taxonomy.SERVICE_TYPE)
            for phrase in self._lexicon.words_of(term)
        ]
        if phrases:
            self._add_text(fits, in_own_columns(" OR ".join(phrases)), _RELATED)

    def _bits(self, term: Term) -> int:
        return self._records.bits.get(FACET_OF[term[0]], {}).get(term[1], 0)


def _together(words: Iterable[str], *, is_open: bool = False) -> str:
    """Return an expression for words that stand close together; the last may be half typed."""
    kept = [quoted([word]) for word in words]
    ending = " *" if is_open else ""
    if len(kept) == 1:
        return kept[0] + ending
    return f"NEAR({' '.join(kept)}{ending}, 4)"


def _all_of(words: Iterable[str]) -> str:
    return " AND ".join(quoted([word]) for word in words)
