"""Which services take people to where they are treated, near one end of a journey: by facts, never ranked.

What says that it serves a place is there for it. What states no area counts where it is near. What
says that it does not serve the place is left out: nobody is to ring there in vain. They stand
by name, and what no source states is said to be not stated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from emndir.domain.service import Service

TYPE = "transport"
"""The kind of service: lifts, car schemes, dial-a-ride, hospital transport, and what they cost."""
COST_TYPES = ("benefits-advice", TYPE)
"""Kinds among which help with the cost of travel is looked for."""
NEAR_MILES = 10.0
"""A service that states no area counts as near within so many miles in a straight line."""
_COSTS = re.compile(r"\btravel (costs?|expenses)\b|\bcosts? of travel\b|\bfares\b", re.IGNORECASE)


def takes_from(serves: bool | None, miles: float | None) -> bool:
    """Return True for a service that is there for a place: `serves` is None where it states no area."""
    return serves is True or (serves is None and miles is not None and miles <= NEAR_MILES)


def helps_with_costs(service: Service) -> bool:
    """Return True for a service whose name or short words for patients speak of travel costs."""
    said = " ".join((service.name, service.plain_name, service.plain_line, *service.needs))
    return service.service_type in COST_TYPES and _COSTS.search(said) is not None


def by_name(services: Iterable[Service]) -> tuple[Service, ...]:
    """Return services in the order of their names, each once: it ranks nothing."""
    once = {service.uid: service for service in services}
    return tuple(sorted(once.values(), key=lambda one: (one.name.casefold(), one.uid)))
