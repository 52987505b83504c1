"""Fields: what is written of a service, and how much a word counts in each."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """What is written of a service, by field; the columns of `search_text` in their order."""

    name: str = ""
    former: str = ""
    organization: str = ""
    kind: str = ""
    needs: str = ""
    line: str = ""
    description: str = ""
    place: str = ""
    area: str = ""
    hours: str = ""
    terms: str = ""


COLUMNS = tuple(field.name for field in fields(Texts))

_WEIGHT_OF = {
    "name": 8.0,
    "former": 6.0,
    "organization": 3.0,
    "kind": 3.0,
    "needs": 4.0,
    "line": 2.0,
    "description": 1.5,
    "place": 2.0,
    "area": 1.0,
    "hours": 1.0,
    "terms": 0.3,
}
"""bm25 weights a column; docs/search.md says how they were chosen."""
WEIGHTS = tuple(_WEIGHT_OF[column] for column in COLUMNS)

OWN_COLUMNS = tuple(number for number, column in enumerate(COLUMNS) if column != "terms")
"""Columns of a service's own words; the vocabulary's words are found through its terms."""
STRONG_COLUMNS = tuple(map(COLUMNS.index, ("name", "former", "kind")))
"""Columns that say what a service is called."""

K1, B = 1.2, 0.75
"""The constants of bm25 that SQLite's FTS5 has as well (its documentation, section 5.1.1)."""


def saturated(
    often: NDArray[np.float64], length: NDArray[np.float64] | float = 1.0
) -> NDArray[np.float64]:
    """Return the bm25 part of a word that stands `often`, counted by the weight of its columns.

    `length` is how long the text is, 1 for the mean of all.
    """
    return np.asarray(often * (K1 + 1) / (often + K1 * (1 - B + B * length)))
