"""What is in a county or district, and what comes to it from elsewhere."""

from dataclasses import replace

import pytest

from emndir.domain.location import ServiceAtLocation
from emndir.domain.service import ServiceArea
from emndir.domain.vocabulary import AreaKind, Delivery, ServiceStatus
from emndir.geography.gazetteer import place_key
from emndir.geography.serving import serving
from emndir.storage.source import read_source
from tests.builders import TODAY, make_location, make_service
from tests.handouts.conftest import DATA


@pytest.fixture(scope="module")
def source():
    return read_source(DATA, today=TODAY)


@pytest.fixture(scope="module")
def gazetteer(source):
    return source.geography.gazetteer()


def at(postcode, uid="place", **facts):
    return ServiceAtLocation(location=make_location(uid=uid, postcode=postcode, **facts))


LEICESTER, OADBY, NOTTINGHAM = "LE1 5WW", "LE2 5AA", "NG5 1PB"


def service(uid="a", **facts):
    given = {"county": "", "areas": (), "places": (), "delivery": (Delivery.IN_PERSON,)}
    return make_service(uid=uid, **{**given, **facts})


def uids(found):
    return [one.uid for one in found.here], [one.uid for one in found.afar]


def sorted_for(place, gazetteer, *services):
    return serving(services, gazetteer.locality_names[place_key(place)], gazetteer)


def test_a_place_in_it_makes_it_one_of_the_locality(gazetteer):
    here = service(places=(at(LEICESTER),))
    assert uids(sorted_for("Leicestershire", gazetteer, here)) == (["a"], [])
    assert uids(sorted_for("Leicester", gazetteer, here)) == (["a"], [])
    assert uids(sorted_for("Nottinghamshire", gazetteer, here)) == ([], [])
    assert uids(sorted_for("Oadby and Wigston", gazetteer, here)) == ([], [])


def test_its_places_in_the_locality_come_first(gazetteer):
    both = service(places=(at(NOTTINGHAM, "n"), at(LEICESTER, "l")))
    (found,) = sorted_for("Leicestershire", gazetteer, both).here
    assert [place.location.uid for place in found.places] == ["l", "n"]


def test_a_closed_place_does_not_count(gazetteer):
    closed = service(places=(at(LEICESTER, status=ServiceStatus.CLOSED),))
    assert uids(sorted_for("Leicestershire", gazetteer, closed)) == ([], [])


def test_what_is_not_offered_is_nowhere(gazetteer):
    gone = service(places=(at(LEICESTER),), status=ServiceStatus.CLOSED)
    assert uids(sorted_for("Leicestershire", gazetteer, gone)) == ([], [])


def test_a_service_without_a_place_is_where_it_is_listed(gazetteer):
    line = service(county="Leicestershire")
    assert uids(sorted_for("Leicestershire", gazetteer, line)) == (["a"], [])
    assert uids(sorted_for("Leicester", gazetteer, line)) == ([], [])
    assert uids(sorted_for("Derbyshire", gazetteer, line)) == ([], [])


def test_national_help_from_home_comes_from_afar_to_everywhere(gazetteer):
    phone = service(county="national", delivery=(Delivery.PHONE,))
    away = replace(phone, uid="b", delivery=(Delivery.IN_PERSON,))
    for place in ("Leicestershire", "High Peak", "Derby"):
        assert uids(sorted_for(place, gazetteer, phone, away)) == ([], ["a"])


@pytest.mark.parametrize(
    ("area", "kind", "served", "others"),
    [
        ("Leicestershire", AreaKind.COUNTY, ("Leicestershire", "Charnwood"), ("Rutland",)),
        ("Charnwood", AreaKind.DISTRICT, ("Leicestershire", "Charnwood"), ("Leicester",)),
        ("Oadby", AreaKind.PLACE, ("Leicestershire", "Oadby and Wigston"), ("Charnwood",)),
        ("East Midlands", AreaKind.REGION, ("Leicestershire", "Charnwood", "Derby"), ()),
        ("north Leicestershire", AreaKind.OTHER, (), ("Leicestershire",)),
    ],
)
def test_what_says_that_it_serves_a_place_comes_from_afar(gazetteer, area, kind, served, others):
    comes = service(places=(at(NOTTINGHAM),), areas=(ServiceArea(name=area, kind=kind),))
    for place in served:
        assert uids(sorted_for(place, gazetteer, comes)) == ([], ["a"]), place
    for place in others:
        assert uids(sorted_for(place, gazetteer, comes)) == ([], []), place


def test_every_county_of_the_region_has_many(source, gazetteer):
    counties = ("Derbyshire", "Leicestershire", "Lincolnshire", "Northamptonshire")
    for county in counties:
        found = sorted_for(county, gazetteer, *source.directory.services)
        assert len(found.here) > 50
        assert len(found.afar) > 50
        assert not {one.uid for one in found.here} & {one.uid for one in found.afar}
