"""Postings: which words stand in which rows, where and how telling, from folded texts."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from emndir.search.columns import COLUMN_BITS
from emndir.search.fields import OWN_COLUMNS, STRONG_COLUMNS, WEIGHTS, saturated
from emndir.search.stems import porter

_SHORTEST_KNOWN = 3
_PLACES = 1 << COLUMN_BITS
"""Words of one field that have a place; later ones are found, and stand close to nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Postings:
    """Words in order, and a posting for each row that has a word, in order of word, then row.

    `strong_*` are the postings of words in what a row is called, once more.
    """

    words: list[str]
    stems: list[str]
    stem: NDArray[np.int32]
    start: NDArray[np.int64]
    row: NDArray[np.int32]
    weight: NDArray[np.float32]
    strong_start: NDArray[np.int64]
    strong_row: NDArray[np.int32]
    strong_weight: NDArray[np.float32]
    spot_start: NDArray[np.uint32]
    spot: NDArray[np.uint16]


class TextGatherer:
    """Takes the texts of rows, one after the other."""

    def __init__(self) -> None:
        """Start with no words."""
        self._numbers: defaultdict[str, int] = defaultdict()
        self._numbers.default_factory = self._numbers.__len__
        self._words = array("i")
        self._rows, self._columns, self._lengths = array("i"), array("B"), array("i")
        self._searched = array("B")

    def add(self, row: int, texts: Sequence[str], *, is_searched: bool) -> None:
        """Add one row's texts by column; those of a row that is not searched count as words."""
        number = self._numbers.__getitem__
        for column, text in enumerate(texts):
            if text:
                words = text.split(" ")
                self._words.extend(map(number, words))
                self._rows.append(row)
                self._columns.append(column)
                self._lengths.append(len(words))
                self._searched.append(is_searched)

    def counted(self) -> Iterator[tuple[str, int]]:
        """Yield every word of three letters and more, and how many rows have it."""
        words, rows = self._tokens()[:2]
        count = len(self._numbers)
        span = int(rows.max(initial=0)) + 1
        pairs = np.sort(words * span + rows)
        first = np.flatnonzero(np.diff(pairs, prepend=-1))
        having = np.bincount(pairs[first] // span, minlength=count)
        for word, number in sorted(self._numbers.items()):
            if len(word) >= _SHORTEST_KNOWN:
                yield word, int(having[number])

    def _tokens(self) -> tuple[NDArray[np.int64], ...]:
        """Return word, row, column, place in the column and whether searched, of every token."""
        lengths = np.array(self._lengths, dtype=np.int64)
        ends = np.cumsum(lengths)
        places = np.arange(len(self._words), dtype=np.int64) - np.repeat(ends - lengths, lengths)
        return (
            np.array(self._words, dtype=np.int64),
            np.repeat(np.array(self._rows, dtype=np.int64), lengths),
            np.repeat(np.array(self._columns, dtype=np.int64), lengths),
            places,
            np.repeat(np.array(self._searched, dtype=np.int64), lengths),
        )

    def postings(self) -> Postings:
        """Return the words of searched rows, in columns that are their own."""
        words, rows, columns, places, searched = self._tokens()
        kept = (searched == 1) & np.isin(columns, OWN_COLUMNS)
        words, rows, columns, places = (part[kept] for part in (words, rows, columns, places))
        used = np.flatnonzero(np.bincount(words, minlength=1))
        known = list(self._numbers)
        named = sorted((known[number], int(number)) for number in used)
        rank = np.zeros(max(1, len(known)), dtype=np.int64)
        rank[[number for _, number in named]] = np.arange(len(named))
        words = rank[words]
        is_placed = places < _PLACES
        spots = (columns << COLUMN_BITS) + np.where(is_placed, places, 0)
        span = int(rows.max(initial=0)) + 1
        order = np.argsort((words * span + rows) * (1 << 16) + spots, kind="stable")
        words, rows, columns, spots, is_placed = (
            part[order] for part in (words, rows, columns, spots, is_placed)
        )
        keys = words * span + rows
        first = np.flatnonzero(np.diff(keys, prepend=-1))
        start = np.zeros(len(named) + 1, dtype=np.int64)
        np.cumsum(np.bincount(words[first], minlength=len(named)), out=start[1:])
        listed = [word for word, _ in named]
        stems = sorted({porter(word) for word in listed})
        number_of = {stem: number for number, stem in enumerate(stems)}
        posting_rows = rows[first].astype(np.int32)
        weights = _weights(rows, columns, first)
        strong = _strong(columns, first)
        strong_start = np.append(0, np.cumsum(strong))[start]
        return Postings(
            words=listed,
            stems=stems,
            stem=np.array([number_of[porter(word)] for word in listed], dtype=np.int32),
            start=start,
            row=posting_rows,
            weight=weights,
            strong_start=strong_start.astype(np.int64),
            strong_row=posting_rows[strong],
            strong_weight=weights[strong],
            spot_start=np.append(0, np.cumsum(is_placed))[np.append(first, len(words))].astype(
                np.uint32
            ),
            spot=spots[is_placed].astype(np.uint16),
        )


def _weights(
    rows: NDArray[np.int64], columns: NDArray[np.int64], first: NDArray[np.int64]
) -> NDArray[np.float32]:
    """Return the bm25 part of each posting that is not how rare its word is."""
    if not len(first):
        return np.zeros(0, dtype=np.float32)
    lengths = np.bincount(rows)
    mean = max(1.0, len(rows) / max(1, int(np.count_nonzero(lengths))))
    often = np.add.reduceat(np.array(WEIGHTS)[columns], first)
    return saturated(often, lengths[rows[first]] / mean).astype(np.float32)


def _strong(columns: NDArray[np.int64], first: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return for each posting whether its word stands in what the row is called."""
    if not len(first):
        return np.zeros(0, dtype=np.bool_)
    strong = np.isin(columns, STRONG_COLUMNS)
    return np.asarray(np.logical_or.reduceat(strong, first), dtype=np.bool_)
