"""How old the facts of one service are, in a line: for papers that list many, or have no room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from emndir.domain.freshness import Freshness
from emndir.domain.provenance import PartialDate
from emndir.handouts.patient_view import PatientService, Standing
from emndir.handouts.phrases import Phrases, Run, Words, spaced


def age_words(service: PatientService, said: Phrases, until: date | None = None) -> Words:
    """Return how old the printed facts are and what to do; () where all are fresh.

    The rule is that of the one-service sheet (`standing`), said shorter: facts of different age
    share a sentence, with the oldest date. `until` is how long a booklet holds, whose entries
    have said before whether the service runs; what turns old sooner is said as well.
    """
    printed = [one for one in service.standings if one.is_printed]
    stale = [one for one in printed if one.freshness is not Freshness.FRESH]
    found: list[Words] = []
    if service.is_unsure and until is None:
        found.append((Run(said.say("text.unsure"), strong=True),))
    if stale:
        doubt = _doubt(stale, len(printed), said)
        if not (until and service.is_unsure and _is_said(stale, service.last_seen)):
            found += [(Run(doubt, strong=True),), said.words(_advice(service))]
    day = _sooner(service, until, is_doubted=bool(stale))
    if day is not None:
        words = said.say("booklet.sooner", day=said.date(day))
        found.append((Run(words, strong=True),))
    return spaced(*found)


def _doubt(stale: Sequence[Standing], printed: int, said: Phrases) -> str:
    dates = [one.when for one in stale if one.when is not None]
    if not dates:
        return said.say("text.never" if len(stale) == printed else "text.some_never")
    key = "text.last" if len(dates) == len(stale) else "booklet.some"
    return said.say(key, when=said.date(min(dates, key=lambda day: day.earliest)))


def _is_said(stale: Sequence[Standing], last_seen: PartialDate | None) -> bool:
    """Return True where "Not confirmed: last seen …" has said how old these facts are."""
    return all(one.when is not None and one.when == last_seen for one in stale)


def _sooner(service: PatientService, until: date | None, *, is_doubted: bool) -> date | None:
    """Return the first day on which something turns old before the paper does, or None.

    Where the reader is told to ask first, only a treatment line has a day of its own.
    """
    if until is None:
        return None
    days = [
        one.turns_old
        for one in service.standings
        if one.is_printed and one.turns_old and (not is_doubted or one.fact == "treatment-line")
    ]
    days += [service.alert_until] if service.alert_until else []
    days += [item.valid_to for item in service.schedules if item.valid_to]
    return min((day for day in days if day < until), default=None)


def _advice(service: PatientService) -> str:
    if service.phone is not None:
        return "text.first_call"
    return "text.first_look" if service.website else "text.first_ask"
