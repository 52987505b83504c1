"""Opening hours: weekly or monthly patterns, and how they are said in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from emndir.domain.bank_holidays import bank_holidays
from emndir.domain.wordings import (
    ENGLISH_SAID,
    ENGLISH_WORDS,
    Wordings,
    listed,
    unbroken_words,
)

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY_NAMES = tuple(ENGLISH_WORDS[f"day.{day.lower()}"] for day in DAYS)
_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
_BYDAY = re.compile(r"(-1|[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
MIDNIGHT_END = time(23, 59, 59)
"""Stands for 24:00, which `time` cannot say: open to the end of the day."""


class PublicHolidays(StrEnum):
    """What is known of bank holidays; never assumed (DESIGN section 1)."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """One pattern of opening hours in local (UK) time (HSDS `schedule`, RFC 5545 `byday`).

    `byday` holds MO to SU for a weekly pattern or 3TH ("the third Thursday") for a monthly
    one; `months` (1 to 12) limits a monthly one. An end that no source states is None.
    A service that closes for lunch has two schedules.
    """

    byday: tuple[str, ...]
    opens_at: time
    closes_at: time | None = None
    months: tuple[int, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    public_holidays: PublicHolidays = PublicHolidays.UNKNOWN
    note: str = ""

    def __post_init__(self) -> None:
        """Raise ValueError for days that do not exist and for hours that end before they start."""
        if not self.byday:
            raise ValueError("hours need at least one day")
        for day in self.byday:
            if not _BYDAY.fullmatch(day):
                raise ValueError(f"“{day}” is not a day such as MO or 3TH")
        if len({bool(_BYDAY.fullmatch(day).group(1)) for day in self.byday}) > 1:  # type: ignore[union-attr]
            raise ValueError("hours are weekly or monthly, not both")
        if self.closes_at is not None and self.closes_at <= self.opens_at:
            raise ValueError(f"closes at {self.closes_at:%H:%M}, before it opens")
        if any(not 1 <= month <= 12 for month in self.months):
            raise ValueError("months are numbered 1 to 12")

    @property
    def is_monthly(self) -> bool:
        """Return True for "the third Thursday of the month"."""
        return self.byday[0][0] in "-12345"

    @property
    def is_always(self) -> bool:
        """Return True for day and night, every day."""
        whole = self.opens_at == time(0) and self.closes_at in (MIDNIGHT_END, time(23, 59))
        return whole and set(self.byday) == set(DAYS)


def parse_time(written: str) -> time | None:
    """Read `HH:MM`; "" is None and "24:00" the end of the day.

    Raises:
        ValueError: for anything else.
    """
    if not written:
        return None
    if written == "24:00":
        return MIDNIGHT_END
    if not re.fullmatch(r"\d{2}:\d{2}", written):
        raise ValueError(f"“{written}” is not a time such as 09:30")
    return time.fromisoformat(written)


def write_time(moment: time | None) -> str:
    """Return `HH:MM`, the opposite of `parse_time`."""
    if moment is None:
        return ""
    return "24:00" if moment == MIDNIGHT_END else f"{moment:%H:%M}"


def time_in_words(moment: time, said: Wordings = ENGLISH_SAID) -> str:
    """Return "9am", "9:30am", "midday" or "midnight" (NHS content style).

    `said` has the words of another language, here and below.
    """
    if moment == time(12):
        return said.say("clock.midday")
    if moment in (time(0), MIDNIGHT_END):
        return said.say("clock.midnight")
    minutes = f":{moment.minute:02d}" if moment.minute else ""
    half = "clock.am" if moment.hour < 12 else "clock.pm"
    return said.say(half, time=f"{moment.hour % 12 or 12}{minutes}")


def days_in_words(byday: Sequence[str], said: Wordings = ENGLISH_SAID) -> str:
    """Return "Monday to Friday", "Tuesday and Thursday" or "the third Thursday of each month"."""
    matches = [match for match in map(_BYDAY.fullmatch, byday) if match]
    if matches and matches[0].group(1):
        which = dict.fromkeys(_ORDINALS[int(match.group(1))] for match in matches)
        days = dict.fromkeys(match.group(2) for match in matches)
        return said.say(
            "hours.monthly",
            which=listed([said.say(f"hours.{one}") for one in which], said),
            days=listed([_day(day, said) for day in days], said),
        )
    numbers = sorted({DAYS.index(match.group(2)) for match in matches})
    if len(numbers) == 7:
        return said.say("hours.every_day")
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return listed([part for run in runs for part in _run_in_words(run, said)], said)


def _day(day: str, said: Wordings) -> str:
    return said.say(f"day.{day.lower()}")


def _run_in_words(run: list[int], said: Wordings) -> list[str]:
    names = [_day(DAYS[number], said) for number in run]
    return [said.say("hours.run", first=names[0], last=names[-1])] if len(run) >= 3 else names


def schedule_in_words(schedule: Schedule, said: Wordings = ENGLISH_SAID) -> str:
    """Return one pattern as a phrase: "Monday to Friday, 9am to 5pm"."""
    if schedule.is_always:
        words = said.say("hours.always")
    else:
        start = time_in_words(schedule.opens_at, said)
        if schedule.closes_at is None:
            times = said.say("hours.from", start=start)
        else:
            end = time_in_words(schedule.closes_at, said)
            times = said.say("hours.between", start=start, end=end)
        days = _upper_first(days_in_words(schedule.byday, said))
        words = said.say("hours.weekly", days=days, times=unbroken_words(times))
        if schedule.months:
            months = [said.say(f"month.{month}") for month in schedule.months]
            words += f" {said.say('hours.months', months=listed(months, said))}"
    return f"{words}. {_sentence(schedule.note)}".strip() if schedule.note else words


def hours_in_words(schedules: Iterable[Schedule], hours_note: str = "") -> str:
    """Return all hours as sentences, the note last; "" where nothing is known."""
    parts = [schedule_in_words(schedule) for schedule in schedules]
    if hours_note:
        parts.append(hours_note)
    return " ".join(_sentence(part) for part in parts)


def _sentence(text: str) -> str:
    text = _upper_first(text.strip())
    return text if not text or text[-1] in ".!?" else text + "."


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def bank_holiday_between(after: date, until: date) -> bool:
    """Return True if a bank holiday of England lies after the first day, up to the second."""
    years = range(after.year, until.year + 1)
    return any(after < day <= until for year in years for day in bank_holidays(year))
