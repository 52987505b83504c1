"""UiContext: what every view-model is given, instead of globals."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from emndir.ui.clipboard import OwnClipboard
from emndir.ui.messages import MessageCenter
from emndir.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from emndir.bootstrap import Core, OpenDirectory
    from emndir.search.start_page import StartPage
    from emndir.ui.theme import Theme


class UiContext(QObject):
    """The core, the worker, the messages, the theme, and the directory once it is open.

    The window is painted before the directory is opened, so `directory` is None at first;
    `directory_opened` says when that changes.
    """

    directory_opened = Signal()
    cleared = Signal()  # for the next patient: forget what was gathered, but it may be undone
    undone = Signal()  # bring back what `cleared` took
    forgotten = Signal()  # nothing may be undone any more: drop what `undone` would have needed
    progressed = Signal(str, int)  # what is being done while the directory opens, and its number

    def __init__(
        self, core: Core, theme: Theme, tasks: TaskRunner, messages: MessageCenter
    ) -> None:
        """Hold the parts; none of them is made here."""
        super().__init__()
        self.core = core
        self.theme = theme
        self.tasks = tasks
        self.messages = messages
        self.clipboard = OwnClipboard(self)
        self.directory: OpenDirectory | None = None
        self.start_page: StartPage | None = None  # what is shown until it is open

    def today(self) -> date:
        """Return the day on the core's clock."""
        return self.core.clock().date()

    def clipboard_put(self, text: str, html: str = "") -> None:
        """Copy a text: the only way anything here does, so that F8 and the end can take it back."""
        self.clipboard.put(text, html)

    def open_directory(self, directory: OpenDirectory) -> None:
        """Take a directory that a worker has opened, and close the one before it."""
        before, self.directory = self.directory, directory
        self.directory_opened.emit()
        if before is not None:
            before.close()

    def close(self) -> None:
        """Stop the worker, take back what was copied, then close the directory."""
        self.clipboard.forget()
        self.tasks.shut_down()
        if self.directory is not None:
            self.directory.close()
            self.directory = None
