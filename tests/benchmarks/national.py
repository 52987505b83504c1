"""Made-up national directories of any size, seeded: the same seed gives the same entries.

Towns, postcodes, districts and counties are England's own, from `data/geography`; kinds and
cancers are those of `data/vocabulary`; bodies, names, numbers and descriptions are made up.
Entries are as the index is filled with them, made without a `Service` each, so that 1,000,000
take about a minute. The column `terms` has fewer words than a real service's (some 10, not
200); every service still carries its codes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from emndir.domain.taxonomy import Taxonomy, Vocabulary
from emndir.domain.vocabulary import Confidence, ServiceStatus
from emndir.search.index import Entry
from tests.benchmarks.national_bodies import (
    Bodies,
    Body,
    Draws,
    Site,
    english_spots,
    name_parts,
    phone_number,
)
from tests.benchmarks.national_entry import AUDIENCES, Draft, Hours, place_entry, service_entry
from tests.benchmarks.national_words import KINDS, NEEDS, DescriptionWords, Kind

if TYPE_CHECKING:
    from emndir.storage.geography_text import GeographyText

TODAY = date(2026, 11, 22)
_BLOCK = 1_000
_DRAWN_WORDS = 22
_STATUSES = (
    *[ServiceStatus.ACTIVE] * 76,
    *[ServiceStatus.UNSURE] * 20,
    ServiceStatus.PLANNED,
    ServiceStatus.CLOSED,
    ServiceStatus.CLOSED,
    ServiceStatus.TEMPORARILY_CLOSED,
)
_CONFIDENCE = (Confidence.HIGH, Confidence.MEDIUM, Confidence.MEDIUM, Confidence.LOW)
_COSTS = ("free", "free", "free", "free", "free", "", "", "", "free-with-conditions", "paid")
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday morning"
_HOURS = (
    Hours(_WEEKDAYS, "Monday to Friday, 9am to 5pm", range(5), 540, 1020),
    Hours(_WEEKDAYS, "Monday to Friday, 8.30am to 4.30pm", range(5), 510, 990),
    Hours("Tuesday Thursday morning", "Tuesday and Thursday, 10am to 1pm", (1, 3), 600, 780),
    Hours("Wednesday evening", "Wednesday, 6pm to 8pm", (2,), 1080, 1200),
    Hours("Saturday weekend morning", "Saturday, 10am to noon", (5,), 600, 720),
    Hours("", ""),
    Hours("", ""),
)
_ALWAYS = Hours(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday weekend morning day and night "
    "24 hours weekend evening",
    "All day, every day",
    range(7),
    0,
    1440,
)
_AREAS_IN_WORDS = ("north", "south", "east", "west", "mid")


class National:
    """A made-up directory of `services` services, and the places they are at."""

    def __init__(
        self, services: int, geography: GeographyText, vocabulary: Vocabulary, *, seed: int = 1
    ) -> None:
        self.services = services
        self._source = np.random.default_rng(seed)
        self._draws = Draws(self._source)
        self._vocabulary = vocabulary
        cancers = [term for term in vocabulary.of(Taxonomy.CANCER_SITE) if term.code != "all"]
        self._cancers = {term.code: term for term in cancers}
        self._codes = tuple(self._cancers)
        labels = [term.label for term in cancers]
        self.bodies = Bodies(services, english_spots(geography), labels, self._draws)
        self._words = DescriptionWords(self._source)
        self._kinds = [kind for kind in KINDS for _ in range(kind.weight)]

    def entries(self) -> Iterator[Entry]:
        """Yield every service, then every place, as the index is filled with them. Call once."""
        number = 0
        while number < self.services:
            count = min(_BLOCK, self.services - number)
            for words in self._words.rows(self._source, count, _DRAWN_WORDS):
                number += 1
                yield service_entry(self._draft(f"service-{number}", words))
        yield from map(place_entry, self.bodies.sites)

    def _draft(self, uid: str, words: list[str]) -> Draft:
        draws = self._draws
        kind = draws.pick(self._kinds)
        body = draws.pick(self.bodies.by_kind[kind.body])
        site = self._site_of(kind, body)
        sites = self._sites_of(kind)
        term = self._vocabulary.find(Taxonomy.SERVICE_TYPE, kind.code)
        assert term is not None
        group = self._vocabulary.find(Taxonomy.HELP_GROUP, term.parent)
        cancers = [self._cancers[code] for code in sites if code != "all"]
        cancer = cancers[0].label if cancers else "Cancer"
        parts = name_parts(draws, body.spot, cancer)
        parts |= {"body": body.name, "place": site.name if site else body.name}
        name = draws.pick(kind.names).format_map(parts)
        is_line = kind.code == "acute-oncology"
        always = 0.8 if is_line else 0.1 if kind.code == "helpline" else 0.0
        is_always = draws.share() < always
        return Draft(
            uid=uid,
            kind=kind,
            term=term,
            group=group.label if group else "",
            body=body,
            site=site,
            sites=sites,
            cancers=cancers,
            name=name,
            plain=f"{cancer} help, {parts['town']}" if draws.share() < 0.4 else "",
            town=parts["town"],
            words=words,
            needs=self._needs(term.lay_words or (term.label,)),
            former=[f"{name.split(',')[0]} service"] if draws.share() < 0.05 else [],
            status=draws.pick(_STATUSES),
            confidence=draws.pick(_CONFIDENCE),
            audience=draws.pick(AUDIENCES),
            cost=draws.pick(_COSTS),
            county="national" if body.is_national else body.spot.county,
            areas=self._areas(body),
            is_always=is_always,
            hours=_ALWAYS if is_always else draws.pick(_HOURS),
            phones=self._phones(body, is_sure=is_line or kind.code == "helpline"),
            seen=TODAY - timedelta(days=draws.below(1_500)) if draws.share() < 0.9 else None,
        )

    def _sites_of(self, kind: Kind) -> list[str]:
        """Return codes of cancers, the first in the vocabulary more often, or "all"."""
        draws = self._draws
        if draws.share() >= kind.one_site:
            return ["all"]
        found = [self._codes[int(draws.share() ** 2 * len(self._codes))]]
        if draws.share() < 0.2:
            found.append(draws.pick(self._codes))
        return list(dict.fromkeys(found))

    def _site_of(self, kind: Kind, body: Body) -> Site | None:
        if not body.sites or not ("in-person" in kind.delivery or kind.body == "trust"):
            return None
        return None if self._draws.share() < 0.25 else self._draws.pick(body.sites)

    def _needs(self, lay_words: tuple[str, ...]) -> list[str]:
        draws = self._draws
        needs = [draws.pick(lay_words).lower()]
        needs += [draws.pick(NEEDS) for _ in range(1 + draws.below(3))]
        return list(dict.fromkeys(needs))

    def _phones(self, body: Body, *, is_sure: bool) -> list[str]:
        draws = self._draws
        if not is_sure and draws.share() < 0.3:
            return []
        is_free = body.is_national or (is_sure and draws.share() < 0.3)
        phones = [phone_number(draws, free=is_free)]
        if draws.share() < 0.2:
            phones.append(phone_number(draws))
        return phones

    def _areas(self, body: Body) -> list[list[str]]:
        """Return what a service says it serves: districts mostly, a county, a town, or nothing."""
        if body.is_national:
            return []
        draws, spot = self._draws, body.spot
        share = draws.share()
        if share < 0.2:
            return []
        if share < 0.45:
            return [[spot.county, "county"]]
        if share < 0.6:
            return [[spot.town, "place"], [spot.district, "district"]]
        if share < 0.7:
            return [[f"{draws.pick(_AREAS_IN_WORDS)} {spot.county}", "other"]]
        return [[spot.district, "district"]]
