"""Words of the way there on a web site, and what the site would be told."""

from __future__ import annotations

from emndir.domain.location import Location
from emndir.ui.detail import RouteSpec
from emndir.ui.wording.loaded import Asked
from emndir.ui.wording.sentences import tr


def route_spec(location: Location | None, asked: Asked) -> RouteSpec | None:
    """Return where a route would go: the postcode of the place, else its address or its point.

    None without an open place. It can start at the place that was asked from, never at the middle
    of a county.
    """
    if location is None or not location.status.is_offered:
        return None
    to = location.postcode or ", ".join(location.address)
    if not to and location.position is not None:
        point = location.position.coordinates
        to = f"{point.latitude:.5f},{point.longitude:.5f}"
    if not to:
        return None
    origin = asked.origin
    start = origin.label if origin is not None and not origin.is_area else ""
    return RouteSpec(name=location.name, to=to, is_code=bool(location.postcode), start=start)


def what_leaves(spec: RouteSpec, site: str) -> str:
    """Return what leaves the computer and where it goes, in plain words."""
    what = tr("the postcode of this place") if spec.is_code else tr("the address of this place")
    goes = tr("goes to the web site")
    return (
        f"{what[:1].upper()}{what[1:]}, {spec.to}, {goes} {site}. {tr('It leaves this computer.')}"
    )


def what_may_leave(spec: RouteSpec) -> str:
    """Return what a person ticks so that the site is told where the journey starts."""
    return f"{tr('Also send where the journey starts')}: {spec.start}"
