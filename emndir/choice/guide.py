"""Which services stand in a guide to one cancer near a place, and what is missing there.

Chosen by facts alone: the cancer itself before any cancer, what surely runs before what is not
confirmed, near before far. What states that it does not serve the place is never listed as help
for it. Nothing here says which is better.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

from emndir.choice.guide_kinds import CHILDREN, How, Kind, Part
from emndir.domain.vocabulary import Audience, Delivery, Stage

MOST_IN_A_PART = 4
_NEAREST = 2
_BY_PHONE = 1
_FAR = float("inf")
_YOUNG = frozenset({Audience.CHILDREN, Audience.YOUNG_PEOPLE})
_AT_A_PLACE = frozenset({Delivery.IN_PERSON, Delivery.OUTREACH_BUS})
_FROM_AFAR = frozenset({Delivery.PHONE, Delivery.ONLINE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What choosing needs to know of a service that is offered.

    `miles` is the straight line to its nearest place, whose uid is `place`; None without one.
    `serves` is whether its stated area has the person's place in it, None where nothing is
    stated. `is_printable` is False where no name may be printed, `is_reachable` where nobody says
    how to get in, `is_callable` where no number may be printed. `is_for_older` is for old age.
    """

    uid: str
    name: str
    is_for_site: bool
    is_unsure: bool = False
    is_national: bool = False
    miles: float | None = None
    place: str = ""
    serves: bool | None = None
    delivery: tuple[Delivery, ...] = ()
    stages: tuple[Stage, ...] = ()
    audience: tuple[Audience, ...] = ()
    is_printable: bool = True
    is_reachable: bool = True
    is_callable: bool = True
    is_for_older: bool = False


class Finding(Protocol):
    """Whoever knows the services: each answer has only those of the kind's types."""

    def near(self, kind: Kind) -> Sequence[Candidate]:
        """Return what is within the kind's miles, comes to the place, or is for its area."""

    def nearest(self, kind: Kind) -> Sequence[Candidate]:
        """Return what has a place, the nearest first, however far."""

    def by_phone(self, kind: Kind) -> Sequence[Candidate]:
        """Return what is given by phone or online."""

    def mentioning(self, kind: Kind) -> Sequence[Candidate]:
        """Return, of any type and as near as `near`, what has one of the kind's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A kind of help that is expected and missing: the nearest, and what there is by phone.

    `is_elsewhere` where one is near but does not serve the place; `asks` where the nearest do
    not either.
    """

    kind: Kind
    nearest: tuple[Candidate, ...] = ()
    by_phone: tuple[Candidate, ...] = ()
    is_elsewhere: bool = False
    asks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenKind:
    """One kind of help in its section: `services` stand there for it.

    `also` are those that stand elsewhere in the guide, for another kind of help, where none
    stands for this one. `is_missing` where the list has none, which is a `gap` only where a person
    would expect one.
    """

    kind: Kind
    services: tuple[Candidate, ...] = ()
    also: tuple[Candidate, ...] = ()
    is_missing: bool = False
    gap: Gap | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenPart:
    """One section of a guide: services by distance, then what is missing; and both kind by kind."""

    part: Part
    services: tuple[Candidate, ...] = ()
    gaps: tuple[Gap, ...] = ()
    kinds: tuple[ChosenKind, ...] = ()


def choose_guide(kinds: Iterable[Kind], site: str, finding: Finding) -> tuple[ChosenPart, ...]:
    """Return the sections of the guide to a cancer, in their order, none of them empty."""
    return tuple(part for part in choose_parts(kinds, site, finding) if part.services or part.gaps)


def choose_parts(kinds: Iterable[Kind], site: str, finding: Finding) -> tuple[ChosenPart, ...]:
    """Return every section for a cancer, in their order, those without anything too.

    Every service stands in one section only, the first that it fits.
    """
    chosen: list[ChosenPart] = []
    told: set[str] = set()
    mine = [kind for kind in kinds if kind.is_for(site)]
    for part in Part:
        found = [(kind, _Chooser(kind, site, finding)) for kind in mine if kind.part is part]
        taken = _taken([(kind, chooser.fitting) for kind, chooser in found], told)
        told |= {one.uid for services in taken for one in services}
        each = tuple(
            _chosen_kind(chooser, services, site, told)
            for (_kind, chooser), services in zip(found, taken, strict=True)
        )
        chosen.append(
            ChosenPart(
                part=part,
                services=tuple(sorted(chain(*taken), key=_miles)),
                gaps=tuple(one.gap for one in each if one.gap is not None),
                kinds=each,
            )
        )
    return tuple(chosen)


def _chosen_kind(
    chooser: _Chooser, services: Sequence[Candidate], site: str, told: Iterable[str]
) -> ChosenKind:
    kind = chooser.kind
    also = [one for one in chooser.fitting if one.uid in told and not services]
    is_gap = chooser.is_gap and kind.is_expected(site)
    return ChosenKind(
        kind=kind,
        services=tuple(sorted(services, key=_miles)),
        also=tuple(also[: kind.most]),
        is_missing=chooser.is_gap,
        gap=chooser.gap() if is_gap else None,
    )


def _taken(
    found: Sequence[tuple[Kind, Sequence[Candidate]]], told: Iterable[str]
) -> list[list[Candidate]]:
    """Return a handful, kind by kind: every kind's first, then in turn while there is room.

    What a person would look for is never left out for want of room: it would seem to be missing.
    """
    told = set(told)
    taken: list[list[Candidate]] = [[] for _each in found]
    for turn in range(max((kind.most for kind, _fitting in found), default=0)):
        for (kind, fitting), mine in zip(found, taken, strict=True):
            waiting = (one for one in fitting if one.uid not in told and one.is_printable)
            one = next(waiting, None) if turn < kind.most else None
            has_room = turn == 0 or sum(map(len, taken)) < MOST_IN_A_PART
            if one is not None and has_room:
                mine.append(one)
                told.add(one.uid)
    return taken


def _miles(one: Candidate) -> float:
    return _FAR if one.miles is None else one.miles


class _Chooser:
    """Looks for one kind of help."""

    def __init__(self, kind: Kind, site: str, finding: Finding) -> None:
        self.kind, self._finding = kind, finding
        self._is_for_children = site in CHILDREN
        near = [one for one in finding.near(kind) if self._fits(one)]
        self._near = near
        self.fitting = self._those_to_go_to(sorted(filter(self._reaches, near), key=_preference))
        self.fitting = self.fitting or self._mentioned()

    @property
    def is_gap(self) -> bool:
        """Return True if there is none, printable or not."""
        return not self.fitting

    def gap(self) -> Gap:
        """Return what there is instead."""
        is_elsewhere = any(self._is_close(one) for one in self._near)
        nearest: tuple[Candidate, ...] = ()
        asks = False
        if self.kind.how in (How.PLACE, How.AREA):
            placed = [one for one in self._finding.nearest(self.kind) if self._is_placed(one)]
            nearest = tuple(_two(one for one in placed if one.serves is not False))
            if len(nearest) < _NEAREST:
                nearest = tuple(_two(placed))
                asks = any(one.serves is False for one in nearest)
        told = {one.uid for one in nearest}
        remote = self._finding.by_phone(self.kind) if self.kind.has_phone else ()
        by_phone = sorted((one for one in remote if self._is_by_phone(one, told)), key=_preference)
        return Gap(
            kind=self.kind,
            nearest=nearest,
            by_phone=tuple(by_phone[:_BY_PHONE]),
            is_elsewhere=is_elsewhere,
            asks=asks,
        )

    def _those_to_go_to(self, found: list[Candidate]) -> list[Candidate]:
        """Return them without what names no place, where something near does and is sure."""
        if self.kind.how is How.PLACE and any(one.miles is not None for one in found):
            return [one for one in found if one.miles is not None]
        return found

    def _mentioned(self) -> list[Candidate]:
        """Return help of another type whose own short words name this kind, near enough to go."""
        if not self.kind.words:
            return []
        told = [one for one in self._finding.mentioning(self.kind) if self._is_for_whom(one)]
        return sorted(filter(self._reaches, told), key=_preference)

    def _fits(self, one: Candidate) -> bool:
        kind, stages = self.kind, set(one.stages)
        if kind.is_exact and not one.is_for_site:
            return False
        if (kind.stages and stages.isdisjoint(kind.stages)) or stages & set(kind.without):
            return False
        return self._is_for_whom(one)

    def _is_for_whom(self, one: Candidate) -> bool:
        audience = set(one.audience)
        if audience == {Audience.PROFESSIONALS}:
            return False
        is_for_young = bool(audience & _YOUNG)
        if not self._is_for_children:
            return not is_for_young or bool(audience & {Audience.PATIENTS, Audience.PUBLIC})
        needs_no_age = self.kind.part in (Part.PHONE, Part.MONEY) and not one.is_for_older
        return one.is_for_site or is_for_young or needs_no_age

    def _reaches(self, one: Candidate) -> bool:
        """Return True if a person at the place can use it."""
        how, given = self.kind.how, set(one.delivery)
        if one.serves is False:
            return False
        if how is How.PHONE:
            return Delivery.PHONE in given and one.is_callable
        if how is How.HOME:
            return one.serves is True and Delivery.HOME_VISIT in given
        if self._is_close(one):
            return True
        if how is How.PLACE:
            goes = not given or bool(given & _AT_A_PLACE)
            return one.miles is None and one.serves is True and goes and not one.is_national
        return one.serves is True and (one.miles is None or bool(given & _FROM_AFAR))

    def _is_close(self, one: Candidate) -> bool:
        return self._is_at_a_place(one) and one.miles is not None and one.miles <= self.kind.within

    def _is_at_a_place(self, one: Candidate) -> bool:
        return one.miles is not None and (not one.delivery or bool(set(one.delivery) & _AT_A_PLACE))

    def _is_placed(self, one: Candidate) -> bool:
        """Return True for what is further off, with somewhere to go."""
        is_far = one.miles is not None and one.miles > self.kind.within
        is_useful = one.is_printable and one.is_reachable
        return is_far and is_useful and self._is_at_a_place(one) and self._fits(one)

    def _is_by_phone(self, one: Candidate, told: set[str]) -> bool:
        is_given = bool(set(one.delivery) & _FROM_AFAR) and one.is_printable
        return (
            is_given
            and one.is_reachable
            and one.serves is not False
            and one.uid not in told
            and self._fits(one)
        )


def _preference(one: Candidate) -> tuple[bool, bool, bool, bool, float, str]:
    """Return what is chosen first: facts, and the name where they are equal."""
    miles = _FAR if one.miles is None else one.miles
    return (
        not one.is_reachable,
        not one.is_for_site,
        one.is_unsure,
        one.is_national,
        miles,
        one.name,
    )


def _two(placed: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield the nearest two, each at a place of its own."""
    ordered = sorted(placed, key=lambda one: (one.miles or 0.0, one.is_unsure, one.name))
    apart = {one.place or one.uid: one for one in reversed(ordered)}
    yield from sorted(apart.values(), key=ordered.index)[:_NEAREST]
