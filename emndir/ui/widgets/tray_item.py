"""TrayItem: one service of the shortlist in the tray: opened, moved, dragged, taken off."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QFontMetricsF, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QMenu, QToolButton

from emndir.ui import theme
from emndir.ui.escaping import escape
from emndir.ui.icons import icon
from emndir.ui.widgets.number_tag import TAG, NumberTag

# pixels at 100 %
HEIGHT, TARGET, SIGN = 36, 28, 15
BEFORE, BETWEEN, AFTER = 8, 8, 4

_DELETE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_PRESS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_FAR = 99
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Home: -_FAR,
    Qt.Key.Key_End: _FAR,
}
_ALT = Qt.KeyboardModifier.AltModifier


class TrayItem(QToolButton):
    """A number, a name as far as there is room, and a cross; pressing it opens the service.

    `removed`, `opened` and `moved` carry the uid, `moved` with the step; `stepped` asks for
    the keyboard to go to another item; `dragged` carries where the pointer has it.
    """

    removed = Signal(str)
    opened = Signal(str)
    moved = Signal(str, int)
    stepped = Signal(int)
    dragged = Signal(QPoint)

    def __init__(self, uid: str, name: str, number: int) -> None:
        """Make the item of a service."""
        super().__init__()
        self.setProperty("kind", "titem")
        self.uid, self.name = uid, name
        self._pressed_at: QPoint | None = None
        self._is_dragged = False
        self._row = QHBoxLayout(self)
        self._tag = NumberTag()
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self.cross = QToolButton()
        self.cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.cross.setToolTip(self.tr("Remove from shortlist (Delete)"))
        self.cross.setAccessibleName(f"{self.tr('Remove from shortlist')}: {name}")
        for part in (self._tag, self._label):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._row.addWidget(part)
        self._row.addStretch(1)
        self._row.addWidget(self.cross)
        self.clicked.connect(self._open)
        self.cross.clicked.connect(self._remove)
        self.setToolTip(f"<span>{escape(name)}</span>")  # a span: Qt breaks its lines
        self.setAccessibleDescription(self.tr("Enter opens it, Alt Up and Alt Down move it"))
        self.show_number(number)
        theme.current().follow(self._resize)
        self._resize()

    def show_number(self, number: int) -> None:
        """Stand at another place of the list."""
        self._tag.show_number(number)
        place, hint = self.tr("Shortlist"), self.tr("Delete to remove")
        self.setAccessibleName(f"{place} {number}, {self.name}. {hint}")

    @property
    def number(self) -> int:
        """Return its place in the list."""
        return self._tag.number

    @property
    def shown_name(self) -> str:
        """Return as much of the name as there is room for."""
        return self._label.text()

    @property
    def natural_width(self) -> int:
        """Return the width in pixels at which nothing of the name is left out."""
        words = QFontMetricsF(self._label.font()).horizontalAdvance(self.name)
        return self._other_width() + int(words) + 2

    def set_width(self, width: int) -> None:
        """Be so many pixels wide; a name that is too long for that ends in an ellipsis."""
        metrics = QFontMetricsF(self._label.font())
        room = width - self._other_width()
        elide = Qt.TextElideMode.ElideRight
        self._label.setText(metrics.elidedText(self.name, elide, room))
        self.setFixedSize(width, theme.current().px(HEIGHT))

    def sizeHint(self) -> QSize:
        """Return the size it was given."""
        return self.minimumSize()

    def _other_width(self) -> int:
        return theme.current().px(BEFORE + TAG + 2 * BETWEEN + TARGET + AFTER)

    @Slot()
    def _resize(self) -> None:
        look = theme.current()
        self._row.setContentsMargins(look.px(BEFORE), 0, look.px(AFTER), 0)
        self._row.setSpacing(look.px(BETWEEN))
        self._row.setStretch(2, 1)
        self.cross.setIcon(icon("close", "ink2", SIGN))
        self.cross.setIconSize(QSize(look.px(SIGN), look.px(SIGN)))
        self.cross.setFixedSize(look.px(TARGET), look.px(TARGET))

    @Slot()
    def _open(self) -> None:
        self.opened.emit(self.uid)

    @Slot()
    def _remove(self) -> None:
        self.removed.emit(self.uid)

    # --- By key, by menu, by dragging -----------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take it off, open it, move it, or step to the next."""
        key, step = Qt.Key(event.key()), _STEPS.get(Qt.Key(event.key()), 0)
        if key in _DELETE:
            self._remove()
        elif key in _PRESS:
            self.click()
        elif event.modifiers() & _ALT and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(self.uid, step)
        elif step and not event.modifiers() & _ALT:
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer everything that keys do, so that nobody has to drag."""
        uid = self.uid
        menu = QMenu(self)
        menu.addAction(self.tr("Open"), self._open)
        menu.addAction(self.tr("Move earlier"), lambda: self.moved.emit(uid, -1))
        menu.addAction(self.tr("Move later"), lambda: self.moved.emit(uid, 1))
        menu.addAction(self.tr("Remove from shortlist"), self._remove)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where it was taken hold of."""
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Be dragged, once the pointer went far enough to mean it."""
        here = event.position().toPoint()
        if self._pressed_at is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        far = (here - self._pressed_at).manhattanLength()
        if not self._is_dragged and far >= QApplication.startDragDistance():
            self._is_dragged = True
            self.setDown(False)
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._is_dragged:
            self.dragged.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Stay where it was dragged to, without being pressed; or be pressed."""
        was_dragged, self._is_dragged, self._pressed_at = self._is_dragged, False, None
        if was_dragged:
            self.unsetCursor()
            self.setDown(False)
            event.accept()
            return
        super().mouseReleaseEvent(event)
