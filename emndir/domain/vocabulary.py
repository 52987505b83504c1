"""Closed lists of codes that rules depend on.

Cancer sites, kinds of service and the words people use for everything are data
(`data/vocabulary`), since the network's office adds to them. The lists here are
those that code has to know by name. Members are stored by value.
"""

from __future__ import annotations

from enum import StrEnum

ALL_SITES = "all"
NATIONAL = "national"


class Taxonomy(StrEnum):
    """The lists of terms; each is one file under `data/vocabulary`."""

    CANCER_SITE = "cancer-sites"
    PATHWAY_STAGE = "pathway-stages"
    SERVICE_TYPE = "service-types"
    HELP_GROUP = "help-groups"
    AUDIENCE = "audiences"
    REFERRAL_ROUTE = "referral-routes"
    DELIVERY = "delivery"
    COST = "costs"
    ORGANIZATION_TYPE = "organization-types"


class OrganizationType(StrEnum):
    """What kind of body runs a service."""

    NHS_TRUST = "nhs-trust"
    HOSPICE = "hospice"
    CHARITY = "charity"
    LOCAL_AUTHORITY = "local-authority"
    NHS_PROGRAMME = "nhs-programme"
    SUPPORT_GROUP = "support-group"
    COMMERCIAL = "commercial"
    PRIMARY_CARE = "primary-care"
    ICB = "icb"
    CANCER_ALLIANCE = "cancer-alliance"


class ServiceStatus(StrEnum):
    """Whether a service is offered (DESIGN section 5, "Status and doubt").

    `ACTIVE` is offered; `UNSURE` (no source shows that it runs today) is offered
    after its equals and says so; the others are never offered.
    """

    ACTIVE = "active"
    UNSURE = "unsure"
    TEMPORARILY_CLOSED = "temporarily-closed"
    PLANNED = "planned"
    CLOSED = "closed"

    @property
    def is_offered(self) -> bool:
        """Return True if a person may be sent there."""
        return self in (ServiceStatus.ACTIVE, ServiceStatus.UNSURE)


class Stage(StrEnum):
    """Stages of the pathway, from the mission."""

    PREVENTION = "prevention"
    SCREENING = "screening"
    DIAGNOSIS = "diagnosis"
    TREATMENT = "treatment"
    LIVING_WITH = "living-with-and-beyond"
    PALLIATIVE = "palliative-end-of-life"
    BEREAVEMENT = "bereavement"


class Audience(StrEnum):
    """Who a service is for."""

    PATIENTS = "patients"
    CARERS_FAMILY = "carers-family"
    CHILDREN = "children"
    YOUNG_PEOPLE = "young-people"
    PROFESSIONALS = "professionals"
    PUBLIC = "public"


class ReferralRoute(StrEnum):
    """How a person gets in."""

    SELF = "self"
    GP = "gp"
    HOSPITAL_TEAM = "hospital-team"
    ANY_PROFESSIONAL = "any-professional"
    INVITATION = "invitation"


class Delivery(StrEnum):
    """How a service is given."""

    IN_PERSON = "in-person"
    PHONE = "phone"
    ONLINE = "online"
    HOME_VISIT = "home-visit"
    OUTREACH_BUS = "outreach-bus"


class Cost(StrEnum):
    """What it costs; an empty text in data means that no source says."""

    FREE = "free"
    FREE_WITH_CONDITIONS = "free-with-conditions"
    PAID = "paid"


class Confidence(StrEnum):
    """How good the sources of a record are, as its researcher judged."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class HelpGroup(StrEnum):
    """Kinds of help, as a person looks for them."""

    WORRIED_OR_SCREENING = "worried-or-screening"
    TESTS = "tests"
    TREATMENT = "treatment"
    SUPPORT_AND_INFORMATION = "support-and-information"
    MONEY_TRAVEL_DAILY_LIFE = "money-travel-daily-life"
    LIFE_AFTER_TREATMENT = "life-after-treatment"
    HOSPICE_AND_BEREAVEMENT = "hospice-and-bereavement"
    STAYING_WELL = "staying-well"
    CHILDREN_YOUNG_PEOPLE = "children-young-people"
    FOR_PROFESSIONALS = "for-professionals"


class AreaKind(StrEnum):
    """What a service area is; `OTHER` is a name in words, such as "north Derbyshire"."""

    COUNTY = "county"
    DISTRICT = "district"
    PLACE = "place"
    REGION = "region"
    OTHER = "other"


class PhoneKind(StrEnum):
    """What a number reaches."""

    DIRECT = "direct"
    SWITCHBOARD = "switchboard"
    TREATMENT_LINE = "treatment-line"
    HELPLINE = "helpline"
    MOBILE = "mobile"
    TEXT = "text"
    FAX = "fax"
    TEXTPHONE = "textphone"


class FactGroup(StrEnum):
    """Groups of facts that are checked, age and expire together."""

    CONTACT = "contact"
    HOURS = "hours"
    REFERRAL = "referral"
    ELIGIBILITY = "eligibility"
    COST = "cost"
    PLACE = "place"
    ACCESS = "access"
    ABOUT = "about"
    TREATMENT_LINE = "treatment-line"


class Precision(StrEnum):
    """How exact a position is: a postcode's own point, or the middle of something larger."""

    EXACT = "exact"
    SECTOR = "sector"
    DISTRICT = "district"
    TOWN = "town"
