"""Suggestions while typing: names of services, organisations, places and terms; never history.

They complete the last phrase of what is typed: "wig ng3" leads to "wig NG31". They come from
the directory, its vocabulary and its gazetteer alone, in an order that has nothing to do with
how good anybody is: how the words fit, then the shorter name, then the letters.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from emndir.domain.taxonomy import Taxonomy, TaxonomyTerm, Vocabulary
from emndir.geography.gazetteer import COUNTY_SHORT_NAMES, OTHER_NAMES
from emndir.search.fits import Alias, Fit, Fitting
from emndir.search.phrase import LETTERS_AT_LEAST, Phrase, has_meaning, is_worth_it
from emndir.search.suggestion import Suggestion, SuggestionKind
from emndir.search.words import (
    PLACE_PREPOSITIONS,
    STOP_WORDS,
    TYPED_AT_MOST,
    fold,
    tokens_of,
)

if TYPE_CHECKING:
    from emndir.geography.gazetteer import Gazetteer
    from emndir.geography.places import NamedPlace
    from emndir.search.name_index import WordStarts
    from emndir.search.synonyms import Synonyms

OF_ONE_KIND = 3
"""Suggestions of one kind at most, so that the list is mixed."""
_LONGEST_PHRASE = 6
"""Words of the last phrase."""
_MORE = 6
"""Found for each one shown, since names may be alike."""

_TERM_KINDS = {
    Taxonomy.CANCER_SITE: "Cancer",
    Taxonomy.SERVICE_TYPE: "Kind of service",
    Taxonomy.PATHWAY_STAGE: "Stage",
}
_NO_TERM = frozenset({"all", "other"})
"""Codes that narrow nothing."""
_OWN_NAMES = frozenset({Fit.IS_OTHER_NAME, Fit.BEGINS, Fit.WITHIN})
"""Fits that one looks at and understands, however little is typed."""
_ON = re.compile(r"[- ](?:up)?on[- ]")
_LARGE_AREAS = frozenset({"ceremonial-county", "county-council", "unitary", "district"})


_COMPLETED = (SuggestionKind.TERM, SuggestionKind.PLACE, SuggestionKind.ORGANIZATION)
"""Kinds that take the place of the last words only; a service's name takes that of them all."""
_ORDER = (*_COMPLETED, SuggestionKind.SERVICE)
"""Of two that fit equally well and are equally long, the more general comes first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Something with a name that may be suggested: a service, an organisation or a hospital.

    `others` are names it is known by too: plain, former, short. `insert` is what is typed for
    it where its name alone would not say which is meant.
    """

    kind: SuggestionKind
    name: str
    detail: str = ""
    uid: str = ""
    code: str = ""
    others: tuple[str, ...] = ()
    insert: str = ""


@dataclass(frozen=True, slots=True)
class _Choice:
    """A suggestion and what it is ordered by."""

    rank: tuple[int, int, int, int, int, str, str]
    suggestion: Suggestion
    is_in_order: bool = True


class Suggester:
    """Answers each key press; safe for several threads, nothing typed is kept."""

    def __init__(
        self,
        entries: Iterable[Named],
        vocabulary: Vocabulary,
        gazetteer: Gazetteer,
        synonyms: Synonyms | None = None,
    ) -> None:
        """Index what is offered. `entries` are services, bodies and hospitals, none of them closed."""
        from emndir.search.name_index import WordStarts  # numpy: not before the first paint

        self._items: dict[SuggestionKind, list[Named]] = {kind: [] for kind in SuggestionKind}
        aliases: dict[SuggestionKind, list[Alias]] = {kind: [] for kind in SuggestionKind}
        every = chain(
            ((entry, 0) for entry in entries),
            ((term, 0) for term in _terms(vocabulary, synonyms)),
            _places(gazetteer),
        )
        for entry, tier in every:
            self._add(entry, tier, aliases[entry.kind])
        self._names: dict[SuggestionKind, WordStarts] = {
            kind: WordStarts(aliases.pop(kind)) for kind in SuggestionKind
        }
        self._same = _same_phrases(synonyms)
        self._outcodes = _outcodes(gazetteer)

    def _add(self, entry: Named, tier: int, aliases: list[Alias]) -> None:
        items = self._items[entry.kind]
        number = len(items)
        items.append(replace(entry, others=()) if entry.others else entry)
        aliases.append(Alias(entry.name, number, tier=tier))
        aliases += [Alias(other, number, is_own=False, tier=tier) for other in entry.others]

    def suggest(self, typed: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Return what the last phrase may become, the likeliest first; no input makes it raise.

        At most three of one kind; nothing for fewer than two letters, for a phone number, for
        words without meaning, and nothing that stands there already.
        """
        if len(typed) > TYPED_AT_MOST or limit < 1:
            return ()
        tokens = tokens_of(typed)
        if not is_worth_it(tokens):
            return ()
        phrase = Phrase(typed, tokens, is_open=not typed[-1:].isspace())
        chosen: dict[tuple[SuggestionKind, str, str], _Choice] = {}
        for choice in self._choices(phrase):
            one = choice.suggestion
            key = (one.kind, one.text.casefold(), one.detail)
            known = chosen.get(key)
            if known is None or choice.rank < known.rank:
                chosen[key] = choice
        return _mixed(sorted(chosen.values(), key=lambda one: one.rank), phrase.folded, limit)

    def places(self, typed: str, limit: int = 6) -> tuple[Suggestion, ...]:
        """Return towns, counties and postcode districts that all of what is typed may become."""
        tokens = tokens_of(typed) if len(typed) <= TYPED_AT_MOST else []
        if not is_worth_it(tokens):
            return ()
        phrase = Phrase(typed, tokens, is_open=not typed[-1:].isspace())
        words, kind = phrase.last(len(tokens)), SuggestionKind.PLACE
        named = (
            self._choice(kind, found, phrase, len(tokens))
            for found in self._found(kind, words, phrase.is_open)
            if not self._items[kind][found.item].uid  # a hospital is no place to live
        )
        districts = self._districts(phrase) if len(tokens) == 1 else ()
        found: dict[str, Suggestion] = {}
        for choice in sorted((*named, *districts), key=lambda one: one.rank):
            found.setdefault(fold(choice.suggestion.insert), choice.suggestion)
        found.pop(phrase.folded, None)
        return tuple(found.values())[:limit]

    def _choices(self, phrase: Phrase) -> Iterator[_Choice]:
        yield from self._services(phrase)
        yield from self._districts(phrase)
        longest = min(_LONGEST_PHRASE, len(phrase.tokens))
        for count in range(longest, 0, -1):
            words = phrase.last(count)
            if words[0] in STOP_WORDS and count < len(phrase.tokens):
                continue
            if not has_meaning(words) or (count == 1 and len(words[0]) < LETTERS_AT_LEAST):
                continue
            choices = tuple(self._completions(phrase, count))
            yield from choices
            if any(choice.is_in_order for choice in choices):
                return

    def _completions(self, phrase: Phrase, count: int) -> Iterator[_Choice]:
        """Yield terms, places and bodies that the last words may become.

        With other words before them only names count that begin so, and after "near" or "in"
        only places.
        """
        words, before = phrase.last(count), phrase.before(count)
        kinds = (SuggestionKind.PLACE,) if before in PLACE_PREPOSITIONS else _COMPLETED
        for kind in kinds:
            for found in self._found(kind, words, phrase.is_open):
                if not before or found.fit in _OWN_NAMES:
                    yield self._choice(kind, found, phrase, count)

    def _services(self, phrase: Phrase) -> Iterator[_Choice]:
        """Yield services whose names hold all that is typed: their names take its place."""
        words = tuple(token.text for token in phrase.tokens)
        if has_meaning(words):
            for found in self._found(SuggestionKind.SERVICE, words, phrase.is_open):
                yield self._choice(SuggestionKind.SERVICE, found, phrase, len(words))

    def _found(
        self, kind: SuggestionKind, words: tuple[str, ...], is_open: bool
    ) -> Iterator[Fitting]:
        index, most = self._names[kind], OF_ONE_KIND * _MORE
        is_short = len(words) == 1 and len(words[0]) <= LETTERS_AT_LEAST
        for found in index.find(words, is_open=is_open, most=most):
            if not is_short or found.fit in _OWN_NAMES:
                yield found
        for other in self._same.get(" ".join(words), ()):
            yield from index.find(other, is_open=True, most=most)

    def _choice(self, kind: SuggestionKind, found: Fitting, phrase: Phrase, count: int) -> _Choice:
        entry = self._items[kind][found.item]
        keeps = kind is not SuggestionKind.SERVICE
        name = entry.insert or entry.name
        insert = phrase.completed(name, count) if keeps else name
        suggestion = Suggestion(
            kind, entry.name, entry.detail, insert, uid=entry.uid, code=entry.code
        )
        rank = (
            *(-count, int(found.fit), found.tier, len(entry.name), _ORDER.index(kind)),
            entry.name.casefold(),
            entry.detail,
        )
        return _Choice(rank, suggestion, found.fit is not Fit.SCATTERED)

    def _districts(self, phrase: Phrase) -> Iterator[_Choice]:
        """Yield postcode districts that begin with the last word: it must have a digit."""
        typed = phrase.tokens[-1].text.upper()
        if not phrase.is_open or not (typed[0].isalpha() and any(map(str.isdigit, typed))):
            return
        for order, (code, detail) in enumerate(self._outcodes.get(typed, ())):
            insert = phrase.completed(code, 1)
            suggestion = Suggestion(SuggestionKind.PLACE, code, detail, insert, code=code)
            yield _Choice((-1, 1, 0, len(code), order, code, detail), suggestion)


def _mixed(choices: Sequence[_Choice], typed: str, limit: int) -> tuple[Suggestion, ...]:
    """Return the first few, no more than three of a kind, none of them there already."""
    taken: list[Suggestion] = []
    counts: dict[SuggestionKind, int] = defaultdict(int)
    seen = {typed}
    for choice in choices:
        one = choice.suggestion
        insert = fold(one.insert)
        if counts[one.kind] >= OF_ONE_KIND or insert in seen:
            continue
        seen.add(insert)
        counts[one.kind] += 1
        taken.append(one)
        if len(taken) == limit:
            break
    return tuple(taken)


def _terms(vocabulary: Vocabulary, synonyms: Synonyms | None) -> Iterator[Named]:
    """Yield cancers, kinds of service and stages; a label that two of them share, once."""
    asked: dict[tuple[Taxonomy, str], list[str]] = defaultdict(list)
    for ask in synonyms.asks if synonyms else ():
        if ask.strong and len(ask.terms) == 1:
            asked[ask.terms[0]] += ask.words
    labels: set[str] = set()
    for taxonomy, kind in _TERM_KINDS.items():
        for term in vocabulary.of(taxonomy):
            if term.code in _NO_TERM or fold(term.label) in labels:
                continue
            labels.add(fold(term.label))
            yield _term(term, kind, asked[taxonomy, term.code])


def _term(term: TaxonomyTerm, kind: str, asked: Iterable[str]) -> Named:
    others = dict.fromkeys((*term.words, *asked))
    return Named(
        kind=SuggestionKind.TERM,
        name=term.label,
        detail=kind,
        code=term.code,
        others=tuple(word for word in others if word != term.label),
    )


def _places(gazetteer: Gazetteer) -> Iterator[tuple[Named, int]]:
    """Yield counties, towns and villages with their tier: large ones first, then those near by."""
    names: set[tuple[str, str]] = set()
    for locality in gazetteer.localities:
        if locality.type in _LARGE_AREAS and locality.coordinates:
            detail = locality.county if locality.county != locality.name else "County"
            names.add((locality.name, detail))
    towns = {(place.name, place.county) for place in gazetteer.places if place.is_town}
    known = {name for name, _county in towns}
    short = defaultdict(list)
    for written, county in COUNTY_SHORT_NAMES.items():
        short[county].append(written)
    for name, detail in sorted(names):
        if name not in known:
            others = tuple(short[name])
            yield Named(kind=SuggestionKind.PLACE, name=name, detail=detail, others=others), 0
    left = {(one.name, one.county) for one in gazetteer.places}
    counties = Counter(name for name, _ in left)
    for place in sorted(gazetteer.places, key=lambda place: -place.weight):
        if (place.name, place.county) not in left:
            continue
        left.remove((place.name, place.county))
        tier = (0 if place.is_town else 1) + (0 if place.in_region else 2)
        is_only = counties[place.name] == 1 or place.is_town
        named = Named(
            kind=SuggestionKind.PLACE,
            name=place.name,
            detail=place.county,
            others=_otherwise_written(place),
            insert="" if is_only or not place.county else f"{place.name}, {place.county}",
        )
        yield named, tier


def _otherwise_written(place: NamedPlace) -> tuple[str, ...]:
    """Return "Burton on Trent" for Burton upon Trent, the other way about, and "Hull"."""
    others = []
    if _ON.search(place.name):
        words = place.name.replace("-", " ").split()
        others = [" ".join({"upon": "on", "on": "upon"}.get(word, word) for word in words)]
    if place.is_town:
        others += [other for other, full in OTHER_NAMES.items() if full == fold(place.name)]
    return tuple(others)


def _outcodes(gazetteer: Gazetteer) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the first postcode districts, with their main place, by every way they begin."""
    begun: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for code in sorted(gazetteer.districts, key=lambda code: (len(code), code)):
        district = gazetteer.districts[code]
        towns = dict.fromkeys(
            part for part in (district.main_place, district.post_town, district.county) if part
        )
        for end in range(2, len(code)):
            found = begun[code[:end]]
            if len(found) < OF_ONE_KIND:
                found.append((code, ", ".join(tuple(towns)[:2])))
    return {key: tuple(found) for key, found in begun.items()}


def _same_phrases(synonyms: Synonyms | None) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return, by folded phrase, the words of the other phrases that mean the same."""
    same: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for group in synonyms.same if synonyms else ():
        phrases = list(dict.fromkeys(filter(None, map(fold, group))))
        for phrase in phrases:
            same[phrase] += [tuple(other.split()) for other in phrases if other != phrase]
    return {phrase: tuple(others) for phrase, others in same.items()}
