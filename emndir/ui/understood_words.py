"""What the row under the search box says: readings, readings taken off, and words nothing has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from emndir.domain.vocabulary import ALL_SITES
from emndir.search.criteria import Criteria, Facet, When
from emndir.search.results import ReadAs, Results, Understood
from emndir.ui import labels
from emndir.ui.late_labels import ICONS
from emndir.ui.viewmodels.ways_on import Narrowing, narrowings
from emndir.ui.widgets.chip import ChipKind, ChipSpec
from emndir.ui.widgets.correction_line import CorrectionWords

if TYPE_CHECKING:
    from emndir.ui.viewmodels.search import Answer

NEAR_KEY = "near"
STAGES_KEY = "every-stage"
"""Keys of the chip of the near box, and of the one that leads to every stage."""
_SHOWN_AT_MOST = 40
"""Characters of typed words that a chip or a note repeats."""


@dataclass(frozen=True, slots=True)
class Plain:
    """Key of a chip whose words are read as plain words."""

    words: str


def chip_specs(
    results: Results,
    criteria: Criteria,
    facet_words: Callable[[Facet, str], str],
    *,
    tells_miles: bool = False,
) -> list[ChipSpec]:
    """Return a chip a reading (what before where), place and kind of service, then those taken off.

    With `tells_miles` the place says how far is looked as well, since nothing beside it does.
    """
    miles = criteria.within_miles if tells_miles else None
    is_near = is_from_near_box(results, criteria)
    specs = [
        ChipSpec(
            key=reading,
            text=_reading_words(reading, results, miles, is_near=is_near),
            icon=ICONS.get(reading.read_as, "magnify"),
            group=labels.words(reading.read_as),
            words=reading.words,
        )
        for reading in _place_last(results.understood)
    ]
    if is_near and results.origin is not None:
        specs.append(
            ChipSpec(
                key=NEAR_KEY,
                text=origin_words(results, miles),
                icon=ICONS[ReadAs.PLACE],
                group=labels.words(ReadAs.PLACE),
            )
        )
    specs += [
        ChipSpec(
            key=(Facet.SERVICE_TYPE, code),
            text=facet_words(Facet.SERVICE_TYPE, code),
            icon=ICONS[ReadAs.SERVICE_TYPE],
            group=labels.words(Facet.SERVICE_TYPE),
        )
        for code in criteria.codes(Facet.SERVICE_TYPE)
    ]
    specs += [
        ChipSpec(
            key=(Facet.WHEN, code),
            text=facet_words(Facet.WHEN, code),
            icon=ICONS[ReadAs.WHEN],
            group=labels.words(Facet.WHEN),
        )
        for code in criteria.codes(Facet.WHEN)
    ]
    specs += [
        ChipSpec(
            key=Plain(span),
            text=f"{quoted(span)} {_tr('as plain words')}",
            icon="undo-variant",
            words=span,
            kind=ChipKind.PLAIN,
        )
        for span in criteria.plain
    ]
    return specs


def narrow_specs(answer: Answer) -> list[ChipSpec]:
    """Return a dashed chip a way to narrow; none where nothing was asked.

    Where a cancer was asked for and nothing but a place beside it, the first leads to every stage.
    """
    if answer.is_start:
        return []
    found = [*_unsaid(answer), *narrowings(answer.results, answer.criteria)]
    stages = ChipSpec(
        key=STAGES_KEY,
        text=_tr("Every stage"),
        icon="timeline-text-outline",
        group=_tr("Show"),
        kind=ChipKind.ADD,
    )
    return [
        *([stages] if is_only_a_cancer(answer) else []),
        *(
            ChipSpec(
                key=one,
                text=one.label,
                icon="plus",
                group=labels.words(one.facet),
                kind=ChipKind.ADD,
            )
            for one in found
        ),
    ]


def is_only_a_cancer(answer: Answer) -> bool:
    """Return True if one cancer was asked for, and nothing but a place beside it."""
    results, chosen = answer.results, dict(answer.criteria.chosen)
    read = [one for one in results.understood if one.read_as is not ReadAs.PLACE]
    sites = {*chosen.pop(Facet.CANCER_SITE, ()), *(one.code for one in read)} - {ALL_SITES}
    are_cancers = all(one.read_as is ReadAs.CANCER_SITE for one in read)
    return len(sites) == 1 and are_cancers and not chosen and not results.not_used


def _unsaid(answer: Answer) -> list[Narrowing]:
    """Return how many a filter on hours leaves out because their hours do not say, to be added."""
    codes = answer.criteria.codes(Facet.WHEN)
    counts = answer.results.facets.get(Facet.WHEN, ())
    number = next((one.count for one in counts if one.code == When.UNKNOWN), 0)
    if not codes or When.UNKNOWN in codes or not number:
        return []
    label = f"{labels.words(When.UNKNOWN)}: {number:,}"
    return [Narrowing(Facet.WHEN, When.UNKNOWN.value, label)]


def note(answer: Answer) -> str:
    """Return what could not be used of the question, "" where that is said elsewhere.

    An empty answer says it itself; a word of a closed service that is shown was used.
    """
    results = answer.results
    if is_empty(answer):
        return ""
    if results.near_problem:
        return results.near_problem
    words = unused(results)
    return f"{_tr('Nothing here has')} {listed(words)}." if words else ""


def unused(results: Results) -> tuple[str, ...]:
    """Return the typed words that neither a result has nor a closed service that is explained."""
    gone = " ".join(f"{one.name} {one.organization_name}" for one in results.gone).casefold()
    return tuple(word for word in results.not_used if word.casefold() not in gone)


def is_empty(answer: Answer) -> bool:
    """Return True if something was asked, and nothing is there to answer it."""
    return not (answer.is_start or answer.results.total or answer.results.gone)


def correction_words(results: Results) -> CorrectionWords:
    """Return which words were looked for in place of typed ones, and how to refuse each."""
    corrections = results.corrections
    if not corrections:
        return CorrectionWords()
    used = tuple(dict.fromkeys(one.used for one in corrections))
    search, typed = _tr("Search for"), _tr("as typed")
    shown = _tr("Showing results for") if results.total else _tr("Looked for")
    return CorrectionWords(
        shown=f"{shown} {listed(used)}.",
        refusals=tuple((f"{search} {quoted(one.typed)} {typed}", one.typed) for one in corrections),
    )


def place_read(results: Results) -> Understood | None:
    """Return the place that was read from the typed words, or None."""
    return next((one for one in results.understood if one.read_as is ReadAs.PLACE), None)


def origin_words(results: Results, miles: float | None = None) -> str:
    """Return "Near LE2, Leicester", or "LE2, 10 miles": from where, and how far is looked."""
    origin = results.origin
    if origin is None:
        return ""
    if miles is not None:
        return f"{origin.label}, {miles:.0f} {_tr('miles')}"
    town = origin.district
    more = f", {town}" if town and town.casefold() != origin.label.casefold() else ""
    return f"Near {origin.label}{more}"


def quoted(words: str) -> str:
    """Return typed words in quotes, cut where they are long."""
    shown = words if len(words) <= _SHOWN_AT_MOST else f"{words[: _SHOWN_AT_MOST - 1]}…"
    return f"“{shown}”"


def listed(words: tuple[str, ...]) -> str:
    """Return "“a”", "“a” and “b”", "“a”, “b” and “c”"."""
    shown = [quoted(word) for word in words]
    return _tr(" and ").join([part for part in (", ".join(shown[:-1]), shown[-1]) if part])


def _place_last(readings: Sequence[Understood]) -> list[Understood]:
    return sorted(readings, key=lambda one: one.read_as is ReadAs.PLACE)


def is_from_near_box(results: Results, criteria: Criteria) -> bool:
    """Return True where miles are measured from the near box, and not from a place in the words."""
    return bool(criteria.near) and not results.near_gave_way


def _reading_words(
    reading: Understood, results: Results, miles: float | None, *, is_near: bool
) -> str:
    if reading.read_as is ReadAs.PLACE and results.origin is not None and not is_near:
        return origin_words(results, miles)
    return reading.label


def _tr(text: str) -> str:
    return QCoreApplication.translate("Understood", text)
