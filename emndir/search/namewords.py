"""Words of names: how a name and what was typed are compared."""

from __future__ import annotations

from functools import lru_cache

from emndir.search.words import STOP_WORDS, fold, stem

EVERYDAY = frozenset(
    map(
        stem,
        (
            "hospital",
            "infirmary",
            "hospice",
            "centre",
            "clinic",
            "unit",
            "ward",
            "trust",
            "nhs",
            "group",
        ),
    )
)
"""Words that people leave out of a name: Chesterfield Royal, Kings Mill."""


@lru_cache(maxsize=16_384)
def name_key(name: str) -> frozenset[str]:
    """Return the stems of a name's words that mean something, as names are compared.

    "the City" and "the General" are names only with their "the": they have none. A name of small
    words alone keeps them all: "We Are With You".
    """
    words = fold(name).split()
    meant = frozenset(stem(word) for word in words if word not in STOP_WORDS)
    if not meant and len(words) > 2:
        return frozenset(map(stem, words))
    return frozenset() if len(meant) == 1 and words[0] == "the" else meant
