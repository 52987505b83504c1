"""What the comparison shows, as values: made by `wording.comparison`, drawn by the page.

A widget that gets these needs no service and no clock. All of it is forgotten when the page is left.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from emndir.choice.comparison import Option, Order, Question
from emndir.choice.figures_beside import FiguresBeside
from emndir.domain.choosing import ChoiceStatement
from emndir.ui.detail import Line, RouteSpec
from emndir.ui.figure_parts import PlotSpec
from emndir.ui.way_parts import WayOf


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareCell:
    """One answer: its lines, the last of them how old it is. `spoken` is for a screen reader.

    `is_known` is False where no source states it. A `plot` stands below the lines; `spoken` has its
    twin in words.
    """

    lines: tuple[Line, ...]
    spoken: str
    is_known: bool = True
    plot: PlotSpec | None = None

    @property
    def words(self) -> str:
        """Return what is shown as plain text."""
        return " ".join(line.words for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareColumn:
    """The head of a column. `short` is what a screen reader says of it in every cell.

    `route` is the way there on a web site, None where nobody goes there or the site wants none.
    """

    uid: str
    name: str
    where: str
    short: str
    is_place: bool = False
    route: RouteSpec | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareRow:
    """One row: a cell a column, or a `note` over the whole width, with what pressing it does.

    `question` is None for what is said of the whole comparison.
    """

    question: Question | None
    icon: str
    heading: str
    cells: tuple[CompareCell, ...] = ()
    note: tuple[Line, ...] = ()
    action: str = ""
    is_moved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ForPatient:
    """What may be copied of a column: its name, and a text for each question that has one."""

    title: str
    answers: Mapping[Question, str]

    def answer(self, question: Question | None) -> str:
        """Return what may be said of a question, "" where nothing may."""
        return self.answers.get(question, "") if question else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Everything that was read of some services or places, in the order of their columns.

    `near` names the place that miles are from, "" for none. `left_out` names what could not be
    read. `ways` are those to the columns, for the map. `order` is what the columns stand in the order of. `figures` is None where the site shows none.
    """

    options: tuple[Option, ...]
    columns: Mapping[str, CompareColumn]
    cells: Mapping[str, Mapping[Question, CompareCell]]
    copies: Mapping[str, ForPatient]
    figures: FiguresBeside | None = None
    statements: tuple[ChoiceStatement, ...] = ()
    near: str = ""
    ways: Mapping[str, WayOf] = field(default_factory=dict)
    kind: str = ""
    made_of: str = ""
    order: Order = Order.NAME
    left_out: tuple[str, ...] = field(default_factory=tuple)
