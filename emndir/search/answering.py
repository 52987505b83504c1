"""Answering: from a question that was read to results."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

import numpy as np

from emndir.domain.service import ServiceSummary
from emndir.domain.taxonomy import Vocabulary
from emndir.domain.vocabulary import ALL_SITES
from emndir.search.aside import Aside
from emndir.search.choosing import Answer, choose
from emndir.search.columns import Bools, Rows
from emndir.search.criteria import Criteria, Facet, Sort
from emndir.search.facets import Counts, FacetCounter
from emndir.search.grouping import Arranged, Grouper, Numbers, ScoredPlaces
from emndir.search.instead import InsteadFinder
from emndir.search.nearness import Surroundings
from emndir.search.numbers import owners_of
from emndir.search.openness import Openness
from emndir.search.ranking import Ranker, Scored, sites_asked
from emndir.search.reading import Question
from emndir.search.records import Record, Records
from emndir.search.results import Hit, Instead, Results
from emndir.search.showing import LoadLines, LoadRows, Shower, listed
from emndir.search.textindex import TextIndex
from emndir.search.ways_on import WaysOn
from emndir.search.widening import Widener

_GONE_AT_MOST = 5
_PLACE_FACETS = frozenset({Facet.COUNTY, Facet.DISTRICT})
_EXACT_PLACE, _HELD_PLACE = 9.0, -9.0
"""Scores of a hospital whose name is what was typed, and of one that is only named in it."""
_WHERE_FIRST_IS = 1.5
"""How much less useful the hospital where the first answer is counts than that answer."""
_COUNTED_ASIDE = 50_000
"""Facets of so many services are counted on a thread of their own, while the first are ranked."""
_NO_ROWS: Rows = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What every question to one directory shares; `places` are its hospitals by row."""

    records: Records
    facets: FacetCounter
    openness: Openness
    vocabulary: Vocabulary
    ways_on: WaysOn
    index: TextIndex
    places: Mapping[int, tuple[Record, str, str]]
    rows_of_places: Mapping[str, int]
    nhs_sites: frozenset[int]
    load_rows: LoadRows
    load_lines: LoadLines


class Answering:
    """One question on its way to its answer."""

    def __init__(
        self,
        parts: Parts,
        question: Question,
        surroundings: Surroundings | None,
        lines: list[int],
        today: date,
        now: datetime | None = None,
    ) -> None:
        """Answer one question, asked from an origin or from nowhere, on a day and at a moment.

        `lines` are the rows of the treatment lines that serve the origin.
        """
        self._lines = lines
        self._parts = parts
        self._records = parts.records
        self._facets = parts.facets
        self._ways_on = parts.ways_on
        self._question = question
        self._criteria = question.criteria
        self._surroundings = surroundings
        self._today = today
        self._now = now.replace(second=0, microsecond=0) if now is not None else None
        self._when = parts.openness.asked(
            question.understanding.understood, question.criteria.codes(Facet.WHEN), today, now
        )
        self._sites_in_words = sites_asked(question.found) | question.sites_within
        self._sites = self._sites_in_words or frozenset(
            code for code in question.criteria.codes(Facet.CANCER_SITE) if code != ALL_SITES
        )
        self._widener = Widener(
            self._records, self._facets, parts.rows_of_places, parts.load_rows, surroundings
        )
        self._none: Bools = np.zeros(self._records.count, dtype=np.bool_)
        danger = question.understanding.danger
        first = self._widener.first_of(danger, parts.index)
        self._first = first if first.any() else None
        self._ranker = Ranker(
            question.found,
            question.names,
            self._records,
            self._facets,
            surroundings,
            sites=self._sites,
            at_named_places=self._at_named_places(),
            when=self._when,
            first=self._first,
        )
        self._shower = Shower(
            parts.load_rows,
            parts.load_lines,
            parts.vocabulary,
            self._facets,
            surroundings,
            question.found,
            self._ranker,
            self._when,
        )
        self._grouper = Grouper(
            self._criteria,
            question.found,
            self._records,
            self._facets,
            surroundings,
            question.names,
            self._sites,
            parts.openness.unsaid(self._criteria.codes(Facet.WHEN), today, self._now),
        )

    def answer(self) -> Results:
        """Return the results."""
        return self._by_number() if self._question.understanding.phones else self._by_words()

    def _by_number(self) -> Results:
        """Return whose the typed numbers are."""
        understanding = self._question.understanding
        shown = owners_of(understanding.phones, self._records)
        passing = self._passing()
        score = np.arange(len(shown), 0, -1).astype(np.float64)
        is_place = self._records.places[shown]
        is_shown = passing[shown] & ~is_place
        rows = shown[is_shown]
        scored = self._ranker.score(rows, np.ones(len(rows), dtype=np.bool_))
        services = replace(scored, score=score[is_shown].astype(np.float32))
        places = self._scored_places(_NO_ROWS, _NO_ROWS)
        if not self._has_service_filter():
            is_place[np.flatnonzero(is_place)] = self._places_pass(shown[is_place])
            places = replace(self._scored_places(shown[is_place], _NO_ROWS), score=score[is_place])
        full = self._none.copy()
        full[shown[~self._records.places[shown]]] = True
        groups = self._grouper.groups(rows)
        arranged = self._grouper.arrange(services, groups, places, self._grouper.counted(groups))
        counts = self._counts(Answer(full=full, partly=self._none))
        results = self._results(arranged, services, counts)
        if results.total:
            return results
        return replace(results, ways_on=self._ways_on.number_unknown(understanding))

    def _by_words(self) -> Results:
        """Return what answers the words, the place and the filters."""
        question = self._question
        elsewhere = tuple(typed for typed, _ in question.understanding.elsewhere)
        answer = Answer(full=self._none, partly=self._none, not_used=elsewhere)
        places = self._scored_places(_NO_ROWS, _NO_ROWS)
        passing = self._passing()
        if not question.is_elsewhere:
            answer = choose(question.found, self._records, self._surroundings)
            answer = self._widener.with_lines_of_sites(answer, self._sites_in_words)
            if question.understanding.tokens:
                answer = self._widener.with_same_building(answer, self._ranker)
            places = self._places()
        if self._first is not None and answer.bits.any():
            answer = replace(answer, partly=answer.partly | (self._first & ~answer.full))
        counts = self._counts(answer)
        rows = np.flatnonzero(answer.bits & passing)
        groups = self._grouper.groups(rows)
        counted = self._grouper.counted(groups)
        shown = self._grouper.shown(groups, counted)
        if shown is not None:
            rows, groups = rows.take(shown), groups.take(shown)
        if self._grouper.is_by_score():
            likely = self._likely(rows, groups, counted, answer.full)
            if likely is not None:
                rows, groups = rows.take(likely), groups.take(likely)
        services = self._ranker.score(rows, answer.full.take(rows))
        places = self._with_place_of_first(services, groups, places)
        arranged = self._grouper.arrange(services, groups, places, counted)
        results = self._results(arranged, services, counts, answer.not_used)
        if results.total:
            return results
        return replace(results, ways_on=self._nothing(answer), instead=self._instead(answer))

    def _likely(self, rows: Rows, groups: Numbers, counted: Rows, full: Bools) -> Rows | None:
        """Return which services can be among the first rows; None for all of them.

        Only the largest group is looked through: the others are few, or are kept.
        """
        largest = int(np.argmax(counted))
        if np.count_nonzero(groups == largest) == len(groups):
            return self._ranker.likely(rows, full, self._criteria.limit)
        of_group = np.flatnonzero(groups == largest)
        likely = self._ranker.likely(rows.take(of_group), full, self._criteria.limit)
        if likely is None:
            return None
        kept = groups != largest
        kept[of_group.take(likely)] = True
        return np.flatnonzero(kept)

    def _instead(self, answer: Answer) -> tuple[Instead, ...]:
        """Return services that lead on from an empty answer."""
        finder = InsteadFinder(
            self._records,
            self._facets,
            self._parts.vocabulary,
            self._surroundings,
            self._ranker,
        )
        found = finder.find(
            self._criteria,
            answer.bits,
            self._sites,
            self._passed,
            is_known=any(one.is_known and one.concept.meaning for one in self._question.found),
        )
        return tuple(
            Instead(one.kind, one.heading, self._shower.hits(listed(one.rows), None))
            for one in found
        )

    def _with_place_of_first(
        self, services: Scored, groups: Numbers, places: ScoredPlaces
    ) -> ScoredPlaces:
        """Return the places, and the hospital where the first answer is, after that answer."""
        criteria, understanding = self._criteria, self._question.understanding
        is_plain = understanding.tokens and not (criteria.near.strip() or criteria.chosen)
        if not len(services.rows) or not is_plain or criteria.not_self:
            return places
        if criteria.sort is not Sort.BEST:
            return places
        ranked = np.flatnonzero(groups == groups.min())
        best = int(ranked[np.argmax(services.score.take(ranked))])
        score = float(services.score[best]) - _WHERE_FIRST_IS
        held = self._question.names.named(places.rows)
        places = replace(
            places,
            score=np.where(
                np.isin(places.rows, held), np.maximum(places.score, score), places.score
            ),
        )
        hospital = self._hospital_of(int(services.rows[best]))
        if (
            hospital is None
            or hospital in places.rows
            or not self._places_pass(np.array([hospital]))[0]
        ):
            return places
        more = self._scored_places(np.array([hospital]), _NO_ROWS)
        return ScoredPlaces(
            rows=np.append(places.rows, more.rows),
            score=np.append(places.score, score),
            is_exact=np.append(places.is_exact, more.is_exact),
            miles=np.append(places.miles, more.miles),
        )

    def _hospital_of(self, row: int) -> int | None:
        """Return the row of the hospital at which a service is, the nearest one, or None."""
        record, _summary = self._parts.load_rows([row])[row]
        near = self._shower.near([record])[row]
        uid = (near.place_uid if near else "") or next(iter(record.place_uids), "")
        place = self._parts.rows_of_places.get(uid)
        return place if place is not None and place in self._parts.nhs_sites else None

    def _counts(self, answer: Answer) -> Callable[[], Counts]:
        """Begin to count the facets of an answer, aside where it is long; return what ends it."""
        answered = answer.bits & self._within()
        count = partial(self._facets.count, answered, self._criteria, self._today, self._now)
        if int(np.count_nonzero(answered)) < _COUNTED_ASIDE:
            return count
        return Aside(count).result

    def _results(
        self,
        arranged: Arranged,
        services: Scored,
        counts: Callable[[], Counts],
        not_used: tuple[str, ...] = (),
    ) -> Results:
        question = self._question
        return Results(
            hits=self._shower.hits(arranged, services),
            total=arranged.total,
            group_totals=arranged.totals,
            facets=counts(),
            understood=question.understanding.understood,
            origin=self._surroundings.origin if self._surroundings else None,
            near_problem=question.near_problem,
            near_gave_way=question.near_gave_way,
            gone=self._gone(),
            treatment_lines=self._treatment_lines(),
            not_used=not_used,
            corrections=question.corrections,
            danger=question.understanding.danger,
        )

    # --- which rows ------------------------------------------------------------------------

    def _within(self) -> Bools:
        """Return the services inside the limit in miles; what comes to the person always is."""
        limit = self._criteria.within_miles
        if limit is None or self._surroundings is None:
            return self._records.offered
        return self._records.offered & self._surroundings.within(limit)

    def _passing(self, *, but: Facet | None = None) -> Bools:
        return self._passed(self._criteria, but=but) & self._within()

    def _passed(self, criteria: Criteria, *, but: Facet | None = None) -> Bools:
        return self._facets.passing(criteria, self._today, but=but, now=self._now)

    def _has_service_filter(self) -> bool:
        facets = {facet for facet, _codes in self._criteria.chosen}
        return self._criteria.not_self or bool(facets - _PLACE_FACETS)

    def _places(self) -> ScoredPlaces:
        """Return hospitals and other places whose own name was typed."""
        if self._has_service_filter() or not self._question.understanding.tokens:
            return self._scored_places(_NO_ROWS, _NO_ROWS)
        names = self._question.names
        asked = names.asked_for(self._records.known_places)
        rows = asked[self._places_pass(asked)]
        return self._scored_places(rows, rows)

    def _scored_places(self, rows: Rows, asked: Rows) -> ScoredPlaces:
        fits = self._question.names.fits(rows)
        is_exact = fits.is_exact & np.isin(rows, asked)
        return ScoredPlaces(
            rows=rows,
            score=np.where(is_exact, _EXACT_PLACE, _HELD_PLACE) + fits.share,
            is_exact=is_exact,
            miles=self._surroundings.miles[rows]
            if self._surroundings
            else np.full(len(rows), np.inf),
        )

    def _at_named_places(self) -> Rows:
        """Return the services at a hospital or other place whose name was typed."""
        if not self._question.understanding.tokens:
            return _NO_ROWS
        asked = self._question.names.asked_for(self._records.known_places)
        return self._records.services_at(asked.tolist())

    def _places_pass(self, rows: Rows) -> Bools:
        """Return for some rows whether they are known places that pass the filters of place."""
        criteria = self._criteria
        passing = np.isin(rows, self._records.known_places)
        if criteria.within_miles is not None and self._surroundings is not None:
            passing &= self._surroundings.miles.take(rows) <= criteria.within_miles
        for at, facet in ((1, Facet.DISTRICT), (2, Facet.COUNTY)):
            codes = criteria.codes(facet)
            for number in np.flatnonzero(passing).tolist() if codes else ():
                passing[number] = self._parts.places[int(rows[number])][at] in codes
        return passing

    def _gone(self) -> tuple[ServiceSummary, ...]:
        """Return closed, planned and paused services whose own name was typed."""
        if self._question.understanding.phones:
            return ()
        rows = self._question.names.asked_after(self._records.gone)[:_GONE_AT_MOST].tolist()
        loaded = self._parts.load_rows(rows)
        return tuple(loaded[row][1] for row in rows)

    def _treatment_lines(self) -> tuple[Hit, ...]:
        """Return the 24-hour lines for people on treatment who live at the origin."""
        return self._shower.hits(listed(self._lines), None)

    def _nothing(self, answer: Answer) -> tuple[str, ...]:
        """Return ways on: which filter hides how many, the nearest further away, where to turn."""
        criteria, ways_on = self._criteria, self._ways_on
        without: dict[str, int] = {}
        bits, within = answer.bits, self._within()
        for facet, name in ways_on.filter_names(criteria):
            without[name] = int(np.count_nonzero(bits & self._passing(but=facet)))
        if criteria.not_self:
            open_to_self = replace(criteria, not_self=False)
            passing = self._passed(open_to_self)
            without["the filter on self-referral"] = int(np.count_nonzero(bits & within & passing))
        further = np.flatnonzero(bits & self._passed(criteria))
        if criteria.within_miles is not None and len(further) and self._surroundings is not None:
            miles = float(self._surroundings.miles[further].min())
            where = f" (nearest {miles:.0f} miles)" if np.isfinite(miles) else ""
            without[f"the limit of {criteria.within_miles:g} miles{where}"] = len(further)
        if len(criteria.chosen) > 1:
            free = replace(criteria, chosen=(), not_self=False)
            passing = self._passed(free)
            without["any filter"] = int(np.count_nonzero(bits & within & passing))
        return ways_on.nothing(self._question, answer.not_used, without, self._surroundings)
