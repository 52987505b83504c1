"""ChosenService: what the keys do with the service that is chosen: shortlist, copy, print, say why."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from emndir.ui.messages import Message

if TYPE_CHECKING:
    from emndir.ui.context import UiContext
    from emndir.ui.panels.service_panel import ServicePanel

DETAIL_TOPIC = "detail"
"""The worker's topic of the details' view-model."""
NOTE_SECONDS = 8


class ChosenService(QObject):
    """Acts on what the details show, as soon as it is there; says what to do first where it cannot."""

    def __init__(
        self, context: UiContext, panel: Callable[[], ServicePanel], show: Callable[[], None]
    ) -> None:
        """Hold how to get the details' panel, and how to bring it into sight."""
        super().__init__()
        self._context, self._panel, self._show = context, panel, show
        self._waiting: Callable[[], None] | None = None

    def copy(self) -> None:
        """Copy name, phone and address, fit for a patient."""
        self._do(lambda: self._panel().copy(), self.tr("Ctrl C"))

    def copy_phone(self) -> None:
        """Copy the phone number and nothing else."""
        from emndir.ui.detail import CopyKind  # with the details, not with the window

        self._do(lambda: self._panel().copy(CopyKind.PHONE), self.tr("Ctrl Shift C"))

    def turn(self) -> None:
        """Ask for the screen to be turned to the patient."""
        self._do(lambda: self._panel().patient_view_requested.emit(), self.tr("F7"))

    def print_sheet(self) -> None:
        """Open the hand-out, or say why there is none."""
        self._do(lambda: self._panel().ask_for_sheet(), self.tr("Ctrl P"))

    def shortlist(self) -> None:
        """Put it on the shortlist, or take it off."""
        self._do(lambda: self._panel().shortlist_requested.emit(), self.tr("Ctrl D"))

    def explain(self) -> None:
        """Say why it is in the list, or stop saying it."""
        self._do(self._explain, self.tr("Ctrl I"))

    def forget(self) -> None:
        """Do nothing of what was asked for before the details were there."""
        self._waiting = None

    @Slot()
    def detail_shown(self) -> None:
        """Do what was asked for while the details were still to come."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting()

    def _do(self, act: Callable[[], None], key: str) -> None:
        if self._context.tasks.is_busy(DETAIL_TOPIC):
            self._waiting = act
        elif self._panel().detail is None:
            hint = f"{self.tr('Choose a service that is offered, then press')} {key}."
            self._tell(self.tr("No service is chosen."), hint)
        else:
            act()

    def _explain(self) -> None:
        panel = self._panel()
        if panel.detail is not None and not panel.detail.why:
            self._tell(self.tr("It was not found by a search, but opened from another record."))
            return
        if not panel.isVisible():
            self._show()
        panel.explain()

    def _tell(self, text: str, hint: str = "") -> None:
        self._context.messages.tell(
            Message(text=text, hint=hint, topic="choose", seconds=NOTE_SECONDS)
        )
