"""MarksMap: the outline map with several numbered places and where the miles are from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from emndir.geography.outline import MapView, Outline
from emndir.geography.places import NamedPlace
from emndir.ui import theme
from emndir.ui.way_parts import MapMark, MarksSpec
from emndir.ui.widgets.outline_map import LEAST_MILES, MapDrawing, OutlineMap, path_of
from emndir.ui.widgets.outlined_letters import outlined, outlined_width

WIDTH, HEIGHT = 440, 320
"""Pixels at 100 %."""
_TOWNS = 9
_MARGIN = 0.14


class MarksMap(OutlineMap):
    """One stop of the Tab key, described in words, as the small map is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty map; it shows nothing until `show_marks`."""
        self._marks: MarksSpec | None = None
        super().__init__(parent)

    def show_marks(self, spec: MarksSpec) -> None:
        """Show other places."""
        self._marks = spec
        self.setAccessibleDescription(f"{spec.twin} {spec.note}".strip())
        self._look_again()

    def sizeHint(self) -> QSize:
        """Return the size at this text size."""
        look = theme.current()
        return QSize(look.px(WIDTH), look.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which marks stand apart."""
        look = theme.current()
        return QSize(look.px(200), look.px(200))

    def _look_again(self) -> None:
        spec = self._marks
        if spec is None or self.width() < 1 or self.height() < 1:
            self._view, self._named = None, ()
        else:
            self._view = MapView.around(
                [*(mark.point for mark in spec.marks), *([spec.origin] if spec.origin else [])],
                width=float(self.width()),
                height=float(self.height()),
                least_miles=LEAST_MILES,
                margin=_MARGIN,
            )
            self._named = self._view.named_places(self._places, _TOWNS)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, outlines, scale, origin, marks and towns, in this order."""
        if self._view is None or self._marks is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _MarksDrawing(painter, self._view, is_large=False).draw_marks(
            self._outline, self._named, self._marks
        )
        painter.end()


class _MarksDrawing(MapDrawing):
    """Numbered marks in the place of one pin; a number is never told by its colour alone."""

    def draw_marks(self, outline: Outline, named: Sequence[NamedPlace], spec: MarksSpec) -> None:
        """Draw all places and where their miles are from."""
        with self.framed():
            self._painter.setPen(QPen(self._look.color("line"), 1))
            self._painter.setBrush(self._look.color("surface"))
            for feature in self._view.visible(outline):
                self._painter.drawPath(path_of(feature, self._view))
            boxes = [self._box(mark) for mark in spec.marks]
            self._taken += boxes
            self._scale_and_north()
            if spec.origin is not None:
                here, half = self._at(spec.origin), 9 * self._unit
                self._taken.append(QRectF(here.x() - half, here.y() - half, 2 * half, 2 * half))
                self._origin(here, spec.origin_name)
            for mark, box in zip(spec.marks, boxes, strict=True):
                self._mark(mark, box)
            self._towns(named, spec.origin_name)

    def _box(self, mark: MapMark) -> QRectF:
        """Return the room of a mark: round for one number, wider for several, clear of those before."""
        font = self._look.font(self._role)
        font.setBold(True)
        high = max(22 * self._unit, QFontMetricsF(font).height() + 4 * self._unit)
        wide = max(high, outlined_width(mark.number, font) + 12 * self._unit)
        middle = self._at(mark.point)
        return QRectF(middle.x() - wide / 2, middle.y() - high / 2, wide, high)

    def _mark(self, mark: MapMark, box: QRectF) -> None:
        painter, font = self._painter, self._look.font(self._role)
        font.setBold(True)
        painter.setPen(QPen(self._look.color("surface"), 1.5 * self._unit))
        painter.setBrush(self._look.color("brand"))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        metrics = QFontMetricsF(font)
        left = box.center().x() - outlined_width(mark.number, font) / 2
        base = box.center().y() + (metrics.ascent() - metrics.descent()) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        letters = outlined(mark.number, font, QPointF(left, base))
        painter.fillPath(letters, self._look.color("onBrand"))
