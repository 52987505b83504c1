"""Makers of values for tests, with sensible defaults: say only what a test is about."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from emndir.domain.contact import PublicPhone
from emndir.domain.directory import Directory, Manifest
from emndir.domain.location import Location
from emndir.domain.organization import Organization
from emndir.domain.provenance import PartialDate, Source
from emndir.domain.schedule import DAYS, MIDNIGHT_END, Schedule
from emndir.domain.service import Service
from emndir.domain.taxonomy import Taxonomy, TaxonomyTerm, Vocabulary
from emndir.domain.vocabulary import (
    Audience,
    Cost,
    Delivery,
    FactGroup,
    HelpGroup,
    OrganizationType,
    ReferralRoute,
    Stage,
)

TODAY = date(2026, 11, 22)
DAY_AND_NIGHT = Schedule(byday=DAYS, opens_at=time(0), closes_at=MIDNIGHT_END)


def make_source(**changes: Any) -> Source:
    facts: dict[str, Any] = {
        "url": "https://example.org/page",
        "seen": PartialDate(2026, 7),
        "supports": (FactGroup.ABOUT,),
    }
    return Source(**{**facts, **changes})


def make_organization(**changes: Any) -> Organization:
    facts: dict[str, Any] = {
        "uid": "a-hospice",
        "name": "A Hospice",
        "type": OrganizationType.HOSPICE,
        "file": "leicestershire/a-hospice",
    }
    return Organization(**{**facts, **changes})


def make_location(**changes: Any) -> Location:
    facts: dict[str, Any] = {
        "uid": "a-hospice-building",
        "name": "A Hospice",
        "organization_uid": "a-hospice",
        "address": ("Groby Road", "Leicester"),
        "postcode": "LE3 9QE",
        "county": "Leicestershire",
        "sources": (make_source(),),
    }
    return Location(**{**facts, **changes})


def make_service(**changes: Any) -> Service:
    facts: dict[str, Any] = {
        "uid": "a-service",
        "name": "A service",
        "organization": make_organization(),
        "service_type": "clinic",
        "help_group": HelpGroup.TESTS,
        "county": "Leicestershire",
        "cancer_sites": ("breast",),
        "stages": (Stage.DIAGNOSIS,),
        "audience": (Audience.PATIENTS,),
        "referral_routes": (ReferralRoute.GP,),
        "delivery": (Delivery.IN_PERSON,),
        "cost": Cost.FREE,
        "phones": (PublicPhone(number="0116 250 2543"),),
        "sources": (make_source(),),
    }
    return Service(**{**facts, **changes})


def make_vocabulary() -> Vocabulary:
    codes: dict[Taxonomy, list[str]] = {
        Taxonomy.CANCER_SITE: ["all", "breast"],
        Taxonomy.PATHWAY_STAGE: [stage.value for stage in Stage],
        Taxonomy.SERVICE_TYPE: ["clinic", "acute-oncology"],
        Taxonomy.HELP_GROUP: [group.value for group in HelpGroup],
        Taxonomy.AUDIENCE: [audience.value for audience in Audience],
        Taxonomy.REFERRAL_ROUTE: [route.value for route in ReferralRoute],
        Taxonomy.DELIVERY: [delivery.value for delivery in Delivery],
        Taxonomy.COST: [cost.value for cost in Cost],
        Taxonomy.ORGANIZATION_TYPE: [kind.value for kind in OrganizationType],
    }
    return Vocabulary(
        tuple(
            TaxonomyTerm(taxonomy=taxonomy, code=code, label=code.capitalize())
            for taxonomy, listed in codes.items()
            for code in listed
        )
    )


def make_directory(**changes: Any) -> Directory:
    """Return a directory of one organization, one place and one service, without a fault."""
    facts: dict[str, Any] = {
        "manifest": Manifest(title="A directory", publisher="An office", data_date=TODAY),
        "vocabulary": make_vocabulary(),
        "organizations": (make_organization(),),
        "locations": (make_location(),),
        "services": (make_service(),),
    }
    return Directory(**{**facts, **changes})
