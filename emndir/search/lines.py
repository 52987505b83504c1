"""Lines: the 24-hour treatment lines that serve an origin."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import numpy as np

from emndir.domain.service import TREATMENT_LINE_TYPE, ServiceSummary
from emndir.search.columns import Flag
from emndir.search.criteria import Facet
from emndir.search.facets import FacetCounter
from emndir.search.nearness import IN_REACH_MILES, Surroundings
from emndir.search.records import Record, Records

LINES_AT_MOST = 3
_LOADED_AT_ONCE = 12
_LINE_WITHIN_MILES = 10.0
"""A treatment line that states no area is offered to people who live this near to it."""


class LineFinder:
    """Finds the lines for people on treatment who live at one origin."""

    def __init__(
        self,
        records: Records,
        facets: FacetCounter,
        surroundings: Surroundings,
        load_rows: Callable[[Iterable[int]], Mapping[int, tuple[Record, ServiceSummary]]],
    ) -> None:
        """Look around one origin."""
        self._records = records
        self._facets = facets
        self._surroundings = surroundings
        self._load_rows = load_rows

    def rows(self) -> list[int]:
        """Return the rows of the lines, the nearest first, each number once."""
        columns, origin = self._records.columns, self._surroundings.origin
        rows = self._records.lines
        seen = self._surroundings.see(rows)
        has_areas = np.array([bool(areas) for areas in columns.texts["area_sets"]], dtype=np.bool_)
        states = has_areas[columns.area_set[rows]]
        counties = columns.texts["counties"]
        here = counties.index(origin.county) if origin.county in counties else -1
        national = (columns.flags[rows] & int(Flag.NATIONAL)) != 0
        is_close = national | (columns.county[rows] == here) | (seen.miles <= _LINE_WITHIN_MILES)
        serves = np.where(states & (seen.serves != 2), seen.serves == 1, is_close)
        order = np.lexsort((columns.name_rank[rows], seen.ranked))
        kept = [int(rows[at]) for at in order if serves[at]]
        return self._one_a_number(kept) or self._one_a_number(self._teams())

    def _teams(self) -> list[int]:
        """Return the acute oncology teams in reach, the nearest first, where no line is listed.

        Their number may be the hospital's switchboard: it asks for them.
        """
        rows = self._facets.rows_of(Facet.SERVICE_TYPE, TREATMENT_LINE_TYPE)
        seen = self._surroundings.see(rows)
        order = np.lexsort((self._records.columns.name_rank[rows], seen.miles))
        near = (seen.serves == 1) | ((seen.miles <= IN_REACH_MILES) & (seen.serves != 0))
        return [int(rows[at]) for at in order if near[at]]

    def _one_a_number(self, rows: list[int]) -> list[int]:
        seen: set[tuple[str, ...]] = set()
        kept: list[int] = []
        for start in range(0, len(rows), _LOADED_AT_ONCE):
            part = rows[start : start + _LOADED_AT_ONCE]
            loaded = self._load_rows(part)
            for row in part:
                number = loaded[row][0].digits[:1]
                if number not in seen:
                    seen.add(number)
                    kept.append(row)
            if len(kept) >= LINES_AT_MOST:
                break
        return kept[:LINES_AT_MOST]
