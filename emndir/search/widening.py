"""Widening: what else is shown where little was found, and the hospital of the first answer.

It goes by the words alone: what a filter hides never changes what answers, so that every count
is what choosing it gives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import numpy as np

from emndir.domain.service import ServiceSummary
from emndir.domain.taxonomy import Taxonomy
from emndir.search.choosing import ENOUGH, Answer
from emndir.search.columns import Bools
from emndir.search.criteria import Facet
from emndir.search.facets import FacetCounter
from emndir.search.matching import FACET_OF
from emndir.search.nearness import IN_REACH_MILES, Surroundings
from emndir.search.ranking import Ranker
from emndir.search.records import Record, Records
from emndir.search.results import Danger
from emndir.search.textindex import TextIndex
from emndir.search.words import fold

_HELPLINE = "helpline"


class Widener:
    """Adds to the answer of one question what lies closest to it, where it is short."""

    def __init__(
        self,
        records: Records,
        facets: FacetCounter,
        places: Mapping[str, int],
        load_rows: Callable[[Iterable[int]], Mapping[int, tuple[Record, ServiceSummary]]],
        surroundings: Surroundings | None,
    ) -> None:
        """Widen answers of one directory; `places` are the rows of its hospitals by uid."""
        self._records = records
        self._facets = facets
        self._places = places
        self._load_rows = load_rows
        self._surroundings = surroundings

    def first_of(self, danger: Danger | None, index: TextIndex) -> Bools:
        """Return the services that come first where words of an emergency were typed.

        From a place those that serve it, are near it or serve everybody.
        """
        first: Bools = np.zeros(self._records.count, dtype=np.bool_)
        for named in danger.first if danger else ():
            taxonomy, _, code = named.partition("/")
            if code:
                first[self._facets.rows_of(FACET_OF[Taxonomy(taxonomy)], code)] = True
            else:
                first[index.close(fold(named).split())[0]] = True
        first &= self._records.offered
        if self._surroundings is not None and first.any():
            rows = np.flatnonzero(first)
            seen = self._surroundings.see(rows)
            here = (seen.ranked <= IN_REACH_MILES) | (seen.serves == 1)
            first[rows[~here]] = False
        return first

    def with_lines_of_sites(self, answer: Answer, sites: frozenset[str]) -> Answer:
        """Return an answer and, where little in it is for the cancers asked for, their helplines."""
        if not sites or not answer.bits.any():
            return answer
        for_sites: Bools = np.zeros(self._records.count, dtype=np.bool_)
        lines = for_sites.copy()
        for site in sites:
            for_sites[self._facets.rows_of(Facet.CANCER_SITE, site)] = True
        lines[self._facets.rows_of(Facet.SERVICE_TYPE, _HELPLINE)] = True
        found = answer.bits & for_sites
        is_enough = int(np.count_nonzero(found)) >= ENOUGH
        if self._surroundings is not None:
            is_enough = self._surroundings.reach(found, ENOUGH)
        if is_enough:
            return answer
        return replace(answer, partly=answer.partly | (lines & for_sites & ~answer.full))

    def with_same_building(self, answer: Answer, ranker: Ranker) -> Answer:
        """Return an answer and, where it is short, what else is in the first one's building.

        A hospital has too much for that.
        """
        if not 0 < int(np.count_nonzero(answer.bits)) < ENOUGH:
            return answer
        rows = np.flatnonzero(answer.bits)
        first = int(rows[np.argmax(ranker.score(rows, np.ones(len(rows), dtype=np.bool_)).score)])
        record, _summary = self._load_rows([first])[first]
        hospitals = set(self._records.nhs_sites.tolist())
        places = [self._places[uid] for uid in record.place_uids if uid in self._places]
        rows = self._records.services_at(one for one in places if one not in hospitals)
        more: Bools = np.zeros(self._records.count, dtype=np.bool_)
        more[rows] = True
        return replace(answer, partly=answer.partly | (more & ~answer.full))
