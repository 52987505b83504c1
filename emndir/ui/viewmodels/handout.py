"""HandoutViewModel: a hand-out in the making: its text size, what was checked, its pages."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from emndir.domain.errors import EmndirError
from emndir.domain.vocabulary import FactGroup
from emndir.handouts.patient_view import patient_title
from emndir.making import Checked, Kind, Recipe
from emndir.packs import PackState, kept_of
from emndir.runtime.settings import is_allowed
from emndir.search.results import Origin
from emndir.ui.context import UiContext
from emndir.ui.viewmodels.handout_making import (
    MadeHandout,
    OneSheet,
    Request,
    Work,
    make_handout,
)
from emndir.ui.viewmodels.packs import PacksViewModel

if TYPE_CHECKING:
    from emndir.bootstrap import OpenDirectory

TOPIC = "handout"


class HandoutViewModel(QObject):
    """Makes a hand-out anew whenever something is chosen.

    Nothing is kept but the text size and the printer: all else counts for this hand-out only.
    """

    making = Signal()
    made = Signal(object)  # MadeHandout
    failed = Signal(object)  # EmndirError
    pack_saved = Signal(str)  # its name
    pack_failed = Signal(object)  # EmndirError

    def __init__(
        self,
        context: UiContext,
        uids: Sequence[str],
        origin: Origin | None = None,
        *,
        site: str = "",
        kind: Kind | None = None,
        pack: PackState | None = None,
        with_table: bool = False,
    ) -> None:
        """Hold what the hand-out is of, in its order; `make` makes it.

        `site` is the code of the cancer that was asked for, "" for none. Several services are "your choices", one
        is a sheet of its own, where no `kind` is given. A saved pack is made as it was.
        `with_table` asks for "your choices" with the table that compares them.
        """
        super().__init__()
        self._context = context
        self._packs = PacksViewModel(context)
        self._packs.saved.connect(self.pack_saved)
        self._packs.failed.connect(self.pack_failed)
        settings = context.core.settings
        is_several = with_table or len(uids) > 1
        kind = kind or (Kind.CHOICES if is_several else Kind.SINGLE)
        self._recipe = Recipe(
            kind=kind,
            uids=tuple(uids),
            site=site,
            points=settings.handout_points,
            with_map=self._has_map(kind),
            with_table=with_table,
        )
        if pack is not None:
            self._recipe = pack.recipe
        self._pack: tuple[str, Recipe] | None = None  # its name, and what is kept under it
        if pack is not None:
            self._pack = (pack.pack.name, pack.recipe)
        self._origin = origin
        self._handout: MadeHandout | None = None
        self._directory: OpenDirectory | None = None
        self._known: dict[Request, OneSheet] = {}  # of `_directory`
        self._is_done = False
        self._is_making = False
        self._work = Work()
        self._ticked = ""  # the service of what was checked last
        self.copies = 1
        self.is_cream = False  # of files: what is printed stays white

    def _has_map(self, kind: Kind) -> bool:
        """Return whether a kind has a map unless another is chosen: a guide has its pins."""
        is_usual = self._context.core.settings.print_map
        return kind is Kind.GUIDE or (kind is Kind.SINGLE and is_usual)

    @property
    def recipe(self) -> Recipe:
        """Return all that is chosen for this hand-out."""
        return self._recipe

    @property
    def uids(self) -> tuple[str, ...]:
        """Return the services of the hand-out in their order."""
        return self._recipe.uids

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Return what each service is called on paper, by uid; one that is not there is left out."""
        found: dict[str, str] = {}
        directory = self._context.directory
        if directory is not None:
            for uid in self.uids:
                with contextlib.suppress(EmndirError):
                    found[uid] = patient_title(directory.service(uid))
        return found

    @property
    def pack_names(self) -> tuple[str, ...]:
        """Return the names of the packs that are saved."""
        return self._packs.names()

    @property
    def near(self) -> str:
        """Return the place that miles are from, in words; "" for none."""
        return self._recipe.near or (self._origin.label if self._origin else "")

    @property
    def printer(self) -> str:
        """Return the printer that is remembered, "" for the computer's usual one."""
        return self._context.core.settings.printer

    @property
    def languages(self) -> Mapping[str, str]:
        """Return the languages that there is a translation for, by code, English first."""
        directory = self._context.directory
        return {} if directory is None else directory.language_names()

    @property
    def is_making(self) -> bool:
        """Return True while the pages are in the making."""
        return self._is_making

    @property
    def is_waiting(self) -> bool:
        """Return True while there is a sheet, or one in the making, that nobody has taken yet."""
        return not self._is_done

    def take(self) -> None:
        """Take it that the sheet was printed, saved or copied; another one is to be taken anew."""
        self._is_done = True

    @property
    def points(self) -> int:
        """Return the text size in points."""
        return self._recipe.points

    @property
    def confirmed(self) -> frozenset[Checked]:
        """Return the fact groups that were checked for this hand-out, each with its service."""
        return self._recipe.confirmed

    @property
    def handout(self) -> MadeHandout | None:
        """Return the finished hand-out, or None while it is in the making."""
        return self._handout

    def turned_page(self) -> int | None:
        """Return once where the sheet begins that a tick made anew, where there are several."""
        uid, self._ticked = self._ticked, ""
        if self._handout is None or len(self._handout.sheets) < 2 or uid not in self.uids:
            return None
        return self._handout.starts[self.uids.index(uid)]

    def set_points(self, points: int) -> None:
        """Choose the text size, and remember it for the next sheet."""
        if points == self.points:
            return
        self._remember(handout_points=points)
        self.choose(points=points)

    def set_printer(self, printer: str) -> None:
        """Choose a printer by its name, "" for the usual one, and remember it."""
        if printer != self.printer and is_allowed("printer", printer):
            self._remember(printer=printer)

    def _remember(self, **changes: Any) -> None:  # noqa: ANN401 - as `Settings` says
        core = self._context.core
        try:
            core.change_settings(replace(core.settings, **changes))
        except EmndirError as error:
            self._context.messages.report(error)

    def choose(self, **changes: Any) -> None:  # noqa: ANN401 - as `Recipe` says
        """Choose other parts of the recipe, by their names, and make the hand-out again."""
        recipe = replace(self._recipe, **changes)
        if recipe.kind is not self._recipe.kind:
            recipe = replace(recipe, with_map=self._has_map(recipe.kind))
        if recipe != self._recipe:
            self._recipe = recipe
            self.make()

    def set_step(self, uid: str, step: str) -> None:
        """Say what comes first, next or later: "start", "next", "later" or ""."""
        steps = dict(zip(self.uids, self.steps, strict=True))
        if step == "start":  # one at most is where to start
            steps = {one: "" if known == "start" else known for one, known in steps.items()}
        steps[uid] = step
        self.choose(steps=tuple(steps[one] for one in self.uids) if any(steps.values()) else ())

    @property
    def steps(self) -> tuple[str, ...]:
        """Return the step of each service, "" for none."""
        return self._recipe.steps or ("",) * len(self.uids)

    def move(self, uid: str, by: int) -> None:
        """Move a service up (-1) or down (1), with its step."""
        order = list(zip(self.uids, self.steps, strict=True))
        at = self.uids.index(uid)
        to = min(max(0, at + by), len(order) - 1)
        order.insert(to, order.pop(at))
        self._arrange(order)

    def remove(self, uid: str) -> None:
        """Take a service off this hand-out; the last one stays. The shortlist stays as it is."""
        order = [one for one in zip(self.uids, self.steps, strict=True) if one[0] != uid]
        if order:
            self._arrange(order)

    def _arrange(self, order: Sequence[tuple[str, str]]) -> None:
        steps = tuple(step for _uid, step in order)
        self.choose(uids=tuple(uid for uid, _step in order), steps=steps if any(steps) else ())

    def confirm(self, uid: str, group: FactGroup, *, is_checked: bool) -> None:
        """Take a service's fact group as checked today, or not, and make its sheet again."""
        one = {(uid, group)}
        groups = self.confirmed | one if is_checked else self.confirmed - one
        self._ticked = uid
        self.choose(confirmed=groups)

    def save_pack(self, name: str) -> None:
        """Keep this hand-out as a pack, for everybody; `pack_saved` or `pack_failed` follows."""
        try:
            kept = self._kept()
        except EmndirError as error:
            self.pack_failed.emit(error)
            return
        self._pack = (name, kept)
        self._packs.save(name, kept)

    def printed(self) -> None:
        """Take it that the pack was printed, if this is what is kept under its name.

        What was changed for one patient afterwards is no pack.
        """
        if self._pack is None:
            return
        name, recipe = self._pack
        with contextlib.suppress(EmndirError):
            if self._kept() == recipe:
                self._packs.save(name, recipe)

    def _kept(self) -> Recipe:
        """Return what a pack of this hand-out keeps."""
        return kept_of(replace(self._recipe, near=self.near))

    def make(self) -> None:
        """Make the hand-out in the background; `made` or `failed` says how it went."""
        context, directory = self._context, self._context.directory
        self._handout, self._is_done, self._is_making = None, False, True
        self._work.stop()  # nobody waits for it any more
        self._work = Work()
        self.making.emit()
        if directory is None:
            self._fail(EmndirError("The directory is not open yet.", "Try again in a moment."))
            return
        request = Request(
            recipe=self._recipe,
            today=context.today(),
            origin=self._origin,
            head_left=context.core.settings.clinic_name,
        )
        if directory is not self._directory:
            self._directory, self._known = directory, {}
        work = partial(make_handout, directory, request, self._known, self._work.told)
        context.tasks.run(TOPIC, work, self._show, self._fail)

    @property
    def progress(self) -> tuple[int, int]:
        """Return how many services of how many are written; (0, 0) where nobody counts them."""
        return self._work.done, self._work.total

    def stop(self) -> None:
        """Stop what is being made; `failed` says so."""
        self._work.stop()

    def forget(self) -> None:
        """Drop the hand-out, be it made or in the making, and what was checked for it."""
        self._work.stop()
        self._context.tasks.drop(TOPIC)
        self._handout, self._is_done, self._is_making = None, True, False
        self.copies, self.is_cream = 1, False
        self._directory, self._known = None, {}
        self._recipe = replace(self._recipe, confirmed=frozenset(), near="")

    def _show(self, made: MadeHandout) -> None:
        self._handout, self._is_done, self._is_making = made, made.is_empty, False
        self.made.emit(made)

    def _fail(self, error: BaseException) -> None:
        self._is_done, self._is_making = True, False
        if isinstance(error, EmndirError):
            self.failed.emit(error)
            return
        self.failed.emit(
            EmndirError("The sheet could not be made.", "Close this window and try once more.")
        )
        self._context.messages.report(error)
