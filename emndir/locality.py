"""Locality: what a booklet, a poster or a wallet card holds for a county, district or place.

It asks the finder; nothing is chosen or put first here but by where it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from emndir.domain.errors import HandoutError, UnknownPlaceError
from emndir.domain.taxonomy import Taxonomy
from emndir.domain.vocabulary import HelpGroup

if TYPE_CHECKING:
    from emndir.bootstrap import OpenDirectory
    from emndir.domain.location import Location
    from emndir.geography.gazetteer import Locality
    from emndir.search.criteria import Facet

_DISTRICTS = ("district", "unitary")
_COUNTIES = ("ceremonial-county", "county-council")
_MOST = 5_000
"""Services of one locality: no booklet has as many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalServices:
    """The services for a locality by uid: those with a place in it, and those from further away."""

    place: str
    here: tuple[str, ...]
    afar: tuple[str, ...]


def local_services(directory: OpenDirectory, name: str) -> LocalServices:
    """Return the services of a county or district, by its name as it is usually written.

    Raises:
        HandoutError: for what is no county or district of this directory.
    """
    from emndir.search.criteria import Criteria, Facet

    locality = _locality(directory, name)
    facet = Facet.DISTRICT if locality.type in _DISTRICTS else Facet.COUNTY
    found = directory.find(Criteria(chosen=((facet, (locality.name,)),), limit=_MOST))
    uids = [
        hit.summary.uid
        for hit in found.hits
        if not hit.summary.is_place and hit.summary.status.is_offered
    ]
    here = tuple(uid for uid in uids if _is_in(directory, uid, facet, locality.name))
    there = frozenset(here)
    return LocalServices(
        place=locality.name, here=here, afar=tuple(uid for uid in uids if uid not in there)
    )


def help_groups(directory: OpenDirectory) -> tuple[tuple[HelpGroup, str], ...]:
    """Return the kinds of help in the data pack's order, each with its heading for patients."""
    return tuple(
        (HelpGroup(term.code), term.patient_label or term.label)
        for term in directory.vocabulary.of(Taxonomy.HELP_GROUP)
    )


def line_near(directory: OpenDirectory, near: str) -> str:
    """Return the uid of the one treatment-advice line for people of a place, "" where unsure.

    Where several lines could be a person's, only the alert card knows which.

    Raises:
        UnknownPlaceError: for a place that the gazetteer does not know.
    """
    from emndir.search.criteria import Criteria

    directory.locate(near)
    hits = directory.find(Criteria(near=near, limit=1)).treatment_lines
    own = [hit for hit in hits if hit.serves_origin] or list(hits)
    return own[0].summary.uid if len(own) == 1 else ""


def _locality(directory: OpenDirectory, name: str) -> Locality:
    from emndir.geography.gazetteer import place_key

    wanted = place_key(name)
    known = directory.gazetteer.locality_names
    found = known.get(wanted)
    if found is not None and found.type in (*_DISTRICTS, *_COUNTIES):
        return found
    names = [key for key, one in known.items() if one.type in (*_DISTRICTS, *_COUNTIES)]
    alike = get_close_matches(wanted, names, n=1)
    hint = f"Did you mean {known[alike[0]].name}?" if alike else "Name one, such as Rutland."
    raise HandoutError(f"No county or district here is called “{name.strip()}”.", hint)


def _is_in(directory: OpenDirectory, uid: str, facet: Facet, name: str) -> bool:
    """Return True if a service has an open place in the locality."""
    places = directory.service(uid).places
    locations = [place.location for place in places if place.location.status.is_offered]
    if facet.value == "county":
        return any(location.county == name for location in locations)
    return any(_district(directory, location) == name for location in locations)


def _district(directory: OpenDirectory, location: Location) -> str:
    if not location.postcode:
        return ""
    try:
        return directory.locate(location.postcode).district
    except UnknownPlaceError:
        return ""
