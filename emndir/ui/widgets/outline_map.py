"""OutlineMap: council outlines, places, a pin and where distances are measured from; no streets.

It shows which side of a county something is on. It is never for finding the way, and says
the same in words to those who cannot see it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from emndir.geography.outline import MapView, Outline, OutlineFeature
from emndir.geography.places import NamedPlace
from emndir.ui import theme
from emndir.ui.detail import MapSpec
from emndir.ui.widgets.outlined_letters import outlined, outlined_width

WIDTH, HEIGHT = 236, 208
"""Pixels at 100 % (the picture in the design)."""
LARGER = 1.5
"""How much larger signs are where letters are those for a patient."""
LEAST_MILES = 9.0
_RADIUS = 6.0
_TOWNS = 7
NAME_WIDTH = 24
"""Characters of a place's name on one line."""


class OutlineMap(QLabel):
    """The small map beside a service. One stop of the Tab key, described in words.

    It is a label with a picture because Qt tells a screen reader of no other widget that it
    is one; the map itself is painted over it.
    """

    def __init__(self, parent: QWidget | None = None, *, is_large: bool = False) -> None:
        """Make an empty map; it shows nothing until `show_place`. `is_large` is for a patient."""
        super().__init__(parent)
        self._is_large = is_large
        self._outline = Outline()
        self._places: tuple[NamedPlace, ...] = ()
        self._named: tuple[NamedPlace, ...] = ()
        self._spec: MapSpec | None = None
        self._view: MapView | None = None
        self.setPixmap(QPixmap(1, 1))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("Outline map"))
        theme.current().follow(self.updateGeometry)

    def set_ground(self, outline: Outline, places: Iterable[NamedPlace]) -> None:
        """Take the outlines and the towns of a directory."""
        self._outline, self._places = outline, tuple(places)
        self._look_again()

    def show_place(self, spec: MapSpec) -> None:
        """Point at something else."""
        self._spec = spec
        self.setAccessibleDescription(f"{spec.twin} {spec.note}".strip())
        self._look_again()

    @property
    def view(self) -> MapView | None:
        """Return the piece of the map in sight, or None before anything is shown."""
        return self._view

    def sizeHint(self) -> QSize:
        """Return the size of the picture in the design, at this text size."""
        look = theme.current()
        by = LARGER if self._is_large else 1
        return QSize(look.px(WIDTH * by), look.px(HEIGHT * by))

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which the pin still has its name beside it."""
        look = theme.current()
        return QSize(look.px(160), look.px(HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the map to the new size."""
        super().resizeEvent(event)
        self._look_again()

    def _look_again(self) -> None:
        spec = self._spec
        if spec is None or self.width() < 1 or self.height() < 1:
            self._view, self._named = None, ()
        else:
            points = [spec.pin, *([spec.origin] if spec.origin else [])]
            self._view = MapView.around(
                points,
                width=float(self.width()),
                height=float(self.height()),
                least_miles=LEAST_MILES,
                margin=0.24,
            )
            self._named = self._view.named_places(self._places, _TOWNS)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, outlines, towns, origin, pin, scale and north, in this order."""
        if self._view is None or self._spec is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawing = MapDrawing(painter, self._view, is_large=self._is_large)
        drawing.draw(self._outline, self._named, self._spec)
        painter.end()


class MapDrawing:
    """One painting of one view. Keeps the boxes of what is written, so that no names touch."""

    def __init__(self, painter: QPainter, view: MapView, *, is_large: bool) -> None:
        self._painter, self._view = painter, view
        self._look = theme.current()
        self._unit = self._look.scale * (LARGER if is_large else 1)
        self._role = "patient" if is_large else "caption"
        self._area = QRectF(0.5, 0.5, view.width - 1, view.height - 1)
        self._taken: list[QRectF] = []

    def draw(self, outline: Outline, places: Sequence[NamedPlace], spec: MapSpec) -> None:
        """Draw one place and where its miles are from."""
        with self.framed():
            self._land(outline, spec)
            self._reserve(spec)
            self._scale_and_north()
            if spec.origin is not None:
                self._origin(self._at(spec.origin), spec.origin_name)
            self._pin(self._at(spec.pin), spec.name)
            self._towns(places, spec.origin_name)

    @contextmanager
    def framed(self) -> Iterator[None]:
        """Draw the ground, then let what is drawn be cut at the frame, then draw the frame."""
        painter, frame = self._painter, QPainterPath()
        frame.addRoundedRect(self._area, _RADIUS, _RADIUS)
        painter.save()
        painter.setClipPath(frame)
        painter.fillPath(frame, self._look.color("canvas"))
        yield
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._look.color("line"), 1))
        painter.drawPath(frame)

    def _at(self, point: object) -> QPointF:
        return QPointF(*self._view.xy(point))  # type: ignore[arg-type]

    def _land(self, outline: Outline, spec: MapSpec) -> None:
        home = outline.at(spec.pin)
        self._painter.setPen(QPen(self._look.color("line"), 1))
        for feature in self._view.visible(outline):
            self._painter.setBrush(self._look.color("sunken" if feature is home else "surface"))
            self._painter.drawPath(path_of(feature, self._view))

    def _reserve(self, spec: MapSpec) -> None:
        """Keep names off the pin and the diamond."""
        pin, unit = self._at(spec.pin), self._unit
        self._taken.append(QRectF(pin.x() - 10 * unit, pin.y() - 27 * unit, 20 * unit, 27 * unit))
        if spec.origin is not None:
            here, half = self._at(spec.origin), 9 * self._unit
            self._taken.append(QRectF(here.x() - half, here.y() - half, 2 * half, 2 * half))

    def _pin(self, tip: QPointF, name: str) -> None:
        unit = self._unit
        path = QPainterPath(QPointF(0, 0))
        path.lineTo(-7.5, -11)
        path.arcTo(QRectF(-9.5, -26.5, 19, 19), 218, -256)
        path.closeSubpath()
        painter = self._painter
        painter.save()
        painter.translate(tip)
        painter.scale(unit, unit)
        painter.setPen(QPen(self._look.color("surface"), 1))
        painter.setBrush(self._look.color("brand"))
        painter.drawPath(path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color("surface"))
        painter.drawEllipse(QPointF(0, -16.6), 3.4, 3.4)
        painter.restore()
        self._name_place(name, tip)

    def _name_place(self, name: str, tip: QPointF) -> None:
        """Write the name beside the pin, under it or over it; a long one on two lines."""
        unit = self._unit
        text = _Text(
            textwrap.wrap(name, NAME_WIDTH) or [""], self._look.font(self._role), bold=True
        )
        beside, middle = 12 * unit, tip.y() - 15 * unit
        spots = [
            text.box(tip.x() + beside, middle, 0.0),
            text.box(tip.x() - beside, middle, 1.0),
            text.box(tip.x(), tip.y() + 3 * unit + text.height / 2, 0.5),
            text.box(tip.x(), tip.y() - 29 * unit - text.height / 2, 0.5),
        ]
        self._write(text, "ink", spots, must=True)

    def _origin(self, here: QPointF, name: str) -> None:
        half = 6.5 * self._unit
        diamond = QPolygonF(
            [
                here + QPointF(0, -half),
                here + QPointF(half, 0),
                here + QPointF(0, half),
                here + QPointF(-half, 0),
            ]
        )
        self._painter.setPen(QPen(self._look.color("surface"), 1))
        self._painter.setBrush(self._look.color("pick"))
        self._painter.drawPolygon(diamond)
        text = _Text([name], self._look.font(self._role), bold=True)
        gap = 15 * self._unit
        spots = [
            text.box(here.x(), here.y() + gap, 0.5),
            text.box(here.x(), here.y() - gap, 0.5),
            text.box(here.x() - gap, here.y(), 1.0),
            text.box(here.x() + gap, here.y(), 0.0),
        ]
        self._write(text, "pick", spots, must=True)

    def _towns(self, places: Sequence[NamedPlace], origin_name: str) -> None:
        radius, gap = 1.8 * self._unit, 11 * self._unit
        for place in places:
            dot = self._at(place.coordinates)
            mark = QRectF(dot.x() - radius, dot.y() - radius, 2 * radius, 2 * radius)
            if place.name == origin_name or self._crowding(mark):
                continue
            text = _Text([place.name], self._look.font(self._role))
            spots = [
                text.box(dot.x(), dot.y() + gap, 0.5),
                text.box(dot.x(), dot.y() - gap, 0.5),
                text.box(dot.x() + gap * 0.6, dot.y(), 0.0),
                text.box(dot.x() - gap * 0.6, dot.y(), 1.0),
            ]
            if self._write(text, "ink3", spots):
                self._painter.setPen(Qt.PenStyle.NoPen)
                self._painter.setBrush(self._look.color("ink3"))
                self._painter.drawEllipse(mark)
                self._taken.append(mark)

    def _write(
        self, text: _Text, token: str, spots: Sequence[QRectF], *, must: bool = False
    ) -> bool:
        """Write a name at the first spot that is free; if it must, at the least crowded one."""
        inside = self._area.adjusted(3, 3, -3, -3)
        free = [box for box in spots if inside.contains(box) and not self._crowding(box)]
        if not free and must:
            free = sorted((_pushed_in(box, inside) for box in spots), key=self._crowding)
        if not free:
            return False
        self._haloed(text.path(free[0]), self._look.color(token))
        self._taken.append(free[0])
        return True

    def _crowding(self, box: QRectF) -> float:
        """Return the area that a box shares with what is there already."""
        shared = [box.intersected(other) for other in self._taken]
        return sum(one.width() * one.height() for one in shared)

    def _haloed(self, text: QPainterPath, color: QColor) -> None:
        halo = QPen(self._look.color("surface"), 2.5 * self._unit)
        halo.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        self._painter.strokePath(text, halo)
        self._painter.fillPath(text, color)

    def _scale_and_north(self) -> None:
        unit, color = self._unit, self._look.color("ink2")
        bar, font = self._view.scale_bar(), self._look.font(self._role)
        metrics = QFontMetricsF(font)
        left, base = 9 * unit, self._view.height - 10 * unit
        line = QPainterPath(QPointF(left, base - 4 * unit))
        for x, y in ((left, base), (left + bar.pixels, base), (left + bar.pixels, base - 4 * unit)):
            line.lineTo(x, y)
        self._painter.strokePath(line, QPen(color, max(1.0, unit)))
        start = QPointF(left + bar.pixels + 5 * unit, base + metrics.descent())
        self._haloed(outlined(bar.label, font, start), color)
        wide = bar.pixels + 10 * unit + outlined_width(bar.label, font)
        self._taken.append(QRectF(left, base - metrics.height(), wide, metrics.height() * 1.4))
        self._north(unit, color, metrics)

    def _north(self, unit: float, color: QColor, metrics: QFontMetricsF) -> None:
        x, y = self._view.width - 16 * unit, 18 * unit
        arrow = QPainterPath(QPointF(x, y - 9 * unit))
        for across, down in ((4.5, 5.0), (0.0, 2.0), (-4.5, 5.0)):
            arrow.lineTo(x + across * unit, y + down * unit)
        arrow.closeSubpath()
        self._painter.fillPath(arrow, color)
        font = self._look.font(self._role)
        start = QPointF(x - outlined_width("N", font) / 2, y + 6 * unit + metrics.ascent())
        self._haloed(outlined("N", font, start), color)
        self._taken.append(
            QRectF(x - 9 * unit, y - 10 * unit, 18 * unit, 18 * unit + metrics.height())
        )


def path_of(feature: OutlineFeature, view: MapView) -> QPainterPath:
    """Return the rings of an outline as they lie in a view."""
    path = QPainterPath()
    for ring in feature.rings:
        path.addPolygon(QPolygonF([QPointF(*view.xy(point)) for point in ring]))
        path.closeSubpath()
    return path


def _pushed_in(box: QRectF, inside: QRectF) -> QRectF:
    moved = QRectF(box)
    moved.moveLeft(max(inside.left(), min(box.left(), inside.right() - box.width())))
    moved.moveTop(max(inside.top(), min(box.top(), inside.bottom() - box.height())))
    return moved


class _Text:
    """Some lines of letters, centred on one another, and the room they take."""

    def __init__(self, lines: Sequence[str], font: QFont, *, bold: bool = False) -> None:
        font.setBold(bold)
        self._lines, self._font = lines, font
        self._metrics = QFontMetricsF(font)
        self.width = max(outlined_width(line, font) for line in lines)
        self.height = self._metrics.height() * len(lines)

    def box(self, x: float, middle: float, share: float) -> QRectF:
        """Return the room with a share of its width to the left of `x`."""
        return QRectF(x - share * self.width, middle - self.height / 2, self.width, self.height)

    def path(self, box: QRectF) -> QPainterPath:
        """Return the outlines of the letters inside a room."""
        path = QPainterPath()
        for number, line in enumerate(self._lines):
            spare = self.width - outlined_width(line, self._font)
            base = box.top() + number * self._metrics.height() + self._metrics.ascent()
            path.addPath(outlined(line, self._font, QPointF(box.left() + spare / 2, base)))
        return path
