"""The words of days, months, clock times and directions: one formatter for every language.

English stands here, for the screen and the command line. A sheet brings its own language
(`handouts.phrases`), whose English is the same: a test holds one against the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

ENGLISH_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "day.mo": "Monday",
        "day.tu": "Tuesday",
        "day.we": "Wednesday",
        "day.th": "Thursday",
        "day.fr": "Friday",
        "day.sa": "Saturday",
        "day.su": "Sunday",
        "month.1": "January",
        "month.2": "February",
        "month.3": "March",
        "month.4": "April",
        "month.5": "May",
        "month.6": "June",
        "month.7": "July",
        "month.8": "August",
        "month.9": "September",
        "month.10": "October",
        "month.11": "November",
        "month.12": "December",
        "month.day_1": "{day} January {year}",
        "month.day_2": "{day} February {year}",
        "month.day_3": "{day} March {year}",
        "month.day_4": "{day} April {year}",
        "month.day_5": "{day} May {year}",
        "month.day_6": "{day} June {year}",
        "month.day_7": "{day} July {year}",
        "month.day_8": "{day} August {year}",
        "month.day_9": "{day} September {year}",
        "month.day_10": "{day} October {year}",
        "month.day_11": "{day} November {year}",
        "month.day_12": "{day} December {year}",
        "month.year": "{month} {year}",
        "clock.am": "{time}am",
        "clock.pm": "{time}pm",
        "clock.midday": "midday",
        "clock.midnight": "midnight",
        "hours.always": "Day and night, every day",
        "hours.every_day": "every day",
        "hours.run": "{first} to {last}",
        "hours.weekly": "{days}, {times}",
        "hours.from": "from {start}",
        "hours.between": "{start} to {end}",
        "hours.monthly": "the {which} {days} of each month",
        "hours.first": "first",
        "hours.second": "second",
        "hours.third": "third",
        "hours.fourth": "fourth",
        "hours.fifth": "fifth",
        "hours.last": "last",
        "hours.months": "({months} only)",
        "direction.north": "north",
        "direction.north-east": "north-east",
        "direction.east": "east",
        "direction.south-east": "south-east",
        "direction.south": "south",
        "direction.south-west": "south-west",
        "direction.west": "west",
        "direction.north-west": "north-west",
        "join.and": "{first} and {last}",
        "join.comma": "{first}, {second}",
    }
)


class Wordings(Protocol):
    """Whatever knows these words in one language."""

    def say(self, key: str, /, **values: str) -> str:
        """Return a wording with its places filled."""
        ...


class _English:
    def say(self, key: str, /, **values: str) -> str:
        return ENGLISH_WORDS[key].format_map(values)


ENGLISH_SAID: Wordings = _English()


def listed(parts: Sequence[str], said: Wordings = ENGLISH_SAID) -> str:
    """Return "a", "a and b" or "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    first = parts[0]
    for part in parts[1:-1]:
        first = said.say("join.comma", first=first, second=part)
    return said.say("join.and", first=first, last=parts[-1])


def unbroken_words(text: str) -> str:
    """Return a wording that no line may end in."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")
