"""Whether stated hours say that a service is open: yes, no, or nothing at all."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emndir.domain.bank_holidays import bank_holidays
from emndir.domain.opening import (
    Opening,
    OpenState,
    WhyUnknown,
    is_bank_holiday,
    is_open_at,
    opening_at,
)
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
        [hours(WEEKDAYS, time(9))],
        [hours(WEEKDAYS, time(9), time(17), valid_to=date(2026, 11, 22))],
        [hours(WEEKDAYS, time(9), time(17), valid_from=date(2026, 11, 24))],
        [hours(["TU"], time(9), time(17)), hours(["4MO"], time(9))],
    ],
    ids=["none", "no end", "over", "not yet", "no end once a month beside weekly"],
)
def test_hours_that_do_not_say_so_are_unknown(schedules):
    assert is_open_at(schedules, datetime(2026, 11, 23, 10)) is None


@pytest.mark.parametrize(
    ("schedule", "open_days"),
    [
        (hours(["3MO"], time(9), time(17)), {16}),
        (hours(["-1MO", "1MO"], time(9), time(17)), {2, 30}),
        (hours(["5MO"], time(9), time(17)), {30}),
        (hours(["5TU"], time(9), time(17)), set()),
        (hours(["2SA", "4TH"], time(9), time(17)), {14, 26}),
        (hours(["MO"], time(9), time(17), months=(10, 11)), {2, 9, 16, 23, 30}),
        (hours(["MO"], time(9), time(17), months=(10, 12)), set()),
    ],
)
def test_a_rule_of_the_month_is_reckoned_for_each_day(schedule, open_days):
    november = [datetime(2026, 11, day, 10) for day in range(1, 31)]
    assert {when.day for when in november if is_open_at([schedule], when)} == open_days
    assert None not in {is_open_at([schedule], when) for when in november}


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


# --- until when, and when next ----------------------------------------------------------------


def open_until(*moment, is_certain=True, why=None):
    changes = datetime(*moment) if moment else None
    return Opening(state=OpenState.OPEN, changes=changes, is_certain=is_certain, why=why)


def closed_until(*moment, why=None):
    changes = datetime(*moment) if moment else None
    return Opening(state=OpenState.CLOSED, changes=changes, is_certain=why is None, why=why)


def unknown(why, *moment):
    changes = datetime(*moment) if moment else None
    return Opening(state=OpenState.UNKNOWN, changes=changes, is_certain=not moment, why=why)


LUNCH = [hours(WEEKDAYS, time(9), time(12)), hours(WEEKDAYS, time(13), time(17))]
NOT_ON_HOLIDAYS = hours(WEEKDAYS, time(9), time(17), public_holidays=PublicHolidays.CLOSED)


@pytest.mark.parametrize(
    ("listed", "when", "expected"),
    [
        ([OFFICE], datetime(2026, 11, 23, 10), open_until(2026, 11, 23, 17)),
        ([OFFICE], datetime(2026, 11, 23, 17), closed_until(2026, 11, 24, 9)),
        ([OFFICE], datetime(2026, 11, 20, 18), closed_until(2026, 11, 23, 9)),
        (LUNCH, datetime(2026, 11, 23, 11, 59), open_until(2026, 11, 23, 12)),
        (LUNCH, datetime(2026, 11, 23, 12), closed_until(2026, 11, 23, 13)),
        ([DAY_AND_NIGHT], CHRISTMAS, open_until()),
        (
            [hours(["FR"], time(22), MIDNIGHT_END), hours(["SA"], time(0), time(2))],
            datetime(2026, 11, 20, 23),
            open_until(2026, 11, 21, 2),
        ),
        (
            [OFFICE, hours(WEEKDAYS, time(16), time(19))],
            datetime(2026, 11, 23, 10),
            open_until(2026, 11, 23, 19),
        ),
        (
            [hours(["MO"], time(9), time(12)), hours(["MO"], time(11))],
            datetime(2026, 11, 23, 10),
            open_until(2026, 11, 23, 12, is_certain=False, why=WhyUnknown.NOT_SAID),
        ),
        ([hours(["3TH"], time(14), time(16))], CHRISTMAS - timedelta(8), "a bank holiday before"),
        (
            [hours(["3TH"], time(14), time(16), public_holidays=PublicHolidays.CLOSED)],
            datetime(2026, 12, 17, 16),
            closed_until(2027, 1, 21, 14),
        ),
        ([NOT_ON_HOLIDAYS], datetime(2026, 12, 24, 17), closed_until(2026, 12, 29, 9)),
        ([NOT_ON_HOLIDAYS], datetime(2026, 12, 28, 10), closed_until(2026, 12, 29, 9)),
        (
            [OFFICE],
            datetime(2026, 12, 24, 17),
            closed_until(2026, 12, 25, why=WhyUnknown.BANK_HOLIDAY),
        ),
        ([OFFICE], CHRISTMAS, unknown(WhyUnknown.BANK_HOLIDAY, 2026, 12, 27)),
        (
            [OFFICE],
            datetime(2026, 12, 27, 10),
            closed_until(2026, 12, 28, why=WhyUnknown.BANK_HOLIDAY),
        ),
        (
            [hours(DAYS, time(0), time(24 - 1, 30))],
            datetime(2026, 12, 24, 10),
            open_until(2026, 12, 24, 23, 30),
        ),
        (
            [hours(["MO"], time(19))],
            datetime(2026, 11, 23, 20),
            unknown(WhyUnknown.NOT_SAID, 2026, 11, 24),
        ),
        ([], CHRISTMAS, unknown(WhyUnknown.NOT_LISTED)),
        (
            [hours(WEEKDAYS, time(9), time(17), valid_to=date(2026, 10, 31))],
            datetime(2026, 11, 23, 10),
            unknown(WhyUnknown.ENDED),
        ),
        (
            [hours(WEEKDAYS, time(9), time(17), valid_from=date(2026, 12, 1))],
            datetime(2026, 11, 23, 10),
            unknown(WhyUnknown.NOT_BEGUN, 2026, 12, 1),
        ),
        (
            [hours(WEEKDAYS, time(9), time(17), valid_to=date(2026, 11, 23))],
            datetime(2026, 11, 23, 18),
            closed_until(2026, 11, 24, why=WhyUnknown.ENDED),
        ),
    ],
)
def test_until_when_and_when_next(listed, when, expected):
    found = opening_at(listed, when)
    if expected == "a bank holiday before":
        expected = closed_until(2026, 12, 25, why=WhyUnknown.BANK_HOLIDAY)
        found = opening_at(listed, when + timedelta(hours=8))
    assert found == expected
    assert found.opens == (
        found.changes if found.state is OpenState.CLOSED and not found.why else None
    )


def test_hours_without_an_end_say_when_it_opens():
    found = opening_at([hours(["MO"], time(19))], datetime(2026, 11, 23, 10))
    assert found == closed_until(2026, 11, 23, 19, why=WhyUnknown.NOT_SAID)
    assert found.opens == datetime(2026, 11, 23, 19)


def test_a_rule_of_the_month_that_is_far_away_is_not_said():
    yearly = hours(["1MO"], time(9), time(12), months=(6,), public_holidays=PublicHolidays.CLOSED)
    found = opening_at([yearly], datetime(2026, 11, 23, 10))
    assert found == closed_until()
    assert found.opens is None


def test_words_alone_say_that_there_are_hours():
    assert opening_at([], CHRISTMAS, has_note=True).why is WhyUnknown.NOT_SAID


def test_christmas_on_a_weekend_has_two_days_that_stand_in_for_it():
    days = [datetime(2027, 12, day, 10) for day in range(24, 31)]
    said = [is_open_at([NOT_ON_HOLIDAYS], when) for when in days]
    assert said == [True, False, False, False, False, True, True]


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


def falls_on(day, number):
    """Return True if that day of the same month is the same day of the week."""
    try:
        return day.replace(day=number).weekday() == day.weekday()
    except ValueError:
        return False


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
    if day in bank_holidays(day.year):
        if stated is PublicHolidays.CLOSED:
            return "-" * 1440
        if stated is PublicHolidays.UNKNOWN and not (whole and every_day):
            return "?" * 1440
    weekday = f"{day:%a}".upper()[:2]
    same = [one for one in range(1, 32) if falls_on(day, one)]
    names = {weekday, f"{same.index(day.day) + 1}{weekday}"}
    if day.day == same[-1]:
        names.add(f"-1{weekday}")
    if not names & set(schedule.byday):
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
