"""SettingsDialog: every preference on one scrolling page; changes apply at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from emndir.runtime.settings import Settings, is_allowed
from emndir.ui.dialogs.plain_dialog import PlainDialog
from emndir.ui.widgets.buttons import Choice, wrapped
from emndir.ui.widgets.tick_box import TickBox

TITLES: dict[str, str] = {
    "theme": "Colours",
    "text_percent": "Text size",
    "near_default": "Usual place",
    "within_default": "Usual distance",
    "idle_minutes": "Clear by itself",
    "narrow_side": "Side of the narrow view",
    "narrow_on_top": "Narrow view on top",
    "motion": "Movement",
    "handout_points": "Text on sheets",
    "show_map": "Map beside a service",
    "print_map": "Map on sheets",
    "clinic_name": "Name on sheets",
}
"""What each preference is called; a test holds this against `Settings`."""

VALUES: dict[tuple[str, object], str] = {
    ("theme", "system"): "As the system",
    ("theme", "light"): "Light",
    ("theme", "dark"): "Dark",
    ("theme", "contrast"): "High contrast",
    ("within_default", 0): "Any distance",
    ("within_default", 5): "5 miles",
    ("within_default", 10): "10 miles",
    ("within_default", 20): "20 miles",
    ("within_default", 30): "30 miles",
    ("within_default", 50): "50 miles",
    ("idle_minutes", 0): "Never",
    ("idle_minutes", 5): "After 5 minutes",
    ("idle_minutes", 10): "After 10 minutes",
    ("idle_minutes", 15): "After 15 minutes",
    ("idle_minutes", 30): "After 30 minutes",
    ("narrow_side", "right"): "Right",
    ("narrow_side", "left"): "Left",
    ("motion", "system"): "As the system",
    ("motion", "none"): "None",
    ("handout_points", 12): "12 point",
    ("handout_points", 18): "18 point, large print",
}


class SettingsDialog(PlainDialog):
    """One control for each preference, with what it is for below it.

    `changed` carries the new settings after each change; whoever owns the dialog saves and
    applies them.
    """

    changed = Signal(object)  # Settings

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        """Show these settings."""
        super().__init__(QCoreApplication.translate("settings", "Settings"), parent)
        self.settings = settings
        self.controls: dict[str, QWidget] = {}
        for one in fields(Settings):
            self._add(one.name, one.metadata.get("allowed", ()), one.metadata["help"])
        note = self.tr(
            "These settings are all that is stored on this computer, with the window's place."
        )
        self.column.addWidget(wrapped(note, "caption"))
        self.column.addStretch(1)
        self.add_close()
        next(iter(self.controls.values())).setFocus()
        self.fit(640)

    def _add(self, name: str, allowed: tuple[Any, ...], purpose: str) -> None:
        title = self.tr(TITLES[name])
        value = getattr(self.settings, name)
        control: QWidget
        if isinstance(value, bool):
            control = box = TickBox(title)
            box.setChecked(value)
            box.toggled.connect(self._setter(name))
        elif allowed:
            control = choice = Choice(title)
            for one in allowed:
                choice.addItem(value_in_words(name, one), one)
            choice.choose(value)
            choice.activated.connect(lambda index: self._set(name, choice.itemData(index)))
            self._label(title, choice)
        else:
            control = line = QLineEdit(value)
            line.editingFinished.connect(lambda: self._set(name, line.text().strip()))
            self._label(title, line)
        control.setAccessibleName(title)
        control.setAccessibleDescription(purpose)
        self.controls[name] = control
        self.column.addWidget(control)
        self.column.addWidget(wrapped(purpose, "caption"))

    def _label(self, title: str, control: QWidget) -> None:
        label = QLabel(title)
        label.setProperty("role", "strong")
        label.setBuddy(control)
        self.column.addWidget(label)

    def _setter(self, name: str) -> Callable[[Any], None]:
        return lambda value: self._set(name, value)

    def _set(self, name: str, value: Any) -> None:  # noqa: ANN401 - as many types as preferences
        if value == getattr(self.settings, name) or not is_allowed(name, value):
            return
        self.settings = replace(self.settings, **{name: value})
        self.changed.emit(self.settings)


def value_in_words(name: str, value: object) -> str:
    """Return the words of one value of a preference."""
    if name == "text_percent":
        return f"{value} %"
    return VALUES.get((name, value), str(value))
