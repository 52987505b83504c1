"""Ranking: which services answer the whole question, and in what order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from emndir.domain.taxonomy import Taxonomy
from emndir.domain.vocabulary import ALL_SITES, ServiceStatus
from emndir.search.matching import Found
from emndir.search.names import NO_FIT, NameFit, NameMatcher
from emndir.search.nearness import Surroundings
from emndir.search.records import Record

ENOUGH = 6
"""With fewer full answers than this, services that have most of the question follow them."""
TEXT_GRADES, NAME_GRADES = 4.0, 2.5
"""Steps of usefulness between no and a full match, and for a name."""
MILES_A_GRADE = 13.0
"""Some 13 miles further off make the same service one step less useful."""
_MILES_GRADES_AT_MOST = 3.0
_UNSURE, _PARTLY = 0.3, 0.8
_AT_NAMED_PLACE = 0.8
"""A service at the hospital that was named, before one that only mentions it."""
_ANY_SITE, _ONE_SITE = 0.9, 0.7
_OPTIONAL = 0.35
"""Share of its weight that a word has which need not match."""
_OF_BODY = 0.5
"""What "macmillan" means more by Macmillan's own services than by others called after it."""
_NATIONAL_WITHOUT_ORIGIN = 0.15
_NEED_TELLS_MORE = 1.0
"""A cancer or kind of help is kept before a word that is nearly three times as rare."""
_COMMON_SHARE = 0.08
"""A word that more than this share of services has tells too little to stand alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One service that answers: `score` puts all in order, `missing` are words it lacks."""

    record: Record
    score: float
    name: NameFit = NO_FIT
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The services that have what was asked, and those that have most of it."""

    full: int = 0
    partly: int = 0
    not_used: tuple[str, ...] = ()

    @property
    def bits(self) -> int:
        """Return all of them."""
        return self.full | self.partly


def choose(found: Sequence[Found], offered: int, near: int) -> Answer:
    """Return what answers the words, before any filter.

    Every meaningful word must match. Where that gives little (in reach, if a place was
    given: `near`), words are let go: names of hospitals first, then the least telling, never the last;
    a need that no service has gives no answer at all.
    """
    required = [item for item in found if item.concept.is_required]
    not_used = tuple(item.concept.typed for item in required if not item.is_known)
    if not required:
        ranking = [item for item in found if item.is_known and not item.concept.is_place]
        required = [item for item in ranking if item.concept.meaning] or ranking
    if not required:
        is_only_place = all(item.concept.is_place for item in found)
        return Answer(full=offered if is_only_place else 0, not_used=not_used)
    known = [item for item in required if item.is_known]
    unknown = [item for item in required if not item.is_known]
    if unknown and not _can_stand_alone(known, unknown, offered):
        return Answer(not_used=not_used)
    full, partly = _steps(known, offered, near)
    return Answer(full=full, partly=partly, not_used=not_used)


def _can_stand_alone(known: Sequence[Found], unknown: Sequence[Found], offered: int) -> bool:
    """Return True if a known need tells enough to answer without the unknown words.

    It does not where an unknown word before it says which: "knee surgery", "airport taxi".
    """
    runs = {item.concept.run for item in unknown}
    total = max(1, offered.bit_count())
    return any(
        item.concept.is_need
        and 0 < item.strong.bit_count() <= _COMMON_SHARE * total
        and not (item.concept.is_kind and item.concept.run in runs)
        for item in known
    )


def _steps(known: Sequence[Found], offered: int, near: int) -> tuple[int, int]:
    """Return full answers, and partial ones where full ones are few."""
    kept = sorted(known, key=_dropped_last)
    full, strong = offered, offered
    for item in kept:
        full &= item.bits
        strong &= item.strong
    partly = 0
    while len(kept) > 1 and ((strong | partly) & near).bit_count() < ENOUGH:
        kept.pop()
        bits = offered
        for item in kept:
            bits &= item.strong
        partly |= bits & ~full
    return full, partly


def _dropped_last(item: Found) -> tuple[bool, float]:
    return item.is_where, -item.weight - (_NEED_TELLS_MORE if item.concept.is_need else 0.0)


class Ranker:
    """Scores the services that answer one question."""

    def __init__(
        self,
        found: Sequence[Found],
        names: NameMatcher,
        surroundings: Surroundings | None,
        *,
        sites: frozenset[str] = frozenset(),
        at_named_places: int = 0,
    ) -> None:
        self._found = [(item, self._weight(item)) for item in found]
        self._total = sum(weight for _item, weight in self._found) or 1.0
        self._names = names
        self._surroundings = surroundings
        self._sites = sites
        self._at_named_places = at_named_places

    @staticmethod
    def _weight(item: Found) -> float:
        return item.weight * (1.0 if item.concept.is_required else _OPTIONAL)

    def score(self, record: Record, *, is_full: bool = True) -> Scored:
        """Return one service with its score; more is better, one step is one grade of use."""
        number = record.number
        text = sum(weight * item.fits.get(number, 0.0) for item, weight in self._found)
        name = self._names.fit(record)
        score = TEXT_GRADES * text / self._total + NAME_GRADES * name.share
        if record.status is ServiceStatus.UNSURE:
            score -= _UNSURE
        if not is_full:
            score -= _PARTLY
        if self._at_named_places >> number & 1:
            score += _AT_NAMED_PLACE
        if name.is_of_body:
            score += _OF_BODY
        score -= self._for_other_sites(record, name)
        if self._surroundings is not None:
            miles = self._surroundings.of(record).ranked
            score -= min(_MILES_GRADES_AT_MOST, miles / MILES_A_GRADE)
        elif record.is_national:
            score -= _NATIONAL_WITHOUT_ORIGIN
        return Scored(
            record=record, score=score, name=name, missing=() if is_full else self._missing(number)
        )

    def _for_other_sites(self, record: Record, name: NameFit) -> float:
        """Return what is taken off for another cancer than was asked for.

        Help for one cancer only is no answer to a question that names none; help for any
        cancer comes after that for the one that was named.
        """
        if ALL_SITES in record.sites:
            return _ANY_SITE if self._sites else 0.0
        is_other = bool(record.sites) and not self._sites and not name.share
        return _ONE_SITE if is_other else 0.0

    def _missing(self, number: int) -> tuple[str, ...]:
        return tuple(
            item.concept.typed
            for item, _weight in self._found
            if item.concept.is_required and not item.strong >> number & 1
        )


def sites_asked(found: Sequence[Found]) -> frozenset[str]:
    """Return the cancers that were asked for in words."""
    return frozenset(
        code
        for item in found
        for taxonomy, code in item.concept.terms
        if taxonomy is Taxonomy.CANCER_SITE and code != ALL_SITES
    )
