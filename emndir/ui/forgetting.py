"""Forgetting: the next patient. Clears everything, brings it back for a moment, then forgets it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from emndir.ui.messages import Message
from emndir.ui.viewmodels.search import UNDO_SECONDS

if TYPE_CHECKING:
    from emndir.ui.context import UiContext
    from emndir.ui.viewmodels.search import Answer, SearchViewModel
    from emndir.ui.window_dialogs import WindowDialogs

NEW_PATIENT = "new-patient"
"""Topic of what is said after a clearing; pressing its button brings everything back."""
_SHEETS = "emndir.handouts.pdf"

Holds = Callable[[], bool]
"""Says whether a part of the window holds something of a patient now."""


class Forgetting(QObject):
    """Clears the window for the next patient, by F8 or because nobody is there any more.

    What is cleared with `context.cleared` can be brought back for a moment (`context.undone`);
    then, with the next patient's first answer, or by F8 once more, it is gone for good
    (`context.forgotten`). Dialogs, their choices, what was copied and the sheets that were made
    never come back. `undo_changed` says whether there is anything to bring back.
    """

    undo_changed = Signal(bool)

    def __init__(self, context: UiContext, search: SearchViewModel, dialogs: WindowDialogs) -> None:
        """Hold what is cleared by a call; everything else listens to the context's signals."""
        super().__init__()
        self._context, self._search, self._dialogs = context, search, dialogs
        self._kept: list[Holds] = [lambda: search.is_asked]
        self._gone: list[Holds] = [
            lambda: dialogs.sheet is not None,
            lambda: context.clipboard.is_ours,
        ]
        self._can_undo = False
        search.answered.connect(self._answered)
        context.forgotten.connect(self._forgotten)
        context.messages.acted.connect(self._acted)

    def watch(self, holds: Holds, *, comes_back: bool = False) -> None:
        """Count one more part of the window, whose content can be brought back or not."""
        (self._kept if comes_back else self._gone).append(holds)

    @property
    def holds_anything(self) -> bool:
        """Return True while there is something of a patient in the window or on the clipboard."""
        return any(holds() for holds in (*self._kept, *self._gone))

    @property
    def can_undo(self) -> bool:
        """Return True while what was cleared can be brought back."""
        return self._can_undo

    @Slot()
    def start_afresh(self) -> None:
        """Clear for the next patient, as F8 does; ask first where a hand-out is not printed yet."""
        if self._dialogs.has_waiting_sheet and not self._dialogs.ask_to_clear():
            return
        can_undo = any(holds() for holds in self._kept)
        self._clear()
        self._set_undo(can_undo)
        if not can_undo:
            self._search.forget_before()
        self._say(
            Message(
                text=self.tr("Cleared for the next patient."),
                hint=self._what,
                topic=NEW_PATIENT,
                seconds=UNDO_SECONDS,
                icon="account-switch-outline",
                action=self.tr("Undo") if can_undo else "",
                key=self.tr("Shift F8") if can_undo else "",
                can_close=False,
            )
        )

    def clear_unattended(self, minutes: int) -> None:
        """Clear after so many minutes without anybody: ask nothing, and let nobody bring it back.

        What it says stays until the next question: whoever comes back is to know why.
        """
        self._clear()
        self._search.forget_before()
        unused = self.tr("emndir was not used for")
        self._say(
            Message(
                text=self.tr("Cleared for the next patient."),
                hint=f"{unused} {minutes} {self.tr('minutes.')} {self._what}",
                topic=NEW_PATIENT,
                icon="account-switch-outline",
            )
        )

    def clear_for_another(self) -> None:
        """Clear for a question from outside: another patient's, so nobody can bring it back.

        It asks nothing: whoever has a hand-out that is not printed was asked before.
        """
        self._clear()
        self._search.forget_before()

    @Slot()
    def undo(self) -> None:
        """Bring back what was cleared, if that can still be done."""
        if not self._can_undo:
            return
        self._set_undo(False)
        self._search.undo()
        self._context.undone.emit()
        self._context.messages.withdraw(NEW_PATIENT)
        self._context.messages.announce(self.tr("Brought back"))

    def _clear(self) -> None:
        from emndir.ui.print_temp import remove_left_prints  # not before the first paint

        self._dialogs.close_all()
        self._search.new_patient()
        self._context.cleared.emit()
        self._context.clipboard.forget()
        forget_sheets()
        self._context.tasks.after_these(forget_sheets)  # one in the making would be kept
        remove_left_prints()

    @property
    def _what(self) -> str:
        return self.tr("Search, place, filters and shortlist are empty.")

    def _say(self, message: Message) -> None:
        self._context.messages.tell(message)
        key = f"{self.tr('Undo')}: {message.key}" if message.key else ""
        self._context.messages.announce(f"{message.text} {message.hint} {key}".strip())

    @Slot(object)
    def _answered(self, answer: Answer) -> None:
        """With the next patient's first answer there is nothing left to bring back, or to say."""
        if answer.is_start:
            return
        if self._can_undo:
            self._search.forget_before()
        self._context.messages.withdraw(NEW_PATIENT)

    @Slot()
    def _forgotten(self) -> None:
        self._set_undo(False)

    @Slot(str)
    def _acted(self, topic: str) -> None:
        if topic == NEW_PATIENT:
            self.undo()

    def _set_undo(self, can_undo: bool) -> None:
        if can_undo != self._can_undo:
            self._can_undo = can_undo
            self.undo_changed.emit(can_undo)


def forget_sheets() -> None:
    """Drop the sheets that are kept ready for printing, if any were ever made."""
    if _SHEETS in sys.modules:
        from emndir.handouts.pdf import forget

        forget()
