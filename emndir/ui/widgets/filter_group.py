"""FilterGroup: one kind of filter, folded or open, with a box and a count for each value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from emndir.ui import icons, theme
from emndir.ui.widgets.tick_box import ROW, TickBox

# pixels at 100 %
INDENT = 22
COUNT_GAP, COUNT_END = 8, 4
CHEVRON = 18


@dataclass(frozen=True, slots=True)
class FilterValue:
    """A value to filter by; `parent` is the code of a value it lies inside, "" for none."""

    code: str
    label: str
    parent: str = ""


class FilterBox(TickBox):
    """A box to tick with its count at the end."""

    toggled_by_hand = Signal(str, bool)

    def __init__(self, value: FilterValue) -> None:
        """Make the box of a value."""
        super().__init__(value.label)
        self.value = value
        self._count: int | None = None
        self._widest: tuple[tuple[int | None, QFont], int] | None = None
        self._spoken = ""
        self.clicked.connect(self._tell)
        self.show_count(None)

    @property
    def count(self) -> int | None:
        """Return how many results this value would give, None where nothing is known yet."""
        return self._count

    @property
    def indent(self) -> int:
        """Return the room at the left: a value inside another stands farther in."""
        return INDENT if self.value.parent else 0

    @property
    def room_right(self) -> int:
        """Return the room of the count, which is asked for with every height."""
        asked = (self._count, self.font())
        if self._widest is None or self._widest[0] != asked:
            metrics = QFontMetrics(self.font())
            texts = ("000", str(self._count or ""))
            self._widest = (asked, max(metrics.horizontalAdvance(text) for text in texts))
        return self._widest[1] + theme.current().px(COUNT_GAP + COUNT_END)

    @property
    def is_faint(self) -> bool:
        """Return True for a value that would give nothing."""
        return super().is_faint or (self._count == 0 and not self.isChecked())

    def show_count(self, count: int | None) -> None:
        """Show how many results this value would give; none stays visible, but fainter."""
        spoken = self.value.label
        if count is not None:
            words = self.tr("1 service") if count == 1 else f"{count} {self.tr('services')}"
            spoken += f", {words}"
        if spoken == self._spoken:
            return
        self._count, self._spoken = count, spoken
        self.setAccessibleName(spoken)
        self.updateGeometry()  # a longer number leaves less room for the words
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box and words, then the count."""
        super().paintEvent(event)
        if self._count is None:
            return
        look = theme.current()
        painter = QPainter(self)
        painter.setPen(look.color("disabled" if self.is_faint else "ink3"))
        painter.setFont(self.font())
        end = QRect(0, 0, self.width() - look.px(COUNT_END), look.px(ROW))
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(end, align, str(self._count))
        painter.end()

    @Slot(bool)
    def _tell(self, is_on: bool) -> None:
        self.toggled_by_hand.emit(self.value.code, is_on)


class FilterGroup(QWidget):
    """A heading that folds, over the boxes of its values.

    Values inside another value are shown only while that one is ticked. `changed` carries
    the codes ticked now.
    """

    changed = Signal(tuple)

    def __init__(self, title: str, *, is_open: bool) -> None:
        """Make an empty group."""
        super().__init__()
        self._title = title
        self._boxes: dict[str, FilterBox] = {}
        self.heading = _FoldHead()
        self.heading.setProperty("kind", "fold")
        self.heading.setCheckable(True)
        self.heading.setChecked(is_open)
        self.heading.setText(title)
        self.heading.setAutoDefault(False)
        self.heading.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.heading.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.heading.toggled.connect(self._fold)
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.heading)
        whole.addWidget(self._body)
        self._fold(is_open)

    @property
    def boxes(self) -> Mapping[str, FilterBox]:
        """Return the boxes by code."""
        return self._boxes

    @property
    def codes(self) -> tuple[str, ...]:
        """Return what is ticked, in order."""
        return tuple(code for code, box in self._boxes.items() if box.isChecked())

    @property
    def is_open(self) -> bool:
        """Return True if the boxes are shown."""
        return self.heading.isChecked()

    def set_values(self, values: Sequence[FilterValue]) -> None:
        """Offer these values; boxes of the same value stay."""
        if [box.value for box in self._boxes.values()] == list(values):
            return
        ticked = set(self.codes)
        for box in self._boxes.values():
            self._column.removeWidget(box)
            box.deleteLater()
        self._boxes = {}
        for value in values:
            box = FilterBox(value)
            box.setChecked(value.code in ticked)
            box.toggled_by_hand.connect(self._changed_by_hand)
            self._boxes[value.code] = box
            self._column.addWidget(box)
        self._show_inner()

    def show_counts(self, counts: Mapping[str, int] | None) -> None:
        """Show how many results each value would give; a missing one gives none."""
        for code, box in self._boxes.items():
            box.show_count(None if counts is None else counts.get(code, 0))

    def tick(self, codes: Sequence[str]) -> None:
        """Tick exactly these, without saying that somebody did."""
        wanted = set(codes)
        for code, box in self._boxes.items():
            box.setChecked(code in wanted)
        self._show_inner()
        self._say_heading()

    @Slot(str, bool)
    def _changed_by_hand(self, code: str, is_on: bool) -> None:
        if not is_on:
            for box in self._boxes.values():
                if box.value.parent == code:
                    box.setChecked(False)
        self._show_inner()
        self._say_heading()
        self.changed.emit(self.codes)

    def _show_inner(self) -> None:
        for box in self._boxes.values():
            parent = self._boxes.get(box.value.parent)
            if parent is not None:
                box.setVisible(parent.isChecked())

    @Slot(bool)
    def _fold(self, is_open: bool) -> None:
        self._body.setVisible(is_open)
        self._say_heading()

    def _say_heading(self) -> None:
        count = len(self.codes)
        chosen = f", {count} {self.tr('chosen')}" if count else ""
        state = self.tr("open") if self.is_open else self.tr("folded")
        self.heading.setAccessibleName(f"{self._title}{chosen}, {state}")
        self.heading.setText(f"{self._title} · {count}" if count else self._title)


class _FoldHead(QPushButton):
    """The heading, with the chevron drawn at its end."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, then the chevron."""
        super().paintEvent(event)
        look = theme.current()
        side = look.px(CHEVRON)
        left = self.width() - side - look.px(COUNT_END)
        box = QRectF(left, (self.height() - side) // 2, side, side)
        painter = QPainter(self)
        name = "chevron-up" if self.isChecked() else "chevron-down"
        icons.paint(painter, box, name, look.color("ink2" if self.isEnabled() else "disabled"))
        painter.end()
