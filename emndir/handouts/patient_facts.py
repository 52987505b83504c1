"""Parts of what a patient may see of a service: a number, a place, and how a fact stands.

None of them has a field that could hold a contact for professionals.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from emndir.domain.contact import PublicPhone, require_public
from emndir.domain.freshness import Freshness
from emndir.domain.location import Position
from emndir.domain.provenance import PartialDate
from emndir.domain.vocabulary import FactGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one fact of the sheet stands: `fact` is its key among the phrases ("phone").

    `turns_old` is the last day on which it may be relied on, None for what is doubtful now.
    """

    fact: str
    group: FactGroup
    freshness: Freshness
    when: PartialDate | None
    turns_old: date | None
    is_printed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientPhone:
    """The number in the box. `is_main` says that it reaches a switchboard, of a hospital or not."""

    phone: PublicPhone
    is_main: bool = False
    is_hospital: bool = False

    def __post_init__(self) -> None:
        """Refuse anything but a public number."""
        require_public(self.phone)


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientPlace:
    """Where to go: lines from the door inwards to the town, then the postcode.

    `short` is one line without the street, for a place that is one of several.
    """

    name: str
    lines: tuple[str, ...]
    short: str = ""
    postcode: str = ""
    position: Position | None = None
