"""What to call when unwell during treatment, as posters and wallet cards say it."""

from __future__ import annotations

from emndir.handouts.blocks import LineBox
from emndir.handouts.patient_view import PatientService
from emndir.handouts.phrases import Phrases, Run
from emndir.handouts.wording import number_words


def line_of(service: PatientService | None) -> PatientService | None:
    """Return the service if its line may hang on a wall or lie in a wallet, else None.

    The number has to be fresh or confirmed, as everywhere on paper, and nobody may doubt that
    the service runs: here is no room to say so.
    """
    if service is None or service.treatment_line is None or service.is_unsure:
        return None
    return service


def line_box(service: PatientService | None, said: Phrases, *, by_hand: bool) -> LineBox:
    """Return the number of a service's line, or where there is none the alert card's wording.

    `by_hand` adds a ruled place for a number that is written with a pen.
    """
    emergency = Run(said.say("urgent.emergency_number"), strong=True)
    help_now = said.words("urgent.emergency", number=emergency)
    known = line_of(service)
    if known is None or known.treatment_line is None:
        return LineBox(
            heading=said.say("urgent.title"),
            lead=said.words("urgent.none"),
            after=(help_now,),
            blank=said.say("urgent.by_hand") if by_hand else "",
        )
    return LineBox(
        heading=said.say("urgent.title"),
        lead=said.words("urgent.call_them"),
        number=number_words(known.treatment_line.number),
        after=(said.words("urgent.always"), said.words("urgent.other"), help_now),
    )
