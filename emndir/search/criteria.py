"""What was asked: words, a place and filters, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum


class Facet(StrEnum):
    """Everything a search can be narrowed by. Values of one facet are alternatives."""

    REFERRAL_ROUTE = "referral_route"
    HELP_GROUP = "help_group"
    DELIVERY = "delivery"
    CANCER_SITE = "cancer_site"
    STAGE = "stage"
    AUDIENCE = "audience"
    COUNTY = "county"
    DISTRICT = "district"
    COST = "cost"
    NEWEST_SOURCE = "newest_source"
    SERVICE_TYPE = "service_type"
    STATUS = "status"
    WHEN = "when"


class SourceAge(StrEnum):
    """Values of the facet "newest source", by the age of the newest dated source."""

    WITHIN_YEAR = "within-1-year"
    WITHIN_TWO = "1-to-2-years"
    OLDER = "older-or-not-dated"


class When(StrEnum):
    """Values of the facet "when": what stated hours say, and that they do not say it.

    Every service is open now, closed now, or `UNKNOWN`, whose hours do not say if it is open now or
    in the evening: a filter never leaves it out without that being seen.
    """

    OPEN_NOW = "open-now"
    EVENING = "evening"
    WEEKEND = "weekend"
    UNKNOWN = "unknown"


class Sort(StrEnum):
    """How results are ordered. There is no order by quality, ever."""

    BEST = "best"
    NEAREST = "nearest"
    NAME = "name"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """One question.

    `words` is what was typed, as typed; `near` a postcode (whole, sector, district) or a
    place name from its own box and may be ""; with `near_gives_way` a place among the words comes
    before it, as where it may be no more than somebody's usual place. `within_miles` is a straight-line limit in
    miles that leaves alone what is given by phone, online or at home to that area.
    `chosen` holds codes a facet: a service must have one of the codes of every facet named.
    A cancer site also lets "all cancers" pass. `not_self` asks for services that a person
    cannot contact by themselves (the search tasks' `self_referral: false`).
    `plain` are spans of `words` whose reading was taken off: they are plain words again.
    The first `limit` results are wanted, without the first `skip` of them.
    """

    words: str = ""
    near: str = ""
    near_gives_way: bool = False
    within_miles: float | None = None
    chosen: tuple[tuple[Facet, tuple[str, ...]], ...] = ()
    not_self: bool = False
    plain: tuple[str, ...] = ()
    sort: Sort = Sort.BEST
    limit: int = field(default=200)
    skip: int = 0

    def codes(self, facet: Facet) -> tuple[str, ...]:
        """Return the codes chosen for a facet."""
        return dict(self.chosen).get(facet, ())

    def with_codes(self, facet: Facet, codes: tuple[str, ...]) -> Criteria:
        """Return the same question with other codes for one facet."""
        others = dict(self.chosen)
        others[facet] = codes
        return replace(self, chosen=tuple((key, value) for key, value in others.items() if value))

    @property
    def asks_who_answers(self) -> bool:
        """Return True if it asks for who answers the phone at this minute."""
        return dict(self.chosen).items() >= _WHO_ANSWERS.items()

    def who_answers(self, *, is_on: bool = True) -> Criteria:
        """Return the same question for help by phone that is open now, or whose hours do not say.

        With `is_on` False without that again.
        """
        asked = self
        for facet, codes in _WHO_ANSWERS.items():
            asked = asked.with_codes(facet, codes if is_on else ())
        return asked

    @property
    def is_empty(self) -> bool:
        """Return True if nothing at all is asked."""
        return not (self.words.strip() or self.near.strip() or self.chosen or self.not_self)


_WHO_ANSWERS: dict[Facet, tuple[str, ...]] = {
    Facet.DELIVERY: ("phone",),
    Facet.WHEN: (When.OPEN_NOW.value, When.UNKNOWN.value),
}
