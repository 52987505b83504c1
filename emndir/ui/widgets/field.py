"""Field: a line to type in, with a sign before it, a way to clear it and its key after it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from emndir.ui import theme
from emndir.ui.escaping import escape
from emndir.ui.icons import Sign, icon
from emndir.ui.polishing import polish_again
from emndir.ui.widgets.focus_ring import RINGED

HEIGHT, TARGET = 40, 28  # px at 100 %
LONGEST = 200
"""Characters that can be typed: more is a paste by mistake."""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """What a field is called and what stands in it.

    `name` is what a screen reader says. `caption` stands before the text and is its label; `key`
    is shown after it until the field has the focus; `hint` while nothing stands there. Where there
    is no room for that, `short_hint` does, or nothing.
    """

    name: str
    sign: str
    caption: str = ""
    key: str = ""
    hint: str = ""
    short_hint: str = ""


class Field(QFrame):
    """A frame around a line edit. `typed` is what a person typed, never what was set."""

    typed = Signal(str)
    submitted = Signal()
    down_pressed = Signal()

    def __init__(self, spec: FieldSpec) -> None:
        """Make a field as it is described."""
        super().__init__()
        self._hints = [one for one in (spec.hint, spec.short_hint) if one]
        self._is_short = bool(spec.caption)  # then there is no room for text and key at once
        self._has_key = bool(spec.key)
        self.setProperty("kind", "field")
        self.setProperty(RINGED, True)
        self.line = QLineEdit()
        self.line.setAccessibleName(spec.name)
        self.line.setMaxLength(LONGEST)
        # A keyboard on the screen, or an input method, is not to learn what was typed.
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
        self.line.installEventFilter(self)
        self._sign = Sign(spec.sign, "ink3", 20)
        self._caption = QLabel(
            spec.caption or spec.name
        )  # hidden, it still is a screen reader's label
        self._caption.setProperty("role", "body")
        self._caption.setBuddy(self.line)
        self._clear = QToolButton()
        self._clear.setAccessibleName(self.tr("Clear") + f": {spec.name}")
        self._clear.setToolTip(self.tr("Clear"))
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._key = KeyCap(spec.key)
        self._build(bool(spec.caption))
        self._is_under_mouse = False
        self.line.textEdited.connect(self.typed)
        self.line.textChanged.connect(self._show_parts)
        self.line.returnPressed.connect(self.submitted)
        self._clear.clicked.connect(self.clear_by_hand)
        theme.current().follow(self._resize)
        self._resize()

    def _build(self, has_caption: bool) -> None:
        row = self._row = QHBoxLayout(self)
        row.addWidget(self._sign)
        row.addWidget(self._caption)
        self._caption.setVisible(has_caption)
        row.addWidget(self.line, 1)
        row.addWidget(self._clear)
        row.addWidget(self._key, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setFocusProxy(self.line)

    @property
    def text(self) -> str:
        """Return what stands in the field."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Put a text in without saying that it was typed; the cursor stays if it can.

        An empty text is put in even where nothing stands: that empties Qt's undo history, so
        that Ctrl+Z does not bring back what was typed for the patient before.
        """
        if not text or text != self.line.text():
            self.line.setText(text)
            self.line.setCursorPosition(0 if self._is_short else len(text))

    def forget_typing(self) -> None:
        """Leave nothing for Ctrl+Z to bring back; what stands in the field stays."""
        self.line.setText(self.line.text())

    def set_fault(self, fault: str) -> None:
        """Mark the field as not understood, with the reason as its description."""
        self.line.setAccessibleDescription(fault)
        # It names what was typed, and a tooltip has no plain format: Qt would read tags in it.
        self.setToolTip(f"<span>{escape(fault)}</span>" if fault else "")
        if bool(self.property("fault")) is not bool(fault):
            self.setProperty("fault", bool(fault))
            polish_again(self)

    def focus_all(self) -> None:
        """Put the keyboard here with everything selected."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def add_typed(self, text: str) -> None:
        """Take letters that were typed elsewhere, as if typed at the end of the line here."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.end(False)
        self.line.insert(text)
        self.typed.emit(self.line.text())

    @Slot()
    def clear_by_hand(self) -> None:
        """Empty the field as a person does."""
        self.line.setText("")  # clear() would keep the text in the undo history
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.typed.emit("")

    def clear_in_steps(self) -> None:
        """Select everything; where everything is selected, clear it: one key takes nothing away."""
        if self.line.selectedText() != self.line.text():
            self.line.selectAll()
        elif self.line.text():
            self.clear_by_hand()

    def show_key(self, *, is_shown: bool) -> None:
        """Show the key after the text, or leave it out where room is short."""
        self._has_key = is_shown and bool(self._key.text())
        self._show_parts()

    @Slot()
    def _show_parts(self) -> None:
        if self._is_short and bool(self.property("filled")) is not bool(self.line.text()):
            self.setProperty("filled", bool(self.line.text()))
            polish_again(self.line)
        has_text, is_used = bool(self.line.text()), self.line.hasFocus()
        is_cleared = has_text and (not self._is_short or is_used or self._is_under_mouse)
        self._clear.setVisible(is_cleared)
        has_room = not (is_cleared and self._is_short)
        self._key.ensurePolished()  # unseen so far, it would not know its size
        room = self._room()
        if self._is_short and not has_text and self._hints:
            has_room = room - self._key.sizeHint().width() - self._row.spacing() >= self._wide(
                self._hints[0]
            )
        has_key = self._has_key and not is_used and has_room
        self._key.setVisible(has_key)
        if has_key:
            room -= self._key.sizeHint().width() + self._row.spacing()
        fitting = (one for one in self._hints if self._wide(one) <= room)
        self.line.setPlaceholderText(next(fitting, ""))

    def _wide(self, text: str) -> int:
        return QFontMetrics(self.line.font()).horizontalAdvance(text) + 8  # Qt keeps a margin

    def _room(self) -> int:
        """Return how wide the line is where neither key nor cross stands beside it."""
        margins = self._row.contentsMargins()
        used = margins.left() + margins.right()
        parts = [self._sign] if self._caption.isHidden() else [self._sign, self._caption]
        used += sum(part.sizeHint().width() + self._row.spacing() for part in parts)
        return self.width() - used

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the hint that there is room for."""
        super().resizeEvent(event)
        self._show_parts()

    @Slot()
    def _resize(self) -> None:
        look = theme.current()
        self.setFixedHeight(look.px(HEIGHT))
        self._row.setContentsMargins(look.px(12), 0, look.px(8), 0)
        self._row.setSpacing(look.px(8))
        self._clear.setIcon(icon("close", "ink2", 17))
        self._clear.setIconSize(QSize(look.px(17), look.px(17)))
        self._clear.setFixedSize(look.px(TARGET), look.px(TARGET))
        self._show_parts()

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt calls it
        """Show a short field's way to clear it, where its key stood."""
        super().enterEvent(event)
        self._is_under_mouse = True
        self._show_parts()

    def leaveEvent(self, event: QEvent) -> None:
        """Show the key again."""
        super().leaveEvent(event)
        self._is_under_mouse = False
        self._show_parts()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Hide the key while the line has the focus; hand the down arrow on."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._show_parts()
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Down
        ):
            self.down_pressed.emit()
            return True
        return False


class KeyCap(QLabel):
    """A key in a small frame, beside what it does. A screen reader learns it elsewhere."""

    def __init__(self, key: str = "", parent: QWidget | None = None) -> None:
        """Make a cap for a key such as "Ctrl K"."""
        super().__init__(key, parent)
        self.setProperty("role", "keycap")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setIndent(0)  # Qt would add half a letter on both sides
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
