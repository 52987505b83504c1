"""Where every unexpected exception ends while the window is open: in the log and in a dialog."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QApplication, QWidget

from emndir import __version__

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]


def details_of(error: BaseException) -> str:
    """Return what a bug was and where, without its text, which may quote what was typed."""
    from emndir.runtime.logs import PrivateFormatter

    where = PrivateFormatter().formatException((type(error), error, error.__traceback__))
    import platform

    versions = (
        f"emndir {__version__}, Python {platform.python_version()}, Qt {qVersion()}, "
        f"{platform.system()} {platform.release()}"
    )
    return f"{versions}\n{where}"


class CrashHook:
    """Takes the place of `sys.excepthook` while the window is open.

    One dialog at a time: a bug that comes back with every key must not bury the window.
    """

    def __init__(self, owner: Callable[[], QWidget | None], copy: Callable[[str], None]) -> None:
        """Make a hook; `owner` names the dialog's window, `copy` puts a text on the clipboard."""
        self._owner, self._copy = owner, copy
        self._is_open = False
        self._before: Hook = sys.excepthook

    def install(self) -> None:
        """Take over."""
        self._before = sys.excepthook
        sys.excepthook = self.handle

    def remove(self) -> None:
        """Give the place back."""
        sys.excepthook = self._before

    def handle(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log a bug and show it; Ctrl+C in the terminal just ends the program."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        import logging

        logging.getLogger("emndir").error("a bug", exc_info=(kind, error, trace))
        if self._is_open or QApplication.instance() is None:
            return
        from emndir.ui.dialogs.crash_dialog import CrashDialog

        self._is_open = True
        try:
            CrashDialog(details_of(error), self._copy, self._owner()).exec()
        finally:
            self._is_open = False
