"""Openness: what stated hours say to "evening", "weekend", "24 hours" and "open now".

Typed words rank and explain, and never hide: hours that nobody stated are unknown, and unknown
is neither open nor closed. The filter "when" has unknown as a value of its own. Services share few
different sets of hours, so each is read once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from emndir.domain.opening import (
    DAY_MINUTES,
    is_bank_holiday,
    is_last_of_month,
    week_of_month,
)
from emndir.domain.schedule import PublicHolidays
from emndir.search.columns import Bools, Columns, Doubles, Ints, Rows, distinct
from emndir.search.criteria import When
from emndir.search.results import ReadAs, Understood

EVENING, ALWAYS, OPEN_NOW = When.EVENING.value, "always", When.OPEN_NOW.value
_DAYS = {"weekend": (5, 6), "saturday": (5,), "sunday": (6,)}
"""Weekdays, from Monday 0, that a code asks for: any of them."""
_REASONS = {
    EVENING: "open in the evening",
    "weekend": "open at the weekend",
    "saturday": "open on a Saturday",
    "sunday": "open on a Sunday",
    ALWAYS: "open day and night",
    OPEN_NOW: "open now",
}
_EVENING, _BEGINS_LATE = 18 * 60, 17 * 60
"""Open past the first is open in the evening; so is, without a stated end, what begins late."""
_CLOSED = -0.5
"""What certainly is closed comes after what may be open."""
_HOLIDAYS = ("", PublicHolidays.OPEN.value, PublicHolidays.CLOSED.value)
_OPEN, _UNKNOWN, _SHUT = 1, 0, -1


@dataclass(frozen=True, slots=True)
class _Week:
    """On which weekdays each set of hours is open, in the evening, and from midnight to midnight.

    One line a set, one column a day. `is_open_ended` are days on which it opens before the evening,
    with no end stated.
    """

    days: Bools
    evenings: Bools
    whole: Bools
    is_open_ended: Bools


class Openness:
    """Reads the hours of one directory."""

    def __init__(self, columns: Columns) -> None:
        """Read the sets of hours, as `Gatherer` kept them."""
        sets = columns.texts["hours_sets"]
        lines = [
            (number, day, opens, closes, since, until, _HOLIDAYS.index(holidays), nth, months)
            for number, hours in enumerate(sets)
            for day, opens, closes, since, until, holidays, nth, months in hours
        ]
        table = np.array(lines, dtype=np.int32).reshape(-1, 9)
        self._count = len(sets)
        self._of_row = columns.hours_set
        self._set, self._day, self._opens, self._closes = table[:, :4].T
        self._since, self._until, self._holidays, self._nth, self._months = table[:, 4:].T
        self._is_weekly = (self._nth == 0) & (self._months == 0)
        self._minutes = distinct(np.concatenate([self._opens, self._closes]).astype(np.int64))
        self._states_any = np.bincount(self._set, minlength=self._count) > 0
        self._week = lru_cache(maxsize=2)(self._read_week)
        self._now = lru_cache(maxsize=2)(self._read_now)
        self._values = lru_cache(maxsize=2)(self._read_values)

    def asked(
        self,
        understood: Iterable[Understood],
        chosen: Sequence[str],
        today: date,
        now: datetime | None,
    ) -> Asked | None:
        """Return what was asked about hours on a day, in words or by the filter; None for nothing.

        Without a moment "open now" is left out: nothing is known of it.
        """
        filters = [OPEN_NOW] if tuple(chosen) == (When.UNKNOWN,) else chosen
        read = [one.code for one in understood if one.read_as is ReadAs.WHEN]
        codes = dict.fromkeys((*read, *filters))
        fits: dict[str, NDArray[np.int8]] = {}
        if now is not None and OPEN_NOW in codes:
            fits[OPEN_NOW] = self._now(now.replace(second=0, microsecond=0))
        days = sorted({day for code in codes for day in _DAYS.get(code, ())})
        for code in codes:
            if code != OPEN_NOW and code in _REASONS:
                fits[code] = self._fits(code, days, self._week(today)).astype(np.int8)
        if not fits:
            return None
        is_holiday = OPEN_NOW in fits and now is not None and is_bank_holiday(now.date())
        return Asked(self._of_row, self._states_any, fits, is_holiday=is_holiday)

    @property
    def count(self) -> int:
        """Return how many different sets of hours there are."""
        return self._count

    def changes_after(self, now: datetime) -> datetime:
        """Return the next moment at which any hours may open or close, or the day may end."""
        later = self._minutes[self._minutes > now.hour * 60 + now.minute]
        minute = int(later[0]) if len(later) else DAY_MINUTES
        return datetime.combine(now.date(), time()) + timedelta(minutes=minute)

    def values(self, today: date, now: datetime | None) -> Bools:
        """Return which sets of hours have each value of `When`: one line a value, in its order.

        Without a moment nothing is known of it, so that every set is unknown.
        """
        return self._values(today, now)

    def unsaid(self, chosen: Sequence[str], today: date, now: datetime | None) -> Bools | None:
        """Return the sets of hours that a filter lets through only because they do not say.

        None where it asks for nothing else, or not for them.
        """
        others = [number for number, value in enumerate(When) if value.value in chosen]
        unknown = tuple(When).index(When.UNKNOWN)
        if unknown not in others or len(others) == 1:
            return None
        others.remove(unknown)
        return np.asarray(~self.values(today, now)[others].any(axis=0))

    def _read_values(self, today: date, now: datetime | None) -> Bools:
        week = self._week(today)
        says = np.full(self._count, _UNKNOWN, dtype=np.int8) if now is None else self._now(now)
        evening = week.evenings.any(axis=1)
        of_value = {
            When.OPEN_NOW: says == _OPEN,
            When.EVENING: evening,
            When.WEEKEND: week.days[:, list(_DAYS["weekend"])].any(axis=1),
            When.UNKNOWN: (says == _UNKNOWN) | (week.is_open_ended.any(axis=1) & ~evening),
        }
        return np.array([of_value[value] for value in When], dtype=np.bool_)

    def _fits(self, code: str, days: list[int], week: _Week) -> Bools:
        """Return which sets of hours fit; "Saturday evening" is an evening of that day."""
        if code == ALWAYS:
            return np.asarray(week.whole.all(axis=1))
        if code == EVENING:
            evenings = week.evenings[:, days] if days else week.evenings
            return np.asarray(evenings.any(axis=1))
        return np.asarray(week.days[:, list(_DAYS[code])].any(axis=1))

    def _valid(self, day: date) -> Bools:
        ordinal = day.toordinal()
        valid: Bools = (self._since <= ordinal) & ((self._until == 0) | (ordinal <= self._until))
        return valid

    def _falls_on(self, day: date) -> Bools:
        """Return which lines name a day: its weekday, which of the month, and the month."""
        nth = (self._nth == 0) | (self._nth == week_of_month(day))
        if is_last_of_month(day):
            nth |= self._nth == -1
        month = (self._months == 0) | ((self._months >> day.month) & 1 == 1)
        falls: Bools = (self._day == day.weekday()) & nth & month
        return falls

    def _read_week(self, today: date) -> _Week:
        valid, ends = self._valid(today), self._closes > 0
        late = np.where(ends, self._closes > _EVENING, self._opens >= _BEGINS_LATE)
        whole = (self._opens == 0) & (self._closes == DAY_MINUTES) & self._is_weekly
        return _Week(
            self._by_day(valid),
            self._by_day(valid & late),
            self._by_day(valid & whole),
            self._by_day(valid & ~ends & ~late),
        )

    def _by_day(self, chosen: Bools) -> Bools:
        found: Bools = np.zeros((self._count, 7), dtype=np.bool_)
        found[self._set[chosen], self._day[chosen]] = True
        return found

    def forget(self) -> None:
        """Forget the moments that were asked for."""
        self._now.cache_clear()
        self._values.cache_clear()

    def _read_now(self, now: datetime) -> NDArray[np.int8]:
        """Return for every set whether it is open, as `emndir.domain.opening.is_open_at` says."""
        minute = now.hour * 60 + now.minute
        is_day = self._falls_on(now.date()) & (minute >= self._opens)
        ends = self._closes > 0
        says = np.where(is_day & ends & (minute < self._closes), _OPEN, _SHUT)
        says = np.where(is_day & ~ends, _UNKNOWN, says)
        if is_bank_holiday(now.date()):
            says = np.where(self._holidays == _HOLIDAYS.index(""), _UNKNOWN, says)
            closed = self._holidays == _HOLIDAYS.index(PublicHolidays.CLOSED.value)
            says = np.where(closed, _SHUT, says)
        valid = self._valid(now.date())
        found = np.full(self._count, _UNKNOWN, dtype=np.int8)
        for said in (_SHUT, _UNKNOWN, _OPEN):
            found[self._set[valid & (says == said)]] = said
        return found


class Asked:
    """What one question asks about hours, and how each set of hours answers."""

    def __init__(
        self,
        of_row: Ints,
        states_any: Bools,
        fits: dict[str, NDArray[np.int8]],
        *,
        is_holiday: bool,
    ) -> None:
        self._of_row = of_row
        self._states_any = states_any
        self._fits = fits
        self._is_holiday = is_holiday
        total = sum(np.where(found < 0, _CLOSED, found) for found in fits.values())
        self._bonus: Doubles = np.asarray(total, dtype=np.float64) / len(fits)

    def bonus(self, rows: Rows) -> Doubles:
        """Return how well the hours of some rows fit: 1 where all fit, 0 where unknown."""
        return self._bonus[self._of_row[rows]]

    def why(self, row: int, *, lists_hours: bool) -> Iterator[str]:
        """Yield what a row's hours say to the question; `lists_hours` if any are said in words."""
        hours = int(self._of_row[row])
        if not (lists_hours or self._states_any[hours]):
            yield "hours not listed"
            return
        for code, fits in self._fits.items():
            if fits[hours] == _OPEN:
                yield _REASONS[code]
            elif code == OPEN_NOW:
                yield self._why_not_now(hours)

    def _why_not_now(self, hours: int) -> str:
        if self._fits[OPEN_NOW][hours] == _SHUT:
            return "closed now"
        if self._is_holiday and self._states_any[hours]:
            return "hours on bank holidays not listed"
        return "its hours do not say if it is open now"
