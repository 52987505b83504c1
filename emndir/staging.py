"""Staging: what there is for a cancer near a place at every stage, from prevention to bereavement.

The guide to a cancer (`guiding`) stage by stage and kind by kind: the same services and the same
gaps as on its paper and in `emndir gaps`, with what a patient may see of each. What the list has for nobody is
said of every kind of help that was looked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from emndir.choice.guide_kinds import Kind, Need
from emndir.domain.vocabulary import Stage
from emndir.guiding import GuideMaker

if TYPE_CHECKING:
    from emndir.bootstrap import OpenDirectory
    from emndir.choice.guide import Candidate, ChosenKind
    from emndir.geography.places import Located
    from emndir.handouts.guide_entry import GuideGap
    from emndir.handouts.patient_view import PatientService
    from emndir.search.criteria import Criteria


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A service as a patient may see it. `miles` is a straight line, None where nobody travels.

    `serves` says whether its stated area has the place, None where none is stated; `water` names
    what lies between ("the Wash").
    """

    service: PatientService
    miles: float | None = None
    serves: bool | None = None
    water: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """Help that a person would expect and the list does not have: `gap` as paper words it."""

    gap: GuideGap
    nearest: tuple[Offered, ...] = ()
    by_phone: tuple[Offered, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpKind:
    """One kind of help: `services` by distance, or what is lacking.

    `is_told` where its services stand on the guide for another kind of help. `is_missing` where the list has
    none; without a `lack` not everybody would expect one. Where it is not missing and there is no
    service, nothing of what is listed may be given to a patient.
    """

    kind: Kind
    services: tuple[Offered, ...] = ()
    is_told: bool = False
    is_missing: bool = False
    lack: Lack | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StageHelp:
    """One stage with its kinds of help; `stage` is None for help at any stage.

    `total` is how many services the list has for it, for this cancer or any, however far.
    """

    stage: Stage | None
    kinds: tuple[HelpKind, ...] = ()
    total: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EveryStage:
    """All stages in their order, for the cancer with the code `site`, measured from `origin`.

    `line` is the one 24-hour line for people who live there, None where that is not sure.
    """

    site: str
    label: str
    origin: Located
    stages: tuple[StageHelp, ...]
    line: PatientService | None = None

    def needed(self, needs: Iterable[Need]) -> tuple[StageHelp, ...]:
        """Return the stages with only the kinds of help for one of these needs; all without any."""
        wanted = frozenset(needs)
        if not wanted:
            return self.stages
        return tuple(
            replace(one, kinds=tuple(kind for kind in one.kinds if wanted & set(kind.kind.needs)))
            for one in self.stages
        )

    @property
    def uids(self) -> tuple[str, ...]:
        """Return every service in the order of reading, each once."""
        return tuple(dict.fromkeys(one.service.uid for one in self.offered()))

    def offered(self) -> Iterator[Offered]:
        """Yield every service in the order of reading."""
        for stage in self.stages:
            for kind in stage.kinds:
                yield from kind.services
                if kind.lack is not None:
                    yield from kind.lack.nearest
                    yield from kind.lack.by_phone


def every_stage(
    directory: OpenDirectory, site: str, near: str, *, today: date, origin: Located | None = None
) -> EveryStage:
    """Return what there is for a cancer, by the code of its site, near a postcode or town.

    `origin` is where that is, in place of `near`. For a worker thread.

    Raises:
        UnknownPlaceError: for a `near` that the gazetteer does not know.
        HandoutError: for a site that is none, and for a county or region.
    """
    maker = GuideMaker(directory, site, near, today, origin, None)
    found = [one for part in maker.every_part() for one in part.kinds]
    known = [_help(maker, one) for one in found]
    return EveryStage(
        site=site,
        label=maker.label,
        origin=maker.origin,
        stages=tuple(
            StageHelp(
                stage=stage,
                kinds=tuple(one for one in known if one.kind.stage is stage),
                total=directory.find(stage_question(site, near, stage, limit=1)).services
                if stage is not None
                else 0,
            )
            for stage in (*Stage, None)
        ),
        line=maker.line(),
    )


def stage_question(site: str, near: str, stage: Stage, *, limit: int = 40) -> Criteria:
    """Return the question for all that the list has for a cancer at a stage, the nearest first."""
    from emndir.search.criteria import Criteria, Facet, Sort

    return Criteria(
        near=near,
        chosen=((Facet.CANCER_SITE, (site,)), (Facet.STAGE, (stage.value,))),
        sort=Sort.NEAREST,
        limit=limit,
    )


def _help(maker: GuideMaker, one: ChosenKind) -> HelpKind:
    lack = None
    if one.gap is not None:
        lack = Lack(
            gap=maker.gap(one.gap),
            nearest=_offered(maker, one.gap.nearest),
            by_phone=_offered(maker, one.gap.by_phone),
        )
    return HelpKind(
        kind=one.kind,
        services=_offered(maker, one.services or one.also),
        is_told=bool(one.also),
        is_missing=one.is_missing,
        lack=lack,
    )


def _offered(maker: GuideMaker, chosen: Iterable[Candidate]) -> tuple[Offered, ...]:
    seen = ((one, maker.view(one.uid)) for one in chosen)
    return tuple(
        Offered(
            service=view,
            miles=one.miles if view.places else None,
            serves=one.serves,
            water=_water(maker, view) if one.miles is not None else "",
        )
        for one, view in seen
        if view is not None
    )


def _water(maker: GuideMaker, view: PatientService) -> str:
    from emndir.geography.distance import water_between

    position = view.places[0].position if view.places else None
    if position is None:
        return ""
    return water_between(maker.origin.position.coordinates, position.coordinates)
