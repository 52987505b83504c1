"""Segments: a few choices side by side, one of them taken; below one another where room is short."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from emndir.ui import theme

# pixels at 100 %
HEIGHT, BESIDE, RADIUS, BAR = 32, 12, 6, 3


class Segments(QWidget):
    """A joined row of radio buttons. `chosen` carries the value that a person took.

    Tab stops once, at the one that is taken; the arrow keys take another.
    """

    chosen = Signal(object)

    def __init__(self, name: str, choices: Sequence[tuple[object, str]]) -> None:
        """Make a row called `name` for a screen reader, of values and their words."""
        super().__init__()
        self.setAccessibleName(name)
        self.fills = False  # take the whole width, or only what the words need
        self.segments: dict[object, _Segment] = {}
        for value, words in choices:
            segment = self.segments[value] = _Segment(words, self)
            segment.setAccessibleDescription(name)
            segment.clicked.connect(self._take)
            segment.toggled.connect(self._let_in)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.current().follow(self._resize)

    @property
    def value(self) -> object:
        """Return the value that is taken, or None."""
        return next((value for value, one in self.segments.items() if one.isChecked()), None)

    def choose(self, value: object) -> None:
        """Take a value without saying that a person took it."""
        if value in self.segments:
            self.segments[value].setChecked(True)
            self.update()

    def focus_taken(self) -> None:
        """Put the keyboard on the one that is taken."""
        taken = next((one for one in self.segments.values() if one.isChecked()), None)
        (taken or next(iter(self.segments.values()))).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _let_in(self) -> None:
        """Let the Tab key stop at the one that is taken, before it was ever there too."""
        if self.value is None:  # between one and the next
            return
        for one in self.segments.values():
            strong, click = Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.ClickFocus
            one.setFocusPolicy(strong if one.isChecked() else click)

    @Slot()
    def _take(self) -> None:
        self.update()
        self.chosen.emit(self.value)

    # --- sizes ---------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Return the size side by side."""
        return QSize(self._breadth(), self._row())

    def minimumSizeHint(self) -> QSize:
        """Return the size below one another."""
        return QSize(max(one.breadth for one in self.segments.values()), self._row())

    def hasHeightForWidth(self) -> bool:
        """Return True: where there is no room for a row it is a column."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width."""
        return self._row() * (1 if self._fits(width) else len(self.segments))

    def _row(self) -> int:
        look = theme.current()
        return max(look.px(HEIGHT), QFontMetrics(look.font("strong")).height() + look.px(8))

    def _breadth(self) -> int:
        """Return the width of a row in which all are equally wide."""
        return max(one.breadth for one in self.segments.values()) * len(self.segments)

    def _fits(self, width: int) -> bool:
        return sum(one.breadth for one in self.segments.values()) <= width

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the parts out anew."""
        super().resizeEvent(event)
        self._lay()

    def _lay(self) -> None:
        parts, width, row = list(self.segments.values()), self.width(), self._row()
        if not self._fits(width):
            for number, part in enumerate(parts):
                part.setGeometry(0, number * row, width, row)
            return
        room = width if self.fills else min(width, self._breadth())
        spare = room - sum(part.breadth for part in parts)
        left = 0
        for number, part in enumerate(parts):
            more = spare // len(parts) + (number < spare % len(parts))
            part.setGeometry(left, 0, part.breadth + more, row)
            left += part.breadth + more

    @Slot()
    def _resize(self) -> None:
        self.updateGeometry()
        self._lay()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame, the one that is taken, and the lines between."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        parts = list(self.segments.values())
        inside = QRect()
        for part in parts:
            inside = inside.united(part.geometry())
        frame = QRectF(inside).adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(frame, look.px(RADIUS), look.px(RADIUS))
        painter.fillPath(path, look.color("surface"))
        painter.setClipPath(path)
        for part in parts:
            self._paint_part(painter, part)
        painter.setClipping(False)
        token = "control" if self.isEnabled() else "disabled"
        style = Qt.PenStyle.SolidLine if self.isEnabled() else Qt.PenStyle.DashLine
        painter.setPen(QPen(look.color(token), 1, style))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        for part in parts[1:]:
            box = part.geometry()
            end = box.bottomLeft() if box.left() else box.topRight()
            painter.drawLine(box.topLeft(), end)
        painter.end()

    def _paint_part(self, painter: QPainter, part: _Segment) -> None:
        look, box = theme.current(), part.geometry()
        if part.isChecked():
            painter.fillRect(box, look.color("brandTint"))
            bar = QRect(box.left(), box.bottom() - BAR + 1, box.width(), BAR)
            painter.fillRect(bar, look.color("brand" if self.isEnabled() else "disabled"))
        elif part.underMouse() and self.isEnabled():
            painter.fillRect(box, look.color("hover"))


class _Segment(QRadioButton):
    """One of the choices; the row paints what is behind its words."""

    def __init__(self, words: str, row: QWidget) -> None:
        super().__init__(words, row)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def breadth(self) -> int:
        """Return the width that its words take, taken or not."""
        look = theme.current()
        wide = QFontMetrics(look.font("strong")).horizontalAdvance(self.text())
        return max(wide, look.px(24)) + 2 * look.px(BESIDE)

    def minimumSizeHint(self) -> QSize:
        """Return the room that its words need."""
        return QSize(self.breadth - 2 * theme.current().px(BESIDE), theme.current().px(24))

    def hitButton(self, _pos: object) -> bool:  # noqa: N802 - Qt calls it
        """Return True: all of it is the button."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words."""
        look = theme.current()
        painter = QPainter(self)
        painter.setFont(look.font("strong" if self.isChecked() else "body"))
        token = "brand" if self.isChecked() else "ink"
        painter.setPen(look.color(token if self.isEnabled() else "disabled"))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.text())
        painter.end()
