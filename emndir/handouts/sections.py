"""The sections of a sheet: where, how to get in, when, getting there; each in a few plain words."""

from __future__ import annotations

import re

from emndir.domain.contact import PublicPhone
from emndir.domain.location import Position
from emndir.domain.schedule import PublicHolidays, Schedule, schedule_in_words
from emndir.domain.vocabulary import Delivery, ReferralRoute
from emndir.geography.distance import haversine_miles
from emndir.geography.postcodes import parse_postcode
from emndir.handouts.blocks import Address, Body, Bullets, Section, Sentence
from emndir.handouts.measures import miles_words
from emndir.handouts.patient_view import PatientService
from emndir.handouts.phrases import Phrases, Run, Words, spaced
from emndir.handouts.wording import (
    as_sentence,
    held_together,
    lower_first,
    number_words,
    tidy,
    upper_first,
)

_CLOCK_TIME = re.compile(r"\d(?:[.:]\d\d)?(?:am|pm)\b|midday|midnight|day and night", re.IGNORECASE)
_SAYS_SO = re.compile(
    r"\bnot (stated|known|given)\b|\b(ask|ring|call)\b|\bdates are\b|\bletter gives\b",
    re.IGNORECASE,
)
"""Words of a note that says itself what is not known, or where to find out."""
_NUMBERS = (
    "nought one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
_WEIGHTY = re.compile(r"\w{4,}")
_PEOPLE = re.compile(
    r"(adults?|anybody|anyone|any|babies|bereaved|carers|children|families|inactive|local|men|"
    r"parents|patients|people|residents|school|smokers|those|unpaid|women|young|everyone)\b",
    re.IGNORECASE,
)


def _words(text: str) -> Words:
    return (Run(text),) if text else ()


def introduction(service: PatientService, said: Phrases) -> list[Words]:
    """Return what it is and who for; then, in bold, a doubt whether it runs at all."""
    parts = [_words(as_sentence(service.line)), _words(_who_for(service, said))]
    found = [spaced(*parts)] if any(parts) else []
    if service.is_unsure:
        found.append(unsure(service, said))
    return found


def unsure(service: PatientService, said: Phrases) -> Words:
    """Return that no source shows that it runs today, in bold, and what to do about it."""
    reachable = service.phone or service.website
    advice = said.words("unsure.advice" if reachable else "unsure.ask")
    return spaced(not_confirmed(service, said), advice)


def not_confirmed(service: PatientService, said: Phrases) -> Words:
    """Return that no source shows that it runs today, in bold."""
    seen = service.last_seen
    doubt = said.say("unsure.seen", when=said.date(seen)) if seen else said.say("unsure.never")
    return (Run(doubt, strong=True),)


def _who_for(service: PatientService, said: Phrases) -> str:
    text = service.eligibility
    if text and not _adds(text, service.line):
        text = ""
    if text:
        people = lower_first(text)
        if _PEOPLE.match(text):
            text = said.say("who.for", people=people)
        text = as_sentence(text)
    least, most = service.minimum_age, service.maximum_age
    if all(age is None or _says(text, age) for age in (least, most)):
        return text
    return f"{text} {_ages(least, most, said)}".strip()


def _adds(text: str, line: str) -> bool:
    """Return True if a text has a word of weight that the line before it has not."""
    said = set(_WEIGHTY.findall(line.casefold()))
    return not set(_WEIGHTY.findall(text.casefold())) <= said


def _says(text: str, age: int) -> bool:
    """Return True if a text names an age, in digits or as a word."""
    words = re.findall(r"\w+", text.casefold())
    return str(age) in words or (age < len(_NUMBERS) and _NUMBERS[age] in words)


def _ages(least: int | None, most: int | None, said: Phrases) -> str:
    if most is None:
        return said.say("who.from", least=str(least))
    if least is None:
        return said.say("who.to", most=str(most))
    return said.say("who.between", least=str(least), most=str(most))


def urgent(service: PatientService, said: Phrases) -> Words:
    """Return what to do when unwell on treatment: the line, else the alert card; then 999."""
    return urgent_words(service.treatment_line, said)


def urgent_words(line: PublicPhone | None, said: Phrases) -> Words:
    """Return what to do when unwell on treatment where the line for it is this one, or none."""
    if line is not None:
        number = Run(number_words(line.number), strong=True)
        call = said.words("urgent.call", number=number)
    else:
        call = said.words("urgent.none")
    emergency = Run(said.say("urgent.emergency_number"), strong=True)
    return spaced(call, said.words("urgent.emergency", number=emergency))


# --- Where -----------------------------------------------------------------------------------------


def where(service: PatientService, said: Phrases) -> Section | None:
    """Return where to go, or how it comes to the person; None where nothing is known of it."""
    body: list[Body] = []
    if service.places:
        main, *others = service.places
        body.append(Address((*main.lines, *((main.postcode,) if main.postcode else ()))))
        if others:
            body.append(Sentence(said.words("where.also")))
            body.append(Bullets(tuple(place.short for place in others)))
    remote = _remote(service, said)
    if remote:
        body.append(Sentence(_words(remote)))
    return Section(said.say("where.title"), tuple(body)) if body else None


def _remote(service: PatientService, said: Phrases) -> str:
    parts: list[str] = []
    if Delivery.HOME_VISIT in service.delivery:
        parts.append(said.say("where.home"))
    if Delivery.OUTREACH_BUS in service.delivery and not _is_a_stop(service):
        parts.append(said.say("where.bus"))
        if service.phone:
            parts.append(said.say("where.bus_call"))
    if Delivery.PHONE in service.delivery:
        parts.append(said.say("where.phone"))
    if Delivery.ONLINE in service.delivery:
        parts.append(said.say("where.online"))
    at_a_place = Delivery.IN_PERSON in service.delivery and service.service_type != "transport"
    if at_a_place and not service.places and not parts:
        parts.append(said.say("where.call" if service.phone else "where.ask"))
    return " ".join(parts)


def _is_a_stop(service: PatientService) -> bool:
    """Return True where the place is where the van stands, and nothing else happens there."""
    return bool(service.places) and Delivery.IN_PERSON not in service.delivery


# --- How to get in ---------------------------------------------------------------------------------


def getting_in(service: PatientService, said: Phrases) -> Section:
    """Return how to get in, from the referral routes, and what it costs."""
    by_oneself = ReferralRoute.SELF in service.routes
    heading = said.say("get.touch" if by_oneself or not service.routes else "get.title")
    parts = [*route_words(service, said), *map(as_sentence, service.process)]
    if not parts:
        known_by_phone = service.phone and ReferralRoute.INVITATION not in service.routes
        parts = [said.say("get.unknown_call" if known_by_phone else "get.unknown")]
    if service.cost is not None:
        parts.append(said.say(f"cost.{service.cost}"))
    return Section(heading, (Sentence(_words(" ".join(parts))),))


def route_words(service: PatientService, said: Phrases) -> list[str]:
    """Return a sentence a route, the letter first, what a person can do alone next."""
    routes = service.routes
    found: list[str] = []
    if ReferralRoute.INVITATION in routes:
        found.append(said.say("get.letter"))
    if ReferralRoute.SELF in routes:
        found += _by_oneself(service, said)
    gp, team = ReferralRoute.GP in routes, ReferralRoute.HOSPITAL_TEAM in routes
    if ReferralRoute.ANY_PROFESSIONAL in routes:
        found.append(said.say("get.any"))
    elif gp and team:
        found.append(said.say("get.gp_or_team"))
    elif gp:
        found.append(said.say("get.gp" if service.places else "get.gp_other"))
    elif team:
        found.append(said.say("get.team"))
    return found


def _by_oneself(service: PatientService, said: Phrases) -> list[str]:
    if service.is_drop_in and service.places:
        return [said.say("get.drop"), said.say("get.nobook")]
    if service.phone:
        return [said.say("get.self")]
    return [said.say("get.self_online" if service.website else "get.self_other")]


# --- When ------------------------------------------------------------------------------------------


def hours(service: PatientService, said: Phrases) -> Section:
    """Return when it is open; where nobody knows, that nobody knows."""
    text = opening_words(service, said) or said.say("open.unknown")
    if service.schedules and not any(schedule.is_always for schedule in service.schedules):
        text = f"{text} {_bank_holidays(service, said)}".strip()
    return Section(said.say("open.title"), (Sentence(_words(text)),))


def opening_words(service: PatientService, said: Phrases) -> str:
    """Return when it is open, of bank holidays nothing; "" where nobody knows."""
    parts = [_schedule(schedule, said) for schedule in service.schedules]
    if service.hours_note:
        parts.append(as_sentence(service.hours_note))
        is_plain = _CLOCK_TIME.search(service.hours_note) or _SAYS_SO.search(service.hours_note)
        if not service.schedules and not is_plain:
            parts.append(said.say("open.some"))
    return " ".join(part for part in parts if part)


def _schedule(schedule: Schedule, said: Phrases) -> str:
    words = as_sentence(held_together(schedule_in_words(schedule, said)))
    if schedule.is_always and not schedule.note:
        words = said.say("open.always")
    if schedule.valid_to:
        words = f"{said.say('open.until_day', day=said.date(schedule.valid_to))} {words}"
    if schedule.valid_from:
        words = f"{said.say('open.from_day', day=said.date(schedule.valid_from))} {words}"
    return words


def _bank_holidays(service: PatientService, said: Phrases) -> str:
    """Return what is known of bank holidays, which is never assumed; "" for monthly meetings."""
    if all(schedule.is_monthly for schedule in service.schedules):
        return ""
    if re.search(
        r"(bank|public) holiday", " ".join((service.hours_note, *_notes(service))), re.IGNORECASE
    ):
        return ""
    known = {schedule.public_holidays for schedule in service.schedules}
    if known == {PublicHolidays.CLOSED}:
        return said.say("open.bank_closed")
    if known == {PublicHolidays.OPEN}:
        return said.say("open.bank_open")
    return said.say("open.bank")


def _notes(service: PatientService) -> list[str]:
    return [schedule.note for schedule in service.schedules]


# --- Getting there and in --------------------------------------------------------------------------


def far_words(
    service: PatientService, said: Phrases, label: str = "", start: Position | None = None
) -> str:
    """Return how far it is in whole miles, or "" where that is not known or says nothing.

    `label` and `start` are where the miles are measured from.
    """
    number = whole_miles(service, start)
    home = origin_words(label)
    if number is None:
        return ""
    if number == 0:
        return held_together(said.say("travel.near", place=home))
    return held_together(said.say("travel.far", miles=miles_words(number, said), place=home))


def whole_miles(service: PatientService, start: Position | None) -> int | None:
    """Return whole miles to the main place, 0 for less than one, or None where not known."""
    place = service.places[0] if service.places else None
    if start is None or place is None or place.position is None:
        return None
    miles = haversine_miles(start.coordinates, place.position.coordinates)
    return round(miles) if miles >= 1 else 0


def origin_words(label: str) -> str:
    """Return what a patient reads of an origin: never more of a postcode than its outcode."""
    postcode = parse_postcode(label)
    return postcode.outcode if postcode is not None else tidy(label)


def travel(service: PatientService, said: Phrases, far: str) -> Section | None:
    """Return how far it is and how to get there, or None."""
    body: list[Body] = [Sentence(_words(far))] if far else []
    if service.transport:
        body.append(_facts(service.transport))
    return Section(said.say("travel.title"), tuple(body)) if body else None


def access(service: PatientService, said: Phrases) -> Section | None:
    """Return help with steps, hearing, languages and the like, or None."""
    body: list[Body] = []
    if service.accessibility:
        body.append(_facts(service.accessibility))
    if service.languages:
        spoken = said.say("access.languages", languages=said.listed(list(service.languages)))
        body.append(Sentence(_words(f"{spoken} {said.say('access.language')}")))
    heading = said.say("access.title" if service.places else "access.other")
    return Section(heading, tuple(body)) if body else None


def _facts(facts: tuple[str, ...]) -> Body:
    """Return one fact as a sentence, several as a list."""
    if len(facts) == 1:
        return Sentence(_words(as_sentence(facts[0])))
    return Bullets(tuple(upper_first(fact).rstrip(".") for fact in facts))
