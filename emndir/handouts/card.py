"""Cards for a wallet: what to call when unwell during treatment, and room for the own team."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from emndir.domain.vocabulary import FactGroup
from emndir.handouts.blocks import Block, Sentence, Sheet, Title, WalletCard
from emndir.handouts.foot import item_code, sheet_code, sheet_foot, valid_until
from emndir.handouts.line_box import line_box, line_of
from emndir.handouts.patient_view import PatientService
from emndir.handouts.phrases import Phrases, phrases, spaced
from emndir.handouts.standing import doubts
from emndir.handouts.wording import tidy

POINTS = 12
"""The one size of a card: it has the measure of a bank card. The number is larger."""


def card_sheet(
    line: PatientService | None = None,
    *,
    printed_on: date,
    data_date: date,
    publisher: str = "",
    head_left: str = "",
    language: str | Phrases = "en",
) -> Sheet:
    """Return a sheet of wallet cards for `line`, a service with a treatment-advice line.

    Where its line is not fresh or confirmed, or None is given, the card says to call the number
    on the alert card, with a blank line to write it on. Nothing of a patient is printed: the
    team is written by hand.
    """
    said = phrases(language)
    known = line_of(line)
    kept = (told(known),) if known is not None else ()
    until = valid_until(printed_on, *kept)
    code = item_code(known.uid) if known is not None else sheet_code("card", "")
    foot = sheet_foot(said, data_date, until, code, has_map=False)
    maker = said.say("booklet.publisher", publisher=tidy(publisher)) if publisher else ""
    title = said.say("card.title")
    return Sheet(
        uid=known.uid if known is not None else "",
        title=title,
        directory=said.say("head.left"),
        language=said.language,
        direction=said.direction,
        families=said.families,
        points=POINTS,
        head_left=tidy(head_left),
        head_right="",
        blocks=(Title(title), *_blocks(line, known, said, until)),
        foot=replace(foot, maker=maker),
        code=code,
        printed_on=printed_on,
        valid_until=until,
        doubts=_doubts(line, phrases()),
        kind="card",
    )


def _blocks(
    line: PatientService | None, known: PatientService | None, said: Phrases, until: date
) -> tuple[Block, ...]:
    whose = said.words("card.whose", name=known.title) if known is not None else ()
    last_day = said.say("card.until", day=said.date(until)) if known is not None else ""
    return (
        Sentence(spaced(said.words("card.cut"), said.words("card.share"), whose)),
        WalletCard(
            box=line_box(line, said, by_hand=True), team=said.say("card.team"), until=last_day
        ),
    )


def told(service: PatientService) -> PatientService:
    """Return the service with the standing of its line alone: nothing else is on the card."""
    kept = tuple(one for one in service.standings if one.fact == "treatment-line")
    return replace(service, standings=kept, schedules=(), alert_until=None)


def _doubts(line: PatientService | None, said: Phrases) -> tuple[tuple[FactGroup, str], ...]:
    return doubts(told(line), said) if line is not None else ()
