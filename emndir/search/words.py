"""Words: from what was typed to tokens that can be compared, whatever their case or spelling."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

TYPED_AT_MOST = 300
"""Characters of the question that are read; a pasted letter is no question."""
WORDS_AT_MOST = 24
"""Words of the question that are read."""

_CHUNK = re.compile(r"[^\W_]+(?:['’ʼ`´][^\W_]+)*")
_APOSTROPHES = re.compile(r"['’ʼ`´]")
_INSIDE = re.compile(r"(?<=[A-Za-z0-9])['`](?=[A-Za-z0-9])")
_APART = str.maketrans({chr(code): " " for code in range(128) if not chr(code).isalnum()})
"""Everything plain that is no letter and no digit stands between words."""
_DOUBLED = re.compile(r"(.)\1")

STOP_WORDS = frozenset(
    """
    a about am an and any are as at be been being but by can could d did do does for from get gets
    getting got had has have having he her hers him his how i if in into is it its ll m me my near
    nearby nearest of on or our ours please pls re s shall she should so some t than that the their
    them then there these they this those to too up us ve was we were what when where whether which
    who whom whose why will with within would you your yours round around close closest
    """.split()
)
"""Words that carry no meaning of their own here. "clinic" is none of them."""

PLACE_PREPOSITIONS = frozenset({"in", "near", "nearby", "nearest", "at", "from", "around", "round"})
"""Words after which a place is expected."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word of the question: as compared (`text`), and where it stands as typed."""

    text: str
    start: int
    end: int

    @property
    def is_stop(self) -> bool:
        """Return True for a word that carries no meaning of its own."""
        return self.text in STOP_WORDS


def fold(text: str) -> str:
    """Return text as it is compared: no case, accents or apostrophes, words apart by one space."""
    if text.isascii():
        return " ".join(_INSIDE.sub("", text).lower().translate(_APART).split())
    return " ".join(token.text for token in tokens_of(text))


def tokens_of(text: str) -> tuple[Token, ...]:
    """Return the words of a text, in order."""
    found = []
    for match in _CHUNK.finditer(text):
        folded = _fold_word(match.group())
        if folded:
            found.append(Token(folded, match.start(), match.end()))
    return tuple(found)


def _fold_word(word: str) -> str:
    if word.isascii():
        return _APOSTROPHES.sub("", word).lower()
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", word)).casefold()
    return "".join(char for char in plain if char.isalnum())


def cut_typed(text: str) -> str:
    """Return the part of a question that is read: its start."""
    return text[:TYPED_AT_MOST]


def stem(word: str) -> str:
    """Return a word without its ending, so that wigs is wig and smoking is smoke.

    Far coarser than a dictionary and used on both sides of a comparison only.
    """
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if len(word) > len(ending) + 3 and word.endswith(ending):
            word = word[: -len(ending)]
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls":
                word = word[:-1]
            break
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


def key_of(words: Iterable[str]) -> tuple[str, ...]:
    """Return the key of a phrase: stems of its words, those without meaning left out.

    A phrase with a single word of meaning keeps all its words: "having children" is not
    "children", and "at home" is not "home".
    """
    kept = tuple(words)
    meant = tuple(word for word in kept if word not in STOP_WORDS)
    return tuple(stem(word) for word in (meant if len(meant) > 1 else kept))


def canonical(word: str) -> str:
    """Return one spelling for British, American and doubled-letter variants.

    leukaemia, leukemia and leukeamia differ from it in ways that people type every day.
    """
    same = word.replace("eae", "e").replace("ae", "e").replace("oe", "e").replace("ea", "e")
    same = same.replace("ph", "f").replace("our", "or").replace("isation", "ization")
    same = same.replace("ise", "ize").removesuffix("me") if same.endswith("amme") else same
    if same.endswith("tre"):
        same = same[:-2] + "er"
    return _DOUBLED.sub(r"\1", same)
