"""The program with a window: makes the parts, shows the window, then opens the directory."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from emndir.bootstrap import Core, OpenDirectory
from emndir.runtime.resources import resource
from emndir.ui import theme
from emndir.ui.context import UiContext
from emndir.ui.crash import CrashHook
from emndir.ui.from_outside import FromOutside
from emndir.ui.main_window import MainWindow
from emndir.ui.messages import MessageCenter
from emndir.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from emndir.search.outside import Asked
    from emndir.ui.handover import Claim

OPENING = "open"
ICON_SIDES = (16, 24, 32, 48, 64, 128, 256)
"""Pixels of the pictures that are made of `icons/emndir.svg`."""
PROGRESS_AFTER_MS = 200
"""Under this nothing is said while the directory opens."""


class Application:
    """One running program: the window and everything behind it."""

    def __init__(self, core: Core, asked: Asked | None = None) -> None:
        """Make the window of a core; `open_directory` starts the slow part.

        `asked` is a question from outside, which is in the boxes at once.
        """
        self.core = core
        self.messages = MessageCenter()
        self.tasks = TaskRunner()
        look = theme.install(core.settings.theme, core.settings.text_percent, apply=False)
        self.context = UiContext(core, look, self.tasks, self.messages)
        self.context.start_page = core.start_page()
        self.window = MainWindow(self.context)
        self.outside = FromOutside(self.context, self.window)
        if asked is not None:
            self.outside.begin(asked)
        self.window.stored_start.show()
        look.apply()
        self._words = ""
        self._is_late = False
        self._step = 0
        self._patience = QTimer(self.context, interval=PROGRESS_AFTER_MS, singleShot=True)
        self._patience.timeout.connect(self._say_progress)

    def open_directory(self) -> None:
        """Finish the window, then open the directory on the worker thread."""
        from emndir.runtime.logs import set_up_logs

        set_up_logs(self.core.paths.logs)
        self.window.finish()
        self._patience.start()
        work = partial(self.core.open, self._progressed)
        self.tasks.run(OPENING, work, self._opened, self.messages.report, OpenDirectory.close)

    def offer_first_run(self) -> None:
        """Show the page of the first start, where there was none before and nothing is asked."""
        if self.core.paths.settings_file.exists():
            return
        from emndir.ui.first_run import FirstRunOffer

        self.first_run = FirstRunOffer(self.context, self.window)
        self.first_run.offer()

    def _progressed(self, words: str) -> None:
        """Pass on what is being done; called on the worker thread, so only a signal goes out."""
        self._words = words
        self._step += 1
        if self._is_late:
            self.context.progressed.emit(words, self._step)

    def _say_progress(self) -> None:
        self._is_late = True
        has_start = self.window.stored_start.is_shown and not self._words
        if self.context.directory is None and not has_start:
            self.context.progressed.emit(self._words or "Opening the list", max(1, self._step))

    def _opened(self, directory: OpenDirectory) -> None:
        self._patience.stop()
        self.context.open_directory(directory)


def make_qt(arguments: Sequence[str]) -> QApplication:
    """Return the Qt application, set up as the house wants it."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    QApplication.setApplicationName("emndir")
    QApplication.setApplicationDisplayName("emndir")
    QApplication.setDesktopFileName("emndir")
    app = QApplication([*(arguments[:1] or ["emndir"]), "-style", "Fusion"])  # setStyle: 5 ms more
    app.setWindowIcon(window_icon())
    return app


def window_icon() -> QIcon:
    """Return the program's icon, as pictures: its drawing would load Qt's SVG, 0.8 MB, for it alone."""
    icon = QIcon()
    for side in ICON_SIDES:
        icon.addFile(str(resource(f"icons/emndir-{side}.png")))
    return icon


def run(core: Core, asked: Asked | None = None, claim: Claim | None = None) -> int:
    """Open the window and stay until it is closed; return the exit code.

    `asked` is a question from outside, `claim` the right to be the one window that listens.
    """
    app = make_qt(sys.argv)
    program = Application(core, asked)
    hook = CrashHook(
        lambda: program.window if program.window.isVisible() else None,
        program.context.clipboard_put,
    )
    hook.install()
    painted = program.window.first_painted
    painted.connect(program.open_directory, Qt.ConnectionType.QueuedConnection)
    if asked is None or asked.is_empty:
        painted.connect(program.offer_first_run, Qt.ConnectionType.QueuedConnection)
    if claim is not None:
        painted.connect(partial(program.outside.listen, claim), Qt.ConnectionType.QueuedConnection)
    program.window.show()
    program.window.search_panel.search_box.focus_all()
    try:
        return app.exec()
    finally:
        program.outside.close()
        program.context.close()
        hook.remove()
        gc.enable()  # see `cli.window_opening`
