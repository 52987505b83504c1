"""The window where there is no screen: asks one example, and writes a picture of what it shows."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from emndir.bootstrap import Core
from emndir.domain.errors import EmndirError
from emndir.making import Recipe
from emndir.search.criteria import Criteria
from emndir.search.results import Results
from emndir.ui.application import Application, make_qt
from emndir.ui.detail import Detail
from emndir.ui.messages import FAILURE_TOPIC, Message
from emndir.ui.viewmodels.handout_making import Request, make_handout
from emndir.ui.viewmodels.search import Answer
from emndir.ui.wording.checks import doubt_lines

PATIENCE_MS = 90_000
"""How long everything together may take, building the directory included."""
SETTLE_MS = 150
"""From the last answer to the picture, so that everything is laid out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the window showed: the first cards in words, the service opened, and the sheet of it."""

    total: int
    cards: tuple[str, ...]
    uid: str
    sheet_pdf: bytes
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What the picture is to show: a question, the service opened (0 is the first), how large."""

    words: str
    near: str = ""
    row: int = 0
    theme: str = "light"
    percent: int = 100
    size: tuple[int, int] = (1280, 800)


def draw_window(core: Core, scene: Scene, picture: Path) -> Shown:
    """Show the window where nobody sees it, ask, open a result, and write its picture.

    Raises:
        EmndirError: where nothing is found, the picture cannot be written, or it takes too long.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or make_qt(["emndir"])
    core.settings = replace(core.settings, theme=scene.theme, text_percent=scene.percent)
    program = Application(core)
    play = _Play(program, scene, picture)
    before, sys.excepthook = sys.excepthook, play.give_up
    try:
        play.begin()
        app.exec()
        return play.outcome()
    finally:
        sys.excepthook = before
        program.window.close()
        program.window.deleteLater()


class _Play(QObject):
    """One scene from the empty window to the picture; every step answers a signal."""

    def __init__(self, program: Application, scene: Scene, picture: Path) -> None:
        super().__init__()
        self._program, self._scene, self._picture = program, scene, picture
        self._results: Results | None = None
        self._detail: Detail | None = None
        self._failure: BaseException | None = None
        self._is_saved = False
        self._patience = QTimer(self, interval=PATIENCE_MS, singleShot=True)
        self._patience.timeout.connect(self._too_late)
        self._settle = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(self._take)

    def begin(self) -> None:
        window = self._program.window
        window.resize(*self._scene.size)
        self._program.context.directory_opened.connect(self._ask)
        self._program.messages.told.connect(self._told)
        window.search.answered.connect(self._answered)
        window.service_panel.view_model.shown.connect(self._opened)
        self._patience.start()
        window.show()
        self._program.open_directory()

    def outcome(self) -> Shown:
        if self._failure is not None:
            raise self._failure
        results, detail = self._results, self._detail
        directory = self._program.context.directory
        if results is None or detail is None or directory is None:
            raise EmndirError("The window was closed before its picture was taken.")
        if not self._is_saved:
            raise EmndirError(
                f"The picture {self._picture} could not be written.",
                "Look whether there is room on the disk.",
            )
        made = make_handout(
            directory,
            Request(
                recipe=Recipe(
                    uids=(detail.uid,),
                    points=self._program.core.settings.handout_points,
                    with_map=True,
                ),
                today=self._program.context.today(),
                origin=results.origin,
            ),
        )
        said = tuple(line for one in made.doubtful for line in doubt_lines(one))
        return Shown(
            total=results.total,
            cards=self._cards(),
            uid=detail.uid,
            sheet_pdf=made.pdf,
            doubts=said,
        )

    def _cards(self) -> tuple[str, ...]:
        panel = self._program.window.results_panel
        rows = [panel.cards.model.row(number) for number in range(panel.cards.model.rowCount())]
        faces = [panel.cards.words.face(row) for row in rows if row.summary is not None]
        return tuple(
            ", ".join([face.name, face.line, face.distance, *(fact.text for fact in face.facts)])
            for face in faces
        )

    @Slot()
    def _ask(self) -> None:
        self._program.window.search.use(Criteria(words=self._scene.words, near=self._scene.near))

    @Slot(object)
    def _answered(self, answer: Answer) -> None:
        if answer.criteria.words != self._scene.words or self._results is not None:
            return
        self._results = answer.results
        cards = self._program.window.results_panel.cards
        rows = [(number, cards.model.row(number)) for number in range(cards.model.rowCount())]
        services = [number for number, row in rows if row.hit and not row.hit.summary.is_place]
        if not services:
            self._end(EmndirError(f"No service was found for “{self._scene.words}”."))
            return
        cards.list.select_row(services[min(self._scene.row, len(services) - 1)])
        cards.list.setFocus()

    @Slot(object)
    def _opened(self, detail: Detail) -> None:
        self._detail = detail
        self._settle.start()

    @Slot(object)
    def _told(self, message: Message) -> None:
        """End with an expected failure, which a window would show and go on from."""
        if message.topic == FAILURE_TOPIC:
            self._end(EmndirError(message.text, message.hint))

    def give_up(
        self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        """End with a bug: takes the place of `sys.excepthook` meanwhile."""
        self._end(error)

    @Slot()
    def _take(self) -> None:
        self._is_saved = self._program.window.grab().save(str(self._picture))
        self._end()

    @Slot()
    def _too_late(self) -> None:
        self._end(EmndirError("Drawing the window took too long.", "Try again."))

    def _end(self, failure: BaseException | None = None) -> None:
        self._failure = self._failure or failure
        self._patience.stop()
        app = QApplication.instance()
        if app is not None:
            app.exit()  # quit() would close the window, and the directory with it
