"""TickBox: a box to tick that grows with the text, its words on as many lines as they need."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from emndir.ui import icons, theme

# pixels at 100 %
ROW = 26
BOX = 16
GAP = 9
ABOVE = 3


class TickBox(QCheckBox):
    """A box and its words; the whole row is the button.

    A class built on it may keep room at the left (`indent`) and at the right (`room_right`),
    and make the words fainter (`is_faint`).
    """

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        """Make the box."""
        super().__init__(text, parent)
        self._measured: tuple[tuple[int, str, QFont], int] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def indent(self) -> int:
        """Return the room at the left in pixels at 100 %."""
        return 0

    @property
    def room_right(self) -> int:
        """Return the room at the right in pixels now."""
        return 0

    @property
    def is_faint(self) -> bool:
        """Return True if the words are to be fainter."""
        return not self.isEnabled()

    def sizeHint(self) -> QSize:
        """Return the size on one line."""
        width = self._left() + QFontMetrics(self.font()).horizontalAdvance(self.text())
        return QSize(width + self.room_right, theme.current().px(ROW))

    def minimumSizeHint(self) -> QSize:
        """Return the least: words wrap."""
        return QSize(theme.current().px(80), theme.current().px(ROW))

    def hasHeightForWidth(self) -> bool:
        """Return True: words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width."""
        look = theme.current()
        return max(look.px(ROW), self._text_box(width).height() + 2 * look.px(ABOVE))

    def hitButton(self, _pos: object) -> bool:  # noqa: N802 - Qt calls it
        """Return True: the whole row is the button."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box and words."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() and self.isEnabled():
            painter.fillRect(self.rect(), look.color("hover"))
        row = look.px(ROW)
        side = look.px(BOX)
        self._paint_box(painter, QRectF(look.px(self.indent), (row - side) / 2, side, side))
        painter.setPen(look.color("disabled" if self.is_faint else "ink"))
        painter.setFont(self.font())
        words, wrap = self._text_box(self.width()), int(Qt.TextFlag.TextWordWrap)
        if words.height() + 2 * look.px(ABOVE) <= row:
            words = QRect(words.left(), 0, words.width(), row)
            wrap |= int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(words, wrap, self.text())
        painter.end()

    def _paint_box(self, painter: QPainter, box: QRectF) -> None:
        look = theme.current()
        inner = box.adjusted(0.5, 0.5, -0.5, -0.5)
        is_on = self.isChecked()
        line = "brand" if is_on else "control"
        painter.setPen(QPen(look.color(line if self.isEnabled() else "disabled"), 1))
        painter.setBrush(look.color("brand" if is_on else "surface"))
        painter.drawRoundedRect(inner, look.px(3), look.px(3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if is_on:
            icons.paint(painter, box, "check-bold", look.color("onBrand"))

    def _left(self) -> int:
        look = theme.current()
        return look.px(self.indent + BOX + GAP)

    def _text_box(self, width: int) -> QRect:
        room = max(1, width - self._left() - self.room_right)
        return QRect(self._left(), theme.current().px(ABOVE), room, self._text_height(room))

    def _text_height(self, room: int) -> int:
        """Return the height of the words at a width, which layouts ask for again and again."""
        asked = (room, self.text(), self.font())
        if self._measured is None or self._measured[0] != asked:
            box = QFontMetrics(self.font()).boundingRect(
                QRect(0, 0, room, 10_000), int(Qt.TextFlag.TextWordWrap), self.text()
            )
            self._measured = (asked, box.height())
        return self._measured[1]
