"""What the screen turned to a patient shows: the words of a sheet, for the screen.

It is built from a `PatientService`, or a `PatientGone`, and from nothing else: what a patient
may not see has no way in here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from emndir.domain.location import Position
from emndir.handouts import sections
from emndir.handouts.blocks import Address, Body, Bullets, NoticeBox, Section, Sentence
from emndir.handouts.contact_box import contact_words
from emndir.handouts.patient_others import PatientGone
from emndir.handouts.patient_view import PatientService
from emndir.handouts.phrases import Phrases, Run, Words, plain
from emndir.handouts.standing import standing_words
from emndir.handouts.wording import sentences, web_address


class FactKind(StrEnum):
    """Which of the four facts it is; the window has a sign for each."""

    ROUTE = "route"
    PHONE = "phone"
    HOURS = "hours"
    PLACE = "place"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenFact:
    """One of the facts in the frame: a caption, then lines, `main` of which is the largest.

    `is_number` says that it is a telephone number. `before` stands above it.
    """

    kind: FactKind
    caption: str
    main: str
    before: str = ""
    after: tuple[str, ...] = ()
    is_number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientScreen:
    """Everything on the screen turned to a patient, as words.

    `position` is where the pin of the map goes, `place_name` what it is called. `can_print` is
    True where a sheet can be made of it.
    """

    title: str
    introduction: tuple[str, ...] = ()
    notices: tuple[NoticeBox, ...] = ()
    facts: tuple[ScreenFact, ...] = ()
    sections: tuple[Section, ...] = ()
    standing: Words = ()
    place_name: str = ""
    position: Position | None = None
    can_print: bool = False


def patient_screen(
    service: PatientService, said: Phrases, label: str = "", start: Position | None = None
) -> PatientScreen:
    """Return the words of a service or place; miles are measured from `start`, called `label`."""
    said = said.but(
        {
            "standing.sheet": said.template("text.this"),
            "call.ask_name": "" if service.is_place else said.template("screen.name"),
        }
    )
    far = sections.far_words(service, said, label, start)
    place = service.places[0] if service.places else None
    alerts = [NoticeBox(said.say("alert.title"), (Run(service.alert),))] if service.alert else []
    if service.is_treatment:
        unwell = sections.urgent(service, said)
        alerts.append(NoticeBox(said.say("urgent.title"), unwell, is_urgent=True))
    return PatientScreen(
        title=service.title,
        introduction=tuple(plain(words) for words in sections.introduction(service, said)),
        notices=tuple(alerts),
        facts=tuple(fact for fact in _facts(service, said, far) if fact),
        sections=_sections(service, said),
        standing=standing_words(service, said),
        place_name=place.name.partition(",")[0] if place else "",
        position=place.position if place else None,
        can_print=not service.is_place,
    )


def gone_screen(gone: PatientGone, said: Phrases) -> PatientScreen:
    """Return the words of what is not offered: why, and what took its place."""
    after = said.say("screen.after", name=gone.successor) if gone.successor else ""
    lines = (said.say(f"screen.{gone.status}"), after or said.say("screen.look"))
    return PatientScreen(title=gone.title, introduction=lines)


def _facts(service: PatientService, said: Phrases, far: str) -> list[ScreenFact | None]:
    phone, where = _phone(service, said), _where(service, said, far)
    if service.is_place:
        return [phone, where]
    get, hours = sections.getting_in(service, said), sections.hours(service, said)
    return [
        _told(FactKind.ROUTE, get.heading, get),
        phone,
        _told(FactKind.HOURS, said.say("screen.open"), hours),
        where,
    ]


def _told(kind: FactKind, caption: str, section: Section) -> ScreenFact:
    first, *rest = sentences(" ".join(_lines(section.body)))
    return ScreenFact(kind=kind, caption=caption, main=first, after=tuple(rest))


def _phone(service: PatientService, said: Phrases) -> ScreenFact:
    lead, number, after = contact_words(service, said)
    more = [plain(words) for words in after]
    address = web_address(service.website)
    if address:
        more.append(said.say("web.site", address=address))
    if service.email:
        more.append(said.say("web.email", address=service.email))
    return ScreenFact(
        kind=FactKind.PHONE,
        caption=said.say("screen.phone"),
        before=plain(lead) if number else "",
        main=number or plain(lead),
        after=tuple(more),
        is_number=bool(number),
    )


def _where(service: PatientService, said: Phrases, far: str) -> ScreenFact | None:
    section = sections.where(service, said)
    if section is None:
        return None
    first, *rest = _lines(section.body)
    more = (*rest, far) if far else tuple(rest)
    return ScreenFact(kind=FactKind.PLACE, caption=said.say("screen.where"), main=first, after=more)


def _sections(service: PatientService, said: Phrases) -> tuple[Section, ...]:
    """Return travel and access; how far it is stands with the address already."""
    found = (sections.travel(service, said, ""), sections.access(service, said))
    return tuple(section for section in found if section is not None)


def _lines(body: tuple[Body, ...]) -> list[str]:
    lines: list[str] = []
    for part in body:
        match part:
            case Sentence(words):
                lines.append(plain(words))
            case Address(parts):
                lines.append(", ".join(parts[:-1]) + f" {parts[-1]}" if parts[1:] else parts[0])
            case Bullets(items):
                lines += items
    return lines
