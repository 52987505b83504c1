"""Names: whether the typed words are a record's own name, or hold it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from emndir.domain.taxonomy import Taxonomy
from emndir.search.columns import Bools, Columns, Floats, Rows
from emndir.search.namewords import EVERYDAY
from emndir.search.records import Records
from emndir.search.understanding import Concept, Understanding
from emndir.search.words import STOP_WORDS, stem

_READ_AS_KINDS = frozenset({Taxonomy.CANCER_SITE, Taxonomy.SERVICE_TYPE, Taxonomy.HELP_GROUP})
_BY_ORGANIZATION, _LEAST = 0.4, 0.4
_ONLY_KINDS = 0.1
"""Share that is left of a fit where the words are no more than a kind of help or a cancer."""
_MOST = 0.8
"""Share of a name that must be typed where none of its words stands for it alone."""
_SMALL_WORDS = 3
"""Words without meaning that a name has at least which has no others."""
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
    """Which names and bodies have each stem."""

    def __init__(self, columns: Columns, records: Records) -> None:
        """Read the names of one directory."""
        self.columns = columns
        self.records = records
        self._stems: list[str] = columns.texts["names"].split()
        self.bodies = len(columns.texts["bodies"])
        self.having = lru_cache(maxsize=512)(self._find_having)
        self.bodies_with = lru_cache(maxsize=256)(self._find_bodies)

    def forget(self) -> None:
        """Forget the words that were asked for."""
        self.having.cache_clear()
        self.bodies_with.cache_clear()

    def _slice(self, word: str, *, is_open: bool) -> tuple[int, int]:
        first = bisect_left(self._stems, word)
        if is_open:
            return first, bisect_left(self._stems, word + _LAST, lo=first)
        found = first < len(self._stems) and self._stems[first] == word
        return first, first + found

    def _find_having(self, word: str, is_open: bool = False) -> Rows:
        """Return the names that have a stem, or one that begins so."""
        first, last = self._slice(word, is_open=is_open)
        starts = self.columns.name_start
        found = self.columns.name_alias[starts[first] : starts[last]].astype(np.int64)
        return np.flatnonzero(self.marked(found)) if is_open else found

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

    # --- names, by their numbers -----------------------------------------------------------

    def _all_of(self, words: Iterable[str], names: Rows | None = None) -> Rows:
        """Return names that have all of some stems."""
        lists = sorted((self._index.having(word) for word in words), key=len)
        if names is not None:
            lists = [names, *lists]
        if not lists:
            return _NONE
        found = lists[0]
        for others in lists[1:]:
            if len(found):
                found = found[self._index.marked(others)[found]]
        return found

    @cached_property
    def _whole(self) -> Rows:
        """Return names that have all typed words."""
        return self._all_of(self._typed) if self._typed else _NONE

    @cached_property
    def _begun(self) -> Rows:
        """Return names that have all typed words but for the last, which is half typed."""
        half = self._half
        if not half:
            return _NONE
        begun = self._index.having(half, True)
        begun = begun[~self._index.marked(self._index.having(half))[begun]]
        return self._all_of(self._typed - {half}, begun)

    def _has_any(self, words: Iterable[str], names: Rows) -> Bools:
        has: Bools = np.zeros(len(names), dtype=np.bool_)
        for word in words:
            has |= self._index.marked(self._index.having(word))[names]
        return has

    def _within_typed(self, names: Rows) -> Bools:
        """Return for some names whether all their words but everyday ones were typed."""
        typed = np.zeros(len(names), dtype=np.int64)
        for word in self._core:
            typed += self._index.marked(self._index.having(word))[names]
        core = self._index.columns.alias_core[names]
        within: Bools = (typed == core) & (core > 0)
        return within

    @cached_property
    def _exact(self) -> Rows:
        """Return names that are what was typed, but for "hospital" and the like."""
        columns, whole = self._index.columns, self._whole
        is_exact = columns.alias_length[whole] == len(self._typed)
        if self._own - EVERYDAY:
            is_exact |= columns.alias_core[whole] == len(self._core)
        return np.concatenate([whole[is_exact], self._of_small_words])

    @cached_property
    def _held(self) -> Rows:
        """Return names that stand whole among what was typed."""
        found = [self._of_small_words]
        own = self._own - EVERYDAY
        if own:
            named = [self._index.having(word) for word in own]
            names = np.flatnonzero(self._index.marked(np.concatenate(named)))
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
    def _asked(self) -> Rows:
        """Return names that were typed whole, or of which a telling part was typed or begun."""
        parts = [self._exact, self._held]
        if self._own:
            parts += [self._whole, self._begun[self._has_any(self._own, self._begun)]]
        return np.concatenate(parts)

    # --- rows ------------------------------------------------------------------------------

    def _marked_rows(self, names: Rows) -> Bools:
        rows: Bools = np.zeros(self._index.records.count, dtype=np.bool_)
        rows[self._index.columns.alias_row[names]] = True
        return rows

    @cached_property
    def _exact_rows(self) -> Bools:
        return self._marked_rows(self._exact)

    def exact(self, rows: Rows) -> Bools:
        """Return for some rows whether their name is what was typed."""
        exact: Bools = self._exact_rows[rows]
        return exact

    def fits(self, rows: Rows) -> NameFits:
        """Return how the typed words stand to the names of some rows."""
        columns = self._index.columns
        no: Bools = np.zeros(len(rows), dtype=np.bool_)
        if not (self._typed or self._small):
            return NameFits(np.zeros(len(rows), dtype=np.float32), no, no)
        found = self._shares[rows]
        exact = self._exact_rows[rows]
        none = np.flatnonzero(found == 0)
        found[none[self._in_own_words(rows[none])]] = _BY_ORGANIZATION
        if not self._own:
            found *= _ONLY_KINDS
        found[exact] = 1.0
        of_body = no
        if self._own:
            of_body = self._bodies_of(self._typed)[columns.body[rows]] & (found > 0)
        return NameFits(found, exact, of_body)

    @cached_property
    def _shares(self) -> Floats:
        """Return for every row how much of one of its names was typed."""
        columns = self._index.columns
        shares: Floats = np.zeros(self._index.records.count, dtype=np.float32)
        for names in (self._whole, self._begun):
            if len(names):
                rows = columns.alias_row[names]
                lengths = np.maximum(1, columns.alias_core[names])
                fits = np.minimum(1.0, _LEAST + (1 - _LEAST) * len(self._core) / lengths)
                first = np.flatnonzero(np.diff(rows, prepend=-1))
                best = np.maximum.reduceat(fits, first).astype(np.float32)
                shares[rows[first]] = np.maximum(shares[rows[first]], best)
        return shares

    def _bodies_of(self, words: Iterable[str]) -> Bools:
        """Return for every body whether its name has all of some words."""
        has: Bools = np.ones(max(1, self._index.bodies), dtype=np.bool_)
        for word in words:
            has &= self._index.bodies_with(word)
        return has

    def _in_own_words(self, rows: Rows) -> Bools:
        """Return for some rows whether all typed words are in their names and their body's."""
        columns = self._index.columns
        bodies = columns.body[rows]
        has: Bools = np.ones(len(rows), dtype=np.bool_)
        known = [(self._index.having(word), self._index.bodies_with(word)) for word in self._typed]
        if not all(len(names) or of_body.any() for names, of_body in known):
            has[:] = False
            return has
        for names, of_body in known:
            if has.any():
                has &= self._marked_rows(names)[rows] | of_body[bodies]
        return has

    def asked_for(self, rows: Rows) -> Rows:
        """Return those of some rows whose own name was typed, or begun, or part of it."""
        if not (self._typed or self._small):
            return _NONE
        return rows[self._marked_rows(self._asked)[rows]]

    def named(self, rows: Rows) -> Rows:
        """Return those of some rows whose whole name was typed, alone or with other words."""
        if not (self._typed or self._small):
            return _NONE
        return rows[self._marked_rows(np.concatenate([self._exact, self._held]))[rows]]

    def asked_after(self, gone: Bools) -> Rows:
        """Return closed or planned rows whose name was typed: what became of them is asked.

        One word that they share with others is not enough, most of their name is.
        """
        if not (self._typed or self._small):
            return _NONE
        columns = self._index.columns
        names = [self._exact]
        if self._own:
            names += [self._whole, self._begun[self._has_any(self._own, self._begun)]]
        if len(self._typed) > 1:
            most = len(self._typed) >= _MOST * columns.alias_length[self._whole]
            names.append(self._whole[most])
        for word in self._core:
            having = self._index.having(word)
            having = having[gone[columns.alias_row[having]]]
            long = having[columns.alias_core[having] > 1]
            names.append(long[self._within_typed(long)])
        return np.flatnonzero(self._marked_rows(np.concatenate(names)) & gone)


def _is_distinctive(concept: Concept) -> bool:
    """Return True for words that are no place, no kind of help and no small change."""
    if concept.is_place or not concept.is_required:
        return False
    return not any(taxonomy in _READ_AS_KINDS for taxonomy, _code in concept.terms)
