"""Answering: from a question that was read to results, on bit sets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from emndir.domain.service import ServiceSummary
from emndir.domain.taxonomy import Vocabulary
from emndir.domain.vocabulary import ALL_SITES
from emndir.search.criteria import Facet
from emndir.search.explaining import Explainer
from emndir.search.facets import FacetCounter
from emndir.search.grouping import Arranged, Grouper
from emndir.search.nearness import Surroundings
from emndir.search.numbers import owners_of
from emndir.search.ranking import Answer, Ranker, Scored, choose, sites_asked
from emndir.search.reading import Question
from emndir.search.records import Record, Records, bits_of
from emndir.search.results import Group, Hit, Results
from emndir.search.ways_on import WaysOn, nearest_of

_GONE_AT_MOST, _LINES_AT_MOST = 5, 3
_LINE_WITHIN_MILES = 10.0
"""A treatment line that states no area is offered to people who live this near to it."""
_IN_REACH_MILES = 20.0
"""Answers further off than this are no reason not to show others that are closer."""
_PLACE_FACETS = frozenset({Facet.COUNTY, Facet.DISTRICT})
_EXACT_PLACE, _HELD_PLACE = 9.0, -9.0
"""Scores of a hospital whose name is what was typed, and of one that is only named in it."""

Summaries = Callable[[Sequence[str]], Mapping[str, ServiceSummary]]
"""Gives the summaries of uids."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What every question to one directory shares."""

    records: Records
    facets: FacetCounter
    vocabulary: Vocabulary
    ways_on: WaysOn


class Answering:
    """One question on its way to its answer."""

    def __init__(
        self,
        parts: Parts,
        question: Question,
        surroundings: Surroundings | None,
        summaries: Summaries,
        today: date,
    ) -> None:
        self._records = parts.records
        self._facets = parts.facets
        self._vocabulary = parts.vocabulary
        self._ways_on = parts.ways_on
        self._question = question
        self._criteria = question.criteria
        self._surroundings = surroundings
        self._summaries = summaries
        self._today = today
        self._sites = sites_asked(question.found) or frozenset(
            code for code in question.criteria.codes(Facet.CANCER_SITE) if code != ALL_SITES
        )

    def answer(self) -> Results:
        """Return the results."""
        return self._by_number() if self._question.understanding.phones else self._by_words()

    def _by_number(self) -> Results:
        """Return whose the typed numbers are."""
        numbers = self._question.understanding.phones
        owners = owners_of(numbers, self._records)
        passing = self._facets.passing(self._criteria, self._today) & self._within()
        services = bits_of(record.number for record in owners if not record.is_place)
        shown = [
            Scored(record=record, score=float(len(owners) - rank))
            for rank, record in enumerate(owners)
            if record.is_place or passing >> record.number & 1
        ]
        if self._has_service_filter():
            shown = [one for one in shown if not one.record.is_place]
        results = self._results(
            [one for one in shown if not one.record.is_place],
            [one for one in shown if one.record.is_place],
            Answer(full=services),
        )
        if results.hits:
            return results
        return replace(results, ways_on=self._ways_on.number_unknown(numbers))

    def _by_words(self) -> Results:
        """Return what answers the words, the place and the filters."""
        question = self._question
        answer = Answer(not_used=tuple(typed for typed, _ in question.understanding.elsewhere))
        places: list[Scored] = []
        if not question.is_elsewhere:
            answer = choose(question.found, self._records.offered, self._near())
            places = self._places()
        passing = self._facets.passing(self._criteria, self._today) & self._within()
        ranker = Ranker(
            question.found,
            question.names,
            self._surroundings,
            sites=self._sites,
            at_named_places=self._at_named_places(),
        )
        services = [ranker.score(one) for one in self._records.of(answer.full & passing)]
        services += [
            ranker.score(one, is_full=False) for one in self._records.of(answer.partly & passing)
        ]
        results = self._results(services, places, answer)
        if results.hits:
            return results
        return replace(results, ways_on=self._nothing(answer))

    def _results(
        self, services: Sequence[Scored], places: Sequence[Scored], answer: Answer
    ) -> Results:
        question = self._question
        grouper = Grouper(self._criteria, question.found, self._surroundings, self._sites)
        arranged, totals = grouper.arrange(services, places)
        return Results(
            hits=self._hits(arranged[: self._criteria.limit]),
            total=len(arranged),
            group_totals=totals,
            facets=self._facets.count(answer.bits & self._within(), self._criteria, self._today),
            understood=question.understanding.understood,
            origin=self._surroundings.origin if self._surroundings else None,
            near_problem=question.near_problem,
            gone=self._gone(),
            treatment_lines=self._treatment_lines(),
            not_used=answer.not_used,
            corrections=question.corrections,
        )

    def _hits(self, arranged: Iterable[Arranged]) -> tuple[Hit, ...]:
        shown = list(arranged)
        uids = [one.scored.record.uid for one in shown]
        summaries = self._summaries(uids)
        nearest = self._nearest_places(shown, summaries)
        origin = self._surroundings.origin.label if self._surroundings else ""
        explainer = Explainer(self._question.found, self._vocabulary, self._records, origin)
        return tuple(
            Hit(
                summary=nearest.get(one.scored.record.uid, summaries[one.scored.record.uid]),
                group=one.group,
                miles=one.near.miles if one.near else None,
                is_exact=one.near.is_exact if one.near else False,
                serves_origin=one.near.serves if one.near else None,
                score=round(one.score, 4),
                why=explainer.why(one),
            )
            for one in shown
            if one.scored.record.uid in summaries
        )

    def _nearest_places(
        self, shown: Iterable[Arranged], summaries: Mapping[str, ServiceSummary]
    ) -> dict[str, ServiceSummary]:
        """Return summaries that name the nearest place, where that is not the main one.

        The miles are to the nearest place, so the name beside them has to be its name; a
        number that is only the main place's switchboard gives way to the nearest's.
        """
        elsewhere = {
            one.scored.record.uid: (one.scored.record.place_uids[0], one.near.place_uid)
            for one in shown
            if one.near is not None
            and one.near.place_uid
            and one.scored.record.place_uids
            and one.near.place_uid != one.scored.record.place_uids[0]
        }
        if not elsewhere:
            return {}
        places = self._summaries(sorted({uid for pair in elsewhere.values() for uid in pair}))
        return {
            uid: _at_place(summaries[uid], places[main], places[nearest])
            for uid, (main, nearest) in elsewhere.items()
            if uid in summaries and main in places and nearest in places
        }

    def _within(self) -> int:
        """Return the services inside the limit in miles; what comes to the person always is."""
        limit = self._criteria.within_miles
        if limit is None or self._surroundings is None:
            return self._records.offered
        near = self._surroundings.near
        return self._records.offered & bits_of(
            number
            for number, one in enumerate(near, start=1)
            if one.comes
            or (one.miles is not None and one.miles <= limit)
            or (one.miles is None and one.serves is True)
        )

    def _has_service_filter(self) -> bool:
        facets = {facet for facet, _codes in self._criteria.chosen}
        return self._criteria.not_self or bool(facets - _PLACE_FACETS)

    def _places(self) -> list[Scored]:
        """Return hospitals and other places whose own name was typed."""
        if self._has_service_filter() or not self._question.understanding.tokens:
            return []
        found = []
        for record in self._records.of(self._records.known_places):
            if not (self._question.names.is_asked_for(record) and self._place_passes(record)):
                continue
            fit = self._question.names.fit(record)
            base = _EXACT_PLACE if fit.is_exact else _HELD_PLACE
            found.append(Scored(record=record, score=base + fit.share, name=fit))
        return found

    def _near(self) -> int:
        """Return the services in reach of the origin, or all without one."""
        if self._surroundings is None:
            return self._records.offered
        return bits_of(
            number
            for number, near in enumerate(self._surroundings.near, start=1)
            if near.ranked <= _IN_REACH_MILES
        )

    def _at_named_places(self) -> int:
        """Return the services at a hospital or other place whose name was typed."""
        if not self._question.understanding.tokens:
            return 0
        bits = 0
        for record in self._records.of(self._records.known_places):
            if self._question.names.is_asked_for(record):
                bits |= self._records.at_place.get(record.uid, 0)
        return bits

    def _place_passes(self, record: Record) -> bool:
        limit, surroundings = self._criteria.within_miles, self._surroundings
        if limit is not None and surroundings is not None:
            miles = surroundings.of(record).miles
            if miles is None or miles > limit:
                return False
        for facet, where in ((Facet.COUNTY, record.county), (Facet.DISTRICT, record.district)):
            codes = self._criteria.codes(facet)
            if codes and where not in codes:
                return False
        return True

    def _gone(self) -> tuple[ServiceSummary, ...]:
        """Return closed, planned and paused services whose own name was typed."""
        if self._question.understanding.phones:
            return ()
        uids = [
            record.uid
            for record in self._records.of(self._records.gone)
            if self._question.names.is_asked_after(record)
        ][:_GONE_AT_MOST]
        return tuple(self._summaries(uids).values())

    def _treatment_lines(self) -> tuple[Hit, ...]:
        """Return the 24-hour lines for people on treatment who live at the origin."""
        surroundings = self._surroundings
        if surroundings is None:
            return ()
        lines = [
            Arranged(
                scored=Scored(record=record, score=0.0),
                group=Group.REMOTE,
                near=surroundings.of(record),
            )
            for record in self._records.of(self._records.offered & self._records.lines)
            if _serves_as_line(record, surroundings)
        ]
        lines.sort(key=lambda one: (one.near.ranked if one.near else 0.0, one.scored.record.name))
        one_a_number = {one.scored.record.digits[:1]: one for one in reversed(lines)}
        kept = [one for one in lines if one_a_number[one.scored.record.digits[:1]] is one]
        return self._hits(kept[:_LINES_AT_MOST])

    def _nothing(self, answer: Answer) -> tuple[str, ...]:
        """Return ways on: which filter hides how many, the nearest further away, where to turn."""
        criteria, ways_on = self._criteria, self._ways_on
        without: dict[str, int] = {}
        within = self._within()
        for facet, name in ways_on.filter_names(criteria):
            passing = self._facets.passing(criteria, self._today, but=facet)
            without[name] = (answer.bits & within & passing).bit_count()
        if criteria.not_self:
            open_to_self = replace(criteria, not_self=False)
            passing = self._facets.passing(open_to_self, self._today)
            without["the filter on self-referral"] = (answer.bits & within & passing).bit_count()
        further = answer.bits & self._facets.passing(criteria, self._today)
        if criteria.within_miles is not None and further and self._surroundings is not None:
            nearest = nearest_of(further, self._records, self._surroundings)
            miles = self._surroundings.of(nearest).miles if nearest else None
            where = f" (nearest {miles:.0f} miles)" if miles is not None else ""
            without[f"the limit of {criteria.within_miles:g} miles{where}"] = further.bit_count()
        if len(criteria.chosen) > 1:
            passing = self._facets.passing(replace(criteria, chosen=()), self._today)
            without["any filter"] = (answer.bits & within & passing).bit_count()
        return ways_on.nothing(self._question, answer.not_used, without, self._surroundings)


def _serves_as_line(record: Record, surroundings: Surroundings) -> bool:
    """Return True for a line that says it serves the origin, or says nothing and is close."""
    near = surroundings.of(record)
    if record.areas and near.serves is not None:
        return near.serves
    if record.is_national or record.county == surroundings.origin.county:
        return True
    return near.miles is not None and near.miles <= _LINE_WITHIN_MILES


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
