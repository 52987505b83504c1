"""Danger words: phrases that may mean an emergency, found whatever small words stand between.

A phrase in double quotes is looked for word for word: '"end my life"' is not "end of life".
Nothing is sorted by how ill somebody is: the same fixed sentences stand first every time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from emndir.search.results import Danger
from emndir.search.synonyms import DangerWords
from emndir.search.words import STOP_WORDS, Token, fold, stem

_SMALL_WORDS = STOP_WORDS | frozenset(
    """
    after bad bit during feel feeling feels felt following good had has have just lot lots
    need needs new now only patient patients person quite really since some still suddenly
    today under undergoing very when while whilst with yesterday
    """.split()
)
"""Words that may stand inside a phrase, and need not be typed where the phrase has them."""
_OTHERS_BETWEEN = 2
"""Other words that may stand between those of a phrase."""


class Dangers:
    """Every phrase of danger, ready to be looked for."""

    def __init__(self, known: Iterable[DangerWords]) -> None:
        self._by_word: dict[str, list[tuple[frozenset[str], DangerWords]]] = {}
        self._word_for_word: dict[str, list[tuple[tuple[str, ...], DangerWords]]] = {}
        for danger in known:
            for phrase in danger.words:
                words = tuple(fold(phrase).split())
                if phrase.startswith('"') and words:
                    self._word_for_word.setdefault(words[0], []).append((words, danger))
                    continue
                key = _key(words)
                for word in key:
                    self._by_word.setdefault(word, []).append((key, danger))

    def find(self, tokens: Sequence[Token], typed: str) -> Danger | None:
        """Return the danger that most of the typed words name, the first of several, or None."""
        best = self._said(tokens)
        stems = [stem(token.text) for token in tokens]
        for at, word in enumerate(stems):
            for key, danger in self._by_word.get(word, ()):
                end = self._end_of(key, stems, tokens, at)
                if end and (best is None or len(key) > best[0]):
                    best = (len(key), at, end, danger)
        if best is None:
            return None
        _count, first, end, danger = best
        return Danger(
            words=typed[tokens[first].start : tokens[end - 1].end],
            heading=danger.heading,
            sentences=danger.sentences,
            first=danger.first,
        )

    def _said(self, tokens: Sequence[Token]) -> tuple[int, int, int, DangerWords] | None:
        """Return the first phrase in double quotes that was typed word for word, or None."""
        texts = tuple(token.text for token in tokens)
        for at, word in enumerate(texts):
            for words, danger in self._word_for_word.get(word, ()):
                if texts[at : at + len(words)] == words:
                    return len(words), at, at + len(words), danger
        return None

    @staticmethod
    def _end_of(key: frozenset[str], stems: Sequence[str], tokens: Sequence[Token], at: int) -> int:
        """Return where a phrase ends that begins with the word at `at`, or 0."""
        missing = set(key)
        others = 0
        for end in range(at, len(stems)):
            if stems[end] in missing:
                missing.discard(stems[end])
                if not missing:
                    return end + 1
            elif tokens[end].text not in _SMALL_WORDS:
                others += 1
                if others > _OTHERS_BETWEEN:
                    return 0
        return 0


def _key(words: Sequence[str]) -> frozenset[str]:
    meant = [word for word in words if word not in _SMALL_WORDS]
    return frozenset(stem(word) for word in (meant or words))
