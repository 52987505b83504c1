"""How old a fact may be: the one table of limits, used on screen, on paper and in filters.

The limits and the rule for paper are DESIGN section 5; they belong to the directory's
office, not to a reader.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from emndir.domain.provenance import Check
from emndir.domain.schedule import bank_holiday_between
from emndir.domain.vocabulary import FactGroup


class Freshness(StrEnum):
    """How a fact group stands today."""

    FRESH = "fresh"
    AGEING = "ageing"
    EXPIRED = "expired"
    UNCHECKED = "unchecked"

    @property
    def is_doubtful(self) -> bool:
        """Return True if it may not be printed as a plain fact."""
        return self in (Freshness.EXPIRED, Freshness.UNCHECKED)


class PaperRule(StrEnum):
    """What happens on paper to an expired or unchecked fact; the data pack sets it."""

    LABEL = "label"
    LEAVE_OUT = "leave-out"


@dataclass(frozen=True, slots=True)
class Limits:
    """Months for which a fact counts as fresh, and until which it counts as ageing."""

    fresh_months: int
    ageing_months: int


LIMITS: Mapping[FactGroup, Limits] = MappingProxyType(
    {
        FactGroup.TREATMENT_LINE: Limits(3, 6),
        FactGroup.CONTACT: Limits(6, 12),
        FactGroup.HOURS: Limits(6, 12),
        FactGroup.ELIGIBILITY: Limits(6, 12),
        FactGroup.REFERRAL: Limits(6, 12),
        FactGroup.COST: Limits(6, 12),
        FactGroup.ABOUT: Limits(6, 12),
        FactGroup.PLACE: Limits(12, 24),
        FactGroup.ACCESS: Limits(12, 24),
    }
)


def add_months(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def freshness_of(
    group: FactGroup, check: Check | None, today: date, *, holidays_known: bool = False
) -> Freshness:
    """Return how a fact group stands on `today`.

    Hours stop being fresh at the first bank holiday after the check, unless the record
    says what happens on bank holidays (`holidays_known`). A check dated later than
    `today` (a wrong clock) counts as made today.
    """
    if check is None or check.checked_on is None:
        return Freshness.UNCHECKED
    limits, checked = LIMITS[group], min(check.checked_on.earliest, today)
    if today > add_months(checked, limits.ageing_months):
        return Freshness.EXPIRED
    if today > add_months(checked, limits.fresh_months):
        return Freshness.AGEING
    if group is FactGroup.HOURS and not holidays_known and bank_holiday_between(checked, today):
        return Freshness.AGEING
    return Freshness.FRESH


def due_on(group: FactGroup, check: Check | None) -> date | None:
    """Return the first day on which a fact group is expired, or None if never checked."""
    if check is None or check.checked_on is None:
        return None
    return add_months(check.checked_on.earliest, LIMITS[group].ageing_months)


def freshness_in_words(freshness: Freshness, check: Check | None) -> str:
    """Return the words for the screen: never colour alone, never a score."""
    when = check.checked_on.words if check and check.checked_on else ""
    match freshness:
        case Freshness.FRESH:
            return f"Checked {when}"
        case Freshness.AGEING:
            return f"Checked {when}. Call first"
        case Freshness.EXPIRED:
            return f"Last checked {when}. Check before you rely on it"
        case Freshness.UNCHECKED:
            return "Not checked yet"
