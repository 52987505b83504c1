"""When the next figures are due: what is older than that has expired (DESIGN.md section 5)."""

from __future__ import annotations

from datetime import date, timedelta

from emndir.domain.indicator import Measure, Month

_THURSDAY = 3
_WAITS_AFTER = 2
"""Months from the one that was counted to its release: October 2023 came out on 14 December 2023, May
2024 on 11 July 2024 (NHS England, gov.uk), each the second Thursday."""
_SURVEY_AFTER = 1
"""Years from a patient survey to its release; the latest of them came out in September."""


def release_day(measure: Measure, last: Month) -> date:
    """Return the day on which figures up to a month are due to be published.

    Waiting times come out on the second Thursday of the second month after. The patient
    survey of a year comes out in the next year, by the end of September.
    """
    if measure.is_waiting_time:
        month = last.plus(_WAITS_AFTER)
        first = date(month.year, month.month, 1)
        return first + timedelta(days=(_THURSDAY - first.weekday()) % 7 + 7)
    return date(last.year + _SURVEY_AFTER, 9, 30)


def next_release(measure: Measure, last: Month) -> date:
    """Return the day on which newer figures than those up to a month are due."""
    return release_day(measure, last.plus(1 if measure.is_waiting_time else 12))
