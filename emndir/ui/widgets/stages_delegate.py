"""StagesDelegate: paints the rows of all stages, and says how high each of them has to be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPen, QTextDocument
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from emndir.ui import icons, theme
from emndir.ui.detail import Line, Look
from emndir.ui.escaping import escape
from emndir.ui.models.stages_model import ROW_ROLE
from emndir.ui.staged import RowKind, StageRow

AnyIndex = QModelIndex | QPersistentModelIndex

# px at 100 %
PAD_X, PAD_Y, GAP = 14, 8, 16
SIGN, SIGN_GAP = 18, 8
HEADING, ASIDE, SMALL_HEADING = 190, 280, 150
"""Widths of the kind of help and of how to get in; the kind of help where there is less room."""
THREE, TWO = 860, 600
"""Widths from which a row has three columns, and two; below, its parts stand under each other."""
BAR, RING = 3, 2  # px: lines do not grow with the text
_STYLES: Mapping[Look, tuple[str, str]] = {
    Look.BODY: ("body", "ink"),
    Look.SECOND: ("body", "ink2"),
    Look.SECOND_CAPTION: ("caption", "ink2"),
    Look.STRONG: ("strong", "ink"),
    Look.NAME: ("name", "ink"),
    Look.GROUP: ("group", "ink"),
    Look.DATED: ("caption", "ink3"),
    Look.DOUBTFUL: ("caption", "warn"),
}
_GROUNDS = {RowKind.STAGE: "sunken", RowKind.LINE: "badTint"}
Key = tuple[tuple[Line, ...], str, int]
Block = tuple[QTextDocument, float, float]
"""A text, and where its top left stands in the row."""


class StagesDelegate(QStyledItemDelegate):
    """Nothing in a row is a widget. Measured texts are kept until the theme or the answer is another."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Make the delegate of a list."""
        super().__init__(parent)
        self._texts: dict[Key, QTextDocument] = {}
        theme.current().follow(self.forget)

    @Slot()
    def forget(self) -> None:
        """Forget what was measured."""
        self._texts.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return the height of a row at the width of its list."""
        row: StageRow = index.data(ROW_ROLE)
        width = option.rect.width()
        blocks = self._blocks(row, width)
        high = max((top + text.size().height() for text, _left, top in blocks), default=0)
        look = theme.current()
        least = look.px(SIGN) + look.px(PAD_Y)
        return QSize(width, round(max(high, least)) + look.px(PAD_Y) + 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw ground, line, sign and words, and the ring where the keyboard is."""
        look, rect = theme.current(), option.rect
        row: StageRow = index.data(ROW_ROLE)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        ground = _GROUNDS.get(row.kind, "hover" if is_hovered and row.uid else "surface")
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, look.color("brandTint" if is_selected else ground))
        painter.setPen(QPen(look.color("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if is_selected or row.kind is RowKind.LINE:
            bar = "brand" if is_selected else "bad"
            painter.fillRect(rect.left(), rect.top(), BAR, rect.height(), look.color(bar))
        self._paint_sign(painter, row, QRectF(rect))
        painter.translate(rect.left(), rect.top())
        for text, left, top in self._blocks(row, rect.width()):
            painter.save()
            painter.translate(left, top)
            text.drawContents(painter)
            painter.restore()
        painter.restore()
        if option.state & QStyle.StateFlag.State_HasFocus:
            self._paint_ring(painter, QRectF(rect))

    def _paint_sign(self, painter: QPainter, row: StageRow, rect: QRectF) -> None:
        if not row.icon:
            return
        look = theme.current()
        side = look.px(SIGN)
        tints = {RowKind.LINE: "bad", RowKind.MORE: "brand"}
        box = QRectF(rect.left() + look.px(PAD_X), rect.top() + look.px(PAD_Y), side, side)
        icons.paint(painter, box, row.icon, look.color(tints.get(row.kind, "ink3")))

    def _paint_ring(self, painter: QPainter, rect: QRectF) -> None:
        painter.save()
        painter.setPen(QPen(theme.current().color("focus"), RING))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = RING / 2
        painter.drawRect(rect.adjusted(half, half, -half - 1, -half - 1))
        painter.restore()

    # --- measuring -----------------------------------------------------------------------

    def _blocks(self, row: StageRow, width: int) -> list[Block]:
        """Return the texts of a row and where they stand at a width in pixels."""
        look = theme.current()
        pad, top = look.px(PAD_X), float(look.px(PAD_Y))
        left = pad + look.px(SIGN) + look.px(SIGN_GAP)
        wide = width / look.scale
        if row.kind is RowKind.STAGE:
            heading = (Line(row.heading, Look.GROUP),)
            return [(self._text(heading, "ink", width - 2 * pad), pad, top)]
        tint = "brand" if row.kind is RowKind.MORE else "ink2"
        heads = (Line(row.heading, Look.BODY),) if row.heading else ()
        if wide < TWO:
            return self._stacked(row, heads, tint, left, width - left - pad)
        first = look.px(HEADING if wide >= THREE else SMALL_HEADING)
        gap = look.px(GAP)
        start = left + first + gap if row.kind is not RowKind.MORE else left
        aside = look.px(ASIDE) if row.aside and wide >= THREE else 0
        middle = width - start - pad - (aside + gap if aside else 0)
        blocks = [(self._text(heads, "ink2", first), float(left), top)] if heads else []
        blocks.append((self._text(row.lines, tint, middle), float(start), top))
        if aside:
            blocks.append((self._text(row.aside, "", aside), float(start + middle + gap), top))
        elif row.aside:
            under = top + blocks[-1][0].size().height() + look.px(2)
            blocks.append((self._text(row.aside, "", middle), float(start), under))
        return blocks

    def _stacked(
        self, row: StageRow, heads: tuple[Line, ...], tint: str, left: int, width: int
    ) -> list[Block]:
        blocks: list[Block] = []
        top = float(theme.current().px(PAD_Y))
        for lines, token in ((heads, "ink2"), (row.lines, tint), (row.aside, "")):
            if lines:
                text = self._text(lines, token, width)
                blocks.append((text, float(left), top))
                top += text.size().height() + theme.current().px(2)
        return blocks

    def _text(self, lines: tuple[Line, ...], tint: str, width: int) -> QTextDocument:
        """Return lines as a text; `tint` is the colour of the plain ones where they are no ink."""
        key = (lines, tint, width)
        text = self._texts.get(key)
        if text is None:
            look = theme.current()
            text = self._texts[key] = QTextDocument()
            text.setDocumentMargin(0)
            text.setDefaultFont(look.font("body"))
            text.setHtml(_html(lines, tint if tint == "brand" else "", look))
            text.setTextWidth(max(1, width))
        return text


def _html(lines: Sequence[Line], tint: str, look: theme.Theme) -> str:
    return "".join(_paragraph(line, tint, look) for line in lines)


def _paragraph(line: Line, tint: str, look: theme.Theme) -> str:
    role, token = _STYLES.get(line.look, _STYLES[Look.BODY])
    words = escape(line.text)
    if line.tail:
        tail_role, tail_token = _STYLES.get(line.tail_look, _STYLES[Look.BODY])
        words = f'{words} <span style="{_style(tail_role, tail_token, look)}">{escape(line.tail)}</span>'
    return f'<p style="margin:0; line-height:115%; {_style(role, tint or token, look)}">{words}</p>'


def _style(role: str, token: str, look: theme.Theme) -> str:
    weight = int(theme.ROLES[role][1])
    return f"font-size:{look.points(role):.2f}pt; font-weight:{weight}; color:{look.hex(token)};"
