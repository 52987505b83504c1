"""Stems: Porter's, the same that the `porter` tokenizer of FTS5 makes of a word."""

from __future__ import annotations

import re
import sys
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from threading import Lock
from types import ModuleType
from typing import Any

_ALONE = "_emndir_snowball"


def _stemmer() -> Any:  # noqa: ANN401 - the package ships no types
    """Return Porter's stemmer, read under another name: the package's own reads 30 languages, 5 MB."""
    found = find_spec("snowballstemmer")
    folder = ModuleType(_ALONE)
    folder.__path__ = list(found.submodule_search_locations or ()) if found else []
    sys.modules[_ALONE] = folder
    try:
        return import_module(f"{_ALONE}.porter_stemmer").PorterStemmer()
    except ImportError:  # packed into one file, where it has no folder
        from snowballstemmer import stemmer

        return stemmer("porter")


_PORTER = _stemmer()
_ONE_AT_A_TIME = Lock()
"""A stemmer keeps the word it is at, and questions come from several threads."""
_UNTOUCHED = 2
"""Words so short stay as they are: a later word of Porter's own, which FTS5 follows."""
_LOGI = re.compile(r"([aeiouy][^aeiouy].*log)i$")
"""What is left of "-logy" loses its last letter, as "-logical" does: the same later rule."""


@lru_cache(maxsize=65_536)
def porter(word: str) -> str:
    """Return the stem of a folded word: "bereavement" and "bereaved" are both "bereav".

    Martin Porter's algorithm of 1980, from the Snowball project's own package.
    """
    if len(word) <= _UNTOUCHED:
        return word
    with _ONE_AT_A_TIME:
        stem = str(_PORTER.stemWord(word))
        _PORTER.stemWord("")
    return _LOGI.sub(r"\1", stem)
