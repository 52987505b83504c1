"""UnfoldButton: how many services are gathered, where the tray has no room to show them."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from emndir.ui.widgets.buttons import LaidButton


class UnfoldButton(LaidButton):
    """How many are gathered, in place of the items; pressing it shows them."""

    def __init__(self) -> None:
        """Make a hidden button."""
        super().__init__("")
        self.setProperty("kind", "flat")
        self._words = QLabel()
        self._words.setProperty("tone", "pick")
        self.put(self._words)
        self.row.addStretch(1)
        self.setVisible(False)

    def show_count(self, count: int) -> None:
        """Show how many there are."""
        self._words.setText(f"{self.tr('Shortlist')}: {count}")
        self.setAccessibleName(f"{self.tr('Shortlist')}, {count}. {self.tr('Shows them')}")
