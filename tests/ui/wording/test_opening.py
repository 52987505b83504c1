"""What is said of this minute: never more than the hours say, and never without their doubt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from emndir.domain.schedule import DAYS, MIDNIGHT_END, PublicHolidays, Schedule
from emndir.domain.vocabulary import FactGroup, ServiceStatus
from emndir.ui.detail import Look
from emndir.ui.wording.key_facts import key_facts
from emndir.ui.wording.opening import good_until, opening_in_words
from tests.ui.wording.records import TODAY, check, loaded, service

WEEKDAYS = DAYS[:5]
MONDAY = datetime(2026, 11, 23, 10, 30)
CHRISTMAS = datetime(2026, 12, 25, 10)


def hours(byday, opens, closes=None, **more):
    return Schedule(byday=tuple(byday), opens_at=opens, closes_at=closes, **more)


OFFICE = hours(WEEKDAYS, time(9), time(17))


def checked(*schedules, **changes):
    return service(schedules=schedules, checks=(check(FactGroup.HOURS),), **changes)


@pytest.mark.parametrize(
    ("schedules", "now", "words"),
    [
        ([OFFICE], MONDAY, "Open now, until 5pm"),
        ([OFFICE], MONDAY.replace(hour=17, minute=0), "Closed now. Opens Tuesday at 9am"),
        ([OFFICE], MONDAY.replace(hour=8), "Closed now. Opens at 9am"),
        (
            [hours(WEEKDAYS, time(9), time(12)), hours(WEEKDAYS, time(13), time(17))],
            MONDAY.replace(hour=12),
            "Closed now. Opens at 1pm",
        ),
        ([hours(DAYS, time(0), MIDNIGHT_END)], CHRISTMAS, "Open now, day and night"),
        ([hours(["MO"], time(9), MIDNIGHT_END)], MONDAY, "Open now, until midnight"),
        (
            [hours(["MO"], time(9), MIDNIGHT_END), hours(["TU"], time(0), time(2))],
            MONDAY,
            "Open now, until 2am on Tuesday",
        ),
        (
            [hours(["MO"], time(9), time(12)), hours(["MO"], time(11))],
            MONDAY,
            "Open now, at least until midday",
        ),
        ([hours(["MO"], time(19))], MONDAY, "Closed now. Opens at 7pm, no end listed"),
        (
            [hours(["MO"], time(19))],
            MONDAY.replace(hour=20),
            "Its hours do not say if it is open now",
        ),
        (
            [hours(["MO"], time(9), time(10))],
            MONDAY,
            "Closed now. Opens Monday 30 November 2026 at 9am",
        ),
        (
            [hours(["3TH"], time(14), time(16), public_holidays=PublicHolidays.CLOSED)],
            MONDAY,
            "Closed now. Opens Thursday 17 December 2026 at 2pm",
        ),
        ([hours(["1MO"], time(9), time(10), months=(6,))], CHRISTMAS.replace(day=28), None),
        ([OFFICE], CHRISTMAS, "Today is a bank holiday. Its hours do not say if it is open"),
        (
            [OFFICE],
            CHRISTMAS.replace(day=24, hour=18),
            "Closed now. Its hours do not say if it opens on Friday, a bank holiday",
        ),
        (
            [hours(WEEKDAYS, time(9), time(17), valid_to=date(2026, 11, 23))],
            MONDAY.replace(hour=18),
            "Closed now. No hours are listed from Tuesday on",
        ),
        ([hours(WEEKDAYS, time(9), time(17), valid_to=date(2026, 11, 20))], MONDAY, ""),
        ([], MONDAY, ""),
    ],
)
def test_the_minute_in_words(schedules, now, words):
    one = checked(*schedules)
    said = opening_in_words(one, now).replace("\N{NO-BREAK SPACE}", " ")
    said = said.removesuffix(", if its hours still hold") if now.month == 12 else said
    if words is None:
        words = "Today is a bank holiday. Its hours do not say if it is open"
    assert said == words


@pytest.mark.parametrize(
    ("checks", "ends"),
    [
        ((), ", if its hours still hold"),
        ((check(FactGroup.HOURS, on="2019"),), ", if its hours still hold"),
        ((check(FactGroup.HOURS),), ""),
    ],
)
def test_old_hours_are_never_open_now_without_saying_so(checks, ends):
    one = service(schedules=(OFFICE,), checks=checks)
    assert opening_in_words(one, MONDAY) == f"Open now, until 5pm{ends}"
    closed = opening_in_words(one, MONDAY.replace(hour=18))
    assert closed == f"Closed now. Opens Tuesday at 9am{ends}"


def test_words_alone_do_not_say_it():
    assert opening_in_words(service(hours_note="Ring for times."), MONDAY) == (
        "Its hours do not say if it is open now"
    )


def hours_fact(now, **changes):
    of = replace(loaded(service(**changes)), now=now)
    found = {fact.caption: fact for fact in key_facts(of)}["Open"]
    return [line.text.replace("\N{NO-BREAK SPACE}", " ") for line in found.lines], found.lines[
        0
    ].look


def test_what_hours_say_stands_before_that_they_do_not_say_more():
    texts, look = hours_fact(MONDAY, hours_note="Usually weekday mornings.")
    assert texts[:2] == ["Usually weekday mornings", "Its hours do not say if it is open now."]
    assert look is Look.NAME
    no_end = hours(WEEKDAYS, time(19))
    texts, _look = hours_fact(MONDAY, schedules=(no_end,))
    assert texts[0].startswith("Closed now. Opens at 7pm, no end listed")


def test_a_bank_holiday_of_which_nothing_is_said_comes_first():
    texts, look = hours_fact(CHRISTMAS, schedules=(OFFICE,))
    assert texts[0] == "Today is a bank holiday. Its hours do not say if it is open"
    assert look is Look.NAME


def test_where_nobody_can_be_sent_nothing_is_open():
    gone = checked(OFFICE, status=ServiceStatus.TEMPORARILY_CLOSED)
    assert opening_in_words(gone, MONDAY) == ""


def test_the_words_hold_until_the_hours_or_the_day_change():
    assert good_until(checked(OFFICE), MONDAY) == MONDAY.replace(hour=17, minute=0)
    midnight = datetime(2026, 11, 24)
    assert good_until(checked(OFFICE), MONDAY.replace(hour=18)) == midnight
    assert good_until(checked(), MONDAY) == midnight


def test_the_fact_begins_with_the_minute_and_ends_with_its_age():
    record = replace(loaded(checked(OFFICE)), now=MONDAY)
    lines = [(line.text, line.look) for line in key_facts(record)[2].lines]
    assert lines[0] == ("Open now, until 5pm", Look.NAME)
    assert lines[1][0].replace("\N{NO-BREAK SPACE}", " ") == "Monday to Friday, 9am to 5pm"
    assert lines[-1] == ("Checked 14\N{NO-BREAK SPACE}October\N{NO-BREAK SPACE}2026.", Look.DATED)
    without = [line.text for line in key_facts(replace(record, now=None))[2].lines]
    assert not any("Open now" in text for text in without)
    assert record.today == TODAY
