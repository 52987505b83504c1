"""Checking: what will stand on the paper, how old it is, and what to look at before it is printed.

It goes by the same reading of the services as the sheets themselves (`making`), so nothing is
listed that is not on the paper, and nothing doubtful is missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from emndir.domain.freshness import LIMITS, Freshness, freshness_of
from emndir.domain.vocabulary import FactGroup
from emndir.making import EVERY, Kind, Maker, Recipe, find_origin

if TYPE_CHECKING:
    from emndir.bootstrap import OpenDirectory
    from emndir.domain.provenance import Check
    from emndir.domain.service import Service
    from emndir.geography.places import Located
    from emndir.handouts.blocks import Sheet
    from emndir.handouts.patient_view import PatientService, Standing
    from emndir.handouts.phrases import Phrases

_ALL_GROUPS = frozenset(FactGroup)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact of a service as the paper would have it, with nothing ticked.

    `name` is "Phone number". `when` is the day of the check in words, "" for never; `how` and
    `role` are those of the check, "" where the record does not say. `limit` is how many months
    such a fact may be relied on. `is_printed` is False for what is left out.
    """

    name: str
    freshness: Freshness
    when: str = ""
    how: str = ""
    role: str = ""
    limit: int = 0
    is_printed: bool = True

    @property
    def is_fine(self) -> bool:
        """Return True for what was checked lately."""
        return self.freshness is Freshness.FRESH

    @property
    def weight(self) -> int:
        """Return how doubtful it is, for an order: what is left out comes first."""
        if not self.is_printed:
            return 0
        return 1 if self.freshness.is_doubtful else 2 + self.is_fine


@dataclass(frozen=True, slots=True, kw_only=True)
class ToCheck:
    """What the paper says of one group of a service's facts, whether it was ticked or not.

    `group` is None for what no tick can settle. `title` is what stands at the head of the
    service's sheet, after its number where there are several. `sentences` are what there is to
    know besides the age of the facts.
    """

    uid: str
    title: str
    group: FactGroup | None
    facts: tuple[Fact, ...] = ()
    sentences: tuple[str, ...] = ()

    @property
    def doubtful(self) -> tuple[Fact, ...]:
        """Return the facts that are not fresh."""
        return tuple(fact for fact in self.facts if not fact.is_fine)

    @property
    def fine(self) -> tuple[Fact, ...]:
        """Return the facts that were checked lately."""
        return tuple(fact for fact in self.facts if fact.is_fine)

    @property
    def is_doubtful(self) -> bool:
        """Return True where there is something to look at before it is printed."""
        return bool(self.sentences or self.doubtful)


def find_to_check(
    directory: OpenDirectory,
    recipe: Recipe,
    *,
    today: date,
    origin: Located | None = None,
) -> tuple[ToCheck, ...]:
    """Return every group of facts on the paper of a recipe, service by service: for a worker.

    Of a service the most doubtful come first, and last what no tick can settle. A booklet has
    too many facts for a list: `booklet_to_check` sums them up.

    Raises:
        UnknownServiceError: for a uid that the directory does not have.
        UnknownPlaceError: for a place that the gazetteer does not know.
        HandoutError: for a service that is not offered.
    """
    from emndir.handouts.phrases import phrases

    if recipe.kind is Kind.BOOKLET:
        return ()
    maker = Maker(directory, recipe, today, "", find_origin(directory, recipe, origin))
    said = phrases()  # for the person who prints, whatever the patient reads
    found: list[ToCheck] = []
    uids = tuple(dict.fromkeys(maker.uids()))
    for number, uid in enumerate(uids, start=1):
        service = maker.read(uid)
        view = maker.told(maker.view(service, frozenset()))
        title = f"{number}. {view.title}" if len(uids) > 1 else view.title
        lasting = maker.told(maker.view(service, _ALL_GROUPS))
        groups = _groups(service, view, lasting, today, said)
        found += (replace(one, title=title) for one in groups)
    return tuple(found)


def booklet_to_check(sheet: Sheet) -> tuple[ToCheck, ...]:
    """Return the sums of a booklet, "Phone number: old or not checked for 41 of 120 services"."""
    return tuple(
        ToCheck(uid=EVERY, title=sheet.title, group=None, sentences=(sentence,))
        for _group, sentence in sheet.doubts
    )


def _groups(
    service: Service, view: PatientService, lasting: PatientService, today: date, said: Phrases
) -> Iterator[ToCheck]:
    """Yield one a fact group, the most doubtful first; what stays under every tick stands last."""
    from emndir.handouts.standing import other_doubts

    facts: dict[FactGroup, list[Fact]] = {}
    for standing in view.standings:
        fact = _fact(service, standing, today, said)
        facts.setdefault(standing.group, []).append(fact)
    every, staying = other_doubts(view, said), other_doubts(lasting, said)
    words: dict[FactGroup, list[str]] = {}
    for group, sentence in every:
        if (group, sentence) not in staying:
            words.setdefault(group, []).append(sentence)
    found = [
        ToCheck(
            uid=service.uid,
            title="",
            group=group,
            facts=tuple(sorted(facts.get(group, ()), key=lambda fact: fact.weight)),
            sentences=tuple(words.get(group, ())),
        )
        for group in dict.fromkeys((*words, *facts))
    ]
    yield from sorted(found, key=_weight)
    if staying:
        sentences = tuple(sentence for _, sentence in staying)
        yield ToCheck(uid=service.uid, title="", group=None, sentences=sentences)


def _weight(one: ToCheck) -> int:
    least = min((fact.weight for fact in one.facts), default=0)
    return min(least, 1) if one.sentences else least


def _fact(service: Service, standing: Standing, today: date, said: Phrases) -> Fact:
    check = _check(service, standing, today)
    limits = LIMITS[standing.group]
    is_line = standing.group is FactGroup.TREATMENT_LINE  # never printed once it is not fresh
    name = said.say(f"fact.{standing.fact}").removeprefix("the ")
    return Fact(
        name=name[:1].upper() + name[1:],
        freshness=standing.freshness,
        when=standing.when.words if standing.when else "",
        how=check.how if check else "",
        role=check.role if check else "",
        limit=limits.fresh_months if is_line else limits.ageing_months,
        is_printed=standing.is_printed,
    )


def _check(service: Service, standing: Standing, today: date) -> Check | None:
    """Return the check that a fact's date is from: a switchboard's is that of its place."""
    own = service.check_of(standing.group)
    if standing.fact != "phone" or service.location is None:
        return own
    theirs = service.location.check_of(standing.group)
    stands = (standing.when, standing.freshness)
    for check in (own, theirs):
        when = check.checked_on if check else None
        if (when, freshness_of(standing.group, check, today)) == stands:
            return check
    return own
