"""How old the facts of a sheet are, said calmly: one sentence a date, not one a fact."""

from __future__ import annotations

from collections.abc import Sequence

from emndir.domain.freshness import Freshness
from emndir.domain.vocabulary import FactGroup
from emndir.handouts.letters import in_words
from emndir.handouts.patient_view import PatientService, Standing
from emndir.handouts.phrases import Phrases, Run, Words, spaced
from emndir.handouts.wording import as_sentence, upper_first

_ORDER = (
    "phone",
    "website",
    "email",
    "treatment-line",
    "place",
    "referral",
    "hours",
    "cost",
    "access",
    "eligibility",
    "about",
)
_MOST_DATES = 2
"""More sentences with a date than this become one, "between"."""


def standing_words(service: PatientService, said: Phrases) -> Words:
    """Return what the reader is told of facts that are not fresh; () where all are.

    Facts of one age share a sentence. Where every fact on the sheet has the same age, it is
    said of the sheet (DESIGN section 5, rule `label`).
    """
    stale = _stale(service)
    if not stale:
        return ()
    thing = "one" if len(stale) == 1 else "several"
    thing = "sheet" if one_age(service) else thing
    return spaced(standing_facts(service, said), _advice(service, stale, thing, said))


def standing_facts(service: PatientService, said: Phrases) -> Words:
    """Return which facts are not fresh, and nothing of what to do about it; () where all are."""
    stale = _stale(service)
    if not stale:
        return ()
    if one_age(service):
        return _of_everything(stale[0], said)
    parts: list[Words] = []
    unchecked = [standing for standing in stale if standing.when is None]
    if unchecked:
        parts.append(_group("standing.unchecked", unchecked, said))
    parts += _dated([standing for standing in stale if standing.when is not None], said)
    return spaced(*parts)


def one_age(service: PatientService) -> bool:
    """Return True if every fact that is printed is equally old, and not fresh."""
    stale = _stale(service)
    printed = sum(standing.is_printed for standing in service.standings)
    return bool(stale) and len(stale) == printed and len({one.when for one in stale}) == 1


def _stale(service: PatientService) -> list[Standing]:
    return sorted(
        (
            standing
            for standing in service.standings
            if standing.is_printed and standing.freshness is not Freshness.FRESH
        ),
        key=lambda standing: _ORDER.index(standing.fact),
    )


def _of_everything(standing: Standing, said: Phrases) -> Words:
    if standing.when is None:
        return (Run(said.say("standing.unchecked_all"), strong=True),)
    return (Run(said.say("standing.checked_all", when=said.date(standing.when)), strong=True),)


def _dated(stale: Sequence[Standing], said: Phrases) -> list[Words]:
    dates = sorted({standing.when for standing in stale if standing.when}, reverse=True)
    if len(dates) > _MOST_DATES:
        first, last = said.date(dates[-1]), said.date(dates[0])
        return [_group("standing.checked_between", stale, said, first=first, last=last)]
    return [
        _group(
            "standing.checked",
            [standing for standing in stale if standing.when == when],
            said,
            when=said.date(when),
        )
        for when in dates
    ]


def _group(key: str, facts: Sequence[Standing], said: Phrases, **values: str) -> Words:
    names = list(dict.fromkeys(said.say(f"fact.{standing.fact}") for standing in facts))
    return spaced(
        (Run(said.say(key, **values), strong=True),),
        said.words("standing.facts", facts=said.listed(names)),
    )


def _advice(service: PatientService, stale: Sequence[Standing], thing: str, said: Phrases) -> Words:
    if all(standing.freshness is Freshness.AGEING for standing in stale):
        key = "standing.first" if service.phone else "standing.advice_ask"
    elif service.phone:
        key = "standing.advice"
    else:
        key = "standing.advice_web" if service.website else "standing.advice_ask"
    if key == "standing.first":
        return said.words(key)
    return said.words(key, it=said.say(f"standing.{thing}"))


def doubts(service: PatientService, said: Phrases) -> tuple[tuple[FactGroup, str], ...]:
    """Return what the person who prints should check first: fact group and sentence."""
    unsure, others = _unsure(service, said), other_doubts(service, said)
    return (*unsure, *_ages(service, said), *others[len(unsure) :])


def other_doubts(service: PatientService, said: Phrases) -> tuple[tuple[FactGroup, str], ...]:
    """Return what there is to check besides the age of the facts."""
    found = list(_unsure(service, said))
    for place in service.closed_places:
        sentence = as_sentence(said.say("doubt.closed_place", place=place))
        found.append((FactGroup.PLACE, sentence))
    if service.lost_letters:
        letters = said.say("doubt.letters", letters=in_words(service.lost_letters))
        found.append((FactGroup.ABOUT, as_sentence(letters)))
    return tuple(found)


def _unsure(service: PatientService, said: Phrases) -> tuple[tuple[FactGroup, str], ...]:
    if not service.is_unsure:
        return ()
    return ((FactGroup.ABOUT, as_sentence(said.say("doubt.unsure"))),)


def _ages(service: PatientService, said: Phrases) -> tuple[tuple[FactGroup, str], ...]:
    found: list[tuple[FactGroup, str]] = []
    for standing in sorted(service.standings, key=lambda item: _ORDER.index(item.fact)):
        if standing.freshness is Freshness.FRESH:
            continue
        fact = upper_first(said.say(f"fact.{standing.fact}").removeprefix("the "))
        key = f"doubt.{standing.freshness}" + ("" if standing.is_printed else "_left_out")
        when = said.date(standing.when) if standing.when else ""
        values = {"fact": fact, "when": when} if when else {"fact": fact}
        found.append((standing.group, as_sentence(said.say(key, **values))))
    return tuple(found)
