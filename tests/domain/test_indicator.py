"""Months, periods, and figures that cannot be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emndir.domain.indicator import Indicator, Measure, Month, Period

months = st.builds(Month, st.integers(1900, 2200), st.integers(1, 12))


@given(months, st.integers(-500, 500))
def test_months_count_on_and_back(month, number):
    other = month.plus(number)
    assert month.until(other) == number
    assert other.plus(-number) == month
    assert Month.parse(str(month)) == month


@given(months, st.integers(1, 60))
def test_a_period_is_read_as_it_is_written(last, number):
    period = Period.ending(last, number)
    assert period.months == number
    assert next(period.each()) == period.first
    assert list(period.each())[-1] == last
    assert Period.parse(str(period)) == period


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2025-09", "September\N{NO-BREAK SPACE}2025"),
        ("2018", "2018"),
        (
            "2024-10/2025-09",
            "October\N{NO-BREAK SPACE}2024 to September\N{NO-BREAK SPACE}2025",
        ),
    ],
)
def test_a_period_in_words(written, words):
    assert Period.parse(written).words == words


@pytest.mark.parametrize(
    "written",
    [
        *("", "2025-13", "2025-9", "25-09", "2025-09/", "2025-09/2025-08", "2025-09/2025-09"),
        *("now", "2018-01/2018-12", "2025-09-01", "0000-01"),
    ],
)
def test_what_is_no_period_is_refused(written):
    with pytest.raises(ValueError, match=r"is|ends"):
        Period.parse(written)


def made(**more):
    given = {
        "provider": "RWE",
        "measure": Measure.REFERRAL_TO_TREATMENT,
        "group": "All",
        "period": Period.parse("2025-09"),
        "numerator": 8.5,
        "denominator": 10.0,
    }
    return Indicator(**(given | more))


@pytest.mark.parametrize(
    "more",
    [
        {"numerator": 11.0},
        {"numerator": -1.0},
        {"numerator": None},
        {"denominator": -1.0, "numerator": -2.0},
        {"measure": Measure.EXPERIENCE, "numerator": None, "value": None},
        {"measure": Measure.EXPERIENCE, "numerator": None, "value": 10.1},
        {"low": 0.1},
        {"low": 0.9, "high": 0.1},
    ],
)
def test_a_figure_that_cannot_be_is_refused(more):
    made()
    with pytest.raises(ValueError, match=r"\w"):
        made(**more)
