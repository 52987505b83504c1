"""Opening hours against an independent program: `opening-hours-py`, which OpenStreetMap's readers use.

Random hours are said once more in its language, and both are asked what holds and when that changes.
Its bank holidays are those of all of Great Britain, so the days come from the `holidays` library.
"""

from __future__ import annotations

import zoneinfo
from datetime import date, datetime, time, timedelta

import holidays
from hypothesis import given
from hypothesis import strategies as st
from opening_hours import OpeningHours, State

from emndir.domain.opening import DAYS_AHEAD, OpenState, WhyUnknown, opening_at
from emndir.domain.schedule import DAYS, MIDNIGHT_END, PublicHolidays, Schedule

FIRST, LAST = date(2026, 11, 1), date(2028, 2, 29)
WHOLE = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
ENGLAND = frozenset(holidays.country_holidays("GB", subdiv="ENG", years=range(2026, 2029)))
"""Christmas of 2027 is on a weekend, so that two more days stand in for it."""
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
STATES = {
    State.OPEN: OpenState.OPEN,
    State.CLOSED: OpenState.CLOSED,
    State.UNKNOWN: OpenState.UNKNOWN,
}

TIMES = st.sampled_from(
    [time(0), time(8, 30), time(9), time(12), time(13), time(17), time(20), MIDNIGHT_END]
)


@st.composite
def schedules(draw):
    opens, closes = draw(st.tuples(TIMES, TIMES).filter(lambda pair: pair[0] < pair[1]))
    nth = draw(st.sampled_from(["", "", "", "1", "3", "5", "-1"]))
    days = draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=7, unique=True))
    first, last = draw(st.tuples(*[st.none() | st.sampled_from(WHOLE[40:400])] * 2))
    if first and last and last < first:
        first, last = last, first
    return Schedule(
        byday=tuple(nth + day for day in days),
        opens_at=opens,
        closes_at=draw(st.sampled_from([closes, closes, closes, None])),
        months=tuple(sorted(draw(st.sampled_from([(), (), (), (12,), (1, 2, 3), (5, 11)])))),
        valid_from=first,
        valid_to=last,
        public_holidays=draw(st.sampled_from(PublicHolidays)),
    )


def is_whole(schedule):
    """Day and night on every day: open on bank holidays, unless it says otherwise."""
    return (
        set(schedule.byday) == set(DAYS)
        and schedule.opens_at == time(0)
        and schedule.closes_at == MIDNIGHT_END
    )


def holds(schedule, day):
    since, until = schedule.valid_from or FIRST, schedule.valid_to or LAST
    return since <= day <= until


def ranges(days):
    """Say some days as the ranges "2026 Dec 20-2027 Jan 6"."""
    said, start = [], None
    chosen = set(days)
    for day in WHOLE:
        if day in chosen and start is None:
            start = day
        if start is not None and day + timedelta(1) not in chosen:
            said.append(f"{in_words(start)}-{in_words(day)}" if day > start else in_words(day))
            start = None
    return ",".join(said)


def in_words(day):
    return f"{day.year} {MONTHS[day.month - 1]} {day.day}"


def hours_of(schedule):
    closes = schedule.closes_at or MIDNIGHT_END
    end = "24:00" if closes == MIDNIGHT_END else f"{closes:%H:%M}"
    return f"{schedule.opens_at:%H:%M}-{end}"


def weekdays_of(schedule):
    """Say `3TH` as "Th[3]", and whole days of the week by their short names."""
    said = []
    for day in schedule.byday:
        name, nth = day[-2:].capitalize(), day[:-2]
        said.append(f"{name}[{nth}]" if nth else name)
    return ",".join(said)


def rule(schedule):
    """Say one pattern in the other language, without bank holidays that are not stated open."""
    hours = f"{weekdays_of(schedule)} {hours_of(schedule)}"
    months = ",".join(MONTHS[month - 1] for month in schedule.months)
    takes_holidays = schedule.public_holidays is PublicHolidays.OPEN or (
        is_whole(schedule) and schedule.public_holidays is PublicHolidays.UNKNOWN
    )
    if takes_holidays and not (schedule.valid_from or schedule.valid_to):
        return f"{months} {hours}".strip()
    days = [
        day
        for day in WHOLE
        if holds(schedule, day)
        and (takes_holidays or day not in ENGLAND)
        and (not schedule.months or day.month in schedule.months)
    ]
    return f"{ranges(days)} {hours}" if days else ""


def unknown_days(listed):
    """Return the days on which nothing holds, or a bank holiday of which something says nothing."""
    for day in WHOLE:
        valid = [one for one in listed if holds(one, day)]
        silent = [
            one
            for one in valid
            if one.public_holidays is PublicHolidays.UNKNOWN and not is_whole(one)
        ]
        if not valid or (day in ENGLAND and silent):
            yield day


def said_again(listed):
    """Say hours in the other language: what comes later goes before what comes earlier."""
    unsaid = ranges(unknown_days(listed))
    open_ended = [rule(one) for one in listed if one.closes_at is None]
    certain = [rule(one) for one in listed if one.closes_at is not None]
    rules = [f"{unsaid} 00:00-24:00 unknown"] if unsaid else []
    rules += [f"{one} unknown" for one in open_ended if one]
    rules += [f"{one} open" for one in certain if one]
    return ", ".join(rules) or "24/7 off"


@given(
    st.lists(schedules(), min_size=1, max_size=3),
    st.lists(
        st.tuples(
            st.one_of(
                st.sampled_from(WHOLE[30:420]),
                st.sampled_from([date(2026, 12, day) for day in range(24, 32)]),
                st.sampled_from([date(2027, 12, day) for day in range(23, 31)]),
            ),
            st.integers(0, 1439),
        ),
        min_size=5,
        max_size=10,
    ),
)
def test_state_and_next_change_are_those_of_another_program(listed, moments):
    peer = OpeningHours(
        said_again(listed), auto_country=False, auto_timezone=False, max_interval_days=50
    )
    for day, minute in moments:
        when = datetime.combine(day, time(minute // 60, minute % 60))
        found = opening_at(listed, when)
        assert found.state is STATES[peer.state(when)[0]], when
        change = peer.next_change(when)
        horizon = datetime.combine(day + timedelta(days=DAYS_AHEAD + 1), time())
        expected = change if change is not None and change < horizon else None
        assert found.changes == expected, when
        if found.state is OpenState.CLOSED and expected is not None:
            opens = peer.state(expected)[0] is State.OPEN or found.why is WhyUnknown.NOT_SAID
            assert (found.opens == expected) is opens, when


@given(
    st.lists(schedules(), min_size=1, max_size=3),
    st.sampled_from([date(2027, 3, 28), date(2027, 10, 31)]),
    st.lists(st.integers(0, 1439), min_size=10, max_size=20),
    st.integers(0, 1),
)
def test_the_days_on_which_the_clocks_change_are_read_by_the_clock_on_the_wall(
    listed, day, minutes, fold
):
    london = zoneinfo.ZoneInfo("Europe/London")
    peer = OpeningHours(said_again(listed), timezone=london, auto_country=False)
    for minute in minutes:
        if day.month == 3 and 60 <= minute < 120:
            continue  # this hour is left out: no clock shows it
        if (day.month, minute, fold) == (10, 119, 0):
            continue  # the other program says of "24/7" too that it is closed in this minute
        when = datetime.combine(day, time(minute // 60, minute % 60))
        there = when.replace(tzinfo=london, fold=fold)
        assert opening_at(listed, when).state is STATES[peer.state(there)[0]], there
