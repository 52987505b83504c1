"""Phrases: the rows of every phrase, and list of phrases, that vocabulary and synonyms know.

Which words stand together is worked out for a question within a millisecond in a regional
directory. In a national one it takes too long for a key press, so that it is worked out when the
file is built, and kept in it. A phrase that is not among them is found as before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from emndir.domain.taxonomy import Vocabulary
from emndir.search.columns import Columns, Flag, Floats, Ints, Starts
from emndir.search.lexicon import Lexicon
from emndir.search.synonyms import Synonyms
from emndir.search.textindex import Matches, TextIndex, phrase_key, union_key
from emndir.search.words import fold

LARGE = 20_000
"""Services from which phrases are kept."""


def with_phrases(columns: Columns, vocabulary: Vocabulary, synonyms: Synonyms) -> Columns:
    """Return the columns of a large directory with the rows of phrases; others as they are.

    Those of every phrase of more than one word that a question can be put to the index by, and
    of every list of phrases that is looked for together.
    """
    offered = int(np.count_nonzero(columns.has(Flag.OFFERED) & ~columns.has(Flag.PLACE)))
    if offered < LARGE:
        return columns
    lexicon = Lexicon(vocabulary, synonyms)
    phrases = sorted(
        phrase for phrase in set(map(fold, lexicon.phrases(synonyms))) if " " in phrase
    )
    index = TextIndex(columns, offered)
    by_key = {phrase_key(phrase.split()): phrase.split() for phrase in phrases}
    start, row, score = _listed(map(index.close, by_key.values()))
    columns = replace(
        columns,
        phrase_start=start,
        phrase_row=row,
        phrase_score=score,
        texts={**columns.texts, "phrases": list(by_key)},
    )
    index = TextIndex(columns, offered)
    unions = {union_key(union): union for union in lexicon.lists() if len(union) > 1}
    start, row, score = _listed(map(index.any_of, unions.values()))
    return replace(
        columns,
        union_start=start,
        union_row=row,
        union_score=score,
        texts={**columns.texts, "unions": list(unions)},
    )


def _listed(matches: Iterable[Matches]) -> tuple[Starts, Ints, Floats]:
    """Return matches one after the other: where each starts, their rows and scores."""
    kept = [(rows.astype(np.int32), scores) for rows, scores in matches]
    start = np.zeros(len(kept) + 1, dtype=np.int64)
    np.cumsum([len(rows) for rows, _scores in kept], out=start[1:])
    rows = np.concatenate([np.zeros(0, dtype=np.int32), *(rows for rows, _scores in kept)])
    scores = np.concatenate([np.zeros(0, dtype=np.float32), *(scores for _rows, scores in kept)])
    return start, rows, scores
