"""A day in words, for what needs no more of a date."""

from __future__ import annotations

from emndir.domain.wordings import ENGLISH_SAID, ENGLISH_WORDS, Wordings, unbroken_words

MONTHS = tuple(ENGLISH_WORDS[f"month.{number}"] for number in range(1, 13))


def in_words(year: int, month: int = 0, day: int = 0, said: Wordings = ENGLISH_SAID) -> str:
    """Return "2024", "July 2024" or "19 July 2024", joined by no-break spaces; 0 for what is unknown.

    `said` has the words of another language. Months after a day have a form of their own in many.
    """
    if not month:
        return str(year)
    if not day:
        words = said.say("month.year", month=said.say(f"month.{month}"), year=str(year))
    else:
        words = said.say(f"month.day_{month}", day=str(day), year=str(year))
    return unbroken_words(words)
