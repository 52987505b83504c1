"""Watchdog: how long the main thread is kept from the next event, and by what.

What counts is processor time of the main thread alone, so that other programs on a busy machine and
work on other threads do not. One piece is what happens between two looks of the event loop, or one
call by a test: whoever presses a key in that time waits for all of it.
"""

from __future__ import annotations

import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

from PySide6.QtCore import (
    QAbstractEventDispatcher,
    QElapsedTimer,
    QEventLoop,
    QObject,
    QTimer,
)

LIMIT_MS = 50.0
SAMPLE_S = 0.005
"""How often another thread looks whether the main thread is late, and where it is."""


@dataclass(slots=True)
class Piece:
    """The longest piece of one step: milliseconds, and where it was when it got late."""

    step: str
    ms: float = 0.0
    where: list[str] = field(default_factory=list)


class Watchdog(QObject):
    """Watches the main thread from its start until `stop`; `steps` are the longest pieces."""

    def __init__(self, limit_ms: float = LIMIT_MS) -> None:
        """Begin to watch; to be made on the main thread, with an application."""
        super().__init__()
        self.steps: dict[str, Piece] = {}
        self._limit_ms = limit_ms
        self._step = "start"
        self._main = threading.get_ident()
        self._clock = time.pthread_getcpuclockid(self._main)
        self._begun: float | None = self._now()
        self._where: list[str] = []
        self._is_over = threading.Event()
        dispatcher = QAbstractEventDispatcher.instance()
        assert dispatcher is not None
        self._dispatcher = dispatcher
        dispatcher.awake.connect(self._next_piece)
        dispatcher.aboutToBlock.connect(
            self._next_piece
        )  # timers come after it, and waiting costs 0
        self._sampler = threading.Thread(target=self._sample, name="watchdog", daemon=True)
        self._sampler.start()

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Name what is done now; what it leaves to the event loop is waited for by `settle`."""
        self._end_piece()
        self._step = name
        self._next_piece()
        yield
        self._next_piece()

    def stop(self) -> None:
        """End the watch."""
        self._end_piece()
        self._dispatcher.awake.disconnect(self._next_piece)
        self._dispatcher.aboutToBlock.disconnect(self._next_piece)
        self._is_over.set()
        self._sampler.join()

    def late(self) -> list[Piece]:
        """Return the steps that kept the main thread longer than the limit."""
        return [piece for piece in self.steps.values() if piece.ms > self._limit_ms]

    def _now(self) -> float:
        return time.clock_gettime(self._clock) * 1000

    def _next_piece(self) -> None:
        self._end_piece()
        self._where = []
        self._begun = self._now()

    def _end_piece(self) -> None:
        begun, self._begun = self._begun, None
        if begun is None:
            return
        ms = self._now() - begun
        longest = self.steps.setdefault(self._step, Piece(self._step))
        if ms > longest.ms:
            longest.ms, longest.where = ms, self._where

    def _sample(self) -> None:
        while not self._is_over.wait(SAMPLE_S):
            begun = self._begun
            if begun is not None and not self._where and self._now() - begun > self._limit_ms / 2:
                frame = sys._current_frames().get(self._main)
                self._where = _lines(frame) if frame else []


def settle(is_done: Callable[[], bool], *, least_ms: int = 150, most_ms: int = 20_000) -> None:
    """Let the event loop run for a while, and on until something is done.

    Raises:
        TimeoutError: where it is not done in time.
    """
    loop = QEventLoop()
    passed = QElapsedTimer()
    passed.start()

    def look() -> None:
        late = passed.elapsed() > most_ms
        if late or (passed.elapsed() >= least_ms and is_done()):
            loop.exit(int(late))

    timer = QTimer(interval=10)
    timer.timeout.connect(look)
    timer.start()
    late = loop.exec()
    timer.stop()
    if late:
        raise TimeoutError(is_done)


def _lines(frame: FrameType) -> list[str]:
    found = traceback.extract_stack(frame)[-12:]
    return [f"{line.filename.rpartition('emndir/')[2]}:{line.lineno} {line.name}" for line in found]
