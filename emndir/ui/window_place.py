"""WindowPlace: where on the screen the window stands, how large, and whether it is the narrow view."""

from __future__ import annotations

from PySide6.QtCore import (
    QByteArray,
    QMargins,
    QObject,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QMainWindow

from emndir.runtime.settings import Settings
from emndir.ui.theme import Theme
from emndir.ui.window_state import WindowState

WISH = QSize(1280, 800)
"""How large a window is that nobody has sized yet, where the screen has room for it."""
NARROW = 420
"""Pixels at 100 % that the narrow view is wide."""
FRAME = QMargins(4, 32, 4, 4)
"""What a window manager is taken to put around a window until it is seen what it does."""
LEAST = QSize(420, 360)
"""Pixels at 100 % that the window keeps where that is no more than half of its screen."""
REFLOW = QSize(320, 360)
"""Pixels at 100 % that it keeps wherever the screen has them: as wide as WCAG 2.2, 1.4.10, takes for
the least room that words are to fit into without scrolling sideways."""
SEEN = QSize(120, 40)
"""So much of a window has to lie on a screen for a hand to get hold of it."""
SETTLE_MS = 250
"""After the first painting; by then every window manager has put its frame around."""


def least_size(available: QSize, scale: float) -> QSize:
    """Return the size that nobody can make the window smaller than, on a screen with so much room."""
    half = available / 2
    return (LEAST * scale).boundedTo(half.expandedTo((REFLOW * scale).boundedTo(available)))


def fitted(place: QRect, available: QRect, frame: QMargins) -> QRect:
    """Return a window's inner rectangle made no larger than a screen's free area, and inside it."""
    room = available.marginsRemoved(frame)
    size = place.size().boundedTo(room.size())
    left = min(max(place.left(), room.left()), room.left() + room.width() - size.width())
    top = min(max(place.top(), room.top()), room.top() + room.height() - size.height())
    return QRect(QPoint(left, top), size)


def docked(place: QRect, available: QRect, frame: QMargins, width: int, side: str) -> QRect:
    """Return the rectangle of the narrow view: at a side of the free area, as high as it was."""
    room = available.marginsRemoved(frame)
    wide = min(width, room.width())
    left = room.left() if side == "left" else room.left() + room.width() - wide
    return fitted(QRect(left, place.top(), wide, place.height()), available, frame)


def is_in_sight(place: QRect, screens: list[QRect]) -> bool:
    """Return True if enough of a window lies on one of the screens to take hold of it."""
    shown = (place & screen for screen in screens)
    return any(one.width() >= SEEN.width() and one.height() >= SEEN.height() for one in shown)


class WindowPlace(QObject):
    """Moves and sizes one window. It knows nothing of what is in it.

    `changed` says that the window became the narrow view, or stopped being it.
    """

    changed = Signal(bool)

    def __init__(self, window: QMainWindow, theme: Theme, settings: Settings) -> None:
        """Hold the window; nothing is moved yet."""
        super().__init__(window)
        self._window, self._theme, self._settings = window, theme, settings
        self._former = ""
        self._former_place: QRect | None = None  # to the pixel; what Qt restores may be moved
        self._given = QSize()
        self._is_narrow = False
        self._percent = theme.percent
        self._settling = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._settling.timeout.connect(self.settle)
        theme.changed.connect(self._follow_theme)

    @property
    def is_narrow(self) -> bool:
        """Return True while the window stands as the narrow view."""
        return self._is_narrow

    # --- first and last -------------------------------------------------------------------

    def begin(self, saved: WindowState) -> None:
        """Give a window that is not shown yet its size and, where it was saved, its place."""
        self._give(fitted(QRect(QPoint(0, 0), WISH), self._available(), FRAME).size())
        if saved.geometry and self._restore(saved.geometry):
            self._come_into_sight()
            self._given = self._window.size()
        if saved.narrow:
            self._former = saved.geometry or self._written()
            self._is_narrow = True
            if not self._restore(saved.narrow):
                self._dock()
            self._come_into_sight()
            self._given = self._window.size()
            self.changed.emit(True)

    def shown(self) -> None:
        """Look at the frame that the window manager makes, as soon as there is one."""
        self._put_on_top()
        self._settling.start()

    @Slot()
    def settle(self) -> None:
        """Come wholly into sight if the size is still one that was given here, not a person's."""
        window = self._window
        if window.isMaximized() or window.isFullScreen() or window.size() != self._given:
            return
        place = fitted(window.geometry(), self._available(), self._frame())
        if place != window.geometry():
            self._put(place)

    def state(self, widths: str) -> WindowState:
        """Return what is to be remembered of the window; `widths` of its columns."""
        now = self._written()
        if self._is_narrow:
            return WindowState(self._former, widths, now)
        return WindowState(now, widths)

    # --- narrow and wide ------------------------------------------------------------------

    def enter(self) -> None:
        """Become the narrow view beside whatever else is on the screen."""
        if self._is_narrow:
            return
        self._former = self._written()
        self._is_narrow = True
        window = self._window
        self._former_place = None
        if window.isMaximized() or window.isFullScreen():
            window.setWindowState(Qt.WindowState.WindowNoState)
        else:
            self._former_place = window.geometry()
        self._dock()
        self._put_on_top()
        self.changed.emit(True)

    def leave(self) -> None:
        """Go back to the size and place from before the narrow view."""
        if not self._is_narrow:
            return
        self._is_narrow = False
        self._put_on_top()
        if self._former_place is not None:
            self._window.setGeometry(self._former_place)
        elif not (self._former and self._restore(self._former)):
            self.widen()
        self._come_into_sight()
        self.changed.emit(False)

    def widen(self) -> None:
        """Take the size of a first start, in sight: the window was made narrow by hand."""
        place = QRect(self._window.geometry().topLeft(), WISH)
        self._put(fitted(place, self._available(), self._frame()))

    def room(self) -> int:
        """Return how wide the window can be on its screen, in pixels."""
        return self._available().marginsRemoved(self._frame()).width()

    def apply(self, settings: Settings) -> None:
        """Follow other settings at once."""
        before, self._settings = self._settings, settings
        if self._is_narrow and settings.narrow_side != before.narrow_side:
            self._dock()
        if settings.narrow_on_top != before.narrow_on_top:
            self._put_on_top()

    @Slot()
    def _follow_theme(self) -> None:
        """Be as wide as the letters ask for."""
        if self._theme.percent != self._percent:
            self._percent = self._theme.percent
            if self._is_narrow:
                self._dock()

    # --- inside ---------------------------------------------------------------------------

    def _dock(self) -> None:
        width = self._theme.px(NARROW)
        side = self._settings.narrow_side
        place = self._window.geometry()
        self._put(docked(place, self._available(), self._frame(), width, side))

    def _put(self, place: QRect) -> None:
        self._given = place.size()
        self._window.setGeometry(place)

    def _give(self, size: QSize) -> None:
        self._given = size
        self._window.resize(size)

    def _restore(self, written: str) -> bool:
        return self._window.restoreGeometry(QByteArray.fromBase64(written.encode("ascii")))

    def _written(self) -> str:
        return bytes(self._window.saveGeometry().toBase64().data()).decode("ascii")

    def _come_into_sight(self) -> None:
        """Bring a window back that lies off every screen, or is larger than its own."""
        window = self._window
        if window.isMaximized() or window.isFullScreen():
            return
        screens = [screen.availableGeometry() for screen in window.screen().virtualSiblings()]
        place = window.geometry()
        is_larger = not QRect(QPoint(0, 0), self._available().size()).contains(
            QRect(QPoint(0, 0), place.size())
        )
        if is_larger or not is_in_sight(place, screens):
            self._put(fitted(place, self._available(), self._frame()))

    def _handle(self) -> QWindow | None:
        """Return the window system's window, None before there is one."""
        return self._window.windowHandle()

    def _available(self) -> QRect:
        return self._window.screen().availableGeometry()

    def _frame(self) -> QMargins:
        handle = self._handle()
        margins = handle.frameMargins() if handle is not None else QMargins()
        return FRAME if margins.isNull() else margins

    def _put_on_top(self) -> None:
        """Keep the narrow view above other windows, where that is asked for.

        The window system is told directly: through the widget Qt would hide the window.
        """
        is_on = self._is_narrow and self._settings.narrow_on_top
        hint = Qt.WindowType.WindowStaysOnTopHint
        handle = self._handle()
        if handle is not None and bool(handle.flags() & hint) is not is_on:
            handle.setFlag(hint, is_on)
            flags = self._window.windowFlags()
            self._window.overrideWindowFlags(flags | hint if is_on else flags & ~hint)
