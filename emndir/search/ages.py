"""From which day on a newest source counts as of the last year, or of the year before."""

from __future__ import annotations

from datetime import date


class Ages:
    """Ordinals from which a newest source counts as within one and within two years."""

    __slots__ = ("one", "today", "two")

    def __init__(self, today: date) -> None:
        """Work the days out: the day after the same day a year, and two years, before."""
        self.today = today
        self.one = _years_before(today, 1) + 1
        self.two = _years_before(today, 2) + 1


def _years_before(day: date, years: int) -> int:
    """Return the ordinal of the same day some years before; of 29 February the 28th."""
    try:
        return day.replace(year=day.year - years).toordinal()
    except ValueError:
        return day.replace(year=day.year - years, day=28).toordinal()
