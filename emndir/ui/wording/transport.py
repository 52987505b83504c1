"""Words of the transport near each end of a journey: who takes people, for where, by which number, how old."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from emndir.choice.comparison import Question
from emndir.domain.contact import unbroken, unbroken_code
from emndir.domain.errors import HandoutError
from emndir.domain.freshness import PaperRule
from emndir.domain.vocabulary import FactGroup, ServiceStatus
from emndir.handouts.patient_view import PatientService
from emndir.transport import Lift, lifts_near
from emndir.ui import labels
from emndir.ui.detail import Line, Look
from emndir.ui.way_parts import End, TransportNear, TransportRow
from emndir.ui.wording.compare_copy import patient_age, patient_phone
from emndir.ui.wording.key_facts import aged
from emndir.ui.wording.sentences import sentence, tr, upper

if TYPE_CHECKING:
    from emndir.bootstrap import OpenDirectory

MOST = 8
"""Services of one end that are listed; the others are counted."""


def transport_near(
    directory: OpenDirectory, ends: Sequence[End], today: date
) -> tuple[TransportNear, ...]:
    """Return what the directory lists of transport near each end: for a worker thread."""
    rule = PaperRule(directory.info.paper_rule)
    return tuple(
        _near(
            end,
            lifts_near(directory, end.near, end.point, with_costs=end.with_costs),
            directory,
            today,
            rule,
        )
        for end in ends
    )


def _near(
    end: End,
    lifts: tuple[Lift, ...] | None,
    directory: OpenDirectory,
    today: date,
    rule: PaperRule,
) -> TransportNear:
    if not lifts:
        none = Line(tr("Not listed: the list names no transport here."), Look.SECOND)
        return TransportNear(heading=end.heading, facts=end.facts, lines=(none,))
    rows = tuple(_row(lift, end, directory, today, rule) for lift in lifts[:MOST])
    more = len(lifts) - len(rows)
    words = f"{tr('and')} {more} {tr('more: look for transport in the results.')}"
    lines = (Line(words, Look.SECOND),) if more > 0 else ()
    return TransportNear(heading=end.heading, facts=end.facts, rows=rows, lines=lines)


def _row(
    lift: Lift, end: End, directory: OpenDirectory, today: date, rule: PaperRule
) -> TransportRow:
    service = lift.service
    phone = service.phones[0] if service.phones else None
    said = [unbroken(phone.number) if phone else tr("No phone listed")]
    if lift.for_costs:
        said.append(tr("Help with the cost of travel"))
    else:
        said.append(area_words(lift, end))
    if service.status is ServiceStatus.UNSURE:
        said.append(tr("Not confirmed"))
    age = aged(service, service.phone_group(phone) if phone else FactGroup.ABOUT, today)
    said.append(age.text)
    return TransportRow(
        uid=service.uid,
        icon=labels.service_icon(directory.vocabulary, service.service_type),
        name=service.name,
        second=". ".join(part.rstrip(".") for part in said if part) + ".",
        copied=_copied(lift, end, today, rule),
    )


def area_words(lift: Lift, end: End) -> str:
    """Return whether it serves the place, and how far off it is, where that is known."""
    far = ""
    if lift.miles is not None:
        miles = labels.miles_in_words(lift.miles, lift.is_exact)
        far = f"{miles} {tr('away, in a straight line')}"
    if lift.serves:
        served = f"{tr('Serves')} {unbroken_code(end.near)}"
        return f"{served}, {far}" if far else served
    return f"{upper(far)}; {tr('its area is not stated')}"


def _copied(lift: Lift, end: End, today: date, rule: PaperRule) -> str:
    """Return name, number and area as a patient may have them; "" where no name may be shown."""
    try:
        patient = PatientService.of(lift.service, today=today, rule=rule)
    except HandoutError:
        return ""
    what = tr("Help with the cost of travel") if lift.for_costs else area_words(lift, end)
    phone, age = patient_phone(patient), patient_age(patient, Question.PHONE)
    if phone and age:
        phone = f"{phone.rstrip('.')} ({age})."
    said = (sentence(patient.title), phone, sentence(what))
    return " ".join(part for part in said if part)
