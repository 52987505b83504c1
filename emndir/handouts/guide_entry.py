"""One service in a guide: its name and line, and at right how to get in; or what is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from emndir.domain.freshness import Freshness
from emndir.domain.vocabulary import PhoneKind, ReferralRoute
from emndir.handouts import sections
from emndir.handouts.blocks import Body, Entry, Sentence
from emndir.handouts.contact_box import FREE, split_label
from emndir.handouts.foot import item_words
from emndir.handouts.measures import exact_miles
from emndir.handouts.numbered_map import far_words
from emndir.handouts.patient_view import PatientService
from emndir.handouts.phrases import Phrases, Run, Words, plain, spaced
from emndir.handouts.wording import as_sentence, held_together, number_words, web_address

_LEVEL = 3
_WORD = re.compile(r"\w{4,}")
_ANY_PLACE = frozenset({"centre", "hospice", "hospital", "infirmary", "royal"})
"""Words that tell no place from another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideService:
    """A service of a guide, and its straight line in miles from where the person lives."""

    service: PatientService
    miles: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideGap:
    """Help that is expected and missing: `kind` is its key among the phrases (guide.kind).

    `within` is in miles, None for help that comes or is for an area. `is_elsewhere` where one
    is near but for other people, `asks` where the nearest do not say that they take them.
    """

    kind: str
    within: float | None = None
    nearest: tuple[GuideService, ...] = ()
    by_phone: tuple[GuideService, ...] = ()
    is_elsewhere: bool = False
    asks: bool = False


def guide_entry(
    one: GuideService, number: str, home: str, said: Phrases, *, says_free: bool = False
) -> Entry:
    """Return a service as it stands in a guide: only facts that may be printed.

    `says_free` where not every number beside it is free to call, so that it has to be said.
    """
    service = one.service
    found = [sections.not_confirmed(service, said)] if service.is_unsure else []
    found.append(_words(as_sentence(service.line)))
    if service.alert:
        title = Run(f"{said.say('alert.title')}:", strong=True)
        found.append(spaced((title,), (Run(as_sentence(service.alert)),)))
    found.append(_words(_where(one, number, home, said)))
    age = age_words(told(service), said)
    way = way_words(service, said)
    if says_free and is_free_to_call(service):
        way = spaced((*way, Run(".")), said.words("call.free"))
    return Entry(
        number,
        service.title,
        body=tuple(Sentence(words) for words in found if plain(words)),
        aside=way,
        beside=(Sentence(spaced(_words(age), _words(item_words(service.uid, said)))),),
        level=_LEVEL,
    )


def gap_entry(gap: GuideGap, cancer: str, home: str, said: Phrases) -> Entry:
    """Return that a kind of help is missing, where the nearest is, and what there is by phone."""
    body: list[Body] = []
    if gap.nearest:
        key = "guide.gap.nearest" if len(gap.nearest) > 1 else "guide.gap.nearest_one"
        body.append(Sentence(said.words(key)))
        body += [Sentence(_named(one, said)) for one in gap.nearest]
        if gap.asks:
            body.append(Sentence(said.words("guide.gap.ask", place=home)))
    if gap.by_phone:
        body.append(Sentence(said.words("guide.gap.phone")))
        body += [Sentence(_named(one, said)) for one in gap.by_phone]
    return Entry("", _missing(gap, cancer, home, said), body=tuple(body), level=_LEVEL)


def told(service: PatientService) -> PatientService:
    """Return the service with the standings of what an entry tells, and of nothing else."""
    facts = {"about", "referral", "place", _reached_by(service)}
    kept = tuple(one for one in service.standings if one.fact in facts)
    return replace(service, standings=kept, schedules=())


def age_words(service: PatientService, said: Phrases) -> str:
    """Return how old the printed facts are that are not fresh, in one line; "" if all are.

    Facts of several dates share their years.
    """
    stale = [
        one for one in service.standings if one.is_printed and one.freshness is not Freshness.FRESH
    ]
    dates = sorted({one.when for one in stale if one.when}, key=lambda day: day.earliest)
    if not dates:
        return said.say("age.never") if stale else ""
    some = "_some" if any(one.when is None for one in stale) else ""
    first, last = dates[0], dates[-1]
    if len(dates) == 1:
        return said.say(f"age.last{some}", when=said.date(first))
    if first.year == last.year:
        return said.say(f"age.last{some}", when=str(first.year))
    return said.say(f"age.between{some}", first=str(first.year), last=str(last.year))


def is_free_to_call(service: PatientService) -> bool:
    """Return True if its number costs nothing from any telephone."""
    return service.phone is not None and bool(FREE.match(service.phone.phone.digits))


# --- How to get in ----------------------------------------------------------------------------------


def way_words(service: PatientService, said: Phrases) -> Words:
    """Return how to get in, short: who arranges it, then the number that a person may call."""
    routes = service.routes
    by_oneself = ReferralRoute.SELF in routes
    parts: list[Words] = []
    if by_oneself and service.is_drop_in and service.places:
        parts.append(said.words("guide.way.drop"))
    if ReferralRoute.INVITATION in routes:
        parts.append(said.words("guide.way.letter"))
    parts += _arranged(routes, said)
    way = _reached_by(service)
    if way == "phone":
        parts.append(_call(service, said))
    elif way:
        parts.append(_written(service, way, said))
    return spaced(*parts) if parts else said.words("guide.way.unknown")


def _arranged(routes: Sequence[ReferralRoute], said: Phrases) -> list[Words]:
    gp, team = ReferralRoute.GP in routes, ReferralRoute.HOSPITAL_TEAM in routes
    if ReferralRoute.SELF in routes:
        return []
    if ReferralRoute.ANY_PROFESSIONAL in routes:
        return [said.words("guide.way.any")]
    if gp and team:
        return [said.words("guide.way.gp_or_team")]
    if gp:
        return [said.words("guide.way.gp")]
    return [said.words("guide.way.team")] if team else []


def _reached_by(service: PatientService) -> str:
    """Return the fact by which a person gets in touch: "phone", "website", "email" or "".

    A switchboard says nothing to those whom somebody sends.
    """
    by_oneself = ReferralRoute.SELF in service.routes
    is_sent = bool(service.routes) and not by_oneself
    if service.phone is not None and not (service.phone.is_main and is_sent):
        return "phone"
    if is_sent:
        return ""
    if web_address(service.website):
        return "website"
    return "email" if service.email else ""


def _call(service: PatientService, said: Phrases) -> Words:
    assert service.phone is not None  # noqa: S101 - only asked for where there is one
    phone = service.phone.phone
    number = Run(number_words(phone.number), strong=True, link=f"tel:{phone.digits}")
    _who, instruction = split_label(phone.label)
    key = "text" if phone.kind is PhoneKind.TEXT else "call"
    is_letter = ReferralRoute.INVITATION in service.routes and key == "call"
    words = said.words("guide.way.book" if is_letter else f"guide.way.{key}", number=number)
    if service.phone.is_main and service.ask_for:
        return (*words, Run(". "), *said.words("call.ask", team=service.ask_for))
    if service.phone.is_main:
        return spaced(words, said.words("guide.way.main"))
    return (*words, Run(f". {as_sentence(instruction)}")) if instruction else words


def _written(service: PatientService, way: str, said: Phrases) -> Words:
    if way == "website":
        address = Run(web_address(service.website), link=service.website)
        return said.words("guide.way.look", address=address)
    return said.words("guide.way.email", address=Run(service.email, link=f"mailto:{service.email}"))


# --- What is missing ---------------------------------------------------------------------------------


def _missing(gap: GuideGap, cancer: str, home: str, said: Phrases) -> str:
    kind = said.say(f"guide.kind.{gap.kind}", cancer=cancer)
    if gap.within is None:
        return held_together(said.say("guide.gap.area", kind=kind, place=home))
    miles = exact_miles(gap.within, said)
    key = "guide.gap.elsewhere" if gap.is_elsewhere else "guide.gap.place"
    return held_together(said.say(key, kind=kind, miles=miles, place=home))


def _named(one: GuideService, said: Phrases) -> Words:
    """Return a service in a line: name, place, miles, how to get in, and how old that is."""
    service = one.service
    if one.miles is None or not service.places:
        words: Words = ((Run(as_sentence(service.title), strong=True)),)
    else:
        miles, place = far_words(one.miles, said), first_of(service.places[0].name)
        name = Run(service.title, strong=True)
        if _is_in(place, service.title):
            words = said.words("guide.gap.named", name=name, miles=miles)
        else:
            words = said.words("guide.gap.named_at", name=name, place=place, miles=miles)
    if service.is_unsure:
        words = spaced(words, sections.not_confirmed(service, said))
    way = way_words(service, said)
    way = way if plain(way).endswith(".") else (*way, Run("."))
    code = f"({item_words(service.uid, said)})"
    return spaced(words, way, _words(age_words(told(service), said)), _words(code))


def _where(one: GuideService, number: str, home: str, said: Phrases) -> str:
    """Return the place and its miles, for what has no pin; the place alone where it surprises."""
    service = one.service
    if not service.places or one.miles is None:
        return ""
    name = first_of(service.places[0].name)
    if number:
        return "" if _is_in(name, service.title) else said.say("guide.place_only", place=name)
    place = service.places[0].short or name
    far = far_words(one.miles, said)
    return held_together(said.say("guide.place", place=place, miles=far, home=home))


def first_of(place: str) -> str:
    """Return the name of a place without its street or town."""
    return place.partition(",")[0]


def _is_in(place: str, title: str) -> bool:
    """Return True if a name has said most words of weight of a place."""
    words = set(_WORD.findall(place.casefold())) - _ANY_PLACE
    return bool(words) and 2 * len(words & set(_WORD.findall(title.casefold()))) >= len(words)


def _words(text: str) -> Words:
    return (Run(text),) if text else ()
