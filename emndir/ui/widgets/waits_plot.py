"""WaitsPlot: shares month by month with the national standard as a line. No colour is good or bad."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from emndir.ui import theme
from emndir.ui.figure_parts import PlotSpec

HEIGHT = 132
"""Pixels at 100 %."""
WIDEST = 560
_LEAST_WIDTH = 160
_DOT = 2.0
_ENDING = 6
"""Months at the right over or under which the standard is written, where they are not."""
_MARKS = (0.0, 0.5, 1.0)


class WaitsPlot(QLabel):
    """The small plot under a figure. One stop of the Tab key, described in words.

    It is a label with a picture for the same reason as `OutlineMap`: a screen reader is told
    of no other widget that it is one. The scale always runs from none to all.
    """

    def __init__(self, spec: PlotSpec, parent: QWidget | None = None) -> None:
        """Show a plot."""
        super().__init__(parent)
        self._spec = spec
        self.setPixmap(QPixmap(1, 1))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(theme.current().px(WIDEST))
        self.setAccessibleName(self.tr("Plot by month"))
        self.setAccessibleDescription(spec.twin)

    def sizeHint(self) -> QSize:
        """Return its usual size at this text size."""
        look = theme.current()
        return QSize(look.px(WIDEST), look.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which both ends of the scale have their words."""
        look = theme.current()
        return QSize(look.px(_LEAST_WIDTH), look.px(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the scale, the standard, the line of the months and their ends."""
        painter = QPainter(self)
        paint_plot(painter, self._spec, QRectF(self.rect()))
        painter.end()


def paint_plot(painter: QPainter, spec: PlotSpec, area: QRectF, ground: str = "surface") -> None:
    """Paint a plot over a ground, named as a colour is; the painter is left with other pens and hints."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    standard = QCoreApplication.translate("WaitsPlot", "standard")
    _Drawing(painter, spec, area, standard, ground).draw()


class _Drawing:
    """One painting: where each share and month stands, and what is written around."""

    def __init__(
        self, painter: QPainter, spec: PlotSpec, area: QRectF, standard: str, ground: str
    ) -> None:
        self._painter, self._spec, self._standard = painter, spec, standard
        self._ground = ground
        self._look = theme.current()
        self._font = self._look.font("caption", figures=True)
        self._metrics = QFontMetricsF(self._font)
        unit = self._look.px(4)
        scale = self._metrics.horizontalAdvance("100%") + 2 * unit
        words = self._metrics.height()
        self._box = area.adjusted(scale, words / 2 + unit, -unit, -(words + 2 * unit))

    def draw(self) -> None:
        self._scale()
        self._months()
        self._standards()
        self._line()

    def _at(self, number: float, share: float) -> QPointF:
        last = max(1, len(self._spec.points) - 1)
        box = self._box
        return QPointF(
            box.left() + box.width() * number / last, box.bottom() - box.height() * share
        )

    def _scale(self) -> None:
        for share in _MARKS:
            left, right = self._at(0, share), self._at(len(self._spec.points) - 1, share)
            self._painter.setPen(QPen(self._look.color("line"), 1))
            self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            self._painter.drawLine(left, right)
            self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            words = f"{share:.0%}"
            x = self._box.left() - self._look.px(6) - self._metrics.horizontalAdvance(words)
            self._write(words, x, left.y() + self._metrics.ascent() / 2 - 1, "ink3")

    def _months(self) -> None:
        spec, bottom = self._spec, self._box.bottom() + self._look.px(4) + self._metrics.ascent()
        self._write(spec.first, self._box.left(), bottom, "ink3")
        wide = self._metrics.horizontalAdvance(spec.last)
        room = self._box.width() - self._metrics.horizontalAdvance(spec.first) - self._look.px(8)
        if wide <= room:
            self._write(spec.last, self._box.right() - wide, bottom, "ink3")

    def _standards(self) -> None:
        """Draw each standard from its month on, broken, with its share over its right end."""
        painter, points = self._painter, len(self._spec.points)
        if not self._spec.standards:
            return
        pen = QPen(self._look.color("ink2"), self._look.px(1))
        pen.setStyle(Qt.PenStyle.DashLine)
        ends = [start for start, _share in self._spec.standards[1:]] + [points - 1]
        for (start, share), end in zip(self._spec.standards, ends, strict=True):
            painter.setPen(pen)
            painter.drawLine(self._at(start, share), self._at(end, share))
        share = self._spec.standards[-1][1]
        words = f"{self._standard} {share:.0%}"
        x = self._box.right() - self._metrics.horizontalAdvance(words)
        above = self._at(0, share).y() - self._look.px(3)
        below = above + self._metrics.height() + self._look.px(3)
        ending = [one for one in self._spec.points[-_ENDING:] if one is not None]
        is_under = sum(one <= share for one in ending) * 2 >= len(ending)
        fits = above - self._metrics.ascent() >= 0 and is_under
        self._write(words, max(self._box.left(), x), above if fits else below, "ink2")

    def _line(self) -> None:
        """Join the months that follow one another; one alone is a dot."""
        path, before = QPainterPath(), False
        dots = []
        for number, share in enumerate(self._spec.points):
            if share is None:
                before = False
                continue
            at = self._at(number, share)
            path.lineTo(at) if before else path.moveTo(at)
            dots.append(at)
            before = True
        brand = self._look.color("brand")
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(brand, self._look.px(2)))
        self._painter.drawPath(path)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(brand)
        radius = self._look.px(1) * _DOT
        for at in dots:
            self._painter.drawEllipse(at, radius, radius)

    def _write(self, words: str, x: float, base: float, token: str) -> None:
        path = QPainterPath()
        path.addText(QPointF(round(x), round(base)), self._font, words)
        halo = QPen(self._look.color(self._ground), self._look.px(3))
        halo.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        self._painter.strokePath(path, halo)
        self._painter.fillPath(path, self._look.color(token))
