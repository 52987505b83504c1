"""Columns say of every row what its service or place says, array by array, and are whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import fields
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from emndir.bootstrap import OpenDirectory
from emndir.domain.contact import PublicPhone
from emndir.domain.errors import DataFaultError
from emndir.domain.location import Coordinates, Position
from emndir.domain.service import ServiceArea
from emndir.domain.vocabulary import (
    AreaKind,
    Delivery,
    HelpGroup,
    OrganizationType,
    Precision,
    ReferralRoute,
    ServiceStatus,
)
from emndir.search.columns import COLUMN_BITS, PROFILES, Columns, Flag, load_columns, save_columns
from emndir.search.fields import COLUMNS
from emndir.search.gathering import Gatherer
from emndir.search.index import fill_entries
from emndir.search.records import Records
from emndir.search.rows import load_rows
from emndir.storage.connections import Connection
from emndir.storage.source import read_source
from tests.benchmarks.national import National
from tests.builders import TODAY, make_location, make_organization, make_source
from tests.geography.places import make_geography
from tests.search.conftest import ROOT, Small, at, hospital, service

GAZETTEER = make_geography().gazetteer()

# --- a small directory, array by array ------------------------------------------------------------


@pytest.fixture
def columns(small: Callable[..., Small]) -> Columns:
    """Rows 0 to 4 are services, in the order given; 5 and 6 are places."""
    royal = hospital("royal", "Leicester Royal Infirmary", 52.627, -1.135, former_names=("LRI",))
    pilgrim = make_location(
        uid="pilgrim",
        name="Pilgrim Hospital",
        organization_uid="a-trust",
        postcode="PE21 9QS",
        county="Lincolnshire",
        position=Position(Coordinates(52.987654321, -0.010), Precision.SECTOR),
        coordinates=None,
        phones=(PublicPhone(number="01205 364801"),),
    )
    trust = make_organization(
        uid="a-trust", name="A Trust", type=OrganizationType.NHS_TRUST, file="shire/a-trust"
    )
    made = small(
        service(
            "wigs",
            "Wig bank, Leicester",
            service_type="wigs-hair-loss",
            help_group=HelpGroup.TREATMENT,
            places=(at(royal), at(pilgrim)),
            phones=(PublicPhone(number="0116 250 0001"), PublicPhone(number="0116 250 0002")),
            description="A wig, and another wig.",
            needs=("Choosing a wig",),
            sources=(make_source(),),
        ),
        service("line", delivery=(Delivery.PHONE,), county="national", places=()),
        service("unsure", organization=trust, status=ServiceStatus.UNSURE, county="Lincolnshire"),
        service("closed", status=ServiceStatus.CLOSED, places=(at(royal),)),
        service(
            "areas",
            "Áreas’ own",
            delivery=(Delivery.IN_PERSON, Delivery.ONLINE),
            referral_routes=(ReferralRoute.SELF,),
            areas=(ServiceArea(name="Boston", kind=AreaKind.DISTRICT),),
            phones=(PublicPhone(number="0116 250 0001"),),
        ),
        locations=(royal, pilgrim),
    )
    with made.engine.connect() as connection:
        return load_columns(connection)


WIGS, LINE, UNSURE, CLOSED, AREAS, ROYAL, PILGRIM = range(7)


def with_flag(columns: Columns, flag: Flag) -> list[int]:
    return list(np.flatnonzero(columns.has(flag)).tolist())


def test_every_row_has_its_flags(columns: Columns) -> None:
    assert columns.count == 7
    assert with_flag(columns, Flag.PLACE) == [ROYAL, PILGRIM]
    assert with_flag(columns, Flag.OFFERED) == [WIGS, LINE, UNSURE, AREAS, ROYAL, PILGRIM]
    assert with_flag(columns, Flag.UNSURE) == [UNSURE]
    assert with_flag(columns, Flag.NATIONAL) == [LINE]
    assert with_flag(columns, Flag.REMOTE_ONLY) == [LINE]
    assert with_flag(columns, Flag.HAS_REMOTE) == [LINE, AREAS]
    assert with_flag(columns, Flag.KNOWN_PLACE) == [ROYAL, PILGRIM]
    assert with_flag(columns, Flag.NHS_SITE) == [ROYAL]
    assert with_flag(columns, Flag.HOSPITAL) == [ROYAL, PILGRIM]
    assert with_flag(columns, Flag.PLACELESS) == [UNSURE]
    assert with_flag(columns, Flag.SELF) == [AREAS]


def test_bodies_counties_areas_and_dates(columns: Columns) -> None:
    texts = columns.texts
    bodies = [texts["bodies"][number] for number in columns.body]
    assert bodies == ["a-body", "a-body", "a-trust", "a-body", "a-body", "a-trust", "a-trust"]
    counties = [texts["counties"][number] for number in columns.county]
    assert counties[:3] == ["Leicestershire", "national", "Lincolnshire"]
    areas = [texts["area_sets"][number] for number in columns.area_set]
    assert areas == [[], [], [], [], [["Boston", "district"]], [], []]
    assert columns.newest.tolist() == [date(2026, 7, 1).toordinal(), 0, 0, 0, 0, 0, 0]


def test_rows_are_ranked_by_name(columns: Columns) -> None:
    names = {row: rank for rank, row in enumerate(np.argsort(columns.name_rank).tolist())}
    ordered = sorted(names, key=names.__getitem__)
    assert ordered == [CLOSED, ROYAL, LINE, PILGRIM, UNSURE, WIGS, AREAS]  # "á" comes after "z"


def test_combinations_of_values_are_numbered(columns: Columns) -> None:
    for facets, numbered, listed in zip(
        PROFILES, columns.profiles(), columns.texts["profiles"], strict=True
    ):
        assert listed[0] == []
        values = [listed[number] for number in numbered]
        for row in (CLOSED, ROYAL, PILGRIM):
            assert values[row] == [], "what is not offered has no values to count"
        for row in (WIGS, LINE, UNSURE, AREAS):
            assert len(values[row]) == len(facets)
    first = columns.texts["profiles"][0][int(columns.profile_0[LINE])]
    routes, delivery, cost, audience, status = first
    assert (routes, delivery, cost) == (["gp"], ["phone"], ["free"])
    assert (audience, status) == (["patients"], ["active"])
    places = columns.texts["profiles"][3]
    assert places[int(columns.profile_3[WIGS])] == [
        ["Leicestershire", "Lincolnshire"],
        ["Boston", "Leicester"],
    ]
    assert places[int(columns.profile_3[AREAS])] == [["Leicestershire", "Lincolnshire"], ["Boston"]]


def test_postings_say_where_each_word_stands(columns: Columns) -> None:
    words = columns.texts["words"].split()
    stems = columns.texts["stems"].split()
    at_word = words.index("wig")
    assert stems[int(columns.word_stem[at_word])] == "wig"
    first, last = columns.word_start[at_word : at_word + 2].tolist()
    assert columns.posting_row[first:last].tolist() == [WIGS]
    in_names = slice(*columns.strong_start[at_word : at_word + 2].tolist())
    assert columns.strong_row[in_names].tolist() == [WIGS]
    assert columns.strong_weight[in_names].tolist() == [columns.posting_weight[first]]
    assert columns.posting_weight[first] > 0
    spots = columns.spot[columns.spot_start[first] : columns.spot_start[first + 1]].tolist()
    where = [(COLUMNS[spot >> COLUMN_BITS], spot & ((1 << COLUMN_BITS) - 1)) for spot in spots]
    assert [one for one in where if one[0] in ("name", "needs", "description")] == [
        ("name", 0),
        ("needs", 2),
        ("description", 1),
        ("description", 4),
    ]
    assert "infirmary" in words, "a service's place is among its words"
    assert "closed" not in words, "what is not offered has no postings"


def test_names_and_bodies_by_their_stems(columns: Columns) -> None:
    stems = columns.texts["names"].split()

    def rows_named(stem: str) -> list[int]:
        number = stems.index(stem)
        first, last = columns.name_start[number : number + 2]
        return list(columns.alias_row[columns.name_alias[first:last]].tolist())

    assert stems == sorted(stems)
    assert rows_named("wig") == [WIGS]
    assert rows_named("lri") == [ROYAL]
    assert rows_named("infirmary") == [ROYAL]
    of_royal = np.flatnonzero(columns.alias_row == ROYAL).tolist()
    assert [int(columns.alias_length[alias]) for alias in of_royal] == [3, 1]
    assert [int(columns.alias_core[alias]) for alias in of_royal] == [2, 1], "infirmary is everyday"
    number = stems.index("trust")
    first, last = columns.body_start[number : number + 2]
    bodies = [columns.texts["bodies"][body] for body in columns.body_body[first:last]]
    assert bodies == ["a-trust"]


def test_points_numbers_and_who_is_where(columns: Columns) -> None:
    assert columns.point_row.tolist() == [WIGS, WIGS, CLOSED, ROYAL, PILGRIM]
    assert columns.point_latitude.tolist() == [52.627, 52.98765, 52.627, 52.627, 52.98765]
    assert columns.point_longitude.tolist() == [-1.135, -0.01, -1.135, -1.135, -0.01]
    assert columns.point_exact.tolist() == [1, 0, 1, 1, 0]

    phones = columns.texts["phones"].split()
    listed = list(
        zip(phones, columns.phone_row.tolist(), columns.phone_place.tolist(), strict=True)
    )
    assert listed == [
        ("01162500001", WIGS, 0),
        ("01162500001", AREAS, 0),
        ("01162500002", WIGS, 1),
        ("01205364801", PILGRIM, 0),
    ]

    assert columns.texts["places"] == ["royal", "pilgrim"]
    assert columns.at_place.tolist() == [ROYAL, PILGRIM]
    assert columns.at_start.tolist() == [0, 1, 2]
    assert columns.at_row.tolist() == [WIGS, WIGS], "closed services are nowhere"


def test_what_is_asked_of_records(columns: Columns) -> None:
    records = Records(columns)
    assert np.flatnonzero(records.offered).tolist() == [WIGS, LINE, UNSURE, AREAS]
    assert np.flatnonzero(records.gone).tolist() == [CLOSED]
    assert records.services_at([ROYAL]).tolist() == [WIGS]
    assert records.services_at([ROYAL, PILGRIM, WIGS]).tolist() == [WIGS]
    assert records.services_at([]).tolist() == []
    assert records.phones_each[:2].tolist() == [2, 0]
    trust = columns.texts["bodies"].index("a-trust")
    assert records.of_body(trust).tolist() == [UNSURE]


def test_columns_are_read_as_they_were_written(columns: Columns) -> None:
    with closing(sqlite3.connect(":memory:")) as raw:
        connection = Connection(raw)
        save_columns(raw, columns)
        again = load_columns(connection)
        for field in fields(Columns):
            before, after = getattr(columns, field.name), getattr(again, field.name)
            if field.name == "texts":
                assert before == after
            else:
                assert before.dtype == after.dtype
                assert before.tolist() == after.tolist()
                assert not after.flags.writeable
        raw.execute("DELETE FROM search_array WHERE name = 'spot'")
        with pytest.raises(DataFaultError, match="another version"):
            load_columns(connection)


# --- what holds of every directory ----------------------------------------------------------------


def check_rising(
    starts: NDArray[np.integer[Any]], values: NDArray[np.integer[Any]], *, at_least: int = 1
) -> None:
    """Check that the values of each list rise."""
    for first, last in pairwise(starts.tolist()):
        assert all(
            after - before >= at_least for before, after in pairwise(values[first:last].tolist())
        )


def check_whole(columns: Columns) -> None:
    """Check that lists start, end and rise as they say, and that every number names something."""
    texts, count = columns.texts, columns.count
    words, names = texts["words"].split(), texts["names"].split()
    assert words == sorted(set(words))
    assert names == sorted(set(names))
    stems = texts["stems"].split()
    assert stems == sorted(set(stems))
    lists: tuple[tuple[NDArray[np.integer[Any]], int, int], ...] = (
        (columns.word_start, len(words), len(columns.posting_row)),
        (columns.spot_start, len(columns.posting_row), len(columns.spot)),
        (columns.name_start, len(names), len(columns.name_alias)),
        (columns.body_start, len(names), len(columns.body_body)),
        (columns.at_start, len(columns.at_place), len(columns.at_row)),
    )
    for starts, number, length in lists:
        assert len(starts) == number + 1
        assert starts[0] == 0
        assert starts[-1] == length
        assert (np.diff(starts.astype(np.int64)) >= 0).all()
    check_rising(columns.word_start, columns.posting_row)
    check_rising(columns.spot_start, columns.spot)
    check_rising(columns.name_start, columns.name_alias)
    check_rising(columns.at_start, columns.at_row)
    check_rising(columns.body_start, columns.body_body, at_least=0)  # once for each name of a body
    numbered: tuple[tuple[NDArray[np.integer[Any]], int], ...] = (
        (columns.body, len(texts["bodies"])),
        (columns.county, len(texts["counties"])),
        (columns.area_set, len(texts["area_sets"])),
        (columns.word_stem, len(stems)),
        (columns.posting_row, count),
        (columns.alias_row, count),
        (columns.name_alias, len(columns.alias_row)),
        (columns.body_body, len(texts["bodies"])),
        (columns.point_row, count),
        (columns.phone_row, count),
        (columns.at_row, count),
        (columns.at_place, count),
        *zip(columns.profiles(), map(len, texts["profiles"]), strict=True),
    )
    for numbers, below in numbered:
        assert ((numbers >= 0) & (numbers < max(1, below))).all()
    assert sorted(columns.name_rank.tolist()) == list(range(count))
    assert (np.diff(columns.point_row) >= 0).all()
    phones = texts["phones"].split()
    assert phones == sorted(phones)
    assert len(phones) == len(columns.phone_row) == len(columns.phone_place)
    searched = columns.has(Flag.OFFERED) & ~columns.has(Flag.PLACE)
    assert searched[columns.posting_row].all()
    assert searched[columns.at_row].all()
    assert columns.has(Flag.PLACE)[columns.at_place].all()
    assert (columns.posting_weight > 0).all()
    assert ((columns.profile_0 > 0) == searched).all()


def test_the_real_columns_are_whole_and_say_what_the_facts_say(real: OpenDirectory) -> None:
    with real._engine.connect() as connection:
        columns = load_columns(connection)
        loaded = load_rows(connection, range(columns.count))
    check_whole(columns)
    texts = columns.texts
    points = list(
        zip(
            columns.point_row.tolist(),
            columns.point_latitude.tolist(),
            columns.point_longitude.tolist(),
            columns.point_exact.astype(bool).tolist(),
            strict=True,
        )
    )
    phones = set(zip(texts["phones"].split(), columns.phone_row.tolist(), strict=True))
    assert len(loaded) == columns.count
    for row, (record, summary) in loaded.items():
        own = [point[1:] for point in points if point[0] == row]
        assert own == [
            (one.coordinates.latitude, one.coordinates.longitude, one.is_exact)
            for one in record.points
        ]
        assert {digits for digits, owner in phones if owner == row} == set(record.digits)
        assert texts["bodies"][columns.body[row]] == record.body
        assert texts["counties"][columns.county[row]] == summary.county
        flags = Flag(int(columns.flags[row]))
        assert bool(flags & Flag.PLACE) is record.is_place
        assert bool(flags & Flag.OFFERED) is record.status.is_offered
        assert bool(flags & Flag.UNSURE) is record.is_unsure
        newest = summary.newest_source
        if not record.is_place:
            assert int(columns.newest[row]) == (newest.earliest.toordinal() if newest else 0)


def test_the_columns_of_a_made_up_country_are_whole() -> None:
    source = read_source(ROOT / "data", today=TODAY)
    assert source.directory is not None
    made = National(300, source.geography, source.directory.vocabulary, seed=3)
    entries = list(made.entries())
    with closing(sqlite3.connect(":memory:")) as raw:
        fill_entries(
            raw,
            entries,
            source.geography.gazetteer(),
            source.directory.vocabulary,
        )
        columns = load_columns(Connection(raw))
    assert columns.count == len(entries)
    check_whole(columns)


def test_words_are_counted_for_spelling_by_row() -> None:
    gatherer = Gatherer(GAZETTEER)
    facts = {"name": "x", "names": ["x"], "body": "b", "status": "active", "places": []}
    texts = [["wig bank", "", "wig a"], ["wig", "", ""], ["closed wig", "", ""]]
    for number, own in enumerate(texts):
        status = "closed" if number == 2 else "active"
        padded = [*own, *[""] * (len(COLUMNS) - 3)]
        gatherer.add(f"uid-{number}", {**facts, "status": status}, padded, is_place=False)
    assert dict(gatherer.words()) == {"bank": 1, "closed": 1, "wig": 3}
    columns = gatherer.columns()
    words = columns.texts["words"].split()
    spans = dict(zip(words, pairwise(columns.word_start.tolist()), strict=True))
    assert {word: last - first for word, (first, last) in spans.items()} == {
        "a": 1,
        "bank": 1,
        "wig": 2,
    }
