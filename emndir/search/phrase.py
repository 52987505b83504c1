"""Phrase: what is being typed, word by word, and what it is with a name in place of its end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from emndir.search.words import STOP_WORDS, Token, fold

LETTERS_AT_LEAST = 2
"""Of one word alone, before anything is suggested."""


class Phrase:
    """What is typed: its words, and whether the last may be half typed (`is_open`)."""

    def __init__(self, typed: str, tokens: Sequence[Token], *, is_open: bool) -> None:
        self.typed, self.tokens, self.is_open = typed, tokens, is_open
        self.folded = " ".join(token.text for token in tokens)

    def last(self, count: int) -> tuple[str, ...]:
        """Return the last words, folded."""
        return tuple(token.text for token in self.tokens[-count:])

    def before(self, count: int) -> str:
        """Return the word before the last ones, "" where there is none."""
        return self.tokens[-count - 1].text if count < len(self.tokens) else ""

    def completed(self, name: str, count: int) -> str:
        """Return what is typed with a name in place of the last words.

        Words before them that begin the name already ("the" before "The Rowans") go with them.
        """
        kept = [token.text for token in self.tokens[:-count]]
        begins = fold(name).split()
        for more in range(min(len(kept), len(begins)), 0, -1):
            if kept[-more:] == begins[:more]:
                count += more
                break
        head = self.typed[: self.tokens[-count].start]
        return f"{head}{name}"


def is_worth_it(tokens: Sequence[Token]) -> bool:
    """Return True for words that may be a name: two letters, and no phone number."""
    if not tokens:
        return False
    last = tokens[-1]
    words = [token.text for token in tokens]
    has_letters = any(char.isalpha() for word in words for char in word)
    if not has_letters and sum(map(len, words)) > 2:
        return False
    if len(tokens) == 1 and len(last.text) < LETTERS_AT_LEAST:
        return False
    return has_meaning(words)


def has_meaning(words: Iterable[str]) -> bool:
    """Return True if any folded word is more than "in" or "the"."""
    return any(word not in STOP_WORDS for word in words)
