"""Place words: which of the typed words name a place of the gazetteer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from emndir.geography.gazetteer import Gazetteer, place_key
from emndir.geography.places import Located
from emndir.search.lexicon import Lexicon
from emndir.search.typed_numbers import locate_area
from emndir.search.words import PLACE_PREPOSITIONS, STOP_WORDS, Token


class PlaceWords:
    """Says of typed words whether they name a place, and which."""

    def __init__(
        self, lexicon: Lexicon, gazetteer: Gazetteer, is_name_word: Callable[[str], bool]
    ) -> None:
        self._lexicon = lexicon
        self._gazetteer = gazetteer
        self.is_name_word = is_name_word
        self._beginnings = _beginnings(gazetteer)

    def longest(self, tokens: Sequence[Token], at: int, open_until: int) -> int:
        """Return how many words from `at`, none at or after `open_until`, name a place."""
        if tokens[at].is_stop or _level(tokens[at].text) not in self._beginnings:
            return 0
        for length in range(min(self._gazetteer.longest_name, open_until - at), 0, -1):
            if self._names_place(tokens, at, length):
                return length
        return 0

    def locate(self, tokens: Sequence[Token]) -> Located | None:
        """Return where the words are."""
        return self._gazetteer.locate_name(" ".join(token.text for token in tokens))

    def area(self, tokens: Sequence[Token], at: int, typed: str) -> Located | None:
        """Return the postcode area that two letters stand for: "LE", "near ng", or None.

        Small letters that begin other words are one only after "in" or "near".
        """
        token = tokens[at]
        word = token.text
        if len(word) != 2 or not word.isalpha() or word in STOP_WORDS:
            return None
        lexicon = self._lexicon
        if word in lexicon.words or word in lexicon.soft:
            return None
        shouts = typed.isupper() and len(tokens) > 1
        is_upper = typed[token.start : token.end].isupper() and not shouts
        is_free = not (lexicon.begins(word) or self.is_name_word(word))
        if not (is_upper or is_free or is_prepared(tokens, at)):
            return None
        return locate_area(word, self._gazetteer)

    def is_word(self, word: str) -> bool:
        """Return True for a word that means something here besides a place."""
        lexicon = self._lexicon
        return word in lexicon.soft or word in lexicon.words or self.is_name_word(word)

    def _names_place(self, tokens: Sequence[Token], at: int, length: int) -> bool:
        key = place_key(" ".join(token.text for token in tokens[at : at + length]))
        prepared = is_prepared(tokens, at)
        if key in self._gazetteer.locality_names:
            return True
        name, _, area = key.rpartition(" ")
        if area in self._gazetteer.locality_names and name in self._gazetteer.place_names:
            return self._gazetteer.locate_name(key) is not None
        places = self._gazetteer.place_names.get(key, ())
        if not places:
            return prepared and key in self._gazetteer.post_towns and len(key) > 3
        if prepared:
            return True
        if key in self._lexicon.ordinary:
            return False
        return places[0].is_town or not (length == 1 and self.is_word(key))


def is_prepared(tokens: Sequence[Token], at: int) -> bool:
    """Return True after "in", "near" and the like: a place is expected."""
    before = [token.text for token in tokens[max(0, at - 2) : at]]
    if before and before[-1] in PLACE_PREPOSITIONS:
        return True
    return len(before) == 2 and before[0] in PLACE_PREPOSITIONS and before[1] in ("to", "the")


@lru_cache(maxsize=2)
def _beginnings(gazetteer: Gazetteer) -> frozenset[str]:
    """Return the first word of every name."""
    names = (*gazetteer.place_names, *gazetteer.locality_names, *gazetteer.post_towns)
    return frozenset(name.partition(" ")[0] for name in names)


def _level(word: str) -> str:
    if word.isascii():
        return "st" if word == "saint" else word
    return place_key(word).partition(" ")[0]
