"""StagesViewModel: which cancer near which place, what it is needed for, and what there is at every stage.

Nothing of it is kept: it lives as long as its page, in memory only.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from emndir.choice.guide_kinds import Need
from emndir.domain.errors import EmndirError
from emndir.domain.vocabulary import ALL_SITES
from emndir.geography.places import Located
from emndir.search.results import Origin
from emndir.search.site_codes import sites_of
from emndir.search.site_suggestions import suggest_sites
from emndir.staging import EveryStage, every_stage
from emndir.ui.staged import StageRow
from emndir.ui.viewmodels.suggest import PLACES, SuggestViewModel
from emndir.ui.wording.stages import about_lines, made_words, stage_rows, title
from emndir.ui.wording.stages_copy import StagesCopy, stages_copy

if TYPE_CHECKING:
    from emndir.search.suggestion import Suggestion
    from emndir.ui.context import UiContext

TOPIC = "stages"
PAUSE_MS = 80
"""From the last key to the question."""


class Wants(StrEnum):
    """What the page waits for."""

    CANCER = "cancer"
    KNOWN_CANCER = "known-cancer"
    PLACE = "place"
    ANSWER = "answer"
    OTHER = "other"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class StagesRequest:
    """What is asked at first: a cancer by its code, "" for none, and a place as it is typed.

    `origin` is where that is, None where nobody has looked yet.
    """

    site: str = ""
    near: str = ""
    origin: Origin | None = None


class StagesViewModel(QObject):
    """Asks when cancer or place are others, and narrows what was found to what is needed.

    `changed` says that there is something else to show. `found` carries no answer to another question: while
    one is being looked for, there is none.
    """

    changed = Signal()
    answered = Signal()

    def __init__(self, context: UiContext, request: StagesRequest) -> None:
        """Take what is asked; `ask` looks for it."""
        super().__init__()
        self._context = context
        self._origin, self._origin_of = request.origin, request.near
        self.site, self.near = request.site, request.near
        self.words = self._name_of(request.site)
        self.needs: frozenset[Need] = frozenset()
        self.found: EveryStage | None = None
        self.problem: tuple[str, str] | None = None  # what is wrong, and what to do
        self.suggest_places = SuggestViewModel(context, PLACES)
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.ask)
        context.directory_opened.connect(self.ask)

    # --- what there is -----------------------------------------------------------------------------

    @property
    def wants(self) -> Wants:
        """Return what there is still to wait for."""
        if not self.site:
            return Wants.KNOWN_CANCER if self.words.strip() else Wants.CANCER
        if not self.near.strip():
            return Wants.PLACE
        if self.problem is not None:
            return Wants.OTHER
        return Wants.NOTHING if self.found is not None else Wants.ANSWER

    @property
    def rows(self) -> tuple[StageRow, ...]:
        """Return the rows as they stand now."""
        return stage_rows(self.found, self.needs) if self.found is not None else ()

    @property
    def origin(self) -> Origin | None:
        """Return where miles are measured from, None without an answer."""
        if self.found is None:
            return None
        at = self.found.origin
        return Origin(
            label=at.label,
            position=at.position,
            note=at.note,
            county=at.county,
            district=at.district,
            is_area=at.is_area,
        )

    def copy(self) -> StagesCopy | None:
        """Return what is shown to paste, as a patient may have it."""
        if self.found is None:
            return None
        directory = self._context.directory
        notes = [line.words for line in about_lines()]
        notes += [made_words(directory.info.data_date)] if directory is not None else []
        return stages_copy(" ".join(title(self.found)), self.rows, notes)

    def suggest_cancers(self, typed: str) -> tuple[Suggestion, ...]:
        """Return the cancers that typed letters may become; all without any."""
        directory = self._context.directory
        return () if directory is None else suggest_sites(directory.vocabulary, typed)

    def _name_of(self, site: str) -> str:
        from emndir.domain.taxonomy import Taxonomy

        directory = self._context.directory
        if not site or directory is None:
            return ""
        term = directory.vocabulary.find(Taxonomy.CANCER_SITE, site)
        return term.label if term is not None else ""

    # --- what a person does ------------------------------------------------------------------------

    def set_words(self, words: str) -> None:
        """Take what stands in the box of the cancer: it counts once it means one of them."""
        self.words = words
        directory = self._context.directory
        found = sites_of(directory.vocabulary, words) if directory is not None else ()
        known = [one for one in found if one != ALL_SITES]
        self.site = known[0] if len(known) == 1 else ""
        self._again()

    def set_near(self, near: str) -> None:
        """Take what stands in the box of the place."""
        self.near = near
        self._again()

    def set_needs(self, needs: frozenset[Need]) -> None:
        """Show only what helps with one of these, or everything."""
        if needs != self.needs:
            self.needs = needs
            self.changed.emit()

    def _again(self) -> None:
        """Let no answer to another question stand, and ask after a pause."""
        self._context.tasks.drop(TOPIC)
        self.found = self.problem = None
        self._pause.start()
        self.changed.emit()

    @Slot()
    def ask(self) -> None:
        """Look for it, in a worker."""
        self._pause.stop()
        directory = self._context.directory
        if directory is None or not self.site or not self.near.strip():
            return
        work = partial(
            every_stage,
            directory,
            self.site,
            self.near,
            today=self._context.today(),
            origin=self._located(),
        )
        self._context.tasks.run(TOPIC, work, self._take, self._fail)

    def _located(self) -> Located | None:
        """Return where the place is, as the search found it; None for a place typed here."""
        at = self._origin if self.near == self._origin_of else None
        if at is None:
            return None
        return Located(
            label=at.label,
            position=at.position,
            note=at.note,
            county=at.county,
            district=at.district,
            is_area=at.is_area,
        )

    def _take(self, found: EveryStage) -> None:
        self.found, self.problem = found, None
        self.changed.emit()
        self.answered.emit()

    def _fail(self, error: BaseException) -> None:
        if not isinstance(error, EmndirError):
            self._context.messages.report(error)
            error = EmndirError("The list could not be read.", "Go back and try once more.")
        self.found, self.problem = None, (error.message, error.hint)
        self.changed.emit()

    def forget(self) -> None:
        """Forget everything; nothing that is still being looked for is shown any more."""
        self._pause.stop()
        self._context.tasks.drop(TOPIC)
        self.suggest_places.drop()
        self._context.directory_opened.disconnect(self.ask)
        self.site = self.near = self.words = self._origin_of = ""
        self._origin = self.found = self.problem = None
        self.needs = frozenset()
