"""Turning: turns the whole window to the patient and back to where the keyboard was."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from emndir.ui.context import UiContext
    from emndir.ui.detail import Detail
    from emndir.ui.panels.patient_panel import PatientPanel
    from emndir.ui.panels.service_panel import ServicePanel

KEPT = frozenset(
    {
        "patient-view",
        "back",
        "step-back",
        "new-patient",
        "copy",
        "print",
        "larger",
        "smaller",
        "normal",
        "keys",
        "quit",
    }
)
"""Actions that work while a patient looks; all others are for what is out of sight then."""


class Turning(QObject):
    """Shows the patient's side of the chosen record over the whole window.

    Search, filters, results, shortlist and status are a page of their own that is not shown
    meanwhile, so nothing of them can be seen, read out or reached.
    """

    def __init__(
        self,
        context: UiContext,
        stack: QStackedWidget,
        keys: Mapping[str, QAction],
        panel: Callable[[], ServicePanel],
    ) -> None:
        """Hold the stack whose first page is the clinician's."""
        super().__init__(stack)
        self._context, self._stack, self._keys, self._panel = context, stack, keys, panel
        self.patient: PatientPanel | None = None
        self._focus: QWidget | None = None
        self._switched_off: list[QAction] = []
        context.cleared.connect(self.leave)

    @property
    def is_turned(self) -> bool:
        """Return True while the patient's side is shown."""
        return self._stack.currentIndex() > 0

    def set_panel(self, panel: ServicePanel) -> None:
        """Take the details' panel, which is made late."""
        panel.patient_view_requested.connect(self.toggle)
        panel.view_model.shown.connect(self._follow)
        panel.view_model.cleared.connect(self.leave)

    @Slot()
    def toggle(self) -> None:
        """Turn the window to the patient, or back."""
        if self.leave():
            return
        detail = self._panel().detail
        if detail is None or detail.screen is None:
            return
        self._focus = QApplication.focusWidget()
        self._patient().show_detail(detail)
        self._stack.setCurrentWidget(self._patient())
        self._patient().focus_first()
        for name, action in self._keys.items():
            if name not in KEPT and action.isEnabled():
                action.setEnabled(False)
                self._switched_off.append(action)
        self._context.messages.announce(self.tr("Patient view. F7 or Escape returns."))

    @Slot()
    def leave(self) -> bool:
        """Turn back; return False where nothing was turned."""
        if not self.is_turned:
            return False
        self._stack.setCurrentIndex(0)
        self._patient().clear()
        for action in self._switched_off:
            action.setEnabled(True)
        self._switched_off = []
        before, self._focus = self._focus, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()
        elif self._panel().detail is not None:
            self._panel().focus_first()
        return True

    def _patient(self) -> PatientPanel:
        if self.patient is None:
            from emndir.ui.panels.patient_panel import PatientPanel  # nobody asks for it at first

            self.patient = PatientPanel(self._context)
            self.patient.left.connect(self.leave)
            self.patient.print_requested.connect(self._panel().ask_for_sheet)
            self._stack.addWidget(self.patient)
        return self.patient

    @Slot(str, str)
    def say(self, topic: str, text: str) -> None:
        """Say a message that is shown there too in other words."""
        if self.patient is not None:
            self.patient.banners.say(topic, text)

    @Slot(object)
    def _follow(self, detail: Detail) -> None:
        if self.is_turned:
            self._patient().show_detail(detail)
