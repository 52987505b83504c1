"""Joining: names that were typed in parts: "blue bell wood", "heads 2 gether"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from emndir.search.words import Token

_PARTS_AT_MOST = 3
_SHORTEST = 6
"""Letters and digits of a name that is looked for in parts."""


def joined(
    tokens: Sequence[Token],
    is_name_word: Callable[[str], bool],
    is_known: Callable[[str], bool],
) -> tuple[Token, ...]:
    """Return words in which parts of one word of a name stand together.

    Parts that all mean something by themselves stay apart: "breast care" is no "Breastcare".
    """
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        length = _length_at(tokens, at, is_name_word, is_known)
        part = tokens[at : at + length]
        if length > 1:
            text = "".join(token.text for token in part)
            found.append(Token(text, part[0].start, part[-1].end))
        else:
            found.append(tokens[at])
        at += length
    return tuple(found)


def _length_at(
    tokens: Sequence[Token],
    at: int,
    is_name_word: Callable[[str], bool],
    is_known: Callable[[str], bool],
) -> int:
    for length in range(min(_PARTS_AT_MOST, len(tokens) - at), 1, -1):
        parts = [token.text for token in tokens[at : at + length]]
        word = "".join(parts)
        if len(word) < _SHORTEST or not is_name_word(word):
            continue
        if not all(is_known(part) or is_name_word(part) for part in parts):
            return length
    return 1
