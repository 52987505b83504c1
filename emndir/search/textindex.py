"""The text index of one directory: words to rows, in memory, as sorted words and their postings.

A word's postings are one slice, those of a beginning of words are one longer slice. Scores are
bm25 with the column weights of `fields`, worked out when the file was built.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from emndir.search.columns import COLUMN_BITS, Bools, Columns, Floats, Rows
from emndir.search.fields import STRONG_COLUMNS, WEIGHTS, saturated
from emndir.search.stems import porter
from emndir.search.words import STOP_WORDS

Slices = tuple[tuple[int, int], ...]
"""Postings, as ranges of their numbers."""
Matches = tuple[NDArray[np.signedinteger[Any]], Floats]
"""Rows, rising, and how well each matches (more is better)."""

_SEARCH_COSTS = 16
"""Looking so many rows up one by one costs as much as going through a posting list once."""
_CLOSE = 5
"""Words of a phrase stand within so many places: four others may be between."""
_SHORT = 3
"""A beginning shorter than this is looked for only in what services are called: two letters
stand somewhere in every description."""
_LAST = "\U0010ffff"
_NO_ROWS: Rows = np.zeros(0, dtype=np.int64)
_NO_POSTINGS: NDArray[np.int32] = np.zeros(0, dtype=np.int32)
_NO_SCORES: Floats = np.zeros(0, dtype=np.float32)
_SPOT_BITS = 16
_WEIGHTS = np.array(WEIGHTS)


@dataclass(frozen=True, slots=True)
class _Word:
    """The postings of one word, in all its forms, or of all words that begin so.

    Of a beginning of a letter or two only those in names count: `strong` is their range.
    """

    slices: Slices
    count: int
    strong: tuple[int, int] | None = None

    @property
    def is_short(self) -> bool:
        return self.strong is not None


def _kept(words: Sequence[str], *, is_open: bool = False) -> list[tuple[str, bool]]:
    """Return words once each, and whether each is half typed; those without meaning left out.

    A phrase with a single word of meaning keeps them: "at home" is not "home".
    """
    last = len(words) - 1
    kept = [(word, is_open and at == last) for at, word in enumerate(words)]
    meant = [(word, opened) for word, opened in kept if opened or word not in STOP_WORDS]
    return list(dict.fromkeys(meant if len(meant) > 1 else kept))


def union_key(phrases: Iterable[str]) -> str:
    """Return what the rows of a list of phrases are kept under."""
    return "|".join(phrases)


def phrase_key(words: Sequence[str]) -> str:
    """Return what a phrase is kept under: the stems of its words, in any order."""
    return " ".join(sorted({porter(word) for word, _ in _kept(words)}))


class TextIndex:
    """Full-text questions about one directory."""

    def __init__(self, columns: Columns, offered: int) -> None:
        """Ask these columns; `offered` is how many services are searched."""
        self._columns = columns
        self._offered = max(1, offered)
        self.words: list[str] = columns.texts["words"].split()
        self._stems: list[str] = columns.texts["stems"].split()
        self._word = lru_cache(maxsize=4096)(self._find_word)

    @cached_property
    def _phrases(self) -> dict[str, tuple[int, int]]:
        """Return where the rows of each phrase stand whose rows were kept with the file."""
        starts = self._columns.phrase_start.tolist()
        return dict(zip(self._columns.texts["phrases"], pairwise(starts), strict=True))

    @cached_property
    def _unions(self) -> dict[str, tuple[int, int]]:
        """Return where the rows of each list of phrases stand whose rows were kept."""
        starts = self._columns.union_start.tolist()
        return dict(zip(self._columns.texts["unions"], pairwise(starts), strict=True))

    @cached_property
    def _forms(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the words of every stem: where each stem's start, and the words."""
        stems = self._columns.word_stem
        start = np.zeros(len(self._stems) + 1, dtype=np.int64)
        np.cumsum(np.bincount(stems, minlength=len(self._stems)), out=start[1:])
        return start, np.argsort(stems, kind="stable")

    def _find_word(self, word: str, is_open: bool) -> _Word:
        starts = self._columns.word_start
        if is_open:
            first = bisect_left(self.words, word)
            last = bisect_left(self.words, word + _LAST, lo=first)
            begin, end = int(starts[first]), int(starts[last])
            if len(word) < _SHORT:
                strong = self._columns.strong_start
                in_names = int(strong[first]), int(strong[last])
                return _Word(((begin, end),), in_names[1] - in_names[0], in_names)
            return _Word(((begin, end),), end - begin)
        stem = porter(word)
        at = bisect_left(self._stems, stem)
        if at == len(self._stems) or self._stems[at] != stem:
            return _Word((), 0)
        where, forms = self._forms
        slices = tuple(
            (int(starts[form]), int(starts[form + 1])) for form in forms[where[at] : where[at + 1]]
        )
        return _Word(slices, sum(end - begin for begin, end in slices))

    def forget(self) -> None:
        """Forget the words that were looked up."""
        self._word.cache_clear()

    # --- questions -----------------------------------------------------------------------

    def has(self, word: str, *, is_open: bool = False) -> bool:
        """Return True if any service has a word, or with `is_open` one that begins so."""
        return bool(self._word(word, False).count or (is_open and self._word(word, True).count))

    def rows_of(self, word: str) -> Rows:
        """Return the services that have a word in any of its forms."""
        return self._distinct(self._rows(self._word(word, False)))

    def close(self, words: Sequence[str], *, is_open: bool = False) -> Matches:
        """Return services in which words stand close together; the last may be half typed."""
        kept = _kept(words, is_open=is_open)
        if not is_open and len(kept) > 1:
            known = self._phrases.get(phrase_key(words))
            if known is not None:
                begin, end = known
                columns = self._columns
                return columns.phrase_row[begin:end], columns.phrase_score[begin:end]
        parts = [self._word(*one) for one in kept]
        if len(parts) == 1:
            return self._one(parts[0])
        together = self._having(parts)
        return self._clumps(parts, together) if len(together) else (_NO_ROWS, _NO_SCORES)

    def all_of(self, words: Sequence[str]) -> Matches:
        """Return services that have all of some words, wherever they stand."""
        parts = self._parts(words)
        return self._scored(parts, self._having(parts))

    def any_of(self, phrases: Sequence[str]) -> Matches:
        """Return services that have any of some phrases, each given as words with spaces."""
        columns = self._columns
        known = self._unions.get(union_key(phrases))
        if known is not None:
            begin, end = known
            return columns.union_row[begin:end], columns.union_score[begin:end]
        if len(phrases) == 1:
            return self.close(phrases[0].split())
        scores = np.zeros(columns.count, dtype=np.float32)
        for phrase in phrases:
            rows, found = self.close(phrase.split())
            scores[rows] += found
        rows = np.flatnonzero(scores > 0)
        return rows, scores.take(rows)

    def calls_itself(self, phrase: Sequence[str]) -> bool:
        """Return True if a service is called by a phrase, word for word."""
        parts = [self._word(word, False) for word in phrase]
        together = self._having(parts)
        if not len(together):
            return False
        first, *others = (self._spots(part, together) for part in parts)
        strong = np.isin((first & ((1 << _SPOT_BITS) - 1)) >> COLUMN_BITS, STRONG_COLUMNS)
        spots = first[strong]
        for number, other in enumerate(others, start=1):
            spots = spots[np.isin(spots + number, other)]
        return bool(len(spots))

    # --- how -----------------------------------------------------------------------------

    def _parts(self, words: Sequence[str]) -> list[_Word]:
        """Return the postings of each word of a phrase."""
        return [self._word(*one) for one in _kept(words)]

    def _rows(self, part: _Word) -> NDArray[np.int32]:
        """Return the rows of all postings of a word; a row may come twice."""
        columns = self._columns
        if part.strong is not None:
            return columns.strong_row[slice(*part.strong)]
        found = [columns.posting_row[begin:end] for begin, end in part.slices]
        return found[0] if len(found) == 1 else np.concatenate([_NO_POSTINGS, *found])

    def _weights(self, part: _Word) -> Floats:
        columns = self._columns
        if part.strong is not None:
            return columns.strong_weight[slice(*part.strong)]
        found = [columns.posting_weight[begin:end] for begin, end in part.slices]
        return found[0] if len(found) == 1 else np.concatenate([_NO_SCORES, *found])

    def _distinct(self, rows: NDArray[Any]) -> Rows:
        """Return rows once each, rising."""
        if len(rows) * 8 < self._columns.count:
            ordered = np.sort(rows)
            first = np.ones(len(ordered), dtype=np.bool_)
            first[1:] = ordered[1:] != ordered[:-1]
            return ordered[first].astype(np.int64)
        return np.flatnonzero(self._marked(rows))

    def _rarity(self, part: _Word) -> float:
        """Return how telling a word is, as bm25 has it, never below nothing."""
        having = min(part.count, self._offered)
        return float(max(1e-6, np.log((self._offered - having + 0.5) / (having + 0.5))))

    def _one(self, part: _Word) -> Matches:
        if not part.count:
            return _NO_ROWS, _NO_SCORES
        rarity = np.float32(self._rarity(part))
        if len(part.slices) == 1 and self._is_rising(*part.slices[0]):
            return self._rows(part), self._weights(part) * rarity
        summed = self._summed(part)
        found = np.flatnonzero(summed > 0)
        return found, summed.take(found) * rarity

    def _summed(self, part: _Word) -> Floats:
        """Return for every row what all postings of a word together say of it."""
        columns = self._columns
        if part.is_short or not all(self._is_rising(*one) for one in part.slices):
            weights = self._weights(part)
            every = np.bincount(self._rows(part), weights=weights, minlength=columns.count)
            return every.astype(np.float32)
        summed: Floats = np.zeros(columns.count, dtype=np.float32)
        for begin, end in part.slices:  # in each of which a row comes once
            rows = columns.posting_row[begin:end].astype(np.int64)  # numpy picks with these faster
            summed[rows] = summed.take(rows) + columns.posting_weight[begin:end]
        return summed

    def _having(self, parts: Sequence[_Word]) -> Rows:
        """Return the rows that have all words."""
        if not parts or not all(part.count for part in parts):
            return _NO_ROWS
        first, *others = sorted(parts, key=lambda part: part.count)
        rows = self._distinct(self._rows(first))
        for part in others:
            if not len(rows):
                break
            if part.is_short:
                rows = rows[np.flatnonzero(self._marked(self._rows(part)).take(rows))]
                continue
            has: Bools = np.zeros(len(rows), dtype=np.bool_)
            for begin, end in part.slices:
                has |= self._has(begin, end, rows)
            rows = rows[np.flatnonzero(has)]
        return rows

    def _is_few(self, rows: Rows, begin: int, end: int) -> bool:
        """Return True where rows are better looked up one by one among the postings of a word."""
        return len(rows) * _SEARCH_COSTS < end - begin and self._is_rising(begin, end)

    def _has(self, begin: int, end: int, rows: Rows) -> Bools:
        """Return for some rows, rising, whether they are among some postings."""
        if self._is_few(rows, begin, end):
            return self._at(begin, end, rows) >= 0
        has: Bools = self._marked(self._columns.posting_row[begin:end]).take(rows)
        return has

    def _at(self, begin: int, end: int, rows: Rows) -> NDArray[np.int64]:
        """Return the postings of some rows, rising, among those of one word; -1 where none is.

        Among those of several words a row may come twice: then one of its postings.
        """
        owners = self._columns.posting_row[begin:end]
        if self._is_few(rows, begin, end):
            at = np.minimum(np.searchsorted(owners, rows), end - begin - 1)
            return np.where(owners[at] == rows, at + begin, -1)
        place = np.full(self._columns.count, -1, dtype=np.int32)
        place[owners.astype(np.int64)] = np.arange(begin, end, dtype=np.int32)
        return place.take(rows).astype(np.int64)

    def _is_rising(self, begin: int, end: int) -> bool:
        """Return True for the postings of one word, whose rows rise."""
        starts = self._columns.word_start
        return int(starts[np.searchsorted(starts, begin, side="right")]) >= end

    def _scored(self, parts: Sequence[_Word], rows: Rows) -> Matches:
        """Return rows with the sum of what each word says of them."""
        if not len(rows):
            return _NO_ROWS, _NO_SCORES
        total = np.zeros(len(rows), dtype=np.float32)
        for part in parts:
            total += self._summed(part).take(rows) * np.float32(self._rarity(part))
        return rows, np.maximum(total, np.float32(1e-9))

    def _spots(self, part: _Word, rows: Rows) -> NDArray[np.int64]:
        """Return where a word stands in some rows: row times 65536 plus its place, rising."""
        found = [self._spots_of(self._among(begin, end, rows)) for begin, end in part.slices]
        spots = np.concatenate([_NO_ROWS, *found])
        if part.is_short:
            columns = (spots & ((1 << _SPOT_BITS) - 1)) >> COLUMN_BITS
            spots = spots[np.isin(columns, STRONG_COLUMNS)]
        is_sorted = len(found) == 1 and self._is_rising(*part.slices[0])
        return spots if is_sorted else np.sort(spots)

    def _among(self, begin: int, end: int, rows: Rows) -> NDArray[np.int64]:
        """Return all postings of some rows in a range of them."""
        if self._is_rising(begin, end):
            at = self._at(begin, end, rows)
            return at[at >= 0]
        return begin + np.flatnonzero(self._marked(rows)[self._columns.posting_row[begin:end]])

    def _marked(self, rows: NDArray[Any]) -> Bools:
        """Return for every row whether it is among some."""
        marks: Bools = np.zeros(self._columns.count, dtype=np.bool_)
        marks[rows] = True
        return marks

    def _spots_of(self, postings: NDArray[np.int64]) -> NDArray[np.int64]:
        columns = self._columns
        starts = columns.spot_start[postings].astype(np.int64)
        lengths = columns.spot_start[postings + 1].astype(np.int64) - starts
        ends = np.cumsum(lengths)
        spots = np.arange(int(lengths.sum()), dtype=np.int64)
        spots += np.repeat(starts - (ends - lengths), lengths)
        owners = np.repeat(columns.posting_row[postings].astype(np.int64), lengths)
        return np.asarray((owners << _SPOT_BITS) + columns.spot[spots])

    def _clumps(self, parts: Sequence[_Word], rows: Rows) -> Matches:
        """Return those of some rows in which the words stand within a few places.

        A phrase counts as one word: as often as it stands there, by column, and as rare as its
        words together.
        """
        spots = [self._spots(part, rows) for part in parts]
        if not all(map(len, spots)):
            return _NO_ROWS, _NO_SCORES
        close = []
        for number, first in enumerate(spots):
            is_close = np.ones(len(first), dtype=np.bool_)
            for other, later in enumerate(spots):
                if other != number:
                    at = np.minimum(np.searchsorted(later, first), len(later) - 1)
                    gap = later[at] - first
                    is_close &= (gap >= 0) & (gap <= _CLOSE)
            close.append(first[is_close])
        found = np.sort(np.concatenate(close))
        if not len(found):
            return _NO_ROWS, _NO_SCORES
        owners = found >> _SPOT_BITS
        first_of = np.flatnonzero(np.diff(owners, prepend=-1))
        columns = (found & ((1 << _SPOT_BITS) - 1)) >> COLUMN_BITS
        often = np.add.reduceat(_WEIGHTS[columns], first_of)
        rarity = sum(self._rarity(part) for part in parts)
        return owners[first_of], (rarity * saturated(often)).astype(np.float32)
