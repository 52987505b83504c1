"""The plum circle with a place in the shortlist: on cards, in the tray, on the button."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from emndir.ui import theme

TAG = 20
"""Side of the circle in pixels at 100 %."""


class NumberTag(QWidget):
    """One number in its circle, beside words. A screen reader hears it from what it stands on."""

    def __init__(self, number: int = 1) -> None:
        """Make the circle of a number."""
        super().__init__()
        self.number = number
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.current().follow(self._resize)
        self._resize()

    def show_number(self, number: int) -> None:
        """Show another number."""
        if number != self.number:
            self.number = number
            self.update()

    @Slot()
    def _resize(self) -> None:
        side = theme.current().px(TAG)
        self.setFixedSize(side, side)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw circle and number."""
        painter = QPainter(self)
        paint_number(painter, QRectF(self.rect()), self.number)
        painter.end()


def paint_number(painter: QPainter, circle: QRectF, number: int) -> None:
    """Draw a number of the shortlist in its circle."""
    look = theme.current()
    font = look.font("caption", figures=True)
    font.setWeight(font.Weight.DemiBold)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color("pick"))
    painter.drawEllipse(circle)
    painter.setPen(look.color("onPick"))
    painter.setFont(font)
    painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(number))
    painter.restore()
