"""What a question from outside comes to, where the directory is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from emndir.domain.errors import UnknownPlaceError
from emndir.domain.taxonomy import Vocabulary
from emndir.search.criteria import Criteria, Facet
from emndir.search.outside import Asked
from emndir.search.site_codes import sites_of


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Reading:
    """What a question from outside comes to; `unknown` names the parts that nothing here knows."""

    criteria: Criteria
    unknown: tuple[str, ...] = ()


def read_asked(
    asked: Asked, blank: Criteria, vocabulary: Vocabulary, locate: Callable[[str], object]
) -> Reading:
    """Return the question that the window is to ask, built on a blank one.

    A part that is unknown is left out. `locate` raises `UnknownPlaceError` for a place that is
    not known.
    """
    unknown: list[str] = []
    criteria = replace(blank, words=asked.query)
    if asked.near:
        try:
            locate(asked.near)
        except UnknownPlaceError:
            unknown.append("near")
        else:
            criteria = replace(criteria, near=asked.near)
    if asked.site:
        codes = sites_of(vocabulary, asked.site)
        if codes:
            criteria = criteria.with_codes(Facet.CANCER_SITE, codes)
        else:
            unknown.append("site")
    return Reading(criteria=criteria, unknown=(*unknown, *asked.unread))
