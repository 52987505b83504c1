"""Breaking a text into the few lines that a painted row has room for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption


def broken_lines(text: str, font: QFont, width: float, most: int) -> tuple[str, ...]:
    """Return a text broken at words into at most `most` lines, the last one cut with "…".

    `width` is in pixels; a word longer than a line is broken anywhere.
    """
    metrics = QFontMetricsF(font)
    if metrics.horizontalAdvance(text) <= width:
        return (text,)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    while len(lines) < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(1.0, width))
        start, length = line.textStart(), line.textLength()
        part = text[start:] if len(lines) == most - 1 else text[start : start + length]
        lines.append(metrics.elidedText(part.strip(), Qt.TextElideMode.ElideRight, width))
    layout.endLayout()
    return tuple(lines)
