"""CardDelegate: paints the result cards and the headings between them."""

from __future__ import annotations

from collections.abc import Callable

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
from PySide6.QtGui import QHelpEvent, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from emndir.ui import theme
from emndir.ui.broken_lines import broken_lines
from emndir.ui.card_words import Face
from emndir.ui.escaping import escape
from emndir.ui.models.results_model import ROW_ROLE, Row, RowKind
from emndir.ui.widgets.card_letters import CardLetters
from emndir.ui.widgets.compact_card import CompactCards
from emndir.ui.widgets.whole_card import END, NAME_LINES, SIDE, WholeCards, WholeLayout

AnyIndex = QModelIndex | QPersistentModelIndex

HEADING = 32  # pixels at 100 %


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
        self._whole: WholeCards | None = None
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
        self._fonts = self._whole = None
        if self._compact is not None:
            self._compact = CompactCards()
        self.forget_rows()

    @Slot()
    def forget_rows(self) -> None:
        """Forget what was measured of the answer before."""
        self._faces.clear()
        if self._whole is not None:
            self._whole.forget()
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
        return QSize(width, self.layout_of(row, width).height)

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

    def layout_of(self, row: Row, width: int) -> WholeLayout:
        """Return how the whole card of a row is laid out in a list `width` pixels wide."""
        return self._cards().layout(row, self._face(row), width)

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

    def _cards(self) -> WholeCards:
        if self._whole is None:
            self._whole = WholeCards(self._letters())
        return self._whole

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
        look, width = theme.current(), option.rect.width()
        cards = self._compact or self._cards()
        side, above = look.px(SIDE), look.px(cards.ABOVE)
        card = QRectF(option.rect).adjusted(side, above, -look.px(END), -above)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self._paint_ground(painter, card, option)
        if is_selected and option.state & QStyle.StateFlag.State_HasFocus:
            self._paint_ring(painter, card)
        uid, coming = self.fading
        face, opacity = self._face(row), coming if row.uid == uid else 1.0
        if self._compact is not None:
            self._compact.paint(painter, card, face, width, opacity)
        else:
            self._cards().paint(
                painter, card, row, face, width, is_selected=is_selected, opacity=opacity
            )

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
