"""FocusRing: shows where the keyboard is, outside the widget that has it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from emndir.ui import theme

WIDTH = 2  # px; lines do not grow with the text
GAP = 2  # px between a widget and its ring
RADIUS = 8  # px, the 6 of fields and buttons plus the gap
OWN_RING = "ownRing"
"""Property of a widget that draws its ring by itself, such as a list's current row."""
RINGED = "ringed"
"""Property of a frame that takes the ring of the field inside it."""

_MOVED = (
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.LayoutRequest,
)


class FocusRing(QWidget):
    """One ring for a whole window; it follows the focus, for keyboard and mouse alike.

    It lies over everything, lets the mouse through, and is cut off where a scroll area
    cuts off what it surrounds.
    """

    def __init__(self, window: QWidget) -> None:
        """Make the ring of a top-level window."""
        super().__init__(window)
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._hole = QRect()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._place)
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    @property
    def target(self) -> QWidget | None:
        """Return what the ring surrounds now."""
        return self._target if self.isVisible() else None

    @Slot(QWidget, QWidget)
    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        for watched in self._watched:
            if isValid(watched):  # a page may be gone together with what had the focus
                watched.removeEventFilter(self)
        self._watched = []
        self._target = None
        if new is None or new.window() is not self.window() or new.property(OWN_RING):
            self.hide()
            return
        self._target = ringed_frame(new)
        widget: QWidget | None = self._target
        while widget is not None and widget is not self.window():
            widget.installEventFilter(self)
            self._watched.append(widget)
            widget = widget.parentWidget()
        self._soon.start()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Follow whatever moves the widget with the focus."""
        if event.type() in _MOVED:
            self._soon.start()
        return False

    @Slot()
    def _place(self) -> None:
        target, window = self._target, self.window()
        if target is None or not target.isVisible():
            self.hide()
            return
        reach = GAP + WIDTH
        hole = QRect(target.mapTo(window, QPoint(0, 0)), target.size())
        outer = hole.adjusted(-reach, -reach, reach, reach)
        shown = outer & window.rect() & _uncovered(target, window, reach)
        if shown.isEmpty():
            self.hide()
            return
        self.setGeometry(shown)
        self._hole = outer.translated(-shown.topLeft())
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.current().color("focus"), WIDTH))
        half = WIDTH / 2
        box = QRectF(self._hole).adjusted(half, half, -half, -half)
        radius = theme.current().px(RADIUS)
        painter.drawRoundedRect(box, radius, radius)
        painter.end()


def ringed_frame(widget: QWidget) -> QWidget:
    """Return the frame around a field that takes its ring, or the widget itself."""
    above: QWidget | None = widget
    while above is not None and not above.isWindow():
        if above.property(RINGED):
            return above
        above = above.parentWidget()
    return widget


def _uncovered(target: QWidget, window: QWidget, reach: int) -> QRect:
    """Return what the scroll areas around a widget let through, in the window's coordinates."""
    shown = window.rect()
    above = target.parentWidget()
    while above is not None and above is not window:
        area = above.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is above:
            frame = QRect(above.mapTo(window, QPoint(0, 0)), above.size())
            shown &= frame.adjusted(-reach, -reach, reach, reach)
        above = area
    return shown
