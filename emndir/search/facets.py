"""Facets: how many results every filter value would give, right under all other filters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from emndir.domain.taxonomy import Taxonomy, Vocabulary
from emndir.domain.vocabulary import ALL_SITES, ServiceStatus
from emndir.search.criteria import Criteria, Facet, SourceAge
from emndir.search.records import Records
from emndir.search.results import FacetCount

_TAXONOMY: Mapping[Facet, Taxonomy] = {
    Facet.REFERRAL_ROUTE: Taxonomy.REFERRAL_ROUTE,
    Facet.HELP_GROUP: Taxonomy.HELP_GROUP,
    Facet.DELIVERY: Taxonomy.DELIVERY,
    Facet.CANCER_SITE: Taxonomy.CANCER_SITE,
    Facet.STAGE: Taxonomy.PATHWAY_STAGE,
    Facet.AUDIENCE: Taxonomy.AUDIENCE,
    Facet.COST: Taxonomy.COST,
    Facet.SERVICE_TYPE: Taxonomy.SERVICE_TYPE,
}
_LABELS = {
    SourceAge.WITHIN_YEAR.value: "Within 1 year",
    SourceAge.WITHIN_TWO.value: "1 to 2 years",
    SourceAge.OLDER.value: "Older, or not dated",
    ServiceStatus.ACTIVE.value: "Running",
    ServiceStatus.UNSURE.value: "Not confirmed",
}


class FacetCounter:
    """Filters and counts by bit sets."""

    def __init__(self, records: Records, vocabulary: Vocabulary) -> None:
        self._records = records
        self._vocabulary = vocabulary
        self._codes = {facet: tuple(self._listed(facet)) for facet in Facet}

    def _listed(self, facet: Facet) -> Iterable[tuple[str, str]]:
        """Yield every value of a facet with its label, in the order it is shown."""
        known = self._records.bits.get(facet, {})
        if facet in _TAXONOMY:
            terms = self._vocabulary.of(_TAXONOMY[facet])
            yield from ((term.code, term.label) for term in terms)
            listed = {term.code for term in terms}
            yield from ((code, code) for code in sorted(known) if code not in listed)
        elif facet is Facet.NEWEST_SOURCE:
            yield from ((age.value, _LABELS[age.value]) for age in SourceAge)
        elif facet is Facet.STATUS:
            offered = (status.value for status in ServiceStatus if status.is_offered)
            yield from ((code, _LABELS[code]) for code in offered)
        else:
            yield from ((code, code) for code in sorted(known))

    def label(self, facet: Facet, code: str) -> str:
        """Return the label of a filter value, or the code where it is unknown."""
        return dict(self._codes[facet]).get(code, code)

    def bits(self, facet: Facet, codes: Iterable[str], today: date) -> int:
        """Return the services that have one of the codes; any cancer counts for each cancer."""
        values = self._records.values(facet, today)
        bits = 0
        for code in codes:
            bits |= values.get(code, 0)
        if facet is Facet.CANCER_SITE:
            bits |= values.get(ALL_SITES, 0)
        return bits

    def passing(self, criteria: Criteria, today: date, *, but: Facet | None = None) -> int:
        """Return the offered services that pass every filter, or every other filter."""
        bits = self._records.not_self if criteria.not_self else self._records.offered
        for facet, codes in criteria.chosen:
            if facet is not but:
                bits &= self.bits(facet, codes, today)
        return bits

    def count(
        self, answered: int, criteria: Criteria, today: date
    ) -> Mapping[Facet, tuple[FacetCount, ...]]:
        """Return the counts of every facet for services that answer the words and the place."""
        every = answered & self.passing(criteria, today)
        chosen = {facet for facet, _codes in criteria.chosen}
        counts = {}
        for facet, codes in self._codes.items():
            others = every
            if facet in chosen:
                others = answered & self.passing(criteria, today, but=facet)
            values = self._records.values(facet, today)
            any_site = values.get(ALL_SITES, 0) if facet is Facet.CANCER_SITE else 0
            counts[facet] = tuple(
                FacetCount(
                    code=code,
                    label=label,
                    count=((values.get(code, 0) | any_site) & others).bit_count(),
                )
                for code, label in codes
            )
        return counts
