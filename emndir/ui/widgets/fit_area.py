"""FitArea: as high as what it holds, up to a limit from which it scrolls."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

_NO_LIMIT = 16_777_215


class FitArea(QScrollArea):
    """A scroll area that takes no more height than its words need at its width.

    `set_limit` sets the most it may take in pixels; None lets it fill what room there is. Where
    its layout is short of room it takes less, and scrolls.
    """

    def __init__(self, inside: QWidget) -> None:
        """Hold a widget whose layout says how high it is at a width."""
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = inside
        self._limit: int | None = None
        self._then_lay = QTimer(self, interval=0, singleShot=True)
        self._then_lay.timeout.connect(self._lay_out)
        self.setWidget(inside)
        inside.installEventFilter(self)

    def set_limit(self, limit: int | None) -> None:
        """Take at most so many pixels of height."""
        self._limit = limit
        self.fit()

    def fit(self) -> None:
        """Take the height that is needed now."""
        most = _NO_LIMIT
        if self._limit is not None:
            most = max(1, min(self.needed(self.width()), self._limit))
        if most != self.maximumHeight():
            self.setMaximumHeight(most)
            self.updateGeometry()
        self._show_bar()

    def _show_bar(self) -> None:
        """Show the bar only where it is needed at the whole width.

        Left to Qt, a bar that was needed for a moment can stay: beside it words take more lines.
        """
        policy = Qt.ScrollBarPolicy
        is_needed = self.needed(self.width()) > self.height()
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if is_needed else policy.ScrollBarAlwaysOff
        )

    def sizeHint(self) -> QSize:
        """Return the size that is wanted: as high as is allowed."""
        size = super().sizeHint()
        return size if self._limit is None else QSize(size.width(), self.maximumHeight())

    def minimumSizeHint(self) -> QSize:
        """Return next to nothing: it scrolls."""
        return QSize(1, 1)

    def needed(self, width: int) -> int:
        """Return the height of what it holds at a width."""
        layout, least = self._inside.layout(), self._inside.minimumHeight()
        if layout is None:
            return max(least, self._inside.sizeHint().height())
        layout.activate()
        if layout.hasHeightForWidth():
            return max(least, layout.totalHeightForWidth(width))
        return max(least, layout.totalSizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit again where something in it came, went or changed its size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._then_lay.start()
        return super().eventFilter(watched, event)

    @Slot()
    def _lay_out(self) -> None:
        """Lay out what it holds for the size that it has now.

        A bar that comes or goes gives it another size while it is being laid out, and Qt then ends
        with the size of before: rows stand higher than what holds them, and are cut.
        """
        layout, room = self._inside.layout(), self._inside.contentsRect()
        if layout is not None and layout.geometry() != room:
            layout.setGeometry(room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again where the width is another."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()
        else:
            self._show_bar()
