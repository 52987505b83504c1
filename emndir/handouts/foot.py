"""What ends every sheet: until when it holds, what code it has, and room for the nurse's notes."""

from __future__ import annotations

import hashlib
from datetime import date

from emndir.domain.freshness import add_months
from emndir.domain.vocabulary import ReferralRoute
from emndir.domain.wordings import unbroken_words
from emndir.handouts.blocks import Foot, Notes
from emndir.handouts.patient_view import PatientService
from emndir.handouts.phrases import Phrases, Run
from emndir.handouts.wording import held_together

VALID_MONTHS = 6
"""A sheet is not to be used for longer, however fresh its facts are."""
_CODE_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"


def sheet_code(*recipe: str) -> str:
    """Return three letters and two digits that stand for what is on a sheet, and for no person.

    The same recipe (kind of sheet, services in order) has the same code on every machine, so
    a wrong number can be reported by anybody. There are no vowels, so no words.
    """
    number = int.from_bytes(
        hashlib.sha256("\n".join(recipe).encode(errors="surrogatepass")).digest()[:8], "big"
    )
    number, digits = divmod(number, 100)
    letters = ""
    for _ in range(3):
        number, letter = divmod(number, len(_CODE_LETTERS))
        letters += _CODE_LETTERS[letter]
    return f"{letters}\N{NO-BREAK SPACE}{digits:02d}"


def item_code(uid: str) -> str:
    """Return the code of one service, the same on every paper: that of its own sheet."""
    return sheet_code("single", uid)


def item_words(uid: str, said: Phrases) -> str:
    """Return the code of one service as it stands beside it in a list."""
    return unbroken_words(said.say("booklet.code", code=item_code(uid)))


def sheet_foot(
    said: Phrases,
    data_date: date,
    until: date,
    code: str,
    *,
    has_map: bool,
    has_items: bool = False,
) -> Foot:
    """Return the end of a sheet, without the offer of other formats.

    `has_items` where each service has a code of its own beside it.
    """
    error = "foot.error_item" if has_items else "foot.error"
    return Foot(
        check=(Run(said.say("foot.check"), strong=True),),
        change=said.say("foot.change"),
        date=said.say("foot.date", day=said.date(data_date)),
        until=said.say("foot.until", day=said.date(until)),
        error=said.words(error, code=Run(code, strong=True)),
        format="",
        credit=held_together(said.say("map.credit")) if has_map else "",
        page=said.template("foot.page"),
    )


def valid_until(printed_on: date, *services: PatientService) -> date:
    """Return the last day of use: in six months, or when the first printed fact turns old."""
    days = [add_months(printed_on, VALID_MONTHS)]
    for service in services:
        days += [
            standing.turns_old
            for standing in service.standings
            if standing.is_printed and standing.turns_old is not None
        ]
        days += [schedule.valid_to for schedule in service.schedules if schedule.valid_to]
        days += [service.alert_until] if service.alert_until else []
    return max(printed_on, min(days))


def is_empty(service: PatientService) -> bool:
    """Return True where a patient would hold a page with nobody to turn to.

    A surgery or team that arranges it, or a letter that comes, is somebody to turn to.
    """
    reachable = service.phone or service.treatment_line or service.website or service.email
    arranged = any(route is not ReferralRoute.SELF for route in service.routes)
    return not (reachable or service.places or arranged)


def space_for_notes(said: Phrases) -> Notes:
    """Return lines for the nurse to write on."""
    return Notes(
        said.say("notes.title"),
        said.say("notes.contact"),
        said.say("notes.phone"),
        said.say("notes.space"),
    )
