"""CountTabs: a bar of tabs, some with a small number after their name."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QTabBar, QWidget

from emndir.ui import theme

HEIGHT = 34  # px at 100 %, as are the others
BETWEEN, LEAST_BETWEEN = 24, 4
"""Between two tabs, and where the bar has no more room."""
LINE = 3
GAP = 4
"""Between a name and its number."""


class CountTabs(QTabBar):
    """Names, and numbers in the letters of a caption; a screen reader hears both as one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty bar."""
        super().__init__(parent)
        self._counts: list[str] = []
        self._names: list[tuple[str, str]] = []
        self._pointed = -1
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)  # where a window is so narrow that they do not fit
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setMouseTracking(True)
        theme.current().follow(self._resize)

    def add(self, name: str, count: int | None = None, *, short: str = "") -> None:
        """Add a tab; `short` is its name where not all have room, for the eye alone."""
        self._counts.append("" if count is None else str(count))
        self._names.append((name, short or name))
        at = self.addTab(name)
        self.setAccessibleTabName(at, name if count is None else f"{name}, {count}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the short names where the bar has no room for the long ones."""
        self._take_names()
        super().resizeEvent(event)

    def _take_names(self) -> None:
        letters = QFontMetricsF(theme.current().font("strong"))
        least = theme.current().px(LEAST_BETWEEN) + 1.5
        needed = sum(
            letters.horizontalAdvance(name) + self._count_width(at) + least
            for at, (name, _short) in enumerate(self._names)
        )
        for at, names in enumerate(self._names):
            name = names[needed > self.width()]
            if self.tabText(at) != name:
                self.setTabText(at, name)

    def title(self, at: int) -> str:
        """Return name and number of a tab."""
        return f"{self.tabText(at)} {self._counts[at]}".strip()

    def tabSizeHint(self, index: int) -> QSize:  # noqa: N802 - Qt calls it
        """Return the size of name and number, and the room to the next tab."""
        look = theme.current()
        wide = round(self._name_width(index) + self._count_width(index)) + 1
        return QSize(wide + self._between(), look.px(HEIGHT))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Return the same: nothing is left out."""
        return self.tabSizeHint(index)

    def sizeHint(self) -> QSize:
        """Return the size with all the room between the tabs, however wide the bar is now."""
        size, look = super().sizeHint(), theme.current()
        more = (look.px(BETWEEN) - self._between()) * self.count()
        return QSize(size.width() + more, size.height())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the tab under the pointer."""
        super().mouseMoveEvent(event)
        self._point(self.tabAt(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """Light up none."""
        super().leaveEvent(event)
        self._point(-1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the names, the numbers, and the line under the tab that is open."""
        look, painter = theme.current(), QPainter(self)
        for at in range(self.count()):
            is_open = at == self.currentIndex()
            box, wide = QRectF(self.tabRect(at)), self._name_width(at)
            painter.setFont(look.font("strong" if is_open else "body"))
            painter.setPen(look.color("brand" if is_open or at == self._pointed else "ink2"))
            box.setHeight(box.height() - look.px(LINE))
            where = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, where, self.tabText(at))
            painter.setFont(look.font("caption", figures=True))
            painter.setPen(look.color("ink3"))
            painter.drawText(box.adjusted(wide + look.px(GAP), 0, 0, 0), where, self._counts[at])
            if is_open:
                line = QRectF(box.left(), box.bottom(), wide + self._count_width(at), look.px(LINE))
                painter.fillRect(line, look.color("brand"))
        painter.end()

    def _name_width(self, at: int) -> float:
        """Return the width of a name in the stronger letters, so that no tab moves when opened."""
        return QFontMetricsF(theme.current().font("strong")).horizontalAdvance(self.tabText(at))

    def _between(self) -> int:
        """Return the room between two tabs, which is what the narrow view has less of."""
        look, count = theme.current(), max(1, self.count())
        names = sum(self._name_width(at) + self._count_width(at) + 1.5 for at in range(count))
        room = int((self.width() - names) / count)
        return min(look.px(BETWEEN), max(look.px(LEAST_BETWEEN), room))

    def _count_width(self, at: int) -> float:
        if not self._counts[at]:
            return 0.0
        look = theme.current()
        letters = QFontMetricsF(look.font("caption", figures=True))
        return letters.horizontalAdvance(self._counts[at]) + look.px(GAP)

    def _point(self, at: int) -> None:
        if at != self._pointed:
            self._pointed = at
            self.update()

    @Slot()
    def _resize(self) -> None:
        self._take_names()
        self.updateGeometry()
        self.update()
