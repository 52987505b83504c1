"""CompactCards: the small card of the narrow view, two lines with the phone number in sight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from emndir.ui import icons, theme
from emndir.ui.broken_lines import broken_lines
from emndir.ui.card_words import Face, Fact
from emndir.ui.widgets.number_tag import TAG, paint_number

# pixels at 100 %
SIDE, END = 6, 4  # left and right of a card, so that the ring has room
PAD_X, PAD_Y = 11, 8
GAP = 10
LINE_GAP = 1
SIGN, SIGN_GAP = 14, 5
WAY_LINES = 3


@dataclass(frozen=True, slots=True)
class CompactLayout:
    """A small card measured at one width: its lines, and how wide what stands at the right is."""

    height: int
    name: str
    way: tuple[str, ...]
    doubts: tuple[tuple[Fact, str], ...]
    distance_width: float
    phone_width: float
    is_phone_below: bool


class CompactCards:
    """Measures and paints the inside of small cards. Only the name is ever cut off."""

    ABOVE: Final = 3  # pixels at 100 % above and below a card

    def __init__(self) -> None:
        """Take the letters of the theme in force."""
        look = theme.current()
        self._name_font = look.font("name")
        self._body_font = look.font("body", figures=True)
        self._phone_font = look.font("body")
        self._phone_font.setWeight(QFont.Weight.Medium)
        self._caption_font = look.font("caption")
        self._name = QFontMetricsF(self._name_font)
        self._body = QFontMetricsF(self._body_font)
        self._phone = QFontMetricsF(self._phone_font)
        self._caption = QFontMetricsF(self._caption_font)
        self._layouts: dict[tuple[int, int], tuple[Face, CompactLayout]] = {}

    def forget(self) -> None:
        """Forget what was measured."""
        self._layouts.clear()

    @property
    def least_height(self) -> int:
        """Return the height in pixels of a card whose kind and way in take two lines."""
        return self._height(2, 0)

    def layout(self, face: Face, width: int) -> CompactLayout:
        """Return the card of a face in a list `width` pixels wide."""
        key = (id(face), width)
        known = self._layouts.get(key)
        if known is None:
            known = self._layouts[key] = (face, self._measure(face, width))  # the id stays taken
        return known[1]

    def _height(self, ways: int, doubts: int) -> int:
        look = theme.current()
        high = 2 * look.px(self.ABOVE) + 2 * look.px(PAD_Y) + self._name.height()
        high += look.px(LINE_GAP) + ways * self._body.height()
        return round(high + doubts * (self._caption.height() + look.px(LINE_GAP)))

    def _measure(self, face: Face, width: int) -> CompactLayout:
        look = theme.current()
        inner = width - look.px(SIDE) - look.px(END) - 2 * look.px(PAD_X)
        gap = look.px(GAP)
        distance = self._body.horizontalAdvance(face.distance)
        room = inner - (distance + gap if distance else 0)
        room -= look.px(TAG) + gap if face.number is not None else 0
        name = self._name.elidedText(face.name, Qt.TextElideMode.ElideRight, room)
        phone = self._phone.horizontalAdvance(face.phone.text) if face.phone else 0.0
        beside = inner - (phone + gap if phone else 0)
        is_below = beside < inner / 3
        way = broken_lines(face.way, self._body_font, inner if is_below else beside, WAY_LINES)
        sign = look.px(SIGN) + look.px(SIGN_GAP)
        doubts = tuple(
            (fact if not at else Fact(fact.text, "", fact.tint), line)
            for fact in face.doubts
            for at, line in enumerate(
                broken_lines(fact.text, self._caption_font, inner - sign, WAY_LINES)
            )
        )
        height = self._height(len(way) + is_below, len(doubts))
        return CompactLayout(height, name, way, doubts, distance, phone, is_below)

    def paint(
        self, painter: QPainter, card: QRectF, face: Face, width: int, opacity: float = 1.0
    ) -> None:
        """Draw the words of a card whose ground is painted already.

        `opacity` is that of its number in the shortlist, which may be just coming.
        """
        look, layout = theme.current(), self.layout(face, width)
        box = card.adjusted(look.px(PAD_X), look.px(PAD_Y), -look.px(PAD_X), -look.px(PAD_Y))
        baseline = box.top() + self._name.ascent()
        painter.setFont(self._body_font)
        painter.setPen(look.color("ink2"))
        painter.drawText(QPointF(box.right() - layout.distance_width, baseline), face.distance)
        if face.number is not None:
            side, end = look.px(TAG), layout.distance_width
            left = box.right() - end - (look.px(GAP) if end else 0) - side
            middle = box.top() + (self._name.height() - side) / 2
            painter.setOpacity(opacity)
            paint_number(painter, QRectF(left, middle, side, side), face.number)
            painter.setOpacity(1.0)
        painter.setFont(self._name_font)
        painter.setPen(look.color("ink"))
        painter.drawText(QPointF(box.left(), baseline), layout.name)
        top = box.top() + self._name.height() + look.px(LINE_GAP)
        painter.setFont(self._body_font)
        painter.setPen(look.color("ink2"))
        phone_top = top
        for words in layout.way:
            painter.drawText(QPointF(box.left(), top + self._body.ascent()), words)
            top += self._body.height()
        if layout.is_phone_below:
            phone_top, top = top, top + self._body.height()
        self._paint_phone(painter, box, face, layout, phone_top)
        self._paint_doubts(painter, box, layout, top)

    def _paint_phone(
        self, painter: QPainter, box: QRectF, face: Face, layout: CompactLayout, top: float
    ) -> None:
        if face.phone is None:
            return
        look = theme.current()
        painter.setFont(self._phone_font if face.phone.is_strong else self._body_font)
        painter.setPen(look.color(face.phone.tint))
        left = box.right() - layout.phone_width
        painter.drawText(QPointF(left, top + self._body.ascent()), face.phone.text)

    def _paint_doubts(
        self, painter: QPainter, box: QRectF, layout: CompactLayout, top: float
    ) -> None:
        look = theme.current()
        side = look.px(SIGN)
        painter.setFont(self._caption_font)
        for fact, words in layout.doubts:
            top += look.px(LINE_GAP)
            middle = top + (self._caption.height() - side) / 2
            if fact.icon:
                sign = QRectF(box.left(), middle, side, side)
                icons.paint(painter, sign, fact.icon, look.color(fact.tint))
            painter.setPen(look.color(fact.tint))
            left = box.left() + side + look.px(SIGN_GAP)
            painter.drawText(QPointF(left, top + self._caption.ascent()), words)
            top += self._caption.height()
