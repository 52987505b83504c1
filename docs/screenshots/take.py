"""Draws the pictures beside it from the program itself, with the real directory.

Run by `make screenshots`; with names as arguments it draws only the pictures whose names begin so,
and with `--into` a folder it draws them there.
The clock stands still, nothing blinks and nothing moves, so that two runs make the same files.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(__file__).resolve().parent
for _place in (ROOT, FOLDER):
    sys.path.insert(0, str(_place))

from PySide6.QtCore import QElapsedTimer, QEvent, QEventLoop, QPoint, QTimer  # noqa: E402
from PySide6.QtGui import QColor, QPainter, QPixmap  # noqa: E402
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget  # noqa: E402
from small_png import save_small  # noqa: E402

from emndir.bootstrap import Core  # noqa: E402
from emndir.runtime.settings import Settings  # noqa: E402
from emndir.search.criteria import Criteria  # noqa: E402
from emndir.ui.application import Application, make_qt  # noqa: E402
from emndir.ui.main_window import MainWindow  # noqa: E402

DAY = datetime(2026, 11, 22, 10, 0)  # the day of the bundled data, so that ages read the same
PATIENCE_MS, STILL_MS = 90_000, 150
NORMAL, WIDE, NARROW = (1280, 800), (1440, 900), (420, 800)
SCREEN = NORMAL  # a dialog is never larger than it
LOOKS: Mapping[str, tuple[str, int]] = {
    "light": ("light", 100),
    "dark": ("dark", 100),
    "contrast": ("contrast", 100),
    "large": ("light", 200),
}
"""Theme and text size in per cent, by the name that a picture's own name ends with."""
DRAWN_WIDE = ("main", "start", "nothing-found", "hand-out")
"""Scenes that are also drawn in the size of their mock-up, to be held beside it."""
CENTRES = (
    "nuh-radiotherapy-nottingham",
    "ulth-radiotherapy-lincoln",
    "nwa-radiotherapy-peterborough",
    "uhl-radiotherapy-leicester",
)
"""What is compared: centres that one could be sent to from Grantham."""


class Stage:
    """One window of one picture, and what a scene may do with it."""

    def __init__(self, core: Core) -> None:
        """Open the window and the directory."""
        self.program = Application(core)
        self.window: MainWindow = self.program.window
        self.dialog: QPixmap | None = None
        self._failure: BaseException | None = None

    def open(self, size: tuple[int, int]) -> None:
        """Show the window in a size, with the directory open and nothing asked."""
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        self.window.search_panel.search_box.focus_all()
        self.program.open_directory()
        self.until(lambda: self.window.search.answer is not None)
        self.settle()

    def ask(self, words: str, **more: object) -> None:
        """Put words into the box, and wait for the answer."""
        criteria = replace(Criteria(words=words), **more)
        self.window.search.use(criteria)
        self.until(lambda: self._has_answer(words))
        self.settle()

    def choose(self, number: int = 0) -> None:
        """Choose a service among the results, with the keyboard on it."""
        cards = self.window.results_panel.cards
        rows = [(at, cards.model.row(at)) for at in range(cards.model.rowCount())]
        services = [at for at, row in rows if row.hit and not row.hit.summary.is_place]
        cards.list.setFocus()
        cards.list.select_row(services[number])
        uid = cards.model.row(services[number]).uid
        self.until(lambda: self._shows(uid))
        self.settle()

    def to_top(self) -> None:
        """Show the results from their first heading, where that leaves the chosen card whole."""
        cards = self.window.results_panel.cards.list
        bar = cards.verticalScrollBar()
        bar.setValue(bar.minimum())
        self.settle()
        card = cards.currentIndex()
        if not cards.viewport().rect().contains(cards.visualRect(card)):
            cards.scrollTo(card, QAbstractItemView.ScrollHint.PositionAtTop)
            self.settle()

    def do(self, action: str) -> None:
        """Do what a key does."""
        self.window.keys[action].trigger()
        self.settle()

    def do_with_dialog(self, action: str) -> None:
        """Do what a key does that opens a dialog; its picture is put over the window's."""
        QTimer.singleShot(0, self.window, self._take_dialog)
        self.window.keys[action].trigger()
        if self._failure is not None:
            raise self._failure

    def picture(self) -> QPixmap:
        """Return the window as it is, with a dialog before it if there was one."""
        window = self.still(self.window)
        if self.dialog is not None:
            left = (window.width() - self.dialog.width()) // 2
            top = (window.height() - self.dialog.height()) // 2
            painter = QPainter(window)
            painter.fillRect(window.rect(), QColor(0, 0, 0, 110))
            painter.drawPixmap(QPoint(max(0, left), max(0, top)), self.dialog)
            painter.end()
        return window

    def close(self) -> None:
        """Close the window and the directory."""
        self.window.close()
        self.program.context.close()
        self.window.deleteLater()

    def until(self, is_so: Callable[[], bool]) -> None:
        """Let the program run until something is so.

        Raises:
            TimeoutError: where that does not come.
        """
        clock = QElapsedTimer()
        clock.start()
        while not is_so():
            if clock.elapsed() > PATIENCE_MS:
                raise TimeoutError("The window did not come so far.")
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

    def settle(self) -> None:
        """Wait until nothing is worked on, then as long as laying out may take."""
        self.until(lambda: self.program.tasks.is_idle)
        clock = QElapsedTimer()
        clock.start()
        self.until(lambda: clock.elapsed() > STILL_MS and self.program.tasks.is_idle)

    def still(self, widget: QWidget) -> QPixmap:
        """Return the picture of a widget once it has stopped changing."""
        picture = widget.grab()
        while True:
            self.settle()
            before, picture = picture.toImage(), widget.grab()
            if picture.toImage() == before:
                return picture

    def _take_dialog(self) -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:  # what it is made with is still being read
            QTimer.singleShot(STILL_MS, self.window, self._take_dialog)
            return
        try:
            self.settle()
            self.dialog = self.still(dialog)
        except TimeoutError as error:
            self._failure = error
        dialog.close()

    def _has_answer(self, words: str) -> bool:
        answer = self.window.search.answer
        return answer is not None and answer.criteria.words == words

    def _shows(self, uid: str) -> bool:
        detail = self.window.service_panel.detail
        return detail is not None and detail.uid == uid


# --- The scenes ------------------------------------------------------------------------------------


def main_window(stage: Stage) -> None:
    """A question, three services in the shortlist, and the record of the first."""
    stage.ask("breast le2")
    for number in (0, 4, 1):
        stage.choose(number)
        stage.do("shortlist")
    stage.choose(0)
    stage.to_top()


def start(_stage: Stage) -> None:
    """Nothing asked yet."""


def first_run(stage: Stage) -> None:
    """What the first start asks."""
    stage.program.offer_first_run()
    stage.window.search_panel.search_box.focus_all()
    stage.settle()


def nothing_found(stage: Stage) -> None:
    """A question that nothing within reach answers."""
    stage.ask("prosthetics ng31", within_miles=5.0)


def danger_words(stage: Stage) -> None:
    """Words of an emergency."""
    stage.ask("neutropenic sepsis le2")


def patient_view(stage: Stage) -> None:
    """The record of one service, turned to the patient."""
    stage.ask("breast le2")
    stage.choose(0)
    stage.do("patient-view")


def narrow_view(stage: Stage) -> None:
    """The narrow view, with a service looked into."""
    stage.ask("breast le2")
    stage.choose(0)
    stage.do("narrow")
    scale = stage.program.context.theme.scale
    stage.window.resize(round(NARROW[0] * scale), NARROW[1])
    stage.settle()
    stage.to_top()


def hand_out(stage: Stage) -> None:
    """The sheets of a shortlist."""
    main_window(stage)
    stage.do_with_dialog("print")


def compare(stage: Stage) -> None:
    """Four radiotherapy centres side by side."""
    stage.ask("radiotherapy ng31")
    shortlist = stage.window.shortlist
    for uid in CENTRES:
        shortlist.toggle(uid, uid)
    stage.do("compare")
    stage.until(lambda: _has_columns(stage.window))
    stage.settle()


def _has_columns(window: MainWindow) -> bool:
    page = window.comparing.page
    return page is not None and bool(page.model.rows)


def every_stage(stage: Stage) -> None:
    """What there is for one cancer and place, from prevention to bereavement."""
    stage.ask("bowel cancer ng31")
    stage.do("stages")
    staging = stage.window.staging
    stage.until(lambda: staging.page is not None and bool(staging.page.model.rows))
    stage.settle()


def settings(stage: Stage) -> None:
    """The settings."""
    stage.ask("breast le2")
    stage.do_with_dialog("settings")


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its name without the ending, its size, how it looks, and what it shows.

    The window opens in that size, or in another, `opens`, from which the scene makes it.
    """

    name: str
    size: tuple[int, int]
    look: str
    play: Callable[[Stage], None]
    opens: tuple[int, int] | None = None


def _shots() -> Iterable[Shot]:
    for look, (_theme, percent) in LOOKS.items():
        size = NARROW[0] * percent // 100, NARROW[1]
        yield Shot(f"narrow-{look}", size, look, narrow_view, opens=NORMAL)
    for look in LOOKS:
        yield Shot(f"first-run-{look}", NORMAL, look, first_run)
    scenes: Mapping[str, Callable[[Stage], None]] = {
        "main": main_window,
        "start": start,
        "nothing-found": nothing_found,
        "danger-words": danger_words,
        "patient-view": patient_view,
        "compare": compare,
        "every-stage": every_stage,
        "hand-out": hand_out,
        "settings": settings,
    }
    for name, play in scenes.items():
        for look in LOOKS:
            yield Shot(f"{name}-{look}", NORMAL, look, play)
        if name in DRAWN_WIDE:
            yield Shot(f"{name}-1440-light", WIDE, "light", play)


SHOTS: tuple[Shot, ...] = tuple(_shots())


# --- Drawing ---------------------------------------------------------------------------------------


def make_stage_ready(folder: Path) -> QApplication:
    """Return the Qt application on a screen that nobody sees, where nothing blinks."""
    config = folder / "screen.json"
    width, height = SCREEN
    screen = {"name": "still", "x": 0, "y": 0, "width": width, "height": height}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1.0}
    config.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={config}"
    app = make_qt(["emndir"])
    app.setCursorFlashTime(0)
    return app


def draw(core: Core, shot: Shot, folder: Path) -> Path:
    """Draw one picture into a folder and return its path."""
    for kept in core.paths.config.glob("*"):
        kept.unlink()  # what the window before has saved of itself
    theme, percent = LOOKS[shot.look]
    core.settings = replace(Settings(), theme=theme, text_percent=percent)
    stage = Stage(core)
    try:
        stage.open(shot.opens or shot.size)
        shot.play(stage)
        path = folder / f"{shot.name}.png"
        save_small(stage.picture().toImage(), path)
        return path
    finally:
        stage.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def main(arguments: list[str]) -> None:
    """Draw every picture, or those whose names begin as one that is given."""
    parser = argparse.ArgumentParser(description="Draw the pictures in docs/screenshots.")
    parser.add_argument("names", nargs="*", help="how the names of the pictures begin")
    parser.add_argument("--into", type=Path, default=FOLDER, help="the folder to draw into")
    given = parser.parse_args(arguments)
    wanted = [shot for shot in SHOTS if not given.names or shot.name.startswith(tuple(given.names))]
    with tempfile.TemporaryDirectory() as home:
        make_stage_ready(Path(home))
        core = Core.create(home=Path(home), data_dir=ROOT / "data", clock=lambda: DAY)
        for shot in wanted:
            path = draw(core, shot, given.into)
            print(f"{path.name}  {path.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main(sys.argv[1:])
