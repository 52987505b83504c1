"""Icons: signs of Material Design Icons 6, drawn in a token's colour at any size.

The font and its list of names come from the `qtawesome` package, read as files: importing
that package costs more than Qt itself (about 160 ms), these two files about 2 ms.
An icon takes its colour when it is painted, so it follows a change of theme by itself.
"""

from __future__ import annotations

import importlib.util
import json
from functools import cache
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QIcon,
    QIconEngine,
    QPainter,
    QPixmap,
)
from PySide6.QtWidgets import QWidget

from emndir.ui import theme

_FONT = "materialdesignicons6-webfont-*.ttf"
_NAMES = "materialdesignicons6-webfont-charmap-*.json"
DEFAULT_SIZE = 18
INK = "ink3"
"""The colour of signs beside text."""


def icon(name: str, token: str = INK, size: int = DEFAULT_SIZE) -> QIcon:
    """Return a sign by its Material Design name ("phone-outline") in a token's colour.

    `size` is only the size it has where nobody asks for another; in pixels at 100 %.

    Raises:
        KeyError: for a name the font does not have.
    """
    sign(name)
    return QIcon(_SignEngine(name, token, size))


def paint(painter: QPainter, rect: QRectF, name: str, color: QColor) -> None:
    """Draw a sign into a rectangle, as large as fits, in the middle."""
    side = min(rect.width(), rect.height())
    font = QFont(_family())
    font.setPixelSize(max(1, round(side)))
    painter.save()
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, sign(name))
    painter.restore()


def sign(name: str) -> str:
    """Return the character of a sign.

    Raises:
        KeyError: for a name the font does not have.
    """
    found = _find(name)
    if not found:
        raise KeyError(name)
    return found


def has_sign(name: str) -> bool:
    """Return True for a name that the font has; names in data may not be."""
    return bool(_find(name))


def square(side: int) -> QSize:
    """Return a square size in pixels."""
    return QSize(side, side)


class Sign(QWidget):
    """A sign on its own, beside text. It is decoration: a screen reader skips it."""

    def __init__(
        self,
        name: str,
        token: str = INK,
        size: int = DEFAULT_SIZE,
        parent: QWidget | None = None,
    ) -> None:
        """Make a sign; `size` in pixels at 100 %."""
        super().__init__(parent)
        self._name, self._token, self._size = name, token, size
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._resize()
        theme.current().follow(self._resize)

    @property
    def name(self) -> str:
        """Return the name of the sign."""
        return self._name

    def show_sign(self, name: str, token: str = "") -> None:
        """Show another sign, in the same colour unless one is given."""
        self._name, self._token = name, token or self._token
        self.update()

    def _resize(self) -> None:
        side = theme.current().px(self._size)
        self.setFixedSize(side, side)
        self.update()

    def paintEvent(self, _event: object) -> None:
        """Draw the sign."""
        painter = QPainter(self)
        color = theme.current().color(self._token if self.isEnabled() else "disabled")
        paint(painter, QRectF(self.rect()), self._name, color)
        painter.end()


class _SignEngine(QIconEngine):
    def __init__(self, name: str, token: str, size: int) -> None:
        super().__init__()
        self._name, self._token, self._size = name, token, size

    def clone(self) -> QIconEngine:
        return _SignEngine(self._name, self._token, self._size)

    def key(self) -> str:
        return "emndir-sign"

    def actualSize(self, size: QSize, _mode: QIcon.Mode, _state: QIcon.State) -> QSize:  # noqa: N802 - Qt calls it
        return size

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        token = "disabled" if mode is QIcon.Mode.Disabled else self._token
        side = min(rect.width(), rect.height())  # a wider one leaves room before the words
        box = QRectF(rect.x(), rect.y() + (rect.height() - side) / 2, side, side)
        paint(painter, box, self._name, theme.current().color(token))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        if size.isEmpty():  # a sign that was left out: on nothing Qt cannot paint
            return pixmap
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap


def _folder() -> Path:
    found = importlib.util.find_spec("qtawesome")
    if found is None or found.origin is None:
        raise ImportError("the package qtawesome, which holds the icon font, is not installed")
    return Path(found.origin).parent / "fonts"


@cache
def _find(name: str) -> str:
    """Return the character of a name, or "".

    The list stands in the order of its names, one a line, so that a few are found without reading
    all 7,000: that takes 4 ms and a megabyte. What is not found so may stand elsewhere in it.
    """
    code = _searched(_names(), name) or json.loads(_names()).get(name, "")
    return chr(int(code, 16)) if code else ""


def _searched(names: str, name: str) -> str:
    """Return what stands after a name in a list in order, or ""."""
    low, high = names.find("\n") + 1, names.rfind("\n")
    while low < high:
        start = max(low, names.rfind("\n", low, (low + high) // 2) + 1)
        end = names.find("\n", start)
        here, _colon, code = names[start:end].partition(":")
        here = here.strip(' "')
        if here == name:
            return code.strip(' ",')
        low, high = (end + 1, high) if here < name else (low, start)
    return ""


@cache
def _names() -> str:
    return next(_folder().glob(_NAMES)).read_text(encoding="utf-8")


@cache
def _family() -> str:
    number = QFontDatabase.addApplicationFont(str(next(_folder().glob(_FONT))))
    return QFontDatabase.applicationFontFamilies(number)[0]
