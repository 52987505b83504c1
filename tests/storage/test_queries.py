from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.pool import StaticPool

from emndir.domain.errors import UnknownServiceError
from emndir.domain.location import Position
from emndir.domain.provenance import PartialDate
from emndir.domain.taxonomy import Taxonomy
from emndir.domain.vocabulary import Precision, ReferralRoute, ServiceStatus
from emndir.storage import queries
from emndir.storage.rows import READERS, rows_of
from emndir.storage.source import read_source
from emndir.storage.table_base import Base
from tests.builders import TODAY
from tests.storage.conftest import SAMPLE


@pytest.fixture(scope="module")
def directory():
    return read_source(SAMPLE, today=TODAY).directory


def counted(connection, work):
    """Return how many statements some work costs."""
    statements = []

    connection.raw.set_trace_callback(statements.append)
    work()
    connection.raw.set_trace_callback(None)
    return len(statements)


def test_what_the_file_says_of_itself(connection):
    info = queries.load_info(connection)
    assert (info.services, info.offered, info.locations, info.organizations) == (5, 4, 4, 2)
    assert info.title == "Sample directory"
    assert info.paper_rule == "label"
    assert (info.contact, info.licence) == ("office@example.org", "CC BY 4.0")
    assert len(info.attribution) == 3
    assert len(info.built_from) == 64


def test_everything_comes_back_as_it_went_in(connection, directory):
    assert queries.load_all(connection) == directory


def test_everything_comes_back_from_a_bare_connection(sample_bytes, directory):
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(sample_bytes)
        assert queries.load_all_from(database) == directory
        assert database.execute("SELECT count(*) FROM service").fetchone() == (5,)


def test_the_vocabulary(connection):
    vocabulary = queries.load_vocabulary(connection)
    breast = vocabulary.find(Taxonomy.CANCER_SITE, "breast")
    assert breast is not None
    assert breast.icd10 == ("C50", "D05")


def test_a_service_is_found_by_its_uid_and_by_a_former_one(connection, directory):
    wanted = next(one for one in directory.services if one.former_uids)
    assert wanted.former_uids == ("leicester-breast-unit",)
    assert queries.load_service(connection, "glenfield-breast-care-centre") == wanted
    assert queries.load_service(connection, "leicester-breast-unit") == wanted


def test_a_place(connection):
    place = queries.load_location(connection, "leicester-royal-infirmary")
    assert isinstance(place.position, Position)
    assert place.position.precision is Precision.SECTOR
    assert place.organization_uid == "university-hospitals-of-leicester"


@pytest.mark.parametrize("load", [queries.load_service, queries.load_location])
@pytest.mark.parametrize("uid", ["nobody", "", "' OR 1=1 --", "ü" * 1000])
def test_an_unknown_uid_is_told(connection, load, uid):
    with pytest.raises(UnknownServiceError, match="is called"):
        load(connection, uid)


def test_summaries_keep_the_order_and_know_places(connection):
    uids = ["loros-inpatient-ward", "nobody", "glenfield-hospital", "glenfield-breast-care-centre"]
    ward, hospital, clinic = queries.load_summaries(connection, uids)
    assert (ward.display_name, ward.hours) == (
        "LOROS hospice ward, Leicester",
        "The ward is staffed day and night.",
    )
    assert ward.newest_source == PartialDate(2024, 4)
    assert hospital.is_place
    assert (hospital.town, hospital.phone_label) == ("Leicester", "Switchboard")
    assert hospital.newest_source == PartialDate(2026, 6, 2)
    assert clinic.organization_name == "University Hospitals of Leicester NHS Trust"
    assert (clinic.phone, clinic.place_name) == ("0116 250 2543", "Glenfield Hospital")
    assert clinic.cancer_sites == ("breast",)
    assert clinic.referral_routes == (ReferralRoute.GP, ReferralRoute.HOSPITAL_TEAM)
    assert clinic.newest_source == PartialDate(2026, 10, 14)
    assert queries.load_summaries(connection, []) == []


def test_summaries_never_show_a_number_for_professionals(connection, directory):
    uids = [service.uid for service in directory.services]
    professional = {
        phone.number for service in directory.services for phone in service.professional_phones
    }
    shown = {summary.phone for summary in queries.load_summaries(connection, uids)}
    assert professional
    assert not shown & professional


def test_summaries_cost_the_same_for_one_as_for_all(connection, directory):
    uids = [service.uid for service in directory.services]
    one = counted(connection, lambda: queries.load_summaries(connection, uids[:1]))
    every = counted(connection, lambda: queries.load_summaries(connection, uids))
    assert one == every <= 13


def test_the_services_at_a_place(connection):
    found = queries.services_at(connection, "loros-hospice-leicester")
    assert [summary.uid for summary in found] == ["loros-inpatient-ward"]
    assert queries.services_at(connection, "nowhere") == []


def test_services_at_a_place_are_offered_ones_first(tmp_path):
    from emndir.domain.location import ServiceAtLocation
    from emndir.storage.build import compile_directory
    from emndir.storage.database import open_bytes
    from emndir.storage.geography_text import GeographyText
    from tests.builders import make_directory, make_location, make_service
    from tests.storage.conftest import no_index

    at = (ServiceAtLocation(location=make_location()),)
    closed = make_service(uid="a", name="A", places=at, status=ServiceStatus.CLOSED)
    open_ = make_service(uid="b", name="B", places=at)
    directory = make_directory(services=(closed, open_))
    engine = open_bytes(compile_directory(directory, GeographyText(), "x", index=no_index))
    with engine.connect() as connection:
        found = queries.services_at(connection, "a-hospice-building")
    engine.dispose()
    assert [summary.uid for summary in found] == ["b", "a"]


def test_the_geography(connection):
    assert queries.load_gazetteer(connection).locate("LE2 3").county == "Leicestershire"
    outline = queries.load_outline(connection)
    assert {feature.kind for feature in outline.features} == {"district", "county", "region"}


def test_every_table_is_read_as_it_is_written(sample_bytes, connection):
    assert READERS.keys() == Base.metadata.tables.keys()
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(sample_bytes)
        engine = create_engine("sqlite://", creator=lambda: database, poolclass=StaticPool)
        with engine.connect() as other:
            for name, table in Base.metadata.tables.items():
                written = [row._asdict() for row in other.execute(select(table).order_by("id"))]
                assert [vars(row) for row in rows_of(connection, name)] == written, name
                assert set(READERS[name]) <= set(table.columns.keys())


def test_a_place_of_every_service_is_read_with_it(connection, directory):
    for service in directory.services:
        assert queries.load_service(connection, service.uid) == service
