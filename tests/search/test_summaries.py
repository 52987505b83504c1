"""Lines of a list are kept twice, beside the index and in the tables: both say the same."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import fields
from enum import Enum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emndir.bootstrap import OpenDirectory
from emndir.domain.provenance import PartialDate
from emndir.domain.service import ServiceSummary
from emndir.domain.vocabulary import Audience, Confidence, Delivery, ReferralRoute, ServiceStatus
from emndir.search.criteria import Criteria
from emndir.search.rows import load_lines, load_rows
from emndir.search.summaries import summary_from_data, summary_to_data
from emndir.storage.connections import Connection
from emndir.storage.queries import load_summaries

texts = st.text(max_size=20)
dates = st.none() | st.builds(
    PartialDate, st.integers(1990, 2030), st.integers(1, 12), st.integers(0, 28)
)
years = st.builds(PartialDate, st.integers(1990, 2030))


def some(values: type[Enum]) -> st.SearchStrategy[tuple[Enum, ...]]:
    return st.lists(st.sampled_from(list(values)), unique=True, max_size=3).map(tuple)


summaries = st.builds(
    ServiceSummary,
    uid=texts,
    name=texts,
    display_name=texts,
    organization_name=texts,
    is_place=st.booleans(),
    service_type=texts,
    help_group=texts,
    status=st.sampled_from(ServiceStatus),
    confidence=st.sampled_from(Confidence),
    county=texts,
    place_name=texts,
    town=texts,
    cancer_sites=st.lists(texts, max_size=3).map(tuple),
    referral_routes=some(ReferralRoute),
    delivery=some(Delivery),
    audience=some(Audience),
    phone=texts,
    phone_label=texts,
    hours=texts,
    newest_source=dates | years,
)


@pytest.fixture
def connection(real: OpenDirectory) -> Iterator[Connection]:
    with real._engine.connect() as made:
        yield made


@pytest.fixture
def entries(connection: Connection) -> list[tuple[int, str, bool]]:
    """Row, uid and whether a place, of everything in the real directory."""
    found = connection.exec_driver_sql("SELECT id - 1, uid, is_place FROM search_entry ORDER BY id")
    return [(row, uid, bool(is_place)) for row, uid, is_place in found]


def test_every_line_of_the_real_directory_is_what_the_tables_say(
    connection: Connection, entries: list[tuple[int, str, bool]]
) -> None:
    loaded = load_rows(connection, [row for row, _uid, _place in entries])
    uids = [uid for _row, uid, _place in entries]
    tables = {one.uid: one for one in load_summaries(connection, uids)}
    assert len(entries) > 650
    assert len(tables) == len(loaded) == len(entries)
    for row, uid, is_place in entries:
        record, summary = loaded[row]
        assert summary == tables[uid]
        assert summary.is_place is is_place
        assert (record.row, record.uid, record.is_place) == (row, uid, is_place)
        assert record.name == summary.name
        assert record.status is summary.status


def test_lines_by_uid_are_the_lines_by_row(
    connection: Connection, entries: list[tuple[int, str, bool]]
) -> None:
    choose = random.Random(4)
    asked = choose.sample(entries, 600)  # more than one statement asks for at once
    lines = load_lines(connection, [uid for _row, uid, _place in asked])
    rows = load_rows(connection, [row for row, _uid, _place in asked])
    assert {uid: rows[row][1] for row, uid, _place in asked} == lines
    assert load_lines(connection, ["no-such-uid"]) == {}
    assert load_rows(connection, [len(entries), 10**9]) == {}
    assert load_rows(connection, []) == {}


def test_a_list_shows_the_lines_of_the_tables(real: OpenDirectory, connection: Connection) -> None:
    """Without an origin, what a search shows is the line itself, whatever was asked."""
    for words in ("wig", "breast screening", "hospice leicester", "111"):
        hits = real.find(Criteria(words=words, limit=100)).hits
        shown = [hit.summary for hit in hits if hit.miles is None]
        assert hits, words
        assert shown == load_summaries(connection, [one.uid for one in shown])


@given(summaries)
def test_a_line_is_read_as_it_was_written(summary: ServiceSummary) -> None:
    data = json.loads(json.dumps(summary_to_data(summary), ensure_ascii=False))
    assert summary_from_data(data) == summary


def test_every_field_of_a_line_is_written() -> None:
    """A field that is added later and forgotten here would be lost without a word."""
    empty = ServiceSummary(uid="", name="", display_name="")
    values: dict[str, Any] = {one.name: f"a {one.name}" for one in fields(ServiceSummary)}
    values |= {
        "is_place": True,
        "status": ServiceStatus.UNSURE,
        "confidence": Confidence.LOW,
        "cancer_sites": ("breast",),
        "referral_routes": (ReferralRoute.GP,),
        "delivery": (Delivery.PHONE,),
        "audience": (Audience.PATIENTS,),
        "newest_source": PartialDate(2024, 7),
    }
    full = ServiceSummary(**values)
    assert all(getattr(full, one.name) != getattr(empty, one.name) for one in fields(full))
    assert summary_from_data(summary_to_data(full)) == full
    assert len(summary_to_data(full)) == len(fields(ServiceSummary))
    assert set(summary_to_data(empty)) == {"status", "confidence"}
