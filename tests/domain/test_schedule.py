"""Opening hours: what cannot be entered, and how hours are said."""

from __future__ import annotations

from datetime import date, time

import pytest

from emndir.domain.schedule import (
    DAYS,
    Schedule,
    bank_holiday_between,
    hours_in_words,
    parse_time,
    write_time,
)

NB = "\N{NO-BREAK SPACE}"
WEEKDAYS = DAYS[:5]


def hours(byday, opens, closes="", **more):
    return Schedule(
        byday=tuple(byday), opens_at=parse_time(opens), closes_at=parse_time(closes), **more
    )


@pytest.mark.parametrize(
    ("schedule", "words"),
    [
        (hours(WEEKDAYS, "09:00", "17:00"), f"Monday to Friday, 9am{NB}to{NB}5pm."),
        (hours(DAYS, "00:00", "24:00"), "Day and night, every day."),
        (hours(DAYS, "08:00", "20:00"), f"Every day, 8am{NB}to{NB}8pm."),
        (hours(("TU", "TH"), "10:30", "12:00"), f"Tuesday and Thursday, 10:30am{NB}to{NB}midday."),
        (
            hours(("3WE",), "10:00", "12:00"),
            f"The third Wednesday of each month, 10am{NB}to{NB}midday.",
        ),
        (
            hours(("1TU", "3TU"), "19:00"),
            f"The first and third Tuesday of each month, from{NB}7pm.",
        ),
        (
            hours(("MO",), "14:00", "16:00", note="term time"),
            f"Monday, 2pm{NB}to{NB}4pm. Term time.",
        ),
        (
            hours(("2FR",), "10:00", "12:00", months=(1, 3)),
            f"The second Friday of each month, 10am{NB}to{NB}midday (January and March only).",
        ),
        (
            hours(("MO", "WE", "TH", "FR"), "09:00", "17:00"),
            f"Monday and Wednesday to Friday, 9am{NB}to{NB}5pm.",
        ),
    ],
)
def test_hours_are_said_in_words(schedule, words):
    assert hours_in_words([schedule]) == words


def test_several_patterns_and_a_note_are_sentences():
    said = hours_in_words(
        [hours(WEEKDAYS, "09:00", "17:00"), hours(("SA",), "09:00", "12:00")], "Phone first"
    )
    assert (
        said == f"Monday to Friday, 9am{NB}to{NB}5pm. Saturday, 9am{NB}to{NB}midday. Phone first."
    )
    assert hours_in_words([]) == ""


def test_hours_that_cannot_be_are_refused():
    with pytest.raises(ValueError, match="before it opens"):
        hours(("MO",), "17:00", "09:00")
    with pytest.raises(ValueError, match="not a day"):
        hours(("XX",), "09:00", "17:00")
    with pytest.raises(ValueError, match="at least one day"):
        hours((), "09:00", "17:00")
    with pytest.raises(ValueError, match="weekly or monthly"):
        hours(("MO", "3TH"), "09:00", "17:00")
    with pytest.raises(ValueError, match="1 to 12"):
        hours(("3TH",), "09:00", "17:00", months=(13,))
    with pytest.raises(ValueError, match="not a time"):
        parse_time("9am")


@pytest.mark.parametrize("written", ["", "00:00", "09:30", "23:59", "24:00"])
def test_times_are_read_and_written(written):
    assert write_time(parse_time(written)) == written
    assert parse_time("12:00") == time(12)


def test_bank_holidays_of_england_are_known():
    assert bank_holiday_between(date(2026, 12, 24), date(2026, 12, 25))
    assert not bank_holiday_between(date(2026, 12, 25), date(2026, 12, 25))
    assert not bank_holiday_between(date(2026, 11, 1), date(2026, 11, 22))
    assert bank_holiday_between(date(2025, 12, 30), date(2026, 1, 2))
