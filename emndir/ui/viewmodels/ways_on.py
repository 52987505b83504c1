"""Ways on from an empty answer, and narrowings of a full one: pure functions."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from emndir.search.criteria import Criteria, Facet
from emndir.ui.viewmodels.often import DISTANCES, Way

if TYPE_CHECKING:
    from emndir.search.results import Results

Find = Callable[[Criteria], "Results"]
NARROW_FACETS = (Facet.HELP_GROUP, Facet.STAGE, Facet.REFERRAL_ROUTE, Facet.DELIVERY)
NARROWINGS = 4
ALIKE = (
    frozenset({"worried-or-screening", "prevention", "screening"}),
    frozenset({"tests", "diagnosis"}),
    frozenset({"life-after-treatment", "living-with-and-beyond"}),
    frozenset({"hospice-and-bereavement", "palliative-end-of-life", "bereavement"}),
)
"""Kinds of help and stages that leave much the same services: one of each is offered at most."""
WORTH_NARROWING = 8
"""Results from which narrowing is worth offering."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A filter value that would halve the results."""

    facet: Facet
    code: str
    label: str


def ways_on(
    find: Find, criteria: Criteria, facet_words: Callable[[Facet, str], str], results: Results
) -> list[Way]:
    """Return questions near one without an answer, each of which has an answer.

    `results` is that empty answer: its words that nothing has can be left out, where more was
    asked for than a place.
    """
    from emndir.search.results import ReadAs

    ways = [*_wider(find, criteria)]
    if any(one.read_as is not ReadAs.PLACE for one in results.understood):
        for word in results.not_used:
            left = replace(criteria, words=cut(criteria.words, re.escape(word)))
            _add(
                ways, find, left, _tr("Without “{words}”").format(words=word), "filter-off-outline"
            )
    for facet, codes in criteria.chosen:
        words = f" {_tr('or')} ".join(facet_words(facet, code) for code in codes)
        _add(
            ways,
            find,
            criteria.with_codes(facet, ()),
            _tr("Without “{words}”").format(words=words),
            "filter-off-outline",
        )
    if len(criteria.chosen) > 1:
        free = replace(criteria, chosen=())
        _add(ways, find, free, _tr("Without any filter"), "filter-off-outline")
    if criteria.near and criteria.words.strip() and not results.near_gave_way:
        anywhere = replace(criteria, near="", within_miles=None)
        _add(
            ways,
            find,
            anywhere,
            _tr("Anywhere, not near {place}").format(place=criteria.near),
            "map-outline",
        )
    return ways


def cut(words: str, pattern: str) -> str:
    """Return typed words without the first part that a pattern fits, and without blanks too many."""
    left = " ".join(re.sub(pattern, " ", words, count=1, flags=re.IGNORECASE).split())
    re.purge()  # a pattern holds what was typed, and Python would keep it
    return left


def _wider(find: Find, criteria: Criteria) -> list[Way]:
    ways: list[Way] = []
    if criteria.within_miles is None:
        return ways
    farther = [miles for miles in DISTANCES if miles > criteria.within_miles]
    for miles in farther:
        wider = replace(criteria, within_miles=miles)
        if _add(
            ways,
            find,
            wider,
            _tr("Look within {miles} miles").format(miles=f"{miles:.0f}"),
            "map-marker-distance",
        ):
            return ways
    anywhere = replace(criteria, within_miles=None)
    _add(ways, find, anywhere, _tr("Look at any distance"), "map-marker-distance")
    return ways


def _add(ways: list[Way], find: Find, criteria: Criteria, text: str, icon: str) -> bool:
    total = find(replace(criteria, limit=1)).total
    if total:
        ways.append(Way(criteria=criteria, text=text, icon=icon, total=total))
    return bool(total)


def narrowings(results: Results, criteria: Criteria) -> list[Narrowing]:
    """Return the filter values that come nearest to halving the results, in the panel's order.

    Each kind of filter gives its best one first, for two values of one kind would split the
    results the same way; then the next best of any. None says twice what another one or a
    reading says.
    """
    if results.total < WORTH_NARROWING:
        return []
    read = {one.read_as.value.replace("-", "_") for one in results.understood}
    said = [set(one.label.casefold().split()) for one in results.understood]
    labels: set[str] = set()
    found: list[tuple[float, int, Narrowing]] = []
    for number, facet in enumerate(NARROW_FACETS):
        if criteria.codes(facet) or facet.value in read:
            continue
        for count in results.facets.get(facet, ()):
            label = count.label.casefold()
            if label in labels or _is_said(set(label.split()), said):
                continue
            if 0 < count.count < results.total:
                labels.add(label)
                away = abs(count.count / results.total - 0.5)
                found.append((away, number, Narrowing(facet, count.code, count.label)))
    found.sort(key=lambda item: (item[0], item[1]))
    best: list[tuple[float, int, Narrowing]] = []
    for is_first in (True, False):
        for item in found:
            is_more = item in best or (is_first and any(item[1] == one[1] for one in best))
            if len(best) < NARROWINGS and not is_more and not _is_alike(item[2], best):
                best.append(item)
    return [narrowing for _, _, narrowing in sorted(best, key=lambda item: (item[1], item[0]))]


def _is_alike(narrowing: Narrowing, best: Sequence[tuple[float, int, Narrowing]]) -> bool:
    """Return True if a value of another kind of filter leaves much the same services."""
    others = {one.code for _, _, one in best if one.facet is not narrowing.facet}
    return any(narrowing.code in codes and others & codes for codes in ALIKE)


def _is_said(words: set[str], said: Sequence[set[str]]) -> bool:
    """Return True if a reading says as much: "bereavement" beside "bereavement support"."""
    return any(words <= other or other <= words for other in said)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ways_on", text)
