"""Which services are in a county or district, and which come to it from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from emndir.domain.location import Location
from emndir.domain.service import Service, ServiceArea
from emndir.domain.vocabulary import NATIONAL, AreaKind, Delivery
from emndir.geography.gazetteer import Gazetteer, place_key
from emndir.geography.places import Locality

_COUNTIES = frozenset({"ceremonial-county", "county-council"})
_FROM_AFAR = frozenset(
    {Delivery.PHONE, Delivery.ONLINE, Delivery.HOME_VISIT, Delivery.OUTREACH_BUS}
)


@dataclass(frozen=True, slots=True)
class Serving:
    """The services of a locality: `here` have a place in it, `afar` help its people without."""

    here: tuple[Service, ...]
    afar: tuple[Service, ...]


def serving(services: Iterable[Service], locality: Locality, gazetteer: Gazetteer) -> Serving:
    """Return the offered services of a county or district; places in it come first in each.

    Of those without a place in it, all that say they serve it come from afar, and national ones
    that help by phone, online or at home. A service that names no area and is not national is
    taken for one of where it is.
    """
    here: list[Service] = []
    afar: list[Service] = []
    for service in services:
        if not service.status.is_offered:
            continue
        inside = {
            place.location.uid
            for place in service.places
            if place.location.status.is_offered and _lies_in(place.location, locality, gazetteer)
        }
        if inside:
            places = sorted(service.places, key=lambda one: one.location.uid not in inside)
            here.append(replace(service, places=tuple(places)))
        elif not service.places and _is_at_home(service, locality):
            here.append(service)
        elif _serves(service, locality, gazetteer):
            afar.append(service)
    return Serving(tuple(here), tuple(afar))


def _lies_in(location: Location, locality: Locality, gazetteer: Gazetteer) -> bool:
    point = location.position.coordinates if location.position else None
    district, county = gazetteer.area_of(location.postcode, point)
    return locality.name == (county if locality.type in _COUNTIES else district)


def _is_at_home(service: Service, locality: Locality) -> bool:
    """Return True for a service without a place that the directory lists under this county."""
    return locality.type in _COUNTIES and service.county == locality.name


def _serves(service: Service, locality: Locality, gazetteer: Gazetteer) -> bool:
    if service.areas:
        return any(_covers(area, locality, gazetteer) for area in service.areas)
    return service.county == NATIONAL and not _FROM_AFAR.isdisjoint(service.delivery)


def _covers(area: ServiceArea, locality: Locality, gazetteer: Gazetteer) -> bool:
    """Return True where an area holds the locality, or a part of it."""
    is_county = locality.type in _COUNTIES
    match area.kind:
        case AreaKind.COUNTY:
            return area.name == (locality.name if is_county else locality.county)
        case AreaKind.DISTRICT:
            known = gazetteer.locality_names.get(place_key(area.name))
            county = known.county if known else ""
            return locality.name == (county if is_county else area.name)
        case AreaKind.PLACE:
            located = gazetteer.locate_name(area.name)
            if located is None:
                return False
            return locality.name == (located.county if is_county else located.district)
        case AreaKind.REGION:
            return any(
                place_key(one.name) in place_key(area.name)
                for one in gazetteer.localities
                if one.type == "region" and _is_of(locality, one, gazetteer)
            )
        case AreaKind.OTHER:
            return False


def _is_of(locality: Locality, region: Locality, gazetteer: Gazetteer) -> bool:
    return any(
        one.parent == region.name and one.name == locality.county for one in gazetteer.localities
    )
