"""Guiding: from a cancer and a place to the guide's sheet, the same way for whoever asks.

It asks the finder for each kind of help, lets `choice.guide` choose by facts alone, and hands
what a patient may see of the chosen services to paper.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from emndir.choice.guide import Candidate, ChosenPart, Gap, choose_guide, choose_parts
from emndir.choice.guide_kinds import How, Kind, guide_kinds
from emndir.domain.errors import HandoutError
from emndir.domain.freshness import PaperRule
from emndir.domain.taxonomy import Taxonomy
from emndir.domain.vocabulary import ALL_SITES, NATIONAL, Delivery, FactGroup, ServiceStatus

if TYPE_CHECKING:
    from emndir.bootstrap import OpenDirectory
    from emndir.domain.service import Service
    from emndir.geography.places import Located
    from emndir.handouts.blocks import Sheet
    from emndir.handouts.guide import GuideGap, GuidePart, GuideService
    from emndir.handouts.patient_view import PatientService
    from emndir.handouts.phrases import Phrases
    from emndir.search.criteria import Facet, Sort
    from emndir.search.results import Hit, Results

Checked = Callable[[str], frozenset[FactGroup]]
"""Returns the fact groups of a service, by its uid, that somebody has checked today."""
_ASKED = 120
_EVERY = 400
_OLDER = re.compile(r"\bolder people\b|\bpensioners?\b", re.IGNORECASE)


def make_guide(
    directory: OpenDirectory,
    site: str,
    near: str,
    *,
    today: date,
    points: int = 12,
    clinic_name: str = "",
    origin: Located | None = None,
    language: str | Phrases = "en",
    spacing: float = 1.0,
    with_map: bool = True,
    with_notes: bool = True,
    checked: Checked | None = None,
) -> Sheet:
    """Return the guide to a cancer, by the code of its site, near a postcode or town.

    `origin` is where that is, in place of `near`. `checked` says which facts were checked for
    this print. Of a whole postcode only the outcode is printed. For a worker thread.

    Raises:
        UnknownPlaceError: for a `near` that the gazetteer does not know.
        HandoutError: for a site that is none, and for a county or region: nothing a patient
            reads is measured from its middle.
    """
    from emndir.handouts.guide import guide_sheet

    maker = GuideMaker(directory, site, near, today, origin, checked)
    return guide_sheet(
        maker.parts(),
        site=site,
        origin=maker.origin,
        printed_on=today,
        data_date=directory.info.data_date,
        label=maker.label,
        line=maker.line(),
        points=points,
        outline=directory.outline if with_map else None,
        places=directory.gazetteer.places,
        head_left=clinic_name,
        language=language,
        spacing=spacing,
        with_notes=with_notes,
    )


def choose_services(
    directory: OpenDirectory, site: str, near: str, *, today: date, origin: Located | None = None
) -> tuple[ChosenPart, ...]:
    """Return what `make_guide` puts in each section, as choosing knows it: uids and miles.

    Raises:
        UnknownPlaceError, HandoutError: as `make_guide` does.
    """
    return GuideMaker(directory, site, near, today, origin, None).chosen()


def guide_uids(
    directory: OpenDirectory, site: str, near: str, *, today: date, origin: Located | None = None
) -> tuple[str, ...]:
    """Return the services on the guide in the order of reading, its 24-hour line last.

    Raises:
        UnknownPlaceError, HandoutError: as `make_guide` does.
    """
    maker = GuideMaker(directory, site, near, today, origin, None)
    found: dict[str, None] = {}
    for part in maker.chosen():
        missing = (one for gap in part.gaps for one in (*gap.nearest, *gap.by_phone))
        found |= dict.fromkeys(one.uid for one in (*part.services, *missing))
    line = maker.line()
    return (*found, *([line.uid] if line is not None and line.uid not in found else []))


class Guiding:
    """Guides to several cancers near one place: what was read for one is not read again."""

    def __init__(
        self, directory: OpenDirectory, near: str, *, today: date, origin: Located | None = None
    ) -> None:
        """Take the place, as typed, and where it is."""
        self._ask = (directory, near, today, origin or directory.locate(near))
        self._known = Known()

    def chosen(self, site: str) -> tuple[ChosenPart, ...]:
        """Return what the guide to a cancer has in each section.

        Raises:
            HandoutError: as `make_guide` does.
        """
        directory, near, today, origin = self._ask
        return GuideMaker(directory, site, near, today, origin, None, self._known).chosen()


@dataclass(slots=True)
class Known:
    """Services as they were read for one place, and as a patient may see them."""

    services: dict[str, Service] = field(default_factory=dict)
    views: dict[str, PatientService | None] = field(default_factory=dict)


class GuideMaker:
    """Asks the directory for one guide; it is what `choice.guide` calls `Finding`.

    Raises:
        UnknownPlaceError, HandoutError: as `make_guide` does.
    """

    def __init__(
        self,
        directory: OpenDirectory,
        site: str,
        near: str,
        today: date,
        origin: Located | None,
        checked: Checked | None,
        known: Known | None = None,
    ) -> None:
        term = directory.vocabulary.find(Taxonomy.CANCER_SITE, site)
        if term is None or site == ALL_SITES:
            raise HandoutError(
                f"There is no guide to “{site}”.", "Choose one kind of cancer, such as “breast”."
            )
        self.origin = origin or directory.locate(near)
        if self.origin.is_area:
            raise HandoutError(
                f"{self.origin.label} is too large for a guide to what is near.",
                "Give a postcode, a town or a village.",
            )
        self.label = term.patient_label or term.label
        self._directory, self._site, self._today = directory, site, today
        self._near = near.strip() or self.origin.label
        self._checked: Checked = checked or (lambda _uid: frozenset())
        self._rule = PaperRule(directory.info.paper_rule)
        known = known or Known()
        self._views, self._services = known.views, known.services
        self._around: tuple[Hit, ...] | None = None

    def parts(self) -> tuple[GuidePart, ...]:
        """Return the sections with what a patient may see of their services."""
        from emndir.handouts.guide import GuidePart

        return tuple(
            GuidePart(
                code=part.part,
                services=self._seen(part.services),
                gaps=tuple(map(self.gap, part.gaps)),
            )
            for part in self.chosen()
        )

    def chosen(self) -> tuple[ChosenPart, ...]:
        """Return the sections as they are chosen."""
        return choose_guide(guide_kinds(), self._site, self)

    def every_part(self) -> tuple[ChosenPart, ...]:
        """Return the sections as they are chosen, those that have nothing to print too."""
        return choose_parts(guide_kinds(), self._site, self)

    def line(self) -> PatientService | None:
        """Return the one 24-hour line for people who live there; None where that is not sure.

        Where several lines could be a person's, only the alert card knows which.
        """
        hits = self._ask(limit=1).treatment_lines
        own = [hit for hit in hits if hit.serves_origin] or list(hits)
        return self.view(own[0].summary.uid) if len(own) == 1 else None

    # --- What choosing asks ----------------------------------------------------------------------

    def near(self, kind: Kind) -> Sequence[Candidate]:
        """Return what is within the kind's miles, comes to the place, or is for its area."""
        within = None if kind.how in (How.HOME, How.PHONE) else kind.within
        return self._candidates(self._ask(kind, within=within, limit=_ASKED).hits)

    def nearest(self, kind: Kind) -> Sequence[Candidate]:
        """Return what has a place, the nearest first, however far."""
        from emndir.search.criteria import Facet, Sort

        ways = (Delivery.IN_PERSON, Delivery.OUTREACH_BUS)
        more = ((Facet.DELIVERY, tuple(ways)),)
        return self._candidates(self._ask(kind, chosen=more, sort=Sort.NEAREST, limit=_ASKED).hits)

    def by_phone(self, kind: Kind) -> Sequence[Candidate]:
        """Return what is given by phone or online."""
        from emndir.search.criteria import Facet

        more = ((Facet.DELIVERY, (Delivery.PHONE, Delivery.ONLINE)),)
        return self._candidates(self._ask(kind, chosen=more, limit=_ASKED).hits)

    def mentioning(self, kind: Kind) -> Sequence[Candidate]:
        """Return, of any type and as near as `near`, what has one of the kind's words."""
        if self._around is None:
            self._around = self._ask(within=kind.within, limit=_EVERY).hits
        found = [hit for hit in self._around if not hit.summary.is_place]
        return [self._candidate(hit) for hit in found if self._names(hit.summary.uid, kind)]

    def _names(self, uid: str, kind: Kind) -> bool:
        service = self._read(uid)
        text = " ".join((service.name, service.plain_name, service.plain_line, *service.needs))
        return any(word in text.casefold() for word in kind.words)

    def _ask(
        self,
        kind: Kind | None = None,
        *,
        within: float | None = None,
        chosen: tuple[tuple[Facet, tuple[str, ...]], ...] = (),
        sort: Sort | None = None,
        limit: int,
    ) -> Results:
        from emndir.search.criteria import Criteria, Facet, Sort

        facets = [(Facet.CANCER_SITE, (self._site,)), *chosen]
        if kind is not None:
            facets.append((Facet.SERVICE_TYPE, kind.types))
            facets += [(Facet.STAGE, tuple(kind.stages))] if kind.stages else []
        criteria = Criteria(
            near=self._near,
            within_miles=within,
            chosen=tuple(facets),
            sort=sort or Sort.BEST,
            limit=limit,
        )
        return self._directory.find(criteria)

    def _candidates(self, hits: Iterable[Hit]) -> list[Candidate]:
        return [self._candidate(hit) for hit in hits if not hit.summary.is_place]

    def _candidate(self, hit: Hit) -> Candidate:
        from emndir.handouts.foot import is_empty

        service = self._read(hit.summary.uid)
        at, view = service.location, self.view(service.uid)
        miles = self._miles(service).get(at.uid) if at and at.status.is_offered else None
        return Candidate(
            uid=service.uid,
            name=service.display_name,
            is_for_site=self._site in service.cancer_sites,
            is_unsure=service.status is ServiceStatus.UNSURE,
            is_national=service.county == NATIONAL,
            miles=miles,
            place=at.uid if at else "",
            serves=hit.serves_origin,
            delivery=service.delivery,
            stages=service.stages,
            audience=service.audience,
            is_printable=view is not None,
            is_reachable=view is not None and not is_empty(view),
            is_callable=view is not None and view.phone is not None,
            is_for_older=bool(_OLDER.search(f"{service.plain_line} {service.eligibility}")),
        )

    # --- What a patient may see ------------------------------------------------------------------

    def _read(self, uid: str) -> Service:
        if uid not in self._services:
            service = self._directory.service(uid)
            self._services[uid] = service.nearest_first(self._miles(service))
        return self._services[uid]

    def view(self, uid: str) -> PatientService | None:
        """Return a service as a patient may see it; None where no name may be printed."""
        if uid not in self._views:
            self._views[uid] = self._looked_at(self._read(uid))
        return self._views[uid]

    def _looked_at(self, service: Service) -> PatientService | None:
        from emndir.handouts.patient_view import PatientService

        try:
            return PatientService.of(
                service,
                today=self._today,
                rule=self._rule,
                confirmed=self._checked(service.uid),
            )
        except HandoutError:  # no name that may be printed, or not offered
            return None

    def _miles(self, service: Service) -> dict[str, float]:
        """Return straight lines in miles from the person's place, by the uid of a location."""
        from emndir.geography.distance import geodesic_miles

        start = self.origin.position.coordinates
        return {
            place.location.uid: geodesic_miles(start, place.location.position.coordinates)
            for place in service.places
            if place.location.position is not None
        }

    def _seen(self, chosen: Iterable[Candidate]) -> tuple[GuideService, ...]:
        from emndir.handouts.guide import GuideService

        views = [(self.view(one.uid), one.miles) for one in chosen]
        return tuple(
            GuideService(service=view, miles=miles if view.places else None)
            for view, miles in views
            if view is not None
        )

    def gap(self, gap: Gap) -> GuideGap:
        """Return what is missing, with what a patient may see of what there is instead."""
        from emndir.handouts.guide import GuideGap

        return GuideGap(
            kind=gap.kind.code,
            within=gap.kind.within if gap.kind.how is How.PLACE else None,
            nearest=self._seen(gap.nearest),
            by_phone=self._seen(gap.by_phone),
            is_elsewhere=gap.is_elsewhere,
            asks=gap.asks,
        )
