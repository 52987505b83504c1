"""WayPanel: all compared places on one map, the same in words, and the transport near each end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from emndir.ui import theme
from emndir.ui.detail import Line, Look
from emndir.ui.way_parts import MarksSpec, TransportNear
from emndir.ui.widgets.buttons import wrapped
from emndir.ui.widgets.focus_seen import FocusSeen
from emndir.ui.widgets.marks_map import MarksMap
from emndir.ui.widgets.text_lines import TextLines
from emndir.ui.widgets.transport_list import TransportList

if TYPE_CHECKING:
    from emndir.ui.context import UiContext

BESIDE = 860
"""Pixels at 100 % from which the transport stands beside the map."""
MAP_HIGH = 340
LEAST_HIGH = 220


class WayPanel(QFrame):
    """Stands in the place of the table of a comparison. `chosen` carries the uid of a service."""

    chosen = Signal(str)

    def __init__(self, context: UiContext) -> None:
        """Make an empty panel; `show_marks` and `show_near` fill it."""
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName(self.tr("Map and transport"))
        self._context = context
        self.map: MarksMap | None = None
        directory, look = context.directory, theme.current()
        self.words = TextLines()
        self.transport = TransportList()
        self.transport.chosen.connect(self.chosen)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        FocusSeen(self._area)
        inside = QWidget()
        inside.setProperty("kind", "inside")
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        left = self._left = QVBoxLayout()
        if directory is not None and context.core.settings.show_map:
            self.map = MarksMap()
            names = directory.gazetteer.place_names
            self.map.set_ground(
                directory.outline, (place for those in names.values() for place in those)
            )
            left.addWidget(self.map)
        left.addWidget(self.words)
        self.credits = wrapped(
            " ".join(directory.info.attribution) if directory is not None else "", "caption"
        )
        left.addWidget(self.credits)
        left.addStretch(1)
        right = self._right = QVBoxLayout()
        right.addWidget(self.transport)
        right.addStretch(1)
        self._box.addLayout(left, 1)
        self._box.addLayout(right, 1)
        self._area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.addWidget(self._area)
        look.follow(self._fit)
        self._fit()

    def show_marks(self, spec: MarksSpec | None) -> None:
        """Show other places, or that none is known."""
        if self.map is not None:
            self.map.setVisible(spec is not None)
        if spec is None:
            self.words.set_lines([Line(self.tr("None of these has a place on the map."))])
            return
        if self.map is not None:
            self.map.show_marks(spec)
        lines = [Line(line) for line in spec.lines]
        self.words.set_lines([*lines, Line(spec.note, Look.CAPTION)])

    def show_near(self, found: Sequence[TransportNear]) -> None:
        """Show the transport near each end."""
        self.transport.show_near(found)
        self._context.theme.dress(self.transport)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the transport below the map where there is no width for both."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        look = theme.current()
        is_wide = self.width() / look.scale >= BESIDE
        directions = (QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight)
        self._box.setDirection(directions[is_wide])
        side = look.px(20 if is_wide else 12)
        self._box.setContentsMargins(side, look.px(16), side, look.px(16))
        self._box.setSpacing(look.px(24 if is_wide else 16))
        self._left.setSpacing(look.px(8))
        if self.map is not None:
            room = max(look.px(LEAST_HIGH), min(look.px(MAP_HIGH), self.height() * 2 // 3))
            self.map.setFixedHeight(room)

    def focus_first(self) -> None:
        """Put the keyboard on the map, or on what it says."""
        is_drawn = self.map is not None and self.map.isVisibleTo(self)
        first = self.map if is_drawn and self.map is not None else self.words
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def tab_stops(self) -> list[QWidget]:
        """Return where the Tab key stops, in order."""
        first = [self.map] if self.map is not None else []
        return [*first, self.words, *self.transport.tab_stops()]
