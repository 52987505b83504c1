"""Phrases: the rows of every phrase that the vocabulary and the synonyms know.

Which words stand together is worked out for a question within a millisecond in a regional
directory. In a national one it takes too long for a key press, so that it is worked out when the
file is built, and kept in it. A phrase that is not among them is found as before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from emndir.domain.taxonomy import Vocabulary
from emndir.search.columns import Columns, Flag
from emndir.search.lexicon import Lexicon
from emndir.search.synonyms import Synonyms
from emndir.search.textindex import TextIndex, phrase_key
from emndir.search.words import fold

LARGE = 20_000
"""Services from which phrases are kept."""


def known_phrases(vocabulary: Vocabulary, synonyms: Synonyms) -> list[str]:
    """Return every phrase of more than one word that a question can be put to the index by."""
    lexicon = Lexicon(vocabulary, synonyms)
    return sorted(phrase for phrase in map(fold, lexicon.phrases()) if " " in phrase)


def with_phrases(columns: Columns, phrases: Iterable[str]) -> Columns:
    """Return the columns of a large directory with the rows of phrases; others as they are."""
    offered = int(np.count_nonzero(columns.has(Flag.OFFERED) & ~columns.has(Flag.PLACE)))
    if offered < LARGE:
        return columns
    index = TextIndex(columns, offered)
    keys, rows, scores = [], [], []
    by_key = {phrase_key(phrase.split()): phrase.split() for phrase in phrases}
    for key, words in by_key.items():
        found, score = index.close(words)
        keys.append(key)
        rows.append(found.astype(np.int32))
        scores.append(score)
    start = np.zeros(len(keys) + 1, dtype=np.int64)
    np.cumsum([len(found) for found in rows], out=start[1:])
    return replace(
        columns,
        phrase_start=start,
        phrase_row=np.concatenate([np.zeros(0, dtype=np.int32), *rows]),
        phrase_score=np.concatenate([np.zeros(0, dtype=np.float32), *scores]),
        texts={**columns.texts, "phrases": keys},
    )
