"""Dates as sources give them, and which evidence counts."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emndir.domain.provenance import Check, PartialDate, Source, best_check
from emndir.domain.vocabulary import FactGroup


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2024", "2024"),
        ("2024-07", "July\N{NO-BREAK SPACE}2024"),
        ("2024-07-09", "9\N{NO-BREAK SPACE}July\N{NO-BREAK SPACE}2024"),
    ],
)
def test_dates_are_read_written_and_said(written, words):
    parsed = PartialDate.parse(written)
    assert str(parsed) == written
    assert parsed.words == words


@pytest.mark.parametrize("written", ["", "unknown"])
def test_unknown_dates_are_none(written):
    assert PartialDate.parse(written) is None


@pytest.mark.parametrize(
    "written", ["July 2024", "2024-13", "2024-02-30", "24-07", "2024-7", "2024-07-", "0000"]
)
def test_other_dates_are_refused(written):
    with pytest.raises(ValueError, match=r"."):
        PartialDate.parse(written)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_whole_dates_come_back(day):
    assert PartialDate.parse(str(PartialDate.of(day))) == PartialDate.of(day)
    assert PartialDate.of(day).earliest == day


def test_the_newest_dated_evidence_counts():
    old = Source(url="a", seen=PartialDate(2020, 1), supports=(FactGroup.CONTACT,))
    undated = Source(url="b", supports=(FactGroup.CONTACT, FactGroup.HOURS))
    new = Source(url="c", seen=PartialDate(2025, 7), supports=(FactGroup.ABOUT,))
    call = Check(group=FactGroup.CONTACT, checked_on=PartialDate(2026, 10, 2), how="phone call")
    best = best_check(FactGroup.CONTACT, (old, undated, new), ())
    assert best is not None
    assert best.url == "a"
    assert best_check(FactGroup.CONTACT, (old, undated, new), (call,)) is call
    hours = best_check(FactGroup.HOURS, (old, undated, new), ())
    assert hours is not None
    assert hours.checked_on is None
    assert best_check(FactGroup.COST, (old, undated, new), (call,)) is None
