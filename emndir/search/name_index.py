"""WordStarts: which names hold the words that are being typed, at the beginning of their words.

Names are numbered in the order in which they are wanted (own names before other names, then
the shorter, then by letter), so that the best of many thousands are simply the least numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from emndir.search.fits import Alias, Fit, Fitting
from emndir.search.words import STOP_WORDS, fold

Numbers = npt.NDArray[np.int32]

_APOSTROPHES = re.compile(r"(?<=[a-z0-9])['`](?=[a-z0-9])")
_GAP = re.compile(r"[^a-z0-9\n]+")
_AFTER = "\U0010ffff"
"""Sorts after every letter."""
_LOOKED_AT = 256
"""Names held against the typed words one by one; the least numbers of those that may fit."""
_MANY = 40_000
"""Of more names with a word, only the best with each spelling of it are looked at."""


class WordStarts:
    """Names of things, asked with every key press; nothing in it changes once it is made."""

    def __init__(self, aliases: Iterable[Alias]) -> None:
        """Sort the names, and the words of every name."""
        every = tuple(aliases)
        keys = folded([alias.name for alias in every])
        kept = [(alias, key) for alias, key in zip(every, keys, strict=True) if key]
        del every, keys
        lengths = np.fromiter((len(key) for _alias, key in kept), np.int32, len(kept))
        tiers = np.fromiter((alias.tier for alias, _key in kept), np.int32, len(kept))
        others = np.fromiter((not alias.is_own for alias, _key in kept), np.bool_, len(kept))
        by_letter = sorted(range(len(kept)), key=[key for _alias, key in kept].__getitem__)
        letter_rank = np.empty(len(kept), np.int32)
        letter_rank[by_letter] = np.arange(len(kept), dtype=np.int32)
        order = np.lexsort((letter_rank, lengths, tiers, others))
        number_of = np.empty(len(kept), np.int32)
        number_of[order] = np.arange(len(kept), dtype=np.int32)

        self._keys = [kept[at][1] for at in order]
        self._items = np.fromiter((kept[at][0].item for at in order), np.int32, len(kept))
        self._tiers = tiers[order]
        self._is_other = others[order]
        self._by_letter: Numbers = number_of[by_letter]
        self._sorted_keys = [kept[at][1] for at in by_letter]
        self._index_words()

    def _index_words(self) -> None:
        counts = np.fromiter((key.count(" ") + 1 for key in self._keys), np.int64, len(self._keys))
        met: dict[str, int] = {}  # in the order of coming, so that each word is held once
        written = np.fromiter(
            (met.setdefault(word, len(met)) for key in self._keys for word in key.split(" ")),
            np.int32,
            int(counts.sum()),
        )
        self._words = sorted(met)
        number_of = np.empty(len(met), np.int32)
        number_of[[met[word] for word in self._words]] = np.arange(len(met), dtype=np.int32)
        words = number_of[written]
        names = np.repeat(np.arange(len(self._keys), dtype=np.int32), counts)
        order = np.argsort(words, kind="stable")
        self._names: Numbers = names[order]
        self._starts = np.searchsorted(words[order], np.arange(len(self._words) + 1))

    def __len__(self) -> int:
        return len(self._keys)

    def find(self, words: Sequence[str], *, is_open: bool, most: int) -> list[Fitting]:
        """Return up to `most` items, the best first, each once, for folded words.

        With `is_open` the last word may be half typed.
        """
        if not words or not self._keys:
            return []
        phrase = " ".join(words)
        found: dict[int, Fitting] = {}
        self._take_beginning(phrase, is_open, most, found)
        if len(found) < most:
            self._take_within(words, phrase, is_open, most, found)
        best = sorted(found.values(), key=lambda one: (one.fit, one.tier))
        return best[:most]

    def holds(self, phrase: str) -> bool:
        """Return True if folded words are a whole name."""
        at = bisect_left(self._sorted_keys, phrase)
        return at < len(self._sorted_keys) and self._sorted_keys[at] == phrase

    def _take_beginning(
        self, phrase: str, is_open: bool, most: int, found: dict[int, Fitting]
    ) -> None:
        whole = bisect_left(self._sorted_keys, phrase)
        first = whole if is_open else bisect_left(self._sorted_keys, f"{phrase} ")
        after = bisect_left(self._sorted_keys, (phrase if is_open else f"{phrase} ") + _AFTER)
        numbers = [self._by_letter[first:after]]
        if not is_open:
            same = bisect_left(self._sorted_keys, f"{phrase} ", whole)
            numbers.append(self._by_letter[whole:same])
        for number in _least(np.concatenate(numbers), _LOOKED_AT):
            is_other = bool(self._is_other[number])
            is_whole = self._keys[number] == phrase
            fit = Fit.BEGINS if not is_other else Fit.BEGINS_OTHER_NAME
            self._put(found, number, Fit.IS_OTHER_NAME if is_other and is_whole else fit)
            if len(found) >= most and not is_other:
                break

    def _take_within(
        self, words: Sequence[str], phrase: str, is_open: bool, most: int, found: dict[int, Fitting]
    ) -> None:
        numbers = self._with_all(words, is_open)
        inside = f" {phrase}" if is_open else f" {phrase} "
        for number in _least(numbers, _LOOKED_AT):
            name = f" {self._keys[number]} "
            is_in_order = inside in name
            is_other = bool(self._is_other[number])
            fit = Fit.WITHIN_OTHER_NAME if is_other else Fit.WITHIN
            self._put(found, number, fit if is_in_order else Fit.SCATTERED)
            if len(words) == 1 and len(found) >= most and not is_other:
                break

    def _put(self, found: dict[int, Fitting], number: int, fit: Fit) -> None:
        item = int(self._items[number])
        before = found.get(item)
        if before is None or fit < before.fit:
            found[item] = Fitting(item, fit, int(self._tiers[number]), len(self._keys[number]))

    def _with_all(self, words: Sequence[str], is_open: bool) -> Numbers:
        """Return names in which every word begins one; words without meaning are not asked."""
        ranges = []
        for place, word in enumerate(words):
            is_last = place == len(words) - 1
            if word in STOP_WORDS and not (is_last and is_open):
                continue
            is_begun = len(word) > 2 and not (is_last and not is_open)
            ranges.append(self._range(word, is_begun=is_begun or (is_last and is_open)))
        if not ranges or any(first >= after for first, after in ranges):
            return np.empty(0, np.int32)
        ranges.sort(key=lambda one: int(self._starts[one[1]] - self._starts[one[0]]))
        numbers = self._best_of(*ranges[0])
        for first, after in ranges[1:]:
            has_it = np.zeros(len(self._keys), np.bool_)
            has_it[self._names[self._starts[first] : self._starts[after]]] = True
            numbers = numbers[has_it[numbers]]
        return numbers

    def _range(self, word: str, *, is_begun: bool) -> tuple[int, int]:
        first = bisect_left(self._words, word)
        return first, bisect_left(self._words, word + (_AFTER if is_begun else "\0"), first)

    def _best_of(self, first: int, after: int) -> Numbers:
        """Return the names with any of these words; of very many, the best with each."""
        start, end = int(self._starts[first]), int(self._starts[after])
        if end - start <= _MANY:
            return self._names[start:end]
        each = max(16, _MANY // (after - first))
        starts, ends = self._starts[first:after], self._starts[first + 1 : after + 1]
        places = starts[:, None] + np.arange(each)
        chosen: Numbers = self._names[places[places < ends[:, None]]]
        return chosen


def _least(numbers: Numbers, most: int) -> list[int]:
    """Return the least numbers in order, each once."""
    if len(numbers) > 2 * most:
        numbers = np.partition(numbers, 2 * most)[: 2 * most]
    return sorted(set(numbers.tolist()))[:most]  # `np.unique` would load `numpy.ma`: 1 MB


def folded(names: Sequence[str]) -> list[str]:
    """Return what `fold` returns for each name; many at once take a fraction of the time."""
    simple = [name if name.isascii() and "\n" not in name else "" for name in names]
    text = _GAP.sub(" ", _APOSTROPHES.sub("", "\n".join(simple).lower()))
    lines = text.split("\n") if names else []
    return [
        line.strip() if plain else fold(name)
        for line, plain, name in zip(lines, simple, names, strict=True)
    ]
