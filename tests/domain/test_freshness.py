"""How old facts may be: every limit of DESIGN section 5, at its edges."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from emndir.domain.freshness import (
    LIMITS,
    Freshness,
    add_months,
    due_on,
    freshness_in_words,
    freshness_of,
)
from emndir.domain.provenance import Check, PartialDate
from emndir.domain.vocabulary import FactGroup

CHECKED = date(2026, 1, 31)


def check(group, day=CHECKED):
    return Check(group=group, checked_on=PartialDate.of(day))


@pytest.mark.parametrize("group", list(FactGroup))
def test_each_group_is_fresh_then_ageing_then_expired(group):
    limits = LIMITS[group]
    last_fresh = add_months(CHECKED, limits.fresh_months)
    last_ageing = add_months(CHECKED, limits.ageing_months)
    ask = {"holidays_known": True}
    day = timedelta(days=1)
    assert freshness_of(group, check(group), last_fresh, **ask) is Freshness.FRESH
    assert freshness_of(group, check(group), last_fresh + day, **ask) is Freshness.AGEING
    assert freshness_of(group, check(group), last_ageing, **ask) is Freshness.AGEING
    assert freshness_of(group, check(group), last_ageing + day, **ask) is Freshness.EXPIRED
    assert due_on(group, check(group)) == last_ageing


def test_the_table_is_the_design_s():
    assert (
        LIMITS[FactGroup.TREATMENT_LINE].fresh_months,
        LIMITS[FactGroup.TREATMENT_LINE].ageing_months,
    ) == (3, 6)
    for group in (FactGroup.CONTACT, FactGroup.HOURS, FactGroup.REFERRAL, FactGroup.COST):
        assert (LIMITS[group].fresh_months, LIMITS[group].ageing_months) == (6, 12)
    for group in (FactGroup.PLACE, FactGroup.ACCESS):
        assert (LIMITS[group].fresh_months, LIMITS[group].ageing_months) == (12, 24)


def test_hours_stop_being_fresh_at_the_first_bank_holiday():
    hours = check(FactGroup.HOURS, date(2026, 12, 1))
    eve, after = date(2026, 12, 24), date(2026, 12, 27)
    assert freshness_of(FactGroup.HOURS, hours, eve) is Freshness.FRESH
    assert freshness_of(FactGroup.HOURS, hours, after) is Freshness.AGEING
    assert freshness_of(FactGroup.HOURS, hours, after, holidays_known=True) is Freshness.FRESH
    other = check(FactGroup.CONTACT, date(2026, 12, 1))
    assert freshness_of(FactGroup.CONTACT, other, after) is Freshness.FRESH


def test_what_was_never_checked_says_so():
    undated = Check(group=FactGroup.COST, checked_on=None)
    assert freshness_of(FactGroup.COST, None, CHECKED) is Freshness.UNCHECKED
    assert freshness_of(FactGroup.COST, undated, CHECKED) is Freshness.UNCHECKED
    assert due_on(FactGroup.COST, undated) is None
    assert freshness_in_words(Freshness.UNCHECKED, undated) == "Not checked yet"
    assert freshness_in_words(Freshness.UNCHECKED, None) == "Not checked yet"


def test_a_check_from_the_future_counts_as_today():
    tomorrow = check(FactGroup.CONTACT, CHECKED + timedelta(days=40))
    assert freshness_of(FactGroup.CONTACT, tomorrow, CHECKED) is Freshness.FRESH


def test_a_year_alone_counts_from_its_first_day():
    only_year = Check(group=FactGroup.CONTACT, checked_on=PartialDate(2026))
    assert freshness_of(FactGroup.CONTACT, only_year, date(2026, 8, 1)) is Freshness.AGEING


def test_words_name_the_date_and_what_to_do():
    old = Check(group=FactGroup.CONTACT, checked_on=PartialDate(2020, 1))
    words = freshness_in_words(Freshness.EXPIRED, old)
    assert words == "Last checked January\N{NO-BREAK SPACE}2020. Check before you rely on it"


def test_months_are_added_to_the_end_of_short_months():
    assert add_months(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert add_months(date(2026, 11, 22), 2) == date(2027, 1, 22)
