"""DoubtList: what to check before a sheet is printed, each with a box to tick."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from emndir.domain.vocabulary import FactGroup
from emndir.ui import theme
from emndir.ui.icons import Sign
from emndir.ui.widgets.buttons import wrapped
from emndir.ui.widgets.tick_box import TickBox


class DoubtLike(Protocol):
    """What a row is made of: a group that can be ticked, or None, and what is said of it."""

    @property
    def group(self) -> FactGroup | None:
        """Return the fact group that a tick confirms."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return what is doubtful about it."""


class DoubtList(QWidget):
    """Rows stay where they are when they are ticked, so that a tick can be taken back."""

    checked = Signal(FactGroup, bool)

    def __init__(self) -> None:
        """Make an empty list."""
        super().__init__()
        self._shown: tuple[DoubtLike, ...] | None = None
        self._boxes: dict[FactGroup, TickBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.current().px(6))

    @property
    def boxes(self) -> dict[FactGroup, TickBox]:
        """Return the box of each fact group."""
        return self._boxes

    def show_doubts(self, doubts: Sequence[DoubtLike], confirmed: Collection[FactGroup]) -> None:
        """Show the doubts of a sheet, those of confirmed groups ticked."""
        if self._shown != tuple(doubts):
            self._shown = tuple(doubts)
            self._build()
        for group, box in self._boxes.items():
            blocked = box.blockSignals(True)
            box.setChecked(group in confirmed)
            box.blockSignals(blocked)

    def _build(self) -> None:
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._boxes = {}
        self._column.addWidget(wrapped(self.tr("Check before you print"), "strong"))
        if not self._shown:
            words = self.tr("Every fact on this sheet was checked lately.")
            self._column.addWidget(self._row("check-circle-outline", "good", words))
            return
        hint = self.tr(
            "Tick what you have checked. It counts as checked today, on this sheet only."
        )
        self._column.addWidget(wrapped(hint, "caption"))
        for doubt in self._shown:
            words = " ".join(doubt.sentences)
            if doubt.group is None:
                self._column.addWidget(self._row("clock-alert-outline", "warn", words))
            else:
                self._column.addWidget(self._box(doubt.group, words))

    def _row(self, sign: str, tint: str, words: str) -> QWidget:
        px = theme.current().px
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, px(6), 0, 0)
        row.setSpacing(px(8))
        row.addWidget(Sign(sign, tint, 17), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(wrapped(words), 1)
        return holder

    def _box(self, group: FactGroup, words: str) -> TickBox:
        box = TickBox(words)
        box.setAccessibleName(f"{self.tr('I checked it')}. {words}")
        box.clicked.connect(self._tick)
        self._boxes[group] = box
        return box

    @Slot(bool)
    def _tick(self, is_checked: bool) -> None:
        pressed = self.sender()
        for group, box in self._boxes.items():
            if box is pressed:
                self.checked.emit(group, is_checked)
