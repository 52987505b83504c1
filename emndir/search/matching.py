"""Matching: which services each concept finds, and how well, by words and by vocabulary."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log
from threading import Lock

import numpy as np

from emndir.domain.taxonomy import Taxonomy, Vocabulary
from emndir.domain.vocabulary import ALL_SITES
from emndir.search.columns import Bools, Floats, Rows
from emndir.search.criteria import Facet
from emndir.search.facets import FacetCounter
from emndir.search.lexicon import SEARCHED_BY_WORDS, Lexicon, Term
from emndir.search.namewords import name_key
from emndir.search.records import Records
from emndir.search.stems import porter
from emndir.search.textindex import Matches, TextIndex
from emndir.search.understanding import Concept
from emndir.search.words import STOP_WORDS, fold

_TYPED, _SAME, _BEGINS, _RELATED, _TERM, _ANY_SITE = 1.0, 0.85, 0.8, 0.65, 0.85, 0.15
"""How much a match counts: as typed, a synonym, a half-typed word, another word of the term,
the term itself, and "any cancer" where one cancer was asked for."""
_ONLY_TEXT = 0.85
"""Share that is left of a match of one word where that word is a kind of service."""
_PERHAPS_THERE = 0.5
"""How much a hospital's name counts for its trust's services that do not say where they are."""
_LEAST = 0.45
"""Share that any match has; the rest depends on where and how often (bm25)."""
_TERM_MORE = 0.15
"""What a term adds to a match of the words as well."""
_TERMS_WIDENED = 3
"""Words of a term widen only where a phrase means no more terms than this."""
_KEPT_BYTES, _KEPT_AT_LEAST, _KEPT_AT_MOST = 96_000_000, 64, 256
"""Concepts that were matched are kept up to this size, for the next key press asks most of them
again: so many of them at least and at most. In memory only, until `forget`."""
_PHRASES_KEPT = 512
"""Lists of phrases of the vocabulary and the synonyms whose rows are kept."""

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


@dataclass(frozen=True, slots=True)
class _Match:
    """What the words and terms of a concept found, for every row."""

    fits: Floats
    bits: Bools
    strong: Bools
    weight: float
    is_where: bool
    strong_count: int
    is_known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one concept found: how well it fits each service, up to 1, and how telling it is.

    `strong` are the services for which it is the thing meant, not only "any cancer".
    `is_where` is True for the name of a hospital or trust: it says where, not what.
    """

    concept: Concept
    fits: Floats
    bits: Bools
    strong: Bools
    weight: float
    strong_count: int
    is_known: bool
    is_where: bool = False


class Matcher:
    """Matches concepts against one directory."""

    def __init__(
        self,
        index: TextIndex,
        records: Records,
        facets: FacetCounter,
        lexicon: Lexicon,
        bodies: Mapping[frozenset[str], int],
    ) -> None:
        """Ask one directory; `bodies` says to which body each known hospital belongs, by name."""
        self._index = index
        self._records = records
        self._facets = facets
        self._lexicon = lexicon
        self._bodies = bodies
        self._count = max(1, records.offered_count)
        self._term_words = _term_words(lexicon.vocabulary)
        self._kept: OrderedDict[object, _Match] = OrderedDict()
        fitting = _KEPT_BYTES // (6 * max(1, records.count))
        self._kept_at_most = min(_KEPT_AT_MOST, max(_KEPT_AT_LEAST, fitting))
        self._lock = Lock()
        self._forgotten = 0
        self._any_of = lru_cache(maxsize=_PHRASES_KEPT)(self._find_any)

    def forget(self) -> None:
        """Forget what was asked."""
        with self._lock:
            self._kept.clear()
            self._forgotten += 1
        self._any_of.cache_clear()
        self._index.forget()

    def is_known(self, word: str, *, is_open: bool = False) -> bool:
        """Return True if any service has a word, or one that begins with a half-typed one."""
        if self._index.has(word, is_open=is_open) or porter(word) in self._term_words:
            return True
        return is_open and any(stem.startswith(word) for stem in self._term_words)

    def offers(self, phrase: Iterable[str]) -> bool:
        """Return True if any service is called so, word for word."""
        return self._index.calls_itself(tuple(phrase))

    def match(self, concept: Concept) -> Found:
        """Return what a concept finds among everything offered."""
        key = (concept.tokens, concept.is_last, id(concept.meaning))
        with self._lock:
            since = self._forgotten
            match = self._kept.get(key)
            if match is not None:
                self._kept.move_to_end(key)
        if match is None:
            match = self._match(concept)
            with self._lock:
                if since == self._forgotten:
                    self._kept[key] = match
                while len(self._kept) > self._kept_at_most:
                    self._kept.popitem(last=False)
        return Found(
            concept=concept,
            fits=match.fits,
            bits=match.bits,
            strong=match.strong,
            weight=match.weight,
            strong_count=match.strong_count,
            is_known=match.is_known,
            is_where=match.is_where,
        )

    def _match(self, concept: Concept) -> _Match:
        fits: Floats = np.zeros(self._records.count, dtype=np.float32)
        words = [word for word in concept.tokens if word not in STOP_WORDS] or list(concept.tokens)
        self._add_words(fits, words, concept)
        strong = fits > 0
        if len(words) == 1 and any(term[0] is Taxonomy.SERVICE_TYPE for term in concept.terms):
            fits *= np.float32(_ONLY_TEXT)
        self._add_terms(fits, strong, concept)
        if not concept.meaning and not fits.any():
            self._add_term_words(fits, strong, words)
        is_where = not concept.terms and self._records.where_words.issuperset(words)
        if is_where:
            self._add_perhaps_there(fits, strong, words)
        bits = fits > 0
        strong_count = int(np.count_nonzero(strong))
        known = int(np.count_nonzero(bits))
        weight = log(1 + self._count / max(1, strong_count or known))
        return _Match(fits, bits, strong, weight, is_where, strong_count, bool(known))

    def _add_words(self, fits: Floats, words: Sequence[str], concept: Concept) -> None:
        """Add what has the words as typed, half typed, or a phrase that means the same."""
        index = self._index
        self._add(fits, index.close(words), _TYPED)
        if len(words) > 1 and concept.meaning:
            self._add(fits, index.all_of(words), _RELATED)
        if concept.is_last and not concept.meaning:  # "wig" is typed out: Wigsley is not meant
            self._add(fits, index.close(words, is_open=True), _BEGINS)
        if concept.meaning and concept.meaning.phrases:
            self._add(fits, self._any_of(tuple(concept.meaning.phrases)), _SAME)

    def _find_any(self, phrases: tuple[str, ...]) -> Matches:
        rows, scores = self._index.any_of(phrases)
        return rows.astype(np.int32, copy=False), scores

    @staticmethod
    def _add(fits: Floats, matches: Matches, worth: float) -> None:
        rows, scores = matches
        if len(rows):
            best = float(scores.max())
            rows = rows.astype(np.int64, copy=False)  # numpy picks with these faster
            found = scores * np.float32(worth * (1 - _LEAST) / best if best > 0 else 0.0)
            found += np.float32(worth * _LEAST if best > 0 else worth)
            fits[rows] = np.maximum(fits.take(rows), found, out=found)

    def _add_terms(self, fits: Floats, strong: Bools, concept: Concept) -> None:
        """Add the services that have a term, and to `strong` those that it is the thing meant."""
        terms = concept.terms
        for term, weight in terms.items():
            rows = self._rows(term)
            strong[rows] = True
            more = fits.take(rows) + np.float32(_TERM_MORE * weight)
            fits[rows] = np.maximum(more, np.float32(_TERM * weight), out=more)
        if 0 < len(terms) <= _TERMS_WIDENED:
            self._add_related(fits, terms)
        if any(term[0] is Taxonomy.CANCER_SITE for term in terms):
            rows = self._rows((Taxonomy.CANCER_SITE, ALL_SITES))
            fits[rows] = np.maximum(fits.take(rows), np.float32(_ANY_SITE))

    def _add_related(self, fits: Floats, terms: Mapping[Term, float]) -> None:
        for term in terms:
            if term[0] in SEARCHED_BY_WORDS:
                self._add(fits, self._any_of(self._lexicon.words_of(term)), _RELATED)

    def _add_term_words(self, fits: Floats, strong: Bools, words: Sequence[str]) -> None:
        """Add the services that have a term of which all the words are words."""
        terms = [self._term_words.get(porter(word), frozenset()) for word in words]
        for term in frozenset.intersection(*terms) if terms else ():
            rows = self._rows(term)
            fits[rows] = np.float32(_RELATED)
            strong[rows] = True

    def _add_perhaps_there(self, fits: Floats, strong: Bools, words: Sequence[str]) -> None:
        """Add what a trust has without a place, where its hospital was named."""
        body = self._bodies.get(name_key(" ".join(words)))
        if body is not None:
            rows = self._records.of_body(body)
            strong[rows] = True
            missing = rows[fits[rows] == 0]
            fits[missing] = np.float32(_PERHAPS_THERE)

    def _rows(self, term: Term) -> Rows:
        return self._facets.rows_of(FACET_OF[term[0]], term[1])


def _term_words(vocabulary: Vocabulary) -> dict[str, frozenset[Term]]:
    """Return the terms in whose words each stem stands."""
    found: dict[str, set[Term]] = {}
    for term in vocabulary.terms:
        if term.taxonomy in FACET_OF:
            for phrase in term.words:
                for word in fold(phrase).split():
                    found.setdefault(porter(word), set()).add((term.taxonomy, term.code))
    return {stem: frozenset(terms) for stem, terms in found.items()}
