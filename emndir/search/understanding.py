"""Understanding: from the typed words to concepts, a place and phone numbers.

Nothing is only guessed: a reading adds to what a word finds as plain text, it never hides
it. A place is both the origin of distances and a word that may be part of a name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from emndir.domain.contact import SHORT_NUMBERS, phone_digits
from emndir.domain.taxonomy import Taxonomy
from emndir.geography.gazetteer import Gazetteer, Located, place_key
from emndir.geography.postcodes import find_postcodes
from emndir.search.lexicon import Lexicon, Meaning, Term
from emndir.search.results import ReadAs, Understood
from emndir.search.synonyms import Elsewhere
from emndir.search.words import (
    PLACE_PREPOSITIONS,
    STOP_WORDS,
    WORDS_AT_MOST,
    Token,
    cut_typed,
    key_of,
    tokens_of,
)

PHONE_DIGITS_AT_LEAST = 4
"""Fewer digits than this are no part of a phone number."""

_NUMBER = re.compile(r"\+?\(?\d[\d\s().\-/+]{2,}\d|\b\d{3,}\b", re.ASCII)
_TWO_WEEK_WAIT = re.compile(r"\b2ww\b", re.IGNORECASE)
"""The old two week wait: after a district it would look like the end of a postcode."""
_READ_AS = {
    Taxonomy.CANCER_SITE: ReadAs.CANCER_SITE,
    Taxonomy.SERVICE_TYPE: ReadAs.SERVICE_TYPE,
    Taxonomy.HELP_GROUP: ReadAs.HELP_GROUP,
    Taxonomy.PATHWAY_STAGE: ReadAs.STAGE,
    Taxonomy.AUDIENCE: ReadAs.AUDIENCE,
    Taxonomy.REFERRAL_ROUTE: ReadAs.ROUTE,
    Taxonomy.DELIVERY: ReadAs.DELIVERY,
}
_REQUIRED = (Taxonomy.CANCER_SITE, Taxonomy.SERVICE_TYPE)
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
    def terms(self) -> dict[Term, float]:
        """Return the terms it may mean, with their weights."""
        return self.meaning.terms if self.meaning else {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """One question, read."""

    tokens: tuple[Token, ...] = ()
    concepts: tuple[Concept, ...] = ()
    located: Located | None = None
    phones: tuple[str, ...] = ()
    understood: tuple[Understood, ...] = ()
    elsewhere: tuple[tuple[str, Elsewhere], ...] = ()

    @property
    def asks_nothing(self) -> bool:
        """Return True if no word, number or place was typed."""
        return not (self.concepts or self.phones or self.located or self.elsewhere)


@dataclass(slots=True)
class _Reader:
    """One pass over one question."""

    typed: str
    lexicon: Lexicon
    gazetteer: Gazetteer
    is_name_word: Callable[[str], bool]
    plain: frozenset[str]
    corrections: Mapping[str, str]
    concepts: list[Concept] = field(default_factory=list)
    understood: list[Understood] = field(default_factory=list)
    elsewhere: list[tuple[str, Elsewhere]] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    located: Located | None = None
    located_surely: bool = False

    def read(self, *, keep_last_open: bool) -> Understanding:
        rest = self._take_postcodes(self._take_phones(self.typed))
        tokens = self._corrected(tokens_of(rest)[:WORDS_AT_MOST])
        at = 0
        run = 0
        while at < len(tokens):
            known = len(self.concepts)
            at += self._read_at(tokens, at)
            run += len(self.concepts) == known
            self.concepts[known:] = [replace(one, run=run) for one in self.concepts[known:]]
        if keep_last_open and self.concepts and tokens and not tokens[-1].is_stop:
            last = self.concepts[-1]
            if last.tokens and last.tokens[-1] == tokens[-1].text and self._ends(tokens[-1]):
                self.concepts[-1] = replace(last, is_last=True)
        return Understanding(
            tokens=tokens,
            concepts=tuple(self.concepts),
            located=self.located,
            phones=tuple(dict.fromkeys(self.phones)),
            understood=tuple(self.understood),
            elsewhere=tuple(self.elsewhere),
        )

    def _corrected(self, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
        """Return the words with corrected spelling, each where it was typed."""
        if not self.corrections:
            return tokens
        return tuple(
            Token(word, token.start, token.end)
            for token in tokens
            for word in self.corrections.get(token.text, token.text).split()
        )

    def _ends(self, token: Token) -> bool:
        return token.end == len(self.typed)

    def _take_phones(self, text: str) -> str:
        """Read phone numbers, and return the text with blanks in their place."""
        for match in _NUMBER.finditer(text):
            written = match.group()
            if written in self.plain:
                continue
            digits = phone_digits(written)
            is_short = digits in SHORT_NUMBERS and len(digits) >= 3
            is_long = len(digits) >= PHONE_DIGITS_AT_LEAST and digits.startswith("0")
            if is_short or is_long or _is_foreign(written):
                self.phones.append(digits)
                self._chip(ReadAs.PHONE, digits, written.strip(), written.strip())
                text = _blanked(text, match.start(), match.end())
        return text

    def _take_postcodes(self, text: str) -> str:
        for found in find_postcodes(_TWO_WEEK_WAIT.sub("   ", text)):
            typed = text[found.start : found.end]
            if typed in self.plain or self.located_surely:
                continue
            located = self.gazetteer.locate_postcode(found.postcode)
            if located is None:
                continue
            self.located, self.located_surely = located, True
            self._chip(ReadAs.PLACE, str(found.postcode), located.label, typed)
            text = _blanked(text, found.start, found.end)
        return text

    def _read_at(self, tokens: Sequence[Token], at: int) -> int:
        """Read the longest phrase that begins here; return how many words it took."""
        phrase = self._longest_phrase(tokens, at)
        place = self._longest_place(tokens, at)
        elsewhere = self._longest_elsewhere(tokens, at)
        if elsewhere and elsewhere >= max(phrase, place):
            return self._add_elsewhere(tokens[at : at + elsewhere])
        if place and (place > phrase or (place == phrase and self._is_prepared(tokens, at))):
            return self._add_place(tokens, at, place)
        if phrase:
            return self._add_phrase(tokens[at : at + phrase])
        if not tokens[at].is_stop:
            self._add_word(tokens[at])
        return 1

    def _span(self, tokens: Sequence[Token]) -> str:
        return self.typed[tokens[0].start : tokens[-1].end]

    def _longest_elsewhere(self, tokens: Sequence[Token], at: int) -> int:
        for length in range(min(self.lexicon.longest, len(tokens) - at), 0, -1):
            part = tokens[at : at + length]
            words = [token.text for token in part]
            if self.lexicon.elsewhere(words) and self._span(part) not in self.plain:
                return length
        return 0

    def _longest_phrase(self, tokens: Sequence[Token], at: int) -> int:
        """Return the length of the longest known phrase from here.

        Words without meaning may stand inside it, at its ends only if it needs them.
        """
        best, meant = 0, 0
        words: list[str] = []
        for token in tokens[at : at + self.lexicon.longest + 4]:
            words.append(token.text)
            meant += not token.is_stop
            if meant > self.lexicon.longest:
                break
            keeps_all = len(key_of(words)) == len(words)
            if (words[0] in STOP_WORDS or token.is_stop) and not keeps_all:
                continue
            if (
                self.lexicon.meaning(key_of(words))
                and self._span(tokens[at : at + len(words)]) not in self.plain
            ):
                best = len(words)
        return best

    def _longest_place(self, tokens: Sequence[Token], at: int) -> int:
        if tokens[at].is_stop:
            return 0
        for length in range(min(self.gazetteer.longest_name, len(tokens) - at), 0, -1):
            part = tokens[at : at + length]
            if self._span(part) not in self.plain and self._names_place(tokens, at, length):
                return length
        return 0

    def _names_place(self, tokens: Sequence[Token], at: int, length: int) -> bool:
        key = place_key(" ".join(token.text for token in tokens[at : at + length]))
        prepared = self._is_prepared(tokens, at)
        if key in self.gazetteer.locality_names:
            return True
        name, _, area = key.rpartition(" ")
        if area in self.gazetteer.locality_names and name in self.gazetteer.place_names:
            return self.gazetteer.locate_name(key) is not None
        places = self.gazetteer.place_names.get(key, ())
        if not places:
            return prepared and key in self.gazetteer.post_towns and len(key) > 3
        if prepared:
            return True
        if key in self.lexicon.ordinary:
            return False
        return places[0].is_town or not (length == 1 and self._is_known_word(key))

    def _is_known_word(self, word: str) -> bool:
        return word in self.lexicon.soft or word in self.lexicon.words or self.is_name_word(word)

    def _is_prepared(self, tokens: Sequence[Token], at: int) -> bool:
        """Return True after "in", "near" and the like: a place is expected."""
        before = [token.text for token in tokens[max(0, at - 2) : at]]
        if before and before[-1] in PLACE_PREPOSITIONS:
            return True
        return len(before) == 2 and before[0] in PLACE_PREPOSITIONS and before[1] in ("to", "the")

    def _add_place(self, tokens: Sequence[Token], at: int, length: int) -> int:
        part = tokens[at : at + length]
        prepared = self._is_prepared(tokens, at)
        located = self.gazetteer.locate_name(" ".join(token.text for token in part))
        self.concepts.append(
            Concept(
                typed=self._span(part),
                tokens=tuple(token.text for token in part),
                is_required=False,
                is_place=True,
            )
        )
        if located and (self.located is None or (prepared and not self.located_surely)):
            self.understood = [item for item in self.understood if item.read_as is not ReadAs.PLACE]
            self.located, self.located_surely = located, prepared
            self._chip(ReadAs.PLACE, located.label, located.label, self._span(part))
        return length

    def _add_phrase(self, part: Sequence[Token]) -> int:
        words = tuple(token.text for token in part)
        meaning = self.lexicon.meaning(key_of(words))
        if meaning is None:
            raise AssertionError(words)
        required = meaning.is_strong and (
            not meaning.terms
            or any(term[0] in _REQUIRED or term in _REQUIRED_TERMS for term in meaning.terms)
        )
        self.concepts.append(
            Concept(typed=self._span(part), tokens=words, meaning=meaning, is_required=required)
        )
        if not self.lexicon.soft.issuperset(words):
            self._chip_terms(meaning, self._span(part))
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

    def _chip_terms(self, meaning: Meaning, span: str) -> None:
        """Show one reading a phrase: the first taxonomy that it has a term of."""
        for taxonomy, read_as in _READ_AS.items():
            codes = [code for known, code in meaning.terms if known is taxonomy]
            if codes:
                label = self.lexicon.vocabulary.label(taxonomy, codes[0])
                if len(codes) > 1:
                    label = span[:1].upper() + span[1:]
                self._chip(read_as, ",".join(codes), label, span)
                return

    def _chip(self, read_as: ReadAs, code: str, label: str, words: str) -> None:
        self.understood.append(Understood(read_as=read_as, code=code, label=label, words=words))


def understand(
    typed: str,
    lexicon: Lexicon,
    gazetteer: Gazetteer,
    *,
    plain: Sequence[str] = (),
    corrections: Mapping[str, str] = MappingProxyType({}),
    is_name_word: Callable[[str], bool] = lambda _word: False,
    keep_last_open: bool = True,
) -> Understanding:
    """Read a question.

    `plain` are spans whose reading was taken off; `corrections` words to read as others. `is_name_word` says whether a word is part
    of a service's own name: such a word is a village only after "in" or "near".
    `keep_last_open` lets the last word be the beginning of one.
    """
    reader = _Reader(
        typed=cut_typed(typed),
        lexicon=lexicon,
        gazetteer=gazetteer,
        is_name_word=is_name_word,
        plain=frozenset(plain),
        corrections=corrections,
    )
    ends_open = keep_last_open and not typed[-1:].isspace()
    return reader.read(keep_last_open=ends_open)


def _is_foreign(written: str) -> bool:
    return written.startswith("+") and len(phone_digits(written)) >= PHONE_DIGITS_AT_LEAST


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]
