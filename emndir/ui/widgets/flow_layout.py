"""FlowLayout: things side by side, on as many lines as the width asks for."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem
from shiboken6 import isValid

from emndir.ui import theme


class FlowLayout(QLayout):
    """Lays its items out in reading order and breaks lines where they do not fit.

    `gap` is between items and `lines` between lines, in pixels at 100 %. Items on one line are
    centred on it. An item added by `add_right` goes to the right end of the last line.
    """

    def __init__(self, parent: QWidget | None = None, gap: float = 8, lines: float = 8) -> None:
        """Make an empty layout."""
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._right: set[QWidget] = set()
        self._gap, self._between = gap, lines
        self.setContentsMargins(QMargins(0, 0, 0, 0))

    def set_gap(self, gap: float) -> None:
        """Leave another gap between items, in pixels at 100 %."""
        self._gap = gap
        self.invalidate()

    def add_right(self, widget: QWidget) -> None:
        """Add a widget at the right end."""
        self._right.add(widget)
        self.addWidget(widget)

    def addWidget(self, widget: QWidget) -> None:  # noqa: N802 - Qt's name
        """Add a widget.

        Qt's own item for it is one that Python never hears the end of: where a later one lay at
        the same address, it was taken for one that is gone, and what it held was not laid out.
        """
        self.addChildWidget(widget)
        self.addItem(QWidgetItem(widget))

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item (Qt calls this)."""
        self._items.append(item)
        self.update()

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._held())

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, or None."""
        items = self._held()
        return items[index] if 0 <= index < len(items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt calls it
        """Take an item out, or return None."""
        items = self._held()
        if not 0 <= index < len(items):
            return None
        item = items.pop(index)
        self.update()
        return item

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt calls it
        """Return that it wants no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Return True: a narrower line is a higher one."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height needed at a width."""
        return self._lay(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._lay(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return the size on one line."""
        gap = theme.current().px(self._gap)
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in sizes) + gap * max(0, len(sizes) - 1)
        return self._with_margins(QSize(width, max((size.height() for size in sizes), default=0)))

    def minimumSize(self) -> QSize:
        """Return the size of the largest item."""
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return self._with_margins(size)

    def _with_margins(self, size: QSize) -> QSize:
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _held(self) -> list[QLayoutItem]:
        """Return the items; none where Python has cleared the layout away and Qt still asks it."""
        items: list[QLayoutItem] = self.__dict__.get("_items", [])
        return items

    def _shown(self) -> list[QLayoutItem]:
        """Return the items to lay out.

        While its window is being destroyed, Qt still asks a layout whose items are gone.
        """
        return [item for item in self._held() if isValid(item) and not item.isEmpty()]

    def _lay(self, rect: QRect, *, move: bool) -> int:
        gap, between = theme.current().px(self._gap), theme.current().px(self._between)
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        top = inner.top()
        lines = self._lines(inner.width(), gap)
        for line in lines:
            height = max(size.height() for _, size in line)
            if move:
                self._place(line, QRect(inner.left(), top, inner.width(), height), gap)
            top += height + between
        if lines:
            top -= between
        return top - rect.top() + margins.bottom()

    def _lines(self, width: int, gap: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        used = 0
        for item in self._shown():
            size = item.sizeHint()
            least = item.minimumSize().width()
            size.setWidth(max(least, min(size.width(), width)))
            if item.hasHeightForWidth():
                size.setHeight(item.heightForWidth(size.width()))
            if not lines or used + gap + size.width() > width:
                lines.append([])
                used = -gap
            lines[-1].append((item, size))
            used += gap + size.width()
        return lines

    def _place(self, line: list[tuple[QLayoutItem, QSize]], box: QRect, gap: int) -> None:
        left, right = box.left(), box.right() + 1
        at_right = [pair for pair in line if pair[0].widget() in self._right]
        for item, size in line:
            if item.widget() not in self._right:
                item.setGeometry(QRect(QPoint(left, _middle(box, size)), size))
                left += size.width() + gap
        for item, size in reversed(at_right):
            right -= size.width()
            item.setGeometry(QRect(QPoint(right, _middle(box, size)), size))
            right -= gap


def _middle(box: QRect, size: QSize) -> int:
    return box.top() + (box.height() - size.height()) // 2
