"""SuggestionDelegate: paints one suggestion: its sign, its name, more of it, and its kind."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
)
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from emndir.ui import icons, theme
from emndir.ui.broken_lines import broken_lines
from emndir.ui.models.suggestions_model import SUGGESTION_ROLE, SuggestionRow

AnyIndex = QModelIndex | QPersistentModelIndex

# pixels at 100 %
LEAST_HEIGHT = 32
PAD_X, PAD_Y = 10, 6
SIGN, GAP = 17, 9
BAR, RADIUS = 3, 6
NARROW = 400
"""Below this the kind stands before the detail, not in a column of its own."""
_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class _Laid:
    """A row measured at one width: lines of its name and its detail; `beside` on one line."""

    name: tuple[str, ...]
    detail: tuple[str, ...]
    beside: bool
    mark: str
    height: int


class SuggestionDelegate(QStyledItemDelegate):
    """Paints one row; nothing in it is a widget. A long name is broken, not cut."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Make the delegate of a list."""
        super().__init__(parent)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return the height of a row at the width of its list."""
        width = option.rect.width()
        return QSize(width, row_height(index.data(SUGGESTION_ROLE), width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw a row."""
        row: SuggestionRow = index.data(SUGGESTION_ROLE)
        look = theme.current()
        box = QRectF(option.rect)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_chosen or option.state & QStyle.StateFlag.State_MouseOver:
            _paint_ground(painter, box, is_chosen=is_chosen)
        laid = _lay(row, option.rect.width())
        inner = box.adjusted(look.px(PAD_X), look.px(PAD_Y), -look.px(PAD_X), -look.px(PAD_Y))
        _paint_sign(painter, inner, row.icon)
        inner.setLeft(inner.left() + look.px(SIGN) + look.px(GAP))
        _paint_words(painter, inner, laid, is_chosen=is_chosen)
        painter.restore()


def row_height(row: SuggestionRow, width: float) -> int:
    """Return the height of a row in a list of this width, in pixels."""
    return _lay(row, width).height


def _lay(row: SuggestionRow, width: float) -> _Laid:
    look = theme.current()
    body, caption = QFontMetricsF(look.font("body")), QFontMetricsF(look.font("caption"))
    room = width - 2 * look.px(PAD_X) - look.px(SIGN) - look.px(GAP)
    mark, detail = row.mark, row.detail
    if width < look.px(NARROW):
        mark, detail = "", " · ".join(part for part in (row.mark, row.detail) if part)
    else:
        room -= caption.horizontalAdvance(mark) + look.px(GAP)
    beside_width = body.horizontalAdvance(row.name) + look.px(GAP)
    beside = bool(detail) and beside_width + caption.horizontalAdvance(detail) + 1 <= room
    name = broken_lines(row.name, look.font("body"), room, _MOST_LINES)
    below = (
        ()
        if beside or not detail
        else broken_lines(detail, look.font("caption"), room, _MOST_LINES)
    )
    lines = len(name) * body.height() + len(below) * caption.height()
    height = max(look.px(LEAST_HEIGHT), round(lines + 2 * look.px(PAD_Y)))
    return _Laid(name, (detail,) if beside else below, beside, mark, height)


def _paint_ground(painter: QPainter, box: QRectF, *, is_chosen: bool) -> None:
    look = theme.current()
    width = 2 if look.is_contrast else 1
    shape = QPainterPath()
    half = width / 2
    shape.addRoundedRect(box.adjusted(half, half, -half, -half), look.px(RADIUS), look.px(RADIUS))
    painter.fillPath(shape, look.color("brandTint" if is_chosen else "hover"))
    if is_chosen:
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(QRectF(box.left(), box.top(), BAR + 1, box.height()), look.color("brand"))
        painter.restore()
        painter.strokePath(shape, QPen(look.color("brand"), width))


def _paint_sign(painter: QPainter, inner: QRectF, sign: str) -> None:
    look = theme.current()
    side, line = look.px(SIGN), QFontMetricsF(look.font("body")).height()
    one_line = inner.height() <= line * 1.6
    top = inner.top() + ((inner.height() if one_line else line) - side) / 2
    icons.paint(painter, QRectF(inner.left(), top, side, side), sign, look.color("brand"))


def _paint_words(painter: QPainter, inner: QRectF, laid: _Laid, *, is_chosen: bool) -> None:
    look = theme.current()
    body_font, caption_font = look.font("body"), look.font("caption")
    body, caption = QFontMetricsF(body_font), QFontMetricsF(caption_font)
    below = 0 if laid.beside else len(laid.detail)
    tall = len(laid.name) * body.height() + below * caption.height()
    top = inner.top() + (inner.height() - tall) / 2
    baseline = top + body.ascent()
    second = look.color("ink2")
    painter.setFont(caption_font)
    painter.setPen(second)
    mark_left = inner.right() - caption.horizontalAdvance(laid.mark)
    painter.drawText(QPointF(mark_left, baseline), laid.mark)
    if laid.beside:
        left = inner.left() + body.horizontalAdvance(laid.name[0]) + look.px(GAP)
        painter.setPen(second if is_chosen else look.color("ink3"))
        painter.drawText(QPointF(left, baseline), laid.detail[0])
    painter.setFont(body_font)
    painter.setPen(look.color("ink"))
    for words in laid.name:
        painter.drawText(QPointF(inner.left(), top + body.ascent()), words)
        top += body.height()
    painter.setFont(caption_font)
    painter.setPen(second if is_chosen else look.color("ink3"))
    for words in () if laid.beside else laid.detail:
        painter.drawText(QPointF(inner.left(), top + caption.ascent()), words)
        top += caption.height()
