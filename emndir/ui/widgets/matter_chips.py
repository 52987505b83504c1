"""MatterChips: what matters to this patient, as chips that are on or off. It is not kept."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from emndir.ui import theme
from emndir.ui.icons import Sign
from emndir.ui.widgets.chip import HEIGHT
from emndir.ui.widgets.flow_layout import FlowLayout

_Matter = TypeVar("_Matter", bound=StrEnum)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class MatterChip(QToolButton):
    """One chip: on with a tick, off with a plus."""

    def __init__(self, matter: StrEnum, words: str) -> None:
        """Make a chip that is off."""
        super().__init__()
        self.matter = matter
        self.setCheckable(True)
        self.setAccessibleName(words)
        self._line = QHBoxLayout(self)
        self._sign, self._words = Sign("plus", "ink2", 16), QLabel(words)
        for part in (self._sign, self._words):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._line.addWidget(part)
        self.toggled.connect(self._show)
        theme.current().follow(self._resize)
        self._show(False)
        self._resize()

    @Slot(bool)
    def _show(self, is_on: bool) -> None:
        tint = "brand" if is_on else "ink2"
        self.setProperty("kind", "chip" if is_on else "matter")
        self._words.setProperty("tone", tint)
        self._sign.show_sign("check" if is_on else "plus", tint)
        for part in (self, self._words):
            part.style().unpolish(part)
            part.style().polish(part)

    def sizeHint(self) -> QSize:
        """Return what the label wants."""
        return QSize(self._line.sizeHint().width(), theme.current().px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return the same: a chip is never cut."""
        return self.sizeHint()

    @Slot()
    def _resize(self) -> None:
        look = theme.current()
        self._line.setContentsMargins(look.px(8), 0, look.px(10), 0)
        self._line.setSpacing(look.px(6))
        self.setFixedHeight(look.px(HEIGHT))


class MatterChips(QWidget):
    """All chips, one stop of the Tab key; the arrow keys move inside.

    `changed` carries what is on.
    """

    changed = Signal(object)  # frozenset of what they are

    def __init__(
        self,
        words: Mapping[_Matter, str],
        trailing: QWidget | None = None,
        *,
        title: str = "",
        note: str = "",
    ) -> None:
        """Make a chip of each; `trailing` stands at the right end.

        `title` says what they are and `note` what they do, where they are not what matters.
        """
        super().__init__()
        title = title or self.tr("What matters to this patient")
        self.setAccessibleName(title)
        flow = FlowLayout(self, gap=8)
        flow.addWidget(_caption(title))
        self.chips: dict[StrEnum, MatterChip] = {}
        for matter, text in words.items():
            chip = self.chips[matter] = MatterChip(matter, text)
            chip.clicked.connect(self._tell)
            chip.installEventFilter(self)
            flow.addWidget(chip)
        flow.addWidget(_caption(note or self.tr("Moves those rows up. Not kept.")))
        if trailing is not None:
            flow.add_right(trailing)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._let_in(0)

    @property
    def on(self) -> frozenset[StrEnum]:
        """Return what is on."""
        return frozenset(matter for matter, chip in self.chips.items() if chip.isChecked())

    def show_on(self, matters: Collection[StrEnum]) -> None:
        """Show these as on, and no others."""
        for matter, chip in self.chips.items():
            chip.setChecked(matter in matters)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move between the chips by the arrow keys; Tab comes back to where one was."""
        chips = list(self.chips.values())
        if not isinstance(watched, MatterChip):
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _STEPS.get(Qt.Key(event.key()), 0)
            if step:
                at = min(max(chips.index(watched) + step, 0), len(chips) - 1)
                chips[at].setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                watched.click()
                return True
        if event.type() == QEvent.Type.FocusIn:
            self._let_in(chips.index(watched))
        return False

    def _let_in(self, which: int) -> None:
        for at, chip in enumerate(self.chips.values()):
            stop = Qt.FocusPolicy.StrongFocus if at == which else Qt.FocusPolicy.ClickFocus
            chip.setFocusPolicy(stop)

    @Slot()
    def _tell(self) -> None:
        self.changed.emit(self.on)


def _caption(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "caption")
    return label
