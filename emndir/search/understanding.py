"""Understanding: from the typed words to concepts, a place and phone numbers.

Nothing is only guessed: a reading adds to what a word finds as plain text, it never hides
it. A place is both the origin of distances and a word that may be part of a name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from emndir.domain.taxonomy import Taxonomy
from emndir.geography.gazetteer import Gazetteer
from emndir.geography.places import Located
from emndir.search.bodies import Bodies
from emndir.search.joining import joined
from emndir.search.lexicon import Lexicon, Meaning, Term
from emndir.search.place_words import PlaceWords, is_prepared
from emndir.search.results import Danger, ReadAs, Understood
from emndir.search.synonyms import Elsewhere
from emndir.search.typed_numbers import find_codes, find_phones
from emndir.search.words import (
    STOP_WORDS,
    WORDS_AT_MOST,
    Token,
    cut_typed,
    key_of,
    tokens_of,
)

_READ_AS = {
    Taxonomy.CANCER_SITE: ReadAs.CANCER_SITE,
    Taxonomy.SERVICE_TYPE: ReadAs.SERVICE_TYPE,
    Taxonomy.HELP_GROUP: ReadAs.HELP_GROUP,
    Taxonomy.PATHWAY_STAGE: ReadAs.STAGE,
    Taxonomy.AUDIENCE: ReadAs.AUDIENCE,
    Taxonomy.REFERRAL_ROUTE: ReadAs.ROUTE,
    Taxonomy.DELIVERY: ReadAs.DELIVERY,
    Taxonomy.COST: ReadAs.COST,
}
_REQUIRED = (Taxonomy.CANCER_SITE, Taxonomy.SERVICE_TYPE)
NO_BODIES = Bodies({})
_PLAIN_AT_MOST = 50
"""Spans taken off that are looked at."""
_REQUIRED_TERMS = {
    (Taxonomy.AUDIENCE, "children"),
    (Taxonomy.AUDIENCE, "young-people"),
    (Taxonomy.AUDIENCE, "professionals"),
    (Taxonomy.PATHWAY_STAGE, "bereavement"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One thing that was asked for: words as typed, and everything that may stand for them.

    `is_required` is False for what only helps to rank: a place, "evening", "someone".
    `is_last` marks the word that may be half typed. Concepts of one `run` stand together, with no
    "for" or "to" between them: in "knee surgery" the first word says which surgery.
    """

    typed: str
    tokens: tuple[str, ...]
    meaning: Meaning | None = None
    is_required: bool = True
    is_place: bool = False
    is_last: bool = False
    is_elsewhere: bool = False
    run: int = 0

    @property
    def is_need(self) -> bool:
        """Return True if it may mean a cancer or a kind of help."""
        return any(term[0] in _REQUIRED for term in self.terms)

    @property
    def is_kind(self) -> bool:
        """Return True if it means a kind of service and no cancer."""
        taxonomies = {taxonomy for taxonomy, _code in self.terms}
        return Taxonomy.SERVICE_TYPE in taxonomies and Taxonomy.CANCER_SITE not in taxonomies

    @property
    def terms(self) -> Mapping[Term, float]:
        """Return the terms it may mean, with their weights."""
        return self.meaning.terms if self.meaning else {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """One question, read.

    `bodies` are organisations that were named, `danger` the words of an emergency. Words that say
    how, when and for whom are among `understood` by their `read_as` and code; `spans` says from
    where to where each of those was typed, `plain` where words begin whose reading was taken off.
    """

    tokens: tuple[Token, ...] = ()
    concepts: tuple[Concept, ...] = ()
    located: Located | None = None
    phones: tuple[str, ...] = ()
    understood: tuple[Understood, ...] = ()
    elsewhere: tuple[tuple[str, Elsewhere], ...] = ()
    bodies: tuple[str, ...] = ()
    danger: Danger | None = None
    spans: tuple[tuple[int, int], ...] = ()
    plain: frozenset[int] = frozenset()

    @property
    def asks_nothing(self) -> bool:
        """Return True if no word, number or place was typed."""
        return not (self.concepts or self.phones or self.located or self.elsewhere)

    @property
    def open_tokens(self) -> tuple[Token, ...]:
        """Return the words that may be read as anything."""
        return tuple(token for token in self.tokens if token.start not in self.plain)


@dataclass(frozen=True, slots=True)
class _Chip:
    """What is shown as understood, and from where to where it was typed."""

    understood: Understood
    start: int
    end: int


@dataclass(slots=True)
class _Reader:
    """One pass over one question."""

    typed: str
    lexicon: Lexicon
    gazetteer: Gazetteer
    places: PlaceWords
    bodies: Bodies
    plain: frozenset[int]
    corrections: Mapping[str, str]
    concepts: list[Concept] = field(default_factory=list)
    chips: list[_Chip] = field(default_factory=list)
    elsewhere: list[tuple[str, Elsewhere]] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    located: Located | None = None
    located_surely: bool = False

    def read(self, *, is_open: bool) -> Understanding:
        rest = self._take_postcodes(self._take_phones(self.typed))
        tokens = self._joined(self._corrected(tokens_of(rest)[:WORDS_AT_MOST]))
        at = 0
        run = 0
        while at < len(tokens):
            known = len(self.concepts)
            at += self._read_at(tokens, at)
            run += len(self.concepts) == known
            self.concepts[known:] = [replace(one, run=run) for one in self.concepts[known:]]
        if is_open and self.concepts and tokens and not tokens[-1].is_stop:
            last = self.concepts[-1]
            if last.tokens and last.tokens[-1] == tokens[-1].text and self._ends(tokens[-1]):
                self.concepts[-1] = replace(last, is_last=True)
        return Understanding(
            tokens=tokens,
            concepts=tuple(self.concepts),
            located=self.located,
            phones=tuple(dict.fromkeys(self.phones)),
            bodies=tuple(dict.fromkeys(self._read_bodies(tokens))),
            understood=tuple(chip.understood for chip in self.chips),
            spans=tuple((chip.start, chip.end) for chip in self.chips),
            elsewhere=tuple(self.elsewhere),
            danger=self.lexicon.dangers.find(tokens, self.typed),
            plain=self.plain,
        )

    def _corrected(self, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
        """Return the words with corrected spelling, each where it was typed."""
        if not self.corrections:
            return tokens
        return tuple(
            Token(word, token.start, token.end)
            for token in tokens
            for word in (
                [token.text]
                if self._is_plain(token)
                else self.corrections.get(token.text, token.text).split()
            )
        )

    def _joined(self, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
        if any(map(self._is_plain, tokens)):
            return tokens
        return joined(tokens, self.places.is_name_word, self._means_something)

    def _means_something(self, word: str) -> bool:
        return word in self.lexicon.soft or self.lexicon.is_word(word) or word in STOP_WORDS

    def _ends(self, token: Token) -> bool:
        return token.end == len(self.typed)

    def _is_plain(self, token: Token) -> bool:
        """Return True for a word whose reading was taken off."""
        return token.start in self.plain

    def _is_open(self, start: int, end: int) -> bool:
        return not any(start <= at < end for at in self.plain)

    def _take_phones(self, text: str) -> str:
        """Read phone numbers, and return the text with blanks in their place."""
        for found in find_phones(text):
            if self._is_open(found.start, found.end):
                self.phones += found.digits
                typed = self.typed[found.start : found.end]
                self._chip(ReadAs.PHONE, found.digits[-1], typed, found.start, found.end)
                text = _blanked(text, found.start, found.end)
        return text

    def _take_postcodes(self, text: str) -> str:
        for found in find_codes(text, self.gazetteer, self.lexicon.is_word):
            if self._is_open(found.start, found.end):
                self.located, self.located_surely = found.located, True
                label = found.located.label
                self._chip(ReadAs.PLACE, found.code, label, found.start, found.end)
                return _blanked(text, found.start, found.end)
        return text

    def _read_at(self, tokens: Sequence[Token], at: int) -> int:
        """Read the longest phrase that begins here; return how many words it took."""
        until = self._open_until(tokens, at)
        phrase = self.lexicon.longest_phrase(tokens[at:until])
        place = self.places.longest(tokens, at, until)
        elsewhere = self.lexicon.longest_elsewhere(tokens[at:until])
        if elsewhere and elsewhere >= max(phrase, place):
            return self._add_elsewhere(tokens[at : at + elsewhere])
        if place and (place > phrase or (place == phrase and is_prepared(tokens, at))):
            return self._add_place(tokens, at, place)
        if phrase:
            return self._add_phrase(tokens[at : at + phrase])
        area = self.places.area(tokens, at, self.typed) if until > at else None
        if area and self.located is None:
            return self._add_area(tokens[at], area)
        if not tokens[at].is_stop:
            self._add_word(tokens[at])
        return 1

    def _open_until(self, tokens: Sequence[Token], at: int) -> int:
        """Return where the next plain word stands: no reading reaches over it."""
        for end in range(at, len(tokens)):
            if self._is_plain(tokens[end]):
                return end
        return len(tokens)

    def _span(self, tokens: Sequence[Token]) -> str:
        return self.typed[tokens[0].start : tokens[-1].end]

    def _add_place(self, tokens: Sequence[Token], at: int, length: int) -> int:
        part = tokens[at : at + length]
        prepared = is_prepared(tokens, at)
        located = self.places.locate(part)
        words = tuple(token.text for token in part)
        self.concepts.append(
            Concept(typed=self._span(part), tokens=words, is_required=False, is_place=True)
        )
        if located and (self.located is None or (prepared and not self.located_surely)):
            self._locate(located, located.label, part)
            self.located_surely = prepared
        return length

    def _add_area(self, token: Token, area: Located) -> int:
        self.concepts.append(
            Concept(
                typed=self._span([token]), tokens=(token.text,), is_required=False, is_place=True
            )
        )
        self._locate(area, token.text.upper(), [token])
        return 1

    def _locate(self, located: Located, code: str, part: Sequence[Token]) -> None:
        """Measure from a place in place of one that was read before."""
        self.chips = [chip for chip in self.chips if chip.understood.read_as is not ReadAs.PLACE]
        self.located = located
        self._chip(ReadAs.PLACE, code, located.label, part[0].start, part[-1].end)

    def _add_phrase(self, part: Sequence[Token]) -> int:
        words = tuple(token.text for token in part)
        key = key_of(words)
        meaning, modifier = self.lexicon.meaning(key), self.lexicon.modifier(key)
        start, end = part[0].start, part[-1].end
        if modifier:
            self._chip(modifier.read_as, modifier.code, modifier.label, start, end)
        if meaning is None:
            return len(part)
        required = meaning.is_strong and (
            not meaning.terms
            or any(term[0] in _REQUIRED or term in _REQUIRED_TERMS for term in meaning.terms)
        )
        self.concepts.append(
            Concept(typed=self._span(part), tokens=words, meaning=meaning, is_required=required)
        )
        if not modifier and not self.lexicon.soft.issuperset(words):
            self._chip_terms(meaning, start, end)
        return len(part)

    def _add_elsewhere(self, part: Sequence[Token]) -> int:
        words = tuple(token.text for token in part)
        found = self.lexicon.elsewhere(words)
        if found is not None:
            self.elsewhere.append((self._span(part), found))
            self.concepts.append(Concept(typed=self._span(part), tokens=words, is_elsewhere=True))
        return len(part)

    def _add_word(self, token: Token) -> None:
        self.concepts.append(
            Concept(
                typed=self._span([token]),
                tokens=(token.text,),
                is_required=token.text not in self.lexicon.soft,
            )
        )

    def _read_bodies(self, tokens: Sequence[Token]) -> Iterator[str]:
        """Yield organisations by name: shown unless the same words were read as something else."""
        at = 0
        while at < len(tokens):
            until = self._open_until(tokens, at)
            found = self.bodies.find(tokens[:until], at) if until > at else None
            at += found.count if found else 1
            if found is None:
                continue
            start, end = tokens[at - found.count].start, tokens[at - 1].end
            if not any((chip.start, chip.end) == (start, end) for chip in self.chips):
                self._chip(ReadAs.ORGANIZATION, found.name, found.name, start, end)
                yield found.name

    def _chip_terms(self, meaning: Meaning, start: int, end: int) -> None:
        """Show one reading a phrase: the first taxonomy that it has a term of."""
        for taxonomy, read_as in _READ_AS.items():
            codes = [code for known, code in meaning.terms if known is taxonomy]
            if codes:
                label = self.lexicon.vocabulary.label(taxonomy, codes[0])
                if len(codes) > 1:
                    span = self.typed[start:end]
                    label = span[:1].upper() + span[1:]
                self._chip(read_as, ",".join(codes), label, start, end)
                return

    def _chip(self, read_as: ReadAs, code: str, label: str, start: int, end: int) -> None:
        words = self.typed[start:end]
        self.chips.append(
            _Chip(Understood(read_as=read_as, code=code, label=label, words=words), start, end)
        )


def understand(
    typed: str,
    lexicon: Lexicon,
    gazetteer: Gazetteer,
    *,
    plain: Sequence[str] = (),
    corrections: Mapping[str, str] = MappingProxyType({}),
    is_name_word: Callable[[str], bool] = lambda _word: False,
    bodies: Bodies = NO_BODIES,
) -> Understanding:
    """Read a question.

    `plain` are words whose reading or correction was taken off; `corrections` words to read as
    others. `is_name_word` says whether a word is part of a service's own name: such a word is a
    village only after "in" or "near". `bodies` are the organisations that are known by name.
    The last word may be the beginning of one, until a blank follows it.
    """
    cut = cut_typed(typed)
    reader = _Reader(
        typed=cut,
        lexicon=lexicon,
        gazetteer=gazetteer,
        places=PlaceWords(lexicon, gazetteer, is_name_word),
        bodies=bodies,
        plain=_plain_words(cut, plain) if plain else frozenset(),
        corrections=corrections,
    )
    return reader.read(is_open=not typed[-1:].isspace())


def _plain_words(typed: str, plain: Sequence[str]) -> frozenset[int]:
    """Return where the words begin that are plain words again, wherever they stand."""
    tokens = tokens_of(typed)
    texts = [token.text for token in tokens]
    starts: set[int] = set()
    for span in plain[:_PLAIN_AT_MOST]:
        span = cut_typed(span)
        if any(map(str.isdigit, span)):
            starts.update(_places_of(span, typed))
        words = [token.text for token in tokens_of(span)]
        for at in range(len(texts) - len(words) + 1 if words else 0):
            if texts[at : at + len(words)] == words:
                starts.update(token.start for token in tokens[at : at + len(words)])
    return frozenset(starts)


def _places_of(span: str, typed: str) -> Iterator[int]:
    """Yield where the signs of a number or postcode stand, which words may be run together with."""
    at = typed.find(span)
    while at >= 0:
        yield from range(at, at + len(span))
        at = typed.find(span, at + len(span))


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]
