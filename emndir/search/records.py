"""Records: what filters, facets, distances and numbers need of every service, in memory.

Read once when a directory is opened. Values of a facet are kept as bit sets: bit n of an
integer stands for record n, so that a filter is one `&` and a count one `bit_count()`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from emndir.domain.location import Coordinates
from emndir.domain.vocabulary import AreaKind, ServiceStatus
from emndir.search.criteria import Facet, SourceAge
from emndir.search.words import STOP_WORDS, fold, stem


@dataclass(frozen=True, slots=True)
class Point:
    """Where a record is: a point, whether it is its postcode's own, and the place's uid."""

    coordinates: Coordinates
    is_exact: bool
    place_uid: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """A stated area; `middle` is where a place or district lies, for ranking only."""

    name: str
    kind: AreaKind
    middle: Coordinates | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One service or place. `number` is its row in the index and its bit."""

    number: int
    uid: str
    is_place: bool
    name: str
    status: ServiceStatus
    name_words: frozenset[str]
    aliases: tuple[frozenset[str], ...]
    own_words: frozenset[str]
    body_words: frozenset[str] = frozenset()
    is_national: bool = False
    is_remote_only: bool = False
    has_remote: bool = False
    is_at_home: bool = False
    is_line: bool = False
    is_always: bool = False
    is_hospital: bool = False
    is_nhs_site: bool = False
    service_type: str = ""
    points: tuple[Point, ...] = ()
    areas: tuple[Area, ...] = ()
    sites: frozenset[str] = frozenset()
    digits: tuple[str, ...] = ()
    phone: str = ""
    place_uids: tuple[str, ...] = ()
    county: str = ""
    district: str = ""
    newest: date | None = None

    @property
    def is_known_place(self) -> bool:
        """Return True for a hospital or other place that people ask for by itself."""
        return self.is_place and self.is_offered and self.is_hospital

    @property
    def is_unsure(self) -> bool:
        """Return True if no source shows that it runs today."""
        return self.status is ServiceStatus.UNSURE

    @property
    def is_offered(self) -> bool:
        """Return True if a person may be sent there."""
        return self.status.is_offered


@dataclass(slots=True)
class Records:
    """Every record of a directory, and bit sets over them.

    `at_place` holds the services at a place by its uid; `perhaps_at` by a place's name those of
    the body it belongs to that do not say where they are. `needs` are the needs that any service
    states, each as the stems of its words.
    """

    all: tuple[Record, ...]
    offered: int = 0
    places: int = 0
    known_places: int = 0
    gone: int = 0
    not_self: int = 0
    lines: int = 0
    bits: dict[Facet, dict[str, int]] = field(default_factory=dict)
    at_place: dict[str, int] = field(default_factory=dict)
    perhaps_at: dict[frozenset[str], int] = field(default_factory=dict)
    owners: dict[str, int] = field(default_factory=dict)
    name_words: frozenset[str] = frozenset()
    where_words: frozenset[str] = frozenset()
    needs: frozenset[tuple[str, ...]] = frozenset()
    _ages: dict[date, dict[str, int]] = field(default_factory=dict)

    def __getitem__(self, number: int) -> Record:
        """Return the record of a bit."""
        return self.all[number - 1]

    def of(self, bits: int) -> Iterator[Record]:
        """Yield the records of a bit set."""
        for number in numbers_of(bits):
            yield self.all[number - 1]

    def ages(self, today: date) -> Mapping[str, int]:
        """Return offered services by the age of their newest source."""
        if today not in self._ages:
            found: dict[str, int] = {age.value: 0 for age in SourceAge}
            for record in self.of(self.offered):
                found[_source_age(record.newest, today).value] |= 1 << record.number
            self._ages = {today: found}
        return self._ages[today]

    def states_need(self, phrase: tuple[str, ...], typed: frozenset[str]) -> bool:
        """Return True if a stated need holds a phrase word for word, and all of it was typed."""
        length = len(phrase)
        return any(
            phrase in (need[at : at + length] for at in range(len(need) - length + 1))
            for need in self.needs
            if typed.issuperset(need)
        )

    def values(self, facet: Facet, today: date) -> Mapping[str, int]:
        """Return the bit set of every value of a facet."""
        return self.ages(today) if facet is Facet.NEWEST_SOURCE else self.bits.get(facet, {})


def numbers_of(bits: int) -> Iterator[int]:
    """Yield the numbers of the bits that are set, from low to high."""
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low


def bits_of(numbers: Iterable[int]) -> int:
    """Return the bit set of some numbers."""
    bits = 0
    for number in numbers:
        bits |= 1 << number
    return bits


def name_key(name: str) -> frozenset[str]:
    """Return the stems of a name's words that mean something, as names are compared.

    "the City" and "the General" are names only with their "the": they have none.
    """
    words = fold(name).split()
    meant = frozenset(stem(word) for word in words if word not in STOP_WORDS)
    return frozenset() if len(meant) == 1 and words[0] == "the" else meant


def _source_age(newest: date | None, today: date) -> SourceAge:
    if newest is None:
        return SourceAge.OLDER
    months = (today.year - newest.year) * 12 + today.month - newest.month
    months -= today.day < newest.day
    if months < 12:
        return SourceAge.WITHIN_YEAR
    return SourceAge.WITHIN_TWO if months < 24 else SourceAge.OLDER
