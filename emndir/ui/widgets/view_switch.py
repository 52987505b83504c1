"""ViewSwitch: clinician view or patient view, two joined buttons of which one is on."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget


class View(StrEnum):
    """For whose eyes the record is shown."""

    CLINICIAN = "clinician"
    PATIENT = "patient"


class ViewSwitch(QFrame):
    """One stop of the Tab key; the arrow keys go from one button to the other and choose it.

    `chosen` carries the view that was asked for; which one is on is what it was made with.
    """

    chosen = Signal(str)

    def __init__(self, view: View, parent: QWidget | None = None) -> None:
        """Make the switch with one view on."""
        super().__init__(parent)
        self.view = view
        self.setProperty("kind", "switch")
        self.setAccessibleName(self.tr("View"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        names = {View.CLINICIAN: self.tr("Clinician view"), View.PATIENT: self.tr("Patient view")}
        self.buttons = {one: self._button(one, name) for one, name in names.items()}
        for button in self.buttons.values():
            row.addWidget(button)

    def focus(self) -> None:
        """Put the keyboard on the view that is on."""
        self.buttons[self.view].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the other view by an arrow key."""
        to = {
            Qt.Key.Key_Right: View.PATIENT,
            Qt.Key.Key_Down: View.PATIENT,
            Qt.Key.Key_Left: View.CLINICIAN,
            Qt.Key.Key_Up: View.CLINICIAN,
        }.get(Qt.Key(event.key()))
        if to is None:
            super().keyPressEvent(event)
        else:
            self._choose(to)

    def _button(self, view: View, name: str) -> QPushButton:
        button = _Half(name)
        is_on = view is self.view
        button.setProperty("kind", "switch-first" if view is View.CLINICIAN else "switch-last")
        button.setCheckable(True)
        button.setChecked(is_on)
        button.setAutoDefault(False)
        button.setAccessibleName(name)
        button.setAccessibleDescription(self.tr("On") if is_on else self.tr("Off"))
        if view is View.PATIENT:
            button.setToolTip(self.tr("Turn the screen to the patient: no professional data (F7)"))
        else:
            button.setToolTip(self.tr("Everything that is known (F7 or Esc)"))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_on else Qt.FocusPolicy.ClickFocus)
        button.clicked.connect(lambda: self._choose(view))
        return button

    def _choose(self, view: View) -> None:
        self.buttons[view].setChecked(view is self.view)
        if view is not self.view:
            self.chosen.emit(view)


class _Half(QPushButton):
    """Hands the arrow keys to the switch."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrows = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
        if event.key() in arrows:
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
