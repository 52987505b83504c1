"""Searching small directories made for a test, and the real one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from emndir.bootstrap import Core, OpenDirectory
from emndir.domain.directory import Directory
from emndir.domain.location import Coordinates, Location, Position, ServiceAtLocation
from emndir.domain.organization import Organization
from emndir.domain.service import Service
from emndir.domain.taxonomy import Taxonomy, TaxonomyTerm, Vocabulary
from emndir.domain.vocabulary import HelpGroup, Precision
from emndir.search.criteria import Criteria, Facet
from emndir.search.finder import Finder
from emndir.search.index import fill_index
from emndir.search.results import Results
from emndir.search.synonyms import Synonyms, load_synonyms
from emndir.storage.build import compile_directory
from emndir.storage.database import open_bytes
from tests.builders import (
    TODAY,
    make_directory,
    make_location,
    make_organization,
    make_service,
    make_vocabulary,
)
from tests.geography.places import make_geography

ROOT = Path(__file__).parents[2]

Find = Callable[..., Results]


def clock() -> datetime:
    return datetime(2026, 11, 22, 10, 0)


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDirectory]:
    """The real directory, open."""
    home = tmp_path_factory.mktemp("real-search")
    directory = Core.create(home=home, data_dir=ROOT / "data", clock=clock).open()
    yield directory
    directory.close()


@pytest.fixture(scope="session")
def our_synonyms() -> Synonyms:
    """The synonyms that come with the program."""
    return load_synonyms(ROOT / "resources" / "synonyms")


def site(code: str, *words: str) -> TaxonomyTerm:
    return TaxonomyTerm(
        taxonomy=Taxonomy.CANCER_SITE, code=code, label=f"{code} cancer", lay_words=(code, *words)
    )


def kind(code: str, *words: str) -> TaxonomyTerm:
    return TaxonomyTerm(
        taxonomy=Taxonomy.SERVICE_TYPE,
        code=code,
        label=code.replace("-", " ").capitalize(),
        lay_words=words,
        parent=HelpGroup.TREATMENT.value,
    )


def vocabulary() -> Vocabulary:
    """A small vocabulary: four cancers, six kinds of service, everything else as codes."""
    known = make_vocabulary().terms
    others = tuple(
        term for term in known if term.taxonomy not in (Taxonomy.CANCER_SITE, Taxonomy.SERVICE_TYPE)
    )
    return Vocabulary(
        (
            TaxonomyTerm(taxonomy=Taxonomy.CANCER_SITE, code="all", label="Any cancer"),
            site("breast"),
            site("colorectal", "bowel"),
            site("kidney", "renal"),
            kind("clinic"),
            kind("wigs-hair-loss", "wig", "hair loss"),
            kind("helpline"),
            kind("transport", "lift to hospital", "car scheme"),
            kind("hospice-inpatient", "hospice"),
            kind("acute-oncology", "24 hour line"),
            *others,
        )
    )


def at(location: Location) -> ServiceAtLocation:
    return ServiceAtLocation(location=location)


def hospital(uid: str, name: str, latitude: float, longitude: float, **changes: Any) -> Location:
    """A hospital at an exact point, known by its name."""
    facts: dict[str, Any] = {
        "uid": uid,
        "name": name,
        "organization_uid": "a-trust",
        "ods_code": "RXX01",
        "postcode": "",
        "position": Position(Coordinates(latitude, longitude), Precision.EXACT),
        "coordinates": Coordinates(latitude, longitude),
    }
    return make_location(**{**facts, **changes})


class Small:
    """A small directory, compiled and searched."""

    def __init__(self, directory: Directory, synonyms: Synonyms) -> None:
        geography = make_geography()
        content = compile_directory(directory, geography, "test", index=fill_index)
        self.engine = open_bytes(content)
        self.finder = Finder(
            self.engine, directory.vocabulary, geography.gazetteer(), synonyms=synonyms
        )

    def __call__(self, words: str = "", near: str = "", **asked: Any) -> Results:
        chosen: tuple[tuple[Facet, tuple[str, ...]], ...] = tuple(
            (Facet(key), (value,))
            for key, value in asked.items()
            if key in {facet.value for facet in Facet}
        )
        others = {key: value for key, value in asked.items() if key not in dict(chosen)}
        criteria = Criteria(words=words, near=near, chosen=chosen, **others)
        return self.finder.find(criteria, TODAY)

    def uids(self, words: str = "", near: str = "", **asked: Any) -> list[str]:
        return [hit.summary.uid for hit in self(words, near, **asked).hits]


@pytest.fixture
def small() -> Iterator[Callable[..., Small]]:
    """A function that makes a small directory from services."""
    made: list[Small] = []

    def make(*services: Service, synonyms: Synonyms | None = None, **changes: Any) -> Small:
        locations = {place.location.uid: place.location for s in services for place in s.places}
        locations |= {one.uid: one for one in changes.pop("locations", ())}
        bodies = {service.organization.uid: service.organization for service in services}
        for location in locations.values():
            bodies.setdefault(location.organization_uid, _body(location.organization_uid))
        directory = make_directory(
            vocabulary=vocabulary(),
            organizations=tuple(bodies.values()),
            locations=tuple(locations.values()),
            services=services,
            **changes,
        )
        made.append(Small(directory, synonyms or Synonyms()))
        return made[-1]

    yield make
    for one in made:
        one.engine.dispose()


def _body(uid: str) -> Organization:
    return make_organization(uid=uid, name=uid.replace("-", " ").title(), file=f"shire/{uid}")


def service(uid: str, name: str = "", **changes: Any) -> Service:
    """A service for any cancer, with nothing that a test does not say."""
    facts: dict[str, Any] = {
        "uid": uid,
        "name": name or uid.replace("-", " ").capitalize(),
        "organization": make_organization(uid="a-body", name="A body", file="shire/a-body"),
        "cancer_sites": ("all",),
        "county": "Leicestershire",
        "phones": (),
        "sources": (),
    }
    return make_service(**{**facts, **changes})


@pytest.fixture
def hurried() -> Iterator[None]:
    """Threads that give way to each other a thousand times as often as usual."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(0.000_005)
    yield
    sys.setswitchinterval(usual)
