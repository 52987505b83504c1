"""What was found: frozen values that a window or a command line shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emndir.domain.location import Position
    from emndir.domain.service import ServiceSummary
    from emndir.search.criteria import Facet


class Group(StrEnum):
    """The parts of a result list; places stand first where one is what was typed, else last.

    `HOURS_UNKNOWN` are those whose hours do not say, where they were asked for beside hours that do.
    """

    FOR_SITE = "for-site"
    FOR_ANY = "for-any"
    REMOTE = "remote"
    HOURS_UNKNOWN = "hours-unknown"
    PLACES = "places"
    ALL = "all"


class ReadAs(StrEnum):
    """What a span of the typed words was read as."""

    CANCER_SITE = "cancer-site"
    STAGE = "stage"
    SERVICE_TYPE = "service-type"
    HELP_GROUP = "help-group"
    PLACE = "place"
    PHONE = "phone"
    AUDIENCE = "audience"
    ROUTE = "referral-route"
    DELIVERY = "delivery"
    ORGANIZATION = "organization"
    COST = "cost"
    WHEN = "when"


class InsteadOf(StrEnum):
    """Services that are shown where nothing was found: never part of the answer itself."""

    NEAREST = "nearest"
    REMOTE = "remote"
    HELPLINE = "helpline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """One reading: "breast" is the cancer site `breast`, shown as "Breast cancer"."""

    read_as: ReadAs
    code: str
    label: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where distances are measured from: "LE2", "Leicester"; `note` says how exact it is.

    `is_area` is True for a county or region: nothing a patient reads is measured from its middle.
    """

    label: str
    position: Position
    note: str = ""
    county: str = ""
    district: str = ""
    is_area: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One result. `miles` is a straight line, None without an origin or a place.

    `is_exact` is False where either end is only a sector, district or town ("about 4 miles").
    `serves_origin` is True or False where its stated area covers the origin or does not,
    None where that is unknown. `water` names what the straight line crosses: "the Wash", "" for nothing.
    """

    summary: ServiceSummary
    group: Group
    miles: float | None = None
    is_exact: bool = False
    water: str = ""
    serves_origin: bool | None = None
    score: float = 0.0
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetCount:
    """How many results a filter value would give, right under all other filters."""

    code: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Correction:
    """A word that nothing has, and the directory's own word that was looked for in its place."""

    typed: str
    used: str


@dataclass(frozen=True, slots=True)
class Danger:
    """Words that may mean an emergency, as typed, and the fixed sentences that stand first.

    It sorts nobody by how ill they are and gives no advice of its own. `first` says which services
    come first among the results, as terms or phrases.
    """

    words: str
    heading: str
    sentences: tuple[str, ...]
    first: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Instead:
    """What is shown in place of an empty answer: why, in words, and the services."""

    kind: InsteadOf
    heading: str
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """One answer.

    `hits` holds the first `limit` in order, groups together; `total` counts all.
    `near_gave_way` says that the place of the near box was left for one among the words.
    `gone` are closed, planned and paused services found by their own name: to be explained,
    never offered. `treatment_lines` are the 24-hour lines that serve the origin.
    `not_used` are typed words that no record has; `corrections` those read as another word, until
    the typed word is put among `Criteria.plain`. `ways_on` are sentences for an empty answer, and
    `instead` the services that lead on from it. `danger` is set where words of an emergency were
    typed: it and `treatment_lines` stand before everything else.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    group_totals: Mapping[Group, int] = field(default_factory=dict)
    facets: Mapping[Facet, tuple[FacetCount, ...]] = field(default_factory=dict)
    understood: tuple[Understood, ...] = ()
    origin: Origin | None = None
    near_problem: str = ""
    near_gave_way: bool = False
    gone: tuple[ServiceSummary, ...] = ()
    treatment_lines: tuple[Hit, ...] = ()
    not_used: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    ways_on: tuple[str, ...] = ()
    instead: tuple[Instead, ...] = ()
    danger: Danger | None = None

    @property
    def services(self) -> int:
        """Return how many services answer: what facets count. Hospitals and places are no services."""
        return self.total - self.group_totals.get(Group.PLACES, 0)
