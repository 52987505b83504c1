"""Layouts: held while much in them changes, and told their room before they lay anything out.

Whenever a widget is shown, Qt makes the layouts of all that holds it, up to the window, at once. Where
a window gets another number of columns that was 50 ms for nothing: all is laid out once more at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget


@contextmanager
def held(*parts: QWidget) -> Iterator[None]:
    """Lay out nothing in some widgets, nor in what holds them, until the end of the block.

    What changed meanwhile is laid out with whatever is laid out next: in the layout that is going on,
    or in the next turn of the event loop, before anything is painted. In a window that is not shown yet
    nothing is laid out, and to ask for its layouts is 10 ms of enumerations.
    """
    layouts: list[tuple[QWidget, QLayout]] = []
    for part in parts:
        if not part.window().isVisible():
            continue
        one: QWidget | None = part
        while one is not None:
            layout = one.layout()
            if layout is not None and layout.isEnabled():
                layout.setEnabled(False)
                layouts.append((one, layout))
            one = None if one.isWindow() else one.parentWidget()
    try:
        yield
    finally:
        for one, layout in layouts:
            layout.setEnabled(True)
            layout.invalidate()
            one.updateGeometry()  # what its parent remembers of its size is from before


class FirstTold(QVBoxLayout):
    """A column that says how wide it is going to be before it gives anything its place.

    Qt lays out what is in a widget first and then tells the widget of its new size: all of it
    was laid out in three columns in the room of one, and then again.
    """

    def __init__(self, parent: QWidget, tell: Callable[[int], None]) -> None:
        """Make an empty column in a widget; `tell` takes the width in pixels."""
        super().__init__(parent)
        self._tell = tell

    def setGeometry(self, rect: QRect) -> None:
        """Say the width, then place the items (Qt calls this)."""
        self._tell(rect.width())
        super().setGeometry(rect)
