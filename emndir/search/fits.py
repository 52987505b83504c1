"""Fits: how typed words stand to a name, and the names that are asked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Fit(IntEnum):
    """How typed words stand to a name, the best first."""

    IS_OTHER_NAME = 0
    """They are another name of it: an abbreviation, a former name."""
    BEGINS = 1
    BEGINS_OTHER_NAME = 2
    WITHIN = 3
    """In their order, from the beginning of a later word."""
    WITHIN_OTHER_NAME = 4
    SCATTERED = 5
    """Every word begins one of its words, in any order."""


@dataclass(frozen=True, slots=True)
class Alias:
    """One name of an item: its own, or another by which it is known. `tier` 0 comes first."""

    name: str
    item: int
    is_own: bool = True
    tier: int = 0


@dataclass(frozen=True, slots=True)
class Fitting:
    """An item, how the words stand to it, and the length of the name that fits."""

    item: int
    fit: Fit
    tier: int
    length: int
