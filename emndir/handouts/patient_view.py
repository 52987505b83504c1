"""What a patient may see of a service: the only way from a record to paper.

A `PatientService` has no field that could hold a contact for professionals, and every number
passes `require_public` when it is made. Sentences of record text that contain a number or an
address kept from patients are dropped whole. What is too old to be printed is decided here
too, by the data pack's rule (DESIGN section 5), so that nothing behind this door has to ask.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from emndir.domain.contact import PublicPhone, require_public
from emndir.domain.errors import HandoutError
from emndir.domain.freshness import (
    LIMITS,
    Freshness,
    PaperRule,
    add_months,
    due_on,
    freshness_of,
)
from emndir.domain.location import Location
from emndir.domain.provenance import Check, PartialDate
from emndir.domain.schedule import Schedule
from emndir.domain.service import TREATMENT_LINE_TYPE, Service
from emndir.domain.vocabulary import (
    Cost,
    Delivery,
    FactGroup,
    HelpGroup,
    PhoneKind,
    ReferralRoute,
    ServiceStatus,
)
from emndir.handouts.kept_back import KeptBack
from emndir.handouts.lost_letters import lost_letters
from emndir.handouts.patient_facts import PatientPhone, PatientPlace, Standing
from emndir.handouts.patient_phones import numbers_to_call, treatment_lines
from emndir.handouts.patient_speech import has_money_advice, is_drop_in, said_to_the_person
from emndir.handouts.wording import sentences, tidy, web_address

__all__ = [
    "TREATMENT_TYPES",
    "PatientPhone",
    "PatientPlace",
    "PatientService",
    "Standing",
    "patient_title",
]

TREATMENT_TYPES = frozenset(
    {TREATMENT_LINE_TYPE, "chemotherapy", "radiotherapy", "haematology-day-unit"}
)
"""Kinds of service whose sheet always says what to do when unwell on treatment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientService:
    """A service as a patient may see it: only what is printed, in letters that print.

    `is_place` is True for a hospital or another place that was asked for itself.
    `has_money_advice` is False where no source says so, which is not a no.
    """

    uid: str
    title: str
    is_place: bool = False
    line: str = ""
    eligibility: str = ""
    minimum_age: int | None = None
    maximum_age: int | None = None
    is_unsure: bool = False
    last_seen: PartialDate | None = None
    alert: str = ""
    alert_until: date | None = None
    phone: PatientPhone | None = None
    has_unprinted_phone: bool = False
    ask_for: str = ""
    website: str = ""
    email: str = ""
    is_treatment: bool = False
    treatment_line: PublicPhone | None = None
    places: tuple[PatientPlace, ...] = ()
    delivery: tuple[Delivery, ...] = ()
    routes: tuple[ReferralRoute, ...] = ()
    is_drop_in: bool = False
    process: tuple[str, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    hours_note: str = ""
    cost: Cost | None = None
    transport: tuple[str, ...] = ()
    accessibility: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    service_type: str = ""
    help_group: HelpGroup = HelpGroup.SUPPORT_AND_INFORMATION
    has_money_advice: bool = False
    standings: tuple[Standing, ...] = ()
    closed_places: tuple[str, ...] = ()
    lost_letters: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a number that is not public, whatever the type checker was told."""
        if self.treatment_line is not None:
            require_public(self.treatment_line)

    @classmethod
    def of(
        cls,
        service: Service,
        *,
        today: date,
        rule: PaperRule = PaperRule.LABEL,
        confirmed: Collection[FactGroup] = frozenset(),
    ) -> PatientService:
        """Return what a patient may see of `service` on a sheet printed `today`.

        `rule` is the data pack's for expired and unchecked facts. Groups in `confirmed` were
        checked by the person who prints, and count as checked today. A treatment line must be
        fresh or confirmed under either rule.

        Raises:
            HandoutError: for a service that is not offered, or has no name that may be printed.
        """
        if not service.status.is_offered:
            raise HandoutError(*_why_not(service))
        return _Reader(service, today, rule, frozenset(confirmed)).read()


def patient_title(service: Service) -> str:
    """Return what a patient may read as the name of a service, offered or not.

    Raises:
        HandoutError: for a service that has no name that may be printed.
    """
    return KeptBack(service).title()


def _why_not(service: Service) -> tuple[str, str]:
    words = {
        ServiceStatus.CLOSED: "has closed",
        ServiceStatus.TEMPORARILY_CLOSED: "is closed for now",
        ServiceStatus.PLANNED: "has not opened yet",
    }
    return (
        f"{service.display_name} {words[service.status]}, so no sheet is made for it.",
        "Look for another service near the patient.",
    )


class _Reader:
    """Reads one service, keeping from paper what does not belong there."""

    def __init__(
        self, service: Service, today: date, rule: PaperRule, confirmed: frozenset[FactGroup]
    ) -> None:
        self._service = service
        self._today = today
        self._rule = rule
        self._confirmed = confirmed
        self._standings: list[Standing] = []
        self._kept_back = KeptBack(service)

    def read(self) -> PatientService:
        """Return the patient's view; numbers first, since they decide which text may stand."""
        service = self._service
        advice_line, line = self._treatment_lines()
        has_phone = bool(service.treatment_lines) or any(True for _ in self._candidates())
        phone = self._phone(advice_line)
        places, closed = self._places()
        alert = service.alert if service.alert and service.alert.is_current(self._today) else None
        unsure = service.status is ServiceStatus.UNSURE and FactGroup.ABOUT not in self._confirmed
        website, email = self._web()
        view = PatientService(
            uid=service.uid,
            title=self._kept_back.title(),
            line=self._line(),
            is_unsure=unsure,
            last_seen=service.newest_source,
            alert=self._text(alert.text) if alert else "",
            alert_until=alert.until if alert else None,
            phone=phone,
            has_unprinted_phone=phone is None and has_phone,
            ask_for=self._text(service.ask_for).rstrip("."),
            website=website,
            email=email,
            is_treatment=service.help_group is HelpGroup.TREATMENT
            or service.service_type in TREATMENT_TYPES,
            treatment_line=line,
            places=places,
            closed_places=closed,
            delivery=service.delivery,
            service_type=service.service_type,
            help_group=service.help_group,
        )
        view = replace(view, has_money_advice=bool(view.line) and has_money_advice(service))
        return self._with_the_rest(view)

    def _with_the_rest(self, view: PatientService) -> PatientService:
        """Add what is held back or let through group by group."""
        service = self._service
        if (service.eligibility or _has_ages(service)) and self._admits("eligibility"):
            view = replace(
                view,
                eligibility=self._text(service.eligibility),
                minimum_age=service.minimum_age,
                maximum_age=service.maximum_age,
            )
        if service.referral_routes and self._admits("referral"):
            view = replace(view, routes=service.referral_routes)
            view = replace(view, process=self._process(), is_drop_in=is_drop_in(service))
        schedules = [item for item in service.schedules if not self._is_over(item)]
        note = self._text(service.hours_note)
        if (schedules or note) and self._admits("hours"):
            kept = tuple(replace(item, note=self._text(item.note)) for item in schedules)
            view = replace(view, schedules=kept, hours_note=note)
        if service.cost is not None and self._admits("cost"):
            view = replace(view, cost=service.cost)
        view = self._with_access(view)
        lost = lost_letters(service)
        return replace(view, standings=tuple(self._standings), lost_letters=lost)

    def _with_access(self, view: PatientService) -> PatientService:
        location = self._service.location if view.places else None
        transport = self._texts(location.transport if location else ())
        inside = self._texts(
            (*self._service.accessibility, *(location.accessibility if location else ()))
        )
        languages = self._texts(self._service.languages)
        if not (transport or inside or languages) or not self._admits("access"):
            return view
        return replace(view, transport=transport, accessibility=inside, languages=languages)

    # --- May it be printed? ---------------------------------------------------------------------

    def _admits(self, fact: str, group: FactGroup | None = None) -> bool:
        """Write down how a fact of the service stands, and return whether it is printed."""
        group = group or FactGroup(fact)
        check = self._service.check_of(group)
        return self._stand(fact, group, self._service.freshness(group, self._today), check)

    def _stand(
        self, fact: str, group: FactGroup, freshness: Freshness, check: Check | None
    ) -> bool:
        when = check.checked_on if check else None
        turns_old = None if freshness.is_doubtful else due_on(group, check)
        if group in self._confirmed:
            freshness, when = Freshness.FRESH, PartialDate.of(self._today)
            turns_old = add_months(self._today, LIMITS[group].ageing_months)
        is_printed = not freshness.is_doubtful or self._rule is PaperRule.LABEL
        if group is FactGroup.TREATMENT_LINE:
            is_printed = freshness is Freshness.FRESH
            if is_printed and when is not None:
                checked = min(when.earliest, self._today)
                turns_old = add_months(checked, LIMITS[group].fresh_months)
        self._standings.append(
            Standing(
                fact=fact,
                group=group,
                freshness=freshness,
                when=when,
                turns_old=turns_old,
                is_printed=is_printed,
            )
        )
        return is_printed

    # --- Numbers --------------------------------------------------------------------------------

    def _treatment_lines(self) -> tuple[PublicPhone | None, PublicPhone | None]:
        """Return the number for the box of an advice line, and the one to ring day or night.

        Both only if they are fresh or confirmed; else no text may name them either.
        """
        lines = treatment_lines(self._service, self._kept_back)
        if not lines:
            return None, None
        if not self._admits("treatment-line"):
            for phone in lines:
                self._kept_back.add(phone.number)
            return None, None
        always = any(schedule.is_always for schedule in self._service.schedules)
        day_and_night = [
            phone for phone in lines if always or phone.kind is PhoneKind.TREATMENT_LINE
        ]
        is_advice = self._service.service_type == TREATMENT_LINE_TYPE
        return (lines[0] if is_advice else None), next(iter(day_and_night), None)

    def _candidates(self) -> Iterator[PatientPhone]:
        return numbers_to_call(self._service, self._kept_back)

    def _phone(self, line: PublicPhone | None) -> PatientPhone | None:
        """Return the one number of the box, if it may be printed."""
        if line is not None:
            return PatientPhone(phone=self._labelled(line))
        found = next(iter(self._candidates()), None)
        if found is None:
            return None
        location = self._service.location
        if found.phone in self._service.phones or location is None:
            printed = self._admits("phone", FactGroup.CONTACT)
        else:
            check = location.check_of(FactGroup.CONTACT)
            freshness = freshness_of(FactGroup.CONTACT, check, self._today)
            printed = self._stand("phone", FactGroup.CONTACT, freshness, check)
        if printed:
            return replace(found, phone=self._labelled(found.phone))
        for item in list(self._candidates()):
            self._kept_back.add(item.phone.number)
        return None

    def _labelled(self, phone: PublicPhone) -> PublicPhone:
        return replace(phone, label=self._text(phone.label).rstrip("."))

    def _web(self) -> tuple[str, str]:
        """Return the web and e-mail addresses that may be printed."""
        service = self._service
        website = service.website if web_address(service.website) else ""
        website = "" if self._kept_back.holds(website) else website
        email = "" if self._kept_back.holds(service.email) else service.email.strip()
        if email == service.professional_email.strip() or not re.fullmatch(
            r"[\w.+'-]+@[\w-]+(\.[\w-]+)+", email
        ):
            email = ""
        if website and not self._admits("website", FactGroup.CONTACT):
            website = ""
        if email and not self._admits("email", FactGroup.CONTACT):
            email = ""
        return website, email

    # --- Text -----------------------------------------------------------------------------------

    def _text(self, text: str) -> str:
        """Return record text without the sentences that hold what patients may not have."""
        kept = [part for part in sentences(tidy(text)) if not self._kept_back.holds(part)]
        return " ".join(kept)

    def _texts(self, texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(filter(None, map(self._text, texts))))

    def _line(self) -> str:
        """Return the plain line, else the first sentence of the description."""
        line = self._text(self._service.plain_line)
        if not line:
            line = next(iter(sentences(self._text(self._service.description))), "")
        return line if line and self._admits("about") else ""

    def _process(self) -> tuple[str, ...]:
        """Return what a person has to do, as far as it is said to them and not to staff."""
        by_oneself = (ReferralRoute.SELF, ReferralRoute.INVITATION)
        if not any(route in by_oneself for route in self._service.referral_routes):
            return ()
        return said_to_the_person(self._text(self._service.application_process))

    def _is_over(self, schedule: Schedule) -> bool:
        return schedule.valid_to is not None and schedule.valid_to < self._today

    # --- Places ---------------------------------------------------------------------------------

    def _places(self) -> tuple[tuple[PatientPlace, ...], tuple[str, ...]]:
        """Return the places that may be printed, and the names of those that have closed."""
        open_places = [place for place in self._service.places if place.location.status.is_offered]
        closed = tuple(
            tidy(place.location.display_name)
            for place in self._service.places
            if not place.location.status.is_offered
        )
        found = [self._place(place.location, place.detail) for place in open_places]
        places = tuple(place for place in found if place.lines or place.postcode)
        return (places, closed) if places and self._admits("place") else ((), closed)

    def _place(self, location: Location, detail: tuple[str, ...]) -> PatientPlace:
        lines = location.address_lines
        if location.postcode:
            lines = lines[:-1]
        town = "" if location.town in location.name else location.town
        postcode = self._text(location.postcode).replace(" ", "\N{NO-BREAK SPACE}")
        return PatientPlace(
            name=self._text(location.display_name),
            lines=self._texts((*detail, *lines)),
            short=", ".join(self._texts((*detail, location.name, town, postcode))),
            postcode=postcode,
            position=location.position,
        )


def _has_ages(service: Service) -> bool:
    return service.minimum_age is not None or service.maximum_age is not None
