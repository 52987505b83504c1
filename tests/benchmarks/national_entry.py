"""One made-up service or place as the index holds it: its texts, facts and summary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from emndir.domain.provenance import PartialDate
from emndir.domain.service import ServiceSummary
from emndir.domain.taxonomy import TaxonomyTerm
from emndir.domain.vocabulary import Audience, Confidence, Delivery, ReferralRoute, ServiceStatus
from emndir.search.fields import Texts
from emndir.search.index import Entry
from tests.benchmarks.national_bodies import Body, Site
from tests.benchmarks.national_words import KINDS, Kind

AUDIENCES: tuple[tuple[str, ...], ...] = (
    ("patients",),
    ("patients", "carers-family"),
    ("patients", "carers-family"),
    ("patients", "carers-family", "public"),
    ("carers-family",),
    ("public",),
    ("children", "young-people"),
    ("professionals",),
)
_ROUTES = {kind.routes: tuple(map(ReferralRoute, kind.routes.split())) for kind in KINDS}
_DELIVERY = {kind.delivery: tuple(map(Delivery, kind.delivery.split())) for kind in KINDS}
_AUDIENCE = {codes: tuple(map(Audience, codes)) for codes in AUDIENCES}


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours as searched, as shown, and as facts: weekdays and minutes of the day."""

    searched: str
    shown: str
    days: Sequence[int] = ()
    opens: int = 0
    closes: int = 0


@dataclass(slots=True, kw_only=True)
class Draft:
    """Everything that was drawn for one service."""

    uid: str
    kind: Kind
    term: TaxonomyTerm
    group: str
    body: Body
    site: Site | None
    sites: list[str]
    cancers: list[TaxonomyTerm]
    name: str
    plain: str
    town: str
    words: list[str]
    needs: list[str]
    former: list[str]
    status: ServiceStatus
    confidence: Confidence
    audience: tuple[str, ...]
    cost: str
    county: str
    areas: list[list[str]]
    is_always: bool
    hours: Hours
    phones: list[str]
    seen: date | None

    @property
    def names(self) -> list[str]:
        """Return its name, and the plain one where it has one."""
        return [self.name, self.plain] if self.plain else [self.name]

    @property
    def is_line(self) -> bool:
        """Return True for the line that people on treatment ring."""
        return self.kind.code == "acute-oncology"


def service_entry(draft: Draft) -> Entry:
    """Return a drawn service as the index is filled with it."""
    return Entry(
        uid=draft.uid,
        is_place=False,
        is_offered=draft.status.is_offered,
        texts=_texts(draft),
        facts=_facts(draft),
        summary=_summary(draft),
    )


def _texts(draft: Draft) -> Texts:
    label, cancers, site, words = draft.term.label, draft.cancers, draft.site, draft.words
    lay = [word for one in (draft.term, *cancers) for word in one.lay_words[:2]]
    return Texts(
        name=" ".join(draft.names),
        former=" ".join((*draft.former, *draft.body.former)),
        organization=draft.body.name,
        kind=" ".join((label, draft.group, *(one.label for one in cancers))),
        needs=" ".join(draft.needs),
        line=" ".join((label, "in", draft.town, *words[:4])) + ".",
        description=" ".join(words[4:]).capitalize() + ".",
        place=_place_words(site) if site else "",
        area=" ".join((*(area[0] for area in draft.areas), draft.county)),
        hours=draft.hours.searched,
        terms=" ".join(lay),
    )


def _facts(draft: Draft) -> dict[str, object]:
    kind, body, site, hours = draft.kind, draft.body, draft.site, draft.hours
    holidays = "open" if draft.is_always else ""
    return {
        "name": draft.name,
        "names": draft.names,
        "former": draft.former,
        "needs": draft.needs,
        "organization": [body.name, *body.former],
        "body": body.uid,
        "is_trust": body.kind == "trust",
        "status": draft.status.value,
        "service_type": kind.code,
        "help_group": draft.term.parent,
        "sites": draft.sites,
        "stages": kind.stages.split(),
        "audience": list(draft.audience),
        "routes": kind.routes.split(),
        "delivery": kind.delivery.split(),
        "cost": draft.cost,
        "county": draft.county,
        "areas": draft.areas,
        "points": [site.point] if site else [],
        "places": [site.uid] if site else [],
        "newest": draft.seen.isoformat() if draft.seen else "",
        "digits": [_digits(phone) for phone in draft.phones],
        "is_line": draft.is_line,
        "is_named_as_where": False,
        "is_always": draft.is_always,
        "hours": [[day, hours.opens, hours.closes, 0, 0, holidays, 0, 0] for day in hours.days],
        "confidence": draft.confidence.value,
    }


def _summary(draft: Draft) -> ServiceSummary:
    site, seen = draft.site, draft.seen
    return ServiceSummary(
        uid=draft.uid,
        name=draft.name,
        display_name=draft.plain or draft.name,
        organization_name=draft.body.name,
        service_type=draft.kind.code,
        help_group=draft.term.parent,
        status=draft.status,
        confidence=draft.confidence,
        county=draft.county,
        place_name=site.name if site else "",
        town=site.town if site else "",
        cancer_sites=tuple(draft.sites),
        referral_routes=_ROUTES[draft.kind.routes],
        delivery=_DELIVERY[draft.kind.delivery],
        audience=_AUDIENCE[draft.audience],
        phone=draft.phones[0] if draft.phones else "",
        hours=draft.hours.shown,
        newest_source=PartialDate(seen.year, seen.month, seen.day) if seen else None,
    )


def place_entry(site: Site) -> Entry:
    """Return a place as the index is filled with it."""
    owner = site.owner
    return Entry(
        uid=site.uid,
        is_place=True,
        is_offered=True,
        texts=Texts(
            name=site.name,
            former=" ".join(site.former),
            organization=owner.name,
            place=_place_words(site),
        ),
        facts={
            "name": site.name,
            "names": [site.name],
            "former": list(site.former),
            "organization": [owner.name],
            "body": owner.uid,
            "status": "active",
            "county": site.county,
            "points": [site.point],
            "digits": [_digits(site.phone)] if site.phone else [],
            "phone": site.phone,
            "is_nhs_site": site.is_hospital,
            "is_hospital": site.is_hospital,
        },
        summary=ServiceSummary(
            uid=site.uid,
            name=site.name,
            display_name=site.name,
            organization_name=owner.name,
            is_place=True,
            county=site.county,
            town=site.town,
            phone=site.phone,
        ),
    )


def _place_words(site: Site) -> str:
    return f"{site.name} {site.address} {site.town} {site.point[3]} {site.county}"


def _digits(phone: str) -> str:
    return phone.replace(" ", "")
