"""Services to choose from, and their sheet."""

from __future__ import annotations

from datetime import time
from typing import Any

from emndir.domain.contact import PublicPhone
from emndir.domain.location import Coordinates, Position, ServiceAtLocation
from emndir.domain.provenance import PartialDate
from emndir.domain.schedule import Schedule
from emndir.domain.service import Service
from emndir.domain.vocabulary import Cost, Delivery, HelpGroup, PhoneKind, Precision, ReferralRoute
from emndir.geography.places import Located
from emndir.handouts.blocks import Entry, Sheet, Table
from emndir.handouts.choices import choices_sheet
from emndir.handouts.patient_view import PatientService
from tests.builders import TODAY, make_location, make_service, make_source
from tests.handouts.conftest import ALL_FACTS, FRESH

HOME = Located(label="NG10 4AA", position=Position(Coordinates(52.897, -1.27), Precision.EXACT))
WEEKDAYS = Schedule(byday=("MO", "TU", "WE", "TH", "FR"), opens_at=time(9), closes_at=time(17))
DAILY = Schedule(
    byday=("MO", "TU", "WE", "TH", "FR", "SA", "SU"), opens_at=time(8), closes_at=time(20)
)


def seen(year: int, month: int) -> Any:
    return make_source(seen=PartialDate(year, month), supports=ALL_FACTS)


def make_line(**changes: Any) -> Service:
    """Return a helpline: no place, one number."""
    facts: dict[str, Any] = {
        "uid": "line",
        "name": "Macmillan Support Line",
        "plain_line": "Talk to a cancer nurse or a money adviser.",
        "service_type": "helpline",
        "help_group": HelpGroup.SUPPORT_AND_INFORMATION,
        "referral_routes": (ReferralRoute.SELF,),
        "delivery": (Delivery.PHONE,),
        "cost": Cost.FREE,
        "needs": ("benefits advice",),
        "website": "https://www.macmillan.org.uk/support-line",
        "phones": (
            PublicPhone(
                number="0808 808 00 00", label="Macmillan Support Line", kind=PhoneKind.HELPLINE
            ),
        ),
        "places": (),
        "schedules": (DAILY,),
        "sources": (FRESH,),
    }
    return make_service(**{**facts, **changes})


def make_centre(**changes: Any) -> Service:
    """Return a centre where people drop in, with parking and a bus."""
    place = make_location(
        uid="city-hospital",
        name="City Hospital",
        address=("Hucknall Road", "Nottingham"),
        postcode="NG5 1PB",
        position=Position(Coordinates(52.990, -1.159), Precision.EXACT),
        transport=("Free bus from the station", "Pay and display parking"),
        accessibility=("Step-free way in",),
        sources=changes.get("sources", (FRESH,)),
    )
    facts: dict[str, Any] = {
        "uid": "centre",
        "name": "Maggie's, Nottingham",
        "plain_line": "A centre for practical help and someone to talk to.",
        "service_type": "support-centre",
        "help_group": HelpGroup.SUPPORT_AND_INFORMATION,
        "referral_routes": (ReferralRoute.SELF,),
        "application_process": "Drop in; no appointment.",
        "delivery": (Delivery.IN_PERSON,),
        "cost": Cost.FREE,
        "website": "https://www.maggies.org",
        "phones": (
            PublicPhone(
                number="0300 123 1801", label="Maggie's national number", kind=PhoneKind.SWITCHBOARD
            ),
        ),
        "ask_for": "the Nottingham centre",
        "places": (ServiceAtLocation(location=place),),
        "schedules": (WEEKDAYS,),
        "sources": (FRESH,),
    }
    return make_service(**{**facts, **changes})


def make_bare(**changes: Any) -> Service:
    """Return a service of which only its name and what it is are known."""
    facts: dict[str, Any] = {
        "uid": "bare",
        "name": "Information Centre",
        "plain_line": "Booklets and quiet rooms.",
        "service_type": "information-centre",
        "help_group": HelpGroup.SUPPORT_AND_INFORMATION,
        "delivery": (Delivery.IN_PERSON,),
        "referral_routes": (),
        "cost": None,
        "needs": (),
        "website": "",
        "phones": (),
        "places": (),
        "schedules": (),
        "sources": (FRESH,),
    }
    return make_service(**{**facts, **changes})


def views(services: Any, **keys: Any) -> list[PatientService]:
    return [PatientService.of(service, today=TODAY, **keys) for service in services]


def make_choices(*services: Service, **options: Any) -> Sheet:
    """Return the sheet of services; keys that `PatientService.of` knows go there."""
    keys = {key: options.pop(key) for key in ("rule", "confirmed") if key in options}
    chosen = views(services or (make_line(), make_centre(), make_bare()), **keys)
    given: dict[str, Any] = {"printed_on": TODAY, "data_date": TODAY, "origin": HOME, **options}
    return choices_sheet(chosen, **given)


def entries(sheet: Sheet) -> list[Entry]:
    return [block for block in sheet.blocks if isinstance(block, Entry)]


def table(sheet: Sheet) -> Table:
    (found,) = (block for block in sheet.blocks if isinstance(block, Table))
    return found


def every_row(made: Table) -> list[tuple[str, tuple[str, ...]]]:
    """Return the rows of a table with those whose one answer for all is said below it."""
    return [*made.rows, *((key, (answer,) * len(made.columns)) for key, answer in made.same)]


def row(sheet: Sheet, question: str) -> tuple[str, ...]:
    """Return the values of a question, with plain spaces."""
    plain = {
        key: tuple(value.replace("\N{NO-BREAK SPACE}", " ") for value in values)
        for key, values in every_row(table(sheet))
    }
    return plain[question]
