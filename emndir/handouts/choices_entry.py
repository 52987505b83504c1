"""One service of a "your choices" sheet: what it is, its number, where and when, its web page."""

from __future__ import annotations

from emndir.domain.vocabulary import Delivery, PhoneKind
from emndir.handouts import sections
from emndir.handouts.blocks import Address, Body, Entry, Sentence
from emndir.handouts.contact_box import lead_words, split_label
from emndir.handouts.foot import item_words
from emndir.handouts.patient_view import PatientService
from emndir.handouts.phrases import Phrases, Run, Words, plain, spaced
from emndir.handouts.qr import qr_code
from emndir.handouts.standing import standing_facts
from emndir.handouts.wording import as_sentence, number_words, web_address

_MOST_PLACES = 3
"""More places than this are not listed: the service's own sheet does that."""


def choice_entry(
    service: PatientService,
    said: Phrases,
    *,
    number: int,
    step: str,
    with_hours: bool,
    with_way_in: bool,
    with_cost: bool,
    with_standing: bool,
    directions: str = "",
) -> Entry:
    """Return a service as one of a list.

    What the table says as well may be left out here (`with_hours`, `with_way_in`); hours and
    the way in are said not to be known where they are not. `with_standing` tells how old its
    facts are, unless the sheet does. `directions` say in words what a map would show.
    """
    told = sections.introduction(service, said)
    ways = _way_in(service, said, with_way_in=with_way_in, with_cost=with_cost)
    words = [*told[:-1], spaced(*told[-1:], ways)]
    body: list[Body] = [Sentence(part) for part in words if part]
    if service.alert:
        notice = Run(f"{said.say('alert.title')}:", strong=True)
        body.append(Sentence(spaced((notice,), (Run(as_sentence(service.alert)),))))
    standing = standing_facts(service, said) if with_standing else ()
    body += [Sentence(standing)] if standing else []
    beside = _where(service, said)
    if with_hours:
        hours = Run(sections.opening_words(service, said) or said.say("open.unknown"))
        last = beside[-1] if beside else None
        if isinstance(last, Sentence):
            beside[-1] = Sentence(spaced(last.words, (hours,)))
        else:
            beside.append(Sentence((hours,)))
    if directions:
        after = sum(isinstance(part, Address) for part in beside)
        beside.insert(after, Sentence((Run(directions),)))
    address = web_address(service.website)
    page = said.words("web.site", address=Run(address, link=service.website)) if address else ()
    code = qr_code(service.website) if address else None
    if page and code is None:
        beside.append(Sentence(page))
    if service.email and service.phone is None:
        link = f"mailto:{service.email}"
        beside.append(Sentence(said.words("web.email", address=Run(service.email, link=link))))
    return Entry(
        number=str(number),
        name=service.title,
        step=step,
        call=_call(service, said),
        body=tuple(body),
        beside=tuple(beside),
        qr=code,
        qr_caption=plain(page) if code else "",
        qr_alt=said.say("qr.alt", address=address) if code else "",
        code=item_words(service.uid, said),
    )


def _call(service: PatientService, said: Phrases) -> Words:
    """Return the line with the number, and what to ask for when it is answered.

    Whose number it is stands before it only where the name of the service does not tell.
    """
    if service.phone is None:
        reachable = service.website or service.email
        none = "call.unchecked" if service.has_unprinted_phone else "call.none"
        return () if reachable and not service.has_unprinted_phone else said.words(none)
    phone = service.phone.phone
    number = Run(number_words(phone.number), strong=True, link=f"tel:{phone.digits}")
    who, instruction = split_label(phone.label)
    who = who.partition(",")[0]
    if phone.kind is PhoneKind.TEXT:
        call = spaced(said.words("call.text"), (number,))
    elif service.phone.is_main or _weighty(who) <= _weighty(service.title):
        call = said.words("call.number", number=number)
    else:
        call = spaced(lead_words(who, said), (number,))
    if instruction:
        ask: Words = (Run(as_sentence(instruction)),)
    elif service.phone.is_main and service.ask_for:
        ask = said.words("call.ask", team=service.ask_for)
    else:
        ask = said.words("call.ask_service") if service.phone.is_main else ()
    return spaced((*call, Run(".")), ask) if ask else call


def _weighty(text: str) -> set[str]:
    words = {word.strip(",.:()").casefold() for word in text.split()}
    return words - {"", "the", "a", "of", "and", "at", "main", "number", "line"}


def _way_in(service: PatientService, said: Phrases, *, with_way_in: bool, with_cost: bool) -> Words:
    parts: list[str] = []
    if with_way_in:
        # The line with the number says already that one can call, and "just come in" is enough.
        obvious = {said.say("get.self")} if service.phone else set()
        obvious.add(said.say("get.nobook"))
        known = sections.route_words(service, said)
        unknown = "get.unknown_call" if service.phone else "get.unknown"
        parts += [way for way in known if way not in obvious] if known else [said.say(unknown)]
    if with_cost and service.cost is not None:
        parts.append(said.say(f"cost.{service.cost}"))
    text = " ".join(parts)
    return (Run(text),) if text else ()


def _where(service: PatientService, said: Phrases) -> list[Body]:
    """Return where to go; that one can call or go online is said by the number and the page."""
    section = sections.where(service, said)
    if section is None:
        return []
    if service.places:
        if len(service.places) <= _MOST_PLACES:
            return list(section.body)
        addresses: list[Body] = [part for part in section.body if isinstance(part, Address)]
        return [*addresses, Sentence(said.words("where.more"))]
    is_clear = set(service.delivery) <= {Delivery.PHONE, Delivery.ONLINE}
    return [] if is_clear and (service.phone or service.website) else list(section.body)
