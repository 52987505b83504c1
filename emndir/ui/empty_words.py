"""What stands where results would be: at the start, while opening, and when nothing was found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from emndir.ui import labels
from emndir.ui.viewmodels.often import Way
from emndir.ui.widgets.empty_state import EmptyWords, Progress, WayOn

if TYPE_CHECKING:
    from emndir.ui.card_words import CardWords
    from emndir.ui.viewmodels.search import Answer

EXAMPLES = ("bowel de1", "wig", "hospice near oakham", "someone to talk to ng10", "0116 231 3771")
"""Searches to try: one of each thing the box understands."""
_SUBJECT = "Cancer services"
STAGES_KEY = "every-stage"
"""What leads to the page of all stages."""
OPENING_STEPS = 4
"""Read the text, check it, compile it, write the file: what opening does where all is to be done."""


def start(ways: Sequence[Way] = (), title: str = "") -> EmptyWords:
    """Return the words of the start, before anything is typed; `title` is the directory's own."""
    is_plain = title.startswith(_SUBJECT)
    what = f"{title[0].lower()}{title[1:]}" if is_plain else _SUBJECT.lower()
    return EmptyWords(
        title=f"{_tr('Find')} {what}",
        text=_tr("Type a cancer, a kind of help, a place, a name or a phone number."),
        examples_title=_tr("For example"),
        examples=EXAMPLES,
        ways_title=_tr("Often needed"),
        ways=(*_rows(ways), _every_stage()) if ways else (),
    )


def opening(words: str, step: int = 0) -> EmptyWords:
    """Return the words while the directory is being opened, and which step of it this is."""
    return EmptyWords(
        title=_tr("Find cancer services"),
        text=_tr("Type a cancer, a kind of help, a place, a name or a phone number."),
        examples_title=_tr("For example"),
        examples=EXAMPLES,
        progress=Progress(words, min(step, OPENING_STEPS), OPENING_STEPS) if words else None,
    )


def empty_directory() -> EmptyWords:
    """Return the words of a directory without a single service."""
    return EmptyWords(
        title=_tr("The directory is empty"),
        text=_tr("No service is in it, so there is nothing to find."),
        sentences=(_tr("Ask whoever gave you emndir for its data."),),
    )


def unreadable() -> EmptyWords:
    """Return the words where a question could not be answered; a banner says why."""
    return EmptyWords(
        title=_tr("The list cannot be read"),
        text=_tr("So there is no answer to your question. The message above says what to do."),
    )


def nothing_found(answer: Answer, words: CardWords) -> EmptyWords:
    """Return what was not found and where, and ways on that lead somewhere.

    What stands in place of an answer follows in the list, and is never called one.
    """
    results = answer.results
    text = _tr("That is all we list, not all there is.")
    has_ways = bool(answer.ways) and not answer.is_dead_end
    if has_ways:
        text += " " + _tr("You could:")
    # A filter to take off is one of the ways, with its count: it need not be said as well.
    without = [one for one in results.ways_on if not (has_ways and one.startswith("Without "))]
    return EmptyWords(
        title=_title(answer, words),
        text=text,
        sentences=tuple(_whole(one) for one in (results.near_problem, *without) if one),
        ways_title=_tr("Often needed") if answer.ways and answer.is_dead_end else "",
        ways=_rows(answer.ways),
    )


def _whole(sentence: str) -> str:
    """Return a sentence whose phone numbers are not broken over two lines."""
    return re.sub(r"(?<=\d) (?=\d)", labels.NBSP, sentence)


def _title(answer: Answer, words: CardWords) -> str:
    from emndir.search.results import ReadAs

    criteria, results = answer.criteria, answer.results
    if results.gone:
        return _tr("Found, but not offered now")
    what = words.site_asked(results)
    kinds = [one.label for one in results.understood if one.read_as is ReadAs.SERVICE_TYPE]
    title = _tr("Nothing found")
    if results.not_used:
        pass  # that a word is in no record says nothing about the kind of service beside it
    elif kinds:
        title = f"{_tr('No')} {kinds[0][:1].lower()}{kinds[0][1:]}"
    elif what:
        title = f"{_tr('Nothing for')} {what}"
    if results.origin is not None and criteria.within_miles is not None:
        title += (
            f" {_tr('within')} {criteria.within_miles:.0f} {_tr('miles of')} {results.origin.label}"
        )
    elif results.origin is not None and not results.near_problem:
        title += f" {_tr('near')} {results.origin.label}"
    return f"{title}{_tr(', with these filters')}" if criteria.chosen else title


def _every_stage() -> WayOn:
    return WayOn(
        key=STAGES_KEY, text=_tr("Every stage for one cancer"), icon="timeline-text-outline"
    )


def _rows(ways: Sequence[Way]) -> tuple[WayOn, ...]:
    return tuple(
        WayOn(key=way, text=way.text, icon=way.icon, number=str(way.total), tint=way.tint)
        for way in ways
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("EmptyState", text)
