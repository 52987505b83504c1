"""What may be shown of published figures, and what not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emndir.choice import figure_words
from emndir.choice.figures import FEWEST, FigureBook
from emndir.domain.indicator import (
    ENGLAND,
    FigureGroup,
    Figures,
    FigureSource,
    Indicator,
    Measure,
    Month,
    Period,
    Provider,
    Standard,
)

WAIT = Measure.REFERRAL_TO_TREATMENT
LAST = Month(2026, 8)
TODAY = date(2026, 11, 1)


def counted(month, part, whole, *, provider="RWE", group="All", months=1, source="cwt"):
    return Indicator(
        provider=provider,
        measure=WAIT,
        group=group,
        period=Period.ending(month, months),
        numerator=part,
        denominator=whole,
        source=source,
    )


def rated(score, people, *, provider="RWE", group="All", year=2025, is_adjusted=False):
    return Indicator(
        provider=provider,
        measure=Measure.EXPERIENCE,
        group=group,
        period=Period.parse(str(year)),
        value=score,
        denominator=people,
        is_adjusted=is_adjusted,
        source="survey",
    )


def book(*indicators):
    def group(measure, name, *sites):
        return FigureGroup(
            measure=measure, name=name, label=name.lower(), sites=sites, is_all=name == "All"
        )

    return FigureBook(
        Figures(
            indicators=indicators,
            providers=(
                Provider(code=ENGLAND, name="England"),
                Provider(code="RWE", name="Leicester"),
            ),
            groups=(
                group(WAIT, "All"),
                group(WAIT, "Urological", "prostate", "bladder", "kidney"),
                group(WAIT, "Prostate", "prostate"),
                group(WAIT, "Prostate again", "prostate"),
                group(Measure.EXPERIENCE, "All"),
                group(Measure.EXPERIENCE, "Prostate", "prostate"),
            ),
            standards=(
                Standard(measure=WAIT, share=0.7, valid_from=Month(2020, 1), source="old"),
                Standard(measure=WAIT, share=0.85, valid_from=Month(2025, 1), source="g"),
                Standard(measure=WAIT, share=0.9, valid_from=Month(2026, 8), source="g"),
                Standard(measure=WAIT, share=0.95, valid_from=Month(2026, 9), source="g"),
            ),
            sources=(FigureSource(uid="cwt", name="A workbook", url="https://example.org"),),
        )
    )


def a_year(part, whole, **more):
    return [counted(LAST.plus(-number), part, whole, **more) for number in range(12)]


def waits(found, sites=(), today=TODAY, code="RWE"):
    return found.waits(code, WAIT, sites, today=today)


def test_twelve_months_are_added_up_with_england_beside_them():
    found = waits(book(*a_year(7.5, 10.5), *a_year(60, 100, provider=ENGLAND)))
    assert (found.year.part, found.year.whole) == (90, 126)
    assert found.year.period == Period.ending(LAST, 12)
    assert found.year.low < 90 / 126 < found.year.high
    assert found.england.share == pytest.approx(0.6)
    assert [point.month for point in found.points] == list(Period.ending(LAST, 24).each())
    assert [bool(point.share) for point in found.points] == [False] * 12 + [True] * 12
    assert [one.name for one in found.sources] == ["A workbook"]


def test_a_year_as_it_was_published_stands_in_for_its_months():
    found = waits(book(counted(LAST, 8, 11), counted(LAST, 70, 100, months=12)))
    assert (found.year.part, found.year.whole) == (70, 100)
    assert found.newest.whole == 11
    assert found.england is None


def test_eleven_months_are_no_year():
    found = waits(book(*a_year(8, 10)[:11]))
    assert found.year is None
    assert found.newest is not None


@given(st.integers(0, 40).map(lambda halves: halves / 2))
def test_fewer_than_ten_people_are_never_shown(whole):
    year = a_year(whole / 2, whole)
    found = waits(book(*year))
    shares = [] if found is None else [found.newest, found.year, *(p.share for p in found.points)]
    for share in filter(None, shares):
        assert share.whole >= FEWEST
    assert (found is None) == (12 * whole < FEWEST)
    words = [] if found is None else figure_words.lines_of_waits(found)
    assert whole >= FEWEST or not any(f"of {whole:g} people" in line for line in words)


def test_the_smallest_group_that_all_the_cancers_are_in():
    found = book()
    assert found.group(WAIT, ["prostate"]).name == "Prostate"
    assert found.group(WAIT, ["prostate", "kidney"]).name == "Urological"
    assert found.group(WAIT, ["prostate", "breast"]).name == "All"
    assert found.group(WAIT, []).name == "All"
    assert found.group(Measure.FASTER_DIAGNOSIS, []) is None


def test_everybody_stands_in_for_a_group_with_nothing_to_show_and_it_says_so():
    found = waits(book(*a_year(8, 10), counted(LAST, 3, 9, group="Prostate")), ["prostate"])
    assert found.group.is_all
    assert figure_words.lines_of_waits(found)[0].endswith(": all")


def test_figures_expire_on_the_day_after_newer_ones_are_due():
    known = book(*a_year(8, 10))
    due = waits(known).due
    assert due == date(2026, 11, 12)
    assert not waits(known, today=due).is_expired
    assert waits(known, today=due + timedelta(days=1)).is_expired
    assert "are not shown" in figure_words.expired_words(waits(known, today=date(2027, 1, 1)))


def test_the_standards_that_held_are_those_of_the_plot():
    found = waits(book(*a_year(8, 10)))
    assert [one.share for one in found.standards] == [0.7, 0.85, 0.9]
    assert found.standard.share == 0.9


def test_nothing_is_published():
    assert waits(book(), code="XYZ") is None
    assert waits(book()) is None
    assert book(*a_year(8, 10)).provider(ENGLAND) is None
    with pytest.raises(ValueError, match="no waiting time"):
        book().waits("RWE", Measure.EXPERIENCE, (), today=TODAY)


def test_an_adjusted_rating_of_the_newest_year_with_englands():
    known = book(
        rated(8.2, 90, year=2024),
        rated(8.5, 100, is_adjusted=True),
        rated(8.4, 101),
        rated(8.9, 9000, provider=ENGLAND),
        rated(9.9, 9, group="Prostate"),
    )
    found = known.rating("RWE", ["prostate"], today=TODAY)
    assert (found.score, found.people, found.is_adjusted, found.england) == (8.5, 100, True, 8.9)
    assert found.group.is_all, "nine patients are too few"
    assert not found.is_expired
    assert known.rating("RWE", (), today=date(2027, 10, 1)).is_expired
    assert known.rating("XYZ", (), today=TODAY) is None
    assert book(rated(8.0, 9)).rating("RWE", (), today=TODAY) is None


@pytest.mark.parametrize(
    ("share", "words"),
    [(0, "0%"), (1, "100%"), (0.999, "over 99%"), (0.001, "under 1%"), (0.825, "82%")],
)
def test_all_and_none_are_said_of_all_and_none_only(share, words):
    assert figure_words.percent(share) == words


def test_every_line_has_its_counts_its_period_and_its_age():
    found = waits(book(*a_year(7.5, 10.5), *a_year(6000, 10000, provider=ENGLAND)))
    assert [line.replace("\N{NO-BREAK SPACE}", " ") for line in figure_words.lines_of_waits(found)] == [
        "First treatment within 62 days of referral: all",
        "12 months to August 2026: 71% (90 of 126 people); 63% to 79% (95% interval)",
        "England: 60% (72,000 of 120,000 people)",
        "August 2026: 71% (7.5 of 10.5 people)",
        "National standard: 90%",
        "Newest figures: August 2026, published about 8 October 2026. The next are due on 12 November 2026.",
    ]  # fmt: skip


def test_a_rating_in_words():
    known = book(replace(rated(8.5, 1200, is_adjusted=True), low=8.4, high=8.6))
    lines = figure_words.lines_of_rating(known.rating("RWE", (), today=TODAY))
    assert lines[1:3] == [
        "2025: 8.50 of 10, from 1,200 patients; 8.40 to 8.60 (95% interval)",
        "Allows for who answered.",
    ]
