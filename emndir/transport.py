"""Transport near one end of a journey: what the directory lists of lifts, car schemes and travel costs.

It asks the finder, as the guide and the booklet do; `choice.transport` says which of them count.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emndir.bootstrap import OpenDirectory
    from emndir.domain.location import Coordinates
    from emndir.domain.service import Service
    from emndir.search.results import Hit

_SAME_PLACE = 2.0
"""Miles within which a place found by its name again is the one that was meant."""
_ASKED = 100
_COSTS_ASKED = 12
_COSTS = "travel costs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lift:
    """A service that takes people, seen from one end: `miles` to its place, None without one.

    `serves` is None where it states no area. `for_costs` where it helps with the cost alone.
    """

    service: Service
    miles: float | None = None
    is_exact: bool = False
    serves: bool | None = None
    for_costs: bool = False


def lifts_near(
    directory: OpenDirectory, near: str, point: Coordinates, *, with_costs: bool = False
) -> tuple[Lift, ...] | None:
    """Return the transport near a postcode or place by name; None where nobody knows the place.

    `point` is where that is: a name that is found somewhere else is not it. Help with the cost of
    travel comes `with_costs`. For a worker thread.
    """
    from emndir.choice.transport import TYPE, by_name, helps_with_costs, takes_from
    from emndir.geography.distance import geodesic_miles
    from emndir.search.criteria import Criteria, Facet

    asked = Criteria(near=near, chosen=((Facet.SERVICE_TYPE, (TYPE,)),), limit=_ASKED)
    results = directory.find(asked)
    origin = results.origin
    if origin is None or geodesic_miles(origin.position.coordinates, point) > _SAME_PLACE:
        return None
    found: dict[str, Lift] = {}
    for hit in results.hits:
        is_there = takes_from(hit.serves_origin, hit.miles)
        if is_there and hit.summary.status.is_offered and not hit.summary.is_place:
            found[hit.summary.uid] = _lift(directory, hit)
    for hit in _about_costs(directory, near) if with_costs else ():
        uid = hit.summary.uid
        if uid not in found and hit.serves_origin is not False:
            lift = _lift(directory, hit, for_costs=True)
            if helps_with_costs(lift.service) and lift.service.service_type != TYPE:
                found[uid] = lift
    return tuple(found[one.uid] for one in by_name(lift.service for lift in found.values()))


def _about_costs(directory: OpenDirectory, near: str) -> tuple[Hit, ...]:
    from emndir.choice.transport import COST_TYPES
    from emndir.search.criteria import Criteria, Facet

    chosen = ((Facet.SERVICE_TYPE, COST_TYPES),)
    hits = directory.find(Criteria(words=_COSTS, near=near, chosen=chosen, limit=_COSTS_ASKED)).hits
    return tuple(hit for hit in hits if not hit.summary.is_place and hit.summary.status.is_offered)


def _lift(directory: OpenDirectory, hit: Hit, *, for_costs: bool = False) -> Lift:
    return Lift(
        service=directory.service(hit.summary.uid),
        miles=hit.miles,
        is_exact=hit.is_exact,
        serves=hit.serves_origin,
        for_costs=for_costs,
    )
