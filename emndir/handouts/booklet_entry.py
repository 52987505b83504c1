"""One service of a booklet: its name, one line, whom to call, where, when, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from emndir.domain.freshness import Freshness
from emndir.domain.vocabulary import ReferralRoute
from emndir.handouts import sections
from emndir.handouts.age import age_words
from emndir.handouts.blocks import Address, Body, Entry, Sentence
from emndir.handouts.contact_box import contact_words
from emndir.handouts.foot import item_words
from emndir.handouts.patient_view import PatientPlace, PatientService
from emndir.handouts.phrases import Phrases, Run, Words, plain, spaced
from emndir.handouts.wording import as_sentence, number_words, web_address

_LEVEL = 3
_NAMED = 3
"""Other places that are named; of more it is said how many there are."""


def booklet_entry(number: str, service: PatientService, said: Phrases, until: date) -> Entry:
    """Return a service as it stands in a booklet: only facts that may be printed, each once.

    `until` is how long the booklet holds; what turns old sooner says so itself.
    """
    call, notes = _call(service, said)
    return Entry(
        number=number,
        name=service.title,
        level=_LEVEL,
        call=call,
        body=tuple(Sentence(words) for words in _what(service, said, until)),
        beside=(*notes, *_where(service, said), *_when(service, said)),
        aside=_page(service, said),
        code=item_words(service.uid, said),
    )


def _page(service: PatientService, said: Phrases) -> Words:
    """Return the web page, else where nobody can be called the e-mail address."""
    address = web_address(service.website)
    if address:
        return said.words("web.site", address=Run(address, link=service.website))
    if service.email and service.phone is None:
        return said.words("web.email", address=Run(service.email, link=f"mailto:{service.email}"))
    return ()


def told_facts(service: PatientService) -> PatientService:
    """Return the service with the standings of what an entry tells, and of nothing else."""
    told = {"phone", "place", "about", "treatment-line", "website"}
    if not service.website and service.phone is None:
        told.add("email")
    if service.minimum_age is not None or service.maximum_age is not None:
        told.add("eligibility")
    if _has_fresh_hours(service):
        told.add("hours")
    if _is_sent(service):
        told.add("referral")
    kept = tuple(one for one in service.standings if one.fact in told)
    schedules = service.schedules if "hours" in told else ()
    return replace(service, standings=kept, schedules=schedules)


# --- What it is -----------------------------------------------------------------------------------


def _what(service: PatientService, said: Phrases, until: date) -> list[Words]:
    found = sections.introduction(replace(service, eligibility=""), said)
    if service.alert:
        title = Run(f"{said.say('alert.title')}:", strong=True)
        found.append(spaced((title,), (Run(as_sentence(service.alert)),)))
    if not _is_sent(service) and not _is_reachable(service):
        found.append(said.words("get.unknown"))
    elif _is_sent(service):
        getting = sections.getting_in(replace(service, cost=None, process=()), said)
        found += [part.words for part in getting.body if isinstance(part, Sentence)]
    if service.treatment_line is not None:
        found.append(_unwell(service.treatment_line.number, said))
    age = age_words(told_facts(service), said, until)
    return [*found, age] if age else found


def _is_reachable(service: PatientService) -> bool:
    return bool(service.phone or service.website or service.email or service.places)


def _is_sent(service: PatientService) -> bool:
    """Return True where somebody else has to arrange it: then a number alone would mislead."""
    return bool(service.routes) and ReferralRoute.SELF not in service.routes


def _unwell(number: str, said: Phrases) -> Words:
    heading = Run(f"{said.say('urgent.title')}:", strong=True)
    return spaced((heading,), said.words("urgent.call", number=Run(number_words(number), True)))


# --- How to reach it ------------------------------------------------------------------------------


def _call(service: PatientService, said: Phrases) -> tuple[Words, list[Body]]:
    """Return the line with the number, and what else to know before calling."""
    by_name = said.but({"call.ask_name": said.template("booklet.ask_name")})
    lead, number, after = contact_words(service, by_name)
    if not number or service.phone is None:
        return lead, []
    free = said.say("call.free")
    notes: list[Body] = [Sentence(words) for words in after if plain(words) != free]
    shown = Run(number, strong=True, link=f"tel:{service.phone.phone.digits}")
    return spaced(lead, (shown,)), notes


def _where(service: PatientService, said: Phrases) -> list[Body]:
    if not service.places:
        section = sections.where(service, said)
        asking = {said.say("where.call"), said.say("where.ask")}
        body = section.body if section is not None else ()
        return [
            part for part in body if isinstance(part, Sentence) and plain(part.words) not in asking
        ]
    main, *others = service.places
    found: list[Body] = [Address(_lines(main, service.title))]
    if others:
        found.append(Sentence((Run(_others(others, said)),)))
    return found


def _lines(place: PatientPlace, title: str) -> tuple[str, ...]:
    """Return an address without the lines that the name above it has said."""
    told = title.casefold()
    lines = [line for line in place.lines[:-1] if line.casefold() not in told]
    last = " ".join(part for part in (*place.lines[-1:], place.postcode) if part)
    return (*lines, last)


def _others(others: Sequence[PatientPlace], said: Phrases) -> str:
    names = list(dict.fromkeys(place.name for place in others))
    if len(names) <= _NAMED:
        return f"{said.say('where.also')} {as_sentence(said.listed(names))}"
    return said.say("booklet.places", number=str(len(names)))


def _when(service: PatientService, said: Phrases) -> list[Body]:
    return list(sections.hours(service, said).body) if _has_fresh_hours(service) else []


def _has_fresh_hours(service: PatientService) -> bool:
    """Return True where hours are known and may be relied on: a booklet prints no others."""
    is_fresh = any(
        one.fact == "hours" and one.freshness is Freshness.FRESH for one in service.standings
    )
    return is_fresh and bool(service.schedules or service.hours_note)


def towns_of(service: PatientService) -> tuple[str, ...]:
    """Return the towns of its places, each once: the last line of an address names the town."""
    towns = (place.lines[-1] for place in service.places if place.lines)
    return tuple(dict.fromkeys(towns))


__all__ = ["booklet_entry", "told_facts", "towns_of"]
