from __future__ import annotations

from datetime import date

import holidays
import pytest

from emndir.domain.bank_holidays import bank_holidays


@pytest.mark.parametrize("year", [1999, *range(2000, 2041), 2041])
def test_they_are_those_that_the_library_knows(year):
    assert bank_holidays(year) == set(holidays.country_holidays("GB", subdiv="ENG", years=year))


def test_a_holiday_at_a_weekend_has_a_day_that_stands_in_for_it():
    assert date(2026, 12, 28) in bank_holidays(2026)  # Boxing Day is a Saturday
