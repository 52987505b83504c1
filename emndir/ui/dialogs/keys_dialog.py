"""KeysDialog: all keys (F1), built from the one table of actions."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QWidget

from emndir.ui import theme
from emndir.ui.actions import ACTIONS, INSIDE_KEYS, key_in_words, tr
from emndir.ui.dialogs.plain_dialog import PlainDialog
from emndir.ui.widgets.buttons import wrapped
from emndir.ui.widgets.field import KeyCap


class KeysDialog(PlainDialog):
    """Every key, what it is called and what it is for, under headings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lay the table out."""
        super().__init__(QCoreApplication.translate("keys", "All keys"), parent, width=640)
        self.lines: list[str] = []
        parts = dict.fromkeys(spec.part for spec in ACTIONS)
        for part in parts:
            self.column.addWidget(wrapped(tr(part), "name"))
            self.column.addWidget(self._table(part))
        note = self.tr(
            "Single letters are never shortcuts: in the results they go to the search box."
        )
        self.column.addWidget(wrapped(note, "caption"))
        self.column.addStretch(1)
        close = self.add_close()
        close.setFocus()
        self.fit(680)

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
            (spec.keys, f"{tr(spec.text)}. {tr(spec.purpose)}")
            for spec in ACTIONS
            if spec.part == part and spec.keys
        ]
        rows += [((key,), tr(purpose)) for key, purpose, where in INSIDE_KEYS if where == part]
        for number, (keys, words) in enumerate(rows):
            grid.addWidget(_caps(keys), number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(wrapped(words), number, 1)
            self.lines.append(f"{', '.join(keys)}: {words}")
        return frame


def _caps(keys: tuple[str, ...]) -> QWidget:
    frame = QFrame()
    row = QHBoxLayout(frame)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.current().px(4))
    for number, key in enumerate(keys):
        if number:
            between = QLabel("or")
            between.setProperty("role", "caption")
            row.addWidget(between)
        row.addWidget(KeyCap(key_in_words(key)))
    row.addStretch(1)
    return frame
