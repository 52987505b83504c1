"""The lexicon: phrases that mean a term of the vocabulary, another phrase, or a need elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from emndir.domain.taxonomy import Taxonomy, TaxonomyTerm, Vocabulary
from emndir.search.dangers import Dangers
from emndir.search.results import ReadAs
from emndir.search.synonyms import Asks, Elsewhere, Modifier, Synonyms
from emndir.search.words import Token, canonical, fold, key_of, stem

Key = tuple[str, ...]
Term = tuple[Taxonomy, str]

_LABEL, _OTHER_WORD, _WORD_OF_SITE = 1.0, 0.85, 0.65
"""How surely a phrase means a term: its label, another word of it, another word of a cancer
(laryngectomy belongs to head and neck cancer, and is less than the whole of it)."""
_MEANT_FIRST = (1.0, 0.85, 0.7, 0.6)
SEARCHED_BY_WORDS = frozenset({Taxonomy.CANCER_SITE, Taxonomy.SERVICE_TYPE})
"""Taxonomies whose terms are also looked for by all their words."""
_READ = (
    Taxonomy.CANCER_SITE,
    Taxonomy.SERVICE_TYPE,
    Taxonomy.HELP_GROUP,
    Taxonomy.PATHWAY_STAGE,
    Taxonomy.AUDIENCE,
    Taxonomy.REFERRAL_ROUTE,
    Taxonomy.DELIVERY,
    Taxonomy.COST,
)
"""Taxonomies whose words are read; kinds of organization are found as plain words."""
_TAXONOMY_OF = {
    ReadAs.AUDIENCE: Taxonomy.AUDIENCE,
    ReadAs.DELIVERY: Taxonomy.DELIVERY,
    ReadAs.COST: Taxonomy.COST,
    ReadAs.STAGE: Taxonomy.PATHWAY_STAGE,
    ReadAs.ROUTE: Taxonomy.REFERRAL_ROUTE,
}
"""Readings of a modifier that are terms of the vocabulary, where it has their code."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one phrase may mean: terms with weights up to 1, and phrases to look for as well."""

    terms: Mapping[Term, float]
    phrases: tuple[str, ...]
    is_strong: bool


@dataclass(slots=True)
class _Draft:
    """A meaning that is being put together; `phrases` are in order, each once."""

    terms: dict[Term, float] = field(default_factory=dict)
    phrases: dict[str, None] = field(default_factory=dict)
    is_strong: bool = False

    def add_term(self, term: Term, weight: float) -> None:
        """Remember a term with the higher of two weights."""
        self.terms[term] = max(weight, self.terms.get(term, 0.0))


class _Drafts:
    """All meanings while they are put together.

    Thousands of phrases are made of the same words and mean the same: what is equal is one object,
    which leaves a lexicon half as large.
    """

    def __init__(self) -> None:
        self._drafts: dict[Key, _Draft] = {}
        self._folded: dict[str, str] = {}
        self._words: dict[str, str] = {}

    def fold(self, phrase: str) -> str:
        """Return a folded phrase."""
        folded = self._folded.get(phrase)
        if folded is None:
            folded = fold(phrase)
            self._folded[phrase] = folded = self._folded.setdefault(folded, folded)
        return folded

    def key(self, phrase: str) -> Key:
        """Return the `words.key_of` a phrase."""
        return tuple(map(self._one, key_of(self.fold(phrase).split())))

    def literal_key(self, phrase: str) -> Key:
        """Return the stems of all words of a phrase."""
        return tuple(self._one(stem(word)) for word in self.fold(phrase).split())

    def words(self, phrases: Iterable[str]) -> Iterator[str]:
        """Yield the folded words of phrases."""
        for phrase in phrases:
            yield from map(self._one, self.fold(phrase).split())

    def _one(self, word: str) -> str:
        return self._words.setdefault(word, word)

    def meaning(self, phrase: str) -> _Draft:
        """Return what a phrase means so far."""
        return self._drafts.setdefault(self.key(phrase), _Draft())

    def add_term(self, term: TaxonomyTerm) -> None:
        """Let the words of a term mean it."""
        if term.taxonomy not in _READ:
            return
        labels = {term.label, term.patient_label} - {""}
        other = _WORD_OF_SITE if term.taxonomy is Taxonomy.CANCER_SITE else _OTHER_WORD
        for phrase in term.words:
            weight = _LABEL if phrase in labels else other
            meaning = self.meaning(phrase)
            meaning.add_term((term.taxonomy, term.code), weight)
            meaning.is_strong = True

    def add_same(self, phrases: Iterable[str]) -> None:
        """Make phrases find each other, and each what any of them means."""
        folded = [self.fold(phrase) for phrase in phrases]
        meanings = [self.meaning(phrase) for phrase in folded]
        terms: dict[Term, float] = {}
        for meaning in meanings:
            for term, weight in meaning.terms.items():
                terms[term] = max(weight, terms.get(term, 0.0))
        for phrase, meaning in zip(folded, meanings, strict=True):
            meaning.phrases.update(dict.fromkeys(other for other in folded if other != phrase))
            meaning.is_strong = True
            for term, weight in terms.items():
                meaning.add_term(term, min(weight, _OTHER_WORD))

    def add_asks(self, item: Asks) -> None:
        """Let what people type mean what it asks for."""
        for phrase in item.words:
            meaning = self.meaning(phrase)
            meaning.phrases.update(dict.fromkeys(map(self.fold, item.means)))
            meaning.is_strong |= item.strong
            for term_code, weight in zip(item.terms, _weights(), strict=False):
                meaning.add_term(term_code, weight)

    def finished(self) -> dict[Key, Meaning]:
        """Return every meaning by its key."""
        terms: dict[tuple[tuple[Term, float], ...], dict[Term, float]] = {}
        found: dict[Key, Meaning] = {}
        known: dict[tuple[int, tuple[str, ...], bool], Meaning] = {}
        for key, draft in self._drafts.items():
            meant = terms.setdefault(tuple(draft.terms.items()), draft.terms)
            phrases = tuple(draft.phrases)
            same = id(meant), phrases, draft.is_strong
            found[key] = known.setdefault(same, Meaning(meant, phrases, draft.is_strong))
        return found


class Lexicon:
    """Everything that is known about words before any record is looked at."""

    def __init__(self, vocabulary: Vocabulary, synonyms: Synonyms) -> None:
        self.vocabulary = vocabulary
        self.soft = synonyms.soft
        self.ordinary = synonyms.ordinary
        drafts = _Drafts()
        self.misspelt: Mapping[str, str] = {
            drafts.fold(typed): drafts.fold(meant) for typed, meant in synonyms.misspelt
        }
        self._elsewhere: dict[Key, Elsewhere] = {}
        self._modifiers: dict[Key, Modifier] = {}
        self.dangers = Dangers(synonyms.danger)
        self.same = synonyms.same
        self.real = frozenset(map(drafts.fold, synonyms.real))
        for term in vocabulary.terms:
            drafts.add_term(term)
        for phrases in synonyms.same:
            drafts.add_same(phrases)
        for item in synonyms.asks:
            drafts.add_asks(item)
        for place in synonyms.elsewhere:
            self._elsewhere.update(dict.fromkeys(map(drafts.literal_key, place.words), place))
        for modifier in synonyms.modifiers:
            self._add_modifier(modifier, drafts)
        self._meanings = drafts.finished()
        keys = (*self._meanings, *self._elsewhere, *self._modifiers)
        self._in_any_order: dict[Key, Meaning] = {}
        for key, meaning in self._meanings.items():
            if len(key) > 1:
                self._in_any_order.setdefault(tuple(sorted(key)), meaning)
        self.longest = max(map(len, keys), default=0)
        self.words = frozenset(
            word
            for term in vocabulary.terms
            if term.taxonomy in _READ
            for word in drafts.words(term.words)
        ) | frozenset(drafts.words(_spoken(synonyms)))
        self._beginnings = frozenset(word[:2] for word in self.words)
        self.never_mended = frozenset(
            canonical(word) for place in synonyms.elsewhere for word in drafts.words(place.words)
        )
        self._term_words = {
            (term.taxonomy, term.code): tuple(map(drafts.fold, term.words))
            for term in vocabulary.terms
        }

    def meaning(self, key: Key) -> Meaning | None:
        """Return what a phrase may mean, by its `words.key_of`.

        A phrase of two words and more is known in any order: "leg swollen" is "swollen leg".
        """
        found = self._meanings.get(key)
        if found is None and len(key) > 1:
            found = self._in_any_order.get(tuple(sorted(key)))
        return found

    def elsewhere(self, words: Iterable[str]) -> Elsewhere | None:
        """Return where to turn with a need that is not listed here, said word for word.

        "care home" is such a need, "care at home" is not.
        """
        return self._elsewhere.get(tuple(map(stem, words)))

    def modifier(self, key: Key) -> Modifier | None:
        """Return how, when, where or for whom a phrase says, by its `words.key_of`."""
        return self._modifiers.get(key)

    def longest_elsewhere(self, tokens: Sequence[Token]) -> int:
        """Return how many words from the first name a need that is not listed here."""
        for length in range(min(self.longest, len(tokens)), 0, -1):
            if self.elsewhere(token.text for token in tokens[:length]):
                return length
        return 0

    def longest_phrase(self, tokens: Sequence[Token]) -> int:
        """Return how many words from the first make the longest known phrase.

        Words without meaning may stand inside it, at its ends only if it needs them.
        """
        best = 0
        every: list[str] = []
        meant: list[str] = []
        for length, token in enumerate(tokens[: self.longest + 4], start=1):
            stemmed = stem(token.text)
            every.append(stemmed)
            if not token.is_stop:
                meant.append(stemmed)
            if len(meant) > self.longest:
                break
            key = tuple(meant if len(meant) > 1 else every)
            if (tokens[0].is_stop or token.is_stop) and len(key) != length:
                continue
            if key in self._meanings or key in self._modifiers:
                best = length
        return best

    def begins(self, letters: str) -> bool:
        """Return True if any word that is known begins with two letters."""
        return letters in self._beginnings

    def is_word(self, word: str) -> bool:
        """Return True for a word of the vocabulary or of people, and no code of a place."""
        return word in self.words or word in self.real

    def everyday_words(self) -> frozenset[str]:
        """Return words that name nobody by themselves: cancers, kinds of help, small change."""
        found = set(self.soft)
        for term in self.vocabulary.terms:
            for phrase in term.words:
                words = fold(phrase).split()
                if len(words) == 1 or phrase in (term.label, term.patient_label):
                    found.update(words)
        return frozenset(found)

    def phrases(self, synonyms: Synonyms) -> Iterable[str]:
        """Yield every phrase, as words, that means something or that something is looked for by.

        `synonyms` are those that it was made with: their phrases are not kept.
        """
        yield from _spoken(synonyms)
        for words in self._term_words.values():
            yield from words

    def lists(self) -> Iterable[tuple[str, ...]]:
        """Yield every list of phrases that is looked for together: what a phrase means, a term."""
        for meaning in self._meanings.values():
            if meaning.phrases:
                yield meaning.phrases
        for (taxonomy, _code), words in self._term_words.items():
            if taxonomy in SEARCHED_BY_WORDS:
                yield words

    def words_of(self, term: Term) -> tuple[str, ...]:
        """Return every folded word or phrase that means a term."""
        return self._term_words.get(term, ())

    def _add_modifier(self, modifier: Modifier, drafts: _Drafts) -> None:
        """Remember what to show; it widens by its term, and narrows nothing that was not narrow."""
        taxonomy = _TAXONOMY_OF.get(modifier.read_as)
        known = taxonomy and self.vocabulary.find(taxonomy, modifier.code)
        for phrase in modifier.words:
            self._modifiers[drafts.key(phrase)] = modifier
            if modifier.is_searched:
                meaning = drafts.meaning(phrase)
                if taxonomy and known:
                    meaning.add_term((taxonomy, modifier.code), _OTHER_WORD)


def _weights() -> Iterable[float]:
    yield from _MEANT_FIRST
    while True:
        yield _MEANT_FIRST[-1]


def _spoken(synonyms: Synonyms) -> Iterable[str]:
    for phrases in synonyms.same:
        yield from phrases
    for item in synonyms.asks:
        yield from item.words
        yield from item.means
    for modifier in synonyms.modifiers:
        yield from modifier.words
    for danger in synonyms.danger:
        yield from danger.words
