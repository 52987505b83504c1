"""CrashDialog: what a bug looks like to a person, and where every unexpected exception ends."""

from __future__ import annotations

import logging
import platform
import sys
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QCoreApplication, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from emndir import __version__
from emndir.runtime.logs import PrivateFormatter
from emndir.ui.dialogs.plain_dialog import PlainDialog
from emndir.ui.widgets.buttons import wrapped

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]


class CrashDialog(PlainDialog):
    """Plain words, and details that hold no word anybody typed."""

    def __init__(self, details: str, parent: QWidget | None = None) -> None:
        """Show the details of a bug."""
        super().__init__(
            QCoreApplication.translate("crash", "Something went wrong in emndir"), parent, width=600
        )
        self.column.addWidget(
            wrapped(
                self.tr(
                    "This is a fault in the program, not something you did. The list itself is "
                    "unharmed, and you can go on working. If it happens again, close emndir and "
                    "start it once more."
                )
            )
        )
        self.column.addWidget(
            wrapped(
                self.tr(
                    "The details say where in the program it happened. They hold no search words "
                    "and nothing about a patient."
                ),
                tone="ink2",
            )
        )
        self.details = QPlainTextEdit(details)
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(self.tr("Details"))
        self.column.addWidget(self.details, 1)
        copy = self.add_button(self.tr("Copy details"))
        copy.clicked.connect(self._copy)
        self.add_close().setFocus()
        self.fit(440)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())


def details_of(error: BaseException) -> str:
    """Return what a bug was and where, without its text, which may quote what was typed."""
    where = PrivateFormatter().formatException((type(error), error, error.__traceback__))
    versions = (
        f"emndir {__version__}, Python {platform.python_version()}, Qt {qVersion()}, "
        f"{platform.system()} {platform.release()}"
    )
    return f"{versions}\n{where}"


class CrashHook:
    """Takes the place of `sys.excepthook` while the window is open.

    One dialog at a time: a bug that comes back with every key must not bury the window.
    """

    def __init__(self, owner: Callable[[], QWidget | None]) -> None:
        """Make a hook; `owner` names the window the dialog belongs to."""
        self._owner = owner
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
        logging.getLogger("emndir").error("a bug", exc_info=(kind, error, trace))
        if self._is_open or QApplication.instance() is None:
            return
        self._is_open = True
        try:
            CrashDialog(details_of(error), self._owner()).exec()
        finally:
            self._is_open = False
