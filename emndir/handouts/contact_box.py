"""The framed box at the top of a sheet: one number, whose it is, the web page and its QR code."""

from __future__ import annotations

import re

from emndir.domain.vocabulary import PhoneKind
from emndir.handouts.blocks import ContactBox
from emndir.handouts.patient_view import PatientService
from emndir.handouts.phrases import Phrases, Run, Words, spaced
from emndir.handouts.qr import qr_code
from emndir.handouts.wording import (
    as_sentence,
    lower_first,
    number_words,
    upper_first,
    web_address,
)

FREE = re.compile(r"0800|0808|116\d{3}$")
"""Numbers that cost nothing from any telephone in the United Kingdom (Ofcom's number plan)."""
_INSTRUCTION = re.compile(r"(ask|press|extension|text|option|choose|say)\b", re.IGNORECASE)
_MAIN = re.compile(r"\s*\b(main number|national number|(older )?switchboard( number)?)$", re.I)
_COMMON_NOUN = re.compile(
    r"\b(advisers?|bureau|centre|clinics?|contact|co-ordinator|department|desk|helpdesk|helpline|"
    r"hub|line|nurses?|number|officer?|organiser|radiographer|reception|scheme|secretary|services?|"
    r"sister|suite|team|unit|ward)\b"
)
_NAMED_THING = re.compile(
    r"\b(Centre|Department|Helpline|Infoline|Line|Office|Scheme|Service|Suite|Team|Unit|Ward)$"
)
_ABBREVIATION = re.compile(r"\s*\([A-Z]+\)$")
_SMALL = frozenset("a and at for in of on the to with".split())
_NO_NAME = frozenset({"", "hospital", "main", "the hospital"})


def contact_box(service: PatientService, said: Phrases) -> ContactBox:
    """Return the box: at most one number, the address of the web page in words, its code."""
    lead, number, after = contact_words(service, said)
    address = web_address(service.website)
    if address:
        after.append(said.words("web.site", address=Run(address, link=service.website)))
    if service.email:
        link = f"mailto:{service.email}"
        after.append(said.words("web.email", address=Run(service.email, link=link)))
    code = qr_code(service.website) if address else None
    return ContactBox(
        lead=lead,
        number=number,
        after=tuple(after),
        qr=code,
        qr_caption=said.say("qr.caption") if code else "",
        qr_alt=said.say("qr.alt", address=address) if code else "",
    )


def contact_words(service: PatientService, said: Phrases) -> tuple[Words, str, list[Words]]:
    """Return the words above the number, the number, and the sentences below it."""
    if service.phone is None:
        key = "call.unchecked" if service.has_unprinted_phone else "call.none"
        return said.words(key), "", []
    phone = service.phone.phone
    who, instruction = split_label(phone.label)
    after: list[Words] = []
    if phone.kind is PhoneKind.TEXT:
        own = phone.label.lower().startswith("text")
        lead = (Run(phone.label),) if own else said.words("call.text")
    elif service.phone.is_main:
        name = _MAIN.sub("", who).rstrip(", ")
        if name.lower() in _NO_NAME:
            name = service.places[0].name if service.places else ""
        lead = lead_words(name, said)
        main = said.words("call.main" if service.phone.is_hospital else "call.main_other")
        after.append(spaced(main, _ask_for(service, instruction, said)))
    else:
        lead = lead_words(who, said)
        if instruction:
            after.append((Run(as_sentence(instruction)),))
    if FREE.match(phone.digits):
        after.append(said.words("call.free"))
    return lead, number_words(phone.number), after


def _ask_for(service: PatientService, instruction: str, said: Phrases) -> Words:
    if instruction:
        return (Run(as_sentence(instruction)),)
    if service.ask_for:
        return said.words("call.ask", team=service.ask_for)
    return said.words("call.ask_name")


def split_label(label: str) -> tuple[str, str]:
    """Return whose number it is, and what to do when it is answered ("Ask for extension 7549")."""
    head, comma, rest = label.partition(", ")
    if comma and _INSTRUCTION.match(rest):
        return head, upper_first(rest)
    return label, ""


def lead_words(who: str, said: Phrases) -> Words:
    """Return "Call the radiotherapy department", "Call Blythe House" or "Phone: Day treatment".

    A label is a name, or a thing with an article, or neither: then it stands by itself.
    """
    if not who:
        return said.words("call.them")
    core = _ABBREVIATION.sub("", who.partition(",")[0])
    if who.lower().startswith("the "):
        return said.words("call.team", team=who[4:])
    words = core.split()
    is_name = all(_in_a_name(word) for word in words)
    if len(words) == 1 and _COMMON_NOUN.fullmatch(core.lower()):
        return said.words("call.team", team=who[:1].lower() + who[1:])
    if is_name and _NAMED_THING.search(core):
        return said.words("call.team", team=who)
    if "(" not in core and not is_name and (_COMMON_NOUN.search(core) or _NAMED_THING.search(core)):
        return said.words("call.team", team=lower_first(who))
    if is_name:
        return said.words("call.name", name=who)
    return said.words("call.other", label=who)


def _in_a_name(word: str) -> bool:
    return word[:1].isupper() or word.isdigit() or word.lower() in _SMALL
