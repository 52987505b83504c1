"""Showing: from rows in their order to the hits that a list shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from emndir.domain.service import ServiceSummary
from emndir.domain.taxonomy import Vocabulary
from emndir.search.explaining import Explainer
from emndir.search.facets import FacetCounter
from emndir.search.grouping import Arranged
from emndir.search.matching import Found
from emndir.search.nearness import Near, Surroundings
from emndir.search.openness import Asked
from emndir.search.ranking import Ranker, Scored
from emndir.search.records import Record
from emndir.search.results import Group, Hit

LoadRows = Callable[[Iterable[int]], Mapping[int, tuple[Record, ServiceSummary]]]
"""Gives rows as records and as lines of a list."""
LoadLines = Callable[[Iterable[str]], Mapping[str, ServiceSummary]]
"""Gives the lines of uids."""


class Shower:
    """Makes the hits of one answer."""

    def __init__(
        self,
        load_rows: LoadRows,
        load_lines: LoadLines,
        vocabulary: Vocabulary,
        facets: FacetCounter,
        surroundings: Surroundings | None,
        found: Sequence[Found],
        ranker: Ranker,
        when: Asked | None,
    ) -> None:
        """Show what was found for the concepts of one question, from its origin or from nowhere."""
        self._load_rows = load_rows
        self._load_lines = load_lines
        self._vocabulary = vocabulary
        self._facets = facets
        self._surroundings = surroundings
        self._found = found
        self._ranker = ranker
        self._when = when

    def hits(self, arranged: Arranged, services: Scored | None) -> tuple[Hit, ...]:
        """Return the hits of rows in their order; `services` are those that were scored, or None."""
        loaded = self._load_rows(arranged.rows)
        near = self.near([loaded[row][0] for row in arranged.rows if row in loaded])
        nearest = self._nearest_places(loaded, near)
        origin = self._surroundings.origin.label if self._surroundings else ""
        explainer = Explainer(self._found, self._vocabulary, self._facets, origin, self._when)
        hits = []
        for row, group, score, entry in zip(
            arranged.rows, arranged.groups, arranged.scores, arranged.entries, strict=True
        ):
            if row not in loaded:
                continue
            record, summary = loaded[row]
            seen = near[row]
            is_service = services is not None and entry >= 0
            is_exact = is_service and bool(services.names.is_exact[entry])  # type: ignore[union-attr]
            is_full = not is_service or bool(services.is_full[entry])  # type: ignore[union-attr]
            missing = () if is_full else self._ranker.missing(row)
            hits.append(
                Hit(
                    summary=nearest.get(row, summary),
                    group=group,
                    miles=seen.miles if seen else None,
                    is_exact=seen.is_exact if seen else False,
                    water=seen.water if seen else "",
                    serves_origin=seen.serves if seen else None,
                    score=round(score, 4),
                    why=explainer.why(
                        record,
                        seen,
                        is_exact=is_exact,
                        missing=missing,
                        lists_hours=bool(summary.hours),
                    ),
                )
            )
        return tuple(hits)

    def near(self, records: Sequence[Record]) -> dict[int, Near | None]:
        """Return how records are seen from the origin, by row; None without an origin."""
        rows = [record.row for record in records]
        if self._surroundings is None:
            return dict.fromkeys(rows)
        return dict(zip(rows, self._surroundings.of(records), strict=True))

    def _nearest_places(
        self,
        loaded: Mapping[int, tuple[Record, ServiceSummary]],
        near: Mapping[int, Near | None],
    ) -> dict[int, ServiceSummary]:
        """Return summaries that name the nearest place, where that is not the main one.

        The miles are to the nearest place, so the name beside them has to be its name; a
        number that is only the main place's switchboard gives way to the nearest's.
        """
        elsewhere = {
            row: (loaded[row][0].place_uids[0], seen.place_uid)
            for row, seen in near.items()
            if seen is not None
            and seen.place_uid
            and loaded[row][0].place_uids
            and seen.place_uid != loaded[row][0].place_uids[0]
        }
        if not elsewhere:
            return {}
        places = self._load_lines({uid for pair in elsewhere.values() for uid in pair})
        return {
            row: _at_place(loaded[row][1], places[main], places[nearest])
            for row, (main, nearest) in elsewhere.items()
            if main in places and nearest in places
        }


def listed(rows: list[int]) -> Arranged:
    """Return some rows as they stand."""
    count = len(rows)
    return Arranged(rows, [Group.REMOTE] * count, [0.0] * count, [-1] * count, count, {})


def _at_place(
    summary: ServiceSummary, main: ServiceSummary, nearest: ServiceSummary
) -> ServiceSummary:
    has_number_of_main = bool(main.phone) and summary.phone == main.phone
    return replace(
        summary,
        place_name=nearest.display_name,
        town=nearest.town,
        phone=nearest.phone if has_number_of_main else summary.phone,
        phone_label=nearest.phone_label if has_number_of_main else summary.phone_label,
    )
