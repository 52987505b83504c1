"""The often needed lists of the start, as ways on: what the first painting needs of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from emndir.search.criteria import Criteria, Facet

if TYPE_CHECKING:
    from emndir.search.start_page import Often

DISTANCES = (5.0, 10.0, 20.0, 30.0, 50.0)
"""Miles that can be chosen; anything farther is "any distance"."""
OFTEN = (
    ("24-hour treatment lines", "phone-alert-outline", "bad"),
    ("Somewhere to talk", "hand-heart-outline", "brand"),
    ("Money and benefits", "currency-gbp", "brand"),
    ("Getting to hospital", "car", "brand"),
)
"""Often needed lists, in the order of `OFTEN_KINDS`: words, sign, colour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Another question that has an answer: which one, why, and how many results it gives."""

    criteria: Criteria
    text: str
    icon: str
    total: int
    tint: str = "brand"


def often_needed(totals: Iterable[Often]) -> list[Way]:
    """Return the often needed lists that a directory has something for."""
    return [
        Way(
            criteria=Criteria(chosen=((Facet.SERVICE_TYPE, known),)),
            text=_tr(text),
            icon=icon,
            total=total,
            tint=tint,
        )
        for (text, icon, tint), (known, total) in zip(OFTEN, totals, strict=True)
        if total
    ]


def _tr(text: str) -> str:
    return QCoreApplication.translate("ways_on", text)
