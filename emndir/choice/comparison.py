"""Two to four services or places side by side: what is known of each, never which is better.

Columns stand in the order of distance, or of names where a distance is not known; rows in an order
that can be changed by what matters to a person. What no source states is unknown: it moves
nothing and counts against nobody. Nothing here is kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from emndir.domain.freshness import Freshness
from emndir.domain.provenance import PartialDate

LEAST, MOST = 2, 4
"""Columns of a comparison."""


class Question(StrEnum):
    """What is asked of every column, in the usual order of the rows (FIELD 4.2: the way there first)."""

    DISTANCE = "distance"
    SERVES = "serves"
    WITHOUT_CAR = "without-car"
    PARKING = "parking"
    ENTRANCE = "entrance"
    STEP_FREE = "step-free"
    ACCESS = "access"
    PHONE = "phone"
    HOURS = "hours"
    ROUTE = "route"
    FOR_WHOM = "for-whom"
    TREATMENTS = "treatments"
    SAME_PLACE = "same-place"
    SOURCE = "source"
    FIGURES = "figures"


OF_A_PLACE = frozenset(
    {
        Question.DISTANCE,
        Question.WITHOUT_CAR,
        Question.PARKING,
        Question.ENTRANCE,
        Question.STEP_FREE,
        Question.ACCESS,
        Question.SAME_PLACE,
    }
)
"""What can be asked only where there is somewhere to go."""
_ONLY_WHERE_KNOWN = frozenset({Question.ENTRANCE, Question.ACCESS})
"""Rows that are left out where nobody knows anything: they ask nothing by themselves."""


class Matter(StrEnum):
    """What may matter to a person: it moves rows up, and is forgotten with them.

    The number of visits, which people weigh (FIELD.md section 4.2), is none of it: no record states it.
    """

    JOURNEY = "journey"
    PARKING = "parking"
    PUBLIC_TRANSPORT = "public-transport"
    STEP_FREE = "step-free"
    HOURS = "hours"
    PHONE = "phone"


MOVES: Mapping[Matter, tuple[Question, ...]] = MappingProxyType(
    {
        Matter.JOURNEY: (Question.DISTANCE,),
        Matter.PARKING: (Question.PARKING,),
        Matter.PUBLIC_TRANSPORT: (Question.WITHOUT_CAR,),
        Matter.STEP_FREE: (Question.STEP_FREE, Question.ACCESS),
        Matter.HOURS: (Question.HOURS,),
        Matter.PHONE: (Question.PHONE,),
    }
)
"""Rows that each matter moves up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is stated of one question: `facts` as text or codes, () where no source states any.

    `is_asked` is False where the question has no sense, as parking has none for a helpline.
    `freshness` is None where nothing is stated.
    """

    facts: tuple[str, ...] = ()
    freshness: Freshness | None = None
    is_asked: bool = True

    @property
    def is_known(self) -> bool:
        """Return True if a source states it."""
        return bool(self.facts)


_UNKNOWN = Answer()


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One column. `miles` is a straight line, None where either end is unknown.

    `water` names what lies between ("the Wash"). `is_remote` is True where nobody has to travel.
    `chosen_as` is the type of service whose sentence says what may be chosen.
    """

    uid: str
    name: str
    is_place: bool = False
    is_remote: bool = False
    service_type: str = ""
    chosen_as: str = ""
    cancer_sites: tuple[str, ...] = ()
    miles: float | None = None
    is_exact: bool = False
    water: str = ""
    newest_source: PartialDate | None = None
    answers: Mapping[Question, Answer] = field(default_factory=dict)

    def answer(self, question: Question) -> Answer:
        """Return what is stated of a question."""
        return self.answers.get(question, _UNKNOWN)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: whether its columns differ, and whether it was moved up."""

    question: Question
    differs: bool
    is_moved: bool = False


class Order(StrEnum):
    """What the columns stand in the order of; `CHOSEN` is somebody's own."""

    DISTANCE = "distance"
    NAME = "name"
    CHOSEN = "chosen"


# --- order -----------------------------------------------------------------------------------------


def order_of(options: Collection[Option]) -> Order:
    """Return what columns stand in the order of: distance, if that of every one is known."""
    is_known = all(one.miles is not None for one in options)
    return Order.DISTANCE if options and is_known else Order.NAME


def in_order(options: Iterable[Option]) -> tuple[Option, ...]:
    """Return the columns in their order, which ranks nothing.

    One of unknown distance would stand last for want of a fact: then all stand by name.
    """
    options = tuple(options)
    if order_of(options) is Order.NAME:
        return tuple(sorted(options, key=_by_name))
    return tuple(sorted(options, key=lambda one: (one.miles or 0.0, *_by_name(one))))


def _by_name(one: Option) -> tuple[str, str]:
    return one.name.casefold(), one.uid


def rows_of(
    options: Sequence[Option],
    matters: Collection[Matter] = (),
    *,
    only_differing: bool = False,
    figures_differ: bool = True,
) -> tuple[Row, ...]:
    """Return the rows: those that matter first, each in the usual order among its like.

    A question that has no sense for any column, or asks nothing by itself and that nobody can
    answer, has no row. `figures_differ` is False where there are no published figures at all.
    """
    moved = {question for matter in matters for question in MOVES[matter]}
    rows = [
        Row(question, _differs(options, question, figures_differ), question in moved)
        for question in Question
        if _is_row(options, question)
    ]
    rows.sort(key=lambda row: not row.is_moved)  # it is stable: the usual order stays
    return tuple(row for row in rows if row.differs or not only_differing)


def _is_row(options: Sequence[Option], question: Question) -> bool:
    if question is Question.FIGURES:
        return True
    found = [one.answer(question) for one in options]
    if question in _ONLY_WHERE_KNOWN:
        return any(answer.is_known for answer in found)
    return any(answer.is_asked for answer in found)


def _differs(options: Sequence[Option], question: Question, figures_differ: bool) -> bool:
    """Return True if columns say different things; to know of one only is a difference."""
    if question is Question.FIGURES:
        return figures_differ
    said = {
        (answer.is_asked, frozenset(map(_plain, answer.facts)))
        for answer in (one.answer(question) for one in options)
    }
    return len(said) > 1


def _plain(fact: str) -> str:
    return " ".join(fact.casefold().split()).rstrip(".")


def sites_of(options: Sequence[Option], asked: str = "") -> tuple[str, ...]:
    """Return the cancers that figures are looked up for: the one asked, else what all are for."""
    if asked:
        return (asked,)
    of_services = [one for one in options if not one.is_place]
    if not of_services or len(of_services) < len(options):
        return ()
    shared = set(of_services[0].cancer_sites).intersection(
        *(one.cancer_sites for one in of_services[1:])
    )
    return tuple(sorted(shared - {"all"})) if "all" not in shared else ()
