"""ChipRow: what the words were understood as, and ways to narrow the results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from emndir.ui import theme
from emndir.ui.icons import Sign
from emndir.ui.widgets.flow_layout import FlowLayout

HEIGHT, GAP = 28, 8  # px at 100 %
_TAKE_OFF = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_PRESS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChipSpec:
    """One chip. `key` says what it stands for to whoever made it; `group` is spoken before it.

    `words` is the typed span behind it: where it is given, the chip can be read as plain
    words instead.
    """

    key: object
    text: str
    icon: str
    group: str = ""
    words: str = ""


class Chip(QToolButton):
    """A chip that can be taken off, or, with `adds`, one that narrows the results."""

    taken_off = Signal(object)
    plain_wanted = Signal(object)
    stepped = Signal(int)

    def __init__(self, *, adds: bool) -> None:
        """Make an empty chip."""
        super().__init__()
        self.setProperty("kind", "add" if adds else "chip")
        self._adds = adds
        self.spec: ChipSpec | None = None
        self._row = QHBoxLayout(self)
        self._sign = Sign("plus", "ink2" if adds else "brand", 16)
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setProperty("tone", "ink2" if adds else "brand")
        cross = () if adds else (Sign("close", "brand", 14),)
        for part in (self._sign, self._label, *cross):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._row.addWidget(part)
        self.clicked.connect(self._press)
        theme.current().changed.connect(self._resize)
        self._resize()

    def show_spec(self, spec: ChipSpec) -> None:
        """Stand for something else."""
        self.spec = spec
        self._label.setText(spec.text)
        if not self._adds:
            self._sign.show_sign(spec.icon)
        spoken = f"{spec.group}: {spec.text}" if spec.group else spec.text
        hint = self.tr("Narrow the results to this") if self._adds else self.tr("Delete to remove")
        self.setAccessibleName(f"{spoken}. {hint}")
        self.setToolTip(hint)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return what the label wants."""
        return QSize(self._row.sizeHint().width(), theme.current().px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return the same: a chip is never cut."""
        return self.sizeHint()

    @Slot()
    def _resize(self) -> None:
        look = theme.current()
        self._row.setContentsMargins(look.px(9), 0, look.px(8), 0)
        self._row.setSpacing(look.px(6))
        self.setFixedHeight(look.px(HEIGHT))

    @Slot()
    def _press(self) -> None:
        if self.spec is not None:
            self.taken_off.emit(self.spec.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the chip off, press it, or step to the next."""
        if event.key() in _TAKE_OFF and not self._adds:
            self._press()
        elif event.key() in _PRESS:
            self.click()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.stepped.emit(-1 if event.key() == Qt.Key.Key_Left else 1)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to take the chip off, or to read its words as plain words."""
        if self.spec is None or self._adds:
            return
        menu = QMenu(self)
        menu.addAction(self.tr("Remove"), self._press)
        if self.spec.words:
            text = f"{self.tr('Search for the plain words')} “{self.spec.words}”"
            menu.addAction(text, self._want_plain)
        menu.exec(event.globalPos())
        menu.deleteLater()

    @Slot()
    def _want_plain(self) -> None:
        if self.spec is not None:
            self.plain_wanted.emit(self.spec.key)


class ChipRow(QFrame):
    """Solid chips for what was understood, dashed ones to narrow, a note on unused words.

    One stop of the Tab key; the arrow keys move inside. `emptied` says that the last chip
    went while the keyboard was on it.
    """

    taken_off = Signal(object)
    plain_wanted = Signal(object)
    narrowed = Signal(object)
    emptied = Signal()

    def __init__(self, trailing: QWidget | None = None) -> None:
        """Make an empty row; `trailing` stands at its right end."""
        super().__init__()
        self.setAccessibleName(self.tr("Understood as"))
        self._flow = FlowLayout(self, gap=GAP)
        self._read = _caption(self.tr("Understood as"))
        self._line = QFrame()
        self._line.setProperty("kind", "upright")
        self._narrow = _caption(self.tr("Narrow it"))
        self._note = _caption("")
        self._note.setProperty("tone", "warn")
        self._chips: list[Chip] = []
        self._adds: list[Chip] = []
        self._current = 0
        self._wanted = 0
        self._trailing = trailing
        self._shown: tuple[object, ...] = ()
        self._lay()
        theme.current().changed.connect(self._resize)
        self._resize()
        self.show_chips((), (), "")

    def show_chips(self, chips: Sequence[ChipSpec], adds: Sequence[ChipSpec], note: str) -> None:
        """Show other chips; the keyboard stays where it was, or goes to the nearest one left."""
        now: tuple[object, ...] = (tuple(chips), tuple(adds), note)
        if now == self._shown:
            return
        self._shown = now
        had_focus = self.has_focus()
        self._fill(self._chips, chips, adds=False)
        self._fill(self._adds, adds, adds=True)
        self._read.setVisible(bool(chips))
        self._wanted = len(adds)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        shown = self._visible()
        self._current = min(self._current, max(0, len(shown) - 1))
        self._lay()
        self._fit_adds()
        self._set_stops()
        if had_focus and shown:
            shown[self._current].setFocus(Qt.FocusReason.OtherFocusReason)
        elif had_focus:
            self.emptied.emit()

    def focus_part(self) -> bool:
        """Put the keyboard on the current chip; return False where there is none."""
        shown = self._visible()
        if not shown:
            return False
        shown[self._current].setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def has_focus(self) -> bool:
        """Return True if the keyboard is on a chip."""
        return any(chip.hasFocus() for chip in (*self._chips, *self._adds))

    @property
    def texts(self) -> tuple[str, ...]:
        """Return the words of the chips that can be taken off."""
        return tuple(c.spec.text for c in self._chips if c.spec and not c.isHidden())

    @property
    def chips(self) -> tuple[Chip, ...]:
        """Return every chip shown, in order."""
        return tuple(self._visible())

    @property
    def note(self) -> str:
        """Return the note on words that were not used."""
        return self._note.text()

    def _fill(self, pool: list[Chip], specs: Sequence[ChipSpec], *, adds: bool) -> None:
        while len(pool) < len(specs):
            chip = Chip(adds=adds)
            chip.setParent(self)
            chip.taken_off.connect(self.narrowed if adds else self.taken_off)
            chip.plain_wanted.connect(self.plain_wanted)
            chip.stepped.connect(self._step)
            chip.installEventFilter(self)
            pool.append(chip)
        for number, chip in enumerate(pool):
            is_used = number < len(specs)
            if is_used:
                chip.show_spec(specs[number])
            chip.setVisible(is_used)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Remember which chip has the keyboard, so that Tab comes back to it."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, Chip):
            shown = self._visible()
            if watched in shown:
                self._current = shown.index(watched)
                self._set_stops()
        return False

    def _visible(self) -> list[Chip]:
        return [chip for chip in (*self._chips, *self._adds) if not chip.isHidden()]

    def _set_stops(self) -> None:
        for number, chip in enumerate(self._visible()):
            stop = Qt.FocusPolicy.StrongFocus
            chip.setFocusPolicy(stop if number == self._current else Qt.FocusPolicy.ClickFocus)

    @Slot(int)
    def _step(self, step: int) -> None:
        shown = self._visible()
        self._current = min(max(self._current + step, 0), len(shown) - 1)
        shown[self._current].setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer as many narrowings as there is room for."""
        super().resizeEvent(event)
        self._fit_adds()

    def _fit_adds(self) -> None:
        """Hide the narrowings that would begin another line: they are an offer, not an answer."""
        gap = theme.current().px(GAP)
        parts: list[QWidget] = [chip for chip in self._chips if not chip.isHidden()]
        parts += [part for part in (self._read, self._note) if not part.isHidden()]
        parts += [self._trailing] if self._trailing is not None else []
        used = sum(part.sizeHint().width() + gap for part in parts)
        used += self._narrow.sizeHint().width() + 2 * gap
        offered = 0
        for chip in self._adds[: self._wanted]:
            used += chip.sizeHint().width() + gap
            fits = used <= self.width()
            chip.setVisible(fits)
            offered += fits
        self._narrow.setVisible(offered > 0)
        self._line.setVisible(offered > 0 and any(not chip.isHidden() for chip in self._chips))

    def _lay(self) -> None:
        while self._flow.takeAt(0) is not None:
            pass
        for part in (self._read, *self._chips, self._line, self._narrow, *self._adds, self._note):
            self._flow.addWidget(part)
        if self._trailing is not None:
            self._flow.add_right(self._trailing)

    @Slot()
    def _resize(self) -> None:
        look = theme.current()
        self._line.setFixedHeight(look.px(20))
        self.setMinimumHeight(look.px(HEIGHT))


def _caption(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)  # it may show what was typed
    label.setProperty("role", "caption")
    return label
