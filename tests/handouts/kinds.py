"""A sheet of every kind, of the same services: what holds for one kind of paper holds for all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from emndir.domain.service import Service
from emndir.domain.vocabulary import HelpGroup
from emndir.geography.places import Located
from emndir.handouts.blocks import Sheet
from emndir.handouts.booklet import booklet_sheet
from emndir.handouts.card import card_sheet
from emndir.handouts.choices import MOST, choices_sheet
from emndir.handouts.document import single_draft
from emndir.handouts.guide import GuideGap, GuidePart, GuideService, guide_sheet
from emndir.handouts.patient_view import PatientService
from emndir.handouts.pdf import filled
from emndir.handouts.phrases import Phrases
from emndir.handouts.poster import MOST as MOST_ON_A_POSTER
from emndir.handouts.poster import poster_sheet
from emndir.making import Kind
from tests.builders import TODAY
from tests.handouts.choices import HOME
from tests.handouts.conftest import OUTLINE, PLACES

GROUPS = tuple((group, f"Help of the kind {group}") for group in HelpGroup)
WITH_SIZES = (Kind.SINGLE, Kind.CHOICES, Kind.GUIDE, Kind.BOOKLET)
"""Kinds that are printed in every text size; posters and cards have one."""


class Given:
    """What a sheet is made of, beside its services."""

    def __init__(self, **changes: Any) -> None:
        self.points: int = changes.pop("points", 12)
        self.language: str | Phrases = changes.pop("language", "en")
        self.home: Located = changes.pop("home", HOME)
        self.place: str = changes.pop("place", "Rutland")
        self.publisher: str = changes.pop("publisher", "")
        self.head_left: str = changes.pop("head_left", "")
        self.view: Mapping[str, Any] = changes

    @property
    def common(self) -> dict[str, Any]:
        return {
            "printed_on": TODAY,
            "data_date": TODAY,
            "head_left": self.head_left,
            "language": self.language,
        }

    @property
    def mapped(self) -> dict[str, Any]:
        return {"origin": self.home, "outline": OUTLINE, "places": PLACES, "points": self.points}


def sheets_of(kind: Kind, services: Sequence[Service], **given: Any) -> tuple[Sheet, ...]:
    """Return what a kind of hand-out makes of services, everything asked for that it can have."""
    asked = Given(**given)
    views = [PatientService.of(service, today=TODAY, **asked.view) for service in services]
    return _MAKERS[kind](views, asked)


def _single(views: list[PatientService], asked: Given) -> tuple[Sheet, ...]:
    return tuple(filled([single_draft(view, **asked.common, **asked.mapped)])[0] for view in views)


def _choices(views: list[PatientService], asked: Given) -> tuple[Sheet, ...]:
    steps = ("start", "next", "later", *[""] * len(views))
    return tuple(
        choices_sheet(
            views[at : at + MOST],
            steps=steps[: len(views[at : at + MOST])],
            with_table=True,
            with_questions=True,
            **asked.common,
            **asked.mapped,
        )
        for at in range(0, len(views), MOST)
    )


def _guide(views: list[PatientService], asked: Given) -> tuple[Sheet, ...]:
    ones = tuple(
        GuideService(service=view, miles=float(number) if view.places else None)
        for number, view in enumerate(views)
    )
    gaps = (
        GuideGap(kind="lymphoedema", within=20.0, nearest=ones[:2], by_phone=ones[:1], asks=True),
        GuideGap(kind="stoma", within=1.0, nearest=ones[:1], is_elsewhere=True),
        GuideGap(kind="carers"),
    )
    parts = (
        GuidePart(code="change", services=ones[:1]),
        GuidePart(code="treatment", services=ones[1:], gaps=gaps),
        GuidePart(code="phone", services=ones[:1]),
    )
    line = next((view for view in views if view.treatment_line is not None), None)
    made = guide_sheet(parts, site="breast", line=line, **asked.common, **asked.mapped)
    return (made,)


def _booklet(views: list[PatientService], asked: Given) -> tuple[Sheet, ...]:
    half = len(views) // 2
    made = booklet_sheet(
        views[half:],
        afar=views[:half],
        place=asked.place,
        groups=GROUPS,
        publisher=asked.publisher,
        points=asked.points,
        **asked.common,
    )
    return (made,)


def _poster(views: list[PatientService], asked: Given) -> tuple[Sheet, ...]:
    return tuple(
        poster_sheet(
            views[at : at + MOST_ON_A_POSTER],
            line=views[at],
            place=asked.place,
            paper="a3",
            publisher=asked.publisher,
            **asked.common,
        )
        for at in range(0, len(views), MOST_ON_A_POSTER)
    )


def _card(views: list[PatientService], asked: Given) -> tuple[Sheet, ...]:
    return tuple(
        card_sheet(view, publisher=asked.publisher, **asked.common) for view in [None, *views]
    )


_MAKERS: Mapping[Kind, Callable[[list[PatientService], Given], tuple[Sheet, ...]]] = {
    Kind.SINGLE: _single,
    Kind.CHOICES: _choices,
    Kind.GUIDE: _guide,
    Kind.BOOKLET: _booklet,
    Kind.POSTER: _poster,
    Kind.CARD: _card,
}
