"""Named places: which words typed the name of a hospital, and which of several it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar

from emndir.search.results import ReadAs, Understood
from emndir.search.understanding import Understanding
from emndir.search.words import STOP_WORDS, Token, cut_typed, stem

_LEFT_OUT = frozenset(
    map(stem, ("hospital", "infirmary", "hospice", "centre", "clinic", "unit", "trust", "nhs"))
)
"""Words that people leave out of a name: Chesterfield Royal."""


class Named(Protocol):
    """A place with its names, each as the stems of its words."""

    @property
    def aliases(self) -> tuple[frozenset[str], ...]:
        """Return every name."""


Place = TypeVar("Place", bound=Named)


@dataclass(frozen=True, slots=True)
class NamedPlace(Generic[Place]):
    """A place that was named, and from where to where its name was typed."""

    place: Place
    start: int
    end: int


class NamedPlaces(Generic[Place]):
    """Finds the place that was named, by all words of a name or by those that tell."""

    def __init__(self, places: Iterable[Place]) -> None:
        """Know these places by each of their names of two words or more."""
        self._whole: dict[frozenset[str], list[Place]] = {}
        for place in places:
            for alias in place.aliases:
                if len(alias) > 1:
                    self._whole.setdefault(alias, []).append(place)
        self._longest = max(map(len, self._whole), default=0)

    def find(self, likely: Iterable[Place], tokens: Sequence[Token]) -> NamedPlace[Place] | None:
        """Return the one place that most of the words name, or None where several do so equally.

        `likely` are places that some of the words are known to name.
        """
        found: list[tuple[int, int, int, Place]] = []
        for place in (*likely, *self._named_whole(tokens)):
            spans = [span for alias in place.aliases if (span := _span_of(alias, tokens))]
            if spans and not any(place is known for *_span, known in found):
                found.append((*max(spans), place))
        most = max((words for words, *_rest in found), default=0)
        best = [one for one in found if one[0] == most]
        if len(best) != 1:
            return None
        _words, start, end, place = best[0]
        return NamedPlace(place, start, end)

    def _named_whole(self, tokens: Sequence[Token]) -> Iterator[Place]:
        """Yield places of which a whole name was typed, its words side by side."""
        stems = [stem(token.text) for token in tokens if not token.is_stop]
        for first in range(len(stems)):
            for last in range(first + 2, min(len(stems), first + self._longest) + 1):
                yield from self._whole.get(frozenset(stems[first:last]), ())


def place_stands_within(read: Understanding, start: int, end: int) -> bool:
    """Return True if the place that was read stands inside a longer name."""
    return any(
        one.read_as is ReadAs.PLACE and start <= first and last <= end
        for one, (first, last) in zip(read.understood, read.spans, strict=True)
    )


def measured_from(
    read: Understanding, named: NamedPlace[Place], label: str, typed: str
) -> Understanding:
    """Return what was understood with a named place as the only place that is shown."""
    start, end = named.start, named.end
    kept = [
        (one, span)
        for one, span in zip(read.understood, read.spans, strict=True)
        if one.read_as is not ReadAs.PLACE
        and not (one.read_as is ReadAs.ORGANIZATION and span[0] < end and span[1] > start)
    ]
    words = cut_typed(typed)[start:end]
    chip = Understood(read_as=ReadAs.PLACE, code=label, label=label, words=words)
    return replace(
        read,
        understood=(*(one for one, _span in kept), chip),
        spans=(*(span for _one, span in kept), (start, end)),
    )


def _span_of(alias: frozenset[str], tokens: Sequence[Token]) -> tuple[int, int, int] | None:
    """Return how many telling words of a name were typed, and from where to where; None if not all."""
    core = alias - _LEFT_OUT or alias
    at = [place for place, token in enumerate(tokens) if stem(token.text) in core]
    typed = {stem(tokens[place].text) for place in at}
    if not core <= typed:
        return None
    first, last = at[0], at[-1]
    if last - first >= 2 * len(alias) + 2:
        return None
    while last + 1 < len(tokens) and _is_part(tokens[last + 1], alias):
        last += 1
    while tokens[last].text in STOP_WORDS and last > first:
        last -= 1
    return len(core), tokens[first].start, tokens[last].end


def _is_part(token: Token, alias: frozenset[str]) -> bool:
    return token.is_stop or stem(token.text) in alias
