"""The whole text of a data folder, read and checked: what a build takes, what `check` prints."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from emndir.domain.checks import check_directory, without_faulty
from emndir.domain.directory import Directory
from emndir.domain.location import Location, Position
from emndir.domain.problems import Problem, has_errors
from emndir.domain.taxonomy import Taxonomy
from emndir.domain.vocabulary import AreaKind, Precision
from emndir.domain.whole import Surroundings
from emndir.geography.gazetteer import Gazetteer
from emndir.geography.postcodes import parse_postcode
from emndir.storage.choice_text import parse_choice
from emndir.storage.figures_text import parse_figures
from emndir.storage.geography_text import GeographyText, parse_geography
from emndir.storage.source_text import load_texts, parse_directory
from emndir.storage.text_files import font_paths, recipe, table_paths

_COUNTY_TYPES = frozenset({"ceremonial-county", "county-council"})
_DISTRICT_TYPES = frozenset({"district", "unitary"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A data folder's text as values, with every fault.

    `directory` holds the records that can be read, positions resolved; None without a
    manifest. `fingerprint` is that of the text and of the code that compiles it.
    """

    directory: Directory | None
    geography: GeographyText
    problems: tuple[Problem, ...]
    fingerprint: str

    @property
    def has_errors(self) -> bool:
        """Return True if the text must not be compiled as it is."""
        return has_errors(self.problems)

    def without_faulty(self) -> Directory | None:
        """Return the directory without the records that have errors."""
        return self.directory and without_faulty(self.directory, self.problems)


def read_source(data_dir: Path, *, today: date) -> Source:
    """Read and check everything under a data folder; never raises for faults in it."""
    texts, problems = load_data(data_dir)
    source = check_texts(texts, today=today)
    return replace(source, problems=tuple(sorted((*problems, *source.problems), key=_place)))


def load_data(data_dir: Path) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Return the bytes of every file that a directory is compiled from, by path."""
    texts, problems = load_texts(data_dir)
    for path in (*table_paths(), *font_paths(data_dir)):
        try:
            texts[path] = (data_dir / path).read_bytes()
        except FileNotFoundError:
            continue
        except OSError as error:
            message = f"This file cannot be read: {error.strerror}."
            problems = (*problems, Problem(path=path, message=message))
    return texts, problems


def check_texts(texts: Mapping[str, bytes], *, today: date) -> Source:
    """Return what texts say, with every fault by file and line."""
    geography = parse_geography(texts)
    source = parse_directory(texts)
    gazetteer = geography.gazetteer()
    found: list[Problem] = []
    directory = source.directory
    if directory is not None:
        surroundings = Surroundings(
            today=today,
            postcode_fault=lambda postcode: postcode_fault(postcode, gazetteer),
            areas=known_areas(geography),
            unread=frozenset(problem.record for problem in source.problems),
        )
        found = [
            replace(problem, line=source.lines.get((problem.path, problem.record), 0))
            for problem in check_directory(directory, surroundings)
        ]
        figures, faults = parse_figures(texts, _codes(directory, Taxonomy.CANCER_SITE))
        choice, choice_faults = parse_choice(texts, _codes(directory, Taxonomy.SERVICE_TYPE))
        directory = with_positions(directory, gazetteer)
        directory = replace(directory, figures=figures, choice=choice)
        found += [*faults, *choice_faults]
    problems = (*geography.problems, *source.problems, *found)
    return Source(
        directory=directory,
        geography=geography,
        problems=tuple(sorted(problems, key=_place)),
        fingerprint=content_fingerprint(texts),
    )


def _codes(directory: Directory, taxonomy: Taxonomy) -> list[str]:
    return [term.code for term in directory.vocabulary.of(taxonomy)]


def _place(problem: Problem) -> tuple[str, int, str, str]:
    return problem.path, problem.line, problem.record, problem.field


def postcode_fault(postcode: str, gazetteer: Gazetteer) -> str:
    """Return what is wrong with a written postcode in a sentence, or ""."""
    parsed = parse_postcode(postcode)
    if parsed is None or not parsed.is_whole:
        return f"“{postcode}” is not a whole postcode such as LE3 9QP."
    if str(parsed) != postcode:
        return f"“{postcode}” is written “{parsed}”."
    if gazetteer.locate_postcode(parsed) is None:
        return f"No postcode that is known here starts like “{postcode}”."
    return ""


def known_areas(geography: GeographyText) -> dict[AreaKind, frozenset[str]]:
    """Return the names of each kind of area that the geography knows; empty kinds left out."""
    localities = geography.localities
    names: dict[AreaKind, Iterable[str]] = {
        AreaKind.COUNTY: (
            *(one.name for one in localities if one.type in _COUNTY_TYPES),
            *(sector.county for sector in geography.sectors),
            *(district.county for district in geography.districts),
        ),
        AreaKind.DISTRICT: (
            *(one.name for one in localities if one.type in _DISTRICT_TYPES),
            *(sector.district for sector in geography.sectors),
            *(district.district for district in geography.districts),
        ),
        AreaKind.PLACE: (place.name for place in geography.places),
        AreaKind.REGION: (one.name for one in localities if one.type == "region"),
    }
    known = {kind: frozenset(found) - {""} for kind, found in names.items()}
    return {kind: found for kind, found in known.items() if found}


def with_positions(directory: Directory, gazetteer: Gazetteer) -> Directory:
    """Return a directory whose places have a position: stated, by postcode, or by town."""
    placed = {
        id(location): replace(location, position=position_of(location, gazetteer))
        for location in directory.locations
    }
    services = tuple(
        replace(
            service,
            places=tuple(
                replace(at, location=placed.get(id(at.location), at.location))
                for at in service.places
            ),
        )
        if service.places
        else service
        for service in directory.services
    )
    return replace(directory, locations=tuple(placed.values()), services=services)


def position_of(location: Location, gazetteer: Gazetteer) -> Position | None:
    """Return where a place is, from its coordinates, else its postcode, else its town."""
    if location.coordinates is not None:
        return Position(location.coordinates, Precision.EXACT)
    return gazetteer.position_of(location.postcode, location.town)


def content_fingerprint(texts: Mapping[str, bytes]) -> str:
    """Return the SHA-256 of texts and of the code that compiles them."""
    digest = hashlib.sha256(recipe())
    for path in sorted(texts):
        digest.update(f"\0{path}\0{len(texts[path])}\0".encode())
        digest.update(texts[path])
    return digest.hexdigest()
