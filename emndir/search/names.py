"""Names: whether the typed words are a record's own name, or hold it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from emndir.domain.taxonomy import Taxonomy
from emndir.search.columns import Bools, Columns, Floats, Rows, distinct
from emndir.search.namewords import EVERYDAY
from emndir.search.records import Records
from emndir.search.understanding import Concept, Understanding
from emndir.search.words import STOP_WORDS, stem

_READ_AS_KINDS = frozenset({Taxonomy.CANCER_SITE, Taxonomy.SERVICE_TYPE, Taxonomy.HELP_GROUP})
BY_ORGANIZATION, _LEAST = 0.4, 0.4
_ONLY_KINDS = 0.1
"""Share that is left of a fit where the words are no more than a kind of help or a cancer."""
_MOST = 0.8
"""Share of a name that must be typed where none of its words stands for it alone."""
_SMALL_WORDS = 3
"""Words without meaning that a name has at least which has no others."""
_MANY = 200_000
"""Names of which it takes some milliseconds to know which a typed word is in."""
_LAST = "\U0010ffff"
_NONE: Rows = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class NameFits:
    """How the typed words stand to the names of some rows, one entry each.

    `share` is up to 1: all typed words are in the name, and how much of it they are.
    `is_exact`: they are the name, but for "hospital" and the like.
    `is_of_body`: they name the body that runs it (not only somebody it is called after).
    """

    share: Floats
    is_exact: Bools
    is_of_body: Bools


class NameIndex:
    """Which names and bodies have each stem.

    `alias_row` is the row of every name; `is_of_few` whether that is a known place or a record that
    is no longer offered, of which alone it is asked whether they were named.
    """

    def __init__(self, columns: Columns, records: Records) -> None:
        """Read the names of one directory."""
        self.columns = columns
        self.records = records
        self._stems: list[str] = columns.texts["names"].split()
        self.bodies = len(columns.texts["bodies"])
        self._having: Rows = columns.name_alias.astype(np.int64)
        self.alias_row: Rows = columns.alias_row.astype(np.int64)  # numpy picks with these fastest
        few = records.gone.copy()
        few[records.known_places] = True
        self.is_of_few = few.take(self.alias_row)
        self.few: Rows = np.flatnonzero(self.is_of_few)
        self.bodies_with = lru_cache(maxsize=256)(self._find_bodies)

    def forget(self) -> None:
        """Forget the words that were asked for."""
        self.bodies_with.cache_clear()

    def _slice(self, word: str, *, is_open: bool) -> tuple[int, int]:
        first = bisect_left(self._stems, word)
        if is_open:
            return first, bisect_left(self._stems, word + _LAST, lo=first)
        found = first < len(self._stems) and self._stems[first] == word
        return first, first + found

    def having(self, word: str, *, is_open: bool = False) -> Rows:
        """Return the names that have a stem, rising; or one that begins so, in no order."""
        first, last = self._slice(word, is_open=is_open)
        starts = self.columns.name_start
        return self._having[starts[first] : starts[last]]

    def of_few(self, names: Rows) -> Rows:
        """Return those of some names that known places and records no longer offered have."""
        return names.take(np.flatnonzero(self.is_of_few.take(names)))

    def _find_bodies(self, word: str) -> Bools:
        """Return for every body whether its name has a stem."""
        has: Bools = np.zeros(max(1, self.bodies), dtype=np.bool_)
        first, last = self._slice(word, is_open=False)
        starts = self.columns.body_start
        has[self.columns.body_body[starts[first] : starts[last]]] = True
        return has

    def marked(self, names: Rows) -> Bools:
        """Return for every name whether it is among some."""
        marks: Bools = np.zeros(len(self.columns.alias_row), dtype=np.bool_)
        marks[names] = True
        return marks


class NameMatcher:
    """Holds the typed words against the names of records."""

    def __init__(
        self, understanding: Understanding, ordinary: Iterable[str], index: NameIndex
    ) -> None:
        """Take a question that was read; `ordinary` words stand for no name alone."""
        self._index = index
        meant = [token.text for token in understanding.tokens if not token.is_stop]
        self._typed = frozenset(stem(word) for word in meant)
        concepts = understanding.concepts
        is_open = bool(concepts) and concepts[-1].is_last and bool(meant)
        self._half = stem(meant[-1]) if is_open else ""
        self._core = self._typed - EVERYDAY
        self._small = frozenset(stem(token.text) for token in understanding.tokens if token.is_stop)
        self._own = frozenset(
            stem(word)
            for concept in concepts
            if _is_distinctive(concept)
            for word in concept.tokens
            if word not in STOP_WORDS and word not in ordinary
        )

    @property
    def is_large(self) -> bool:
        """Return True where a directory has so many names that `prepare` takes a while."""
        return len(self._index.alias_row) > _MANY

    def prepare(self) -> None:
        """Work out what is asked of the names of all rows: on another thread, if need be."""
        if self._typed or self._small:
            _ = self._shares, self._few_asked, self.exact_rows

    # --- names, by their numbers -----------------------------------------------------------

    def _all_of(self, words: Iterable[str]) -> Rows:
        """Return names that have all of some stems, one at least."""
        lists = sorted((self._index.having(word) for word in words), key=len)
        found = lists[0]
        for others in lists[1:]:
            if len(found):
                found = found.take(np.flatnonzero(self._index.marked(others).take(found)))
        return found

    @cached_property
    def _whole(self) -> Rows:
        """Return names that have all typed words."""
        return self._all_of(self._typed) if self._typed else _NONE

    @cached_property
    def _begun(self) -> Bools | None:
        """Return for every name whether all was typed, but for the last word, half typed.

        None where no name is.
        """
        half, index = self._half, self._index
        begun = index.having(half, is_open=True) if half else _NONE
        if not len(begun):
            return None
        marks = index.marked(begun)
        marks[index.having(half)] = False  # that word is typed out
        for word in self._typed - {half}:
            marks &= index.marked(index.having(word))
        return marks

    @cached_property
    def _few_whole(self) -> Rows:
        return self._index.of_few(self._whole)

    @cached_property
    def _few_begun(self) -> Rows:
        """Return the names of a few (`NameIndex.of_few`) that a telling typed word is in or begins."""
        if self._begun is None:
            return _NONE
        few = self._index.few
        begun = few.take(np.flatnonzero(self._begun.take(few)))
        return begun[self._has_any(self._own, begun)]

    def _has_any(self, words: Iterable[str], names: Rows) -> Bools:
        has: Bools = np.zeros(len(names), dtype=np.bool_)
        for word in words:
            has |= _among(self._index.having(word), names)
        return has

    def _within_typed(self, names: Rows) -> Bools:
        """Return for some names whether all their words but everyday ones were typed."""
        typed = np.zeros(len(names), dtype=np.int64)
        for word in self._core:
            typed += _among(self._index.having(word), names)
        core = self._index.columns.alias_core[names]
        within: Bools = (typed == core) & (core > 0)
        return within

    @cached_property
    def _exact(self) -> Rows:
        """Return names that are what was typed, but for "hospital" and the like."""
        columns, whole = self._index.columns, self._whole
        is_exact = columns.alias_length.take(whole) == len(self._typed)
        if self._own - EVERYDAY:
            is_exact |= columns.alias_core.take(whole) == len(self._core)
        return np.concatenate([whole.take(np.flatnonzero(is_exact)), self._of_small_words])

    @cached_property
    def _few_held(self) -> Rows:
        """Return the names of a few that stand whole among what was typed."""
        found = [self._index.of_few(self._of_small_words)]
        own = self._own - EVERYDAY
        if own:
            named = [self._index.of_few(self._index.having(word)) for word in own]
            names = distinct(np.concatenate(named))
            found.append(names[self._within_typed(names)])
        return np.concatenate(found)

    @cached_property
    def _of_small_words(self) -> Rows:
        """Return names of small words alone that stand whole among what was typed."""
        if len(self._small) < _SMALL_WORDS:
            return _NONE
        having = [self._index.having(word) for word in self._small]
        names, typed = np.unique(np.concatenate(having), return_counts=True)
        whole: Rows = names[typed == self._index.columns.alias_length[names]]
        return whole

    @cached_property
    def _few_exact(self) -> Rows:
        return self._index.of_few(self._exact)

    @cached_property
    def _few_asked(self) -> Bools:
        """Return the rows of a few whose names were typed whole, or a telling part of them was."""
        parts = [self._few_exact, self._few_held]
        if self._own:
            parts += [self._few_whole, self._few_begun]
        return self._marked_rows(np.concatenate(parts))

    # --- rows ------------------------------------------------------------------------------

    def _marked_rows(self, names: Rows) -> Bools:
        rows: Bools = np.zeros(self._index.records.count, dtype=np.bool_)
        rows[self._index.alias_row.take(names)] = True
        return rows

    def shares(self, rows: Rows) -> Floats:
        """Return how much of one of their names was typed, for some rows; up to 1."""
        shares: Floats = self._shares.take(rows)
        if not self._own:
            shares *= np.float32(_ONLY_KINDS)
        return shares

    @property
    def may_name_bodies(self) -> bool:
        """Return True if a typed word is in the name of any body."""
        return any(self._index.bodies_with(word).any() for word in self._typed)

    @cached_property
    def exact_rows(self) -> Bools:
        """Return for every row whether its name is what was typed."""
        return self._marked_rows(self._exact)

    def exact(self, rows: Rows) -> Bools:
        """Return for some rows whether their name is what was typed."""
        if not len(self._exact):
            return np.zeros(len(rows), dtype=np.bool_)
        exact: Bools = self.exact_rows.take(rows)
        return exact

    def fits(self, rows: Rows) -> NameFits:
        """Return how the typed words stand to the names of some rows."""
        columns = self._index.columns
        no: Bools = np.zeros(len(rows), dtype=np.bool_)
        if not (self._typed or self._small):
            return NameFits(np.zeros(len(rows), dtype=np.float32), no, no)
        found = self._shares.take(rows)
        exact = self.exact(rows)
        none = np.flatnonzero(found == 0)
        own_words = self._in_own_words(rows.take(none))
        if own_words is not None:
            found[none] = np.float32(BY_ORGANIZATION) * own_words
        if not self._own:
            found *= np.float32(_ONLY_KINDS)
        if len(self._exact):
            found[np.flatnonzero(exact)] = 1.0
        of_body = no
        if self._own:
            has = self._bodies_of(self._typed)
            if has.any():
                of_body = has.take(columns.body.take(rows)) & (found > 0)
        return NameFits(found, exact, of_body)

    @cached_property
    def _shares(self) -> Floats:
        """Return for every row how much of one of its names was typed."""
        columns = self._index.columns
        shares: Floats = np.zeros(self._index.records.count, dtype=np.float32)
        lengths = np.maximum(1, np.arange(256))
        of_length = np.minimum(1.0, _LEAST + (1 - _LEAST) * len(self._core) / lengths)
        begun = _NONE if self._begun is None else np.flatnonzero(self._begun)
        for names in (self._whole, begun):
            rows = self._index.alias_row.take(names)
            fits = of_length.astype(np.float32).take(columns.alias_core.take(names))
            if not len(self._whole) or names is self._whole:  # nothing is there to be better
                shares[rows] = fits
            while len(rows):  # a row has few names: the best of them stays in two or three rounds
                better = np.flatnonzero(fits > shares.take(rows))
                rows, fits = rows.take(better), fits.take(better)
                shares[rows] = fits
        return shares

    def _bodies_of(self, words: Iterable[str]) -> Bools:
        """Return for every body whether its name has all of some words."""
        has: Bools = np.ones(max(1, self._index.bodies), dtype=np.bool_)
        for word in words:
            has &= self._index.bodies_with(word)
        return has

    def _in_own_words(self, rows: Rows) -> Bools | None:
        """Return for some rows whether all typed words are in their names and their body's.

        None where none is. The rows have no name that has all of them.
        """
        known = [(self._index.having(word), self._index.bodies_with(word)) for word in self._typed]
        if not known or not all(len(names) or of_body.any() for names, of_body in known):
            return None
        if len(known) == 1 and not known[0][1].any():
            return None
        bodies = self._index.columns.body.take(rows)
        has: Bools = np.ones(len(rows), dtype=np.bool_)
        for names, of_body in known:
            if not has.any():
                return None
            has_word = of_body.take(bodies)
            if len(known) > 1:
                has_word |= self._marked_rows(names).take(rows)
            has &= has_word
        return has

    def asked_for(self, rows: Rows) -> Rows:
        """Return those of some known places whose own name was typed, or begun, or part of it."""
        if not (self._typed or self._small):
            return _NONE
        return rows[self._few_asked[rows]]

    def named(self, rows: Rows) -> Rows:
        """Return those of some known places whose whole name was typed, alone or with others."""
        if not (self._typed or self._small):
            return _NONE
        return rows[self._marked_rows(np.concatenate([self._few_exact, self._few_held]))[rows]]

    def asked_after(self, gone: Bools) -> Rows:
        """Return closed or planned rows whose name was typed: what became of them is asked.

        One word that they share with others is not enough, most of their name is.
        """
        if not (self._typed or self._small):
            return _NONE
        columns, index = self._index.columns, self._index
        names = [self._few_exact]
        if self._own:
            names += [self._few_whole, self._few_begun]
        if len(self._typed) > 1:
            whole = self._few_whole
            names.append(whole[len(self._typed) >= _MOST * columns.alias_length[whole]])
        for word in self._core:
            having = index.of_few(index.having(word))
            long = having[columns.alias_core[having] > 1]
            names.append(long[self._within_typed(long)])
        rows = distinct(index.alias_row.take(np.concatenate(names)))
        return rows[gone[rows]]


def _among(names: Rows, asked: Rows) -> Bools:
    """Return for some names whether they are among others, both rising."""
    if not len(names):
        return np.zeros(len(asked), dtype=np.bool_)
    at = np.minimum(np.searchsorted(names, asked), len(names) - 1)
    found: Bools = names.take(at) == asked
    return found


def _is_distinctive(concept: Concept) -> bool:
    """Return True for words that are no place, no kind of help and no small change."""
    if concept.is_place or not concept.is_required:
        return False
    return not any(taxonomy in _READ_AS_KINDS for taxonomy, _code in concept.terms)
