"""The poster for a clinic's wall: whom to call when unwell, and up to six services."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from emndir.domain.errors import HandoutError
from emndir.domain.vocabulary import FactGroup
from emndir.handouts import pdf
from emndir.handouts.age import age_words
from emndir.handouts.blocks import Block, Entry, Foot, Part, Sentence, Sheet, Title
from emndir.handouts.contact_box import contact_words
from emndir.handouts.foot import item_code, sheet_code, sheet_foot, valid_until
from emndir.handouts.line_box import line_box, line_of
from emndir.handouts.patient_view import PatientService
from emndir.handouts.phrases import Phrases, Run, Words, phrases
from emndir.handouts.qr import qr_code
from emndir.handouts.standing import doubts
from emndir.handouts.wording import held_together, tidy, web_address

MOST = 6
"""Services on a poster: more cannot be read in passing."""
POINTS = 24
"""No text on a poster is smaller, so that it is read from two metres."""
PAPERS = ("a4", "a3")
_PRINTED = frozenset({"phone", "website", "treatment-line"})


def poster_sheet(
    services: Sequence[PatientService],
    *,
    printed_on: date,
    data_date: date,
    line: PatientService | None = None,
    place: str = "",
    paper: str = "a4",
    publisher: str = "",
    head_left: str = "",
    language: str | Phrases = "en",
) -> Sheet:
    """Return the poster: one page of `paper`, "a4" or "a3".

    `line` is the service whose treatment-advice line is given; where that is not fresh or
    confirmed, the poster says to call the number on the alert card. `place` is named in the
    title. A poster says nothing of any patient.

    Raises:
        ValueError: for other paper.
        HandoutError: for more than six services, or more words than one page holds.
    """
    if paper not in PAPERS:
        raise ValueError(f"a poster is printed on {PAPERS}, not {paper}")
    if len(services) > MOST:
        raise HandoutError(
            f"A poster has room for {MOST} services, and {len(services)} were chosen.",
            "Take some off.",
        )
    said = phrases(language)
    known = line_of(line)
    shown = [*services, *((known,) if known is not None else ())]
    kept = [told(service, is_line=service is known) for service in shown]
    until = valid_until(printed_on, *kept)
    code = sheet_code("poster", paper, known.uid if known else "", *(one.uid for one in services))
    foot = sheet_foot(said, data_date, until, code, has_map=False)
    foot = _with_codes(foot, code, services, said)
    named = said.say("poster.title_place", place=tidy(place)) if place else said.say("poster.title")
    title = held_together(named)
    sheet = Sheet(
        uid="",
        title=title,
        directory=said.say("head.left"),
        language=said.language,
        direction=said.direction,
        families=said.families,
        points=POINTS,
        head_left=tidy(head_left),
        head_right="",
        blocks=tuple(_blocks(title, services, line, said)),
        foot=replace(
            foot,
            until=said.say("booklet.until", day=said.date(until)),
            maker=said.say("booklet.publisher", publisher=tidy(publisher)) if publisher else "",
        ),
        code=code,
        printed_on=printed_on,
        valid_until=until,
        doubts=_doubts(kept, phrases()),
        kind="poster",
        paper=paper,
    )
    if services and pdf.page_count(sheet) > 1:  # a service is worth more than its code
        sheet = replace(sheet, foot=_with_codes(sheet.foot, code, (), said))
    if pdf.page_count(sheet) > 1:
        raise HandoutError(
            "This is more than one poster holds.",
            "Take a service off, print it on A3, or check the numbers: then they need no note."
            if paper == "a4"
            else "Take a service off.",
        )
    return sheet


def _with_codes(foot: Foot, code: str, services: Sequence[PatientService], said: Phrases) -> Foot:
    """Return the foot with the poster's code, and those of its services in their order.

    They stand there because beside a service is no room.
    """
    own = Run(code, strong=True)
    if not services:
        error = said.words("foot.error", code=own)
        return replace(foot, code=said.words("booklet.code", code=own), error=error)
    codes = ", ".join(item_code(service.uid) for service in services)
    error = said.words("poster.error", code=own, codes=codes)
    return replace(foot, code=said.words("poster.codes", code=own, codes=codes), error=error)


def _blocks(
    title: str,
    services: Sequence[PatientService],
    line: PatientService | None,
    said: Phrases,
) -> Iterator[Block]:
    yield Title(title)
    yield line_box(line, said, by_hand=False)
    if services:
        entries = tuple(_entry(service, said) for service in services)
        yield Part(said.say("poster.services"), entries)


def _entry(service: PatientService, said: Phrases) -> Entry:
    lead, number, _after = contact_words(service, said)
    address = web_address(service.website)
    code = qr_code(service.website) if address else None
    call: Words = (Run(number, True, f"tel:{service.phone.phone.digits}"),) if service.phone else ()
    web = () if number or not address else (Run(address, link=service.website),)
    age = age_words(told(service, is_line=False), said)
    return Entry(
        number="",
        name=service.title,
        level=3,
        call=call if number else (() if web else lead),
        body=(Sentence(age),) if age else (),
        aside=web,
        qr=code,
        qr_alt=said.say("qr.alt", address=address) if code else "",
    )


def told(service: PatientService, *, is_line: bool) -> PatientService:
    """Return the service with the standings of what the poster tells of it."""
    facts = {"treatment-line"} if is_line else _PRINTED
    kept = tuple(one for one in service.standings if one.fact in facts)
    return replace(service, standings=kept, schedules=(), alert_until=None)


def _doubts(kept: Sequence[PatientService], said: Phrases) -> tuple[tuple[FactGroup, str], ...]:
    return tuple(
        (group, f"{service.title}: {sentence}")
        for service in kept
        for group, sentence in doubts(service, said)
    )
