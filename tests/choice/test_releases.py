"""When figures come out."""

from __future__ import annotations

from datetime import date

import pytest

from emndir.choice.releases import next_release, release_day
from emndir.domain.indicator import Measure, Month

WAIT = Measure.REFERRAL_TO_TREATMENT


@pytest.mark.parametrize(
    ("month", "day"),
    [
        ("2023-10", date(2023, 12, 14)),  # announced by NHS England
        ("2024-05", date(2024, 7, 11)),  # announced on gov.uk
        ("2025-09", date(2025, 11, 13)),
        ("2025-12", date(2026, 2, 12)),
    ],
)
def test_waiting_times_come_out_on_the_second_thursday_of_the_second_month_after(month, day):
    assert release_day(WAIT, Month.parse(month)) == day


def test_it_is_always_a_second_thursday():
    for number in range(600):
        day = release_day(WAIT, Month(2000, 1).plus(number))
        assert day.weekday() == 3
        assert 8 <= day.day <= 14


def test_the_next_are_a_month_later_and_a_survey_a_year():
    assert next_release(WAIT, Month(2025, 9)) == date(2025, 12, 11)
    assert release_day(Measure.EXPERIENCE, Month(2018, 12)) == date(2019, 9, 30)
    assert next_release(Measure.EXPERIENCE, Month(2018, 12)) == date(2020, 9, 30)
