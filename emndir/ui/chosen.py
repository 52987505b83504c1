"""ChosenService: what the keys do with the service that is chosen: shortlist, copy, print, say why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from emndir.ui.messages import Message

if TYPE_CHECKING:
    from emndir.ui.context import UiContext
    from emndir.ui.panels.service_panel import ServicePanel

DETAIL_TOPIC = "detail"
"""The worker's topic of the details' view-model."""
NOTE_SECONDS = 8


@dataclass(frozen=True, slots=True)
class _Waiting:
    """What a key asked of a service whose details were still to come."""

    act: Callable[[], None]
    key: str
    uid: str


class ChosenService(QObject):
    """Acts on what the details show, as soon as it is there; says what to do first where it cannot.

    What was asked of one service is never done to another that was chosen meanwhile.
    """

    def __init__(
        self,
        context: UiContext,
        panel: Callable[[], ServicePanel],
        show: Callable[[], None],
        toggle_result: Callable[[str], bool],
    ) -> None:
        """Hold how to get the details' panel, and how to bring it into sight.

        `toggle_result` puts a result on the shortlist, or takes it off, by its uid, and returns
        False where that is not the chosen one.
        """
        super().__init__()
        self._context, self._panel, self._show = context, panel, show
        self._toggle_result = toggle_result
        self._waiting: _Waiting | None = None

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
        """Put it on the shortlist, or take it off: a result at once, however fast the next follows."""
        is_coming = self._context.tasks.is_busy(DETAIL_TOPIC)
        if is_coming and self._toggle_result(self._panel().view_model.wanted_uid):
            return
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
        if waiting is None:
            return
        if waiting.uid == self._panel().view_model.wanted_uid:
            waiting.act()
        else:
            hint = f"{self.tr('For this one, press')} {waiting.key}."
            self._tell(self.tr("Another service was chosen before that was done."), hint)

    def _do(self, act: Callable[[], None], key: str) -> None:
        if self._context.tasks.is_busy(DETAIL_TOPIC):
            self._waiting = _Waiting(act, key, self._panel().view_model.wanted_uid)
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
