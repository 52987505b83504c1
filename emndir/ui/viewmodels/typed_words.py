"""Typed words: what is taken out of them, what they still hold, and how far they say to look."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from emndir.ui.viewmodels.often import DISTANCES

if TYPE_CHECKING:
    from emndir.search.results import Understood

_BEFORE_PLACE = r"(?:\b(?:near|nearest to|in|around|at|from|to|close to)\s+(?:the\s+)?)?"
_WITHIN = re.compile(r"\bwithin\s+(?:about\s+)?(\d{1,3})\s*(?:miles?|mi)\b", re.IGNORECASE)


def typed_miles(words: str) -> float | None:
    """Return the offered distance that holds the typed one ("wig ng31 within 10 miles").

    None where none is typed, or it is farther than all that are offered. The last one counts, so
    that who goes on typing is believed.
    """
    found = _WITHIN.findall(words)
    return next((miles for miles in DISTANCES if found and miles >= int(found[-1])), None)


def without(words: str, reading: Understood) -> str:
    """Return typed words without those of a reading, and without the "near" before a place."""
    from emndir.search.results import ReadAs
    from emndir.ui.viewmodels.ways_on import cut

    lead = _BEFORE_PLACE if reading.read_as is ReadAs.PLACE else ""
    return cut(words, lead + re.escape(reading.words))


def holds(words: str, span: str) -> bool:
    """Return True if typed words still hold a span of whole words, however they are spaced."""
    from emndir.search.words import tokens_of

    found = [token.text for token in tokens_of(words)]
    wanted = [token.text for token in tokens_of(span)]
    if not wanted:
        return span in words
    starts = range(len(found) - len(wanted) + 1)
    return any(found[at : at + len(wanted)] == wanted for at in starts)
