"""Filters and counts are what a plain look at every service gives, in directories of any kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from emndir.domain.opening import is_open_at
from emndir.domain.schedule import DAYS, MIDNIGHT_END, PublicHolidays, Schedule
from emndir.domain.taxonomy import Taxonomy
from emndir.domain.vocabulary import (
    Audience,
    Cost,
    Delivery,
    HelpGroup,
    ReferralRoute,
    ServiceStatus,
    Stage,
)
from emndir.search.criteria import Criteria, Facet, SourceAge, When
from emndir.search.facets import FacetCounter
from emndir.search.fields import COLUMNS
from emndir.search.gathering import Gatherer
from emndir.search.index import lines_of
from emndir.search.records import Records
from tests.builders import TODAY
from tests.geography.places import make_geography
from tests.search.conftest import Small, service, vocabulary

GAZETTEER = make_geography().gazetteer()
VOCABULARY = vocabulary()

Facts = dict[str, Any]


def codes(values: Sequence[str], most: int = 2) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), max_size=most, unique=True)


MOMENTS = st.sampled_from(
    [
        datetime(2026, 11, 23, 10),
        datetime(2026, 11, 23, 17),
        datetime(2026, 11, 28, 19, 30),
        datetime(2026, 12, 25, 12),
        None,
    ]
)
"""A Monday, a Saturday evening, Christmas, and no clock."""


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    opens, closes = draw(
        st.sampled_from(
            [
                (time(9), time(17)),
                (time(9), None),
                (time(17), None),
                (time(18), time(20)),
                (time(0), MIDNIGHT_END),
            ]
        )
    )
    days = draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=7, unique=True))
    nth = draw(st.sampled_from(["", "", "4", "-1"]))
    return Schedule(
        byday=tuple(nth + day for day in days),
        opens_at=opens,
        closes_at=closes,
        months=draw(st.sampled_from([(), (), (11,)])),
        valid_to=draw(st.sampled_from([None, None, TODAY - timedelta(days=1), TODAY])),
        public_holidays=draw(st.sampled_from(PublicHolidays)),
    )


def values_of_hours(listed: Sequence[Schedule], now: datetime | None) -> set[str]:
    """Return what hours say, by looking at each: the week as it stands on the day of the question."""
    says = None if now is None else is_open_at(listed, now)
    valid = [one for one in listed if one.valid_to is None or one.valid_to >= TODAY]
    late = [
        one
        for one in valid
        if (one.opens_at >= time(17) if one.closes_at is None else one.closes_at > time(18))
    ]
    is_open_ended = any(one.closes_at is None and one.opens_at < time(17) for one in valid)
    found = {
        When.OPEN_NOW: says is True,
        When.EVENING: bool(late),
        When.WEEKEND: any(day[-2:] in ("SA", "SU") for one in valid for day in one.byday),
        When.UNKNOWN: says is None or (is_open_ended and not late),
    }
    return {value.value for value, holds in found.items() if holds}


AREA = st.sampled_from(
    [
        ["Lincolnshire", "county"],
        ["Nottinghamshire", "county"],
        ["Boston", "district"],
        ["High Peak", "district"],
        ["Nowhere", "district"],
        ["the north", "other"],
    ]
)
service_facts = st.fixed_dictionaries(
    {
        "status": st.sampled_from([*["active"] * 4, "unsure", "unsure", "closed", "planned"]),
        "routes": codes([route.value for route in ReferralRoute][:4]),
        "delivery": codes([way.value for way in Delivery][:4]),
        "cost": st.sampled_from(["", *[cost.value for cost in Cost]]),
        "audience": codes([one.value for one in Audience][:4]),
        "help_group": st.sampled_from([group.value for group in HelpGroup][:4]),
        "service_type": st.sampled_from(["clinic", "helpline", "transport", "not-in-vocabulary"]),
        "stages": codes([stage.value for stage in Stage][:4]),
        "sites": codes(["all", "breast", "kidney", "not-in-vocabulary"]),
        "county": st.sampled_from(["", "national", "Leicestershire", "Lincolnshire"]),
        "areas": st.lists(AREA, max_size=2),
        "schedules": st.lists(schedules(), max_size=2),
        "newest": st.sampled_from([0, 1, 364, 365, 366, 729, 730, 731, 2_000, None]).map(
            lambda days: "" if days is None else (TODAY - timedelta(days=days)).isoformat()
        ),
    }
)
directories = st.lists(service_facts, min_size=1, max_size=14)
KEYS: Mapping[Facet, str] = {
    Facet.REFERRAL_ROUTE: "routes",
    Facet.HELP_GROUP: "help_group",
    Facet.DELIVERY: "delivery",
    Facet.CANCER_SITE: "sites",
    Facet.STAGE: "stages",
    Facet.AUDIENCE: "audience",
    Facet.COST: "cost",
    Facet.SERVICE_TYPE: "service_type",
    Facet.STATUS: "status",
}
DISTRICTS = {"Lincolnshire": {"Boston"}, "Derbyshire": {"High Peak"}}


def values_of(facts: Facts, facet: Facet, now: datetime | None = None) -> set[str]:
    """Return the values of one service, by looking at it."""
    if facet is Facet.WHEN:
        return values_of_hours(facts["schedules"], now)
    if facet is Facet.NEWEST_SOURCE:
        return {_age(facts["newest"])}
    if facet in KEYS:
        value = facts[KEYS[facet]]
        return {one for one in (value if isinstance(value, list) else [value]) if one}
    counties = {facts["county"]} - {"", "national"}
    districts = set()
    for name, kind in facts["areas"]:
        if kind == "county":
            counties.add(name)
            districts |= DISTRICTS.get(name, set())
        elif kind == "district":
            districts.add(name)
            counties |= {county for county, known in DISTRICTS.items() if name in known}
    return counties if facet is Facet.COUNTY else districts


def _age(newest: str) -> str:
    """Return an age: the same day a year ago is no longer within the year."""
    if newest and date.fromisoformat(newest) > TODAY.replace(year=TODAY.year - 1):
        return SourceAge.WITHIN_YEAR.value
    if newest and date.fromisoformat(newest) > TODAY.replace(year=TODAY.year - 2):
        return SourceAge.WITHIN_TWO.value
    return SourceAge.OLDER.value


def passes(facts: Facts, facet: Facet, wanted: Sequence[str], now: datetime | None = None) -> bool:
    values = values_of(facts, facet, now)
    return bool(values & set(wanted)) or (facet is Facet.CANCER_SITE and "all" in values)


class Plain:
    """The same filters and counts, by looking at every service."""

    def __init__(self, listed: Sequence[Facts], now: datetime | None = None) -> None:
        self.listed = listed
        self.now = now

    def passing(self, criteria: Criteria, *, but: Facet | None = None) -> list[int]:
        return [
            row
            for row, facts in enumerate(self.listed)
            if ServiceStatus(facts["status"]).is_offered
            and not (criteria.not_self and "self" in facts["routes"])
            and all(
                passes(facts, facet, wanted, self.now)
                for facet, wanted in criteria.chosen
                if facet != but
            )
        ]

    def count(self, facet: Facet, code: str, criteria: Criteria, answered: set[int]) -> int:
        return sum(
            passes(self.listed[row], facet, (code,), self.now)
            for row in self.passing(criteria, but=facet)
            if row in answered
        )


def counter_of(listed: Sequence[Facts]) -> tuple[FacetCounter, Records]:
    gatherer = Gatherer(GAZETTEER)
    for number, facts in enumerate(listed):
        more: Facts = {"name": f"service {number}", "names": ["x"], "body": "b", "places": []}
        more["hours"] = [line for one in facts["schedules"] for line in lines_of(one)]
        told = {key: value for key, value in facts.items() if key != "schedules"}
        gatherer.add(f"uid-{number}", {**more, **told}, [""] * len(COLUMNS), is_place=False)
    records = Records(gatherer.columns())
    return FacetCounter(records, VOCABULARY), records


@st.composite
def questions(draw: st.DrawFn) -> Criteria:
    chosen = draw(st.lists(st.sampled_from(list(Facet)), unique=True, max_size=3))
    known = {
        Facet.COUNTY: ["Leicestershire", "Lincolnshire", "Nottinghamshire"],
        Facet.DISTRICT: ["Boston", "High Peak", "Nowhere"],
        Facet.NEWEST_SOURCE: [age.value for age in SourceAge],
        Facet.WHEN: [value.value for value in When],
        Facet.STATUS: ["active", "unsure"],
        Facet.SERVICE_TYPE: ["clinic", "helpline", "transport", "not-in-vocabulary"],
        Facet.CANCER_SITE: ["all", "breast", "kidney", "colorectal", "not-in-vocabulary"],
        Facet.REFERRAL_ROUTE: [route.value for route in ReferralRoute][:4],
        Facet.DELIVERY: [way.value for way in Delivery][:4],
        Facet.COST: [cost.value for cost in Cost],
        Facet.AUDIENCE: [one.value for one in Audience][:4],
        Facet.HELP_GROUP: [group.value for group in HelpGroup][:4],
        Facet.STAGE: [stage.value for stage in Stage][:4],
    }
    filters = tuple(
        (
            facet,
            tuple(draw(st.lists(st.sampled_from([*known[facet], "?"]), min_size=1, max_size=2))),
        )
        for facet in chosen
    )
    return Criteria(chosen=filters, not_self=draw(st.booleans()))


@settings(max_examples=600, deadline=None)
@given(directories, questions(), st.sets(st.integers(0, 13)), MOMENTS)
def test_filters_and_counts_are_a_plain_count(
    listed: list[Facts], criteria: Criteria, some: set[int], now: datetime | None
) -> None:
    counter, _records = counter_of(listed)
    plain = Plain(listed, now)
    passing = np.flatnonzero(counter.passing(criteria, TODAY, now=now)).tolist()
    assert passing == plain.passing(criteria)

    offered = plain.passing(Criteria())
    answered = {row for row in some if row in offered}
    marked = np.isin(np.arange(len(listed)), sorted(answered))
    counts = counter.count(marked, criteria, TODAY, now)
    assert set(counts) == set(Facet)
    for facet, found in counts.items():
        assert len({one.code for one in found}) == len(found)
        for one in found:
            wanted = plain.count(facet, one.code, criteria, answered)
            assert one.count == wanted, (facet, one.code)
        seen = {code for row in offered for code in values_of(listed[row], facet, now)}
        assert seen <= {one.code for one in found}, facet


@settings(max_examples=200, deadline=None)
@given(directories)
def test_values_of_rows_are_their_own(listed: list[Facts]) -> None:
    counter, records = counter_of(listed)
    every = np.arange(len(listed))
    for facet in (*KEYS, Facet.COUNTY, Facet.DISTRICT):
        values = [
            values_of(facts, facet) if ServiceStatus(facts["status"]).is_offered else set()
            for facts in listed
        ]
        any_value = counter.combinations(facet, None).astype(np.float64)
        assert counter.spread(facet, any_value, every).tolist() == list(map(bool, values))
        for code in {*set().union(*values), "?"}:
            having = [row for row, own in enumerate(values) if code in own]
            assert counter.rows_of(facet, code).tolist() == having
            assert counter.has(facet, (code, "?"), every).tolist() == [
                code in own for own in values
            ]
            assert [
                row for row in range(len(listed)) if counter.row_has(facet, code, row)
            ] == having
    assert records.offered_count == len(Plain(listed).passing(Criteria()))


def test_values_are_listed_as_the_vocabulary_lists_them() -> None:
    counter, _records = counter_of([])
    counts = counter.count(np.zeros(0, dtype=np.bool_), Criteria(), TODAY)
    sites = [(one.code, one.label) for one in counts[Facet.CANCER_SITE]]
    assert sites == [(one.code, one.label) for one in VOCABULARY.of(Taxonomy.CANCER_SITE)]
    assert [one.code for one in counts[Facet.STATUS]] == ["active", "unsure"]
    assert [one.code for one in counts[Facet.NEWEST_SOURCE]] == [age.value for age in SourceAge]
    assert [one.code for one in counts[Facet.WHEN]] == [value.value for value in When]
    assert counts[Facet.COUNTY] == counts[Facet.DISTRICT] == ()
    assert counter.label(Facet.CANCER_SITE, "breast") == "breast cancer"
    assert counter.label(Facet.COUNTY, "Rutland") == "Rutland"
    assert all(one.count == 0 for found in counts.values() for one in found)


def test_a_finder_counts_what_its_services_say(small: Callable[..., Small]) -> None:
    """From services through the file to the answer: every count is what choosing it gives."""
    kinds = ("clinic", "helpline", "wigs-hair-loss", "transport")
    made = small(
        *(
            service(
                f"service-{number}",
                service_type=kinds[number % 4],
                cancer_sites=(("all",), ("breast",), ("kidney", "breast"), ("colorectal",))[
                    number % 3
                ],
                referral_routes=(list(ReferralRoute)[number % 3],),
                delivery=(list(Delivery)[number % 4],),
                cost=(None, *Cost)[number % 4],
                county=("Leicestershire", "Lincolnshire", "national")[number % 3],
                status=(ServiceStatus.ACTIVE, ServiceStatus.UNSURE, ServiceStatus.CLOSED)[
                    number % 7 % 3
                ],
            )
            for number in range(40)
        )
    )
    every = made(limit=100)
    assert 20 < every.total < 40
    told = 0
    for facet, counts in every.facets.items():
        for one in counts:
            narrowed = made(limit=100, **{facet.value: one.code})
            assert narrowed.total == one.count, (facet, one.code)
            for other, further in narrowed.facets.items():
                if other is facet:
                    assert further == counts, "a facet counts without its own filter"
            told += bool(one.count)
    assert told > 20
