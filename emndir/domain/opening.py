"""Opening: what stated hours say at a moment, until when, and when it opens next; nothing is assumed.

All of it in local (UK) time as a clock on the wall shows it, on the days of a change to or from
summer time too: hours are stated by that clock.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from emndir.domain.bank_holidays import bank_holidays
from emndir.domain.schedule import (
    DAYS,
    MIDNIGHT_END,
    PublicHolidays,
    Schedule,
)

DAY_MINUTES = 24 * 60
DAYS_AHEAD = 35
"""How far it is looked for the next change: what is open once a month comes round in five weeks."""


class OpenState(StrEnum):
    """What hours say at a moment."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class WhyUnknown(StrEnum):
    """Why hours do not say whether it is open."""

    NOT_LISTED = "not-listed"
    """No hours at all."""
    NOT_SAID = "not-said"
    """Hours in words only, or their end is not stated."""
    BANK_HOLIDAY = "bank-holiday"
    """It is one, and the hours do not say what holds on it."""
    ENDED = "ended"
    """The last day for which hours were stated is over."""
    NOT_BEGUN = "not-begun"
    """The hours hold from a later day on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What is known at one moment.

    Open: `changes` is when that ends, None where it does not within `DAYS_AHEAD`; with `is_certain`
    False it may be open for longer. Closed: `changes` is when it opens next, None where no such day
    is near; with `is_certain` False the hours do not say from then on, for the reason in `why`.
    Unknown: `why` says why, and `changes` is when hours speak again.
    """

    state: OpenState
    changes: datetime | None = None
    is_certain: bool = True
    why: WhyUnknown | None = None

    @property
    def opens(self) -> datetime | None:
        """Return when what is closed opens next; None where that cannot be told.

        Hours without a stated end say when it opens all the same.
        """
        begins = self.is_certain or self.why is WhyUnknown.NOT_SAID
        return self.changes if self.state is OpenState.CLOSED and begins else None


def opening_at(schedules: Iterable[Schedule], when: datetime, *, has_note: bool = False) -> Opening:
    """Return what hours say at a moment of local time; `has_note` where words say more or all.

    Several hours that hold on one day are one whole: open where one of them is open, unknown
    where one of them does not say. Those that do not hold that day are silent.
    """
    listed = list(schedules)
    now = _Span(when.replace(second=0, microsecond=0), OpenState.UNKNOWN, None)
    for span in _spans(listed, when.date(), has_note=has_note):
        if span.begins <= when:
            now = span
        elif span.state is not now.state:
            return _opening(now, span)
    return _opening(now, None)


def is_open_at(schedules: Iterable[Schedule], when: datetime) -> bool | None:
    """Return whether it is open at a moment of local (UK) time; None where no hours say so.

    On a bank holiday of England only hours count that state public holidays, or that are day and
    night, every day. Notes are not read.
    """
    minute = when.hour * 60 + when.minute
    state = OpenState.UNKNOWN
    for begins, said, _why in _day(list(schedules), when.date(), has_note=False):
        if begins <= minute:
            state = said
    return None if state is OpenState.UNKNOWN else state is OpenState.OPEN


def is_bank_holiday(day: date) -> bool:
    """Return True for a bank holiday of England."""
    return day in bank_holidays(day.year)


def holidays_stated(schedule: Schedule) -> PublicHolidays:
    """Return what hours say of public holidays; "day and night, every day" is open on them."""
    if schedule.is_always and schedule.public_holidays is PublicHolidays.UNKNOWN:
        return PublicHolidays.OPEN
    return schedule.public_holidays


def minute_of(moment: time) -> int:
    """Return the minute of the day: 0 to 1439, and 1440 for its end."""
    return DAY_MINUTES if moment == MIDNIGHT_END else moment.hour * 60 + moment.minute


def closing_minute(schedule: Schedule) -> int | None:
    """Return the minute at which hours end, None where no end is stated."""
    if schedule.closes_at is None:
        return None
    return DAY_MINUTES if schedule.is_always else minute_of(schedule.closes_at)


def week_of_month(day: date) -> int:
    """Return which of its weekday a day is in its month: 3 for the third Thursday."""
    return (day.day - 1) // 7 + 1


def is_last_of_month(day: date) -> bool:
    """Return True for the last of its weekday in its month."""
    return day.day + 7 > calendar.monthrange(day.year, day.month)[1]


# --- one day ----------------------------------------------------------------------------------

_Part = tuple[int, OpenState, WhyUnknown | None]
"""From a minute of a day on: what hours say, and why they do not."""


def _day(schedules: Sequence[Schedule], day: date, *, has_note: bool) -> list[_Part]:
    """Return what all hours together say of a day, from its first minute on."""
    valid = [one for one in schedules if _is_valid(one, day)]
    if not valid:
        return [(0, OpenState.UNKNOWN, _why_none(schedules, day, has_note=has_note))]
    is_holiday = is_bank_holiday(day)
    said = [_said(schedule, day, is_holiday=is_holiday) for schedule in valid]
    return [
        (begins, *_together([_at(parts, begins) for parts in said]))
        for begins in sorted({begins for parts in said for begins, _state, _why in parts})
    ]


def _why_none(schedules: Sequence[Schedule], day: date, *, has_note: bool) -> WhyUnknown:
    if not schedules:
        return WhyUnknown.NOT_SAID if has_note else WhyUnknown.NOT_LISTED
    begins = any(one.valid_from is not None and one.valid_from > day for one in schedules)
    return WhyUnknown.NOT_BEGUN if begins else WhyUnknown.ENDED


def _said(schedule: Schedule, day: date, *, is_holiday: bool) -> list[_Part]:
    """Return what one pattern says of a day on which it is valid."""
    holidays = holidays_stated(schedule)
    if is_holiday and holidays is PublicHolidays.UNKNOWN:
        return [(0, OpenState.UNKNOWN, WhyUnknown.BANK_HOLIDAY)]
    is_closed = is_holiday and holidays is PublicHolidays.CLOSED
    if is_closed or not _falls_on(schedule, day):
        return [(0, OpenState.CLOSED, None)]
    opens, closes = minute_of(schedule.opens_at), closing_minute(schedule)
    parts: list[_Part] = [(0, OpenState.CLOSED, None)] if opens else []
    if closes is None:
        return [*parts, (opens, OpenState.UNKNOWN, WhyUnknown.NOT_SAID)]
    parts.append((opens, OpenState.OPEN, None))
    return [*parts, (closes, OpenState.CLOSED, None)] if closes < DAY_MINUTES else parts


def _is_valid(schedule: Schedule, day: date) -> bool:
    begun = schedule.valid_from is None or schedule.valid_from <= day
    return begun and (schedule.valid_to is None or day <= schedule.valid_to)


def _falls_on(schedule: Schedule, day: date) -> bool:
    """Return True if a pattern names a day: its weekday, which of the month, and the month."""
    if schedule.months and day.month not in schedule.months:
        return False
    name = DAYS[day.weekday()]
    if not schedule.is_monthly:
        return name in schedule.byday
    is_last = is_last_of_month(day) and f"-1{name}" in schedule.byday
    return is_last or f"{week_of_month(day)}{name}" in schedule.byday


def _at(parts: Sequence[_Part], minute: int) -> tuple[OpenState, WhyUnknown | None]:
    _begins, state, why = [part for part in parts if part[0] <= minute][-1]
    return state, why


def _together(
    said: Sequence[tuple[OpenState, WhyUnknown | None]],
) -> tuple[OpenState, WhyUnknown | None]:
    """Return what several hours say at once: open before unknown before closed."""
    states = {state for state, _why in said}
    if OpenState.OPEN in states:
        return OpenState.OPEN, None
    reasons = [why for _state, why in said if why is not None]
    if not reasons:
        return OpenState.CLOSED, None
    is_holiday = WhyUnknown.BANK_HOLIDAY in reasons
    return OpenState.UNKNOWN, WhyUnknown.BANK_HOLIDAY if is_holiday else reasons[0]


# --- day after day ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Span:
    """From a moment on: what hours say, and why they do not."""

    begins: datetime
    state: OpenState
    why: WhyUnknown | None


def _spans(schedules: Sequence[Schedule], first: date, *, has_note: bool) -> Iterator[_Span]:
    for ahead in range(DAYS_AHEAD + 1):
        day = first + timedelta(days=ahead)
        start = datetime.combine(day, time())
        for minute, state, why in _day(schedules, day, has_note=has_note):
            yield _Span(start + timedelta(minutes=minute), state, why)


def _opening(now: _Span, then: _Span | None) -> Opening:
    if then is None:
        return Opening(state=now.state, why=now.why)
    is_certain = OpenState.UNKNOWN not in (now.state, then.state)
    why = now.why if now.state is OpenState.UNKNOWN else then.why
    return Opening(state=now.state, changes=then.begins, is_certain=is_certain, why=why)
