"""WholeCards: the result card of the whole window, with its tile, its facts and its age."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath

from emndir.ui import icons, labels, theme
from emndir.ui.broken_lines import broken_lines
from emndir.ui.card_words import Face, Fact
from emndir.ui.models.results_model import Row
from emndir.ui.widgets.card_letters import CardLetters
from emndir.ui.widgets.number_tag import TAG, paint_number

# pixels at 100 %
SIDE, END = 6, 4  # left and right of a card, so that the ring has room
PAD_X, PAD_TOP, PAD_END = 13, 11, 10  # with the line around it
TILE, TILE_SIGN = 28, 17
GAP = 10
FACT_GAP, SIGN, SIGN_GAP = 14, 15, 5
FACTS_ABOVE = 5
NAME_LINES = 2
TAG_GAP = 8


@dataclass(frozen=True, slots=True)
class PlacedFact:
    """A fact and where on its card it stands: line number and distance from the left."""

    fact: Fact
    line: int
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class WholeLayout:
    """A card measured at one width. The last of `facts` is the age."""

    height: int
    name: tuple[str, ...]
    line: tuple[str, ...]
    facts: tuple[PlacedFact, ...]
    fact_lines: int
    distance_width: float


class WholeCards:
    """Measures and paints the inside of whole cards."""

    ABOVE: Final = 4  # pixels at 100 % above and below a card

    def __init__(self, letters: CardLetters) -> None:
        """Take the letters of the theme in force."""
        self._letters = letters
        self._layouts: dict[tuple[int, int], tuple[Row, WholeLayout]] = {}

    def forget(self) -> None:
        """Forget what was measured."""
        self._layouts.clear()

    def layout(self, row: Row, face: Face, width: int) -> WholeLayout:
        """Return the card of a row, which has a face, in a list `width` pixels wide."""
        key = (id(row), width)
        known = self._layouts.get(key)
        if known is None:
            known = self._layouts[key] = (row, self._measure(face, width))  # the id stays taken
        return known[1]

    def _measure(self, face: Face, width: int) -> WholeLayout:
        look, letters = theme.current(), self._letters
        inner = width - look.px(SIDE) - look.px(END) - 2 * look.px(PAD_X)
        text_width = inner - look.px(TILE) - look.px(GAP)
        distance = letters.body.horizontalAdvance(face.distance)
        beside = distance + look.px(GAP) if distance else 0
        name = broken_lines(face.name, letters.name_font, text_width - beside, NAME_LINES)
        line = broken_lines(face.line, letters.body_font, text_width, NAME_LINES)
        used = (
            letters.body.horizontalAdvance(line[-1]),
            letters.name.horizontalAdvance(name[-1]) if len(name) > 1 else text_width,
        )
        facts, count = self._place_facts(face, text_width, used)
        height = (
            2 * look.px(self.ABOVE)
            + look.px(PAD_TOP)
            + look.px(PAD_END)
            + len(name) * letters.name_line
            + len(line) * letters.line
            + look.px(FACTS_ABOVE)
            + count * letters.line
        )
        return WholeLayout(round(height), name, line, facts, count, distance)

    def _place_facts(
        self, face: Face, width: float, used: tuple[float, float]
    ) -> tuple[tuple[PlacedFact, ...], int]:
        """Return where the facts stand, and on how many lines.

        The age goes to the end of the last line; where it does not fit there, to the end of
        the line of kind and place (line -1) or of a name's second line (line -2), of which
        `used` are the widths; where it does not fit there either, below.
        """
        look, letters = theme.current(), self._letters
        placed: list[PlacedFact] = []
        left, line = 0.0, 0
        for fact in face.facts:
            wide = min(self._fact_width(fact, letters.of(fact)), width)
            if left and left + wide > width:
                left, line = 0.0, line + 1
            placed.append(PlacedFact(fact, line, left, wide))
            left += wide + look.px(FACT_GAP)
        wide = max(self._fact_width(face.age, letters.caption), look.px(TAG))
        if face.is_doubtful:
            wide += look.px(TAG_GAP + TAG)
        wide = min(wide, width)
        age_line = line
        if left + wide > width:
            room = width - look.px(FACT_GAP) - wide
            free = [at for at, taken in enumerate(used, 1) if taken <= room]
            age_line = -free[0] if free else line + 1
        placed.append(PlacedFact(face.age, age_line, width - wide, wide))
        return tuple(placed), max(line, age_line) + 1

    def _fact_width(self, fact: Fact, metrics: QFontMetricsF) -> float:
        look = theme.current()
        sign = look.px(SIGN) + look.px(SIGN_GAP) if fact.icon else 0
        return sign + metrics.horizontalAdvance(fact.text) + 1

    # --- painting ------------------------------------------------------------------------

    def paint(
        self,
        painter: QPainter,
        card: QRectF,
        row: Row,
        face: Face,
        width: int,
        *,
        is_selected: bool,
        opacity: float = 1.0,
    ) -> None:
        """Draw what is on a card whose ground is painted already.

        `opacity` is that of its number in the shortlist, which may be just coming.
        """
        look, layout = theme.current(), self.layout(row, face, width)
        inner = card.adjusted(look.px(PAD_X), look.px(PAD_TOP), -look.px(PAD_X), -look.px(PAD_END))
        tile = QRectF(inner.left(), inner.top(), look.px(TILE), look.px(TILE))
        self._paint_tile(painter, tile, face.icon, is_selected=is_selected)
        text = inner.adjusted(look.px(TILE) + look.px(GAP), 0, 0, 0)
        self._paint_text(painter, text, face, layout)
        self._paint_end(painter, text, face, layout, opacity)

    def _paint_tile(self, painter: QPainter, tile: QRectF, sign: str, *, is_selected: bool) -> None:
        look = theme.current()
        shape = QPainterPath()
        shape.addRoundedRect(tile, look.px(6), look.px(6))
        painter.fillPath(shape, look.color("surface" if is_selected else "sunken"))
        inset = (look.px(TILE) - look.px(TILE_SIGN)) / 2
        name = sign if icons.has_sign(sign) else labels.UNKNOWN_ICON
        icons.paint(painter, tile.adjusted(inset, inset, -inset, -inset), name, look.color("brand"))

    def _paint_text(self, painter: QPainter, text: QRectF, face: Face, layout: WholeLayout) -> None:
        look, letters = theme.current(), self._letters
        top = text.top()
        painter.setFont(letters.body_font)
        painter.setPen(look.color("ink2"))
        baseline = top + letters.name_base
        painter.drawText(QPointF(text.right() - layout.distance_width, baseline), face.distance)
        painter.setFont(letters.name_font)
        painter.setPen(look.color("ink"))
        for words in layout.name:
            painter.drawText(QPointF(text.left(), top + letters.name_base), words)
            top += letters.name_line
        painter.setFont(letters.body_font)
        painter.setPen(look.color("ink2"))
        for words in layout.line:
            painter.drawText(QPointF(text.left(), top + letters.base), words)
            top += letters.line
        for placed in layout.facts[:-1]:
            self._paint_fact(
                painter,
                self._box(text, layout, placed),
                placed.fact,
                letters.font_of(placed.fact),
                letters.of(placed.fact),
            )

    def _paint_end(
        self, painter: QPainter, text: QRectF, face: Face, layout: WholeLayout, opacity: float
    ) -> None:
        """Draw the end of a card: its number in the shortlist, its age, or both."""
        look, letters = theme.current(), self._letters
        box = self._box(text, layout, layout.facts[-1])
        if face.number is not None and not face.is_doubtful:
            box = self._number_box(text, layout) or box
        if face.number is not None:
            side = look.px(TAG)
            circle = QRectF(box.right() - side, box.center().y() - side / 2, side, side)
            painter.setOpacity(opacity)
            paint_number(painter, circle, face.number)
            painter.setOpacity(1.0)
            box.setRight(circle.left() - look.px(TAG_GAP))
        if face.number is None or face.is_doubtful:
            box.setLeft(max(box.left(), box.right() - self._fact_width(face.age, letters.caption)))
            self._paint_fact(painter, box, face.age, letters.caption_font, letters.caption)

    def _number_box(self, text: QRectF, layout: WholeLayout) -> QRectF | None:
        """Return the end of the last line, which has room for a number where an age had none."""
        look, last = theme.current(), layout.fact_lines - 1
        used = [one.left + one.width for one in layout.facts[:-1] if one.line == last]
        if max(used, default=0) + look.px(TAG_GAP + TAG) > text.width():
            return None
        fact = layout.facts[-1]
        side = look.px(TAG)
        return self._box(
            text, layout, replace(fact, line=last, left=text.width() - side, width=side)
        )

    def _box(self, text: QRectF, layout: WholeLayout, placed: PlacedFact) -> QRectF:
        """Return where a fact stands: under name and line, or beside them (lines -1 and -2)."""
        look, letters = theme.current(), self._letters
        name, line = len(layout.name) * letters.name_line, len(layout.line) * letters.line
        under = name + line + look.px(FACTS_ABOVE)
        beside = {
            -1: name + line - letters.line,
            -2: name - letters.name_line + letters.lower,
        }
        top = text.top() + beside.get(placed.line, under + placed.line * letters.line)
        return QRectF(text.left() + placed.left, top, placed.width, letters.line)

    def _paint_fact(
        self, painter: QPainter, box: QRectF, fact: Fact, font: QFont, metrics: QFontMetricsF
    ) -> None:
        look = theme.current()
        left = box.left()
        if fact.icon:
            side = look.px(SIGN)
            rect = QRectF(left, box.top() + (box.height() - side) / 2, side, side)
            tint = "ink3" if fact.tint == "ink" else fact.tint
            icons.paint(painter, rect, fact.icon, look.color(tint))
            left += side + look.px(SIGN_GAP)
        painter.setFont(font)
        painter.setPen(look.color(fact.tint))
        room = box.right() - left + 1
        words = metrics.elidedText(fact.text, Qt.TextElideMode.ElideRight, room)
        baseline = box.top() + self._letters.base
        painter.drawText(QPointF(left, baseline), words)
