"""Covering: what a page that stands in the place of search and results takes out of sight, and brings back."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from emndir.ui.pages.pane_widths import Breadth

if TYPE_CHECKING:
    from emndir.ui.main_window import MainWindow

KEPT_BY_ALL = frozenset(
    {
        "back",
        "step-back",
        "copy",
        "print",
        "new-patient",
        "undo-clearing",
        "next-part",
        "previous-part",
        "narrow",
        "larger",
        "smaller",
        "normal",
        "settings",
        "keys",
        "about",
        "quit",
    }
)
"""Actions that work on every such page, with its own; all others are for what is out of sight then."""


class Covering(QObject):
    """Puts a page over everything of a window but its messages and its foot."""

    def __init__(self, window: MainWindow, kept: Collection[str]) -> None:
        """Follow a window; `kept` are the actions that work on the page."""
        super().__init__(window)
        self._window = window
        self._kept = kept
        self._hidden: list[QWidget] = []
        self._switched_off: list[QAction] = []

    def put(self, page: QWidget) -> None:
        """Show a new page in the place of search and results."""
        around = self._window.page.parentWidget()
        column = around.layout() if around is not None else None
        if isinstance(column, QVBoxLayout):
            column.insertWidget(column.indexOf(self._window.page), page, 1)
        self.cover()
        page.show()
        self._window.ways.order_tabs()

    def cover(self) -> None:
        """Take search and results out of sight, and their keys with them."""
        window = self._window
        self._hidden = [window.search_panel, window.page]
        window.tray.set_away(is_away=True)
        for part in self._hidden:
            part.hide()
        for name, action in window.keys.items():
            if name not in self._kept and action.isEnabled():
                action.setEnabled(False)
                self._switched_off.append(action)

    def uncover(self) -> None:
        """Bring back what was taken out of sight."""
        for part in self._hidden:
            part.show()
        self._hidden = []
        self._window.tray.set_away(is_away=False)
        for action in self._switched_off:
            action.setEnabled(True)
        self._switched_off = []

    @Slot(float)
    def fit_status(self, wide: float) -> None:
        """Fit the window's foot to pixels at 100 %: the search, which does it else, is hidden."""
        self._window.status.set_narrow(wide < Breadth.FOLDED)
        self._window.status.set_compact(wide < Breadth.ONE_PAGE)
