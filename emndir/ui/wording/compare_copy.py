"""What is copied of a comparison: made of what a patient may see, never of the records.

A number for professionals, and a sentence with one, cannot be in it: `PatientService` has neither.
Tabs stand between cells and line feeds between rows, so that it pastes into any table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from emndir.choice.comparison import Option, Question
from emndir.choice.options import ways_of
from emndir.choice.treatments import treatments
from emndir.domain.contact import phone_words
from emndir.domain.freshness import freshness_in_words
from emndir.domain.provenance import Check
from emndir.domain.schedule import hours_in_words
from emndir.domain.vocabulary import AreaKind, FactGroup
from emndir.handouts.patient_view import PatientService
from emndir.handouts.sections import origin_words
from emndir.ui import labels
from emndir.ui.compared import Beside, CompareRow, ForPatient
from emndir.ui.wording.about import ages_in_words, serves_words
from emndir.ui.wording.compare_cells import MOST_NAMED, others_in_words
from emndir.ui.wording.key_facts import aged, holidays_in_words, ways_in_words
from emndir.ui.wording.loaded import LoadedPlace, LoadedService
from emndir.ui.wording.sentences import listed, sentence, tr, upper

_FACTS = {
    Question.WITHOUT_CAR: "access",
    Question.PARKING: "access",
    Question.ENTRANCE: "access",
    Question.STEP_FREE: "access",
    Question.ACCESS: "access",
    Question.PHONE: "phone",
    Question.HOURS: "hours",
    Question.ROUTE: "referral",
    Question.FOR_WHOM: "eligibility",
    Question.TREATMENTS: "about",
}
"""The fact on paper whose age each question shares."""


@dataclass(frozen=True, slots=True)
class TableCopy:
    """A comparison to paste: as text with tabs, and as a table for a word processor."""

    text: str
    html: str


def patient_answers(loaded: LoadedService | LoadedPlace, option: Option) -> ForPatient:
    """Return what a patient may be told of a column; nothing where no name may be shown."""
    patient = loaded.patient
    if patient is None:
        return ForPatient(title="", answers={})
    ways = ways_of(patient.transport, patient.accessibility)
    ways[Question.ENTRANCE] = _entrance(patient, option, ways[Question.ENTRANCE])
    answers = {
        **{
            question: " ".join(sentence(upper(fact)) for fact in facts)
            for question, facts in ways.items()
        },
        Question.DISTANCE: _distance(loaded, option),
        Question.SERVES: _serves(loaded),
        Question.PHONE: patient_phone(patient),
        Question.HOURS: _hours(patient),
        Question.ROUTE: " ".join(
            filter(None, (sentence(labels.routes_in_words(patient.routes)), *patient.process))
        ),
        Question.FOR_WHOM: " ".join(
            filter(
                None,
                (
                    sentence(patient.eligibility),
                    ages_in_words(patient.minimum_age, patient.maximum_age),
                ),
            )
        ),
        Question.TREATMENTS: "; ".join(
            tr(one.label)
            for one in treatments()
            if one.code in option.answer(Question.TREATMENTS).facts
        ),
        Question.SAME_PLACE: _same_place(option.answer(Question.SAME_PLACE).facts),
        Question.SOURCE: upper(option.newest_source.words) if option.newest_source else "",
    }
    aged = {
        question: f"{text} ({age})" if text and (age := patient_age(patient, question)) else text
        for question, text in answers.items()
    }
    return ForPatient(title=patient.title, answers=aged)


def _entrance(patient: PatientService, option: Option, facts: tuple[str, ...]) -> tuple[str, ...]:
    """Return which door and floor, of the lines of the place that a patient may see."""
    seen = patient.places[0].lines if patient.places else ()
    inside = (one for one in option.answer(Question.ENTRANCE).facts if one in seen)
    return tuple(dict.fromkeys((*inside, *facts)))


def _distance(loaded: LoadedService | LoadedPlace, option: Option) -> str:
    """Return the miles in words, as paper rounds them; nothing is measured from the middle of a county."""
    origin = loaded.asked.origin
    if isinstance(loaded, LoadedService) and option.is_remote:
        return ways_in_words(loaded.service.delivery, beside_place=False)
    if option.miles is None or origin is None or origin.is_area:
        return ""
    miles = upper(labels.miles_in_words(option.miles, is_exact=False))
    words = f"{miles} {tr('from')} {origin_words(origin.label)}, {tr('in a straight line.')}"
    if not option.water:
        return words
    return f"{words} {upper(option.water)} {tr('lies between: the road is longer.')}"


def _serves(loaded: LoadedService | LoadedPlace) -> str:
    """Return yes or no with the areas that maps have; what an editor wrote of one in words is not copied."""
    if isinstance(loaded, LoadedPlace):
        return ""
    areas = [area.name for area in loaded.service.areas if area.kind is not AreaKind.OTHER]
    area = f"{tr('Serves')} {listed(areas)}." if areas else ""
    serves = loaded.asked.serves_origin
    said = ask = ""
    if loaded.asked.origin is not None:
        said = tr("Not stated.") if serves is None else f"{serves_words(serves=serves)}."
        ask = tr("Ask first.") if serves is False else ""
    age = aged(loaded.service, FactGroup.ELIGIBILITY, loaded.today).text.rstrip(".")
    return " ".join(filter(None, (said, area, ask, f"({age})" if area else "")))


def _same_place(names: Sequence[str]) -> str:
    """Return as many names as the screen has, and how many more there are."""
    return "; ".join(filter(None, (*names[:MOST_NAMED], others_in_words(names))))


def patient_phone(patient: PatientService) -> str:
    """Return the number that a patient may ring, or that one needs a check first."""
    if patient.phone is None and patient.treatment_line is not None:
        return f"{phone_words(patient.treatment_line.number)}."
    if patient.phone is None:
        is_kept = patient.has_unprinted_phone
        return tr("The number we have needs a check, so it is left out.") if is_kept else ""
    number = phone_words(patient.phone.phone.number)
    ask = f"{tr('Ask for')} {patient.ask_for}." if patient.ask_for else ""
    label = sentence(patient.phone.phone.label)
    return " ".join(filter(None, (f"{number}.", label, ask)))


def _hours(patient: PatientService) -> str:
    said = hours_in_words(patient.schedules, patient.hours_note)
    if not said or "bank holiday" in said.casefold():
        return said
    return f"{said} {holidays_in_words(patient.schedules)}".strip()


def patient_age(patient: PatientService, question: Question) -> str:
    """Return how old an answer is, as the screen says it; "" for what has no age of its own."""
    fact = _FACTS.get(question, "")
    for standing in patient.standings:
        if standing.fact == fact:
            check = Check(group=standing.group, checked_on=standing.when)
            return freshness_in_words(standing.freshness, check)
    return ""


# --- the whole table ------------------------------------------------------------------------------


def table_copy(
    beside: Beside,
    options: Sequence[Option],
    rows: Sequence[CompareRow],
    order: str,
    transport: Sequence[str] = (),
) -> TableCopy:
    """Return what is shown, for pasting: the same rows and columns, as a patient may have them."""
    shown = [option for option in options if beside.copies[option.uid].title]
    titles = [beside.copies[option.uid].title for option in shown]
    lines: list[list[str]] = []
    notes: list[str] = []
    for row in rows:
        if row.note:
            notes.append(" ".join(line.words for line in row.note))
        elif row.question is Question.FIGURES:
            told = dict(zip((option.uid for option in options), row.cells, strict=True))
            figures = ["; ".join(line.words for line in told[one.uid].lines) for one in shown]
            lines.append([row.heading, *figures])
        else:
            answers = [beside.copies[one.uid].answer(row.question) for one in shown]
            lines.append([row.heading, *(text or tr("Not listed") for text in answers)])
    notes += transport
    notes.append(order)
    notes += [f"{one.heading} {one.text} {one.mark}" for one in beside.statements]
    notes.append(f"{tr('From the emndir directory of')} {beside.made_of}.")
    return TableCopy(_as_text(titles, lines, notes), _as_html(titles, lines, notes))


def _as_text(titles: Sequence[str], lines: Sequence[Sequence[str]], notes: Sequence[str]) -> str:
    rows = [["", *titles], *lines]
    table = ["\t".join(" ".join(text.split()) for text in row) for row in rows]
    return "\n".join([*table, "", *notes])


def _as_html(titles: Sequence[str], lines: Sequence[Sequence[str]], notes: Sequence[str]) -> str:
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in ("", *titles))
    body = "".join(
        f'<tr><th scope="row">{escape(first)}</th>'
        + "".join(f"<td>{escape(text)}</td>" for text in rest)
        + "</tr>"
        for first, *rest in lines
    )
    after = "".join(f"<p>{escape(note)}</p>" for note in notes)
    return f'<table border="1"><tr>{head}</tr>{body}</table>{after}'
