"""Lines of plain text for results and records: what the command line prints."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from emndir.domain.service import ServiceSummary
from emndir.domain.taxonomy import Taxonomy, Vocabulary
from emndir.domain.vocabulary import Delivery, ServiceStatus
from emndir.search.results import Group, Hit, Results

WIDTH = 88
_NEAR_MILES = 0.5

GROUPS = {
    Group.FOR_SITE: "For this cancer",
    Group.FOR_ANY: "For any cancer",
    Group.REMOTE: "By phone, online or at home",
    Group.HOURS_UNKNOWN: "Their hours do not say",
    Group.PLACES: "Hospitals and places",
    Group.ALL: "Services",
}
STATUS = {
    ServiceStatus.ACTIVE: "Running",
    ServiceStatus.UNSURE: "Not confirmed: no source shows that it runs today",
    ServiceStatus.TEMPORARILY_CLOSED: "Closed for now",
    ServiceStatus.PLANNED: "Planned, not open yet",
    ServiceStatus.CLOSED: "Closed",
}


def miles_words(miles: float, *, is_exact: bool) -> str:
    """Return a straight line in words: "4.2 miles", "about 4 miles" from a postcode's middle."""
    if miles < _NEAR_MILES:
        return "under half a mile"
    if is_exact and miles < 10:
        return f"{miles:.1f} miles"
    whole = max(1, round(miles))
    return f"{'' if is_exact else 'about '}{whole} mile{'' if whole == 1 else 's'}"


def route_words(summary: ServiceSummary, vocabulary: Vocabulary) -> str:
    """Return how to get in, or that nothing says so."""
    if summary.is_place:
        return ""
    labels = [
        vocabulary.label(Taxonomy.REFERRAL_ROUTE, route.value) for route in summary.referral_routes
    ]
    return ", ".join(labels) or "How to get in is not listed"


def phone_words(summary: ServiceSummary) -> str:
    """Return the number with whose it is, or that there is none."""
    if not summary.phone:
        return "No phone listed"
    number = summary.phone  # as its owner prints it: 0808 808 00 00
    return f"{number} ({summary.phone_label})" if summary.phone_label else number


_COMES = frozenset({Delivery.PHONE, Delivery.ONLINE, Delivery.HOME_VISIT})
"""Ways in which help comes to the person."""


def where_words(hit: Hit) -> str:
    """Return place, town and distance in a line."""
    summary = hit.summary
    parts = [summary.place_name]
    if summary.town and summary.town not in summary.place_name:
        parts.append(summary.town)
    place = ", ".join(part for part in parts if part)
    if hit.miles is not None:
        distance = miles_words(hit.miles, is_exact=hit.is_exact)
        distance += f", across {hit.water}: longer by road" if hit.water else ""
    else:
        comes = _COMES.issuperset(summary.delivery) and summary.delivery
        distance = "by phone, online or at home" if comes else ""
    return " · ".join(part for part in (place, distance) if part)


def result_lines(results: Results, vocabulary: Vocabulary, *, explain: bool) -> Iterator[str]:
    """Yield an answer as text: groups with headings, then what else is to be said."""
    if results.danger is not None:
        yield f"{results.danger.heading}."
        yield from (f"  {sentence}" for sentence in results.danger.sentences)
    yield from _understood_lines(results)
    group = None
    for number, hit in enumerate(results.hits, start=1):
        if hit.group is not group:
            group = hit.group
            yield f"{GROUPS[group]} ({results.group_totals.get(group, 0)})"
        yield from _hit_lines(number, hit, vocabulary, explain=explain)
    if results.total > len(results.hits):
        yield f"{results.total - len(results.hits)} more: use --limit to see them."
    for summary in results.gone:
        yield f"{STATUS[summary.status]}: {summary.name} [{summary.uid}]"
    if results.hits and results.treatment_lines and results.origin is not None:
        yield f"On cancer treatment and unwell: 24-hour lines for {results.origin.label}"
        for hit in results.treatment_lines:
            yield f"  {hit.summary.display_name}, {phone_words(hit.summary)} [{hit.summary.uid}]"


def _understood_lines(results: Results) -> Iterator[str]:
    for correction in results.corrections:
        yield f"No entry has “{correction.typed}”. Shown for “{correction.used}”."
    if results.not_used and results.hits:
        words = ", ".join(f"“{word}”" for word in results.not_used)
        yield f"Not used: {words}."
    if results.near_problem:
        yield results.near_problem
    if results.origin is not None:
        note = f" ({results.origin.note})" if results.origin.note else ""
        yield f"Straight lines from {results.origin.label}{note}"


def _hit_lines(number: int, hit: Hit, vocabulary: Vocabulary, *, explain: bool) -> Iterator[str]:
    summary = hit.summary
    kind = "Hospital or place"
    if not summary.is_place:
        kind = vocabulary.label(Taxonomy.SERVICE_TYPE, summary.service_type)
    yield f"{number:3}. {summary.name}"
    yield "     " + " · ".join(part for part in (kind, where_words(hit)) if part)
    route = route_words(summary, vocabulary)
    yield "     " + " · ".join(part for part in (route, phone_words(summary)) if part)
    if hit.serves_origin is False:
        yield "     Its stated area leaves this place out"
    if summary.status is ServiceStatus.UNSURE:
        seen = f": last seen {summary.newest_source.words}" if summary.newest_source else ""
        yield f"     Not confirmed{seen}"
    if explain:
        yield f"     Why: {'; '.join(hit.why) or 'nothing asked'} (score {hit.score:.2f})"
    yield f"     [{summary.uid}]"


def wrapped(text: str, indent: str = "") -> Iterator[str]:
    """Yield a paragraph in lines of readable width."""
    yield from textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_on_hyphens=False,
        break_long_words=False,
    )


def field(name: str, values: Iterable[str]) -> Iterator[str]:
    """Yield a heading with its values below it, nothing where there are none."""
    lines = [line for value in values for line in wrapped(value, "  ") if value]
    if lines:
        yield name
        yield from lines
