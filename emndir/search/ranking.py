"""Ranking: in what order the services that answer stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from emndir.domain.taxonomy import Taxonomy
from emndir.domain.vocabulary import ALL_SITES, HelpGroup
from emndir.search.choosing import names_cancer
from emndir.search.columns import Bools, Floats, Rows, least
from emndir.search.criteria import Facet
from emndir.search.facets import FacetCounter
from emndir.search.matching import Found
from emndir.search.names import BY_ORGANIZATION, NameFits, NameMatcher
from emndir.search.nearness import Surroundings
from emndir.search.openness import Asked
from emndir.search.records import Records

TEXT_GRADES, NAME_GRADES = 3.5, 2.5
"""Steps of usefulness between no and a full match, and for a name."""
MILES_A_GRADE = 13.0
"""Some 13 miles further off make the same service one step less useful."""
_FAR_MILES, _FAR_MILES_A_GRADE = 30.0, 36.0
"""Beyond so many miles a mile tells less: both are a journey."""
_FURTHEST_MILES = 120.0
_UNSURE, _PARTLY = 0.3, 0.8
_AT_NAMED_PLACE = 0.8
"""A service at the hospital that was named, before one that only mentions it."""
_ANY_SITE, _OTHER_SITE, _ONE_SITE = 1.5, 1.5, 0.7
"""Taken off where one cancer was asked for: help for any, help for another; and for one cancer
only where none was asked for."""
_BEFORE_CANCER = 0.7
"""Taken off for screening and vaccination where the question asks for neither."""
_BEFORE_TYPES = ("screening", "prevention", "genetics")
_ASKS_BEFORE = frozenset(
    {
        *((Taxonomy.SERVICE_TYPE, code) for code in (*_BEFORE_TYPES, "stop-smoking")),
        *((Taxonomy.PATHWAY_STAGE, code) for code in _BEFORE_TYPES),
        (Taxonomy.HELP_GROUP, HelpGroup.WORRIED_OR_SCREENING.value),
        (Taxonomy.HELP_GROUP, HelpGroup.STAYING_WELL.value),
    }
)
_IN_DANGER = 5.0
"""Where words of an emergency were typed, who answers them comes before everything else."""
_SURELY = 0.8
"""Weight from which a phrase means a cancer itself."""
_LITTLE_OF_NAME = 0.2
"""A fit to a name below this is no sign that the service was meant."""
_FROM_AFAR = 0.4
"""Taken off for national help by phone or online where a place to go to is asked for."""
_HERE = frozenset({"clinic", "clinics", "ward", "unit", "centre", "class", "classes"})
"""Words that ask for a place to go to."""
_FOR_CHILDREN = 0.7
"""Taken off for help for children only where the question names none."""
_CHILDREN = frozenset(
    {
        (Taxonomy.AUDIENCE, "children"),
        (Taxonomy.AUDIENCE, "young-people"),
        (Taxonomy.CANCER_SITE, "childhood"),
        (Taxonomy.CANCER_SITE, "teenage-young-adult"),
        (Taxonomy.HELP_GROUP, HelpGroup.CHILDREN_YOUNG_PEOPLE.value),
        (Taxonomy.SERVICE_TYPE, "children-young-people"),
    }
)
_WHEN = 0.6
"""What hours that fit "evening" or "open now" mean: a tie between equals is theirs, and they are
worth a journey of some eight miles, but no hours make another kind of help the answer."""
_OPTIONAL = 0.6
"""Share of its weight that a word has which need not match."""
_OF_BODY = 0.5
"""What "macmillan" means more by Macmillan's own services than by others called after it."""
_NATIONAL_WITHOUT_ORIGIN = 0.15
_MANY, _TRIED = 20_000, 2_048
"""Of more services than so many, so many are scored whole to see how good the first ones are."""
_ROUNDING = 0.001
_NEED_WEIGHS_MORE = 2.0
"""Added to how telling a cancer or a kind of help is: it is what was asked, the rest is how."""


@dataclass(frozen=True, slots=True)
class Scored:
    """Rows that answer, one entry each: `score` puts all in order; `is_full` where no word lacks."""

    rows: Rows
    score: Floats
    is_full: Bools
    names: NameFits


class Ranker:
    """Scores the services that answer one question."""

    def __init__(
        self,
        found: Sequence[Found],
        names: NameMatcher,
        records: Records,
        facets: FacetCounter,
        surroundings: Surroundings | None,
        *,
        sites: frozenset[str] = frozenset(),
        at_named_places: Rows | None = None,
        when: Asked | None = None,
        first: Bools | None = None,
    ) -> None:
        self._found = [(item, self._weight(item)) for item in found]
        self._total = sum(weight for _item, weight in self._found) or 1.0
        self._names = names
        self._records = records
        self._facets = facets
        self._surroundings = surroundings
        self._sites = sites
        self._at_named_places = at_named_places
        self._when = when
        self._first = first
        terms = {term for item in found for term in item.concept.terms}
        self._asks_children = not terms.isdisjoint(_CHILDREN)
        words = {word for item in found for word in item.concept.tokens}
        self._asks_here = not words.isdisjoint(_HERE)
        self._asks_before = not terms.isdisjoint(_ASKS_BEFORE) or any(
            _is_particular(item) for item in found
        )

    @staticmethod
    def _weight(item: Found) -> float:
        more = _NEED_WEIGHS_MORE if item.concept.is_need else 0.0
        return (item.weight + more) * (1.0 if item.concept.is_required else _OPTIONAL)

    def score(self, rows: Rows, is_full: Bools) -> Scored:
        """Return services with their scores; more is better, one step is one grade of use.

        `is_full` says which of them lack no word.
        """
        names = self._names.fits(rows)
        records = self._records
        score: Floats = np.float32(NAME_GRADES) * names.share
        for item, weight in self._found:
            score += np.float32(TEXT_GRADES * weight / self._total) * item.fits.take(rows)
        # sums of marks times a figure: picking the marked out would cost ten times as much
        score -= np.float32(_UNSURE) * records.unsure.take(rows)
        score -= np.float32(_PARTLY) * ~is_full
        if self._at_named_places is not None and len(self._at_named_places):
            there: Bools = np.zeros(records.count, dtype=np.bool_)
            there[self._at_named_places] = True
            score += np.float32(_AT_NAMED_PLACE) * there.take(rows)
        score += np.float32(_OF_BODY) * names.is_of_body
        if self._first is not None:
            score += np.float32(_IN_DANGER) * self._first.take(rows)
        if self._when is not None:
            score += np.float32(_WHEN) * self._when.bonus(rows).astype(np.float32)
        score -= self._for_others(rows, names.share)
        if self._surroundings is not None:
            score -= self._surroundings.graded(rows, _grades_away)
            if self._asks_here:
                score -= np.float32(_FROM_AFAR) * self._from_afar(rows, names.share)
        else:
            score -= np.float32(_NATIONAL_WITHOUT_ORIGIN) * records.national.take(rows)
        return Scored(rows, score, is_full, names)

    def likely(self, rows: Rows, full: Bools, wanted: int) -> Rows | None:
        """Return which of some services can be among the first by score; None for all of them.

        `full` says of every row whether it lacks no word. What most services have (text, name, miles)
        is summed for all; where that and the most that may be added stays below so many that were
        scored whole, the rest of the score need not be worked out.
        """
        if len(rows) < max(_MANY, _TRIED):
            return None
        most = self._most_of_score(rows)
        tried = np.flatnonzero(most >= -least(-most, _TRIED))
        if len(tried) * 4 > len(rows):
            return None
        scored = self.score(rows.take(tried), full.take(rows.take(tried))).score
        enough = -least(-scored, min(wanted, len(scored))) - _ROUNDING
        special = self._special.take(rows)
        special |= most >= np.float32(enough - self._most_added)
        return np.flatnonzero(special)

    def _most_of_score(self, rows: Rows) -> Floats:
        """Return the parts of the score that reach far: how well words fit, names, miles."""
        score = np.float32(NAME_GRADES) * self._names.shares(rows)
        for item, weight in self._found:
            score += np.float32(TEXT_GRADES * weight / self._total) * item.fits.take(rows)
        if self._surroundings is not None:
            score -= self._surroundings.graded(rows, _grades_away)
        return score

    @property
    def _most_added(self) -> float:
        """Return the most that is added to that for a service that is not special."""
        added = _OF_BODY + NAME_GRADES * BY_ORGANIZATION if self._names.may_name_bodies else 0.0
        return added + (_WHEN if self._when is not None else 0.0)

    @property
    def _special(self) -> Bools:
        """Return the services that were called by name or place, or answer in an emergency."""
        special = self._names.exact_rows.copy()
        if self._at_named_places is not None:
            special[self._at_named_places] = True
        if self._first is not None:
            special |= self._first
        return special

    def _from_afar(self, rows: Rows, share: Floats) -> Bools:
        """Return which services are national and come by phone or online only."""
        afar = self._records.national.take(rows)
        afar &= share < _LITTLE_OF_NAME
        if self._surroundings is not None:
            afar &= self._surroundings.is_remote(rows, None)
        return afar

    def _for_others(self, rows: Rows, share: Floats) -> Floats:
        """Return what is taken off for what is meant for others than were asked for.

        Help for one cancer only is no answer to a question that names none; help for any
        cancer comes after that for the one that was named.
        """
        facets = self._facets
        any_site = facets.combinations(Facet.CANCER_SITE, (ALL_SITES,))
        other = facets.combinations(Facet.CANCER_SITE, None)
        if self._sites:
            off = np.where(any_site, _ANY_SITE, np.where(other, _OTHER_SITE, 0.0))
            off = np.where(facets.combinations(Facet.CANCER_SITE, self._sites), 0.0, off)
            taken = facets.spread(Facet.CANCER_SITE, off, rows)
        else:
            off = np.where(other & ~any_site, _ONE_SITE, 0.0)
            taken = facets.spread(Facet.CANCER_SITE, off, rows)
            taken *= share <= 0
        for_children = np.zeros(len(facets.combinations(Facet.HELP_GROUP, ())))
        if not self._asks_children:
            children = (HelpGroup.CHILDREN_YOUNG_PEOPLE.value,)
            for_children += _FOR_CHILDREN * facets.combinations(Facet.HELP_GROUP, children)
        early = np.zeros_like(for_children)
        if not self._asks_before:
            early += _BEFORE_CANCER * facets.combinations(Facet.SERVICE_TYPE, _BEFORE_TYPES)
        if not share.any():  # both facets are of one set of combinations (`columns.PROFILES`)
            return taken + facets.spread(Facet.SERVICE_TYPE, for_children + early, rows)
        if for_children.any():
            more = facets.spread(Facet.HELP_GROUP, for_children, rows)
            more *= share <= 0
            taken += more
        if early.any():
            more = facets.spread(Facet.SERVICE_TYPE, early, rows)
            more *= share < _LITTLE_OF_NAME
            taken += more
        return taken

    def missing(self, row: int) -> tuple[str, ...]:
        """Return the words that a row lacks."""
        return tuple(
            item.concept.typed
            for item, _weight in self._found
            if item.concept.is_required and not item.strong[row]
        )


def _grades_away(miles: Floats) -> Floats:
    """Return how many grades less useful something so far off is; far off a mile tells less."""
    near = np.minimum(miles, np.float32(_FAR_MILES))
    far = np.minimum(miles, np.float32(_FURTHEST_MILES))
    far -= near
    near *= np.float32(1 / MILES_A_GRADE)
    far *= np.float32(1 / _FAR_MILES_A_GRADE)
    near += far
    return near


def sites_asked(found: Sequence[Found]) -> frozenset[str]:
    """Return the cancers that were asked for in words."""
    return frozenset(
        code
        for item in found
        for taxonomy, code in item.concept.terms
        if taxonomy is Taxonomy.CANCER_SITE and code != ALL_SITES
    )


def _is_particular(item: Found) -> bool:
    """Return True for a test or the like that is for one cancer: "mammogram", not "breast"."""
    meaning = item.concept.meaning
    if meaning is None or not meaning.phrases or not names_cancer(item):
        return False
    return max(meaning.terms.values()) < _SURELY
