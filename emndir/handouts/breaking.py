"""Where a line may end within what holds together: long words, addresses, what has no spaces."""

from __future__ import annotations

import re
from itertools import pairwise
from math import ceil
from unicodedata import category

_LONGEST_WORD = 28
_PIECE, _LEAST_PIECE = 20, 8
SOFT = "\N{ZERO WIDTH SPACE}"
_NB = "\N{NO-BREAK SPACE}"
_BREAK_AFTER = re.compile(r"(?<=[/@_.?&=,;-])(?=[^\s])")
_HELD = re.compile(r"[^\N{NO-BREAK SPACE}]*\d[^\N{NO-BREAK SPACE}]*")
"""A part of a number, postcode, date or time: what is held to it is never torn off."""
_LONGEST_HELD = 40
"""Characters that numbers can have together with what is held to them; more is no number."""
_ADDRESS = re.compile(
    r"[\w.+-]+@[\w.-]+|[\w-]+(\.[\w-]+)*\.[a-z]{2,}(/[^\s]*)?[.,]?", re.IGNORECASE
)
_LONGEST_ADDRESS = 22
"""Characters of an address that every column holds on one line."""
_BREAK_ADDRESS = re.compile(r"(?<=[/@.-])(?=[^\s.,])(?!(?:[a-z]{2,3}\.)?[a-z]{2,3}[.,]?$)")
"""Where an address may go on in the next line: "co.uk" and the like stay with what is before."""


def soft(text: str) -> str:
    """Return a text that no line is too short for.

    Words longer than any line may break all the same, and so may marks that would cling to
    their neighbours across a space ("? ? ?", "( ( (").
    """
    return " ".join(map(_unclinging, text.split(" ")))


def _unclinging(word: str) -> str:
    if not word:
        return word
    if len(word) > _LONGEST_ADDRESS and _ADDRESS.fullmatch(word):
        word = _softened(word, _BREAK_ADDRESS)
    elif len(word) > _LONGEST_WORD:
        word = _unheld(word)
    before = SOFT if category(word[0]) in ("Pe", "Pf", "Po") else ""
    after = SOFT if category(word[-1]) in ("Ps", "Pi", "Pd") else ""
    return f"{before}{word}{after}"


def _unheld(word: str) -> str:
    """Return words that are held together, and longer than a line, with breaks where none harms."""
    parts = word.split(_NB)
    found = _softened(parts[0], _BREAK_AFTER)
    for before, part in pairwise(parts):
        is_number = len(word) <= _LONGEST_HELD and (
            _HELD.fullmatch(before) or _HELD.fullmatch(part)
        )
        found += _NB + ("" if is_number else SOFT) + _softened(part, _BREAK_AFTER)
    return found


def _softened(word: str, breaks: re.Pattern[str]) -> str:
    """Return a word that may break where it reads best, and anywhere only where it must."""
    pieces: list[str] = []
    for piece in breaks.split(word) if len(word) > _LONGEST_ADDRESS else [word]:
        if len(piece) <= _LONGEST_ADDRESS:
            pieces.append(piece)
        else:
            is_even = 0 < len(piece) % _PIECE < _LEAST_PIECE
            size = ceil(len(piece) / ceil(len(piece) / _PIECE)) if is_even else _PIECE
            pieces += [piece[at : at + size] for at in range(0, len(piece), size)]
    return SOFT.join(pieces)
