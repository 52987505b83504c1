"""From a record to a column of the comparison: what is stated of each question, and how old it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from emndir.choice.comparison import OF_A_PLACE, Answer, Option, Question
from emndir.choice.treatments import treatments_named
from emndir.domain.choosing import chosen_as
from emndir.domain.freshness import Freshness, freshness_of
from emndir.domain.getting_there import (
    is_of_entrance,
    is_of_parking,
    is_of_public_transport,
    is_of_steps,
)
from emndir.domain.location import Location, Position
from emndir.domain.schedule import schedule_in_words
from emndir.domain.service import Service
from emndir.domain.vocabulary import Delivery, FactGroup, PhoneKind, Precision
from emndir.geography.distance import geodesic_miles, water_between

TREATING = frozenset({"radiotherapy", "chemotherapy", "surgery", "haematology-day-unit"})
"""Kinds of service that are asked for their special treatments."""
_NOT_FOR_VOICE = (PhoneKind.FAX, PhoneKind.TEXT, PhoneKind.TEXTPHONE)
_TO_GO_TO = frozenset({Delivery.IN_PERSON, Delivery.OUTREACH_BUS})
_OF_A_SERVICE = (Question.SERVES, Question.HOURS, Question.ROUTE, Question.FOR_WHOM)
"""What a hospital does not answer for all that is in it."""
_UNKNOWN = Answer()
_NO_SENSE = Answer(is_asked=False)


def option_of(
    service: Service,
    *,
    today: date,
    start: Position | None = None,
    same_place: Sequence[str] = (),
    serves: bool | None = None,
) -> Option:
    """Return the column of a service.

    `start` is where miles are measured from; the nearest open place counts. `same_place` names
    what else is offered there. `serves` is whether its stated area has `start` in it, None where
    that is not stated.
    """
    service, miles = _nearest_first(service, start)
    here = service.location
    if here is None or not here.status.is_offered:
        here, miles = None, None
    is_remote = here is None and bool(service.delivery) and not _TO_GO_TO & set(service.delivery)
    answers = _answers_of_service(service, today, here)
    access = service.freshness(FactGroup.ACCESS, today)
    answers |= _answers_of_place(here, service.accessibility, access)
    if here is not None and service.places[0].detail:
        told = answers[Question.ENTRANCE].facts
        place = service.freshness(FactGroup.PLACE, today)
        answers[Question.ENTRANCE] = _stated((*service.places[0].detail, *told), place)
    answers[Question.DISTANCE] = _distance(here, miles, start)
    answers[Question.SAME_PLACE] = Answer(facts=tuple(sorted(same_place)))
    answers[Question.SERVES] = _serves(service, start, serves, today)
    if is_remote:
        ways = Answer(facts=tuple(service.delivery))
        answers |= dict.fromkeys(OF_A_PLACE, _NO_SENSE) | {Question.DISTANCE: ways}
    return Option(
        uid=service.uid,
        name=service.name,
        is_remote=is_remote,
        service_type=service.service_type,
        chosen_as=chosen_as(service.service_type, service.stages),
        cancer_sites=service.cancer_sites,
        miles=miles,
        is_exact=_is_exact(here, start),
        water=_water(here, start),
        newest_source=service.newest_source,
        answers=answers,
    )


def option_of_place(
    location: Location,
    *,
    today: date,
    start: Position | None = None,
    same_place: Sequence[str] = (),
) -> Option:
    """Return the column of a hospital or another place."""
    access = location.check_of(FactGroup.ACCESS)
    miles = _miles(location, start)
    contact = freshness_of(FactGroup.CONTACT, location.check_of(FactGroup.CONTACT), today)
    numbers = tuple(one.number for one in location.phones if one.kind not in _NOT_FOR_VOICE)
    seen = [source.seen for source in location.sources if source.seen]
    newest = max(seen, key=lambda day: day.earliest, default=None)
    answers = {
        **_answers_of_place(location, (), freshness_of(FactGroup.ACCESS, access, today)),
        **dict.fromkeys((*_OF_A_SERVICE, Question.TREATMENTS), _NO_SENSE),
        Question.PHONE: _stated(numbers[:1], contact),
        Question.DISTANCE: _distance(location, miles, start),
        Question.SAME_PLACE: Answer(facts=tuple(sorted(same_place))),
        Question.SOURCE: _stated((str(newest),) if newest else (), None),
    }
    return Option(
        uid=location.uid,
        name=location.name,
        is_place=True,
        miles=miles,
        is_exact=_is_exact(location, start),
        water=_water(location, start),
        newest_source=newest,
        answers=answers,
    )


def _nearest_first(service: Service, start: Position | None) -> tuple[Service, float | None]:
    """Return a service with its nearest place first, and how far that is."""
    found = {at.location.uid: _miles(at.location, start) for at in service.places}
    miles = {uid: far for uid, far in found.items() if far is not None}
    service = service.nearest_first(miles)
    return service, miles.get(service.location.uid) if service.location else None


def _miles(location: Location, start: Position | None) -> float | None:
    if start is None or location.position is None:
        return None
    return geodesic_miles(start.coordinates, location.position.coordinates)


def _is_exact(location: Location | None, start: Position | None) -> bool:
    if location is None or location.position is None or start is None:
        return False
    return location.position.precision is start.precision is Precision.EXACT


def _water(location: Location | None, start: Position | None) -> str:
    if location is None or location.position is None or start is None:
        return ""
    return water_between(start.coordinates, location.position.coordinates)


def _distance(location: Location | None, miles: float | None, start: Position | None) -> Answer:
    """Return how far it is, as it is shown: two that read the same do not differ."""
    if miles is None:
        return _UNKNOWN
    shown = f"{miles:.1f}" if _is_exact(location, start) else f"about {round(miles)}"
    return Answer(facts=tuple(filter(None, (shown, _water(location, start)))))


def _serves(service: Service, start: Position | None, serves: bool | None, today: date) -> Answer:
    """Return whether it is for people from the place that was asked for, or for which areas it is."""
    if start is not None and serves is None:
        return _UNKNOWN
    said = "" if start is None else "yes" if serves else "no"
    facts = tuple(filter(None, (said, *(area.name for area in service.areas))))
    return _stated(facts, service.freshness(FactGroup.ELIGIBILITY, today))


def _answers_of_place(
    location: Location | None, inside: Sequence[str], age: Freshness
) -> dict[Question, Answer]:
    """Return what is stated of the way there and in."""
    transport = location.transport if location else ()
    theirs = location.accessibility if location else ()
    return {
        question: _stated(facts, age)
        for question, facts in ways_of(transport, (*inside, *theirs)).items()
    }


def ways_of(
    transport: Sequence[str], accessibility: Sequence[str]
) -> dict[Question, tuple[str, ...]]:
    """Return which facts of travel and access answer which question; every fact answers one."""
    facts = tuple(dict.fromkeys((*transport, *accessibility)))
    parking = tuple(filter(is_of_parking, facts))
    steps = tuple(filter(is_of_steps, facts))
    without = tuple(filter(is_of_public_transport, facts))
    rest = tuple(fact for fact in facts if fact not in (*parking, *steps, *without))
    entrance = tuple(filter(is_of_entrance, rest))
    return {
        Question.WITHOUT_CAR: without,
        Question.PARKING: parking,
        Question.ENTRANCE: entrance,
        Question.STEP_FREE: steps,
        Question.ACCESS: tuple(fact for fact in rest if fact not in entrance),
    }


def _answers_of_service(
    service: Service, today: date, here: Location | None
) -> dict[Question, Answer]:
    def stated(group: FactGroup, *facts: str) -> Answer:
        return _stated(tuple(filter(None, facts)), service.freshness(group, today))

    running = [one for one in service.schedules if not one.valid_to or one.valid_to >= today]
    newest = service.newest_source
    named = treatments_named((service.description, *service.needs))
    treats = service.service_type in TREATING
    return {
        Question.PHONE: _phone(service, today, here),
        Question.HOURS: stated(
            FactGroup.HOURS, *map(schedule_in_words, running), service.hours_note
        ),
        Question.ROUTE: stated(
            FactGroup.REFERRAL, *service.referral_routes, service.application_process
        ),
        Question.FOR_WHOM: stated(
            FactGroup.ELIGIBILITY,
            service.eligibility,
            _age("from", service.minimum_age),
            _age("to", service.maximum_age),
            *service.audience,
        ),
        Question.TREATMENTS: (
            stated(FactGroup.ABOUT, *(one.code for one in named)) if treats else _NO_SENSE
        ),
        Question.SOURCE: _stated((str(newest),) if newest else (), None),
    }


def _phone(service: Service, today: date, here: Location | None) -> Answer:
    """Return the number to call: its own, else that of its place."""
    own = [one for one in service.phones if one.kind not in _NOT_FOR_VOICE]
    if own:
        return _stated((own[0].number,), service.freshness(service.phone_group(own[0]), today))
    theirs = [one.number for one in (here.phones if here else ()) if one.kind not in _NOT_FOR_VOICE]
    if here is None or not theirs:
        return _UNKNOWN
    check = here.check_of(FactGroup.CONTACT)
    return _stated((theirs[0],), freshness_of(FactGroup.CONTACT, check, today))


def _age(word: str, years: int | None) -> str:
    return "" if years is None else f"{word} {years}"


def _stated(facts: tuple[str, ...], age: Freshness | None) -> Answer:
    return Answer(facts=facts, freshness=age) if facts else _UNKNOWN
