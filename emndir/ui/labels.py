"""Words for enum members, codes and numbers, as LOOK.md section 17 writes them.

A member's words are needed where no vocabulary is at hand (a card, a heading) or where the
screen says it otherwise than the vocabulary does ("GP refers").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from emndir.domain.days import in_words
from emndir.domain.vocabulary import (
    Audience,
    Confidence,
    Cost,
    Delivery,
    FactGroup,
    HelpGroup,
    PhoneKind,
    Precision,
    ReferralRoute,
    ServiceStatus,
    Stage,
    Taxonomy,
)
from emndir.search.criteria import Facet, Sort, SourceAge, When

if TYPE_CHECKING:
    from emndir.domain.provenance import PartialDate
    from emndir.domain.service import ServiceSummary
    from emndir.domain.taxonomy import Vocabulary
    from emndir.search.results import Results

NBSP = "\N{NO-BREAK SPACE}"
UNKNOWN_ICON = "dots-horizontal"
PLACE_ICON = "hospital-building"
ROUTE_ICON = "map-marker-path"
MILES_NEAR = 0.5
"""Below this, "under half a mile": a straight line says no more."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("labels", text)


_WORDS: tuple[Mapping[object, str], ...] = (
    {
        ReferralRoute.SELF: "Patient can contact",
        ReferralRoute.GP: "GP refers",
        ReferralRoute.HOSPITAL_TEAM: "Hospital team refers",
        ReferralRoute.ANY_PROFESSIONAL: "Any professional refers",
        ReferralRoute.INVITATION: "By invitation",
    },
    {
        Delivery.IN_PERSON: "In person",
        Delivery.PHONE: "By phone",
        Delivery.ONLINE: "Online",
        Delivery.HOME_VISIT: "At home",
        Delivery.OUTREACH_BUS: "Mobile unit",
    },
    {
        HelpGroup.WORRIED_OR_SCREENING: "Worried, or screening",
        HelpGroup.TESTS: "Clinics and tests",
        HelpGroup.TREATMENT: "Treatment",
        HelpGroup.SUPPORT_AND_INFORMATION: "Support and information",
        HelpGroup.MONEY_TRAVEL_DAILY_LIFE: "Money, travel, daily life",
        HelpGroup.LIFE_AFTER_TREATMENT: "Life after treatment",
        HelpGroup.HOSPICE_AND_BEREAVEMENT: "Hospice and bereavement",
        HelpGroup.STAYING_WELL: "Staying well",
        HelpGroup.CHILDREN_YOUNG_PEOPLE: "Children and young people",
        HelpGroup.FOR_PROFESSIONALS: "For professionals",
    },
    {
        Stage.PREVENTION: "Prevention",
        Stage.SCREENING: "Screening",
        Stage.DIAGNOSIS: "Diagnosis",
        Stage.TREATMENT: "Treatment",
        Stage.LIVING_WITH: "Living with and beyond cancer",
        Stage.PALLIATIVE: "Palliative and end-of-life care",
        Stage.BEREAVEMENT: "Bereavement",
    },
    {
        Audience.PATIENTS: "Patients",
        Audience.CARERS_FAMILY: "Carers and family",
        Audience.CHILDREN: "Children",
        Audience.YOUNG_PEOPLE: "Teenagers and young adults",
        Audience.PROFESSIONALS: "Professionals",
        Audience.PUBLIC: "Anybody",
    },
    {
        Cost.FREE: "Free",
        Cost.FREE_WITH_CONDITIONS: "Free with conditions",
        Cost.PAID: "Has to be paid for",
    },
    {
        SourceAge.WITHIN_YEAR: "In the last 12 months",
        SourceAge.WITHIN_TWO: "1 to 2 years ago",
        SourceAge.OLDER: "Older, or not dated",
    },
    {
        When.OPEN_NOW: "Open now",
        When.EVENING: "Open in the evening",
        When.WEEKEND: "Open at the weekend",
        When.UNKNOWN: "Hours do not say",
    },
    {
        ServiceStatus.ACTIVE: "Offered",
        ServiceStatus.UNSURE: "Not confirmed",
        ServiceStatus.TEMPORARILY_CLOSED: "Closed for now",
        ServiceStatus.PLANNED: "Planned, not open yet",
        ServiceStatus.CLOSED: "Closed",
    },
    {
        Confidence.HIGH: "Well sourced",
        Confidence.MEDIUM: "Sourced",
        Confidence.LOW: "Not sure it exists",
    },
    {
        PhoneKind.DIRECT: "Direct line",
        PhoneKind.SWITCHBOARD: "Hospital switchboard",
        PhoneKind.TREATMENT_LINE: "24-hour treatment line",
        PhoneKind.HELPLINE: "Helpline",
        PhoneKind.MOBILE: "Mobile",
        PhoneKind.TEXT: "Text message",
        PhoneKind.FAX: "Fax",
        PhoneKind.TEXTPHONE: "Textphone",
    },
    {
        FactGroup.CONTACT: "Phone, email and web",
        FactGroup.HOURS: "Opening hours",
        FactGroup.REFERRAL: "How to get in",
        FactGroup.ELIGIBILITY: "Who it is for",
        FactGroup.COST: "Cost",
        FactGroup.PLACE: "Place",
        FactGroup.ACCESS: "Access and parking",
        FactGroup.ABOUT: "What it is",
        FactGroup.TREATMENT_LINE: "24-hour line",
    },
    {
        Precision.EXACT: "exact",
        Precision.SECTOR: "to the postcode sector",
        Precision.DISTRICT: "to the postcode district",
        Precision.TOWN: "to the town",
    },
    {
        Sort.BEST: "Best match",
        Sort.NEAREST: "Nearest",
        Sort.NAME: "Name",
        Sort.NEWEST: "Newest source",
    },
    {
        Facet.REFERRAL_ROUTE: "How to get in",
        Facet.HELP_GROUP: "Kind of help",
        Facet.DELIVERY: "How it is given",
        Facet.CANCER_SITE: "Cancer",
        Facet.STAGE: "Stage",
        Facet.AUDIENCE: "For whom",
        Facet.COUNTY: "County",
        Facet.DISTRICT: "District",
        Facet.COST: "Cost",
        Facet.NEWEST_SOURCE: "Newest source",
        Facet.SERVICE_TYPE: "Service",
        Facet.STATUS: "Status",
        Facet.WHEN: "When it is open",
    },
)
"""One mapping an enum: members of two enums with one value are equal, so they cannot share one."""


def keyed(tables: Sequence[Mapping[object, str]]) -> Mapping[tuple[type, object], str]:
    """Return the words of members by enum and member."""
    return MappingProxyType(
        {(type(member), member): text for words_of in tables for member, text in words_of.items()}
    )


_KEYED = keyed(_WORDS)

SERVICE_ICONS: Mapping[str, str] = MappingProxyType(
    {
        "clinic": "stethoscope",
        "screening": "radiology-box-outline",
        "diagnostics": "test-tube",
        "radiotherapy": "radioactive",
        "chemotherapy": "iv-bag",
        "surgery": "medical-bag",
        "haematology-day-unit": "water-outline",
        "acute-oncology": "phone-alert-outline",
        "clinical-nurse-specialist": "account-heart-outline",
        "genetics": "dna",
        "information-centre": "information-outline",
        "support-group": "account-group-outline",
        "support-centre": "hand-heart-outline",
        "counselling": "forum-outline",
        "helpline": "phone-in-talk-outline",
        "benefits-advice": "currency-gbp",
        "transport": "car",
        "lymphoedema": "arm-flex-outline",
        "wigs-hair-loss": "hair-dryer-outline",
        "prosthesis": "ribbon",
        "stoma": "bandage",
        "complementary-therapy": "spa-outline",
        "exercise-rehabilitation": "walk",
        "fertility": "baby-face-outline",
        "hospice-inpatient": "bed-outline",
        "hospice-day": "flower-tulip-outline",
        "hospice-at-home": "home-heart",
        "community-palliative": "home-account",
        "bereavement": "candle",
        "carer-support": "account-multiple-outline",
        "children-young-people": "teddy-bear",
        "stop-smoking": "smoking-off",
        "prevention": "shield-check-outline",
        "research-trials": "microscope",
        "patient-involvement": "bullhorn-outline",
        "accommodation": "home-outline",
    }
)
"""Signs of kinds of service, where the vocabulary names none (LOOK.md section 5)."""


def words(member: object) -> str:
    """Return the words of an enum member.

    Raises:
        KeyError: for a member that has none; a test walks them all.
    """
    key = (type(member), member)
    text = _KEYED.get(key)
    if text is None:
        from emndir.ui.late_labels import KEYED  # of enums that the first painting does without

        text = KEYED[key]
    return _tr(text)


def route_code_in_words(code: str) -> str:
    """Return "GP refers" for the code of a route, or "" for one that the program does not know."""
    try:
        return words(ReferralRoute(code))
    except ValueError:
        return ""


def code_in_words(vocabulary: Vocabulary | None, taxonomy: Taxonomy, code: str) -> str:
    """Return the label of a code, or the code with spaces where the vocabulary lacks it."""
    term = vocabulary.find(taxonomy, code) if vocabulary else None
    return term.label if term else code.replace("-", " ")


def kind_in_words(vocabulary: Vocabulary | None, summary: ServiceSummary) -> str:
    """Return what a result is: "Hospice ward", or "Place" for a place."""
    if summary.is_place:
        return _tr("Place")
    return code_in_words(vocabulary, Taxonomy.SERVICE_TYPE, summary.service_type)


def service_icon(
    vocabulary: Vocabulary | None, service_type: str, *, is_place: bool = False
) -> str:
    """Return the name of the sign of a kind of service; the vocabulary's own comes first."""
    if is_place:
        return PLACE_ICON
    term = vocabulary.find(Taxonomy.SERVICE_TYPE, service_type) if vocabulary else None
    own = term.icon if term else ""
    return own or SERVICE_ICONS.get(service_type, UNKNOWN_ICON)


def routes_in_words(routes: Sequence[ReferralRoute]) -> str:
    """Return how to get in, short: "GP or hospital team refers"; "" where no source says."""
    given = set(routes)
    parts: list[str] = []
    if given == {ReferralRoute.SELF, ReferralRoute.ANY_PROFESSIONAL}:
        return _tr("Patient or any professional")
    if given == {ReferralRoute.SELF, ReferralRoute.INVITATION}:
        return _tr("By invitation, or patient can contact")
    if ReferralRoute.SELF in given:
        parts.append(words(ReferralRoute.SELF))
    if ReferralRoute.ANY_PROFESSIONAL in given:
        parts.append(words(ReferralRoute.ANY_PROFESSIONAL))
    elif {ReferralRoute.GP, ReferralRoute.HOSPITAL_TEAM} <= given:
        parts.append(_tr("GP or hospital team refers"))
    else:
        referrers = (ReferralRoute.GP, ReferralRoute.HOSPITAL_TEAM)
        parts += [words(route) for route in referrers if route in given]
    if ReferralRoute.INVITATION in given:
        parts.append(words(ReferralRoute.INVITATION))
    return ", or ".join([*parts[:1], *(_inside(part) for part in parts[1:])])


def routes_short(routes: Sequence[ReferralRoute]) -> str:
    """Return how to get in for a small card: "GP refers", "patient or any professional"."""
    given = set(routes)
    if ReferralRoute.ANY_PROFESSIONAL in given:
        given -= {ReferralRoute.GP, ReferralRoute.HOSPITAL_TEAM}
    names = {
        ReferralRoute.SELF: _tr("patient"),
        ReferralRoute.ANY_PROFESSIONAL: _tr("any professional"),
        ReferralRoute.GP: _tr("GP"),
        ReferralRoute.HOSPITAL_TEAM: _tr("hospital team"),
        ReferralRoute.INVITATION: _tr("by invitation"),
    }
    parts = [name for route, name in names.items() if route in given]
    if given == {ReferralRoute.ANY_PROFESSIONAL} or len(parts) != 1:
        return (
            f" {_tr('or')} ".join([", ".join(parts[:-1]), *parts[-1:]])
            if parts[1:]
            else "".join(parts)
        )
    return _inside(words(next(iter(given))))


def _inside(words_: str) -> str:
    """Return words as they stand inside a sentence: "hospital team refers", but "GP refers"."""
    return words_ if words_[1:2].isupper() else words_[:1].lower() + words_[1:]


def miles_in_words(miles: float, is_exact: bool) -> str:
    """Return "4.2 miles" where both ends are known, else "about 4 miles"; straight lines."""
    from emndir.domain.contact import unbroken

    if miles < MILES_NEAR:
        return unbroken(_tr("under half a mile"))
    if is_exact:
        shown = f"{miles:.1f}"
        return unbroken(_tr("1 mile") if shown == "1.0" else f"{shown} {_tr('miles')}")
    whole = max(1, round(miles))
    return unbroken(_tr("about 1 mile") if whole == 1 else f"{_tr('about')} {whole} {_tr('miles')}")


def services_in_words(count: int) -> str:
    """Return "1 service" or "42 services"."""
    return _tr("1 service") if count == 1 else f"{count:,} {_tr('services')}"


def found_in_words(services: int, places: int) -> str:
    """Return "42 services", "6 services and 1 place" or "1 place"."""
    if not places:
        return services_in_words(services)
    found = _tr("1 place") if places == 1 else f"{places:,} {_tr('places')}"
    return f"{services_in_words(services)} {_tr('and')} {found}" if services else found


def site_asked(results: Results) -> str:
    """Return the one cancer that was asked for, in the middle of a sentence, or "".

    "breast cancer" for "Breast cancer"; "HPB" and names of people stay as they are.
    """
    from emndir.search.results import ReadAs

    named = [one.label for one in results.understood if one.read_as is ReadAs.CANCER_SITE]
    if len(named) != 1:
        return ""
    label = named[0]
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def day_in_words(day: date) -> str:
    """Return "22 November 2026" with no-break spaces."""
    return in_words(day.year, day.month, day.day)


def source_in_words(newest: PartialDate | None) -> str:
    """Return "Source July 2024" (no day: a card has no room for it), or "Not dated"."""
    if newest is None:
        return _tr("Not dated")
    shown = type(newest)(newest.year, newest.month)
    return f"{_tr('Source')}{NBSP}{shown.words}"


def doubt_in_words(summary: ServiceSummary) -> str:
    """Return "Not confirmed: last seen 2018" for an unsure service, else ""."""
    if summary.status is not ServiceStatus.UNSURE:
        return ""
    if summary.newest_source is None:
        return _tr("Not confirmed: no dated source")
    seen = type(summary.newest_source)(summary.newest_source.year)
    return f"{_tr('Not confirmed: last seen')} {seen.words}"


def gone_in_words(summary: ServiceSummary) -> str:
    """Return why a closed, planned or paused service is shown: to be explained, not offered."""
    return words(summary.status)


def spoken_digits(number: str) -> str:
    """Return a phone number as a screen reader should say it: "0 3 0 0, 3 0 3, 1 5 7 3"."""
    return ", ".join(" ".join(part) for part in number.replace(NBSP, " ").split())
