"""From a request to a finished hand-out: plain functions for a worker thread, and what they return."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from emndir.checking import ToCheck, booklet_to_check, find_to_check
from emndir.geography.places import Located
from emndir.handouts.blocks import Sheet
from emndir.handouts.pdf import first_pages, page_count, sheets_pdf
from emndir.handouts.plain_text import sheets_text
from emndir.making import Checked, Kind, Recipe, make_sheets
from emndir.search.results import Origin

if TYPE_CHECKING:
    from emndir.bootstrap import OpenDirectory


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A hand-out of a recipe, made on a day; miles are from `origin`, where the recipe has no place."""

    recipe: Recipe
    today: date
    origin: Origin | None = None
    head_left: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeHandout:
    """A finished hand-out: its sheets, their pages and words, and what to check.

    `starts` has the number of the page, counted from 0, on which each sheet begins.
    `to_check` has every fact on it, whether it was ticked or not.
    """

    sheets: tuple[Sheet, ...]
    pdf: bytes
    text: str
    pages: int
    to_check: tuple[ToCheck, ...]
    starts: tuple[int, ...] = (0,)

    @property
    def doubtful(self) -> tuple[ToCheck, ...]:
        """Return what to look at before it is printed, whether it was ticked or not."""
        return tuple(one for one in self.to_check if one.is_doubtful)

    @property
    def empty(self) -> tuple[str, ...]:
        """Return the titles of sheets on which nothing is left that a patient could use."""
        return tuple(sheet.title for sheet in self.sheets if sheet.is_empty)

    @property
    def is_empty(self) -> bool:
        """Return True if a patient could use none of it."""
        return len(self.empty) == len(self.sheets)


OneSheet = tuple[Sheet, tuple[ToCheck, ...]]
"""A service's sheet, and what to check on it."""


Progress = Callable[[int, int], bool]
"""Told how many of how many are written; returns False where it is to stop."""


class Work:
    """One hand-out in the making, seen from two threads: how far it is, and whether to go on."""

    def __init__(self) -> None:
        self.done, self.total, self._is_stopped = 0, 0, False

    def told(self, done: int, total: int) -> bool:
        """Take it that so many of so many are written; return False where nobody wants the rest."""
        self.done, self.total = done, total
        return not self._is_stopped

    def stop(self) -> None:
        """Ask whoever is at it to stop."""
        self._is_stopped = True


def file_content(made: MadeHandout, ending: str, *, is_cream: bool = False) -> bytes:
    """Return a hand-out as the bytes of a kind of file, by its ending: for a worker thread.

    `is_cream` gives pages that are read on a screen a cream ground; paper stays white.

    Raises:
        HandoutError: if the letters for printing are not installed.
    """
    if ending == ".html":
        from emndir.handouts.html import sheets_html

        return sheets_html(made.sheets, is_cream=is_cream).encode()
    if ending == ".txt":
        return made.text.encode()
    return sheets_pdf(made.sheets, is_cream=True) if is_cream else made.pdf


def make_handout(
    directory: OpenDirectory,
    request: Request,
    known: dict[Request, OneSheet] | None = None,
    progress: Progress | None = None,
) -> MadeHandout:
    """Return the sheets of a hand-out as one document: for a worker thread.

    Sheets of one service that are `known`, each by the request for it alone, are not made again;
    those that are made are put there. `progress` is told how far a booklet is, and stops it.

    Raises:
        UnknownServiceError: for a uid that the directory does not have.
        HandoutError: for a service that is not offered, or a recipe that makes no hand-out.
    """
    make = _one_by_one if request.recipe.kind is Kind.SINGLE else _together
    sheets, found = make(directory, request, {} if known is None else known, progress)
    return MadeHandout(
        sheets=sheets,
        pdf=sheets_pdf(sheets),
        text=sheets_text(sheets),
        pages=page_count(*sheets),
        to_check=found,
        starts=tuple(page - 1 for page in first_pages(*sheets)),
    )


def _one_by_one(
    directory: OpenDirectory,
    request: Request,
    known: dict[Request, OneSheet],
    progress: Progress | None,
) -> tuple[tuple[Sheet, ...], tuple[ToCheck, ...]]:
    """Return one sheet a service, made anew only where something of it changed.

    What is new is laid out together, which takes little longer than one sheet.
    """
    recipe = request.recipe
    alone = {uid: _alone(request, uid) for uid in recipe.uids}
    new = {uid: one for uid, one in alone.items() if one not in known}
    if new:
        checked = frozenset[Checked]().union(*(one.recipe.confirmed for one in new.values()))
        wanted = replace(recipe, uids=tuple(new), steps=(), confirmed=checked)
        made, to_check = _together(directory, replace(request, recipe=wanted), {}, progress)
        for (uid, one), sheet in zip(new.items(), made, strict=True):
            known[one] = (sheet, tuple(each for each in to_check if each.uid == uid))
    sheets: list[Sheet] = []
    found: list[ToCheck] = []
    for number, uid in enumerate(recipe.uids, start=1):
        sheet, of_it = known[alone[uid]]
        title = f"{number}. {sheet.title}" if len(recipe.uids) > 1 else sheet.title
        sheets.append(sheet)
        found += [replace(each, title=title) for each in of_it]
    return tuple(sheets), tuple(found)


def _alone(request: Request, uid: str) -> Request:
    """Return the request for one of several services, with what was checked of it."""
    recipe = request.recipe
    checked = frozenset(one for one in recipe.confirmed if one[0] == uid)
    return replace(request, recipe=replace(recipe, uids=(uid,), steps=(), confirmed=checked))


def _together(
    directory: OpenDirectory,
    request: Request,
    _known: dict[Request, OneSheet],
    progress: Progress | None,
) -> tuple[tuple[Sheet, ...], tuple[ToCheck, ...]]:
    """Return what a recipe makes, and what to check in it."""
    recipe, today = request.recipe, request.today
    origin = None if recipe.near else _located(request.origin)
    sheets = make_sheets(
        directory,
        recipe,
        today=today,
        clinic_name=request.head_left,
        origin=origin,
        progress=progress,
    )
    if recipe.kind is Kind.BOOKLET:
        return sheets, booklet_to_check(sheets[0])
    return sheets, find_to_check(directory, recipe, today=today, origin=origin)


def _located(origin: Origin | None) -> Located | None:
    if origin is None:
        return None
    return Located(
        label=origin.label,
        position=origin.position,
        note=origin.note,
        county=origin.county,
        district=origin.district,
        is_area=origin.is_area,
    )
