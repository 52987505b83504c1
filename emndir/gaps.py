"""Gaps: help that people would expect and the list does not have, by cancer and district.

For commissioners. It asks what the guide to a cancer asks (`guiding`), from the largest place of every
district of the region, so that a gap on paper and a gap in the table are the same gap. A gap says
what the list lacks, not what the world lacks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from emndir.choice.guide_kinds import How
from emndir.domain.errors import EmndirError, HandoutError
from emndir.domain.taxonomy import Taxonomy
from emndir.domain.vocabulary import ALL_SITES

if TYPE_CHECKING:
    from emndir.bootstrap import OpenDirectory
    from emndir.choice.guide import Candidate, Gap
    from emndir.geography.places import Locality, Located
    from emndir.handouts.phrases import Phrases

_TYPES = ("district", "unitary")
_NEAR = 0.1
"""Miles within which a place found by its name is the one that was meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """A service that there is instead: `miles` in a straight line, None where it has no place."""

    uid: str
    name: str
    miles: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRow:
    """One kind of help that is missing for one cancer in one district.

    `measured_from` is the largest place of the district. `within_miles` is how far was looked,
    None for help that comes to people or is for their area. `is_elsewhere`: one is near, but does
    not serve the place. `asks`: those named do not state that they take people from there.
    """

    district: str
    county: str
    measured_from: str
    site: str
    cancer: str
    stage: str
    help: str
    within_miles: float | None
    nearest: tuple[Elsewhere, ...]
    by_phone: tuple[Elsewhere, ...]
    is_elsewhere: bool
    asks: bool


def gap_rows(
    directory: OpenDirectory,
    *,
    today: date,
    sites: Iterable[str] = (),
    districts: Iterable[str] = (),
    progress: Callable[[str], None] = lambda _district: None,
) -> Iterator[GapRow]:
    """Yield every gap, district by district in order of county and name, then cancer by cancer.

    Without `sites` every cancer, without `districts` every district of the region. `progress` is
    called with each district's name before it is looked through. For a worker thread: a
    whole region takes about a minute.

    Raises:
        HandoutError: for a cancer or district that this directory does not know.
    """
    from emndir.guiding import Guiding
    from emndir.handouts.phrases import phrases

    asked = _sites(directory, sites)
    words = phrases()
    for locality in _districts(directory, districts):
        start = _largest_place(directory, locality)
        if start is None:
            continue
        progress(locality.name)
        near, origin = start
        guiding = Guiding(directory, near, today=today, origin=origin)
        for code, label in asked:
            for part in guiding.chosen(code):
                for gap in part.gaps:
                    yield _row(locality, near, code, label, gap, words)


def _sites(directory: OpenDirectory, asked: Iterable[str]) -> list[tuple[str, str]]:
    terms = {
        term.code: term.patient_label or term.label
        for term in directory.vocabulary.of(Taxonomy.CANCER_SITE)
        if term.code != ALL_SITES
    }
    wanted = tuple(dict.fromkeys(asked)) or tuple(terms)
    for code in wanted:
        if code not in terms:
            raise HandoutError(
                f"No cancer here has the code “{code}”.", "Use one such as breast or lung."
            )
    return [(code, terms[code]) for code in wanted]


def _districts(directory: OpenDirectory, asked: Iterable[str]) -> list[Locality]:
    from emndir.geography.gazetteer import place_key

    known = {
        place_key(one.name): one
        for one in directory.gazetteer.localities
        if one.type in _TYPES and one.coordinates is not None
    }
    names = list(asked)
    for name in names:
        if place_key(name) not in known:
            raise HandoutError(
                f"No district here is called “{name.strip()}”.", "Name one, such as Rutland."
            )
    found = [known[place_key(name)] for name in names] or list(known.values())
    return sorted(dict.fromkeys(found), key=lambda one: (one.county, one.name))


def _largest_place(directory: OpenDirectory, locality: Locality) -> tuple[str, Located] | None:
    """Return the largest place of a district that its name finds, as it is typed, and where it is."""
    from emndir.geography.distance import geodesic_miles

    places = [one for one in directory.gazetteer.places if one.district == locality.name]
    for place in sorted(places, key=lambda one: (not one.is_town, -one.size, one.name)):
        for typed in (place.name, f"{place.name}, {locality.name}"):
            try:
                located = directory.locate(typed)
            except EmndirError:
                continue
            off = geodesic_miles(located.position.coordinates, place.coordinates)
            if not located.is_area and off <= _NEAR:
                return typed, located
    return None


def _row(locality: Locality, near: str, code: str, label: str, gap: Gap, words: Phrases) -> GapRow:
    kind = gap.kind
    named = words.say(f"guide.kind.{kind.code}", cancer=words.say(f"guide.cancer.{code}"))
    return GapRow(
        district=locality.name,
        county=locality.county,
        measured_from=near,
        site=code,
        cancer=label,
        stage=words.say(f"guide.part.{kind.part}"),
        help=named[:1].upper() + named[1:],
        within_miles=kind.within if kind.how is How.PLACE else None,
        nearest=tuple(map(_elsewhere, gap.nearest)),
        by_phone=tuple(map(_elsewhere, gap.by_phone)),
        is_elsewhere=gap.is_elsewhere,
        asks=gap.asks,
    )


def _elsewhere(one: Candidate) -> Elsewhere:
    return Elsewhere(uid=one.uid, name=one.name, miles=one.miles)
