"""KeysDialog: all keys (F1), built from the one table of actions, and the pages of the guide."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QTabBar,
    QWidget,
)

from emndir.runtime.resources import guide_dir
from emndir.ui import theme
from emndir.ui.actions import ACTIONS, HANDOUT_ACTIONS, INSIDE_KEYS, key_in_words, tr
from emndir.ui.dialogs.plain_dialog import PlainDialog, beside_ring
from emndir.ui.widgets.buttons import wrapped
from emndir.ui.widgets.field import KeyCap
from emndir.ui.widgets.guide_view import GuideView

_SCROLLS = {
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
}


_KEYS, _GUIDE = 2, 3
"""Where the list of keys and the guide stand, one below the other, under the title and the tabs."""
_EVERY = (*ACTIONS, *HANDOUT_ACTIONS)

PAGES: tuple[tuple[str, str], ...] = (
    ("for-gps", "For GPs"),
    ("for-nurses", "For nurses"),
    ("for-clinics", "No network"),
)
"""The pages of the guide: the file's name, and the name of its tab."""


class KeysDialog(PlainDialog):
    """Every key, what it is called and what it is for, under headings; beside it the guide.

    The guide's pages are read from the files that came with the program, with no network.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lay the table out."""
        super().__init__(
            QCoreApplication.translate("keys", "All keys, and the guide"), parent, width=720
        )
        self.lines: list[str] = []
        self._add_tabs()
        parts = dict.fromkeys(spec.part for spec in _EVERY)
        for part in parts:
            self.column.addWidget(wrapped(tr(part), "name"))
            self.column.addWidget(self._table(part))
        note = self.tr(
            "Single letters are never shortcuts: in the results they go to the search box."
        )
        self.column.addWidget(wrapped(note, "caption"))
        self.column.addStretch(1)
        self.add_close()
        self.tabs.setFocus()
        self.fit(680)

    def _add_tabs(self) -> None:
        """Put the tabs under the title, and the guide's view where the keys scroll."""
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(self.tr("Keys and guide"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.addTab(self.tr("Keys"))
        for _name, title in PAGES:
            self.tabs.addTab(tr(title))
        self.guide = GuideView()
        self.guide.setAccessibleName(self.tr("Guide"))
        self.guide.setVisible(False)
        self.whole.insertLayout(1, beside_ring(self.tabs))
        self.whole.insertLayout(_GUIDE, beside_ring(self.guide))
        self._share_out()
        self.tabs.currentChanged.connect(self._show_part)
        self.guide.page_wanted.connect(self.show_page)

    @Slot(int)
    def _show_part(self, number: int) -> None:
        self._area.setVisible(number == 0)
        self.guide.setVisible(number > 0)
        self._share_out()
        if number:
            name, title = PAGES[number - 1]
            self.guide.show_page(guide_dir() / f"{name}.md")
            self.guide.setAccessibleName(f"{self.tr('Guide')}: {tr(title)}")

    def _share_out(self) -> None:
        """Give the height to what is shown: Qt leaves a hidden part its share in a row of its own."""
        self.whole.setStretch(_KEYS, int(self.guide.isHidden()))
        self.whole.setStretch(_GUIDE, int(not self.guide.isHidden()))

    @Slot(str)
    def show_page(self, name: str) -> None:
        """Show a page of the guide by its file's name; another name is passed over."""
        names = [one for one, _title in PAGES]
        if name in names:
            self.tabs.setCurrentIndex(names.index(name) + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the keys that scroll the list scroll the page of the guide as well."""
        if self.guide.isHidden() or event.key() == Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif event.key() in _SCROLLS:
            self.guide.verticalScrollBar().triggerAction(_SCROLLS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _table(self, part: str) -> QWidget:
        look = theme.current()
        frame = QFrame()
        grid = QGridLayout(frame)
        grid.setContentsMargins(0, 0, 0, look.px(8))
        grid.setHorizontalSpacing(look.px(16))
        grid.setVerticalSpacing(look.px(6))
        grid.setColumnMinimumWidth(0, look.px(150))
        grid.setColumnStretch(1, 1)
        rows = [
            (spec.keys, f"{_sentence(tr(spec.text))} {tr(spec.purpose)}")
            for spec in _EVERY
            if spec.part == part and spec.keys
        ]
        rows += [((key,), tr(purpose)) for key, purpose, where in INSIDE_KEYS if where == part]
        for number, (keys, words) in enumerate(rows):
            grid.addWidget(_caps(keys), number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(wrapped(words), number, 1)
            self.lines.append(f"{', '.join(keys)}: {words}")
        return frame


def _sentence(text: str) -> str:
    return text if text.endswith("?") else f"{text}."


def _caps(keys: tuple[str, ...]) -> QWidget:
    frame = QFrame()
    row = QHBoxLayout(frame)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.current().px(4))
    for number, key in enumerate(keys):
        if number:
            between = QLabel(QCoreApplication.translate("keys", "or"))
            between.setProperty("role", "caption")
            row.addWidget(between)
        row.addWidget(KeyCap(key_in_words(key)))
    row.addStretch(1)
    return frame
