"""Python's collector of cycles, kept on the main thread while worker threads run.

Python collects on whatever thread happens to allocate. A Qt object in a cycle would then
be destroyed on a worker thread, its timers left behind in the main one, which calls into
freed memory at the next tick (seen: a crash in `QTimerInfoList::activateTimers`, PySide6
6.11.3). So automatic collection is off while a `Collector` lives, and a timer on the main
thread does the same work by Python's own thresholds.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

INTERVAL_MS = 500


def keep_what_there_is() -> None:
    """Look for garbage among what is made from now on only.

    The directory in memory is hundreds of thousands of objects that stay to the end; to go through
    all of them takes 50 ms of the main thread.
    """
    gc.freeze()


class Collector(QObject):
    """Collects on its own thread until it is stopped; several may live at once."""

    _living = 0
    _was_enabled = True

    def __init__(self, parent: QObject | None = None) -> None:
        """Take collection over from Python."""
        super().__init__(parent)
        self._stopped = False
        if Collector._living == 0:
            Collector._was_enabled = gc.isenabled()
            gc.disable()
        Collector._living += 1
        self._timer = QTimer(self, interval=INTERVAL_MS)
        self._timer.timeout.connect(self.collect_due)
        self._timer.start()

    @Slot()
    def collect_due(self) -> None:
        """Collect the oldest generation whose threshold is passed, as Python would."""
        for generation in (2, 1, 0):
            threshold = gc.get_threshold()[generation]
            if threshold and gc.get_count()[generation] > threshold:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """Give collection back to Python, once no thread of ours runs any more."""
        if self._stopped:
            return
        self._stopped = True
        self._timer.stop()
        Collector._living -= 1
        if Collector._living:
            return
        gc.unfreeze()  # what was kept may go now, with the window that it was kept for
        if Collector._was_enabled:
            gc.enable()
