"""ShortlistButton: puts what is shown on the shortlist, or takes it off; says which it would be."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel

from emndir.ui import theme
from emndir.ui.icons import Sign
from emndir.ui.polishing import polish_again
from emndir.ui.widgets.buttons import LaidButton
from emndir.ui.widgets.number_tag import NumberTag

HEIGHT = 32  # px at 100 %


class ShortlistButton(LaidButton):
    """A bookmark and "Shortlist", or in plum "In shortlist" with the number."""

    def __init__(self, number: int | None = None) -> None:
        """Make the button of a service with this number in the shortlist, None for not on it."""
        super().__init__("")
        self._sign = Sign("bookmark-plus-outline", "ink2", 18)
        self._label = QLabel()
        self._tag = NumberTag()
        for part in (self._sign, self._label, self._tag):
            self.put(part)
        self.show_number(number)
        theme.current().follow(self._resize)
        self._resize()

    def show_number(self, number: int | None) -> None:
        """Show whether it is on the shortlist, and at which place."""
        is_on = number is not None
        self._sign.show_sign(
            "bookmark" if is_on else "bookmark-plus-outline", "pick" if is_on else "ink2"
        )
        self._label.setText(self.tr("In shortlist") if is_on else self.tr("Shortlist"))
        self._label.setProperty("tone", "pick" if is_on else "ink")
        self._tag.setVisible(is_on)
        self._tag.show_number(number or 0)
        does = self.tr("Take off the shortlist") if is_on else self.tr("Put on the shortlist")
        self.setAccessibleName(f"{self._label.text()} {number}" if is_on else self._label.text())
        self.setAccessibleDescription(does)
        self.setToolTip(f"{does} (Ctrl D)")
        self.setProperty("kind", "pick" if is_on else "")
        polish_again(self, self._label)
        self.updateGeometry()

    @Slot()
    def _resize(self) -> None:
        look = theme.current()
        self.row.setContentsMargins(look.px(12), 0, look.px(12), 0)
        self.row.setSpacing(look.px(7))
        self.setMinimumHeight(look.px(HEIGHT))
        self.updateGeometry()
