"""Making: from a recipe for a hand-out to its sheets, the same way for window, commands and packs.

It reads the services, looks at them as a patient may, and hands them to the kind of sheet that
is wanted. What it says of what cannot be made is for the person who prints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from emndir.domain.errors import HandoutError
from emndir.domain.freshness import PaperRule
from emndir.domain.service import TREATMENT_LINE_TYPE
from emndir.domain.vocabulary import FactGroup

if TYPE_CHECKING:
    from emndir.bootstrap import OpenDirectory
    from emndir.domain.service import Service
    from emndir.geography.places import Located
    from emndir.handouts.blocks import Sheet
    from emndir.handouts.patient_view import PatientService

EVERY = ""
"""In place of a uid in `Recipe.confirmed`: the facts of every service on the hand-out."""


class Kind(StrEnum):
    """What a hand-out can be (HANDOUT section 2)."""

    SINGLE = "single"
    CHOICES = "choices"
    GUIDE = "guide"
    BOOKLET = "booklet"
    POSTER = "poster"
    CARD = "card"


Checked = tuple[str, FactGroup]
"""A service's uid, or `EVERY`, and a group of its facts that somebody has checked today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """All that a hand-out is made of, and nothing of a patient.

    `uids` are its services in their order, `steps` what each is in it ("start", "next", "later"
    or ""), one for each uid or none at all. `site` is the code of a cancer site and `locality` a
    place, for the kinds that find their services themselves. `near` is where miles are measured
    from: kept in memory only. `points` is the size of the text, `spacing` how much further apart
    its lines stand than usual; `paper` is "a3" for a large poster.
    """

    kind: Kind = Kind.SINGLE
    uids: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    site: str = ""
    near: str = ""
    locality: str = ""
    points: int = 12
    spacing: float = 1.0
    language: str = "en"
    paper: str = "a4"
    with_table: bool = False
    with_questions: bool = False
    with_notes: bool = True
    with_map: bool = False
    confirmed: frozenset[Checked] = frozenset()

    def checked(self, uid: str) -> frozenset[FactGroup]:
        """Return the fact groups of a service that were checked for this hand-out."""
        return frozenset(group for one, group in self.confirmed if one in (uid, EVERY))


def make_sheets(
    directory: OpenDirectory,
    recipe: Recipe,
    *,
    today: date,
    clinic_name: str = "",
    origin: Located | None = None,
    progress: Callable[[int, int], bool] | None = None,
) -> tuple[Sheet, ...]:
    """Return the sheets of a hand-out: for a worker thread.

    `clinic_name` stands at the head in place of the directory's name. `origin` is where miles
    are measured from, in place of `recipe.near`. `progress` is told after each of a booklet's
    services how many of how many are written, and stops it by returning False.

    Raises:
        UnknownServiceError: for a uid that the directory does not have.
        UnknownPlaceError: for a `near` that the gazetteer does not know.
        HandoutError: for a service that is not offered, or a recipe that makes no hand-out.
    """
    maker = Maker(directory, recipe, today, clinic_name, find_origin(directory, recipe, origin))
    match recipe.kind:
        case Kind.SINGLE:
            return maker.singles()
        case Kind.CHOICES:
            return (maker.choices(),)
        case Kind.GUIDE:
            return (maker.guide(),)
        case Kind.BOOKLET:
            return (maker.booklet(progress),)
        case Kind.POSTER:
            return (maker.poster(),)
        case Kind.CARD:
            return (maker.card(),)


def find_origin(directory: OpenDirectory, recipe: Recipe, origin: Located | None) -> Located | None:
    """Return where miles are measured from: `origin`, else the recipe's own place, or None.

    Raises:
        UnknownPlaceError: for a place that the gazetteer does not know.
    """
    if origin is None and recipe.near.strip():
        return directory.locate(recipe.near)
    return origin


class Maker:
    """Reads services the one way they are read for paper, and makes sheets of them."""

    def __init__(
        self,
        directory: OpenDirectory,
        recipe: Recipe,
        today: date,
        clinic_name: str,
        origin: Located | None,
    ) -> None:
        self._directory, self._recipe, self._today = directory, recipe, today
        self._clinic_name, self._origin = clinic_name, origin
        self._rule = PaperRule(directory.info.paper_rule)

    def read(self, uid: str) -> Service:
        """Return a service with the place that is nearest to the origin as its main one."""
        service = self._directory.service(uid)
        return service.nearest_first(self._miles(service))

    def view(self, service: Service, confirmed: frozenset[FactGroup]) -> PatientService:
        """Return what a patient may see of a service today, by the data pack's paper rule."""
        from emndir.handouts.patient_view import PatientService

        return PatientService.of(service, today=self._today, rule=self._rule, confirmed=confirmed)

    def uids(self) -> tuple[str, ...]:
        """Return the services on the paper; a guide finds its own, a poster or card its line.

        A booklet finds its own as well, which are not among these.
        """
        recipe = self._recipe
        match recipe.kind:
            case Kind.GUIDE:
                from emndir.guiding import guide_uids

                return guide_uids(
                    self._directory,
                    recipe.site,
                    recipe.near,
                    today=self._today,
                    origin=self._origin,
                )
            case Kind.POSTER:
                line = self._line_uid(recipe.near or recipe.locality)
                return (*recipe.uids, *([line] if line else []))
            case Kind.CARD:
                own = (uid for uid in recipe.uids if self.read(uid).treatment_lines)
                one = next(own, "") or self._line_uid(recipe.near)
                return (one,) if one else recipe.uids[:1]
        return recipe.uids

    def told(self, view: PatientService) -> PatientService:
        """Return a service with the standings of what the hand-out tells of it."""
        from emndir.handouts import card, choices, guide_entry, poster

        match self._recipe.kind:
            case Kind.CHOICES:
                return choices.told(view, with_access=self._recipe.with_table)
            case Kind.GUIDE if view.service_type == TREATMENT_LINE_TYPE:
                return card.told(view)
            case Kind.GUIDE:
                return guide_entry.told(view)
            case Kind.POSTER:
                is_line = view.uid not in self._recipe.uids
                return poster.told(view, is_line=is_line)
            case Kind.CARD:
                return card.told(view)
        return view

    def views(self, uids: Iterable[str]) -> list[PatientService]:
        """Return what a patient may see of services, in their order and none twice."""
        checked = self._recipe.checked
        return [self.view(self.read(uid), checked(uid)) for uid in dict.fromkeys(uids)]

    def singles(self) -> tuple[Sheet, ...]:
        """Return one sheet a service, in the order of the recipe, laid out together."""
        from emndir.handouts.document import single_draft
        from emndir.handouts.pdf import filled

        recipe, directory = self._recipe, self._directory
        drafts = [
            single_draft(
                view,
                printed_on=self._today,
                data_date=directory.info.data_date,
                points=recipe.points,
                origin=self._origin,
                outline=directory.outline if recipe.with_map else None,
                places=directory.gazetteer.places,
                head_left=self._clinic_name,
                language=directory.phrases(recipe.language),
                spacing=recipe.spacing,
                with_notes=recipe.with_notes,
            )
            for view in self.views(recipe.uids)
        ]
        return filled(drafts) if drafts else ()

    def choices(self) -> Sheet:
        """Return the services of the recipe on one sheet, in their order."""
        from emndir.handouts.choices import MOST, choices_sheet

        recipe, directory = self._recipe, self._directory
        uids = tuple(dict.fromkeys(recipe.uids))
        if not 1 <= len(uids) <= MOST:
            raise HandoutError(
                f"One sheet has room for {MOST} services, and {len(uids)} were chosen.",
                "Take some off, or print a sheet for each." if uids else "Choose one or more.",
            )
        step_of = dict(zip(reversed(recipe.uids), reversed(recipe.steps), strict=False))
        return choices_sheet(
            self.views(uids),
            steps=tuple(step_of.get(uid, "") for uid in uids) if recipe.steps else (),
            printed_on=self._today,
            data_date=directory.info.data_date,
            points=recipe.points,
            spacing=recipe.spacing,
            origin=self._origin,
            outline=directory.outline if recipe.with_map else None,
            places=directory.gazetteer.places,
            with_table=recipe.with_table,
            with_questions=recipe.with_questions,
            with_notes=recipe.with_notes,
            head_left=self._clinic_name,
            language=directory.phrases(recipe.language),
        )

    def guide(self) -> Sheet:
        """Return the guide to the recipe's cancer near its place."""
        from emndir.guiding import make_guide

        recipe = self._recipe
        return make_guide(
            self._directory,
            recipe.site,
            recipe.near,
            today=self._today,
            points=recipe.points,
            spacing=recipe.spacing,
            clinic_name=self._clinic_name,
            origin=self._origin,
            language=self._directory.phrases(recipe.language),
            with_map=recipe.with_map,
            with_notes=recipe.with_notes,
            checked=recipe.checked,
        )

    def booklet(self, progress: Callable[[int, int], bool] | None) -> Sheet:
        """Return the booklet of the recipe's locality; what cannot be printed is left out."""
        from emndir.handouts.booklet import booklet_sheet
        from emndir.locality import help_groups, local_services

        recipe, directory = self._recipe, self._directory
        found = local_services(directory, recipe.locality)
        return booklet_sheet(
            self._printable(found.here),
            afar=self._printable(found.afar),
            place=found.place,
            groups=help_groups(directory),
            printed_on=self._today,
            data_date=directory.info.data_date,
            publisher=directory.info.publisher,
            points=recipe.points,
            spacing=recipe.spacing,
            head_left=self._clinic_name,
            language=directory.phrases(recipe.language),
            progress=progress,
        )

    def poster(self) -> Sheet:
        """Return a poster of the recipe's services, with the line for those who live near."""
        from emndir.handouts.poster import poster_sheet

        recipe, info = self._recipe, self._directory.info
        return poster_sheet(
            self.views(recipe.uids),
            line=next(iter(self.views(self.uids()[len(recipe.uids) :])), None),
            place=recipe.locality,
            paper=recipe.paper,
            printed_on=self._today,
            data_date=info.data_date,
            publisher=info.publisher,
            head_left=self._clinic_name,
            language=self._directory.phrases(recipe.language),
        )

    def card(self) -> Sheet:
        """Return wallet cards with the first line among the services, or of those who live near."""
        from emndir.handouts.card import card_sheet

        recipe, info = self._recipe, self._directory.info
        return card_sheet(
            next(iter(self.views(self.uids())), None),
            printed_on=self._today,
            data_date=info.data_date,
            publisher=info.publisher,
            head_left=self._clinic_name,
            language=self._directory.phrases(recipe.language),
        )

    def _line_uid(self, near: str) -> str:
        """Return the treatment-advice line for people of a place, "" for none or no place."""
        from emndir.locality import line_near

        return line_near(self._directory, near) if near.strip() else ""

    def _printable(self, services: Iterable[Service]) -> list[PatientService]:
        """Return services as patients may see them, but those without a name for paper."""
        found: list[PatientService] = []
        for service in services:
            try:
                found.append(self.view(service, self._recipe.checked(service.uid)))
            except HandoutError:
                continue
        return found

    def _miles(self, service: Service) -> dict[str, float]:
        """Return straight lines in miles from the origin, by the uid of a location."""
        if self._origin is None:
            return {}
        from emndir.geography.distance import geodesic_miles

        start = self._origin.position.coordinates
        return {
            place.location.uid: geodesic_miles(start, place.location.position.coordinates)
            for place in service.places
            if place.location.position is not None
        }
