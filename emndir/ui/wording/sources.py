"""Words of provenance: a row for each group of facts, then every source."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from emndir.domain.freshness import freshness_of
from emndir.domain.location import Location
from emndir.domain.provenance import Check, Source
from emndir.domain.service import Service
from emndir.domain.vocabulary import FactGroup
from emndir.ui import labels
from emndir.ui.detail import Line, Look, Part
from emndir.ui.wording.sentences import dated, listed, lower, sentence, tr, upper

ORDER = (
    FactGroup.REFERRAL,
    FactGroup.CONTACT,
    FactGroup.HOURS,
    FactGroup.PLACE,
    FactGroup.ACCESS,
    FactGroup.ELIGIBILITY,
    FactGroup.COST,
    FactGroup.ABOUT,
)
_ADDRESS = re.compile(r"(https?://[^\s]+)(.*)", re.DOTALL)
_HOW = {
    "source": "read in the source",
    "call": "by phone call",
    "email": "by email",
    "visit": "by a visit",
    "web": "on the web page",
    "website": "on the web page",
    "letter": "by letter",
}


def shown_address(url: str) -> str:
    """Return an address as it is shown: host and path, no scheme, no "www."."""
    match = _ADDRESS.match(url)
    if match is None:
        return url
    address = re.sub(r"^https?://(www\.)?", "", match.group(1)).rstrip("/")
    return f"{address}{match.group(2)}"


def web_address(url: str) -> str:
    """Return the part of a source's address that a browser can open, or ""."""
    match = _ADDRESS.match(url)
    return match.group(1) if match else ""


def web_line(url: str, look: Look = Look.BODY) -> Line:
    """Return an address as a link, or as text where nothing can be opened."""
    return Line(shown_address(url), look, url=web_address(url))


def source_parts(service: Service, today: date) -> tuple[Part, ...]:
    """Return when and how each group of facts was checked, then all sources."""
    is_line = bool(service.treatment_lines)
    rows = []
    for group in ORDER:
        if not states(service, group):
            continue
        limits = FactGroup.TREATMENT_LINE if is_line and group is FactGroup.CONTACT else group
        age = dated(service.freshness(limits, today), service.check_of(limits))
        rows.append(_group_part(labels.words(limits), service.check_of(limits), age))
    theirs = service.location.sources if service.location else ()
    listings = [_all_sources(tr("All sources"), service.sources)]
    if theirs:
        listings.append(_all_sources(f"{tr('Sources for')} {_place_name(service)}", theirs))
    return (*rows, *(part for part in listings if part))


def source_count(service: Service) -> int:
    """Return how many sources stand under a service, those of its place included."""
    return len(service.sources) + len(service.location.sources if service.location else ())


def place_source_parts(location: Location, today: date) -> tuple[Part, ...]:
    """Return the same for a place."""
    rows = []
    for group in (FactGroup.CONTACT, FactGroup.PLACE, FactGroup.ACCESS):
        if not _place_states(location, group):
            continue
        check = location.check_of(group)
        age = dated(freshness_of(group, check, today), check)
        rows.append(_group_part(labels.words(group), check, age))
    listing = _all_sources(tr("All sources"), location.sources)
    return (*rows, *([listing] if listing else []))


def _place_name(service: Service) -> str:
    return service.location.name if service.location else ""


def states(service: Service, group: FactGroup) -> bool:
    """Return True if the record says anything that belongs to a fact group."""
    location = service.location
    says: dict[FactGroup, Callable[[], object]] = {
        FactGroup.REFERRAL: lambda: service.referral_routes or service.application_process,
        FactGroup.CONTACT: lambda: service.phones or service.email or service.website,
        FactGroup.HOURS: lambda: service.schedules or service.hours_note,
        FactGroup.PLACE: lambda: service.places,
        FactGroup.ACCESS: lambda: (
            service.accessibility
            or service.languages
            or (location and (location.accessibility or location.transport))
        ),
        FactGroup.ELIGIBILITY: lambda: (
            service.eligibility
            or service.areas
            or service.minimum_age is not None
            or service.maximum_age is not None
        ),
        FactGroup.COST: lambda: service.cost,
        FactGroup.ABOUT: lambda: service.description,
    }
    return bool(says[group]())


def _place_states(location: Location, group: FactGroup) -> bool:
    if group is FactGroup.CONTACT:
        return bool(location.phones or location.website)
    if group is FactGroup.ACCESS:
        return bool(location.accessibility or location.transport)
    return True


def _group_part(heading: str, check: Check | None, age: Line) -> Part:
    lines = [age]
    if check is not None:
        how = how_in_words(check)
        if how:
            lines.append(Line(how, Look.SECOND))
        if check.url:
            lines.append(web_line(check.url))
    return Part(heading=heading, lines=tuple(lines))


def how_in_words(check: Check) -> str:
    """Return "By phone call, by the directory office."; roles, never names."""
    how = tr(_HOW.get(check.how, check.how.replace("-", " ")))
    by = f"{tr('by the')} {check.role}" if check.role else ""
    return upper(sentence(", ".join(part for part in (how, by) if part)))


def _all_sources(heading: str, sources: Sequence[Source]) -> Part | None:
    if not sources:
        return None
    lines: list[Line] = []
    for source in sources:
        lines.append(web_line(source.url))
        seen = f"{tr('Seen')} {source.seen.words}" if source.seen else tr("Date not known")
        about = source.what or listed([lower(labels.words(group)) for group in source.supports])
        lines.append(Line(sentence(f"{seen}: {about}" if about else seen), Look.CAPTION))
    return Part(heading=heading, lines=tuple(lines))
