"""patient_copy: what the Copy button gives: a few lines that may be sent to a patient.

It is made from a `PatientService`, as paper is, so a contact for professionals cannot be in it
and old facts follow the data pack's rule.
"""

from __future__ import annotations

from datetime import date

from emndir.domain.freshness import Freshness, PaperRule, freshness_in_words
from emndir.domain.provenance import Check
from emndir.domain.schedule import hours_in_words
from emndir.domain.service import Service
from emndir.domain.vocabulary import PhoneKind
from emndir.handouts.patient_view import PatientPhone, PatientService, Standing
from emndir.handouts.wording import web_address
from emndir.ui import labels
from emndir.ui.wording.sentences import sentence, tr, upper

_FACT_NAMES = {
    "phone": "Phone",
    "treatment-line": "24-hour line",
    "place": "Place",
    "hours": "Hours",
    "website": "Web page",
}


def patient_copy(service: Service, today: date, rule: PaperRule) -> str:
    """Return name, phone, place, hours and web page; "" for what is not offered.

    Facts that are old or have no date say so at the end, one a line.
    """
    if not service.status.is_offered:
        return ""
    view = PatientService.of(service, today=today, rule=rule)
    lines = [view.title, *_unsure(view)]
    if view.phone is not None:
        lines.append(_phone(view.phone, view.ask_for))
    if view.treatment_line is not None and (
        view.phone is None or view.treatment_line.digits != view.phone.phone.digits
    ):
        lines.append(f"{view.treatment_line.number} ({tr('if unwell during treatment')})")
    elif service.treatment_lines and view.treatment_line is None:
        lines.append(tr("If unwell during treatment: call the number on the alert card."))
    if view.places:
        place = view.places[0]
        lines.append(", ".join([*place.lines, *([place.postcode] if place.postcode else [])]))
    lines.append(hours_in_words(view.schedules, view.hours_note))
    lines.append(web_address(view.website))
    lines += [_doubt(one) for one in view.standings if _is_told(one)]
    return "\n".join(line for line in lines if line).replace("\N{NO-BREAK SPACE}", " ")


def _unsure(view: PatientService) -> list[str]:
    if not view.is_unsure:
        return []
    seen = f"{tr('last seen')} {view.last_seen}" if view.last_seen else tr("no dated source")
    return [f"{tr('Not confirmed')}: {seen}. {tr('Call before you go.')}"]


def _phone(phone: PatientPhone, ask_for: str) -> str:
    whose = phone.phone.label
    if phone.is_main and phone.phone.kind is PhoneKind.SWITCHBOARD:
        whose = labels.words(PhoneKind.SWITCHBOARD)
    ask = f"{tr('ask for')} {ask_for}" if ask_for else ""
    about = ", ".join(part for part in (whose, ask) if part)
    return f"{phone.phone.number} ({about})" if about else phone.phone.number


def _is_told(standing: Standing) -> bool:
    return (
        standing.is_printed
        and standing.freshness is not Freshness.FRESH
        and standing.fact in _FACT_NAMES
    )


def _doubt(standing: Standing) -> str:
    check = Check(group=standing.group, checked_on=standing.when)
    words = freshness_in_words(standing.freshness, check)
    return upper(f"{tr(_FACT_NAMES[standing.fact])}: {sentence(words[:1].lower() + words[1:])}")
