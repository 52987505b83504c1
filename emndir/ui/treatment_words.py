"""What the 24-hour strip says: whose line it is, and how sure its number is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from emndir.domain.freshness import Freshness, freshness_of
from emndir.domain.provenance import Check
from emndir.domain.vocabulary import FactGroup
from emndir.ui import labels
from emndir.ui.widgets.treatment_strip import TreatmentLine

if TYPE_CHECKING:
    from emndir.domain.service import ServiceSummary
    from emndir.search.results import Results


def treatment_line(results: Results, today: date) -> TreatmentLine | None:
    """Return the line to pin over the results, or None where none is known to serve the place."""
    if not results.treatment_lines:
        return None
    hit = results.treatment_lines[0]
    summary = hit.summary
    question = _tr("Unwell on treatment?")
    doubt = f"{summary.display_name}. {doubt_in_words(summary, today)}"
    number = summary.phone or _tr("Not listed")
    spoken = f"{question} {doubt} {labels.spoken_digits(summary.phone) or number}"
    return TreatmentLine(
        uid=summary.uid, question=question, doubt=doubt, number=number, spoken=spoken
    )


def doubt_in_words(summary: ServiceSummary, today: date) -> str:
    """Return how sure a 24-hour line is (LOOK.md section 9): never a bare number."""
    newest = summary.newest_source
    if newest is None:
        return _tr("Not dated: alert card first.")
    check = Check(group=FactGroup.TREATMENT_LINE, checked_on=newest)
    source = labels.source_in_words(newest)
    match freshness_of(FactGroup.TREATMENT_LINE, check, today):
        case Freshness.FRESH:
            return f"{source}."
        case Freshness.AGEING:
            return f"{source}. {_tr('Alert card first.')}"
        case _:
            return f"{source}: {_tr('alert card first.')}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("TreatmentStrip", text)
