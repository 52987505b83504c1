"""Instead: services that lead on from an empty answer, and are never part of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from emndir.domain.taxonomy import Taxonomy, Vocabulary
from emndir.domain.vocabulary import ALL_SITES, HelpGroup
from emndir.search.columns import Bools, Flag, Rows
from emndir.search.criteria import Criteria, Facet
from emndir.search.facets import FacetCounter
from emndir.search.nearness import Surroundings
from emndir.search.ranking import Ranker
from emndir.search.records import Records
from emndir.search.results import InsteadOf

SHOWN_AT_MOST = 3
"""Services of one kind: a way on, not another list."""
_HELPLINE = "helpline"
_SUPPORT = HelpGroup.SUPPORT_AND_INFORMATION.value


@dataclass(frozen=True, slots=True)
class Suggested:
    """Rows of one kind, best first, under a heading."""

    kind: InsteadOf
    heading: str
    rows: list[int]


class InsteadFinder:
    """Finds what leads on where a question has no answer."""

    def __init__(
        self,
        records: Records,
        facets: FacetCounter,
        vocabulary: Vocabulary,
        surroundings: Surroundings | None,
        ranker: Ranker,
    ) -> None:
        """Lead on from one question, ranked as its answer would be."""
        self._records = records
        self._facets = facets
        self._vocabulary = vocabulary
        self._surroundings = surroundings
        self._ranker = ranker

    def find(
        self,
        criteria: Criteria,
        answered: Bools,
        sites: frozenset[str],
        passing: Callable[[Criteria], Bools],
        *,
        is_known: bool,
    ) -> Iterator[Suggested]:
        """Yield every kind that there is.

        `answered` are services that answer the words, `sites` the cancers asked for, and
        `passing` gives the services that pass the filters of a question. `is_known` says
        whether anything that was asked is known here.
        """
        shown: set[int] = set()
        for suggested in (
            self._nearest(criteria, answered, passing),
            self._helplines(sites),
            self._for_everyone(answered, is_known=is_known),
        ):
            rows = [row for row in suggested.rows if row not in shown][:SHOWN_AT_MOST]
            shown.update(rows)
            if rows:
                yield Suggested(suggested.kind, suggested.heading, rows)

    def _nearest(
        self, criteria: Criteria, answered: Bools, passing: Callable[[Criteria], Bools]
    ) -> Suggested:
        """Return the nearest that answer and only lie too far off, or in another place."""
        kind, limit = InsteadOf.NEAREST, criteria.within_miles
        if self._surroundings is None:
            return Suggested(kind, "", [])
        anywhere = Criteria(
            words=criteria.words,
            near=criteria.near,
            chosen=tuple(
                (facet, codes)
                for facet, codes in criteria.chosen
                if facet not in (Facet.COUNTY, Facet.DISTRICT)
            ),
            not_self=criteria.not_self,
        )
        rows = np.flatnonzero(answered & passing(anywhere))
        miles = self._surroundings.miles[rows]
        order = np.argsort(miles, kind="stable")[:SHOWN_AT_MOST]
        nearest = [int(rows[at]) for at in order if np.isfinite(miles[at])]
        beyond = f", further than {limit:g} miles" if limit is not None else ""
        return Suggested(kind, f"The nearest{beyond}", nearest)

    def _helplines(self, sites: frozenset[str]) -> Suggested:
        """Return the national helplines for the cancers that were asked for."""
        lines = self._lines()
        of_sites: Bools = np.zeros(self._records.count, dtype=np.bool_)
        for site in sites:
            of_sites[self._facets.rows_of(Facet.CANCER_SITE, site)] = True
        names = sorted(self._vocabulary.label(Taxonomy.CANCER_SITE, site).lower() for site in sites)
        heading = f"National helplines: {', '.join(names)}" if len(names) <= 2 else ""
        return Suggested(
            InsteadOf.HELPLINE, heading or "National helplines", self._best(lines & of_sites)
        )

    def _for_everyone(self, answered: Bools, *, is_known: bool) -> Suggested:
        """Return what anybody has by phone or online: what answers, else lines for any cancer.

        Lines for any cancer stand in only for a need that is known here.
        """
        national = self._records.columns.has(Flag.NATIONAL) & self._records.columns.has(
            Flag.HAS_REMOTE
        )
        rows = self._best(answered & national & self._records.offered)
        if not rows and is_known:
            any_site: Bools = np.zeros(self._records.count, dtype=np.bool_)
            any_site[self._facets.rows_of(Facet.CANCER_SITE, ALL_SITES)] = True
            support: Bools = np.zeros(self._records.count, dtype=np.bool_)
            support[self._facets.rows_of(Facet.HELP_GROUP, _SUPPORT)] = True
            rows = self._best(self._lines() & any_site & support)
        return Suggested(InsteadOf.REMOTE, "By phone or online, for everyone", rows)

    def _lines(self) -> Bools:
        """Return the helplines that serve the whole country."""
        lines: Bools = np.zeros(self._records.count, dtype=np.bool_)
        lines[self._facets.rows_of(Facet.SERVICE_TYPE, _HELPLINE)] = True
        lines &= self._records.offered & self._records.columns.has(Flag.NATIONAL)
        lines &= ~self._records.unsure
        return lines

    def _best(self, bits: Bools) -> list[int]:
        rows: Rows = np.flatnonzero(bits)
        score = self._ranker.score(rows, np.ones(len(rows), dtype=np.bool_)).score
        rank = self._records.columns.name_rank[rows]
        return [int(row) for row in rows[np.lexsort((rank, -score))][: 2 * SHOWN_AT_MOST]]
