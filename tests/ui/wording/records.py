"""Records with sensible defaults for tests of words."""

from __future__ import annotations

from datetime import date
from typing import Any

from emndir.domain.contact import PublicPhone
from emndir.domain.location import Coordinates, Location, Position, ServiceAtLocation
from emndir.domain.organization import Organization
from emndir.domain.provenance import Check, PartialDate, Source
from emndir.domain.service import Service
from emndir.domain.taxonomy import Taxonomy, TaxonomyTerm, Vocabulary
from emndir.domain.vocabulary import (
    FactGroup,
    HelpGroup,
    OrganizationType,
    PhoneKind,
    Precision,
    ReferralRoute,
)
from emndir.search.results import Origin
from emndir.ui.wording.loaded import Asked, LoadedService

TODAY = date(2026, 11, 22)
SWITCHBOARD = PublicPhone(number="0300 303 1573", kind=PhoneKind.SWITCHBOARD)
TRUST = Organization(uid="uhl", name="Leicester hospitals", type=OrganizationType.NHS_TRUST)
VOCABULARY = Vocabulary(
    (
        TaxonomyTerm(taxonomy=Taxonomy.SERVICE_TYPE, code="clinic", label="Clinic"),
        TaxonomyTerm(taxonomy=Taxonomy.CANCER_SITE, code="breast", label="Breast cancer"),
        TaxonomyTerm(taxonomy=Taxonomy.CANCER_SITE, code="lung", label="Lung cancer"),
        TaxonomyTerm(taxonomy=Taxonomy.CANCER_SITE, code="hodgkin", label="Hodgkin lymphoma"),
    )
)


def place(**changes: Any) -> Location:
    """Return Glenfield Hospital, exactly placed."""
    given: dict[str, Any] = {
        "uid": "glenfield",
        "name": "Glenfield Hospital",
        "address": ("Groby Road", "Leicester"),
        "postcode": "LE3 9QP",
        "position": Position(Coordinates(52.65437, -1.18), Precision.EXACT),
    }
    return Location(**{**given, **changes})


def source(*groups: FactGroup, seen: str = "2026-10", url: str = "https://www.nhs.uk/x") -> Source:
    """Return a source for some fact groups."""
    return Source(url=url, seen=PartialDate.parse(seen), supports=groups)


def check(group: FactGroup, on: str = "2026-10-14", **more: Any) -> Check:
    """Return a check of a fact group."""
    return Check(group=group, checked_on=PartialDate.parse(on), how="call", **more)


def service(**changes: Any) -> Service:
    """Return a breast clinic at Glenfield, without a phone of its own."""
    given: dict[str, Any] = {
        "uid": "clinic",
        "name": "Breast clinic",
        "organization": TRUST,
        "service_type": "clinic",
        "help_group": HelpGroup.TESTS,
        "cancer_sites": ("breast",),
        "referral_routes": (ReferralRoute.GP,),
        "places": (ServiceAtLocation(location=place()),),
    }
    return Service(**{**given, **changes})


def loaded(changed: Service | None = None, **more: Any) -> LoadedService:
    """Return a service as the pane gets it."""
    return LoadedService(
        service=changed or service(),
        vocabulary=VOCABULARY,
        today=more.pop("today", TODAY),
        **more,
    )


def asked_from(latitude: float, longitude: float, label: str = "LE2", **more: Any) -> Asked:
    """Return an origin, with Glenfield measured from it."""
    position = Position(Coordinates(latitude, longitude), more.pop("precision", Precision.EXACT))
    locations = more.pop("locations", [place()])
    origin = Origin(label=label, position=position, is_area=more.pop("is_area", False))
    return Asked.about(locations, origin, **more)
