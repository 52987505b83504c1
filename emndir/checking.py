"""Checking: what the person who prints a hand-out should look at before it is on paper.

It goes by the same reading of the services as the sheets themselves (`making`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from emndir.domain.vocabulary import FactGroup
from emndir.making import Maker, Recipe, find_origin

if TYPE_CHECKING:
    from emndir.bootstrap import OpenDirectory
    from emndir.geography.gazetteer import Located

_ALL_GROUPS = frozenset(FactGroup)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One thing to check before printing. `group` is None for what no check here can settle.

    `title` is what stands at the head of the service's sheet, after its number where there
    are several.
    """

    uid: str
    title: str
    group: FactGroup | None
    sentences: tuple[str, ...]


def find_doubts(
    directory: OpenDirectory, recipe: Recipe, *, today: date, origin: Located | None = None
) -> tuple[Doubt, ...]:
    """Return all there is to check on the services of a recipe, whether it was checked or not.

    Raises:
        UnknownServiceError: for a uid that the directory does not have.
        HandoutError: for a service that is not offered.
    """
    from emndir.handouts.phrases import phrases
    from emndir.handouts.standing import doubts

    maker = Maker(directory, recipe, today, "", find_origin(directory, recipe, origin))
    said = phrases()  # for the person who prints, whatever the patient reads
    found: list[Doubt] = []
    uids = tuple(dict.fromkeys(maker.uids()))
    for number, uid in enumerate(uids, start=1):
        service = maker.read(uid)
        view = maker.told(maker.view(service, frozenset()))
        title = f"{number}. {view.title}" if len(uids) > 1 else view.title
        every = doubts(view, said)
        lasting = doubts(maker.told(maker.view(service, _ALL_GROUPS)), said)
        found += (replace(doubt, title=title) for doubt in _grouped(uid, every, lasting))
    return tuple(found)


def _grouped(
    uid: str,
    every: tuple[tuple[FactGroup, str], ...],
    lasting: tuple[tuple[FactGroup, str], ...],
) -> tuple[Doubt, ...]:
    """Return one doubt a fact group; what stays under every check stands last, on its own."""
    groups: dict[FactGroup, list[str]] = {}
    for group, sentence in every:
        if (group, sentence) not in lasting:
            groups.setdefault(group, []).append(sentence)
    found = [
        Doubt(uid=uid, title="", group=group, sentences=tuple(said))
        for group, said in groups.items()
    ]
    if lasting:
        words = tuple(sentence for _, sentence in lasting)
        found.append(Doubt(uid=uid, title="", group=None, sentences=words))
    return tuple(found)
