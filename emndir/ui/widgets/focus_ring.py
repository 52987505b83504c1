"""FocusRing: shows where the keyboard is, outside the widget that has it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollArea, QWidget
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
    cuts off what it surrounds. What the keyboard comes to is scrolled into sight, wherever
    it came from.
    """

    # What is left of a ring whose window Python's collector takes apart: Qt still calls it.
    _watched: Sequence[QWidget] = ()
    _soon: QTimer | None = None

    def __init__(self, window: QWidget) -> None:
        """Make the ring of a top-level window."""
        super().__init__(window)
        self._target: QWidget | None = None
        self._hole = QRect()
        self._unseen: QWidget | None = None  # what is to be scrolled into sight
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
        if self._soon is None:
            return
        for watched in self._watched:
            if isValid(watched):  # a page may be gone together with what had the focus
                watched.removeEventFilter(self)
        self._watched = ()
        self._target = None
        self._unseen = None
        if new is None or new.window() is not self.window():
            self.hide()
            return
        # A mouse is where a person looks already, and may be selecting.
        if QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self._unseen = ringed_frame(new)
        self._soon.start()
        if new.property(OWN_RING):
            self.hide()
            return
        self._target = ringed_frame(new)
        around: list[QWidget] = []
        widget: QWidget | None = self._target
        while widget is not None and widget is not self.window():
            widget.installEventFilter(self)
            around.append(widget)
            widget = widget.parentWidget()
        self._watched = around

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Follow whatever moves the widget with the focus."""
        if event.type() in _MOVED and self._soon is not None:
            if event.type() == QEvent.Type.Resize:
                self._unseen = self._target
            self._soon.start()
        return False

    @Slot()
    def _place(self) -> None:
        target, window = self._target, self.window()
        unseen, self._unseen = self._unseen, None
        if unseen is not None and isValid(unseen) and unseen.isVisible():
            bring_into_sight(unseen)
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


def bring_into_sight(widget: QWidget) -> None:
    """Scroll whatever a widget lies in until it can be seen with its ring.

    Of what is higher than its pane the top is shown, unless it fills the pane already.
    """
    reach = GAP + WIDTH
    above = widget.parentWidget()
    while above is not None and not above.isWindow():
        area = above.parentWidget()
        if isinstance(area, QScrollArea) and area.viewport() is above:
            bar, high = area.verticalScrollBar(), above.height()
            top = widget.mapTo(above, QPoint(0, 0)).y() - reach
            bottom = top + widget.height() + 2 * reach
            if top < 0 or bottom > high:
                if bottom - top <= high:
                    bar.setValue(bar.value() + (top if top < 0 else bottom - high))
                elif top > 0 or bottom < high:
                    bar.setValue(bar.value() + top)
        above = area


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
