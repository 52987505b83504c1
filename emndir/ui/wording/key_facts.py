"""Words of the four key facts, and of the other ways to get in touch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from emndir.domain.contact import PublicPhone, phone_words
from emndir.domain.freshness import freshness_of
from emndir.domain.location import Location
from emndir.domain.schedule import PublicHolidays, Schedule, schedule_in_words
from emndir.domain.service import Service
from emndir.domain.vocabulary import Delivery, FactGroup, PhoneKind
from emndir.handouts.wording import lower_first, sentences
from emndir.ui import labels
from emndir.ui.detail import KeyFact, Line, Look, Part
from emndir.ui.wording.loaded import Asked, LoadedService
from emndir.ui.wording.opening import is_news, opening_in_words
from emndir.ui.wording.places import address_in_words, distance_line, place_age
from emndir.ui.wording.sentences import dated, listed, lower, part_of, sentence, tr, unstated
from emndir.ui.wording.sources import web_line

NOT_FOR_VOICE = (PhoneKind.FAX, PhoneKind.TEXT, PhoneKind.TEXTPHONE)
_WAY_ICONS = {
    Delivery.PHONE: "phone-in-talk-outline",
    Delivery.ONLINE: "web",
    Delivery.HOME_VISIT: "home-outline",
    Delivery.OUTREACH_BUS: "bus",
}


def key_facts(loaded: LoadedService) -> tuple[KeyFact, ...]:
    """Return how to get in, phone, open and where, in this order."""
    return (_route_fact(loaded), _phone_fact(loaded), _hours_fact(loaded), _where_fact(loaded))


def aged(service: Service, group: FactGroup, today: date) -> Line:
    """Return how old a fact group of a service is."""
    return dated(service.freshness(group, today), service.check_of(group))


def fact_of(icon: str, caption: str, lines: Sequence[Line | None], spoken: str = "") -> KeyFact:
    """Return a key fact without its empty lines.

    In the narrow cell an old date stands alone; what it means is said by the banner under
    the frame, among the sources, and in `spoken`.
    """
    kept = tuple(line for line in lines if line is not None and line.text)
    said = [spoken or kept[0].text, *(line.spoken or line.text for line in kept[1:])]
    words = ". ".join(text.rstrip(".") for text in said)
    short = tuple(_shortened(line) for line in kept)
    return KeyFact(icon=icon, caption=caption, lines=short, spoken=f"{caption}: {words}.")


def _shortened(line: Line) -> Line:
    first, _, more = line.text.partition(". ")
    return replace(line, text=f"{first}.") if more and line.look is Look.DOUBTFUL else line


def _route_fact(loaded: LoadedService) -> KeyFact:
    service = loaded.service
    icon, caption = "account-arrow-right-outline", tr("How to get in")
    short = labels.routes_in_words(service.referral_routes)
    if not short and not service.application_process:
        return fact_of(icon, caption, [Line(tr("Not listed"), Look.NAME), unstated()])
    lines = [
        Line(short or tr("Ask them"), Look.NAME),
        Line(sentence(first_of(service.application_process)), Look.SECOND),
        aged(service, FactGroup.REFERRAL, loaded.today),
    ]
    return fact_of(icon, caption, lines)


def first_of(text: str) -> str:
    """Return the first sentence of a text; the others stand further down."""
    return next(iter(sentences(text)), "")


# --- Phones -----------------------------------------------------------------------------------


def main_phone(service: Service) -> PublicPhone | None:
    """Return the service's own best public number that a person can talk to, or None."""
    voices = [phone for phone in service.phones if phone.kind not in NOT_FOR_VOICE]
    return voices[0] if voices else None


def place_phone(location: Location | None) -> PublicPhone | None:
    """Return the number of a place, most often its switchboard, or None."""
    phones = location.phones if location else ()
    voices = [phone for phone in phones if phone.kind not in NOT_FOR_VOICE]
    return voices[0] if voices else None


def _phone_fact(loaded: LoadedService) -> KeyFact:
    service, today = loaded.service, loaded.today
    phone = main_phone(service)
    if phone is not None:
        age = aged(service, service.phone_group(phone), today)
    else:
        phone = place_phone(loaded.location)
        if phone is None or loaded.location is None:
            more = _more_numbers(service)
            lines = [Line(tr("Not listed"), Look.NAME), *(more or [unstated()])]
            return fact_of("phone-off-outline", tr("Phone"), lines)
        age = contact_age(loaded.location, today)
    is_line = phone in service.treatment_lines
    icon = "phone-alert-outline" if is_line else "phone-outline"
    return phone_fact(icon, phone, phone_owner(service, phone), age, _more_numbers(service))


def phone_fact(
    icon: str, phone: PublicPhone, whose: str, age: Line, more: Sequence[Line] = ()
) -> KeyFact:
    """Return the key fact of a number, its digits spoken one by one; `more` are below it."""
    lines = [Line(phone_words(phone.number), Look.NUMBER), Line(whose, Look.SECOND), age, *more]
    return fact_of(icon, tr("Phone"), lines, labels.spoken_digits(phone.number))


def _more_numbers(service: Service) -> list[Line]:
    """Return the further numbers, each with whose it is; those for professionals say so."""
    main, mark = main_phone(service), for_professionals()
    lines = [more_number(phone) for phone in service.phones if phone != main]
    for number in service.professional_phones:
        label = lower_first(number.label or labels.words(number.kind)).rstrip(".")
        lines.append(_numbered(f"{mark}:", number.number, f", {label}", Look.STRONG))
    return lines


def more_number(phone: PublicPhone) -> Line:
    """Return a further number after what it is."""
    return _numbered(f"{label_of(phone)}:", phone.number)


def _numbered(before: str, number: str, after: str = "", look: Look = Look.SECOND) -> Line:
    """Return a line with a number in it, its digits spoken one by one."""
    spoken = f"{before} {labels.spoken_digits(number)}{after}"
    return Line(f"{before} {phone_words(number)}{after}", look, spoken=spoken)


def contact_age(location: Location, today: date) -> Line:
    """Return how old the number of a place is."""
    check = location.check_of(FactGroup.CONTACT)
    return dated(freshness_of(FactGroup.CONTACT, check, today), check)


def phone_owner(service: Service, phone: PublicPhone) -> str:
    """Return whose number it is: "Hospital switchboard. Ask for the breast clinic."."""
    if phone.kind is not PhoneKind.SWITCHBOARD:
        ask = f"{tr('Ask for')} {service.ask_for}." if service.ask_for else ""
        return f"{sentence(phone.label or labels.words(phone.kind))} {ask}".strip()
    if service.ask_for:
        return f"{switchboard_in_words(phone)} {tr('Ask for')} {service.ask_for}."
    direct = [one for one in service.phones if one.kind is not PhoneKind.SWITCHBOARD]
    none = tr("No direct line listed.") if not direct else ""
    return f"{switchboard_in_words(phone)} {none}".strip()


def switchboard_in_words(phone: PublicPhone) -> str:
    """Return the label of a switchboard, which says that it is one."""
    own = phone.label.casefold()
    if own in ("", "switchboard"):
        return f"{labels.words(PhoneKind.SWITCHBOARD)}."
    if any(word in own for word in ("switchboard", "main", "national")):
        return sentence(phone.label)
    is_hospital = any(word in own for word in ("hospital", "infirmary"))
    kind = labels.words(PhoneKind.SWITCHBOARD) if is_hospital else tr("Main number")
    return f"{sentence(phone.label)} {kind}."


# --- Hours ------------------------------------------------------------------------------------


def _hours_fact(loaded: LoadedService) -> KeyFact:
    service, today = loaded.service, loaded.today
    icon, caption = "clock-outline", tr("Open")
    running, said = _running(service, today), _hours_said(service, today)
    if not said:
        ended = tr("The hours we had have ended.") if service.schedules else ""
        age = aged(service, FactGroup.HOURS, today) if ended else unstated()
        lines = [Line(tr("Hours not listed"), Look.NAME), Line(ended, Look.SECOND), age]
        return fact_of(icon, caption, lines)
    first, last = _of_this_minute(loaded)
    lines = [
        Line(first, Look.NAME),
        Line(said[0].rstrip("."), Look.BODY if first else Look.NAME),
        *(Line(more, Look.SECOND) for more in (*said[1:], last)),
        Line("" if _tells_holidays(said) else holidays_in_words(running), Look.SECOND),
        aged(service, FactGroup.HOURS, today),
    ]
    return fact_of(icon, caption, lines)


def _of_this_minute(loaded: LoadedService) -> tuple[str, str]:
    """Return what hours say of this minute: before the hours, or after them where it is only a doubt."""
    if loaded.now is None:
        return "", ""
    words = opening_in_words(loaded.service, loaded.now)
    if is_news(loaded.service, loaded.now):
        return words, ""
    return "", sentence(words) if words else ""


def _running(service: Service, today: date) -> list[Schedule]:
    return [one for one in service.schedules if not one.valid_to or one.valid_to >= today]


def _hours_said(service: Service, today: date) -> list[str]:
    written = [_hours_line(schedule, today) for schedule in _running(service, today)]
    return [sentence(one) for text in (*written, service.hours_note) for one in sentences(text)]


def hours_in_sentences(service: Service, today: date) -> list[str]:
    """Return when it is open, and what is known of bank holidays; [] where nothing is."""
    said = _hours_said(service, today)
    if not said or _tells_holidays(said):
        return said
    return [*said, *filter(None, [holidays_in_words(_running(service, today))])]


def _tells_holidays(said: Sequence[str]) -> bool:
    """Return True if the hours say in their own words what is on bank holidays."""
    return any(
        "bank holiday" in one.casefold() or "public holiday" in one.casefold() for one in said
    )


def _hours_line(schedule: Schedule, today: date) -> str:
    words = schedule_in_words(schedule)
    if schedule.valid_from and schedule.valid_from > today:
        words = f"{tr('From')} {labels.day_in_words(schedule.valid_from)}: {words}"
    if schedule.valid_to:
        words = f"{words.rstrip('.')} ({tr('until')} {labels.day_in_words(schedule.valid_to)})"
    return sentence(words)


def holidays_in_words(schedules: Sequence[Schedule]) -> str:
    """Return what is known of bank holidays; never assumed.

    "" where there are no hours, and for day and night, every day: that holds on bank holidays too,
    but no source says so in as many words.
    """
    known = {schedule.public_holidays for schedule in schedules}
    if known == {PublicHolidays.UNKNOWN} and all(schedule.is_always for schedule in schedules):
        return ""
    if known == {PublicHolidays.OPEN}:
        return tr("Open on bank holidays.")
    if known == {PublicHolidays.CLOSED}:
        return tr("Closed on bank holidays.")
    return tr("Bank holidays: not known.") if known else ""


# --- Where ------------------------------------------------------------------------------------


def _where_fact(loaded: LoadedService) -> KeyFact:
    service, places = loaded.service, loaded.places
    if not places:
        return _no_place_fact(service)
    place = places[0]
    location = place.location
    told = service.name.casefold()
    where = [part for part in (location.name, *place.detail) if part.casefold() not in told]
    lines = [
        *address_lines(location),
        Line(sentence(", ".join(where)), Look.SECOND),
        distance_line(location, loaded.asked),
        Line(ways_in_words(service.delivery, beside_place=True), Look.SECOND),
        Line(_more_places(len(places) - 1), Look.SECOND),
        place_age(service, location, loaded.today),
    ]
    return fact_of("map-marker-outline", tr("Where"), lines)


def address_lines(location: Location) -> list[Line]:
    """Return the address in the look of a key fact; the name where there is no address."""
    return [Line(address_in_words(location) or location.name, Look.NAME)]


def where_fact(location: Location, asked: Asked, age: Line) -> KeyFact:
    """Return the key fact of a place itself."""
    lines = [*address_lines(location), distance_line(location, asked), age]
    return fact_of("map-marker-outline", tr("Where"), lines)


def _no_place_fact(service: Service) -> KeyFact:
    ways = [way for way in service.delivery if way is not Delivery.IN_PERSON]
    if not ways:
        lines = [Line(tr("Place not listed"), Look.NAME), unstated()]
        return fact_of("map-marker-outline", tr("Where"), lines)
    words = ways_in_words(service.delivery, beside_place=False)
    unknown = Delivery.IN_PERSON in service.delivery
    more = Line(tr("Also in person. The place is not listed.") if unknown else "", Look.SECOND)
    return fact_of(_WAY_ICONS[ways[0]], tr("Where"), [Line(words, Look.NAME), more])


def _more_places(count: int) -> str:
    if count < 1:
        return ""
    return tr("And one more place.") if count == 1 else f"{tr('And')} {count} {tr('more places.')}"


def ways_in_words(delivery: Sequence[Delivery], *, beside_place: bool) -> str:
    """Return "By phone or online"; beside a place "Also by phone and online."."""
    ways = [_way(way) for way in delivery if way is not Delivery.IN_PERSON]
    if not ways:
        return ""
    lowered = [lower(way) for way in ways]
    if beside_place:
        return f"{tr('Also')} {listed(lowered)}."
    return listed([ways[0], *lowered[1:]], tr("or"))


def _way(way: Delivery) -> str:
    """Return a way as it stands in a sentence; a card says it shorter."""
    return tr("In a mobile unit") if way is Delivery.OUTREACH_BUS else labels.words(way)


# --- E-mail and web, marks -------------------------------------------------------------


def for_professionals() -> str:
    """Return the mark of everything that may not reach a patient's page."""
    return tr("For professionals")


def contacts(service: Service, today: date) -> Part | None:
    """Return e-mail and web; an address for professionals says so."""
    lines = []
    if service.email:
        lines.append(Line(service.email, url=f"mailto:{service.email}"))
    if service.website:
        lines.append(web_line(service.website))
    if service.professional_email:
        address, mark = service.professional_email, for_professionals()
        lines.append(Line(f"{mark}: {address}", Look.STRONG, url=f"mailto:{address}"))
    return part_of(tr("Email and web"), lines, aged(service, FactGroup.CONTACT, today))


def label_of(phone: PublicPhone) -> str:
    """Return what a number is: its own label, and that it is a fax or for texts."""
    label, kind = phone.label, labels.words(phone.kind)
    if not label:
        return kind
    if phone.kind not in NOT_FOR_VOICE or phone.kind.value in label.casefold():
        return label
    return f"{label} ({lower(kind)})"
