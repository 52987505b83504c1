"""Chip: one thing that was understood, one that was taken off again, or a way to narrow."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton

from emndir.ui import theme
from emndir.ui.icons import Sign

HEIGHT = 28  # px at 100 %
_DELETE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_PRESS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ChipKind(StrEnum):
    """What a chip is; its value is its look in the style sheet."""

    READ = "chip"
    PLAIN = "plain"
    ADD = "add"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChipSpec:
    """One chip. `key` says what it stands for to whoever made it; `group` is spoken before it.

    `words` is the typed span behind it, "" for what is not among the words.
    """

    key: object
    text: str
    icon: str
    group: str = ""
    words: str = ""
    kind: ChipKind = ChipKind.READ


class Chip(QToolButton):
    """A chip of one kind.

    A reading can be taken off (a click, Delete), which leaves its words where they are; with
    Shift and Delete its words go too. What was taken off is brought back by a click. `used`
    carries the key of a chip that was taken off, brought back or added; `words_unwanted` that
    of one whose words are to go.
    """

    used = Signal(object)
    words_unwanted = Signal(object)
    stepped = Signal(int)

    def __init__(self, kind: ChipKind) -> None:
        """Make an empty chip."""
        super().__init__()
        self.setProperty("kind", str(kind))
        self.kind = kind
        self.spec: ChipSpec | None = None
        tint = "brand" if kind is ChipKind.READ else "ink2"
        self._row = QHBoxLayout(self)
        self._sign = Sign("plus", tint, 16)
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setProperty("tone", tint)
        cross = (Sign("close", "brand", 14),) if kind is ChipKind.READ else ()
        for part in (self._sign, self._label, *cross):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._row.addWidget(part)
        self.clicked.connect(self._use)
        theme.current().follow(self._resize)
        self._resize()

    def show_spec(self, spec: ChipSpec) -> None:
        """Stand for something else of the same kind."""
        self.spec = spec
        self._label.setText(spec.text)
        self._sign.show_sign(spec.icon)
        spoken = f"{spec.group}: {spec.text}" if spec.group else spec.text
        hint, more = self._hints(spec)
        self.setAccessibleName(f"{spoken}. {hint}")
        self.setAccessibleDescription(more)
        self.setToolTip(f"{hint}. {more}" if more else hint)
        self.updateGeometry()

    def _hints(self, spec: ChipSpec) -> tuple[str, str]:
        """Return what pressing does, and what else there is to know."""
        if self.kind is ChipKind.ADD:
            return self.tr("Narrow the results to this"), ""
        if self.kind is ChipKind.PLAIN:
            return self.tr("Enter to understand it again"), ""
        if not spec.words:
            return self.tr("Delete to remove"), ""
        more = self.tr("Its words stay as plain words; Shift Delete removes them too.")
        return self.tr("Delete to remove"), more

    def sizeHint(self) -> QSize:
        """Return what the label wants."""
        return QSize(self._row.sizeHint().width(), theme.current().px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return the same: a chip is never cut."""
        return self.sizeHint()

    @Slot()
    def _resize(self) -> None:
        look = theme.current()
        left, right = (10, 8) if self.kind is ChipKind.READ else (8, 10)
        self._row.setContentsMargins(look.px(left), 0, look.px(right), 0)
        self._row.setSpacing(look.px(6))
        self.setFixedHeight(look.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip; the dashes of one that is only offered are longer than Qt's dots."""
        super().paintEvent(event)
        if self.kind is ChipKind.READ:
            return
        look = theme.current()
        pen = QPen(look.color("control"), 1, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([3, 2])
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        radius = look.px(6)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.end()

    @Slot()
    def _use(self) -> None:
        if self.spec is not None:
            self.used.emit(self.spec.key)

    @Slot()
    def _remove_words(self) -> None:
        if self.spec is not None:
            self.words_unwanted.emit(self.spec.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the chip off, press it, or step to the next."""
        has_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in _DELETE and self.kind is not ChipKind.ADD:
            if has_shift and self.spec is not None and self.spec.words:
                self._remove_words()
            elif self.kind is ChipKind.READ:
                self._use()
        elif event.key() in _PRESS:
            self.click()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.stepped.emit(-1 if event.key() == Qt.Key.Key_Left else 1)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to take the chip off, and to remove its words."""
        if self.spec is None or self.kind is ChipKind.ADD:
            return
        menu = QMenu(self)
        if self.kind is ChipKind.PLAIN:
            menu.addAction(self.tr("Understand it again"), self._use)
        elif self.spec.words:
            words = self.spec.words.replace("&", "&&")
            menu.addAction(f"{self.tr('Search for the plain words')} “{words}”", self._use)
        else:
            menu.addAction(self.tr("Remove"), self._use)
        if self.spec.words:
            menu.addAction(self.tr("Remove the words"), self._remove_words)
        menu.exec(event.globalPos())
        menu.deleteLater()
