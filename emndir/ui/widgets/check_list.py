"""CheckList: how old every fact on the paper is, what is doubtful with a box to tick."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from emndir.domain.vocabulary import FactGroup
from emndir.ui import theme
from emndir.ui.icons import Sign
from emndir.ui.widgets.buttons import wrapped
from emndir.ui.widgets.fold import Fold
from emndir.ui.widgets.tick_box import TickBox

MOST_OPEN = 5
"""Of more services than this each is folded, and its boxes are made when it is opened."""
_BEFORE_COUNT = "\N{NO-BREAK SPACE}·\N{NO-BREAK SPACE}"
"""A number is never alone on a line."""

Fine = Sequence[tuple[str, Sequence[str]]]
"""What was checked lately: titles of services, each with its lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRow:
    """A group of a service's facts that is doubtful; `group` is None for what no tick settles."""

    uid: str
    title: str
    group: FactGroup | None
    lines: tuple[str, ...]


class CheckList(QWidget):
    """Doubtful facts are open and come first; those that are fine stand folded below.

    Rows stay where they are when they are ticked, so that a tick can be taken back. `checked`
    carries the uid, the group, and whether it is ticked now. `grown` says that there is more
    to walk through than before.
    """

    checked = Signal(str, FactGroup, bool)
    grown = Signal()

    def __init__(self) -> None:
        """Make an empty list."""
        super().__init__()
        self._shown: object = None
        self._rows: tuple[CheckRow, ...] = ()
        self._confirmed: Collection[tuple[str, FactGroup]] = ()
        self.boxes: dict[tuple[str, FactGroup], TickBox] = {}
        self.folds: list[Fold] = []
        self._folded: dict[Fold, Sequence[CheckRow]] = {}  # what was never opened
        self._fine: Fine = ()
        self.fine: Fold | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.current().px(6))
        head = QHBoxLayout()
        head.addWidget(wrapped(self.tr("Check before you print"), "strong"), 1)
        self.count = QLabel()
        self.count.setProperty("role", "caption")
        self.count.setProperty("tone", "warn")
        head.addWidget(self.count, 0, Qt.AlignmentFlag.AlignBottom)
        self._column.addLayout(head)
        self._listed = QWidget()
        self._column.addWidget(self._listed)

    @property
    def stops(self) -> list[QWidget]:
        """Return what Tab comes to, in order."""
        tab = Qt.FocusPolicy.TabFocus
        return [one for one in self._listed.findChildren(QWidget) if one.focusPolicy() & tab]

    def show_rows(
        self,
        rows: Sequence[CheckRow],
        fine: Fine,
        confirmed: Collection[tuple[str, FactGroup]],
        *,
        has_titles: bool = False,
    ) -> None:
        """Show what is doubtful and what is fine, under the titles of services or without."""
        self._confirmed = confirmed
        shown = (tuple(rows), tuple(fine), has_titles)
        if self._shown != shown:
            self._shown, self._rows = shown, tuple(rows)
            self._build(fine, has_titles=has_titles)
        for box in self.boxes.items():
            self._mark(*box)
        left = sum(row.group is None or (row.uid, row.group) not in confirmed for row in rows)
        self.count.setText(f"{left} {self.tr('to look at')}" if left else "")
        self.count.setVisible(bool(left))

    def _mark(self, which: tuple[str, FactGroup], box: TickBox) -> None:
        blocked = box.blockSignals(True)
        box.setChecked(which in self._confirmed)
        box.blockSignals(blocked)

    def _build(self, fine: Fine, *, has_titles: bool) -> None:
        self._listed.hide()
        self._column.removeWidget(self._listed)
        self._listed.deleteLater()
        self._listed = QWidget()
        column = QVBoxLayout(self._listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(6))
        self.boxes, self.folds, self._folded = {}, [], {}
        self._fill(column, has_titles=has_titles)
        self.fine, self._fine = None, fine
        if fine:
            self.fine = self._fold(self._fine_title(fine))
            column.addWidget(self.fine)
        self._column.addWidget(self._listed)
        self._listed.show()

    def _fill(self, column: QVBoxLayout, *, has_titles: bool) -> None:
        if not self._rows:
            words = self.tr("Every fact that is printed was checked lately.")
            column.addWidget(self._line("check-circle-outline", "good", words))
            return
        if any(row.group for row in self._rows):
            hint = self.tr(
                "Tick what you have checked: it counts as checked today, for this print only. "
                "What is not ticked has a note or its date on paper, or is left out."
            )
            column.addWidget(wrapped(hint, "caption"))
        services = [(title, tuple(rows)) for title, rows in groupby(self._rows, _title)]
        for title, rows in services:
            if len(services) > MOST_OPEN:
                fold = self._fold(f"{title}{_BEFORE_COUNT}{len(rows)}")
                self._folded[fold] = rows
                column.addWidget(fold)
                continue
            if has_titles:
                column.addWidget(self._heading(title))
            self._fill_service(rows, title if has_titles else "", column)

    def _fold(self, title: str) -> Fold:
        fold = Fold(title)
        fold.opened.connect(self._open)
        self.folds.append(fold)
        return fold

    @Slot()
    def _open(self) -> None:
        """Fill what is opened for the first time."""
        fold = self.sender()
        assert isinstance(fold, Fold)  # noqa: S101 - only these are connected
        rows = self._folded.pop(fold, ())
        if rows:
            self._fill_service(rows, rows[0].title, fold.column)
        elif fold is self.fine and not fold.column.count():
            self._fill_fine(self._fine, fold.column)
        self.grown.emit()

    def _fill_service(self, rows: Sequence[CheckRow], title: str, column: QVBoxLayout) -> None:
        """Add the rows of a service; `title` is said before each where there are several."""
        for row in rows:
            if row.group is None:
                column.addWidget(self._line("clock-alert-outline", "warn", " ".join(row.lines)))
                continue
            box = TickBox("\n".join(row.lines))
            said = ". ".join((*([title] if title else []), *row.lines))
            box.setAccessibleName(f"{self.tr('I checked it')}. {said}")
            box.clicked.connect(self._tick)
            self.boxes[row.uid, row.group] = box
            self._mark((row.uid, row.group), box)
            column.addWidget(box)

    def _fill_fine(self, fine: Fine, column: QVBoxLayout) -> None:
        for title, lines in fine:
            if len(fine) > 1:
                column.addWidget(self._heading(title))
            name = f"{title}. " if len(fine) > 1 else ""
            column.addWidget(self._line("check-circle-outline", "good", "\n".join(lines), name))

    def _fine_title(self, fine: Fine) -> str:
        count = sum(len(lines) for _title, lines in fine)
        return f"{self.tr('Checked lately')}{_BEFORE_COUNT}{count}"

    def _heading(self, title: str) -> QWidget:
        heading = wrapped(title, "strong", "ink2")
        heading.setContentsMargins(0, theme.current().px(8), 0, 0)
        return heading

    def _line(self, sign: str, tint: str, words: str, name: str = "") -> QWidget:
        """Return words with a sign. They take the keyboard, so that they are read and scrolled to."""
        px = theme.current().px
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, px(6), 0, 0)
        row.setSpacing(px(8))
        row.addWidget(Sign(sign, tint, 17), 0, Qt.AlignmentFlag.AlignTop)
        said = wrapped(words)
        said.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        said.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        said.setAccessibleName(f"{name}{words}")
        row.addWidget(said, 1)
        return holder

    @Slot(bool)
    def _tick(self, is_checked: bool) -> None:
        pressed = self.sender()
        for (uid, group), box in self.boxes.items():
            if box is pressed:
                self.checked.emit(uid, group, is_checked)


def _title(row: CheckRow) -> str:
    return row.title
