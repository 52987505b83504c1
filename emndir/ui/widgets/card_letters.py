"""CardLetters: the letters of a result card, and the lines that they stand on."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF

from emndir.ui import theme
from emndir.ui.card_words import Fact

NAME_LINE, LINE = 1.364, 1.425  # heights of lines, in sizes of their letters


class CardLetters:
    """The letters of a card and their measures."""

    def __init__(self) -> None:
        """Take the letters of the theme in force."""
        look = theme.current()
        self.name_font = look.font("name")
        self.body_font = look.font("body", figures=True)
        self.strong_font = look.font("strong")
        self.caption_font = look.font("caption")
        self.number_font = look.font("body")
        self.number_font.setWeight(QFont.Weight.Medium)
        self.name = QFontMetricsF(self.name_font)
        self.body = QFontMetricsF(self.body_font)
        self.strong = QFontMetricsF(self.strong_font)
        self.caption = QFontMetricsF(self.caption_font)
        self.number = QFontMetricsF(self.number_font)
        self.name_line, self.name_base = _line_of(self.name_font, self.name, NAME_LINE)
        self.line, self.base = _line_of(self.body_font, self.body, LINE)
        self.lower = self.name_base - self.base  # of body beside a name, on one line of letters

    def of(self, fact: Fact) -> QFontMetricsF:
        """Return the measures of a fact's letters."""
        return self.number if fact.is_strong else self.body

    def font_of(self, fact: Fact) -> QFont:
        """Return the letters of a fact."""
        return self.number_font if fact.is_strong else self.body_font


def _line_of(font: QFont, metrics: QFontMetricsF, share: float) -> tuple[float, float]:
    """Return the height of a line, and how far below its top the letters stand.

    The height follows the size of the letters and not what their maker left around them, so that
    a card is as high with one system's letters as with another's.
    """
    high = max(metrics.height(), share * QFontInfo(font).pixelSize())
    return high, (high - metrics.height()) / 2 + metrics.ascent()
