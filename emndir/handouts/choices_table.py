"""The table of a "your choices" sheet: what is known of each service, side by side, never ranked.

What no source says is "We do not know", never "No". A question that nobody can answer for any
of the services is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from emndir.domain.getting_there import is_of_parking, is_of_public_transport, is_of_steps
from emndir.domain.location import Position
from emndir.domain.vocabulary import Cost, Delivery, ReferralRoute
from emndir.handouts import sections
from emndir.handouts.blocks import LARGE, Table
from emndir.handouts.measures import miles_words
from emndir.handouts.patient_view import PatientService
from emndir.handouts.phrases import Phrases
from emndir.handouts.wording import as_sentence, held_together

MATRIX_MOST = {12: 3, 14: 2}
"""Services that stand side by side at a text size; more of them go below one another."""
_FEWEST_ROWS = 2
"""Questions with different answers that make a table worth while."""
_LONGEST_NAME = 44
"""Characters of a service's name in the table: it is whole above, beside the same number."""
Row = tuple[str, tuple[str, ...]]


def compare_table(
    services: Sequence[PatientService],
    said: Phrases,
    *,
    points: int,
    label: str = "",
    start: Position | None = None,
    is_all_free: bool = False,
) -> Table | None:
    """Return the table, or None where nothing is known to compare.

    `label` and `start` are where miles are measured from. The cost is no question where the
    sheet says that everything is free (`is_all_free`).
    """
    questions: list[tuple[str, Callable[[PatientService, Phrases], str], bool]] = [
        (said.say("compare.open"), _open, False),
        (said.say("compare.book"), _book, False),
        (said.say("compare.sent"), _sent, False),
        (said.say("compare.park"), _facts_of(is_of_parking), True),
        (said.say("compare.bus"), _facts_of(is_of_public_transport), True),
        (said.say("compare.steps"), _facts_of(is_of_steps), True),
        (said.say("compare.money"), _money, False),
    ]
    if not is_all_free:
        questions.insert(3, (said.say("compare.cost"), _cost, False))
    rows: list[Row] = []
    miles = [sections.whole_miles(service, start) for service in services]
    if any(number is not None for number in miles):
        question = held_together(said.say("compare.far", place=sections.origin_words(label)))
        values = [_far(number, said) for number in miles]
        rows.append((question, _filled(values, services, said, is_of_place=True)))
    for question, answer, is_of_place in questions:
        values = [answer(service, said) for service in services]
        if any(values):
            rows.append((question, _filled(values, services, said, is_of_place=is_of_place)))
    if not rows:
        return None
    same = _same(rows)
    rows = [row for row in rows if row[0] not in dict(same)]
    if points < LARGE and not any(_open(service, said) for service in services):
        same.append((said.say("compare.open"), said.say("value.unknown")))
    note = [said.say("compare.same", answers=_answers(same))] if same else []
    note += [said.say("compare.note")] if any(miles) else []
    return Table(
        heading=said.say("compare.title"),
        corner=said.say("compare.question"),
        columns=column_names(services),
        rows=tuple(rows),
        note=" ".join(note),
        is_grouped=len(services) > MATRIX_MOST.get(points, 0),
        same=tuple(same),
    )


def _same(rows: Sequence[Row]) -> list[tuple[str, str]]:
    """Return questions with one answer for all services, which is said once below the table.

    They stay in it where too few would be left to compare.
    """
    found = [(question, values[0]) for question, values in rows if len(set(values)) == 1]
    is_table = len(rows) - len(found) >= _FEWEST_ROWS
    return found if is_table and len(rows[0][1]) > 1 else []


def _answers(same: Sequence[tuple[str, str]]) -> str:
    return " ".join(f"{question} {as_sentence(answer)}" for question, answer in same)


def _filled(
    values: Sequence[str], services: Sequence[PatientService], said: Phrases, *, is_of_place: bool
) -> tuple[str, ...]:
    """Return the values, and for each that is missing why."""
    return tuple(
        value or (_from_home(service, said) if is_of_place else "") or said.say("value.unknown")
        for value, service in zip(values, services, strict=True)
    )


def column_names(services: Sequence[PatientService]) -> tuple[str, ...]:
    """Return a short name a service, its number first: what comes before a comma, if that tells."""
    heads = [service.title.partition(", ")[0] for service in services]
    names = [
        head if heads.count(head) == 1 else service.title
        for head, service in zip(heads, services, strict=True)
    ]
    return tuple(
        f"{number}\N{NO-BREAK SPACE}{_short(name)}" for number, name in enumerate(names, 1)
    )


def _short(name: str) -> str:
    if len(name) <= _LONGEST_NAME:
        return name
    whole = name[: _LONGEST_NAME + 1].rpartition(" ")[0]
    return f"{whole or name[:_LONGEST_NAME]}\N{HORIZONTAL ELLIPSIS}"


# --- Answers, "" where no source says --------------------------------------------------------------


def _far(miles: int | None, said: Phrases) -> str:
    if miles is None:
        return ""
    if miles == 0:
        return held_together(said.say("value.near"))
    return held_together(said.say("value.far", miles=miles_words(miles, said)))


def _from_home(service: PatientService, said: Phrases) -> str:
    """Return how it comes to the person, where nobody has to go anywhere."""
    if service.places or Delivery.IN_PERSON in service.delivery:
        return ""
    for delivery, key in (
        (Delivery.PHONE, "value.phone"),
        (Delivery.HOME_VISIT, "value.home"),
        (Delivery.ONLINE, "value.online"),
    ):
        if delivery in service.delivery:
            return said.say(key)
    return ""


def _open(service: PatientService, said: Phrases) -> str:
    return _cell(sections.opening_words(service, said))


def _book(service: PatientService, said: Phrases) -> str:
    if ReferralRoute.SELF not in service.routes:
        if not service.routes:
            return ""
        by_letter = service.routes == (ReferralRoute.INVITATION,)
        return said.say("value.letter" if by_letter else "value.arranged")
    if service.is_drop_in and service.places:
        return said.say("value.in")
    only_by_phone = not service.places and Delivery.IN_PERSON not in service.delivery
    is_call = Delivery.PHONE in service.delivery and service.phone is not None
    return said.say("value.call") if only_by_phone and is_call else ""


def _sent(service: PatientService, said: Phrases) -> str:
    routes = service.routes
    if ReferralRoute.SELF in routes:
        by_letter = ReferralRoute.INVITATION in routes
        return said.say("value.letter_self" if by_letter else "value.no")
    if ReferralRoute.ANY_PROFESSIONAL in routes:
        return said.say("value.any")
    gp, team = ReferralRoute.GP in routes, ReferralRoute.HOSPITAL_TEAM in routes
    if gp or team:
        return said.say("value.gp_or_team" if gp and team else "value.gp" if gp else "value.team")
    return said.say("value.letter") if routes else ""


def _cost(service: PatientService, said: Phrases) -> str:
    if service.cost is None:
        return ""
    if service.cost is Cost.FREE:
        return said.say("value.no")
    return _cell(said.say(f"cost.{service.cost}"))


def _money(service: PatientService, said: Phrases) -> str:
    return said.say("value.yes") if service.has_money_advice else ""


def _facts_of(speaks_of: Callable[[str], bool]) -> Callable[[PatientService, Phrases], str]:
    """Return an answer made of the record's own facts that speak of something."""

    def answer(service: PatientService, said: Phrases) -> str:
        facts = dict.fromkeys((*service.transport, *service.accessibility))
        return _cell(" ".join(as_sentence(fact) for fact in facts if speaks_of(fact)))

    return answer


def shows_access(service: PatientService) -> bool:
    """Return True if the table prints a fact of travel or access of this service."""
    facts = (*service.transport, *service.accessibility)
    asked = (is_of_parking, is_of_public_transport, is_of_steps)
    return any(speaks_of(fact) for speaks_of in asked for fact in facts)


def _cell(text: str) -> str:
    """Return a text for a cell: one sentence stands without its full stop."""
    is_one = text.count(". ") == 0
    return text.removesuffix(".") if is_one else text
