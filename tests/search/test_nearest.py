"""Sorted by nearest, the real directory's lists are in the order of geodesic brute force.

Asked from all over: sectors of the region, both banks of the Wash and the Humber, towns just over
a county border, and England further away. A county line never hides a nearer service.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import pytest
from geographiclib.geodesic import Geodesic

from emndir.bootstrap import OpenDirectory
from emndir.domain.location import Coordinates
from emndir.domain.service import Service, ServiceSummary
from emndir.domain.vocabulary import ServiceStatus
from emndir.search.criteria import Criteria, Facet, Sort
from emndir.search.results import Group, Hit, Results

METRES_PER_MILE = 1609.344
RELATIVE = 1e-5
ROUNDED = 2.0 / METRES_PER_MILE
"""Miles: a point is kept in the index to five decimals of a degree, 1.2 m at most."""

WATERSIDE = (
    *("King's Lynn", "Hunstanton", "Boston", "Skegness", "Wisbech", "Spalding", "Holbeach"),
    *("PE36 6", "PE30", "PE31", "PE34", "PE25", "PE24", "PE20", "PE12"),
    *("Kingston upon Hull", "Grimsby", "Barton-upon-Humber", "Scunthorpe", "Goole", "HU1", "DN21"),
)
BORDER_TOWNS = (
    *("Newark", "Grantham", "Stamford", "Bourne", "Market Deeping", "Market Harborough"),
    *("Worksop", "Gainsborough", "Retford", "Long Eaton", "Sandiacre", "Castle Donington"),
    *("Ashby-de-la-Zouch", "Swadlincote", "Hinckley", "Nuneaton", "Lutterworth", "Rugby"),
    *("Corby", "Oakham", "Uppingham", "Peterborough", "Brackley", "Banbury", "Rushden"),
    *("Chesterfield", "Sheffield", "Glossop", "Buxton", "Burton upon Trent", "Tamworth"),
)
FAR = ("London", "Manchester", "Birmingham", "Leeds", "Norwich", "Cambridge", "Oxford", "Exeter")
IN_REGION, ELSEWHERE = 120, 60
"""Sectors asked from, beside all the towns above."""

QUESTIONS: tuple[Criteria, ...] = (
    Criteria(),
    Criteria(words="wig"),
    Criteria(words="hospice"),
    Criteria(words="breast screening"),
    Criteria(words="bereavement support"),
    Criteria(words="someone to talk to"),
    Criteria(words="chemotherapy"),
    Criteria(chosen=((Facet.HELP_GROUP, ("end-of-life",)),)),
    Criteria(chosen=((Facet.CANCER_SITE, ("prostate",)),)),
    Criteria(chosen=((Facet.DELIVERY, ("in-person",)),)),
)
KINDS = ("wigs-hair-loss", "hospice-inpatient", "transport", "radiotherapy", "support-centre")


@dataclass(frozen=True)
class Truth:
    """Where every offered service is, by its text and not by the index."""

    services: dict[str, Service]
    points: dict[str, tuple[tuple[Coordinates, str], ...]]

    def miles(self, origin: Coordinates, uid: str) -> float:
        """Return the geodesic to the nearest place of a service, infinite without one."""
        return min(
            (_geodesic(origin, point) for point, _uid in self.points[uid]), default=float("inf")
        )


def _geodesic(origin: Coordinates, point: Coordinates) -> float:
    found = Geodesic.WGS84.Inverse(
        origin.latitude, origin.longitude, point.latitude, point.longitude, Geodesic.DISTANCE
    )
    return float(found["s12"]) / METRES_PER_MILE


@pytest.fixture(scope="module")
def truth(real: OpenDirectory) -> Truth:
    every = real.find(Criteria(limit=10_000)).hits
    services = {hit.summary.uid: real.service(hit.summary.uid) for hit in every}
    assert len(services) > 500
    assert all(one.status.is_offered for one in services.values())
    points = {
        uid: tuple(
            (at.location.position.coordinates, at.location.uid)
            for at in service.places
            if at.location.position
        )
        for uid, service in services.items()
    }
    assert sum(map(bool, points.values())) > 250
    return Truth(services, points)


@pytest.fixture(scope="module")
def origins(real: OpenDirectory) -> list[str]:
    choose = random.Random(2026)
    gazetteer = real.gazetteer
    inside = sorted(code for code, sector in gazetteer.sectors.items() if sector.in_region)
    outside = sorted(code for code, sector in gazetteer.sectors.items() if not sector.in_region)
    return [
        *WATERSIDE,
        *BORDER_TOWNS,
        *FAR,
        *choose.sample(inside, IN_REGION),
        *choose.sample(outside, ELSEWHERE),
    ]


def ask(real: OpenDirectory, criteria: Criteria, near: str, *, limit: int = 1_000) -> Results:
    return real.find(
        Criteria(
            words=criteria.words,
            chosen=criteria.chosen,
            near=near,
            sort=Sort.NEAREST,
            limit=limit,
        )
    )


def origin_of(results: Results, near: str) -> Coordinates:
    assert results.origin is not None, (near, results.near_problem)
    return results.origin.position.coordinates


def is_near(miles: float, true: float) -> bool:
    return abs(miles - true) <= RELATIVE * true + ROUNDED


def services_of(hits: Iterable[Hit]) -> list[Hit]:
    return [hit for hit in hits if hit.group is not Group.PLACES]


def test_every_list_is_in_the_order_of_geodesic_brute_force(
    real: OpenDirectory, truth: Truth, origins: Sequence[str]
) -> None:
    placed = 0
    for number, near in enumerate(origins):
        criteria = QUESTIONS[number % len(QUESTIONS)]
        results = ask(real, criteria, near)
        origin = origin_of(results, near)
        for group, hits in groupby(services_of(results.hits), key=lambda hit: hit.group):
            listed = list(hits)
            true = [truth.miles(origin, hit.summary.uid) for hit in listed]
            for hit, miles in zip(listed, true, strict=True):
                where = (near, hit.summary.uid, hit.miles, miles)
                if hit.miles is None:
                    assert miles == float("inf"), where
                else:
                    placed += 1
                    assert is_near(hit.miles, miles), where
            assert all(
                before <= after or is_near(before, after) for before, after in pairwise(true)
            ), (near, criteria, group)
    assert placed > 20_000


def test_all_that_a_kind_has_is_listed_whatever_its_county(
    real: OpenDirectory, truth: Truth, origins: Sequence[str]
) -> None:
    crossed = 0
    for number, near in enumerate(origins):
        kind = KINDS[number % len(KINDS)]
        wanted = {uid for uid, one in truth.services.items() if one.service_type == kind}
        results = ask(real, Criteria(chosen=((Facet.SERVICE_TYPE, (kind,)),)), near)
        origin = origin_of(results, near)
        assert {hit.summary.uid for hit in results.hits} == wanted, (near, kind)

        here = [hit for hit in results.hits if hit.group is not Group.REMOTE]
        nearest = min((truth.miles(origin, hit.summary.uid) for hit in here), default=None)
        if nearest is not None and here[0].miles is not None:
            assert is_near(here[0].miles, nearest), (near, kind)
            assert results.origin is not None
            crossed += here[0].summary.county not in (results.origin.county, "national")
    assert crossed > 20, "the nearest is over a county line often enough to tell"


def test_the_first_few_are_the_nearest_of_all(
    real: OpenDirectory, truth: Truth, origins: Sequence[str]
) -> None:
    """A short list is the beginning of the long one: nothing nearer waits below its end."""
    for number, near in enumerate(origins):
        criteria = QUESTIONS[(number + 3) % len(QUESTIONS)]
        every, few = ask(real, criteria, near), ask(real, criteria, near, limit=10)
        assert few.hits == every.hits[:10], (near, criteria)
        assert few.total == every.total
        origin = origin_of(few, near)
        first = [
            hit for hit in few.hits if hit.group is few.hits[0].group and hit.miles is not None
        ]
        rest = {hit.summary.uid for hit in every.hits if hit.group is few.hits[0].group}
        rest -= {hit.summary.uid for hit in first} | real_places(every)
        if first and len(first) == len(few.hits):
            furthest = truth.miles(origin, first[-1].summary.uid)
            for uid in rest:
                miles = truth.miles(origin, uid)
                assert miles >= furthest or is_near(miles, furthest), (near, uid)


def real_places(results: Results) -> set[str]:
    return {hit.summary.uid for hit in results.hits if hit.group is Group.PLACES}


def test_what_a_word_finds_is_no_less_with_a_place(
    real: OpenDirectory, origins: Sequence[str]
) -> None:
    """A place may add what is within reach; it takes nothing away that has all the words."""
    for words in ("wig", "hospice", "bereavement", "lymphoedema", "transport"):
        everywhere = real.find(Criteria(words=words, limit=1_000))
        full = {hit.summary.uid for hit in services_of(everywhere.hits)}
        assert full
        for near in origins[::9]:
            found = {hit.summary.uid for hit in ask(real, Criteria(words=words), near).hits}
            assert full <= found, (words, near, full - found)


def test_the_name_beside_the_miles_is_that_of_the_nearest_place(
    real: OpenDirectory, truth: Truth, origins: Sequence[str]
) -> None:
    several = {uid for uid, points in truth.points.items() if len({p for p, _ in points}) > 1}
    assert len(several) > 10
    names: dict[str, ServiceSummary | str] = {}
    told = 0
    for near in origins[::3]:
        results = ask(real, Criteria(), near)
        origin = origin_of(results, near)
        for hit in results.hits:
            uid = hit.summary.uid
            if uid not in several:
                continue
            away = sorted((_geodesic(origin, point), at) for point, at in truth.points[uid])
            if is_near(away[0][0], away[1][0]) or away[1][0] - away[0][0] < 0.006 * away[0][0]:
                continue  # two places as far off as each other: either name is right
            at = away[0][1]
            if at not in names:
                names[at] = real.location(at).display_name
            assert hit.summary.place_name == names[at], (near, uid)
            told += 1
    assert told > 200


def test_closed_services_are_never_the_nearest(real: OpenDirectory, origins: Sequence[str]) -> None:
    for near in origins[::11]:
        hits = ask(real, Criteria(), near).hits
        assert all(
            hit.summary.status in (ServiceStatus.ACTIVE, ServiceStatus.UNSURE) for hit in hits
        )
