"""IdleWatch: notices that nobody uses the window any more, and counts the last minute down."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QMouseEvent
from shiboken6 import isValid

if TYPE_CHECKING:
    from PySide6.QtGui import QWindow

LAST_SECONDS = 60
"""The countdown: the end of the idle time, not on top of it."""
LOOK_AGAIN = 30
"""Seconds after which it looks at the clock, since timers stand still while a computer sleeps."""

_USES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
        QEvent.Type.NativeGesture,
    }
)


def seconds_passed() -> float:
    """Return seconds of a clock that nobody can set, and that runs on while the computer sleeps."""
    number = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
    return time.monotonic() if number is None else time.clock_gettime(number)


class IdleWatch(QObject):
    """Says when a window was left alone: no key, no mouse, no touch, no other question.

    `counting` carries the seconds that are left, each second of the last minute. `stayed` says
    that somebody came back meanwhile; the key or the click that said so does what it always
    does. `expired` carries the minutes that went by; nothing is left to be cleared after it.

    It listens at the program's system windows, which get only what a person does, and not at the
    application, which would call Python for every event there is.
    """

    counting = Signal(int)
    stayed = Signal()
    expired = Signal(int)

    def __init__(
        self,
        minutes: Callable[[], int],
        holds_anything: Callable[[], bool],
        now: Callable[[], float] = seconds_passed,
    ) -> None:
        """Start to watch. `minutes` is asked again and again, 0 is for never.

        `holds_anything` says whether there is anything to clear: without that nothing is counted.
        """
        super().__init__()
        self._minutes, self._holds, self._now = minutes, holds_anything, now
        self._used_at = now()
        self._is_counting = False
        self._pointer = QPointF()
        self._watched: list[QWindow] = []
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.look)
        self._application = QGuiApplication.instance()
        if isinstance(self._application, QGuiApplication):
            self._application.focusWindowChanged.connect(self._watch_windows)
        self.look()

    @property
    def is_counting(self) -> bool:
        """Return True during the last minute."""
        return self._is_counting

    @Slot()
    def use(self) -> None:
        """Take it that somebody is there."""
        self._used_at = self._now()
        if self._is_counting:
            self._stop_counting()
            self.look()

    @Slot()
    def look(self) -> None:
        """Look at the clock: go on waiting, count, or say that the time is over."""
        self._watch_windows()
        minutes = self._minutes()
        if not minutes or not self._holds():
            self._used_at = self._now()
            self._stop_counting()
            self._timer.start(LOOK_AGAIN * 1000)
            return
        left = minutes * 60 - (self._now() - self._used_at)
        if left <= 0:
            self._expire(minutes)
        elif left <= LAST_SECONDS:
            self._is_counting = True
            shown = math.ceil(left)
            self._timer.start(max(1, math.ceil((left - shown + 1) * 1000)))
            self.counting.emit(shown)
        else:
            self._stop_counting()
            self._timer.start(math.ceil(min(left - LAST_SECONDS, LOOK_AGAIN) * 1000))

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()
        if isinstance(self._application, QGuiApplication):
            self._application.focusWindowChanged.disconnect(self._watch_windows)
        self._application = None
        for window in self._watched:
            if isValid(window):
                window.removeEventFilter(self)
        self._watched = []

    def _expire(self, minutes: int) -> None:
        self._is_counting = False
        self._used_at = self._now()
        self._timer.start(LOOK_AGAIN * 1000)
        self.expired.emit(minutes)

    def _stop_counting(self) -> None:
        if self._is_counting:
            self._is_counting = False
            self.stayed.emit()

    @property
    def _is_over(self) -> bool:
        """Return True where the time went by while no timer could say so: the computer slept."""
        minutes = self._minutes()
        is_past = bool(minutes) and self._now() - self._used_at >= minutes * 60
        return is_past and self._holds()

    # --- what a person does --------------------------------------------------------------

    @Slot()
    def _watch_windows(self) -> None:
        there = QGuiApplication.topLevelWindows()
        for window in there:
            if window not in self._watched:
                window.installEventFilter(self)
        self._watched = there

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Notice what a person does, and let it through.

        Only what comes first after a sleep beyond the time is swallowed: it was meant for what
        is cleared now.
        """
        if event.type() not in _USES:
            return False
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            where = event.globalPosition()
            if where == self._pointer:  # Windows says so when something appears under the pointer
                return False
            self._pointer = where
        if self._is_over:
            self.look()
            return True
        self.use()
        return False
