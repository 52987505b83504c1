"""SettingRow: one preference: what it is called, the control, what it is for, and who has set it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

from PySide6.QtCore import QEvent, QTimer, Signal, Slot
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from emndir.runtime.settings import Settings, is_allowed
from emndir.ui import theme
from emndir.ui.polishing import polish_again
from emndir.ui.widgets.buttons import wrapped
from emndir.ui.widgets.field import LONGEST, Field, FieldSpec
from emndir.ui.widgets.printer_choice import PrinterChoice
from emndir.ui.widgets.segments import Segments
from emndir.ui.widgets.tick_box import TickBox
from emndir.ui.wording.settings import FAULTS, HINTS, title_of, tr, value_in_words

PLACE, PRINTER = "near_default", "printer"
HINT_EDGE = 8  # px that Qt keeps free beside a hint
CHECK_MS = 300
"""From the last letter of a place to what it is found to be."""

PlaceCheck = Callable[[str], tuple[bool, str]]


class SettingRow(QWidget):
    """One control for one preference. `changed` carries its name and the value a person gave it.

    A place is looked up while it is typed, and what it is found to be stands below it; one that
    is not known is not told as a change. `said` carries those words for a screen reader.
    """

    changed = Signal(str, object)
    said = Signal(str)

    def __init__(
        self,
        name: str,
        value: object,
        *,
        title: str = "",
        purpose: str | None = None,
        is_managed: bool = False,
        check: PlaceCheck | None = None,
    ) -> None:
        """Show a preference; `title` and `purpose` are for words other than its own."""
        super().__init__()
        declared = next(one for one in fields(Settings) if one.name == name)
        self.name = name
        self._check = check if name == PLACE else None
        self._value = value
        self.is_known = True  # what stands here: False for a place that nothing knows
        self._title = title or title_of(name)
        purpose = tr(declared.metadata["help"]) if purpose is None else purpose
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.control = self._make(value, declared.metadata.get("allowed", ()))
        self._column.addWidget(self.control)
        self.found = wrapped("", "caption", "ink2")  # what a place was found to be
        self.found.setVisible(False)
        self._column.addWidget(self.found)
        if purpose:
            self._column.addWidget(wrapped(purpose, "caption"))
        target = self.control.line if isinstance(self.control, Field) else self.control
        target.setAccessibleDescription(purpose)
        if is_managed:
            said = tr("Set by your organisation")
            self._column.addWidget(wrapped(said, "strong", "ink2"))
            target.setAccessibleDescription(f"{purpose} {said}.")
            self.control.setEnabled(False)
        self._soon = QTimer(self, interval=CHECK_MS, singleShot=True)
        self._soon.timeout.connect(self._look_up)
        theme.current().follow(self._resize)
        self._resize()
        if self._check is not None and value:
            self._look_up(is_said=False)

    def _make(self, value: object, allowed: tuple[object, ...]) -> QWidget:
        if isinstance(value, bool):
            box = TickBox(self._title)
            box.setAccessibleName(self._title)
            box.setChecked(value)
            box.toggled.connect(self._give)
            return box
        if allowed:
            row = Segments(self._title, [(one, value_in_words(self.name, one)) for one in allowed])
            row.choose(value)
            row.chosen.connect(self._give)
            self._label(row)
            return row
        if self.name == PRINTER:
            printers = PrinterChoice(self._title, str(value))
            printers.wanted.connect(self._give)
            self._label(printers)
            return printers
        hint = tr(HINTS.get(self.name, ""))
        if self.name == PLACE:
            field = Field(FieldSpec(self._title, "map-marker-outline", hint=hint))
            field.set_text(str(value))
            field.typed.connect(self._typed)
            field.line.editingFinished.connect(self._commit)
            self._label(field.line)
            return field
        line = _HintedLine(str(value), hint)
        line.setAccessibleName(self._title)
        line.setMaxLength(LONGEST)
        line.editingFinished.connect(self._commit)
        self._label(line)
        return line

    def _label(self, buddy: QWidget) -> None:
        label = QLabel(self._title)
        label.setProperty("role", "strong")
        label.setBuddy(buddy)
        self._column.addWidget(label)

    @property
    def text(self) -> str:
        """Return what stands in a line with plain single spaces: what is pasted may have others."""
        control = self.control
        line = control.line if isinstance(control, Field) else control
        typed = line.text() if isinstance(line, QLineEdit) else ""
        return "".join(one for one in " ".join(typed.split()) if one.isprintable())

    def show_value(self, value: object) -> None:
        """Show a value that was not given here."""
        self._value = value
        control = self.control
        if isinstance(control, Segments):
            control.choose(value)
        elif isinstance(control, PrinterChoice):
            control.show_printer(str(value))
        elif isinstance(control, TickBox):
            blocked = control.blockSignals(True)
            control.setChecked(bool(value))
            control.blockSignals(blocked)
        elif isinstance(control, Field):
            control.set_text(str(value))
            self._look_up(is_said=False)
        elif isinstance(control, QLineEdit):
            control.setText(str(value))

    def focus_control(self) -> None:
        """Put the keyboard on the control."""
        if isinstance(self.control, Segments):
            self.control.focus_taken()
        else:
            self.control.setFocus()

    @Slot()
    def commit(self) -> None:
        """Take what stands in a line, as leaving it does."""
        if isinstance(self.control, Field | QLineEdit):
            self._commit()

    @Slot(object)
    def _give(self, value: object) -> None:
        if value != self._value and is_allowed(self.name, value):
            self._value = value
            self.changed.emit(self.name, value)

    @Slot(str)
    def _typed(self, _text: str) -> None:
        self._soon.start()

    @Slot()
    def _commit(self) -> None:
        self._soon.stop()
        self.is_known = self._look_up(is_said=self.text != self._value)
        if self.is_known:
            self._give(self.text)
            self._say_fault()

    def _say_fault(self) -> None:
        """Say below a line where it may not be what it is; the value before stays."""
        fault = FAULTS.get(self.name, "")
        if fault:
            words = "" if is_allowed(self.name, self.text) else tr(fault)
            is_new = bool(words) and words != self.found.text()
            self.found.setText(words)
            self.found.setProperty("tone", "warn")
            polish_again(self.found)
            self.found.setVisible(bool(words))
            if is_new:
                self.said.emit(words)

    @Slot()
    def look_again(self) -> None:
        """Look a place up that could not be looked up before; one that is not known is not kept."""
        if self.text and not self._look_up() and self._value:
            self._value = ""
            self.changed.emit(self.name, "")

    @Slot()
    def _look_up(self, *, is_said: bool = True) -> bool:
        """Say what a place is found to be; return True if it may be kept."""
        if self._check is None:
            return True
        is_known, words = self._check(self.text)
        before = self.found.text()
        self.found.setText(words)
        self.found.setProperty("tone", "ink2" if is_known else "warn")
        polish_again(self.found)
        self.found.setVisible(True)
        if isinstance(self.control, Field):
            self.control.set_fault("" if is_known else words)
        if is_said and words != before:
            self.said.emit(words)
        return is_known

    @Slot()
    def _resize(self) -> None:
        look = theme.current()
        self._column.setSpacing(look.px(4))
        if isinstance(self.control, QLineEdit):
            self.control.setMinimumHeight(look.px(36))


class _HintedLine(QLineEdit):
    """A line whose hint is left out where it would be cut; the tooltip has it whole."""

    def __init__(self, text: str, hint: str) -> None:
        super().__init__(text)
        self._hint = hint
        self.setToolTip(hint)
        self._show_hint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_hint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._show_hint()

    def _show_hint(self) -> None:
        room = self.contentsRect().width() - HINT_EDGE
        fits = QFontMetrics(self.font()).horizontalAdvance(self._hint) <= room
        self.setPlaceholderText(self._hint if fits else "")
