"""The rules: each a small function that yields the faults of one record, all in the table `RULES`.

What the shape of a single value can say (wrong types, unknown keys, hours that end before
they start) is found where the text is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from emndir.domain.contact import (
    SHORT_NUMBERS,
    ProfessionalPhone,
    PublicPhone,
    format_phone,
    is_phone,
    phone_digits,
)
from emndir.domain.freshness import add_months
from emndir.domain.location import Location
from emndir.domain.organization import Organization
from emndir.domain.problems import Severity
from emndir.domain.provenance import PartialDate
from emndir.domain.service import Service
from emndir.domain.taxonomy import Taxonomy, TaxonomyTerm
from emndir.domain.vocabulary import AreaKind, ReferralRoute, ServiceStatus
from emndir.domain.whole import Fault, Faults, Record, Whole

PLAIN_NAME_WORDS = 8
PLAIN_LINE_WORDS = 15
"""Limits of the two lines that patients read (design/HANDOUT.md section 2)."""
STALE_MONTHS = 60
"""An active service that no source has shown for longer should be "unsure"."""

_EMAIL = re.compile(r"[^@\s,;<>\"]+@[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE)
_WEB = re.compile(r"https?://[^\s/?#.]+\.[^\s]+", re.IGNORECASE)
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[ \u00a0.()-]+(?=\d)")
_NUMBER = re.compile(r"(?<!\d)(?:(?:\+|00)44|0)\d{8,11}(?!\d)")
_GROUPED = re.compile(r"0\d{2,4}( \d{2,6}){1,4}")
_EXTENSION = re.compile(r" ext \d{1,6}$")
_FREELY_GROUPED = ("03", "08", "09")
"""Beginnings of numbers that owners group as they like, to be remembered: 0808 808 00 00."""


def _phones(record: Service | Location) -> Iterator[tuple[str, PublicPhone | ProfessionalPhone]]:
    every: Iterable[PublicPhone | ProfessionalPhone] = record.phones
    if isinstance(record, Service):
        every = (*record.phones, *record.professional_phones)
    for number, phone in enumerate(every, start=1):
        yield f"phone[{number}].number", phone


def _patient_texts(service: Service) -> Iterator[tuple[str, str]]:
    """Return every text of a service that a patient may read, with its field."""
    yield "plain_name", service.plain_name
    yield "plain_line", service.plain_line
    yield "description", service.description
    yield "ask_for", service.ask_for
    yield "application_process", service.application_process
    yield "eligibility", service.eligibility
    yield "hours_note", service.hours_note
    if service.alert:
        yield "alert.text", service.alert.text
    for words in service.accessibility:
        yield "accessibility", words
    for number, schedule in enumerate(service.schedules, start=1):
        yield f"schedule[{number}].note", schedule.note
    for number, place in enumerate(service.places, start=1):
        for words in place.detail:
            yield f"place[{number}].detail", words


def _joined(text: str) -> str:
    """Return a text with its numbers written without spaces: "0116 231 3771" as 01162313771."""
    return _BETWEEN_DIGITS.sub("", text)


def _duplicate_uid(record: Service | Location, whole: Whole) -> Faults:
    for uid in (record.uid, *(record.former_uids if isinstance(record, Service) else ())):
        if whole.uids[uid] > 1:
            where = "uid" if uid == record.uid else "former_uids"
            yield Fault(where, f"“{uid}” is used {whole.uids[uid]} times; a uid belongs to one.")


def _duplicate_organization(record: Organization, whole: Whole) -> Faults:
    times = whole.organization_uids[record.uid]
    if times > 1:
        yield Fault("uid", f"“{record.uid}” is used {times} times; a uid belongs to one.")


def _duplicate_code(term: TaxonomyTerm, whole: Whole) -> Faults:
    times = whole.codes[term.taxonomy, term.code]
    if times > 1:
        yield Fault("code", f"“{term.code}” is used {times} times; a code belongs to one term.")


def _unknown_parent(term: TaxonomyTerm, whole: Whole) -> Faults:
    is_type = term.taxonomy is Taxonomy.SERVICE_TYPE
    wider = Taxonomy.HELP_GROUP if is_type else term.taxonomy
    if term.parent and not whole.codes[wider, term.parent]:
        yield Fault("parent", f"“{term.parent}” is not in {wider.value}.toml.")


def _dangling_became(record: Service, whole: Whole) -> Faults:
    if record.became == record.uid:
        yield Fault("became", "A service cannot become itself.")
    elif record.became and record.became not in whole.service_uids:
        yield Fault("became", f"No service is called “{record.became}”.")


def _dangling_organization(record: Organization, whole: Whole) -> Faults:
    if record.became == record.uid and record.uid:
        yield Fault("became", "An organization cannot become itself.")
    elif record.became in whole.surroundings.unread:
        return
    elif record.became and not whole.organization_uids[record.became]:
        yield Fault("became", f"No organization is called “{record.became}”.")


def _unknown_code(service: Service, whole: Whole) -> Faults:
    used: tuple[tuple[str, Taxonomy, Iterable[str]], ...] = (
        ("service_type", Taxonomy.SERVICE_TYPE, (service.service_type,)),
        ("help_group", Taxonomy.HELP_GROUP, (service.help_group,)),
        ("cancer_sites", Taxonomy.CANCER_SITE, service.cancer_sites),
        ("stages", Taxonomy.PATHWAY_STAGE, service.stages),
        ("audience", Taxonomy.AUDIENCE, service.audience),
        ("referral_routes", Taxonomy.REFERRAL_ROUTE, service.referral_routes),
        ("delivery", Taxonomy.DELIVERY, service.delivery),
        ("cost", Taxonomy.COST, (service.cost,) if service.cost else ()),
    )
    for where, taxonomy, codes in used:
        for code in codes:
            if not whole.codes[taxonomy, str(code)]:
                yield Fault(where, f"“{code}” is not in {taxonomy.value}.toml.")


def _unknown_organization_type(record: Organization, whole: Whole) -> Faults:
    if not whole.codes[Taxonomy.ORGANIZATION_TYPE, record.type.value]:
        yield Fault("type", f"“{record.type.value}” is not in organization-types.toml.")


def _invalid_phone(record: Service | Location, _: Whole) -> Faults:
    for where, phone in _phones(record):
        professional = isinstance(phone, ProfessionalPhone)
        if professional and phone.number.isdecimal() and 3 <= len(phone.number) <= 6:
            continue  # a bleep or an extension
        if not is_phone(phone.number):
            yield Fault(where, f"“{phone.number}” is not a telephone number.")


def _unusual_phone(record: Service | Location, _: Whole) -> Faults:
    for where, phone in _phones(record):
        if phone.digits in SHORT_NUMBERS or not is_phone(phone.number):
            continue
        written = _EXTENSION.sub("", phone.number)
        usual = format_phone(written)
        if written == usual:
            continue
        if phone.digits.startswith(_FREELY_GROUPED) and _GROUPED.fullmatch(written):
            continue
        yield Fault(where, f"“{written}” is usually written “{usual}”.")


def _public_and_professional(service: Service, _: Whole) -> Faults:
    public = {phone.digits for phone in service.phones}
    for where, phone in _phones(service):
        if isinstance(phone, ProfessionalPhone) and phone.digits in public:
            yield Fault(where, f"“{phone.number}” is given both to patients and to professionals.")


def _professional_in_text(service: Service, whole: Whole) -> Faults:
    own = {phone.digits for phone in service.professional_phones}
    forbidden = (whole.professional_digits | own) - {phone.digits for phone in service.phones}
    address = service.professional_email.casefold()
    for where, text in _patient_texts(service):
        if address and address in text.casefold():
            yield Fault(where, "This text holds an address that is for professionals only.")
        if not any(char.isdecimal() for char in text):
            continue
        for found in re.findall(r"\+?\d+", _joined(text)):
            digits = phone_digits(found)
            if digits in forbidden and (len(digits) > 6 or digits in own):
                yield Fault(where, f"This text holds “{found}”, which is for professionals only.")


def _number_in_text(service: Service, whole: Whole) -> Faults:
    known = {phone.digits for phone in service.phones}
    known |= {phone.digits for place in service.places for phone in place.location.phones}
    forbidden = {phone.digits for phone in service.professional_phones} | whole.professional_digits
    for where, text in _patient_texts(service):
        for found in _NUMBER.findall(_joined(text)) if "0" in text or "+" in text else ():
            digits = phone_digits(found)
            if digits not in known and digits not in forbidden:
                yield Fault(
                    where, f"This text holds the number {found}, which is not among its phones."
                )


def _postcode(location: Location, whole: Whole) -> Faults:
    if location.postcode:
        sentence = whole.surroundings.postcode_fault(location.postcode)
        if sentence:
            yield Fault("postcode", sentence)


def _no_source(service: Service, _: Whole) -> Faults:
    if not service.sources and service.status is not ServiceStatus.CLOSED:
        yield Fault("source", "No source says that this service exists.")


def _long_plain_name(service: Service, _: Whole) -> Faults:
    count = len(service.plain_name.split())
    if count > PLAIN_NAME_WORDS:
        yield Fault("plain_name", f"This name has {count} words; {PLAIN_NAME_WORDS} is the limit.")


def _long_plain_line(service: Service, _: Whole) -> Faults:
    count = len(service.plain_line.split())
    if count > PLAIN_LINE_WORDS:
        yield Fault("plain_line", f"This line has {count} words; {PLAIN_LINE_WORDS} is the limit.")


def _treatment_line_hours(service: Service, _: Whole) -> Faults:
    if not service.status.is_offered or not service.treatment_lines:
        return
    if not any(schedule.is_always for schedule in service.schedules):
        yield Fault("schedule", "A line for people on treatment is open day and night; say so.")


def _no_way_in(service: Service, _: Whole) -> Faults:
    if not service.status.is_offered or ReferralRoute.SELF not in service.referral_routes:
        return
    if not (service.phones or service.email or service.website or service.places):
        message = "People may come by themselves, but no phone, e-mail, web page or place is given."
        yield Fault("referral_routes", message)


def _stale(service: Service, whole: Whole) -> Faults:
    newest = service.newest_source
    if service.status is not ServiceStatus.ACTIVE or newest is None:
        return
    if add_months(newest.earliest, STALE_MONTHS) < whole.today:
        yield Fault("status", f"Last seen {newest}, over five years ago: should it be “unsure”?")


def _past_alert(service: Service, whole: Whole) -> Faults:
    if service.alert and not service.alert.is_current(whole.today):
        yield Fault("alert.until", f"This notice ended on {service.alert.until}; take it out.")


def _future_date(record: Service | Location, whole: Whole) -> Faults:
    dates: list[tuple[str, PartialDate | None]] = [
        (f"source[{number}].seen", source.seen)
        for number, source in enumerate(record.sources, start=1)
    ]
    dates += [
        (f"check[{number}].checked_on", check.checked_on)
        for number, check in enumerate(record.checks, start=1)
    ]
    for where, seen in dates:
        if seen is not None and seen.earliest > whole.today:
            yield Fault(where, f"{seen} is in the future.")


def _ages(service: Service, _: Whole) -> Faults:
    low, high = service.minimum_age, service.maximum_age
    if low is not None and high is not None and low > high:
        yield Fault("minimum_age", f"The youngest ({low}) is older than the oldest ({high}).")


def _website(record: Service | Location | Organization, _: Whole) -> Faults:
    if not record.website:
        return
    if not _WEB.fullmatch(record.website):
        yield Fault("website", f"“{record.website}” is not a web address such as https://nhs.uk.")
    elif not record.website.casefold().startswith("https://"):
        yield Fault("website", "This web address is not secure; try it with https://.")


def _email(service: Service, _: Whole) -> Faults:
    for where in ("email", "professional_email"):
        address = getattr(service, where)
        if address and not _EMAIL.fullmatch(address):
            yield Fault(where, f"“{address}” is not an e-mail address.")


def _area(service: Service, whole: Whole) -> Faults:
    areas = whole.surroundings.areas
    for number, area in enumerate(service.areas, start=1):
        known = areas.get(area.kind)
        if known is None or area.name in known:
            continue
        fits = [kind.value for kind, names in areas.items() if area.name in names]
        hint = f"; it is known as a {fits[0]}" if fits else f"; no {area.kind.value} is called so"
        yield Fault(f"area[{number}]", f"“{area.name}” is given as a {area.kind.value}{hint}.")


def _county(record: Service | Location, whole: Whole) -> Faults:
    known = whole.surroundings.areas.get(AreaKind.COUNTY)
    if known and record.county and record.county not in known and record.county != "national":
        yield Fault("county", f"No county is called “{record.county}”.")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its name, the records it looks at, how bad a breach is, and the function."""

    name: str
    about: tuple[type[Record], ...]
    severity: Severity
    check: Callable[..., Faults]


_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
_TERMS, _BODIES, _PLACES, _SERVICES = (
    (TaxonomyTerm,),
    (Organization,),
    (Location,),
    (Service,),
)
_BOTH = (Service, Location)

RULES: tuple[Rule, ...] = (
    Rule("duplicate-uid", _BOTH, _ERROR, _duplicate_uid),
    Rule("duplicate-organization", _BODIES, _ERROR, _duplicate_organization),
    Rule("duplicate-code", _TERMS, _ERROR, _duplicate_code),
    Rule("unknown-parent", _TERMS, _ERROR, _unknown_parent),
    Rule("dangling-became", _SERVICES, _ERROR, _dangling_became),
    Rule("dangling-organization", _BODIES, _ERROR, _dangling_organization),
    Rule("unknown-code", _SERVICES, _ERROR, _unknown_code),
    Rule("unknown-organization-type", _BODIES, _ERROR, _unknown_organization_type),
    Rule("invalid-phone", _BOTH, _ERROR, _invalid_phone),
    Rule("unusual-phone", _BOTH, _WARNING, _unusual_phone),
    Rule("public-and-professional", _SERVICES, _ERROR, _public_and_professional),
    Rule("professional-in-text", _SERVICES, _ERROR, _professional_in_text),
    Rule("number-in-text", _SERVICES, _WARNING, _number_in_text),
    Rule("postcode", _PLACES, _WARNING, _postcode),
    Rule("no-source", _SERVICES, _ERROR, _no_source),
    Rule("long-plain-name", _SERVICES, _WARNING, _long_plain_name),
    Rule("long-plain-line", _SERVICES, _WARNING, _long_plain_line),
    Rule("treatment-line-hours", _SERVICES, _WARNING, _treatment_line_hours),
    Rule("no-way-in", _SERVICES, _WARNING, _no_way_in),
    Rule("stale", _SERVICES, _WARNING, _stale),
    Rule("past-alert", _SERVICES, _WARNING, _past_alert),
    Rule("future-date", _BOTH, _ERROR, _future_date),
    Rule("ages", _SERVICES, _ERROR, _ages),
    Rule("website", (Service, Location, Organization), _WARNING, _website),
    Rule("email", _SERVICES, _ERROR, _email),
    Rule("area", _SERVICES, _ERROR, _area),
    Rule("county", _BOTH, _WARNING, _county),
)
