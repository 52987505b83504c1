"""TallArea: scrolls a column of words that wrap, each at the height that it needs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class TallArea(QScrollArea):
    """A scroll area that never squeezes what it holds.

    Left to Qt, lines that came while others went were given the height of what is in sight.
    """

    def __init__(self, inside: QWidget) -> None:
        """Hold a widget whose layout says how high it is at a width."""
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = inside
        self.setWidget(inside)
        inside.installEventFilter(self)

    def _fit(self) -> None:
        layout = self._inside.layout()
        if layout is None:
            return
        layout.activate()
        needed = layout.totalHeightForWidth(self.viewport().width())
        if needed != self._inside.minimumHeight():
            self._inside.setMinimumHeight(needed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width needs another height."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit again where something in it came, went or changed its size."""
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)
