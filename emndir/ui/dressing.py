"""Dressing: puts another look on windows that are open, part after part, in turns of the event loop.

Qt goes through every widget of a program when the program's style sheet is another: 150 ms and more
in one piece. So that sheet is set once, before the first window is shown. Later every part of a
window (the search, the filters, a dialog) gets a sheet of its own, which comes before the program's;
the two differ in nothing but colours and sizes. Nothing is painted until all parts are done, so that
the window changes at once; keys that are pressed meanwhile are heard between two parts.
"""

from __future__ import annotations

import time
import weakref
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from emndir.ui.freezing import freeze, thaw

if TYPE_CHECKING:
    from typing import Protocol

    class Look(Protocol):
        """What is put on: a style sheet, and first what holds for the whole program."""

        def put_on(self) -> None:
            """Set letters and palette of the program."""

        def style_sheet(self) -> str:
            """Return the style sheet."""

    class TakesTurns(Protocol):
        """A part that changes in several turns, or draws itself anew."""

        def take_look(self, dress: Callable[[], None]) -> Iterator[None]:
            """Change, and call `dress` for the sheet; each `yield` lets the event loop run."""


TURN_MS = 10.0
"""How long one turn may go on to the next follower; a part has a turn of its own."""
SOME = 500
"""So many followers may be gone, with the pages that they were on, until they are looked through."""

_PASSING = (Qt.WindowType.ToolTip, Qt.WindowType.Popup)
"""Kinds of window that are gone before anybody changes the look."""


class Dressing(QObject):
    """The parts that are dressed one by one, and what else follows the look.

    `ended` is called when everything has the new look, before it is painted.
    """

    def __init__(self, look: Look, ended: Callable[[], object], parent: QObject) -> None:
        """Dress nothing yet."""
        super().__init__(parent)
        self._look, self._ended = look, ended
        self._parts: list[weakref.ref[QWidget]] = []
        self._followers: list[tuple[weakref.ref[Any], str]] = []
        self._most = SOME
        self._own = ""  # the sheet of the parts; "" while the program's is in force
        self._left: deque[Iterator[None]] = deque()
        self._is_half = False
        self._frozen: list[QWidget] = []
        self._next = QTimer(self, interval=0, singleShot=True)
        self._next.timeout.connect(self._turn)

    @property
    def is_busy(self) -> bool:
        """Return True while some parts have the look from before."""
        return bool(self._left)

    @property
    def is_half_done(self) -> bool:
        """Return True until `ended` is called: what is laid out till then has no size that stays."""
        return self._is_half

    def add(self, part: QWidget) -> None:
        """Take a part that gets its sheet by itself; one that is made late has it at once."""
        self._alive()  # those that are gone are let go
        self._parts.append(weakref.ref(part))
        if self._own:
            part.setStyleSheet(self._own)

    def follow(self, slot: Callable[[], object]) -> None:
        """Call a bound method after every change of the look, as long as its object is there."""
        if len(self._followers) > self._most:
            self._most = 2 * len(self._slots()) + SOME
        bound = cast(Any, slot)
        self._followers.append((weakref.ref(bound.__self__), bound.__name__))

    def dress_program(self) -> None:
        """Put the look on the program itself, all at once; for windows that are not shown yet."""
        self.finish()
        app = cast(QApplication, QApplication.instance())
        app.setStyleSheet("")  # taken off first: one sheet over another costs three times as much
        self._look.put_on()
        app.setStyleSheet(self._look.style_sheet())
        self._own = ""
        for part in self._alive():
            for _turn in self._dress(part):
                pass
        for slot in self._slots():
            slot()
        self._ended()

    def begin(self) -> None:
        """Put the look on part after part; where that was going on, it begins again."""
        if not self._windows():
            self.dress_program()
            return
        self._left, self._is_half = deque(self._plan()), True
        self._next.start()

    def finish(self) -> None:
        """Do at once what is left."""
        self._next.stop()
        while self._left:
            self._step()

    @Slot()
    def _turn(self) -> None:
        self._next.start()  # first: what goes wrong in one step keeps no window from being painted
        self._step()
        if not self._left:
            self._next.stop()

    def _step(self) -> None:
        step = self._left[0]
        try:
            next(step)
        except StopIteration:
            if self._left and self._left[0] is step:  # not where it began anew meanwhile
                self._left.popleft()

    def _plan(self) -> Iterator[Iterator[None]]:
        yield self._start()
        for part in self._alive():
            yield self._dress(part)
        yield self._tell()
        yield self._last()

    def _start(self) -> Iterator[None]:
        for window in self._windows():
            if window not in self._frozen:
                self._frozen.append(window)
                freeze(window)
        self._look.put_on()
        self._own = self._look.style_sheet()
        yield

    def _dress(self, part: QWidget) -> Iterator[None]:
        if not isValid(part):
            return

        def dress() -> None:
            if part.styleSheet() != self._own:
                part.setStyleSheet(self._own)

        if hasattr(part, "take_look"):
            yield from cast("TakesTurns", part).take_look(dress)
        else:
            dress()
        yield  # it is laid out anew in a turn of its own

    def _tell(self) -> Iterator[None]:
        begun = time.perf_counter()
        for slot in self._slots():
            slot()
            if (time.perf_counter() - begun) * 1000 > TURN_MS:
                yield
                begun = time.perf_counter()

    def _last(self) -> Iterator[None]:
        for part in self._alive():  # those that were made meanwhile
            if part.styleSheet() != self._own:
                part.setStyleSheet(self._own)
        yield  # what is to be laid out anew is laid out first
        self._is_half = False
        self._ended()
        yield
        yield  # and once more, before it is painted
        frozen, self._frozen = self._frozen, []
        for window in frozen:
            thaw(window)

    def _windows(self) -> Iterable[QWidget]:
        """Return the windows that are shown, after taking as a part what has none."""
        parts = self._alive()
        with_parts = {part.window() for part in parts}
        shown = [
            window
            for window in QApplication.topLevelWidgets()
            if window.isVisible() and window.windowType() not in _PASSING
        ]
        for window in shown:
            if window not in with_parts:
                self._parts.append(weakref.ref(window))
        return shown

    def _alive(self) -> list[QWidget]:
        found = [part for ref in self._parts if (part := ref()) is not None and isValid(part)]
        self._parts = [weakref.ref(part) for part in found]
        return found

    def _slots(self) -> list[Callable[[], object]]:
        alive = [(ref, one, name) for ref, name in self._followers if (one := ref()) is not None]
        alive = [entry for entry in alive if isValid(entry[1])]
        self._followers = [(ref, name) for ref, _one, name in alive]
        return [_call(one, name) for _ref, one, name in alive]


def _call(one: QObject, name: str) -> Callable[[], object]:
    def call() -> None:
        if isValid(one):
            getattr(one, name)()

    return call
