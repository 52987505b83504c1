"""Ranking: which services answer the whole question, and in what order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from emndir.domain.taxonomy import Taxonomy
from emndir.domain.vocabulary import ALL_SITES, HelpGroup
from emndir.search.columns import Bools, Doubles, Flag, Floats, Rows
from emndir.search.criteria import Facet
from emndir.search.facets import FacetCounter
from emndir.search.matching import Found
from emndir.search.names import NameFits, NameMatcher
from emndir.search.nearness import Surroundings
from emndir.search.openness import Asked
from emndir.search.records import Records

ENOUGH = 10
"""With fewer full answers than this, services that have most of the question follow them."""
TEXT_GRADES, NAME_GRADES = 4.0, 2.5
"""Steps of usefulness between no and a full match, and for a name."""
MILES_A_GRADE = 13.0
"""Some 13 miles further off make the same service one step less useful."""
_FAR_MILES, _FAR_MILES_A_GRADE = 30.0, 36.0
"""Beyond so many miles a mile tells less: both are a journey."""
_FURTHEST_MILES = 120.0
_UNSURE, _PARTLY = 0.3, 0.8
_AT_NAMED_PLACE = 0.8
"""A service at the hospital that was named, before one that only mentions it."""
_ANY_SITE, _OTHER_SITE, _ONE_SITE = 1.5, 1.5, 0.7
"""Taken off where one cancer was asked for: help for any, help for another; and for one cancer
only where none was asked for."""
_BEFORE_CANCER = 0.7
"""Taken off for screening and vaccination where the question asks for neither."""
_BEFORE_TYPES = ("screening", "prevention")
_ASKS_BEFORE = frozenset(
    {
        *((Taxonomy.SERVICE_TYPE, code) for code in (*_BEFORE_TYPES, "stop-smoking")),
        *((Taxonomy.PATHWAY_STAGE, code) for code in _BEFORE_TYPES),
        (Taxonomy.HELP_GROUP, HelpGroup.WORRIED_OR_SCREENING.value),
        (Taxonomy.HELP_GROUP, HelpGroup.STAYING_WELL.value),
    }
)
_SURELY = 0.8
"""Weight from which a phrase means a cancer itself."""
_LITTLE_OF_NAME = 0.2
"""A fit to a name below this is no sign that the service was meant."""
_FOR_CHILDREN = 0.7
"""Taken off for help for children only where the question names none."""
_CHILDREN = frozenset(
    {
        (Taxonomy.AUDIENCE, "children"),
        (Taxonomy.AUDIENCE, "young-people"),
        (Taxonomy.CANCER_SITE, "childhood"),
        (Taxonomy.CANCER_SITE, "teenage-young-adult"),
        (Taxonomy.HELP_GROUP, HelpGroup.CHILDREN_YOUNG_PEOPLE.value),
        (Taxonomy.SERVICE_TYPE, "children-young-people"),
    }
)
_WHEN = 0.6
"""What hours that fit "evening" or "open now" mean: a tie between equals is theirs, and they are
worth a journey of some eight miles, but no hours make another kind of help the answer."""
_OPTIONAL = 0.6
"""Share of its weight that a word has which need not match."""
_OF_BODY = 0.5
"""What "macmillan" means more by Macmillan's own services than by others called after it."""
_NATIONAL_WITHOUT_ORIGIN = 0.15
_NEED_TELLS_MORE = 1.0
"""A cancer or kind of help is kept before a word that is nearly three times as rare."""
_BEGUN = 3
"""Letters from which a half-typed word is a word."""
_NEED_WEIGHS_MORE = 2.0
"""Added to how telling a cancer or a kind of help is: it is what was asked, the rest is how."""
_COMMON_SHARE = 0.08
"""A word that more than this share of services has tells too little to stand alone; a cancer never
does."""
_HOW_SHARE = 0.3
"""Words such as "at home" answer alone only where no more than this share of services has them."""
_LONG, _MOST_OF_IT = 4, 0.4
"""Of a question of so many things, services that have this share of what it tells answer too."""


@dataclass(frozen=True, slots=True)
class Scored:
    """Rows that answer, one entry each: `score` puts all in order; `is_full` where no word lacks."""

    rows: Rows
    score: Floats
    is_full: Bools
    names: NameFits


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The services that have what was asked, and those that have most of it."""

    full: Bools
    partly: Bools
    not_used: tuple[str, ...] = ()

    @property
    def bits(self) -> Bools:
        """Return all of them."""
        return self.full | self.partly


def choose(
    found: Sequence[Found],
    records: Records,
    surroundings: Surroundings | None,
) -> Answer:
    """Return what answers the words, before any filter.

    Every meaningful word must match. Where that gives little (in reach, if a place was
    given), words are let go: names of hospitals first, then the least telling, never the last;
    then the needs alone answer, and what has most of a long question. A need that no service has
    gives no answer at all.
    """
    none: Bools = np.zeros(records.count, dtype=np.bool_)
    found = [item for item in found if not _is_hardly_begun(item)]
    required = [item for item in found if item.concept.is_required]
    not_used = tuple(item.concept.typed for item in required if not item.is_known)
    if not required:
        ranking = [item for item in found if item.is_known and not item.concept.is_place]
        required = [item for item in ranking if item.concept.meaning] or ranking
    if not required:
        is_only_place = all(item.concept.is_place for item in found)
        return Answer(
            full=records.offered if is_only_place else none, partly=none, not_used=not_used
        )
    known = [item for item in required if item.is_known]
    unknown = [item for item in required if not item.is_known]
    if unknown and not _can_stand_alone(found, records.offered_count):
        return Answer(full=none, partly=none, not_used=not_used)
    chooser = _Chooser(known, records, surroundings)
    chooser.choose([item for item in found if _says_how(item)])
    return Answer(full=chooser.full, partly=chooser.partly, not_used=not_used)


def _is_hardly_begun(item: Found) -> bool:
    """Return True for a letter or two at the end that begin no name: more is being typed."""
    concept = item.concept
    return concept.is_last and not item.is_known and len(concept.tokens[-1]) < _BEGUN


def _can_stand_alone(found: Sequence[Found], offered: int) -> bool:
    """Return True if something known tells enough to answer without the unknown words.

    It does not where an unknown word beside it says which: "knee surgery", "airport taxi".
    """
    return any(
        item.is_known
        and _tells_enough(item, offered)
        and (_names_cancer(item) or not _is_spoiled(found, at))
        for at, item in enumerate(found)
    )


def _tells_enough(item: Found, offered: int) -> bool:
    concept = item.concept
    if not concept.is_required or not item.strong_count:
        return False
    if _names_cancer(item):
        return True
    means = concept.is_need or bool(concept.meaning and concept.meaning.phrases)
    return means and item.strong_count <= _COMMON_SHARE * max(1, offered)


def _names_cancer(item: Found) -> bool:
    return any(
        taxonomy is Taxonomy.CANCER_SITE and code != ALL_SITES
        for taxonomy, code in item.concept.terms
    )


def _is_particular(item: Found) -> bool:
    """Return True for a test or the like that is for one cancer: "mammogram", not "breast"."""
    meaning = item.concept.meaning
    if meaning is None or not meaning.phrases or not _names_cancer(item):
        return False
    return max(meaning.terms.values()) < _SURELY


def _is_spoiled(found: Sequence[Found], at: int) -> bool:
    """Return True if an unknown word stands beside a need, with only telling words between."""
    run = found[at].concept.run
    for others in (found[:at][::-1], found[at + 1 :]):
        for other in others:
            if other.concept.run != run or not other.concept.is_required:
                break
            if not other.is_known:
                return True
    return False


class _Chooser:
    """Collects full answers, and partial ones step by step until there are enough in reach."""

    def __init__(
        self, known: Sequence[Found], records: Records, surroundings: Surroundings | None
    ) -> None:
        self._records = records
        self._surroundings = surroundings
        self._known = sorted(known, key=_dropped_last)
        self._strong = self._having(self._known)
        self.full: Bools = records.offered.copy()
        for item in known:
            self.full &= item.bits
        self.partly: Bools = np.zeros(records.count, dtype=np.bool_)

    def choose(self, by_the_way: Sequence[Found]) -> None:
        """Let words go; `by_the_way` are known words that need not match."""
        kept = list(self._known)
        while len(kept) > 1 and self._is_short():
            kept.pop()
            self._add(self._having(kept))
        needs = [item for item in self._known if item.concept.is_need]
        if len(self._known) > 1:
            self._add_needs(needs)
        if len(self._known) >= _LONG and self._is_short():
            self._add_most()
        if not needs and self._is_short():
            self._add_how(by_the_way)

    def _add_needs(self, needs: Sequence[Found]) -> None:
        """Add, in reach only, what has all needs, then fewer, then what is related to the first."""
        kept = list(needs)
        while kept and self._is_short():
            self._add(self._in_reach(self._having(kept)))
            kept.pop()
        if needs and needs[0].concept.is_kind and self._is_short():
            self._add(self._in_reach(self._records.offered & needs[0].bits))

    def _add_most(self) -> None:
        """Add what has most of a long question: hardly anything has all of it."""
        total = sum(map(_tells, self._known))
        has = np.zeros(self._records.count)
        for item in self._known:
            has += _tells(item) * item.strong
        self._add(self._records.offered & (has >= _MOST_OF_IT * total))

    def _add_how(self, by_the_way: Sequence[Found]) -> None:
        """Add, in reach only, what is given so, where no need was named: "at home"."""
        offered = max(1, self._records.offered_count)
        for item in by_the_way:
            if item.strong_count <= _HOW_SHARE * offered:
                self._add(self._in_reach(self._having([item])))

    def _add(self, bits: Bools) -> None:
        self.partly |= bits & ~self.full

    def _having(self, items: Sequence[Found]) -> Bools:
        bits: Bools = self._records.offered.copy()
        for item in items:
            bits &= item.strong
        return bits

    def _in_reach(self, bits: Bools) -> Bools:
        return self._surroundings.in_reach(bits) if self._surroundings is not None else bits

    def _is_short(self) -> bool:
        """Return True if there are not enough answers, in reach where a place was given."""
        bits = self._strong | self.partly
        if self._surroundings is None:
            return int(np.count_nonzero(bits)) < ENOUGH
        return not self._surroundings.reach(np.flatnonzero(bits), ENOUGH)


def _says_how(item: Found) -> bool:
    """Return True for known words that say how or for whom, and need not match."""
    concept = item.concept
    return item.is_known and bool(concept.terms) and not (concept.is_required or concept.is_place)


def _tells(item: Found) -> float:
    return item.weight + (_NEED_TELLS_MORE if item.concept.is_need else 0.0)


def _dropped_last(item: Found) -> tuple[bool, float]:
    return item.is_where, -_tells(item)


class Ranker:
    """Scores the services that answer one question."""

    def __init__(
        self,
        found: Sequence[Found],
        names: NameMatcher,
        records: Records,
        facets: FacetCounter,
        surroundings: Surroundings | None,
        *,
        sites: frozenset[str] = frozenset(),
        at_named_places: Rows | None = None,
        when: Asked | None = None,
    ) -> None:
        self._found = [(item, self._weight(item)) for item in found]
        self._total = sum(weight for _item, weight in self._found) or 1.0
        self._names = names
        self._records = records
        self._facets = facets
        self._surroundings = surroundings
        self._sites = sites
        self._at_named_places = at_named_places
        self._when = when
        terms = {term for item in found for term in item.concept.terms}
        self._asks_children = not terms.isdisjoint(_CHILDREN)
        self._asks_before = not terms.isdisjoint(_ASKS_BEFORE) or any(
            _is_particular(item) for item in found
        )

    @staticmethod
    def _weight(item: Found) -> float:
        more = _NEED_WEIGHS_MORE if item.concept.is_need else 0.0
        return (item.weight + more) * (1.0 if item.concept.is_required else _OPTIONAL)

    def score(self, rows: Rows, is_full: Bools) -> Scored:
        """Return services with their scores; more is better, one step is one grade of use.

        `is_full` says which of them lack no word.
        """
        names = self._names.fits(rows)
        score: Floats = np.float32(NAME_GRADES) * names.share
        for item, weight in self._found:
            score += np.float32(TEXT_GRADES * weight / self._total) * item.fits[rows]
        score[self._records.unsure[rows]] -= np.float32(_UNSURE)
        score[~is_full] -= np.float32(_PARTLY)
        if self._at_named_places is not None and len(self._at_named_places):
            there: Bools = np.zeros(self._records.count, dtype=np.bool_)
            there[self._at_named_places] = True
            score[there[rows]] += np.float32(_AT_NAMED_PLACE)
        score[names.is_of_body] += np.float32(_OF_BODY)
        if self._when is not None:
            score += np.float32(_WHEN) * self._when.bonus(rows).astype(np.float32)
        score -= self._for_others(rows, names.share)
        if self._surroundings is not None:
            score -= self._surroundings.graded(rows, _grades_away)
        else:
            national = (self._records.columns.flags[rows] & int(Flag.NATIONAL)) != 0
            score[national] -= np.float32(_NATIONAL_WITHOUT_ORIGIN)
        return Scored(rows, score, is_full, names)

    def _for_others(self, rows: Rows, share: Floats) -> Floats:
        """Return what is taken off for what is meant for others than were asked for.

        Help for one cancer only is no answer to a question that names none; help for any
        cancer comes after that for the one that was named.
        """
        facets = self._facets
        any_site = facets.combinations(Facet.CANCER_SITE, (ALL_SITES,))
        other = facets.combinations(Facet.CANCER_SITE, None)
        if self._sites:
            off = np.where(any_site, _ANY_SITE, np.where(other, _OTHER_SITE, 0.0))
            off = np.where(facets.combinations(Facet.CANCER_SITE, self._sites), 0.0, off)
            taken = facets.spread(Facet.CANCER_SITE, off, rows)
        else:
            off = np.where(other & ~any_site, _ONE_SITE, 0.0)
            taken = facets.spread(Facet.CANCER_SITE, off, rows)
            taken[share > 0] = 0.0
        if not self._asks_children:
            children = (HelpGroup.CHILDREN_YOUNG_PEOPLE.value,)
            off = np.where(facets.combinations(Facet.HELP_GROUP, children), _FOR_CHILDREN, 0.0)
            more = facets.spread(Facet.HELP_GROUP, off, rows)
            more[share > 0] = 0.0
            taken += more
        if not self._asks_before:
            early = facets.combinations(Facet.SERVICE_TYPE, _BEFORE_TYPES)
            more = facets.spread(Facet.SERVICE_TYPE, np.where(early, _BEFORE_CANCER, 0.0), rows)
            more[share >= _LITTLE_OF_NAME] = 0.0
            taken += more
        return taken

    def missing(self, row: int) -> tuple[str, ...]:
        """Return the words that a row lacks."""
        return tuple(
            item.concept.typed
            for item, _weight in self._found
            if item.concept.is_required and not item.strong[row]
        )


def _grades_away(miles: Doubles) -> Doubles:
    """Return how many grades less useful something so far off is; far off a mile tells less."""
    near = np.minimum(miles, _FAR_MILES)
    far = np.minimum(miles, _FURTHEST_MILES) - near
    return near / MILES_A_GRADE + far / _FAR_MILES_A_GRADE


def sites_asked(found: Sequence[Found]) -> frozenset[str]:
    """Return the cancers that were asked for in words."""
    return frozenset(
        code
        for item in found
        for taxonomy, code in item.concept.terms
        if taxonomy is Taxonomy.CANCER_SITE and code != ALL_SITES
    )
