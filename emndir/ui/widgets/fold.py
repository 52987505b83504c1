"""Fold: a heading that opens and closes what stands under it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from emndir.ui import theme
from emndir.ui.icons import Sign
from emndir.ui.widgets.buttons import LaidButton, wrapped

CHEVRON, ABOVE = 18, 5  # px at 100 %


class _Head(LaidButton):
    """The heading, on as many lines as it needs, with a chevron at its end."""

    def __init__(self) -> None:
        super().__init__("")
        self.setProperty("kind", "fold")
        self.setCheckable(True)
        self.words = wrapped("", "strong")
        self.sign = Sign("chevron-down", "ink2", CHEVRON)
        self.put(self.words, 1)
        self.put(self.sign)
        self.row.setAlignment(self.sign, Qt.AlignmentFlag.AlignTop)
        theme.current().follow(self._resize)
        self._resize()

    @Slot()
    def _resize(self) -> None:
        px = theme.current().px
        self.row.setContentsMargins(0, px(ABOVE), px(4), px(ABOVE))
        self.row.setSpacing(px(8))
        self.updateGeometry()


class Fold(QWidget):
    """A heading over a column. `opened` says that somebody opened it."""

    opened = Signal()

    def __init__(self, title: str) -> None:
        """Make a closed fold called `title`."""
        super().__init__()
        self._title = title
        self.head = _Head()
        self.head.toggled.connect(self._fold)
        self.body = QWidget()
        self.column = QVBoxLayout(self.body)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.current().px(6))
        self.body.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addWidget(self.body)
        self._say()

    @property
    def is_open(self) -> bool:
        """Return True while what is under it is shown."""
        return self.head.isChecked()

    def rename(self, title: str) -> None:
        """Call it something else."""
        self._title = title
        self._say()

    @Slot(bool)
    def _fold(self, is_open: bool) -> None:
        if is_open:
            self.opened.emit()  # first: what is put under it is shown together with the rest
        self.body.setVisible(is_open)
        self._say()

    def _say(self) -> None:
        state = self.tr("open") if self.is_open else self.tr("folded")
        self.head.words.setText(self._title)
        self.head.sign.show_sign("chevron-up" if self.is_open else "chevron-down")
        self.head.setAccessibleName(f"{self._title}, {state}")
