"""Choosing: which services answer the whole question, and which answer most of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from emndir.domain.taxonomy import Taxonomy
from emndir.domain.vocabulary import ALL_SITES
from emndir.search.columns import Bools, Floats
from emndir.search.matching import Found
from emndir.search.nearness import Surroundings
from emndir.search.records import Records

ENOUGH = 10
"""With fewer full answers than this, services that have most of the question follow them."""
_NEED_TELLS_MORE = 1.0
"""A cancer or kind of help is kept before a word that is nearly three times as rare."""
_BEGUN = 3
"""Letters from which a half-typed word is a word."""
_COMMON_SHARE = 0.08
"""A word that more than this share of services has tells too little to stand alone; a cancer never
does."""
_HOW_SHARE = 0.3
"""Words such as "at home" answer alone only where no more than this share of services has them."""
_LONG, _MOST_OF_IT = 4, 0.4
"""Of a question of so many things, services that have this share of what it tells answer too."""


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
        and (names_cancer(item) or not _is_spoiled(found, at))
        for at, item in enumerate(found)
    )


def _tells_enough(item: Found, offered: int) -> bool:
    concept = item.concept
    if not concept.is_required or not item.strong_count:
        return False
    if names_cancer(item):
        return True
    means = concept.is_need or bool(concept.meaning and concept.meaning.phrases)
    return means and item.strong_count <= _COMMON_SHARE * max(1, offered)


def names_cancer(item: Found) -> bool:
    """Return True for words that may mean a cancer, not "any cancer"."""
    return any(
        taxonomy is Taxonomy.CANCER_SITE and code != ALL_SITES
        for taxonomy, code in item.concept.terms
    )


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
        if self._is_short():
            self._add_how(by_the_way, _COMMON_SHARE if needs else _HOW_SHARE, is_needed=bool(needs))

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
        has: Floats = np.zeros(self._records.count, dtype=np.float32)
        for item in self._known:
            has += np.float32(_tells(item)) * item.strong
        self._add(self._records.offered & (has >= _MOST_OF_IT * total))

    def _add_how(self, by_the_way: Sequence[Found], share: float, *, is_needed: bool) -> None:
        """Add, in reach only, what a saying may mean, or how it is given: "at home"."""
        offered = max(1, self._records.offered_count)
        for item in by_the_way:
            if item.strong_count <= share * offered and (_is_saying(item) or not is_needed):
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
        return not self._surroundings.reach(bits, ENOUGH)


def _says_how(item: Found) -> bool:
    """Return True for known words that say how or for whom, and need not match."""
    concept = item.concept
    return item.is_known and bool(concept.terms) and not (concept.is_required or concept.is_place)


def _is_saying(item: Found) -> bool:
    """Return True for words that together mean a need: "leg swollen"."""
    return item.concept.is_need and len(item.concept.tokens) > 1


def _tells(item: Found) -> float:
    """Return how telling something is; a number is an age or the like."""
    if all(word.isdigit() for word in item.concept.tokens):
        return 0.0
    return item.weight + (_NEED_TELLS_MORE if item.concept.is_need else 0.0)


def _dropped_last(item: Found) -> tuple[bool, float]:
    return item.is_where, -_tells(item)
