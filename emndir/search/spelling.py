"""Spelling: the directory's own word that was meant by one that nothing, or next to nothing, has."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from emndir.search.sounds import sound
from emndir.search.words import canonical, stem

_SHORTEST = 4
"""Shorter words are abbreviations, and one letter makes another word of one so short."""
_ONE_SLIP_TO = 7
"""Words up to this length may have one slip, longer ones two."""
_ALIKE_ENOUGH = 0.88
"""Jaro-Winkler likeness that two slips need as well: real words differ in how they begin."""
_SOUNDS_ALIKE, _SLIP, _HEARD_SLIP = 0.08, 0.1, 0.05
"""What sounding the same is worth beside likeness, and what each slip costs."""
_SLIPS_AT_MOST = 4
"""Letters in which words may differ that sound the same: kemotherapy, sykologist, Lester."""
_LOOKED_AT = 160
"""Words nearest in spelling of which the sound is worked out."""
_RARE_AT_MOST, _COMMON_AT_LEAST, _RARE_SHORTEST = 1, 25, 6
"""A word in so few records is a slip where one slip away a word stands in so many."""
_RUN_TOGETHER, _RUN_TOGETHER_COUNT = 9, 10
"""Letters that two words run together have at least, and records that each stands in."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    word: str
    distance: int
    same_sound: bool


class Speller:
    """Words that may have been meant, with how common each is here.

    `places` are words of the names of villages: the weakest guess, for one slip or the same sound only.
    `never` are spellings of needs that are not listed here, `real` other words of the language: neither
    is a slip for another word, but a directory's own word is meant by any spelling of it.
    """

    def __init__(
        self,
        words: Mapping[str, int],
        never: Iterable[str] = (),
        *,
        places: Iterable[str] = (),
        real: Iterable[str] = (),
    ) -> None:
        self._words = words
        self._never = frozenset(never)
        self._real = frozenset(real)
        self._places = frozenset(places).difference(words)
        self._by_length: dict[int, list[str]] = {}
        for word in (*words, *self._places):
            if len(word) >= _SHORTEST and word.isalpha():
                self._by_length.setdefault(len(word), []).append(word)
        self._sorted: list[str] | None = None

    def begins_a_word(self, typed: str) -> bool:
        """Return True if a word that is known begins so: it may be half typed."""
        if self._sorted is None:
            self._sorted = sorted((*self._words, *self._places))
        at = bisect_left(self._sorted, typed)
        return at < len(self._sorted) and self._sorted[at].startswith(typed)

    def correct(self, word: str, *, expects_place: bool = False) -> str | None:
        """Return the word that was most likely meant, or None where none is near enough.

        Words with digits are never touched, nor words of needs that are known not to be
        listed: "dialysis" is no slip for "analysis". `expects_place` is True after "in" and "near".
        """
        if len(word) < _SHORTEST or not word.isalpha() or word in self._real:
            return None
        found = list(self._candidates(word))
        same = canonical(word)
        alike = [one.word for one in found if canonical(one.word) == same]
        if not alike and same in self._never:
            return None
        if alike:
            return max(alike, key=lambda known: self._words.get(known, 0))
        if len(word) == _SHORTEST:
            return self._lost_letter(word, found)
        return self._best(word, found, expects_place=expects_place) or self._split(word)

    def _lost_letter(self, word: str, found: Iterable[_Candidate]) -> str | None:
        """Return a common word that sounds like a short one and has one letter more: "yung"."""
        longer = [
            one.word
            for one in found
            if one.same_sound
            and one.distance == 1
            and len(one.word) > len(word)
            and one.word[0] == word[0]
            and self._words.get(one.word, 0) >= _COMMON_AT_LEAST
        ]
        return max(longer, key=self._words.__getitem__, default=None)

    def correct_rare(self, word: str) -> str | None:
        """Return a very common word one slip away from one that next to no record has, or None."""
        if len(word) < _RARE_SHORTEST or self._words.get(word, 0) > _RARE_AT_MOST:
            return None
        if canonical(word) in self._never or word in self._real:
            return None
        common = [
            one.word
            for one in self._candidates(word, slips=1)
            if one.distance == 1
            and self._words.get(one.word, 0) >= _COMMON_AT_LEAST
            and one.word[0] == word[0]
            and stem(one.word) != stem(word)
            and _is_typing_slip(word, one.word)
        ]
        return max(common, key=self._words.__getitem__, default=None)

    def _candidates(self, word: str, slips: int = _SLIPS_AT_MOST) -> Iterator[_Candidate]:
        """Yield the words nearest in spelling, with how many slips away they are."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        cutoff = min(slips, max(1, len(word) // 2))
        near = [
            known
            for length in range(len(word) - cutoff, len(word) + cutoff + 1)
            for known in self._by_length.get(length, ())
        ]
        said = sound(word)
        found = process.extract(
            word, near, scorer=OSA.distance, score_cutoff=cutoff, limit=_LOOKED_AT
        )
        for known, distance, _index in found:
            if known != word:
                yield _Candidate(known, int(distance), sound(known) == said)

    def _best(self, word: str, found: Iterable[_Candidate], *, expects_place: bool) -> str | None:
        from rapidfuzz.distance import JaroWinkler

        best, best_score = None, 0.0
        for one in found:
            likeness = JaroWinkler.similarity(word, one.word)
            is_village = one.word in self._places
            if not (_is_heard(one) or _is_slip(word, one, likeness)):
                continue
            if is_village and not _may_be_village(word, one, expects_place=expects_place):
                continue
            slip, common = (_HEARD_SLIP, 0.003) if one.same_sound else (_SLIP, 0.001)
            score = likeness - slip * one.distance + _SOUNDS_ALIKE * one.same_sound
            score += common * min(self._words.get(one.word, 0), 50)
            if score > best_score:
                best, best_score = one.word, score
        return best

    def _split(self, word: str) -> str | None:
        """Return two common words that were run together, or None."""
        if len(word) < _RUN_TOGETHER:
            return None
        parts = [
            (min(self._words.get(word[:at], 0), self._words.get(word[at:], 0)), at)
            for at in range(_SHORTEST, len(word) - _SHORTEST + 1)
        ]
        common, at = max(parts, default=(0, 0))
        return f"{word[:at]} {word[at:]}" if common >= _RUN_TOGETHER_COUNT else None


def _may_be_village(word: str, one: _Candidate, *, expects_place: bool) -> bool:
    """Return True for one slip or the same sound after "near", elsewhere for letters that changed places."""
    if expects_place:
        return one.distance == 1 or one.same_sound
    is_long = len(word) >= _RARE_SHORTEST
    return is_long and one.distance == 1 and _is_typing_slip(word, one.word)


def _is_heard(one: _Candidate) -> bool:
    return one.same_sound and one.distance <= (len(one.word) + 1) // 3


def _is_slip(word: str, one: _Candidate, likeness: float) -> bool:
    """Return True for one slip, or two in a long word that begins alike."""
    if one.distance > (1 if len(word) <= _ONE_SLIP_TO else 2):
        return False
    begins_alike = one.word[0] == word[0]
    swapped = one.word[:2] == word[1::-1]
    if one.distance > 1:
        return begins_alike and likeness >= _ALIKE_ENOUGH
    lost_first = one.word[1:] == word and len(word) >= _RARE_SHORTEST
    return begins_alike or swapped or lost_first or len(word) > _ONE_SLIP_TO


def _is_typing_slip(typed: str, meant: str) -> bool:
    """Return True for two letters that changed places, or one that was doubled or left out of two."""
    if len(typed) == len(meant):
        return sorted(typed) == sorted(meant)
    longer, shorter = (typed, meant) if len(typed) > len(meant) else (meant, typed)
    at = next((at for at, letter in enumerate(shorter) if letter != longer[at]), len(shorter))
    return at > 0 and longer[at] == longer[at - 1]
