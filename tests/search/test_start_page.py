"""The start page in the directory's file says what the directory itself answers, on every day."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from emndir.search.criteria import Criteria, Facet, SourceAge
from emndir.search.start_page import (
    OFTEN_KINDS,
    districts_of,
    often_totals,
    page_of,
    text_of,
)

DAYS = (
    date(2024, 2, 29),
    date(2026, 11, 22),
    date(2026, 11, 23),
    date(2027, 3, 1),
    date(2028, 2, 29),
    date(2040, 1, 1),
)


@pytest.fixture(scope="module")
def page(real):
    page = real._core.start_page()
    assert page is not None
    return page


def test_every_field_is_what_the_directory_says(real, page):
    blank = real.find(Criteria())
    info = real.info
    assert (page.built_from, page.title) == (info.built_from, info.title)
    assert (page.data_date, page.services) == (info.data_date, info.services)
    assert page.offered == blank.services > 500
    assert page.facets == {
        facet: tuple((one.code, one.label, one.count) for one in values)
        for facet, values in blank.facets.items()
        if facet not in (Facet.NEWEST_SOURCE, Facet.WHEN)
    }
    assert page.often == often_totals(real.find, real.vocabulary)
    assert all(total for _known, total in page.often)
    found = districts_of(real.gazetteer.localities, blank.facets[Facet.DISTRICT])
    assert page.districts == found
    assert sum(map(len, found.values())) > 20


def test_ages_are_right_on_any_day_not_only_on_that_of_the_compiling(real, page):
    turns = [date.fromordinal(day) for day, _count in page.newest if day]
    near = [turn.replace(year=turn.year + 1) for turn in turns[:: len(turns) // 12 or 1]]
    around = [day + timedelta(days=step) for day in near for step in (-1, 0, 1)]
    seen = set()
    for day in (*DAYS, *around):
        ages = real._finder.find(Criteria(limit=1), day).facets[Facet.NEWEST_SOURCE]
        assert page.ages(day) == {one.code: one.count for one in ages}
        seen.add(tuple(page.ages(day).values()))
    assert len(seen) > 5  # they do age


def test_no_age_and_nothing_of_this_minute_is_stored(page):
    stored = json.loads(text_of(page))
    assert Facet.WHEN.value not in stored["facets"]
    assert Facet.NEWEST_SOURCE.value not in stored["facets"]
    assert not {age.value for age in SourceAge} & set(text_of(page).split('"'))


def test_what_is_stored_comes_back_whole(page):
    assert page_of(text_of(page)) == page


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "{}",
        '{"title": 1}',
        "[" * 100_000,
    ],
)
def test_what_is_no_start_page_is_refused(text):
    with pytest.raises(ValueError, match=r"start page|Expecting"):
        page_of(text)


@pytest.mark.parametrize("field", ["data_date", "facets", "newest", "often", "districts"])
@pytest.mark.parametrize("value", [None, 7, ["x"]])
def test_a_page_with_something_else_in_a_part_is_refused(page, field, value):
    stored = json.loads(text_of(page)) | {field: value}
    with pytest.raises(ValueError, match=r"start page|isoformat|unpack|int\(\)"):
        page_of(json.dumps(stored))


@pytest.mark.parametrize("field", ["data_date", "facets", "newest", "often", "districts", "title"])
def test_a_page_that_lacks_a_part_is_refused(page, field):
    stored = json.loads(text_of(page))
    del stored[field]
    with pytest.raises(ValueError, match="start page"):
        page_of(json.dumps(stored))


def test_another_number_of_often_needed_lists_is_refused(page):
    fewer = replace(page, often=page.often[: len(OFTEN_KINDS) - 1])
    with pytest.raises(ValueError, match="often"):
        page_of(text_of(fewer))
