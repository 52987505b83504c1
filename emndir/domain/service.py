"""Service: what is offered, with everything a person needs to know before using it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from emndir.domain.contact import ProfessionalPhone, PublicPhone
from emndir.domain.freshness import Freshness, freshness_of
from emndir.domain.location import Location, ServiceAtLocation
from emndir.domain.organization import Organization
from emndir.domain.provenance import Check, PartialDate, Source, best_check
from emndir.domain.schedule import PublicHolidays, Schedule
from emndir.domain.vocabulary import (
    AreaKind,
    Audience,
    Confidence,
    Cost,
    Delivery,
    FactGroup,
    HelpGroup,
    PhoneKind,
    ReferralRoute,
    ServiceStatus,
    Stage,
)

TREATMENT_LINE_TYPE = "acute-oncology"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceArea:
    """Where a service serves: a county, district or place, or an area in words."""

    name: str
    kind: AreaKind = AreaKind.OTHER


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A notice that a reader must see, with the day after which it is no longer shown."""

    text: str
    until: date

    def is_current(self, today: date) -> bool:
        """Return True up to and on its last day."""
        return today <= self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What is offered (HSDS `service`), with its organization and places resolved.

    `plain_name` and `plain_line` are for patients (at most 8 and 15 words). `needs` are
    short patient words for which this is an answer. `application_process` says how to be
    referred. `county` is a county name or "national". `areas` empty means everyone.
    `notes` are for the office and are never shown to patients or exported.
    Ages are whole years.
    """

    uid: str
    name: str
    organization: Organization
    service_type: str
    help_group: HelpGroup
    status: ServiceStatus = ServiceStatus.ACTIVE
    confidence: Confidence = Confidence.MEDIUM
    county: str = ""
    plain_name: str = ""
    plain_line: str = ""
    description: str = ""
    ask_for: str = ""
    became: str = ""
    former_names: tuple[str, ...] = ()
    former_uids: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    cancer_sites: tuple[str, ...] = ()
    stages: tuple[Stage, ...] = ()
    audience: tuple[Audience, ...] = ()
    referral_routes: tuple[ReferralRoute, ...] = ()
    application_process: str = ""
    eligibility: str = ""
    minimum_age: int | None = None
    maximum_age: int | None = None
    delivery: tuple[Delivery, ...] = ()
    cost: Cost | None = None
    website: str = ""
    email: str = ""
    professional_email: str = ""
    accessibility: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    hours_note: str = ""
    alert: Alert | None = None
    areas: tuple[ServiceArea, ...] = ()
    phones: tuple[PublicPhone, ...] = ()
    professional_phones: tuple[ProfessionalPhone, ...] = ()
    places: tuple[ServiceAtLocation, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    sources: tuple[Source, ...] = ()
    checks: tuple[Check, ...] = ()
    notes: str = ""

    @property
    def display_name(self) -> str:
        """Return the name a patient would use."""
        return self.plain_name or self.name

    @property
    def main_place(self) -> ServiceAtLocation | None:
        """Return the first place, or None."""
        return self.places[0] if self.places else None

    @property
    def location(self) -> Location | None:
        """Return the location of the first place, or None."""
        return self.places[0].location if self.places else None

    def nearest_first(self, miles: Mapping[str, float]) -> Service:
        """Return the service with its nearest open place as the main one, closed places last.

        `miles` holds straight lines by the uid of a location; without any the order stays,
        but for the closed ones.
        """
        far = float("inf")

        def order(place: ServiceAtLocation) -> tuple[bool, float]:
            location = place.location
            return not location.status.is_offered, miles.get(location.uid, far)

        return replace(self, places=tuple(sorted(self.places, key=order)))

    @property
    def treatment_lines(self) -> tuple[PublicPhone, ...]:
        """Return the numbers to ring when unwell on treatment."""
        kinds = (PhoneKind.TREATMENT_LINE,)
        if self.service_type == TREATMENT_LINE_TYPE:
            return tuple(phone for phone in self.phones if phone.kind is not PhoneKind.SWITCHBOARD)
        return tuple(phone for phone in self.phones if phone.kind in kinds)

    def phone_group(self, phone: PublicPhone) -> FactGroup:
        """Return the fact group whose limits a number follows."""
        return FactGroup.TREATMENT_LINE if phone in self.treatment_lines else FactGroup.CONTACT

    def check_of(self, group: FactGroup) -> Check | None:
        """Return the newest evidence for a fact group.

        A treatment line is a contact with stricter limits. Place and access also count
        what is known of the location itself.
        """
        looked_up = FactGroup.CONTACT if group is FactGroup.TREATMENT_LINE else group
        own = best_check(looked_up, self.sources, self.checks)
        if looked_up not in (FactGroup.PLACE, FactGroup.ACCESS) or self.location is None:
            return own
        theirs = self.location.check_of(looked_up)
        known = [check for check in (own, theirs) if check is not None]
        dated = [check for check in known if check.checked_on is not None]
        if dated:
            return max(dated, key=lambda check: check.checked_on.earliest)  # type: ignore[union-attr]
        return known[0] if known else None

    def freshness(self, group: FactGroup, today: date) -> Freshness:
        """Return how a fact group stands on `today`."""
        known = bool(self.schedules) and all(
            schedule.public_holidays is not PublicHolidays.UNKNOWN for schedule in self.schedules
        )
        return freshness_of(group, self.check_of(group), today, holidays_known=known)

    @property
    def newest_source(self) -> PartialDate | None:
        """Return the newest date on which any of its own facts was seen."""
        seen = [source.seen for source in self.sources if source.seen]
        seen += [check.checked_on for check in self.checks if check.checked_on]
        return max(seen, key=lambda day: day.earliest, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceSummary:
    """One line of a result list: a service, or a place (`is_place`) with what it is.

    For a place `service_type` is "" and `organization_name` its owner.
    """

    uid: str
    name: str
    display_name: str
    organization_name: str = ""
    is_place: bool = False
    service_type: str = ""
    help_group: str = ""
    status: ServiceStatus = ServiceStatus.ACTIVE
    confidence: Confidence = Confidence.MEDIUM
    county: str = ""
    place_name: str = ""
    town: str = ""
    cancer_sites: tuple[str, ...] = ()
    referral_routes: tuple[ReferralRoute, ...] = ()
    delivery: tuple[Delivery, ...] = ()
    audience: tuple[Audience, ...] = ()
    phone: str = ""
    phone_label: str = ""
    hours: str = ""
    newest_source: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryInfo:
    """What a directory file says of itself."""

    schema_version: int
    data_date: date
    built_from: str
    services: int
    offered: int
    locations: int
    organizations: int
    paper_rule: str = "label"
    publisher: str = ""
    title: str = ""
    contact: str = ""
    licence: str = ""
    attribution: tuple[str, ...] = ()
