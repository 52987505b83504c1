"""What the 24-hour strip and the danger banner say: whose line it is, how sure its number is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from emndir.domain.freshness import Freshness, freshness_of
from emndir.domain.provenance import Check
from emndir.domain.vocabulary import FactGroup
from emndir.ui import labels
from emndir.ui.widgets.treatment_strip import DangerWords, TreatmentLine

if TYPE_CHECKING:
    from emndir.domain.service import ServiceSummary
    from emndir.search.results import Danger, Results

_SWITCHBOARD = "switchboard"
_LINE = "treatment line"
"""What the sentences of `resources/synonyms/danger.toml` call such a line."""


def treatment_line(results: Results, today: date) -> TreatmentLine | None:
    """Return the line to pin over the results, or None where none is known to serve the place.

    Where the banner for words of an emergency shows the lines already, they are not shown twice.
    """
    if not results.treatment_lines or _names_lines(results.danger):
        return None
    summary = results.treatment_lines[0].summary
    question = _tr("Unwell on treatment?")
    return _line(summary, question, doubt_in_words(summary, today), whose=summary.display_name)


def danger_words(results: Results, today: date) -> DangerWords | None:
    """Return what stands before everything else where words of an emergency were typed.

    The 24-hour lines for people on treatment stand under sentences that send somebody to them,
    and under no others.
    """
    danger, origin = results.danger, results.origin
    if danger is None:
        return None
    heading = danger.heading.rstrip(".")
    if not _names_lines(danger):
        return DangerWords(heading=heading, sentences=danger.sentences)
    lines = tuple(
        _line(hit.summary, hit.summary.display_name, doubt_in_words(hit.summary, today))
        for hit in results.treatment_lines
    )
    if lines:
        where = f" {_tr('that serve')} {origin.label}" if origin else ""
        title = f"{_tr('24-hour treatment lines')}{where}"
    elif origin is None:
        title = ""
    else:
        title = f"{_tr('No 24-hour treatment line that serves')} {origin.label} {_tr('is listed.')}"
    return DangerWords(
        heading=heading,
        sentences=danger.sentences,
        lines_title=title,
        lines=lines,
        asks_for_place=not lines and origin is None,
    )


def _names_lines(danger: Danger | None) -> bool:
    return danger is not None and any(_LINE in one for one in danger.sentences)


def _line(summary: ServiceSummary, question: str, doubt: str, whose: str = "") -> TreatmentLine:
    """Return a line; `whose` it is stands before what is doubtful, where `question` is not it."""
    number = summary.phone or _tr("Not listed")
    if summary.phone and _SWITCHBOARD in summary.phone_label.casefold():
        doubt = f"{summary.phone_label}: {_tr('ask for them.')} {doubt}"
    copied = f"{summary.display_name}: {summary.phone}. {doubt}"
    doubt = f"{whose}. {doubt}" if whose else doubt
    return TreatmentLine(
        uid=summary.uid,
        question=question,
        doubt=doubt,
        number=number,
        spoken=f"{question} {doubt} {labels.spoken_digits(summary.phone) or number}",
        copy_text=" ".join(copied.split()) if summary.phone else "",
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
