"""Whole journeys on the real directory under the watchdog, as a program of its own.

A process of its own, since most of what takes long does so only the first time: imports, fonts, pages
that are made when they are asked for. Prints one JSON object: milliseconds and place by step.

On a busy machine even processor time grows, since cores share their caches and their turns. So the
walk does the same piece of work after every step, and its figures are divided by how much longer than
on a quiet machine that took, where it took longer.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from emndir.bootstrap import Core
from emndir.domain.vocabulary import Audience
from emndir.search.criteria import Facet
from emndir.ui.application import Application, make_qt
from tests.ui.watchdog import Watchdog, settle

CONTROL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


WORK_MS = 10.0
"""Milliseconds that `fixed_work` takes on the quiet machine of docs/speed.md."""


def fixed_work() -> float:
    """Return the milliseconds of processor time that a piece of work takes, always the same."""
    begun = time.thread_time()
    for _ in range(175):
        text = json.dumps([{"name": str(number), "at": [number] * 4} for number in range(40)])
        json.loads(text)
    return (time.thread_time() - begun) * 1000


class Journey:
    """One window, and hands that press its keys."""

    def __init__(self, home: Path, data: Path) -> None:
        self.app = make_qt(["emndir"])
        self.program = Application(Core.create(home=home, data_dir=data))
        self.window = self.program.window
        self.watch = Watchdog()
        self.work_ms = [fixed_work()]

    def do(self, name: str, work: Callable[[], object], *, wait_ms: int = 150) -> None:
        """Do something, and wait until the window has nothing left to do."""
        with self.watch.step(name):
            work()
        settle(self._is_quiet, least_ms=wait_ms)
        with self.watch.step("between"):
            self.work_ms.append(fixed_work())

    def press(self, name: str, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key where the keyboard is."""
        self.do(name, partial(QTest.keyClick, self._here(), key, modifiers))

    def with_dialog(self, name: str, open_it: Callable[[], object]) -> None:
        """Open a dialog, let it be drawn and work, and close it."""

        def leave() -> None:
            dialog = QApplication.activeModalWidget() or QApplication.activePopupWidget()
            if dialog is None or self.program.tasks.is_busy("handout"):
                QTimer.singleShot(100, leave)
                return
            dialog.close()

        QTimer.singleShot(600, leave)
        self.do(name, open_it, wait_ms=900)

    def _here(self) -> QWidget:
        here: QWidget | None = self.window.focusWidget()
        return here if here is not None else self.window

    def _is_quiet(self) -> bool:
        tasks = self.program.tasks
        context = self.program.context
        return context.directory is not None and not (
            context.theme.is_changing
            or any(
                map(
                    tasks.is_busy,
                    ("open", "search", "preparing", "overview", "detail", "suggest", "stages"),
                )
            )
        )


def walk(journey: Journey) -> None:
    """Go through everything that people do in a morning."""
    window = journey.window
    window.resize(1280, 800)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    box = window.search_panel.search_box
    journey.do("finish and open", journey.program.open_directory, wait_ms=600)
    box.focus_all()
    for letter in "breast le2":
        journey.do("type a letter", partial(QTest.keyClicks, journey._here(), letter))
    journey.press("to the first result", Qt.Key.Key_Down)
    for _ in range(5):
        journey.press("next result", Qt.Key.Key_Down)
    journey.press("page down", Qt.Key.Key_PageDown)
    journey.press("last result", Qt.Key.Key_End)
    journey.press("into the detail", Qt.Key.Key_Return)
    journey.press("back", Qt.Key.Key_Escape)
    journey.press("copy", Qt.Key.Key_C, CONTROL)
    journey.press("why is this here", Qt.Key.Key_I, CONTROL)
    add = partial(window.search.add_code, Facet.AUDIENCE)
    journey.do("a filter", partial(add, Audience.CARERS_FAMILY.value))
    journey.do("without filters", window.search.clear_filters)
    journey.press("every stage", Qt.Key.Key_G, CONTROL)
    for _ in range(5):
        journey.press("next row of every stage", Qt.Key.Key_Down)
    journey.press("last row of every stage", Qt.Key.Key_End)
    journey.press("back from every stage", Qt.Key.Key_Escape)
    journey.with_dialog("hand-out", window.keys["print"].trigger)
    journey.with_dialog("hand-out again", window.keys["print"].trigger)
    journey.with_dialog("settings", window.keys["settings"].trigger)
    journey.with_dialog("keys", window.keys["keys"].trigger)
    journey.with_dialog("about", window.keys["about"].trigger)
    for theme in ("dark", "contrast", "light"):
        journey.do("another theme", partial(_set, journey, theme=theme))
    for _ in range(4):
        journey.do("larger text", window.keys["larger"].trigger)
    journey.do("normal text", window.keys["normal"].trigger)
    journey.do("narrow", partial(window.resize, 480, 800))
    journey.do("wide", partial(window.resize, 1280, 800))
    journey.do("next patient", window.keys["new-patient"].trigger)


def _set(journey: Journey, *, theme: str) -> None:
    """Choose a theme as the dialog of settings does."""
    journey.window.live.apply(replace(journey.program.core.settings, theme=theme))


def main() -> None:
    """Walk, and say how long each step kept the window from the next event."""
    journey = Journey(Path(sys.argv[1]), Path(sys.argv[2]))
    try:
        walk(journey)
    finally:
        journey.watch.stop()
        journey.window.close()
    slower = max(1.0, statistics.median(journey.work_ms) / WORK_MS)
    steps = {name: asdict(one) for name, one in journey.watch.steps.items()}
    for step in steps.values():
        step["ms"] /= slower
    sys.stdout.write(json.dumps(steps))


if __name__ == "__main__":
    main()
