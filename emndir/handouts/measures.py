"""Miles and directions as a sheet says them, in its own language."""

from __future__ import annotations

from emndir.domain.location import Coordinates
from emndir.domain.wordings import unbroken_words
from emndir.geography.distance import direction_in_words
from emndir.handouts.phrases import Phrases


def miles_words(miles: float, said: Phrases) -> str:
    """Return whole miles: "1 mile", "8 miles"; never less than one."""
    return exact_miles(max(1, round(miles)), said)


def exact_miles(miles: float, said: Phrases) -> str:
    """Return miles as they are, "0.5 miles": for the bar of a map, and for limits."""
    if miles == 1:
        return unbroken_words(said.say("travel.mile"))
    return unbroken_words(said.say("travel.miles", number=f"{miles:g}"))


def about_miles(miles: float, said: Phrases) -> str:
    """Return "about 8 miles"."""
    return said.say("travel.about", miles=miles_words(miles, said))


def direction_words(start: Coordinates, end: Coordinates, said: Phrases) -> str:
    """Return where `end` lies seen from `start`: "north-west"."""
    return said.say(f"direction.{direction_in_words(start, end)}")
