"""Buttons and choices that are more than Qt's own: a key cap, a number at the end, a chevron."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from emndir.ui import icons, theme
from emndir.ui.widgets.field import KeyCap

CHEVRON = 18  # px at 100 %


BIG_BUTTON, LOW_BUTTON = 40, 26
"""Heights in pixels at 100 %: as drawn, and where every line counts."""


class LaidButton(QPushButton):
    """A button whose face is a layout of labels, so that it grows and wraps with them."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make an empty button, called `name` for a screen reader."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.setAutoDefault(False)
        # a least width that is above the room there is would be what its height is measured at
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Return what the labels want."""
        return self.row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least the labels can do with."""
        return self.row.minimumSize()

    def hasHeightForWidth(self) -> bool:
        """Return True if a label wraps."""
        return self.row.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width."""
        return self.row.heightForWidth(width) if self.row.hasHeightForWidth() else -1

    def put(self, widget: QWidget, stretch: int = 0) -> None:
        """Add a part of the face; the mouse goes through it."""
        widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.row.addWidget(widget, stretch)


class KeyButton(LaidButton):
    """A big button with a sign, words, and the key that does the same."""

    def __init__(self, text: str, sign: str, key: str, *, is_main: bool = False) -> None:
        """Make the button; the main one of a window is filled with its colour."""
        super().__init__(text)
        if is_main:
            self.setProperty("kind", "primary")
        self.put(icons.Sign(sign, "onBrand" if is_main else "ink2", 18))
        self._words, self._cap = QLabel(text), KeyCap(key)
        self.put(self._words)
        self.put(self._cap)
        self._high = BIG_BUTTON
        self.setToolTip(f"{text} ({key})")
        theme.current().follow(self._resize)
        self._resize()

    def set_short(self, *, has_words: bool, has_key: bool, is_low: bool = False) -> None:
        """Leave words or key out where there is no room; the tooltip has them."""
        self._high = LOW_BUTTON if is_low else BIG_BUTTON
        self._words.setVisible(has_words)
        self._cap.setVisible(has_key)
        self._resize()

    @Slot()
    def _resize(self) -> None:
        look = theme.current()
        pad = 9 if self._words.isHidden() else 15
        self.row.setContentsMargins(look.px(pad), 0, look.px(pad - 1), 0)
        self.row.setSpacing(look.px(8))
        self.setFixedHeight(look.px(self._high))


class CountButton(LaidButton):
    """A square button with a sign, and beside it a number once there is something to count."""

    def __init__(self, text: str, sign: str) -> None:
        """Make the button without a number; its words are a tooltip and an accessible name."""
        super().__init__(text)
        self._text = text
        self.put(icons.Sign(sign, "ink2", 19))
        self._number = QLabel()
        self._number.setProperty("role", "strong")
        self.put(self._number)
        theme.current().follow(self._resize)
        self.show_count(0, "")

    def show_count(self, count: int, unit: str) -> None:
        """Show a number, 0 for none; `unit` is said after it ("on")."""
        self._number.setText(str(count) if count else "")
        self._number.setVisible(bool(count))
        spoken = f"{self._text}, {count} {unit}" if count else self._text
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        self._resize()

    @Slot()
    def _resize(self) -> None:
        look = theme.current()
        self.row.setContentsMargins(look.px(10), 0, look.px(9), 0)
        self.row.setSpacing(look.px(6))
        self.setFixedHeight(look.px(40))
        self.updateGeometry()


class RowButton(LaidButton):
    """A row of a short list: sign, words, a second line, and a number at the end.

    `way` is for its owner: what pressing the row means.
    """

    def __init__(
        self, sign: str, text: str, *, second: str = "", number: str = "", tint: str = "brand"
    ) -> None:
        """Make the row. `tint` is the token of the sign's colour."""
        spoken = ", ".join(part for part in (text, second, number) if part)
        super().__init__(spoken)
        self.setProperty("kind", "row")
        self.way: object = None
        self.put(icons.Sign(sign, tint, 18))
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(wrapped(text, "body"))
        if second:
            column.addWidget(wrapped(second, "caption"))
        self.put(words, 1)
        self._number = QLabel(number)
        self._number.setProperty("role", "caption")
        self.put(self._number)
        self.sizePolicy().setHorizontalPolicy(QSizePolicy.Policy.Expanding)
        theme.current().follow(self._resize)
        self._resize()

    @Slot()
    def _resize(self) -> None:
        look = theme.current()
        self.row.setContentsMargins(look.px(12), look.px(8), look.px(12), look.px(8))
        self.row.setSpacing(look.px(12))


class Choice(QComboBox):
    """A list to choose one of, with a chevron in the theme's colour."""

    def __init__(self, name: str, *, is_big: bool = False) -> None:
        """Make an empty choice, called `name` for a screen reader."""
        super().__init__()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._is_snug = False
        if is_big:
            self.setProperty("kind", "big")
        theme.current().follow(self._resize)

    def choose(self, data: object) -> None:
        """Select the entry with this data, without saying that it was chosen."""
        index = self.findData(data)
        if index >= 0 and index != self.currentIndex():
            blocked = self.blockSignals(True)
            self.setCurrentIndex(index)
            self.blockSignals(blocked)
            self.updateGeometry()
            self.update()

    def set_snug(self, is_snug: bool) -> None:
        """Be as wide as what is chosen needs, not as the longest entry."""
        self._is_snug = is_snug
        self.updateGeometry()

    @property
    def is_snug(self) -> bool:
        """Return True where it is as wide as what is chosen needs."""
        return self._is_snug

    def sizeHint(self) -> QSize:
        """Return what the longest entry needs, or what is chosen."""
        size = super().sizeHint()
        if self._is_snug:
            longest = max(map(self._advance, range(self.count())), default=0)
            size.setWidth(size.width() - longest + self._advance(self.currentIndex()))
        return size

    def minimumSizeHint(self) -> QSize:
        """Return the same where it is snug: what is chosen is never cut."""
        return self.sizeHint() if self._is_snug else super().minimumSizeHint()

    def showPopup(self) -> None:
        """Open the list as wide as its longest entry."""
        self.view().setMinimumWidth(super().sizeHint().width())
        super().showPopup()

    def _advance(self, index: int) -> int:
        return self.fontMetrics().horizontalAdvance(self.itemText(index))

    @Slot()
    def _resize(self) -> None:
        # Qt keeps the width of the longest entry; letters of another size need another.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContentsOnFirstShow)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, then the chevron."""
        super().paintEvent(event)
        look = theme.current()
        side = look.px(CHEVRON)
        box = QRectF(self.width() - side - look.px(6), (self.height() - side) / 2, side, side)
        painter = QPainter(self)
        token = "ink2" if self.isEnabled() else "disabled"
        icons.paint(painter, box, "chevron-down", look.color(token))
        painter.end()


class SignButton(QToolButton):
    """A square button with a sign only; its words are a tooltip and an accessible name."""

    def __init__(self, text: str, sign: str, *, side: int = 40, sign_side: int = 19) -> None:
        """Make the button; sides in pixels at 100 %."""
        super().__init__()
        self.setProperty("kind", "square")
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setIcon(icons.icon(sign, "ink2", sign_side))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._side, self._sign_side = side, sign_side
        theme.current().follow(self._resize)
        self._resize()

    def show_sign(self, sign: str) -> None:
        """Show another sign."""
        self.setIcon(icons.icon(sign, "ink2", self._sign_side))

    @Slot()
    def _resize(self) -> None:
        look = theme.current()
        self.setFixedSize(look.px(self._side), look.px(self._side))
        self.setIconSize(QSize(look.px(self._sign_side), look.px(self._sign_side)))


def wrapped(text: str, role: str = "body", tone: str = "") -> QLabel:
    """Return a label that breaks its lines, in a role and a colour of the style sheet."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    if tone:
        label.setProperty("tone", tone)
    return label
