"""Opening: whether stated hours say that a service is open at a moment; nothing is assumed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from emndir.domain.bank_holidays import bank_holidays
from emndir.domain.schedule import (
    DAYS,
    MIDNIGHT_END,
    PublicHolidays,
    Schedule,
)

DAY_MINUTES = 24 * 60


def is_open_at(schedules: Iterable[Schedule], when: datetime) -> bool | None:
    """Return whether it is open at a moment of local (UK) time; None where no hours say so.

    Only weekly hours that are valid that day say so. Monthly ones may mean another week, hours
    without a stated end may be over, and on a bank holiday of England only hours count that
    state public holidays, or that are day and night, every day. Notes are not read.
    """
    is_holiday = is_bank_holiday(when.date())
    said = {
        _is_open(schedule, when, is_holiday=is_holiday)
        for schedule in schedules
        if _is_valid(schedule, when.date())
    }
    if True in said:
        return True
    return None if None in said or not said else False


def is_bank_holiday(day: date) -> bool:
    """Return True for a bank holiday of England."""
    return day in bank_holidays(day.year)


def holidays_stated(schedule: Schedule) -> PublicHolidays:
    """Return what hours say of public holidays; "day and night, every day" is open on them."""
    if schedule.is_always and schedule.public_holidays is PublicHolidays.UNKNOWN:
        return PublicHolidays.OPEN
    return schedule.public_holidays


def is_weekly(schedule: Schedule) -> bool:
    """Return True for hours that are the same in every week of the year."""
    return not schedule.is_monthly and not schedule.months


def minute_of(moment: time) -> int:
    """Return the minute of the day: 0 to 1439, and 1440 for its end."""
    return DAY_MINUTES if moment == MIDNIGHT_END else moment.hour * 60 + moment.minute


def closing_minute(schedule: Schedule) -> int | None:
    """Return the minute at which hours end, None where no end is stated."""
    if schedule.closes_at is None:
        return None
    return DAY_MINUTES if schedule.is_always else minute_of(schedule.closes_at)


def _is_valid(schedule: Schedule, day: date) -> bool:
    begun = schedule.valid_from is None or schedule.valid_from <= day
    return begun and (schedule.valid_to is None or day <= schedule.valid_to)


def _is_open(schedule: Schedule, when: datetime, *, is_holiday: bool) -> bool | None:
    holidays = holidays_stated(schedule)
    if not is_weekly(schedule) or (is_holiday and holidays is PublicHolidays.UNKNOWN):
        return None
    if is_holiday and holidays is PublicHolidays.CLOSED:
        return False
    minute = when.hour * 60 + when.minute
    if DAYS[when.weekday()] not in schedule.byday or minute < minute_of(schedule.opens_at):
        return False
    closes = closing_minute(schedule)
    return None if closes is None else minute < closes
