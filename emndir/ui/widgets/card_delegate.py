"""CardDelegate: paints the result cards and the headings between them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QPainter,
    QPainterPath,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from emndir.ui import icons, labels, theme
from emndir.ui.broken_lines import broken_lines
from emndir.ui.card_words import Face, Fact
from emndir.ui.escaping import escape
from emndir.ui.models.results_model import ROW_ROLE, Row, RowKind
from emndir.ui.widgets.card_letters import CardLetters
from emndir.ui.widgets.compact_card import CompactCards
from emndir.ui.widgets.number_tag import TAG, paint_number

AnyIndex = QModelIndex | QPersistentModelIndex

# pixels at 100 %
SIDE, END = 6, 4  # left and right of a card, so that the ring has room
ABOVE = 4  # above and below a card
PAD_X, PAD_TOP, PAD_END = 13, 11, 10  # with the line around it
TILE, TILE_SIGN = 28, 17
GAP = 10
FACT_GAP, SIGN, SIGN_GAP = 14, 15, 5
HEADING = 32
FACTS_ABOVE = 5
NAME_LINES = 2
TAG_GAP = 8


@dataclass(frozen=True, slots=True)
class _Placed:
    """A fact and where on its card it stands: line number and distance from the left."""

    fact: Fact
    line: int
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class _Layout:
    """A card measured at one width. The last of `facts` is the age."""

    height: int
    name: tuple[str, ...]
    line: tuple[str, ...]
    facts: tuple[_Placed, ...]
    fact_lines: int
    distance_width: float


class CardDelegate(QStyledItemDelegate):
    """Paints one row; nothing in it is a widget.

    `face_of` gives the words of a row. Measurements are kept until the theme, the width
    or the answer is another. `fading` is the uid whose number is just coming, and how much
    of it is there already, 0 to 1.
    """

    def __init__(self, face_of: Callable[[Row], Face], parent: QObject | None = None) -> None:
        """Make the delegate of a list."""
        super().__init__(parent)
        self._face_of = face_of
        self._faces: dict[int, Face] = {}
        self._layouts: dict[tuple[int, int], _Layout] = {}
        self._fonts: CardLetters | None = None
        self._rows: dict[int, Row] = {}
        self.fading: tuple[str, float] = ("", 1.0)
        self._compact: CompactCards | None = None
        theme.current().follow(self.forget_all)

    def set_compact(self, is_compact: bool) -> None:
        """Paint the small cards of the narrow view, or the whole ones."""
        if is_compact is not self.is_compact:
            self._compact = CompactCards() if is_compact else None

    @property
    def is_compact(self) -> bool:
        """Return True while the small cards are painted."""
        return self._compact is not None

    @property
    def least_height(self) -> int:
        """Return the height in pixels of a small card, such as most are."""
        return (self._compact or CompactCards()).least_height

    @Slot()
    def forget_all(self) -> None:
        """Forget letters and measurements."""
        self._fonts = None
        if self._compact is not None:
            self._compact = CompactCards()
        self.forget_rows()

    @Slot()
    def forget_rows(self) -> None:
        """Forget what was measured of the answer before."""
        self._faces.clear()
        self._layouts.clear()
        if self._compact is not None:
            self._compact.forget()
        self._rows.clear()

    def forget_faces(self) -> None:
        """Ask for the words anew; what was measured holds, as a number takes no room of its own."""
        self._faces.clear()
        if self._compact is not None:
            self._compact.forget()

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return the height of a row at the width of its list."""
        row: Row = index.data(ROW_ROLE)
        width = option.rect.width()
        if row.kind is RowKind.HEADING:
            more = len(self._heading(row, width)) - 1
            high = theme.current().px(HEADING) + more * self._letters().strong.height()
            return QSize(width, round(high))
        if self._compact is not None:
            return QSize(width, self._compact.layout(self._face(row), width).height)
        return QSize(width, self._layout(row, width).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw a heading or a card."""
        row: Row = index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.kind is RowKind.HEADING:
            self._paint_heading(painter, QRectF(option.rect), row)
        else:
            self._paint_card(painter, option, row)
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: AnyIndex,
    ) -> bool:
        """Show a name in full that a small card had to cut."""
        row: Row | None = index.data(ROW_ROLE)
        if self._compact is None or row is None or row.summary is None:
            return super().helpEvent(event, view, option, index)
        face = self._face(row)
        is_cut = self._compact.layout(face, option.rect.width()).name != face.name
        text = f"<span>{escape(face.name)}</span>" if is_cut else ""
        QToolTip.showText(event.globalPos(), text, view)
        return True

    # --- measuring -----------------------------------------------------------------------

    def _face(self, row: Row) -> Face:
        face = self._faces.get(id(row))
        if face is None:
            face = self._faces[id(row)] = self._face_of(row)
            self._rows[id(row)] = row  # its id stays taken while its face is kept
        return face

    def _letters(self) -> CardLetters:
        if self._fonts is None:
            self._fonts = CardLetters()
        return self._fonts

    def _layout(self, row: Row, width: int) -> _Layout:
        face = self._face(row)
        key = (id(row), width)
        layout = self._layouts.get(key)
        if layout is None:
            layout = self._layouts[key] = self._measure(face, width)
        return layout

    def _measure(self, face: Face, width: int) -> _Layout:
        look, letters = theme.current(), self._letters()
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
            2 * look.px(ABOVE)
            + look.px(PAD_TOP)
            + look.px(PAD_END)
            + len(name) * letters.name_line
            + len(line) * letters.line
            + look.px(FACTS_ABOVE)
            + count * letters.line
        )
        return _Layout(round(height), name, line, facts, count, distance)

    def _place_facts(
        self, face: Face, width: float, used: tuple[float, float]
    ) -> tuple[tuple[_Placed, ...], int]:
        """Return where the facts stand, and on how many lines.

        The age goes to the end of the last line; where it does not fit there, to the end of
        the line of kind and place (line -1) or of a name's second line (line -2), of which
        `used` are the widths; where it does not fit there either, below.
        """
        look, letters = theme.current(), self._letters()
        placed: list[_Placed] = []
        left, line = 0.0, 0
        for fact in face.facts:
            wide = min(self._fact_width(fact, letters.of(fact)), width)
            if left and left + wide > width:
                left, line = 0.0, line + 1
            placed.append(_Placed(fact, line, left, wide))
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
        placed.append(_Placed(face.age, age_line, width - wide, wide))
        return tuple(placed), max(line, age_line) + 1

    def _fact_width(self, fact: Fact, metrics: QFontMetricsF) -> float:
        look = theme.current()
        sign = look.px(SIGN) + look.px(SIGN_GAP) if fact.icon else 0
        return sign + metrics.horizontalAdvance(fact.text) + 1

    def _heading(self, row: Row, width: float) -> tuple[str, ...]:
        """Return a heading's lines, with room for its count after the last."""
        look, letters = theme.current(), self._letters()
        count = letters.body.horizontalAdvance(f" {row.count}")
        room = width - look.px(SIDE) - look.px(END) - look.px(6) - count
        return broken_lines(row.text, letters.strong_font, room, NAME_LINES)

    # --- painting ------------------------------------------------------------------------

    def _paint_heading(self, painter: QPainter, rect: QRectF, row: Row) -> None:
        look, letters = theme.current(), self._letters()
        lines = self._heading(row, rect.width())
        left, high = rect.left() + look.px(SIDE), letters.strong.height()
        baseline = rect.center().y() - high * len(lines) / 2 + letters.strong.ascent()
        painter.setFont(letters.strong_font)
        painter.setPen(look.color("ink2"))
        for at, words in enumerate(lines):
            painter.drawText(QPointF(left, baseline + at * high), words)
        left += letters.strong.horizontalAdvance(lines[-1]) + look.px(6)
        painter.setFont(letters.body_font)
        painter.setPen(look.color("ink3"))
        painter.drawText(QPointF(left, baseline + (len(lines) - 1) * high), str(row.count))

    def _paint_card(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        look = theme.current()
        side, above = look.px(SIDE), look.px(ABOVE)
        if self._compact is not None:
            above = look.px(self._compact.ABOVE)
        card = QRectF(option.rect).adjusted(side, above, -look.px(END), -above)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self._paint_ground(painter, card, option)
        if is_selected and option.state & QStyle.StateFlag.State_HasFocus:
            self._paint_ring(painter, card)
        if self._compact is not None:
            uid, opacity = self.fading
            number_opacity = opacity if row.uid == uid else 1.0
            self._compact.paint(painter, card, self._face(row), option.rect.width(), number_opacity)
            return
        layout = self._layout(row, option.rect.width())
        inner = card.adjusted(look.px(PAD_X), look.px(PAD_TOP), -look.px(PAD_X), -look.px(PAD_END))
        face = self._face(row)
        self._paint_tile(
            painter,
            QRectF(inner.left(), inner.top(), look.px(TILE), look.px(TILE)),
            face.icon,
            is_selected,
        )
        text = inner.adjusted(look.px(TILE) + look.px(GAP), 0, 0, 0)
        self._paint_text(painter, text, face, layout)
        self._paint_end(painter, text, row, layout)

    def _paint_ground(self, painter: QPainter, card: QRectF, option: QStyleOptionViewItem) -> None:
        look = theme.current()
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        ground = "brandTint" if is_selected else "hover" if is_hovered else "surface"
        width = 2 if is_selected and look.is_contrast else 1
        half = width / 2
        shape = QPainterPath()
        radius = look.px(6)
        shape.addRoundedRect(card.adjusted(half, half, -half, -half), radius, radius)
        painter.fillPath(shape, look.color(ground))
        if is_selected:
            painter.save()
            painter.setClipPath(shape)
            painter.fillRect(QRectF(card.left(), card.top(), 4, card.height()), look.color("brand"))
            painter.restore()
        painter.strokePath(shape, QPen(look.color("brand" if is_selected else "line"), width))

    def _paint_ring(self, painter: QPainter, card: QRectF) -> None:
        look = theme.current()
        radius = look.px(6) + 2
        painter.setPen(QPen(look.color("focus"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(card.adjusted(-3, -3, 3, 3), radius, radius)

    def _paint_tile(self, painter: QPainter, tile: QRectF, sign: str, is_selected: bool) -> None:
        look = theme.current()
        shape = QPainterPath()
        shape.addRoundedRect(tile, look.px(6), look.px(6))
        painter.fillPath(shape, look.color("surface" if is_selected else "sunken"))
        inset = (look.px(TILE) - look.px(TILE_SIGN)) / 2
        name = sign if icons.has_sign(sign) else labels.UNKNOWN_ICON
        icons.paint(painter, tile.adjusted(inset, inset, -inset, -inset), name, look.color("brand"))

    def _paint_text(self, painter: QPainter, text: QRectF, face: Face, layout: _Layout) -> None:
        look, letters = theme.current(), self._letters()
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

    def _paint_end(self, painter: QPainter, text: QRectF, row: Row, layout: _Layout) -> None:
        """Draw the end of a card: its number in the shortlist, its age, or both."""
        look, letters, face = theme.current(), self._letters(), self._face(row)
        box = self._box(text, layout, layout.facts[-1])
        if face.number is not None and not face.is_doubtful:
            box = self._number_box(text, layout) or box
        if face.number is not None:
            side = look.px(TAG)
            circle = QRectF(box.right() - side, box.center().y() - side / 2, side, side)
            uid, opacity = self.fading
            painter.setOpacity(opacity if uid == row.uid else 1.0)
            paint_number(painter, circle, face.number)
            painter.setOpacity(1.0)
            box.setRight(circle.left() - look.px(TAG_GAP))
        if face.number is None or face.is_doubtful:
            box.setLeft(max(box.left(), box.right() - self._fact_width(face.age, letters.caption)))
            self._paint_fact(painter, box, face.age, letters.caption_font, letters.caption)

    def _number_box(self, text: QRectF, layout: _Layout) -> QRectF | None:
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

    def _box(self, text: QRectF, layout: _Layout, placed: _Placed) -> QRectF:
        """Return where a fact stands: under name and line, or beside them (lines -1 and -2)."""
        look, letters = theme.current(), self._letters()
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
        baseline = box.top() + self._letters().base
        painter.drawText(QPointF(left, baseline), words)
