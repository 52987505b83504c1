"""Bodies: organisations by their own, former and short names, as people type them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from emndir.search.words import STOP_WORDS, Token, fold, stem

_LEFT_OUT = frozenset(
    """
    nhs foundation trust trusts charity charities limited ltd cic cio uk plc hospital hospitals
    hospice hospices cancer support care group groups society fund association appeal centre
    centres service services organisation network network's board council england group's teaching
    """.split()
)
"""Words at the end of a name that people leave out: Macmillan, United Lincolnshire."""
_BRACKETS = re.compile(r"\(([^()]*)\)")
_WORDS_AT_MOST = 10

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamedBody:
    """An organisation that was named, and how many of the words it took."""

    name: str
    count: int


class Bodies:
    """Organisations, found by what they are called.

    `names` holds every name, former and short name with the body's name today; `everyday` are words
    that name nobody by themselves (kinds of help, places, small change), and `same` phrases
    that mean the same. A name that is one of the `real` words of the language ("Scope") is read only
    where nothing else of meaning was typed.
    """

    def __init__(
        self,
        names: Mapping[str, str],
        *,
        everyday: Iterable[str] = (),
        same: Iterable[Sequence[str]] = (),
        real: Iterable[str] = (),
    ) -> None:
        self._everyday = frozenset(form for word in everyday for form in (word, stem(word)))
        self._real = frozenset(map(stem, real))
        self._names: dict[Key, str] = {}
        self._beginnings: set[str] = set()
        written: dict[Key, set[str]] = {}
        for name, body in names.items():
            for form in _forms(name):
                for key in self._keys(form):
                    written.setdefault(key, set()).add(body)
        for phrases in same:
            keys = [key for phrase in phrases if (key := _key(fold(phrase).split()))]
            known = {body for key in keys for body in written.get(key, ())}
            if len(known) == 1:
                for key in keys:
                    written.setdefault(key, set()).update(known)
        for key, bodies in written.items():
            if len(key) == 1 and not self._tells(key[0]):
                continue
            self._names[key] = self._of_one_name(key, bodies)
            self._beginnings.add(key[0])
        self._longest = max(map(len, self._names), default=0)

    def __len__(self) -> int:
        """Return how many names are known."""
        return len(self._names)

    def find(self, tokens: Sequence[Token], at: int) -> NamedBody | None:
        """Return the body of the longest name that begins at a word, or None."""
        if tokens[at].is_stop or stem(tokens[at].text) not in self._beginnings:
            return None
        found = None
        key: Key = ()
        for count, token in enumerate(tokens[at : at + _WORDS_AT_MOST], start=1):
            if token.is_stop:
                continue
            key += (stem(token.text),)
            if len(key) > self._longest:
                break
            if key in self._names:
                found = NamedBody(self._names[key], count)
        if found and found.count == 1 and stem(tokens[at].text) in self._real:
            return found if sum(not token.is_stop for token in tokens) == 1 else None
        return found

    def _keys(self, form: str) -> Iterator[Key]:
        """Yield a name, and what is left of it without the words that people leave out."""
        words = [word for word in fold(form).split() if word not in STOP_WORDS]
        if len(words) > 1 or any(map(self._tells, words)):
            yield tuple(map(stem, words))
        while len(words) > 1 and (words[-1] in _LEFT_OUT or self._is_known(words)):
            words = words[:-1]
            if not any(map(self._tells, words)):
                return
            yield tuple(map(stem, words))

    def _is_known(self, words: Sequence[str]) -> bool:
        """Return True where a last word tells nothing and two or more before it name somebody."""
        return len(words) > 2 and words[-1] in self._everyday

    def _tells(self, word: str) -> bool:
        everyday = word in self._everyday or stem(word) in self._everyday
        return not (everyday or word in _LEFT_OUT or word.isdigit())

    @staticmethod
    def _of_one_name(key: Key, bodies: set[str]) -> str:
        """Return the body that is called so today, of several that are or were."""
        today = sorted(body for body in bodies if _key(fold(body).split())[: len(key)] == key)
        return today[0] if today else sorted(bodies)[0]


def _key(words: Iterable[str]) -> Key:
    return tuple(stem(word) for word in words if word not in STOP_WORDS)


def _forms(name: str) -> Iterator[str]:
    """Yield a name as written, without brackets, before its first comma, and a short name."""
    plain = _BRACKETS.sub(" ", name)
    yield from dict.fromkeys((name, plain, plain.partition(",")[0]))
    for inside in _BRACKETS.findall(name):
        if inside.isupper() and " " not in inside.strip():
            yield inside
