"""The start page as it is stored in the directory file, so that it can be painted at once.

When the directory is compiled the blank question is answered (`start_making`) and what the start
shows of the answer is kept as one row. Nothing in it depends on the day: of the newest sources
the days are kept, and how old they are is counted when they are shown; what is open now is counted
once the directory is open. Nothing heavy is imported here.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from emndir.domain.vocabulary import Taxonomy
from emndir.search.ages import Ages
from emndir.search.criteria import Criteria, Facet, SourceAge

if TYPE_CHECKING:
    from emndir.domain.taxonomy import Vocabulary
    from emndir.geography.places import Locality
    from emndir.search.results import FacetCount, Results

OFTEN_KINDS: tuple[tuple[str, ...], ...] = (
    ("acute-oncology",),
    ("counselling", "support-centre", "support-group", "information-centre"),
    ("benefits-advice",),
    ("transport",),
)
"""Kinds of service of each often needed list."""
Often = tuple[tuple[str, ...], int]
"""The kinds of one such list that the vocabulary knows, and how many results it gives."""
Value = tuple[str, str, int]
"""A filter's value: code, label, and how many services it would give."""
_YEARS = (SourceAge.WITHIN_YEAR, SourceAge.WITHIN_TWO, SourceAge.OLDER)


@dataclass(frozen=True, slots=True)
class StartPage:
    """What the start shows. `services` are all of the file, `offered` those that can be found.

    `newest` holds the ordinals of the days of the offered services' newest sources in order, 0 for
    none, each with the number of services.
    """

    built_from: str
    title: str
    data_date: date
    services: int
    offered: int
    facets: Mapping[Facet, tuple[Value, ...]]
    newest: tuple[tuple[int, int], ...]
    often: tuple[Often, ...]
    districts: Mapping[str, tuple[str, ...]]

    def ages(self, today: date) -> dict[str, int]:
        """Return how many services have a newest source of each age on a day, by `SourceAge`."""
        limits = Ages(today)
        days = [day for day, _count in self.newest]
        one, two = bisect_left(days, limits.one), bisect_left(days, limits.two)
        parts = (self.newest[one:], self.newest[two:one], self.newest[:two])
        counts = [sum(count for _day, count in part) for part in parts]
        return {age.value: count for age, count in zip(_YEARS, counts, strict=True)}

    def label(self, facet: Facet, code: str) -> str:
        """Return the label of a filter's value, or the code where it is unknown."""
        labels = {one: label for one, label, _count in self.facets.get(facet, ())}
        return labels.get(code, code)


def often_totals(find: Callable[[Criteria], Results], vocabulary: Vocabulary) -> tuple[Often, ...]:
    """Return how many results each often needed list has, wherever the patient lives."""
    found: list[Often] = []
    for codes in OFTEN_KINDS:
        known = tuple(code for code in codes if vocabulary.find(Taxonomy.SERVICE_TYPE, code))
        asked = Criteria(chosen=((Facet.SERVICE_TYPE, known),), limit=1)
        found.append((known, find(asked).total if known else 0))
    return tuple(found)


def districts_of(
    localities: Iterable[Locality], counted: Sequence[FacetCount]
) -> dict[str, tuple[str, ...]]:
    """Return the districts that have services, by county, in order of name."""
    present = {one.code for one in counted}
    districts: dict[str, set[str]] = {}
    for locality in localities:
        if locality.county and locality.name in present:
            districts.setdefault(locality.county, set()).add(locality.name)
    return {county: tuple(sorted(names)) for county, names in districts.items()}


def text_of(page: StartPage) -> str:
    """Return a start page as it is stored."""
    data = asdict(page) | {"data_date": page.data_date.isoformat()}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def page_of(text: str) -> StartPage:
    """Return a start page that was stored.

    Raises:
        ValueError: for a text that is none.
    """
    try:
        stored: dict[str, Any] = json.loads(text)
        stored["data_date"] = date.fromisoformat(stored["data_date"])
        stored["facets"] = {
            Facet(facet): tuple(
                (str(code), str(label), int(count)) for code, label, count in values
            )
            for facet, values in stored["facets"].items()
        }
        stored["newest"] = tuple((int(day), int(count)) for day, count in stored["newest"])
        stored["often"] = tuple((tuple(codes), int(total)) for codes, total in stored["often"])
        stored["districts"] = {
            county: tuple(names) for county, names in stored["districts"].items()
        }
        page = StartPage(**stored)
    except (AttributeError, KeyError, RecursionError, TypeError) as error:
        raise ValueError("not a start page") from error
    if len(page.often) != len(OFTEN_KINDS):
        raise ValueError("other often needed lists")
    return page
