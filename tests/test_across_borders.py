"""Nearest across county and NHS borders, and whether a service serves there: two answers, kept apart."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest

from emndir.bootstrap import Core
from emndir.geography.distance import geodesic_miles
from emndir.search.criteria import Criteria, Facet, Sort
from emndir.search.results import Group

DATA = Path(__file__).parents[1] / "data"
NOW = datetime(2026, 11, 22, 10, 0)


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    home = tmp_path_factory.mktemp("borders")
    opened = Core.create(home=home, data_dir=DATA, clock=lambda: NOW).open()
    yield opened
    opened.close()


def found(directory, near, kind="", within=None):
    chosen = ((Facet.SERVICE_TYPE, (kind,)),) if kind else ()
    criteria = Criteria(
        near=near, chosen=chosen, sort=Sort.NEAREST, within_miles=within, limit=2000
    )
    return directory.find(criteria)


def least_miles(directory, uid, origin):
    points = [
        one.location.position.coordinates
        for one in directory.service(uid).places
        if one.location.status.is_offered and one.location.position
    ]
    start = origin.position.coordinates
    return min((geodesic_miles(start, point) for point in points), default=None)


@pytest.mark.parametrize(
    ("near", "town"),
    [
        ("Stamford", "Peterborough"),
        ("Bourne", "Peterborough"),
        ("Swadlincote", "Burton upon Trent"),
        ("Worksop", "Worksop"),
        ("Grimsby", "Grimsby"),
        ("Scunthorpe", "Scunthorpe"),
    ],
)
def test_the_nearest_is_shown_on_whichever_side_of_a_border_it_lies(directory, near, town):
    results = found(directory, near)
    own = [hit for hit in results.hits if not hit.summary.is_place and hit.miles is not None]
    in_order = [hit.miles for hit in own if hit.group is not Group.REMOTE]
    assert len(in_order) > 100
    assert all(one <= after + 0.001 for one, after in pairwise(in_order))
    by_hand = {
        uid: miles
        for uid in directory.service_uids()
        if directory.service(uid).status.is_offered
        and (miles := least_miles(directory, uid, results.origin)) is not None
    }
    shown = {hit.summary.uid: hit.miles for hit in own}
    near_by = {uid for uid, miles in by_hand.items() if miles <= 12}
    assert near_by, near
    assert near_by <= shown.keys()
    assert all(shown[uid] == pytest.approx(by_hand[uid], rel=0.01) for uid in near_by)
    assert any(hit.summary.town == town for hit in own if hit.miles <= 15), near


@pytest.mark.parametrize(
    ("near", "uid"),
    [
        ("Stamford", "nwa-gynaecological-cancer-peterborough"),
        ("Bourne", "nwa-gynaecological-cancer-peterborough"),
        ("Swadlincote", "uhdb-breast-service-burton"),
        ("Worksop", "dbth-cancer-services-bassetlaw"),
    ],
)
def test_a_clinic_over_the_border_is_among_the_first_without_any_filter(directory, near, uid):
    clinics = [hit for hit in found(directory, near, "clinic").hits if hit.miles is not None]
    assert uid in [hit.summary.uid for hit in clinics[:3]]


def test_near_is_not_served_and_served_is_not_near(directory):
    """What serves and what is near differ both ways, and a service that is not for there still shows."""
    hits = [hit for hit in found(directory, "Stamford").hits if hit.miles is not None]
    near_but_not_for = [hit for hit in hits if hit.miles < 15 and hit.serves_origin is False]
    far_but_for = [hit for hit in hits if hit.miles > 25 and hit.serves_origin is True]
    not_stated = [hit for hit in hits if hit.serves_origin is None]
    assert near_but_not_for
    assert far_but_for
    assert not_stated


@pytest.mark.parametrize("near", ["NG31", "PE9", "S80", "DN31", "Burton upon Trent", "LE2"])
def test_what_serves_is_the_same_whether_it_was_searched_for_or_asked_by_itself(directory, near):
    results = found(directory, near)
    assert results.origin is not None
    seen = {}
    for hit in results.hits:
        if not hit.summary.is_place:
            seen[hit.summary.uid] = hit.serves_origin
            assert directory.serves(hit.summary.uid, results.origin) is hit.serves_origin
    assert {True, False, None} == set(seen.values())


@pytest.mark.parametrize("near", ["Grimsby", "DN31", "Scunthorpe"])
def test_grimsby_bears_the_name_of_lincolnshire_and_is_not_what_its_services_mean(directory, near):
    origin = found(directory, near).origin
    assert origin.county == "Lincolnshire"
    assert directory.serves("st-barnabas-hospice-at-home", origin) is None
    assert directory.serves("st-andrews-andys-children", origin) is True  # names the districts
    at_home = found(directory, "Lincoln").origin
    assert directory.serves("st-barnabas-hospice-at-home", at_home) is True


def test_a_service_that_is_not_there_serves_nobody_and_says_nothing(directory):
    assert directory.serves("no-such-service", found(directory, "LE2").origin) is None
