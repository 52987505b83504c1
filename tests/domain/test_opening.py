"""Whether stated hours say that a service is open: yes, no, or nothing at all."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emndir.domain.bank_holidays import bank_holidays
from emndir.domain.opening import is_bank_holiday, is_open_at
from emndir.domain.schedule import (
    DAYS,
    MIDNIGHT_END,
    PublicHolidays,
    Schedule,
)
from tests.builders import DAY_AND_NIGHT

WEEKDAYS = DAYS[:5]
CHRISTMAS = datetime(2026, 12, 25, 10)
"""A Friday."""


def hours(byday, opens, closes=None, **more):
    return Schedule(byday=tuple(byday), opens_at=opens, closes_at=closes, **more)


OFFICE = hours(WEEKDAYS, time(9), time(17))


@pytest.mark.parametrize(
    ("when", "is_open"),
    [
        (datetime(2026, 11, 23, 9), True),
        (datetime(2026, 11, 23, 16, 59, 59), True),
        (datetime(2026, 11, 23, 8, 59, 59), False),
        (datetime(2026, 11, 23, 17), False),
        (datetime(2026, 11, 22, 10), False),
    ],
)
def test_weekly_hours_hold_from_their_first_minute_to_before_their_last(when, is_open):
    assert is_open_at([OFFICE], when) is is_open


def test_a_lunch_break_is_closed():
    parts = [hours(["MO"], time(9), time(12)), hours(["MO"], time(13), time(17))]
    assert is_open_at(parts, datetime(2026, 11, 23, 12, 30)) is False
    assert is_open_at(parts, datetime(2026, 11, 23, 13)) is True


def test_hours_over_midnight_are_two_schedules():
    parts = [hours(["FR"], time(22), MIDNIGHT_END), hours(["SA"], time(0), time(2))]
    assert is_open_at(parts, datetime(2026, 11, 20, 23, 59, 59)) is True
    assert is_open_at(parts, datetime(2026, 11, 21, 1, 59)) is True
    assert is_open_at(parts, datetime(2026, 11, 21, 2)) is False


@pytest.mark.parametrize(
    "schedules",
    [
        [],
        [hours(["3MO"], time(9), time(17))],
        [hours(WEEKDAYS, time(9), time(17), months=(11,))],
        [hours(WEEKDAYS, time(9))],
        [hours(WEEKDAYS, time(9), time(17), valid_to=date(2026, 11, 22))],
        [hours(WEEKDAYS, time(9), time(17), valid_from=date(2026, 11, 24))],
        [hours(["TU"], time(9), time(17)), hours(["1MO"], time(9), time(17))],
    ],
    ids=["none", "monthly", "some months", "no end", "over", "not yet", "monthly beside weekly"],
)
def test_hours_that_do_not_say_so_are_unknown(schedules):
    assert is_open_at(schedules, datetime(2026, 11, 23, 10)) is None


def test_hours_without_an_end_are_closed_before_they_begin():
    schedules = [hours(["MO"], time(19))]
    assert is_open_at(schedules, datetime(2026, 11, 23, 18, 59)) is False
    assert is_open_at(schedules, datetime(2026, 11, 24, 20)) is False


def test_only_the_hours_of_the_season_count():
    winter = hours(WEEKDAYS, time(9), time(16), valid_from=date(2026, 10, 1))
    summer = hours(WEEKDAYS, time(8), time(20), valid_to=date(2026, 9, 30))
    assert is_open_at([winter, summer], datetime(2026, 11, 23, 18)) is False
    assert is_open_at([winter, summer], datetime(2026, 9, 21, 18)) is True


@pytest.mark.parametrize(
    ("schedule", "is_open"),
    [
        (OFFICE, None),
        (hours(["MO"], time(9), time(17)), None),
        (hours(WEEKDAYS, time(9), time(17), public_holidays=PublicHolidays.OPEN), True),
        (hours(WEEKDAYS, time(11), time(17), public_holidays=PublicHolidays.OPEN), False),
        (hours(WEEKDAYS, time(9), time(17), public_holidays=PublicHolidays.CLOSED), False),
        (DAY_AND_NIGHT, True),
        (hours(DAYS, time(0), time(23, 59)), True),
        (
            hours(DAYS, time(0), MIDNIGHT_END, public_holidays=PublicHolidays.CLOSED),
            False,
        ),
    ],
)
def test_a_bank_holiday_is_unknown_unless_the_hours_state_it(schedule, is_open):
    assert is_bank_holiday(CHRISTMAS.date())
    assert is_open_at([schedule], CHRISTMAS) is is_open


# --- against a reading of every minute of a day -----------------------------------------------

MOMENTS = st.sampled_from([time(0), time(9), time(9, 30), time(17), time(23, 59), MIDNIGHT_END])
DATES = st.dates(date(2026, 12, 20), date(2027, 1, 6))


@st.composite
def schedules(draw):
    opens, closes = draw(st.tuples(MOMENTS, MOMENTS).filter(lambda pair: pair[0] != pair[1]))
    nth = draw(st.sampled_from(["", "", "", "1", "-1"]))
    days = draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=7, unique=True))
    return Schedule(
        byday=tuple(nth + day for day in days),
        opens_at=min(opens, closes),
        closes_at=draw(st.sampled_from([max(opens, closes), None])),
        valid_from=draw(st.none() | DATES),
        valid_to=draw(st.none() | DATES),
        public_holidays=draw(st.sampled_from(PublicHolidays)),
    )


def day_by_minutes(schedule, day):
    """Read hours as somebody would who ticks off the minutes of one day: +, - or ?."""
    if (schedule.valid_from and day < schedule.valid_from) or (
        schedule.valid_to and day > schedule.valid_to
    ):
        return " " * 1440
    every_day = set(schedule.byday) == set(DAYS)
    whole = schedule.opens_at == time(0) and (
        schedule.closes_at is not None and schedule.closes_at >= time(23, 59)
    )
    stated = schedule.public_holidays
    if schedule.byday[0][:2] not in DAYS:
        return "?" * 1440
    if day in bank_holidays(day.year):
        if stated is PublicHolidays.CLOSED:
            return "-" * 1440
        if stated is PublicHolidays.UNKNOWN and not (whole and every_day):
            return "?" * 1440
    if f"{day:%a}".upper()[:2] not in schedule.byday:
        return "-" * 1440
    if whole and every_day:
        return "+" * 1440
    ticked = []
    at = datetime.combine(day, time(0))
    for _minute in range(1440):
        if at.time() < schedule.opens_at:
            ticked.append("-")
        elif schedule.closes_at is None:
            ticked.append("?")
        else:
            ticked.append("+" if at.time() < schedule.closes_at else "-")
        at += timedelta(minutes=1)
    return "".join(ticked)


@given(st.lists(schedules(), max_size=4), DATES, st.lists(st.integers(0, 1439), min_size=5))
def test_it_agrees_with_a_reading_of_every_minute(listed, day, minutes):
    read = [day_by_minutes(schedule, day) for schedule in listed]
    for minute in (*minutes, 0, 539, 540, 569, 570, 1019, 1020, 1438, 1439):
        signs = {one[minute] for one in read}
        expected = True if "+" in signs else False if signs - {" "} == {"-"} else None
        when = datetime.combine(day, time(minute // 60, minute % 60))
        assert is_open_at(listed, when) is expected
