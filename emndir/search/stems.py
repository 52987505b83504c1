"""Stems: Porter's, the same that the `porter` tokenizer of FTS5 makes of a word."""

from __future__ import annotations

from functools import lru_cache

from snowballstemmer import stemmer

_PORTER = stemmer("porter")


@lru_cache(maxsize=65_536)
def porter(word: str) -> str:
    """Return the stem of a folded word: "bereavement" and "bereaved" are both "bereav".

    Martin Porter's algorithm of 1980, from the Snowball project's own package.
    """
    return str(_PORTER.stemWord(word))
