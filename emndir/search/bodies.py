"""Bodies: organisations by their own, former and short names, as people type them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from emndir.search.words import STOP_WORDS, Token, fold, stem

if TYPE_CHECKING:
    from emndir.storage.connections import Connection

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
_HAS_BODIES = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'organization'"

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
        self._everyday = frozenset(everyday)
        self._real = frozenset(map(stem, real))
        written: dict[Key, set[str]] = {}
        shortened: dict[Key, set[str]] = {}
        for name, body in names.items():
            for form in _forms(name):
                whole, *shorter = self._keys(form) or ((),)
                written.setdefault(whole, set()).add(body)
                for key in shorter:
                    shortened.setdefault(key, set()).add(body)
        written |= {
            key: bodies
            for key, bodies in shortened.items()
            if len(bodies) == 1 and key not in written
        }
        written.pop((), None)
        for phrases in same:
            keys = [key for phrase in phrases if (key := self._key_of_same(phrase))]
            known = {body for key in keys for body in written.get(key, ())}
            if len(known) == 1:
                for key in keys:
                    written.setdefault(key, set()).update(known)
        self._names = {key: _of_one_name(key, bodies) for key, bodies in written.items()}
        self._beginnings = frozenset(key[0] for key in self._names)
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

    def _key_of_same(self, phrase: str) -> Key:
        """Return a phrase as it is compared, nothing for one word that names nobody."""
        words = [word for word in fold(phrase).split() if word not in STOP_WORDS]
        return _key(words) if len(words) > 1 or any(map(self._tells, words)) else ()

    def _keys(self, form: str) -> list[Key]:
        """Return a name, and what is left of it without the words that people leave out.

        Places and kinds of help are left out as well where two words or more remain.
        """
        words = [word for word in fold(form).split() if word not in STOP_WORDS]
        if not (len(words) > 1 or any(map(self._tells, words))):
            return []
        found = [tuple(map(stem, words))]
        least = 1
        while len(words) > least and (words[-1] in _LEFT_OUT or words[-1] in self._everyday):
            if words[-1] not in _LEFT_OUT:
                least = 2
            words = words[:-1]
            if len(words) < least or not any(map(self._tells, words)):
                break
            found.append(tuple(map(stem, words)))
        return found

    def _tells(self, word: str) -> bool:
        everyday = word in self._everyday or stem(word) in self._everyday
        return not (everyday or word in _LEFT_OUT or word.isdigit())


def load_body_names(connection: Connection) -> dict[str, str]:
    """Return the own and former names of every organisation of a directory file, with today's.

    A file that holds no more than an index of services has none.
    """
    if connection.exec_driver_sql(_HAS_BODIES).first() is None:
        return {}
    rows = connection.exec_driver_sql("SELECT name, former_names FROM organization ORDER BY uid")
    bodies = [(name, json.loads(former)) for name, former in rows]
    names = {former: name for name, others in bodies for former in others}
    return names | {name: name for name, _others in bodies}


def _of_one_name(key: Key, bodies: set[str]) -> str:
    """Return the body that is called so today, of several that are or were."""
    if len(bodies) == 1:
        return next(iter(bodies))
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
