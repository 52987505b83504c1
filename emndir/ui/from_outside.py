"""FromOutside: what the window does with a question from outside, such as a clinical system's button."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication, QDialog

from emndir.search.outside import Asked
from emndir.ui.messages import Message, Tone
from emndir.ui.wording.outside import asked_words, unknown_for_terminal, unknown_words

if TYPE_CHECKING:
    from emndir.bootstrap import OpenDirectory
    from emndir.search.criteria import Criteria
    from emndir.search.outside_reading import Reading
    from emndir.ui.context import UiContext
    from emndir.ui.handover import Claim
    from emndir.ui.handover_server import HandoverServer
    from emndir.ui.main_window import MainWindow
    from emndir.ui.viewmodels.search import SearchViewModel

PENDING, UNKNOWN, DISTURBED, ASKED = (
    "outside-pending",
    "outside-unknown",
    "outside-noise",
    "outside",
)
SAY_SECONDS = 10


class FromOutside(QObject):
    """Takes questions: the one the program was started with, and those that are handed over.

    A handed-over question is another patient's, so everything of the last one is cleared first.
    Where a sheet is not printed yet, the person chooses; a question that has to wait stays in a banner.
    While the screen is turned to a patient nothing of it is shown.
    """

    def __init__(self, context: UiContext, window: MainWindow) -> None:
        """Serve a window; `listen` opens the door."""
        super().__init__(window)
        self._context, self._window = context, window
        self._waiting: Asked | None = None  # for the directory to open
        self._pending: Asked | None = None  # for the person to choose
        self._choice: QDialog | None = None
        self._server: HandoverServer | None = None
        self._claim: Claim | None = None
        context.directory_opened.connect(self._directory_opened)
        context.messages.acted.connect(self._act)
        context.cleared.connect(self._forget)
        window.forgetting.watch(self._holds_anything)

    # --- the door ------------------------------------------------------------------------

    def listen(self, claim: Claim) -> None:
        """Let later starts hand over to this window, and the one that waits go on."""
        from emndir.ui.handover_server import HandoverServer  # QtNetwork, after the first paint

        self._claim = claim
        if claim.can_listen:
            server = self._server = HandoverServer(claim.name, self._is_known, self)
            # Queued: who asked has its answer before anything is shown or chosen here.
            server.asked.connect(self.take, Qt.ConnectionType.QueuedConnection)
            server.disturbed.connect(self._say_disturbed)
            server.listen()
        claim.release()

    def close(self) -> None:
        """Close the door."""
        if self._server is not None:
            self._server.close()
        if self._claim is not None:
            self._claim.release()

    def _is_known(self, asked: Asked) -> bool:
        directory = self._context.directory
        if directory is None:
            return not asked.unread
        return not _read(asked, self._window.search, directory).unknown

    # --- questions -----------------------------------------------------------------------

    def begin(self, asked: Asked) -> None:
        """Take the question that the program was started with; it is in the boxes at once."""
        if asked.is_empty:
            return
        self._waiting = asked
        if asked.query:
            self._window.search.set_words(asked.query)
        if asked.near:
            self._window.search.set_near(asked.near)

    @Slot(object)
    def take(self, asked: Asked) -> None:
        """Take a question that was handed over; an empty one only brings the window forward."""
        self._come_forward()
        if asked.is_empty:
            return
        if self._context.directory is None:
            self.begin(asked)
        elif self._window.dialogs.has_waiting_sheet:
            self._let_choose(asked)
        else:
            self._ask_next(asked)

    @Slot()
    def _directory_opened(self) -> None:
        asked, self._waiting = self._waiting, None
        if asked is not None:
            self._ask(asked, typed=self._window.search.criteria)
            terminal = sys.stderr
            for line in unknown_for_terminal(self._unknown_in(asked)) if terminal else ():
                terminal.write(f"{line}\n")

    def _ask_next(self, asked: Asked) -> None:
        """Clear everything of the last patient, then ask."""
        self._window.forgetting.clear_for_another()
        self._ask(asked)
        self._context.messages.tell(
            Message(
                text=self.tr("Asked from outside."),
                hint=self.tr("What was here before is cleared."),
                topic=ASKED,
                seconds=SAY_SECONDS,
            )
        )

    def _ask(self, asked: Asked, *, typed: Criteria | None = None) -> None:
        """Ask a question. `typed` is what stands in the boxes by now, where a person may have typed.

        That is theirs: what they put there counts, and the keyboard stays where they type.
        """
        directory, search = self._context.directory, self._window.search
        if directory is None:
            return
        self._pending = None
        self._context.messages.withdraw(PENDING)
        reading = _read(asked, search, directory)
        criteria = reading.criteria
        if typed is not None and typed.words != asked.query:
            criteria = replace(criteria, words=typed.words)
        if typed is not None and typed.near != (asked.near or search.blank().near):
            criteria = replace(criteria, near=typed.near)
        search.use(criteria)
        if (criteria.words, criteria.near) == (reading.criteria.words, reading.criteria.near):
            self._window.search_panel.search_box.focus_all()
        self._context.messages.withdraw(UNKNOWN)
        if reading.unknown:
            text, hint = unknown_words(reading.unknown, asked)
            self._context.messages.tell(
                Message(text=text, hint=hint, tone=Tone.WARN, topic=UNKNOWN)
            )

    def _unknown_in(self, asked: Asked) -> tuple[str, ...]:
        directory, search = self._context.directory, self._window.search
        if directory is None:
            return asked.unread
        return _read(asked, search, directory).unknown

    # --- where a sheet is open -----------------------------------------------------------

    def _let_choose(self, asked: Asked) -> None:
        """Say what was asked, and let the person choose between it and the sheet that is open."""
        from emndir.ui.dialogs.outside_dialog import OutsideDialog

        if self._choice is not None:
            self._choice.done(QDialog.DialogCode.Rejected)
        self._pending = asked
        dialog = self._choice = OutsideDialog(
            self._shown(asked), QApplication.activeModalWidget() or self._window
        )
        dialog.finished.connect(self._chosen)
        dialog.open()

    @Slot(int)
    def _chosen(self, result: int) -> None:
        self._choice = None
        asked = self._pending
        if asked is None:
            return
        if result == QDialog.DialogCode.Accepted:
            self._ask_next(asked)
            return
        shown = self._shown(asked)
        text = self.tr("Asked from outside, and not shown yet")
        self._context.messages.tell(
            Message(
                text=f"{text}{':' if shown else '.'}",
                hint=shown,
                topic=PENDING,
                action=self.tr("Clear and ask it"),
            )
        )

    def _shown(self, asked: Asked) -> str:
        """Return a question in words; "" while a patient looks, whose question it is not."""
        directory = self._context.directory
        vocabulary = directory.vocabulary if directory else None
        return "" if self._window.turning.is_turned else asked_words(asked, vocabulary)

    @Slot(str)
    def _act(self, topic: str) -> None:
        if topic == PENDING and self._pending is not None:
            self._ask_next(self._pending)

    def _holds_anything(self) -> bool:
        """Return True while a question waits, or a banner quotes what was unknown of one."""
        topics = {message.topic for message in self._window.banners.messages}
        return self._pending is not None or UNKNOWN in topics

    @Slot()
    def _forget(self) -> None:
        """Let a question go that waits: the next patient is here."""
        self._pending = self._waiting = None

    # --- the window ----------------------------------------------------------------------

    def _come_forward(self) -> None:
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        (QApplication.activeModalWidget() or window).activateWindow()

    @Slot()
    def _say_disturbed(self) -> None:
        self._context.messages.tell(
            Message(
                text=self.tr("Another program asked emndir something that it cannot read."),
                hint=self.tr("It was left alone. Nothing here has changed."),
                tone=Tone.WARN,
                topic=DISTURBED,
            )
        )


def _read(asked: Asked, search: SearchViewModel, directory: OpenDirectory) -> Reading:
    from emndir.search.outside_reading import read_asked  # with the first question from outside

    return read_asked(asked, search.blank(), directory.vocabulary, directory.locate)
