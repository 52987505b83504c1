"""Outlined letters: words as a path, the same each time they are asked for."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontMetricsF, QPainterPath, QTransform

TIMES = 64
"""How much larger the letters are made and measured than they are used.

Qt makes the same letter a sixty-fourth of a pixel wider or narrower by what else it has made
before; that much of a letter so large is nothing.
"""


def outlined(words: str, font: QFont, start: QPointF) -> QPainterPath:
    """Return the outlines of a line of words that begins at the pixel nearest to `start`."""
    path = QPainterPath()
    path.addText(QPointF(0, 0), _large(font), words)
    there = QTransform.fromTranslate(round(start.x()), round(start.y()))
    return there.scale(1 / TIMES, 1 / TIMES).map(path)


def outlined_width(words: str, font: QFont) -> float:
    """Return the pixels that a line of outlined words takes from left to right."""
    return QFontMetricsF(_large(font)).horizontalAdvance(words) / TIMES


def _large(font: QFont) -> QFont:
    large = QFont(font)
    large.setPointSizeF(font.pointSizeF() * TIMES)
    return large
