"""Reading a question: understanding its words, mending their spelling, finding its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from emndir.domain.errors import UnknownPlaceError
from emndir.domain.location import Position
from emndir.domain.taxonomy import Taxonomy
from emndir.domain.vocabulary import ALL_SITES, Precision
from emndir.geography.gazetteer import Gazetteer
from emndir.geography.places import Located
from emndir.search.aside import Aside
from emndir.search.bodies import Bodies
from emndir.search.criteria import Criteria
from emndir.search.lexicon import Lexicon
from emndir.search.matching import Found, Matcher
from emndir.search.named_places import (
    NamedPlace,
    NamedPlaces,
    measured_from,
    place_stands_within,
)
from emndir.search.names import NameIndex, NameMatcher
from emndir.search.place_words import is_prepared
from emndir.search.results import Correction
from emndir.search.spelling import Speller
from emndir.search.understanding import Concept, Understanding, understand
from emndir.search.words import cut_typed, fold, key_of, stem

if TYPE_CHECKING:
    from emndir.search.columns import Rows
    from emndir.search.records import Record, Records

_TOWN_COUNT, _LEXICON_COUNT = 20, 5
"""How common a town and a word of the vocabulary count as, where spelling is mended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question, read: what its words mean and found, and where it is asked from.

    `sites_within` are cancers named inside longer phrases: "breast prosthesis".
    `is_elsewhere` is True where it asks for a need that this directory does not list.
    """

    criteria: Criteria
    understanding: Understanding
    found: tuple[Found, ...]
    names: NameMatcher
    sites_within: frozenset[str] = frozenset()
    corrections: tuple[Correction, ...] = ()
    located: Located | None = None
    near_problem: str = ""
    near_gave_way: bool = False
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
        bodies: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Read with a directory's words and names.

        `places` are its hospitals by their row, `bodies` names of organisations with today's.
        """
        self._name_index = name_index
        self._places = places
        self._body_names = bodies
        self._lexicon = lexicon
        self._gazetteer = gazetteer
        self._records = records
        self._words = words

    @cached_property
    def _speller(self) -> Speller:
        names = self._gazetteer.place_names.items()
        towns = {word for key, known in names if known[0].is_town for word in key.split()}
        villages = {word for key, known in names if known[0].in_region for word in key.split()}
        words = dict.fromkeys(towns, _TOWN_COUNT)
        words |= dict.fromkeys(self._lexicon.words, _LEXICON_COUNT)
        return Speller(
            {**words, **self._words},
            self._lexicon.never_mended,
            places=villages,
            real=self._lexicon.real,
        )

    @cached_property
    def _bodies(self) -> Bodies:
        places = (*self._gazetteer.place_names, *self._gazetteer.locality_names)
        return Bodies(
            self._body_names,
            everyday=self._lexicon.everyday_words().union(*map(str.split, places)),
            same=self._lexicon.same,
            real=self._lexicon.real,
        )

    def prepare(self) -> None:
        """Make what the first question would wait for: while a directory opens, in its thread."""
        self._speller.correct("prepare")
        self._understand(Criteria(words="prepare"))
        _ = self._named_places

    @cached_property
    def _named_places(self) -> NamedPlaces[Record]:
        """Return the hospitals and other NHS sites that have a place, by their names."""
        return NamedPlaces(self._placed(self._records.nhs_sites))

    def _placed(self, rows: Rows) -> list[Record]:
        known = map(self._places.__getitem__, rows.tolist())
        return [record for record in known if record.points]

    def read(self, criteria: Criteria, matcher: Matcher) -> Question:
        """Return a question, read."""
        understanding = self._understand(criteria)
        corrections = self._corrections(understanding, criteria, matcher)
        if corrections:
            understanding = self._understand(criteria, corrections)
        names = NameMatcher(understanding, self._lexicon.soft, self._name_index)
        aside = Aside(names.prepare) if names.is_large else None
        near_gave_way = self._gives_way(criteria, understanding, names)
        if near_gave_way:
            criteria = replace(criteria, near="")
        located, near_problem, understanding = self._locate(criteria, understanding, names)
        found = () if understanding.phones else tuple(map(matcher.match, understanding.concepts))
        if aside is not None:
            aside.result()
        return Question(
            criteria=criteria,
            understanding=understanding,
            found=found,
            names=names,
            sites_within=self._sites_within(understanding),
            corrections=corrections,
            located=located,
            near_problem=near_problem,
            near_gave_way=near_gave_way,
            is_elsewhere=self._is_elsewhere(understanding, matcher),
        )

    def _sites_within(self, understanding: Understanding) -> frozenset[str]:
        """Return the cancers that are named inside longer phrases."""
        meanings = (
            self._lexicon.meaning(key_of((word,)))
            for concept in understanding.concepts
            if len(concept.tokens) > 1
            for word in concept.tokens
        )
        return frozenset(
            code
            for meaning in meanings
            if meaning
            and meaning.is_strong
            and all(taxonomy is Taxonomy.CANCER_SITE for taxonomy, _ in meaning.terms)
            for _taxonomy, code in meaning.terms
            if code != ALL_SITES
        )

    def _is_elsewhere(self, understanding: Understanding, matcher: Matcher) -> bool:
        """Return True if a need is asked for that no service is called by or states.

        A cancer that is named apart from it is answered: "dentist saw a white patch".
        """
        runs = {concept.run for concept in understanding.concepts if concept.is_elsewhere}
        if any(_names_a_cancer(one) and one.run not in runs for one in understanding.concepts):
            return False
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
            bodies=self._bodies,
        )

    def _corrections(
        self, understanding: Understanding, criteria: Criteria, matcher: Matcher
    ) -> tuple[Correction, ...]:
        """Return words to read as others: only where the word as typed finds next to nothing."""
        tokens = understanding.tokens
        plain = {word for span in criteria.plain for word in fold(cut_typed(span)).split()}
        at_place = {token.text for at, token in enumerate(tokens) if is_prepared(tokens, at)}
        corrections = []
        for concept in understanding.concepts:
            if concept.meaning or concept.is_place or concept.is_elsewhere:
                continue
            for word in dict.fromkeys(concept.tokens):
                used = None
                if word not in plain:
                    expects = word in at_place
                    used = self._mended(word, concept, matcher, expects_place=expects)
                if used and used != word:
                    corrections.append(Correction(word, used))
        return tuple(corrections)

    def _mended(
        self, word: str, concept: Concept, matcher: Matcher, *, expects_place: bool
    ) -> str | None:
        lexicon = self._lexicon
        if word in lexicon.misspelt:
            return lexicon.misspelt[word]
        if word in lexicon.soft:
            return None
        if word in self._words or matcher.is_known(word, is_open=concept.is_last):
            is_sure = concept.is_last or lexicon.is_word(word)
            return None if is_sure else self._speller.correct_rare(word)
        used = self._correct(word, expects_place)
        if used and concept.is_last and self._speller.begins_a_word(word):
            return used if used.startswith(word) else None
        return used

    @cached_property
    def _correct(self) -> Callable[[str, bool], str | None]:
        """Return the speller, which remembers the last words: each key press asks them again."""

        @lru_cache(maxsize=256)
        def correct(word: str, expects_place: bool) -> str | None:
            return self._speller.correct(word, expects_place=expects_place)

        return correct

    def forget(self) -> None:
        """Forget the words that were mended."""
        self.__dict__.pop("_correct", None)

    def _gives_way(
        self, criteria: Criteria, understanding: Understanding, names: NameMatcher
    ) -> bool:
        """Return True if the words say where, and the near box only where somebody usually is.

        The town in a hospital's name says which hospital; and from a place inside a county or
        district that was typed, miles say more than from its middle.
        """
        typed = understanding.located
        if typed is None or not (criteria.near_gives_way and criteria.near.strip()):
            return False
        named = self._named_hospital(names, understanding)
        if named and place_stands_within(understanding, named.start, named.end):
            return False
        return not (typed.is_area and self._is_inside(criteria.near, typed))

    def _is_inside(self, near: str, area: Located) -> bool:
        try:
            there = self._gazetteer.locate(near)
        except UnknownPlaceError:
            return False
        is_region = not area.county
        return is_region or area.label in (there.label, there.district, there.county)

    def _locate(
        self, criteria: Criteria, understanding: Understanding, names: NameMatcher
    ) -> tuple[Located | None, str, Understanding]:
        """Return the place of the near box, else the one among the words, which is then shown.

        A hospital that is named says where as well, and better than its town or a county does.
        """
        near_problem = ""
        if criteria.near.strip():
            try:
                return self._gazetteer.locate(criteria.near), "", understanding
            except UnknownPlaceError as error:
                near_problem = str(error)
        located = understanding.located
        named = self._named_hospital(names, understanding)
        if named and (
            located is None
            or located.is_area
            or place_stands_within(understanding, named.start, named.end)
        ):
            located = self._at_hospital(named.place)
            understanding = measured_from(understanding, named, named.place.name, criteria.words)
        return located, near_problem, understanding

    def _named_hospital(
        self, names: NameMatcher, understanding: Understanding
    ) -> NamedPlace[Record] | None:
        """Return the one NHS site whose whole name was typed, or None."""
        likely = self._placed(names.named(self._records.nhs_sites))
        return self._named_places.find(likely, understanding.open_tokens)

    def _at_hospital(self, hospital: Record) -> Located:
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


def _names_a_cancer(concept: Concept) -> bool:
    """Return True for words that mean a cancer and nothing else."""
    return (
        concept.is_required
        and bool(concept.terms)
        and all(
            taxonomy is Taxonomy.CANCER_SITE and code != ALL_SITES
            for taxonomy, code in concept.terms
        )
    )
