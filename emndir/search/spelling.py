"""Spelling: the directory's own word that was meant by one that nothing has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from emndir.search.words import canonical

_SHORTEST = 4
"""Shorter words are abbreviations, and one letter makes another word of one so short."""
_ONE_SLIP_TO = 7
"""Words up to this length may have one slip, longer ones two."""
_ALIKE_ENOUGH = 0.88
"""Jaro-Winkler likeness that two slips need as well: real words differ in how they begin."""


class Speller:
    """Words that may have been meant, with how common each is here."""

    def __init__(self, words: Mapping[str, int], never: Iterable[str] = ()) -> None:
        self._words = {word: count for word, count in words.items() if len(word) >= _SHORTEST}
        known = {canonical(word) for word in words}
        self._never = frozenset(never) - known
        self._by_canonical: dict[str, str] = {}
        for word in sorted(self._words, key=self._words.__getitem__):
            self._by_canonical[canonical(word)] = word
        self._listed = list(self._words)

    def correct(self, word: str) -> str | None:
        """Return the word that was most likely meant, or None where none is near enough.

        Words with digits are never touched, nor words of needs that are known not to be
        listed: "dialysis" is no slip for "analysis".
        """
        if len(word) < _SHORTEST or not word.isalpha() or canonical(word) in self._never:
            return None
        same = self._by_canonical.get(canonical(word))
        if same is not None or len(word) == _SHORTEST:
            return same
        from rapidfuzz import process
        from rapidfuzz.distance import OSA, JaroWinkler

        slips = 1 if len(word) <= _ONE_SLIP_TO else 2
        found = process.extract(
            word, self._listed, scorer=OSA.distance, score_cutoff=slips, limit=20
        )
        best, best_score = None, 0.0
        for candidate, distance, _index in found:
            likeness = JaroWinkler.similarity(word, candidate)
            if candidate[0] != word[0] and len(word) <= _ONE_SLIP_TO:
                continue
            if distance > 1 and (likeness < _ALIKE_ENOUGH or candidate[0] != word[0]):
                continue
            score = likeness - 0.1 * distance + 0.001 * min(self._words[candidate], 50)
            if score > best_score:
                best, best_score = candidate, score
        return best
