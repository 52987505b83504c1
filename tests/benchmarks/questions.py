"""What is asked of made-up directories: phrases typed letter by letter, filters and places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from emndir.search.criteria import Criteria, Facet
from emndir.search.index import Entry

SHOWN = 50
_PHRASES = (
    "breast le2",
    "prostate cancer leeds",
    "radiotherapy pe21 9qs",
    "support group",
    "someone to talk to near oakham",
    "hospice in boston",
    "stop smoking",
    "lymphodema nottingham",
    "macmilan infomation",
    "lift to hospital",
    "24 hour helpline chemo",
    "money worries",
    "gullet cancer nurse manchester",
    "wig fitting",
    "bereavement children evening",
)
"""Every kind of question: a cancer and a place, a kind and a postcode, lay words, misspelt ones."""

Chosen = tuple[tuple[Facet, tuple[str, ...]], ...]
_UNDER: tuple[tuple[str, Chosen], ...] = (
    ("", ()),
    ("NG18", ()),
    ("", ((Facet.REFERRAL_ROUTE, ("self",)),)),
    ("NG18", ((Facet.CANCER_SITE, ("breast",)), (Facet.DELIVERY, ("in-person", "phone")))),
    ("", ((Facet.COUNTY, ("Lincolnshire",)),)),
)
"""The box for a place and the filters, under which every phrase is typed."""


@dataclass(frozen=True, slots=True)
class KeyPress:
    """One key press: what stands in the box, the filters, and the box for a place."""

    typed: str
    near: str
    chosen: Chosen

    @property
    def criteria(self) -> Criteria:
        """Return it as the finder is asked."""
        return Criteria(words=self.typed, near=self.near, chosen=self.chosen, limit=SHOWN)


def from_entries(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Return phrases that a directory of these entries knows: two names, a body, a number."""
    services = [entry for entry in entries if not entry.is_place and entry.is_offered]
    places = [entry for entry in entries if entry.is_place and entry.facts["is_hospital"]]
    numbers = [entry.summary.phone for entry in services if entry.summary.phone]
    found = [services[0].summary.name[:32], services[-1].summary.organization_name[:24]]
    found += [place.summary.name[:24] for place in places[:1]]
    return (*(name.lower() for name in found), *numbers[:1])


def key_presses(names: Sequence[str]) -> list[KeyPress]:
    """Return every beginning of every phrase, as it is typed, under every filter set."""
    return [
        KeyPress(phrase[:end], near, chosen)
        for near, chosen in _UNDER
        for phrase in (*_PHRASES, *names)
        for end in range(1, len(phrase) + 1)
    ]


def mixed(pressed: Sequence[KeyPress]) -> list[KeyPress]:
    """Return them in another order, always the same: any first part is a fair sample."""
    return Random(1).sample(pressed, len(pressed))
