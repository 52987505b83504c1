"""A day in words, for what needs no more of a date."""

from __future__ import annotations

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def in_words(year: int, month: int = 0, day: int = 0) -> str:
    """Return "2024", "July 2024" or "19 July 2024", joined by no-break spaces; 0 for what is unknown."""
    parts = [str(day) if day else "", MONTHS[month - 1] if month else ""]
    return "\N{NO-BREAK SPACE}".join([*(part for part in parts if part), str(year)])
