"""ChipRow: what the words were understood as, and ways to narrow the results."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from emndir.ui import theme
from emndir.ui.widgets.chip import HEIGHT, Chip, ChipKind, ChipSpec
from emndir.ui.widgets.flow_layout import FlowLayout

GAP = 8  # px at 100 %


class ChipRow(QFrame):
    """Solid chips for what was understood, struck ones for what was taken off, dashed ones to narrow.

    A note beside them says what could not be used. One stop of the Tab key; the arrow keys
    move inside. `emptied` says that the last chip went while the keyboard was on it,
    `chip_entered` that the keyboard came to a chip, so that whoever scrolls the row can show it.
    """

    taken_off = Signal(object)
    words_unwanted = Signal(object)
    brought_back = Signal(object)
    narrowed = Signal(object)
    emptied = Signal()
    chip_entered = Signal(QWidget)

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
        self._plain: list[Chip] = []
        self._adds: list[Chip] = []
        self._current = 0
        self._wanted = 0
        self._trailing = trailing
        self._is_compact = False
        self._shown: tuple[object, ...] = ()
        self._lay()
        theme.current().follow(self._resize)
        theme.current().changed.connect(self._fit_adds)  # once all chips have their size
        self._resize()
        self.show_chips((), (), "")

    def show_chips(self, chips: Sequence[ChipSpec], adds: Sequence[ChipSpec], note: str) -> None:
        """Show other chips; the keyboard stays where it was, or goes to the nearest one left.

        `chips` are readings, and those that were taken off; `adds` ways to narrow.
        """
        now: tuple[object, ...] = (tuple(chips), tuple(adds), note)
        if now == self._shown:
            return
        self._shown = now
        had_focus = self.has_focus()
        self._fill(self._chips, [one for one in chips if one.kind is ChipKind.READ], ChipKind.READ)
        self._fill(
            self._plain, [one for one in chips if one.kind is ChipKind.PLAIN], ChipKind.PLAIN
        )
        self._fill(self._adds, adds, ChipKind.ADD)
        self._show_captions()
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

    def set_compact(self, is_compact: bool) -> None:
        """Leave out the captions and what stands at the end, as the narrow view does."""
        self._is_compact = is_compact
        if self._trailing is not None:
            self._trailing.setVisible(not is_compact)
        self._show_captions()
        self._lay()
        self._fit_adds()

    def _show_captions(self) -> None:
        has_chips = any(not chip.isHidden() for chip in (*self._chips, *self._plain))
        self._read.setVisible(has_chips and not self._is_compact)

    def focus_part(self) -> bool:
        """Put the keyboard on the current chip; return False where there is none."""
        shown = self._visible()
        if not shown:
            return False
        shown[self._current].setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def has_focus(self) -> bool:
        """Return True if the keyboard is on a chip."""
        return any(chip.hasFocus() for chip in self._all())

    @property
    def texts(self) -> tuple[str, ...]:
        """Return the words of the chips that can be taken off."""
        return tuple(c.spec.text for c in self._chips if c.spec and not c.isHidden())

    @property
    def plain_texts(self) -> tuple[str, ...]:
        """Return the words of the chips that can be brought back."""
        return tuple(c.spec.text for c in self._plain if c.spec and not c.isHidden())

    @property
    def chips(self) -> tuple[Chip, ...]:
        """Return every chip shown, in order."""
        return tuple(self._visible())

    @property
    def note(self) -> str:
        """Return the note on words that were not used."""
        return self._note.text()

    def _fill(self, pool: list[Chip], specs: Sequence[ChipSpec], kind: ChipKind) -> None:
        told = {
            ChipKind.READ: self.taken_off,
            ChipKind.PLAIN: self.brought_back,
            ChipKind.ADD: self.narrowed,
        }
        while len(pool) < len(specs):
            chip = Chip(kind)
            chip.setParent(self)
            chip.used.connect(told[kind])
            chip.words_unwanted.connect(self.words_unwanted)
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
            self.chip_entered.emit(watched)
        return False

    def _visible(self) -> list[Chip]:
        return [chip for chip in self._all() if not chip.isHidden()]

    def _all(self) -> list[Chip]:
        return [*self._chips, *self._plain, *self._adds]

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

    @Slot()
    def _fit_adds(self) -> None:
        """Hide the narrowings that would begin another line: they are an offer, not an answer."""
        gap = theme.current().px(GAP)
        read = [*self._chips, *self._plain]
        parts: list[QWidget] = [chip for chip in read if not chip.isHidden()]
        parts += [part for part in (self._read, self._note) if not part.isHidden()]
        if self._trailing is not None and not self._is_compact:
            parts.append(self._trailing)
        used = sum(part.sizeHint().width() + gap for part in parts)
        if not self._is_compact:
            used += self._narrow.sizeHint().width() + 2 * gap
        offered = 0
        for chip in self._adds[: self._wanted]:
            used += chip.sizeHint().width() + gap
            fits = used <= self.width() + gap
            chip.setVisible(fits)
            offered += fits
        has_captions = offered > 0 and not self._is_compact
        self._narrow.setVisible(has_captions)
        self._line.setVisible(has_captions and any(not chip.isHidden() for chip in read))

    def _lay(self) -> None:
        while self._flow.takeAt(0) is not None:
            pass
        read = (self._read, *self._chips, *self._plain, self._line)
        for part in (*read, self._narrow, *self._adds, self._note):
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
