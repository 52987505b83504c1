"""Words of the cells of a comparison: what the pane says of the same facts, with their age."""

from __future__ import annotations

from collections.abc import Sequence

from emndir.choice.comparison import Option, Question
from emndir.choice.treatments import treatments
from emndir.domain.freshness import freshness_of
from emndir.domain.location import Location
from emndir.domain.vocabulary import FactGroup
from emndir.ui import labels
from emndir.ui.compared import CompareCell
from emndir.ui.detail import KeyFact, Line, Look
from emndir.ui.wording.about import area_in_words, serves_words, whom_lines
from emndir.ui.wording.key_facts import aged, key_facts, ways_in_words
from emndir.ui.wording.loaded import Asked, LoadedPlace, LoadedService
from emndir.ui.wording.place import place_phone_fact
from emndir.ui.wording.places import origin_words
from emndir.ui.wording.sentences import dated, sentence, tr, upper

MOST_NAMED = 4
"""Services at the same place that are named; the others are counted."""
WAYS = (
    Question.WITHOUT_CAR,
    Question.PARKING,
    Question.ENTRANCE,
    Question.STEP_FREE,
    Question.ACCESS,
)
_OF_EACH_SERVICE = (
    Question.SERVES,
    Question.HOURS,
    Question.ROUTE,
    Question.FOR_WHOM,
    Question.TREATMENTS,
)
Cells = dict[Question, CompareCell]


def service_cells(loaded: LoadedService, option: Option) -> Cells:
    """Return the cells of a service, as a clinician sees them: numbers for professionals say so."""
    service, today = loaded.service, loaded.today
    route, phone, hours, _where = key_facts(loaded)
    whom = whom_lines(service) if option.answer(Question.FOR_WHOM).is_known else []
    names = _treatments(option)
    inside = service.places[0].detail if loaded.location and service.places else ()
    entrance = FactGroup.PLACE if inside else FactGroup.ACCESS
    cells = {
        Question.SERVES: serves_cell(loaded),
        **_place_cells(loaded.location, loaded.asked, option),
        **_way_cells(option, aged(service, FactGroup.ACCESS, today)),
        **_way_cells(option, aged(service, entrance, today), (Question.ENTRANCE,)),
        Question.PHONE: _phone_cell(phone, option),
        Question.HOURS: _fact_cell(hours, option.answer(Question.HOURS).is_known),
        Question.ROUTE: _fact_cell(route, option.answer(Question.ROUTE).is_known),
        Question.FOR_WHOM: cell([*whom, aged(service, FactGroup.ELIGIBILITY, today)], len(whom)),
        Question.TREATMENTS: cell([*names, aged(service, FactGroup.ABOUT, today)], len(names)),
    }
    if not option.answer(Question.TREATMENTS).is_asked:
        cells[Question.TREATMENTS] = _not_asked(tr("Not a treatment"))
    if option.is_remote:
        by = _not_asked(ways_in_words(service.delivery, beside_place=False))
        cells |= dict.fromkeys((*WAYS, Question.SAME_PLACE, Question.DISTANCE), by)
    return cells


def place_cells(loaded: LoadedPlace, option: Option) -> Cells:
    """Return the cells of a hospital or another place; what its services differ in is said so."""
    location, today = loaded.location, loaded.today
    access = location.check_of(FactGroup.ACCESS)
    differs = _not_asked(tr("Each service there has its own"))
    return {
        **_place_cells(location, loaded.asked, option),
        **_way_cells(option, dated(freshness_of(FactGroup.ACCESS, access, today), access)),
        Question.PHONE: _phone_cell(place_phone_fact(location, today), option),
        **dict.fromkeys(_OF_EACH_SERVICE, differs),
    }


def _place_cells(location: Location | None, asked: Asked, option: Option) -> Cells:
    newest = option.newest_source
    source = [Line(upper(newest.words), Look.SECOND)] if newest else [Line(tr("Not dated"))]
    return {
        Question.DISTANCE: distance_cell(location, asked, option),
        Question.SAME_PLACE: _same_place(option.answer(Question.SAME_PLACE).facts),
        Question.SOURCE: cell(source, int(newest is not None)),
    }


def distance_cell(location: Location | None, asked: Asked, option: Option) -> CompareCell:
    """Return the straight line, from where, and what water lies between."""
    if option.miles is None or asked.origin is None or location is None:
        return not_listed()
    miles = upper(labels.miles_in_words(option.miles, asked.is_exact(location)))
    start = f"{tr('from')} {origin_words(asked.origin)}, {tr('in a straight line.')}"
    lines = [Line(miles, Look.STRONG), Line(start, Look.SECOND_CAPTION)]
    if option.water:
        words = f"{upper(option.water)} {tr('lies between: the road is longer.')}"
        lines.append(Line(words, Look.DOUBTFUL))
    return cell(lines, 1)


def serves_cell(loaded: LoadedService) -> CompareCell:
    """Return whether the asked place is in its area: yes, no or not stated, apart from how far it is.

    Without a place that was asked for, it says which area that is.
    """
    service, asked = loaded.service, loaded.asked
    area = [Line(area_in_words(service), Look.SECOND_CAPTION)] if service.areas else []
    age = [aged(service, FactGroup.ELIGIBILITY, loaded.today)] if service.areas else []
    if asked.origin is None:
        return cell([Line(line.text) for line in area] + age, len(area), _not_stated())
    if asked.serves_origin is None:
        unknown = (*_not_stated().lines, *area, *age)
        return CompareCell(lines=unknown, spoken=spoken_lines(unknown), is_known=False)
    lines = [Line(serves_words(serves=asked.serves_origin), Look.STRONG)]
    if not asked.serves_origin:
        lines.append(Line(tr("Ask first."), Look.SECOND_CAPTION))
    return cell([*lines, *area, *age], 1)


def _way_cells(option: Option, age: Line, ways: Sequence[Question] = WAYS) -> Cells:
    cells: Cells = {}
    for question in ways:
        facts = option.answer(question).facts
        lines = [Line(sentence(upper(fact))) for fact in facts]
        cells[question] = cell([*lines, age], len(lines))
    return cells


def _same_place(names: Sequence[str]) -> CompareCell:
    if not names:
        return cell([], 0)
    shown = [Line(name) for name in names[:MOST_NAMED]]
    more = others_in_words(names)
    return cell([*shown, Line(more, Look.SECOND_CAPTION)], 1)


def others_in_words(names: Sequence[str]) -> str:
    """Return how many services at the same place are not named: "and 17 more", "" for none."""
    more = len(names) - MOST_NAMED
    if more <= 0:
        return ""
    return tr("and one more") if more == 1 else f"{tr('and')} {more} {tr('more')}"


def _treatments(option: Option) -> list[Line]:
    codes = option.answer(Question.TREATMENTS).facts
    return [Line(tr(one.label)) for one in treatments() if one.code in codes]


def _fact_cell(fact: KeyFact, is_known: bool) -> CompareCell:
    return cell([_plain(line) for line in fact.lines], int(is_known))


def _phone_cell(fact: KeyFact, option: Option) -> CompareCell:
    """Return the number with whose it is; without one, those that are not to be rung by voice or by patients."""
    if option.answer(Question.PHONE).is_known:
        return cell(list(fact.lines), 1)
    more = [line for line in fact.lines[1:] if line.look is not Look.DATED]
    return cell([Line(tr("Not listed"), Look.DATED), *more], 1) if more else not_listed()


def _plain(line: Line) -> Line:
    """Return a line of a key fact in the weight of a table."""
    return Line(line.text, Look.BODY, spoken=line.spoken) if line.look is Look.NAME else line


def cell(lines: Sequence[Line], known: int, unknown: CompareCell | None = None) -> CompareCell:
    """Return a cell of some lines; without a known one, that it is not listed, or `unknown`."""
    if not known:
        return unknown or not_listed()
    kept = tuple(line for line in lines if line.text)
    return CompareCell(lines=kept, spoken=spoken_lines(kept))


def not_listed() -> CompareCell:
    """Return the cell of what no source states."""
    words = tr("Not listed")
    return CompareCell(lines=(Line(words, Look.DATED),), spoken=words, is_known=False)


def _not_stated() -> CompareCell:
    words = tr("Not stated")
    return CompareCell(lines=(Line(words, Look.DATED),), spoken=words, is_known=False)


def _not_asked(words: str) -> CompareCell:
    return CompareCell(lines=(Line(words, Look.SECOND),), spoken=words)


def spoken_lines(lines: Sequence[Line]) -> str:
    """Return lines as one sentence after another, the digits of numbers apart."""
    said = [
        labels.spoken_digits(line.text) if line.look is Look.NUMBER else line.spoken or line.words
        for line in lines
    ]
    return ". ".join(text.rstrip(".") for text in said)
