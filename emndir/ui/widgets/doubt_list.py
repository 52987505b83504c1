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
    def uid(self) -> str:
        """Return the service that it is about."""

    @property
    def title(self) -> str:
        """Return what the service is called on its sheet."""

    @property
    def group(self) -> FactGroup | None:
        """Return the fact group that a tick confirms."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return what is doubtful about it."""


class DoubtList(QWidget):
    """Rows stay where they are when they are ticked, so that a tick can be taken back.

    Where they are about several services, each has its heading. `checked` carries the uid,
    the group, and whether it is ticked now.
    """

    checked = Signal(str, FactGroup, bool)

    def __init__(self) -> None:
        """Make an empty list."""
        super().__init__()
        self._shown: tuple[DoubtLike, ...] | None = None
        self._boxes: dict[tuple[str, FactGroup], TickBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.current().px(6))

    @property
    def boxes(self) -> dict[tuple[str, FactGroup], TickBox]:
        """Return the box of each service's fact group."""
        return self._boxes

    def show_doubts(
        self,
        doubts: Sequence[DoubtLike],
        confirmed: Collection[tuple[str, FactGroup]],
        *,
        services: int = 1,
    ) -> None:
        """Show the doubts about so many services, those of confirmed groups ticked."""
        if self._shown != tuple(doubts):
            self._shown = tuple(doubts)
            self._build(services)
        for which, box in self._boxes.items():
            blocked = box.blockSignals(True)
            box.setChecked(which in confirmed)
            box.blockSignals(blocked)

    def _build(self, services: int) -> None:
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
            if services > 1:
                words = self.tr("Every fact on these sheets was checked lately.")
            self._column.addWidget(self._row("check-circle-outline", "good", words))
            return
        hint = self.tr(
            "Tick what you have checked. It counts as checked today, on this sheet only."
        )
        if services > 1:
            hint = self.tr(
                "Tick what you have checked. It counts as checked today, in this hand-out only."
            )
        self._column.addWidget(wrapped(hint, "caption"))
        headed = ""
        for doubt in self._shown:
            if services > 1 and doubt.uid != headed:
                headed = doubt.uid
                self._column.addWidget(self._heading(doubt.title))
            words = " ".join(doubt.sentences)
            if doubt.group is None:
                self._column.addWidget(self._row("clock-alert-outline", "warn", words))
            else:
                name = f"{doubt.title}. {words}" if services > 1 else words
                self._column.addWidget(self._box((doubt.uid, doubt.group), words, name))

    def _heading(self, title: str) -> QWidget:
        heading = wrapped(title, "strong", "ink2")
        heading.setContentsMargins(0, theme.current().px(8), 0, 0)
        return heading

    def _row(self, sign: str, tint: str, words: str) -> QWidget:
        px = theme.current().px
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, px(6), 0, 0)
        row.setSpacing(px(8))
        row.addWidget(Sign(sign, tint, 17), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(wrapped(words), 1)
        return holder

    def _box(self, which: tuple[str, FactGroup], words: str, name: str) -> TickBox:
        box = TickBox(words)
        box.setAccessibleName(f"{self.tr('I checked it')}. {name}")
        box.clicked.connect(self._tick)
        self._boxes[which] = box
        return box

    @Slot(bool)
    def _tick(self, is_checked: bool) -> None:
        pressed = self.sender()
        for (uid, group), box in self._boxes.items():
            if box is pressed:
                self.checked.emit(uid, group, is_checked)
