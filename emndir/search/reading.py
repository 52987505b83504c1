"""Reading a question: understanding its words, mending their spelling, finding its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from emndir.domain.errors import UnknownPlaceError
from emndir.domain.location import Position
from emndir.domain.vocabulary import Precision
from emndir.geography.gazetteer import Gazetteer, Located
from emndir.search.criteria import Criteria
from emndir.search.lexicon import Lexicon
from emndir.search.matching import Found, Matcher
from emndir.search.names import NameIndex, NameMatcher
from emndir.search.results import Correction
from emndir.search.spelling import Speller
from emndir.search.understanding import Concept, Understanding, understand
from emndir.search.words import stem

if TYPE_CHECKING:
    from emndir.search.records import Record, Records

_TOWN_COUNT, _LEXICON_COUNT = 20, 5
"""How common a town and a word of the vocabulary count as, where spelling is mended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question, read: what its words mean and found, and where it is asked from.

    `is_elsewhere` is True where it asks for a need that this directory does not list.
    """

    criteria: Criteria
    understanding: Understanding
    found: tuple[Found, ...]
    names: NameMatcher
    corrections: tuple[Correction, ...] = ()
    located: Located | None = None
    near_problem: str = ""
    is_elsewhere: bool = False


class QuestionReader:
    """Reads questions to one directory."""

    def __init__(
        self,
        lexicon: Lexicon,
        gazetteer: Gazetteer,
        records: Records,
        words: Mapping[str, int],
        name_index: NameIndex,
        places: Mapping[int, Record],
    ) -> None:
        """Read with a directory's words and names; `places` are its hospitals by their row."""
        self._name_index = name_index
        self._places = places
        self._lexicon = lexicon
        self._gazetteer = gazetteer
        self._records = records
        self._words = words

    @cached_property
    def _speller(self) -> Speller:
        towns = (
            word
            for key, places in self._gazetteer.place_names.items()
            if places[0].is_town
            for word in key.split()
        )
        known = dict.fromkeys(towns, _TOWN_COUNT)
        known |= dict.fromkeys(self._lexicon.words, _LEXICON_COUNT)
        return Speller({**known, **self._words}, never=self._lexicon.never_mended)

    def read(self, criteria: Criteria, matcher: Matcher) -> Question:
        """Return a question, read."""
        understanding = self._understand(criteria)
        corrections = self._corrections(understanding, matcher)
        if corrections:
            understanding = self._understand(criteria, corrections)
        names = NameMatcher(understanding, self._lexicon.soft, self._name_index)
        located, near_problem = self._locate(criteria, understanding, names)
        found = () if understanding.phones else tuple(map(matcher.match, understanding.concepts))
        return Question(
            criteria=criteria,
            understanding=understanding,
            found=found,
            names=names,
            corrections=corrections,
            located=located,
            near_problem=near_problem,
            is_elsewhere=self._is_elsewhere(understanding, matcher),
        )

    def _is_elsewhere(self, understanding: Understanding, matcher: Matcher) -> bool:
        """Return True if a need is asked for that no service is called by or states."""
        typed = frozenset(stem(token.text) for token in understanding.tokens)
        return any(
            concept.is_elsewhere
            and not matcher.offers(concept.tokens)
            and not self._records.states_need(tuple(map(stem, concept.tokens)), typed)
            for concept in understanding.concepts
        )

    def _understand(
        self, criteria: Criteria, corrections: Iterable[Correction] = ()
    ) -> Understanding:
        return understand(
            criteria.words,
            self._lexicon,
            self._gazetteer,
            plain=criteria.plain,
            corrections={item.typed: item.used for item in corrections},
            is_name_word=self._records.name_words.__contains__,
        )

    def _corrections(
        self, understanding: Understanding, matcher: Matcher
    ) -> tuple[Correction, ...]:
        """Return words to read as others: only where the word as typed finds nothing."""
        corrections = []
        for concept in understanding.concepts:
            if concept.meaning or concept.is_place or concept.is_elsewhere:
                continue
            for word in dict.fromkeys(concept.tokens):
                used = self._mended(word, concept, matcher)
                if used and used != word:
                    corrections.append(Correction(word, used))
        return tuple(corrections)

    def _mended(self, word: str, concept: Concept, matcher: Matcher) -> str | None:
        if word in self._lexicon.misspelt:
            return self._lexicon.misspelt[word]
        if word in self._words or word in self._lexicon.soft:
            return None
        if matcher.is_known(word, is_open=concept.is_last):
            return None
        return self._speller.correct(word)

    def _locate(
        self, criteria: Criteria, understanding: Understanding, names: NameMatcher
    ) -> tuple[Located | None, str]:
        """Return the place of the near box, else the one among the words.

        A hospital that is named says where as well, and better than a county does.
        """
        near_problem = ""
        if criteria.near.strip():
            try:
                return self._gazetteer.locate(criteria.near), ""
            except UnknownPlaceError as error:
                near_problem = str(error)
        located = understanding.located
        if located is None or located.is_area:
            located = self._named_hospital(names) or located
        return located, near_problem

    def _named_hospital(self, names: NameMatcher) -> Located | None:
        """Return the place of the one NHS site whose whole name was typed, or None."""
        rows = names.named(self._records.nhs_sites).tolist()
        named = [self._places[row] for row in rows if self._places[row].points]
        if len(named) != 1:
            return None
        (hospital,) = named
        point = hospital.points[0]
        district, county = self._gazetteer.area_of(hospital.postcode, point.coordinates)
        return Located(
            label=hospital.name,
            position=Position(
                point.coordinates, Precision.EXACT if point.is_exact else Precision.SECTOR
            ),
            note="",
            county=county,
            district=district,
        )
