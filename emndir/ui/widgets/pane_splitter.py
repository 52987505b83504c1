"""PaneSplitter: panes side by side or one above the other; arrow keys move what is between them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from emndir.ui import theme

# pixels at 100 %
THICK = 8  # of a handle between columns
GRIP, GRIP_THICK = 32, 3
STEP, LEAP = 16, 80  # by an arrow key, by Page Up and Page Down


class PaneSplitter(QSplitter):
    """A splitter whose handles take the keyboard and are called by a name.

    `names` are those of the handles: what moves ("Width of the filters"); `grounds` the
    tokens of the colour each is painted in, so that it looks like a part of the pane beside it.
    """

    def __init__(
        self,
        orientation: Qt.Orientation,
        names: Sequence[str],
        grounds: Sequence[str],
        *,
        thick: int = THICK,
    ) -> None:
        """Make an empty splitter; handle number n stands after pane n, and both count from 0."""
        super().__init__(orientation)
        self._names, self._grounds = tuple(names), tuple(grounds)
        self._thick = thick
        self.setChildrenCollapsible(False)
        theme.current().follow(self._resize)
        self._resize()

    @property
    def handles(self) -> list[QWidget]:
        """Return the handles, in order; those beside a hidden pane are hidden too."""
        return [self.handle(at) for at in range(1, self.count())]

    def createHandle(self) -> QSplitterHandle:
        """Return a handle for the next pane (Qt calls this); the first pane's is never shown."""
        at = max(0, self.count() - 1)
        name = self._names[at] if at < len(self._names) else ""
        ground = self._grounds[at] if at < len(self._grounds) else "canvas"
        return PaneHandle(self.orientation(), self, name, ground)

    @Slot()
    def _resize(self) -> None:
        self.setHandleWidth(theme.current().px(self._thick))


class PaneHandle(QSplitterHandle):
    """What lies between two panes. Arrow keys, Page Up and Page Down move it, as the mouse does."""

    def __init__(
        self, orientation: Qt.Orientation, parent: QSplitter, name: str, ground: str
    ) -> None:
        """Make a handle called `name`, in the colour of the token `ground`."""
        super().__init__(orientation, parent)
        self._ground = ground
        theme.current().dress(self)  # for its tooltip
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name)
        self.setAccessibleDescription(self.tr("Arrow keys move it"))
        self.setToolTip(name)

    @property
    def _is_upright(self) -> bool:
        return self.orientation() is Qt.Orientation.Horizontal

    def move_by(self, pixels: int) -> None:
        """Move it as a person does; the panes keep what they need."""
        at = self.x() if self._is_upright else self.y()
        self.moveSplitter(at + pixels)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by the arrow keys along its way, further by Page Up and Page Down."""
        look = theme.current()
        step, leap = look.px(STEP), look.px(LEAP)
        back = Qt.Key.Key_Left if self._is_upright else Qt.Key.Key_Up
        on = Qt.Key.Key_Right if self._is_upright else Qt.Key.Key_Down
        moves = {back: -step, on: step, Qt.Key.Key_PageUp: -leap, Qt.Key.Key_PageDown: leap}
        by = moves.get(Qt.Key(event.key()))
        if by is None or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
        else:
            self.move_by(by)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it as a part of the pane beside it; across, with lines and a grip."""
        look = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.color(self._ground))
        is_used = self.underMouse() or self.hasFocus()
        if not self._is_upright:
            painter.fillRect(0, 0, self.width(), 1, look.color("line"))
            painter.fillRect(0, self.height() - 1, self.width(), 1, look.color("line"))
        if is_used or not self._is_upright:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("brand" if is_used else "control"))
            painter.drawRoundedRect(self._grip(), GRIP_THICK / 2, GRIP_THICK / 2)
        painter.end()

    def _grip(self) -> QRectF:
        look = theme.current()
        long, thick = look.px(GRIP), GRIP_THICK * look.scale
        wide, high = (thick, long) if self._is_upright else (long, thick)
        return QRectF((self.width() - wide) / 2, (self.height() - high) / 2, wide, high)
