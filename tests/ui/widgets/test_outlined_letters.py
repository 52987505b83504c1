"""Letters as a path are the same, whatever was written before."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPainterPath

from emndir.ui import theme
from emndir.ui.widgets.outlined_letters import outlined, outlined_width

WORDS = "Leicester N 5 miles"


def corners(path):
    return tuple((path.elementAt(at).x, path.elementAt(at).y) for at in range(path.elementCount()))


def write_something_else(percent, role):
    look = theme.Theme("light", percent)
    font = look.font(role)
    QFontMetricsF(font).horizontalAdvance(f"words {percent}")
    QPainterPath().addText(QPointF(1, 1), font, "xyzN")
    image = QImage(300, 60, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setFont(font)
    painter.drawText(5, 30, f"Leicester N {role}")
    painter.end()


@pytest.mark.parametrize("role", ["keycap", "caption", "body"])
def test_outlines_are_the_same_whatever_was_written_before(look, role):
    font = look.font(role)
    found, widths, qts_own = set(), set(), set()
    for percent in theme.TEXT_SIZES:
        for other in theme.ROLES:
            write_something_else(percent, other)
            found.add(corners(outlined(WORDS, font, QPointF(10.4, 9.6))))
            widths.add(outlined_width(WORDS, font))
            path = QPainterPath()
            path.addText(QPointF(10, 10), font, WORDS)
            qts_own.add(corners(path))
    assert len(found) == len(widths) == 1
    (mine,) = found
    for theirs in qts_own:  # of which there are several, a sixty-fourth of a pixel apart
        assert len(theirs) == len(mine)
        for (x, y), (left, top) in zip(mine, theirs, strict=True):
            assert (x, y) == (pytest.approx(left, abs=3), pytest.approx(top, abs=0.5))


def test_a_line_begins_on_a_pixel_and_is_as_wide_as_it_says(look):
    font = look.font("caption")
    box = outlined("N", font, QPointF(20.3, 30.7)).boundingRect()
    assert box.bottom() == pytest.approx(31, abs=0.1)
    assert 20 <= box.left() <= 22
    assert box.width() < outlined_width("N", font) < box.width() + 4
