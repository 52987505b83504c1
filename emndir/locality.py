"""Locality: what a booklet, a poster or a wallet card holds for a county, district or place.

It asks the finder; nothing is chosen or put first here but by where it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from emndir.domain.errors import HandoutError
from emndir.domain.taxonomy import Taxonomy
from emndir.domain.vocabulary import NATIONAL, HelpGroup

if TYPE_CHECKING:
    from emndir.bootstrap import OpenDirectory
    from emndir.domain.service import Service
    from emndir.geography.places import Locality

_DISTRICTS = ("district", "unitary")
_COUNTIES = ("ceremonial-county", "county-council")
_MOST = 2_000
"""Services of one booklet: some 400 pages."""
_LISTED = 100_000
_WITHOUT_A_PLACE = ("phone", "online", "home-visit", "outreach-bus")
"""How a service helps people who cannot come to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalServices:
    """The services for a locality: those in it, and those that help its people from elsewhere."""

    place: str
    here: tuple[Service, ...]
    afar: tuple[Service, ...]


def local_services(directory: OpenDirectory, name: str) -> LocalServices:
    """Return the services of a county or district, by its name as it is usually written.

    Raises:
        HandoutError: for what is no county or district of this directory, or has too many.
    """
    from emndir.geography.serving import serving

    locality = _locality(directory, name)
    uids = dict.fromkeys(_candidates(directory, locality))
    if len(uids) > _MOST:
        raise HandoutError(
            f"{locality.name} has too many services for one booklet.", "Choose a smaller place."
        )
    records = (directory.service(uid) for uid in uids)
    found = serving(records, locality, directory.gazetteer)
    return LocalServices(place=locality.name, here=found.here, afar=found.afar)


def _candidates(directory: OpenDirectory, locality: Locality) -> Iterator[str]:
    """Yield what may be in a locality or come to it: the search narrows down what is read whole."""
    from emndir.search.criteria import Criteria, Facet

    facet = Facet.DISTRICT if locality.type in _DISTRICTS else Facet.COUNTY
    for asked in ((facet, (locality.name,)), (Facet.DELIVERY, _WITHOUT_A_PLACE)):
        is_local = asked[0] is facet
        for hit in directory.find(Criteria(chosen=(asked,), limit=_LISTED)).hits:
            if not hit.summary.is_place and (is_local or hit.summary.county == NATIONAL):
                yield hit.summary.uid


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
