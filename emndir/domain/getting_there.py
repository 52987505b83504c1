"""What a fact about travel or access speaks of: parking, the way without a car, steps, the entrance.

Records say such facts in sentences of their own. On the screen and on paper alike they answer
the same questions, so the reading is here, once.
"""

from __future__ import annotations

import re

_PARK = re.compile(
    r"^(?!for the |.*\bentrance\b.*\b(opposite|beside|next to) (the )?car park\b)"
    r".*(\bparking\b|\bcar park\b|\bblue badge\b)",
    re.IGNORECASE,
)
_BUS = re.compile(
    r"\b(mini)?bus(es)?\b|\btrams?\b|\btrains?\b|\bstation\b|\bpark and ride\b|"
    r"\b(public|patient) transport\b|\bvolunteer (cars?|drivers?)\b",
    re.IGNORECASE,
)
_STEPS = re.compile(
    r"^(?!.*(bus|\btram|\bvehicle|a lift\b|\bspaces?\b)).*"
    r"(\bstep[- ]free\b|\bwheelchair|\bone level\b|\blevel access\b|\bramps?\b|\blifts?\b|\bdisabled access\b)",
    re.IGNORECASE,
)
_ENTRANCE = re.compile(
    r"^(?!.*drop[- ]?off).*(\bentrances?\b|\bway in\b|\bfront door\b|\bmain door\b|\benter (by|from|at|through)\b)",
    re.IGNORECASE,
)


def is_of_parking(fact: str) -> bool:
    """Return True for a fact of parking; "For the day unit use entrance 24, opposite car park 6" is none."""
    return _PARK.search(fact) is not None


def is_of_public_transport(fact: str) -> bool:
    """Return True for a fact of getting there without a car."""
    return _BUS.search(fact) is not None


def is_of_steps(fact: str) -> bool:
    """Return True for a fact of getting in without steps; a tram stop or a bus is none."""
    return _STEPS.search(fact) is not None


def is_of_entrance(fact: str) -> bool:
    """Return True for a fact of where to go in; where a car may drop somebody off is none."""
    return _ENTRANCE.search(fact) is not None
