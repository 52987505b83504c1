"""CompareDelegate: paints the cells of a comparison, and says how high each of them has to be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPen, QTextDocument
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from emndir.ui import theme
from emndir.ui.compared import CompareRow
from emndir.ui.detail import Line, Look
from emndir.ui.escaping import escape
from emndir.ui.figure_parts import PlotSpec
from emndir.ui.models.compare_model import ROW_ROLE
from emndir.ui.widgets.waits_plot import paint_plot

AnyIndex = QModelIndex | QPersistentModelIndex

PAD_X, PAD_Y = 14, 8  # px at 100 %
PLOT, PLOT_GAP = 96, 6
RING, RING_IN = 2, 3  # px: lines do not grow with the text
_STYLES: Mapping[Look, tuple[str, str]] = {
    Look.BODY: ("body", "ink"),
    Look.BULLET: ("body", "ink"),
    Look.SECOND: ("body", "ink2"),
    Look.SECOND_CAPTION: ("caption", "ink2"),
    Look.STRONG: ("strong", "ink"),
    Look.NAME: ("strong", "ink"),
    Look.NUMBER: ("number", "ink"),
    Look.DATED: ("caption", "ink3"),
    Look.AGEING: ("caption", "warn"),
    Look.DOUBTFUL: ("caption", "warn"),
}
_UNKNOWN = ("body", "ink3")
Key = tuple[tuple[Line, ...], str, bool, int]


class CompareDelegate(QStyledItemDelegate):
    """Nothing in a cell is a widget. Measured texts are kept until the theme or the table is another."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Make the delegate of a table."""
        super().__init__(parent)
        self._texts: dict[Key, QTextDocument] = {}
        theme.current().follow(self.forget)

    @Slot()
    def forget(self) -> None:
        """Forget what was measured."""
        self._texts.clear()

    def height(self, row: CompareRow, column: int, width: int) -> int:
        """Return how high a cell, or the note of a row, has to be at a width in pixels."""
        look = theme.current()
        text = self._text_of(row, column, width - 2 * look.px(PAD_X))
        plot = 0 if row.note or row.cells[column].plot is None else look.px(PLOT + PLOT_GAP)
        return round(text.size().height()) + plot + 2 * look.px(PAD_Y) + 1

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return the height at the width that there is."""
        row: CompareRow = index.data(ROW_ROLE)
        width = option.rect.width()
        return QSize(width, self.height(row, index.column(), width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw ground, lines, words, and the ring where the keyboard is."""
        look, rect = theme.current(), option.rect
        row: CompareRow = index.data(ROW_ROLE)
        is_current = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setClipRect(rect)
        ground = "brandTint" if is_current else "surface"
        painter.fillRect(rect, look.color(ground))
        painter.setPen(QPen(look.color("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        pad_x, pad_y = look.px(PAD_X), look.px(PAD_Y)
        text = self._text_of(row, index.column(), rect.width() - 2 * pad_x)
        painter.translate(rect.left() + pad_x, rect.top() + pad_y)
        text.drawContents(painter)
        painter.restore()
        if not row.note:
            self._paint_plot(painter, row.cells[index.column()].plot, QRectF(rect), ground)
        if is_current:
            self._paint_ring(painter, QRectF(rect))

    def _paint_plot(
        self, painter: QPainter, plot: PlotSpec | None, rect: QRectF, ground: str
    ) -> None:
        """Draw a plot at the foot of its cell, so that those of a row stand side by side."""
        if plot is None:
            return
        look = theme.current()
        pad_x, high = look.px(PAD_X), look.px(PLOT)
        foot = rect.bottom() - look.px(PAD_Y)
        area = QRectF(rect.left() + pad_x, foot - high, rect.width() - 2 * pad_x, high)
        painter.save()
        painter.setClipRect(rect)
        paint_plot(painter, plot, area, ground)
        painter.restore()

    def _paint_ring(self, painter: QPainter, rect: QRectF) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.current().color("focus"), RING))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = RING / 2
        painter.drawRect(rect.adjusted(half, half, -half - 1, -half - 1))
        painter.restore()

    def _text_of(self, row: CompareRow, column: int, width: int) -> QTextDocument:
        if row.note:
            return self._text(row.note, row.action, True, width)
        cell = row.cells[column]
        return self._text(cell.lines, "", cell.is_known, width)

    def _text(
        self, lines: tuple[Line, ...], action: str, is_known: bool, width: int
    ) -> QTextDocument:
        key = (lines, action, is_known, width)
        text = self._texts.get(key)
        if text is None:
            look = theme.current()
            text = self._texts[key] = QTextDocument()
            text.setDocumentMargin(0)
            text.setDefaultFont(look.font("body"))
            text.setHtml(_html(lines, action, is_known, look))
            text.setTextWidth(max(1, width))
        return text


def _html(lines: Sequence[Line], action: str, is_known: bool, look: theme.Theme) -> str:
    said = [_paragraph(line, is_known or at > 0, look) for at, line in enumerate(lines)]
    if action:
        said.append(
            f'<p style="{_style("body", "brand", look)} text-decoration:underline;">'
            f"{escape(action)}</p>"
        )
    return "".join(said)


def _paragraph(line: Line, is_known: bool, look: theme.Theme) -> str:
    role, token = _STYLES.get(line.look, _STYLES[Look.BODY]) if is_known else _UNKNOWN
    words = escape(line.text)
    if line.lead:
        strong = int(theme.ROLES["strong"][1])
        words = f'<span style="font-weight:{strong}">{escape(line.lead)}</span> {words}'
    return f'<p style="{_style(role, token, look)}">{words}</p>'


def _style(role: str, token: str, look: theme.Theme) -> str:
    weight = int(theme.ROLES[role][1])
    return (
        f"margin:0; line-height:115%; font-size:{look.points(role):.2f}pt; "
        f"font-weight:{weight}; color:{look.hex(token)};"
    )
