"""CompareHeads: the names above the columns of a comparison, each with Move and Remove."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from emndir.ui import theme
from emndir.ui.compared import CompareColumn
from emndir.ui.icons import icon
from emndir.ui.widgets.buttons import SignButton, wrapped
from emndir.ui.widgets.compare_delegate import PAD_X
from emndir.ui.widgets.flow_layout import FlowLayout

BUTTON, SIGN = 28, 16  # px at 100 %


class CompareHead(QWidget):
    """The head of one column. `moved` carries -1 or 1; `removed` says that it is to go.

    `route_wanted` asks for the way there in the browser, where there is a place to go to.
    """

    moved = Signal(str, int)
    removed = Signal(str)
    route_wanted = Signal(object)  # RouteSpec

    def __init__(self, column: CompareColumn, *, is_first: bool, is_last: bool) -> None:
        """Say what stands below; at an end it can move one way only."""
        super().__init__()
        self.uid = column.uid
        self._steps = [step for step, is_end in ((-1, is_first), (1, is_last)) if not is_end]
        look = theme.current()
        box = QVBoxLayout(self)
        box.setContentsMargins(look.px(PAD_X), look.px(8), look.px(6), look.px(4))
        box.setSpacing(look.px(2))
        self.name = wrapped(column.name, "name")
        box.addWidget(self.name)
        self.where = wrapped(column.where, "body", "ink2")
        box.addWidget(self.where)
        self.where.setVisible(bool(column.where))
        box.addStretch(1)
        flow = FlowLayout(gap=12, lines=0)
        signs = {-1: "arrow-left", 0: "arrow-left-right", 1: "arrow-right"}
        sign = signs[sum(self._steps)]
        self.move_button = _button(self.tr("Move"), sign, column.name)
        self.move_button.clicked.connect(self._move)
        self.remove_button = _button(self.tr("Remove"), "close", column.name)
        self.remove_button.clicked.connect(self._remove)
        for button in (self.move_button, self.remove_button):
            flow.addWidget(button)
        self.route_button: QPushButton | None = None
        if column.route is not None:
            self.route_button = _button(self.tr("Route…"), "map-marker-path", column.name)
            self.route_button.clicked.connect(partial(self.route_wanted.emit, column.route))
            self.route_button.setToolTip(self.tr("Open a route in your browser: it asks first"))
            flow.addWidget(self.route_button)
        box.addLayout(flow)
        self.move_button.setVisible(bool(self._steps))

    def tab_stops(self) -> list[QPushButton]:
        """Return where the Tab key stops, in order."""
        route = [self.route_button] if self.route_button is not None else []
        return [self.move_button, self.remove_button, *route]

    @Slot()
    def _move(self) -> None:
        """Move the only way there is, or ask which."""
        if len(self._steps) == 1:
            self.moved.emit(self.uid, self._steps[0])
            return
        menu = QMenu(self)
        theme.current().dress(menu)
        for step, sign, words in (
            (-1, "arrow-left", self.tr("To the left")),
            (1, "arrow-right", self.tr("To the right")),
        ):
            action = QAction(icon(sign, "ink2"), words, menu)
            action.setData(step)
            menu.addAction(action)
        chosen = menu.exec(self.move_button.mapToGlobal(QPoint(0, self.move_button.height())))
        menu.deleteLater()
        if isinstance(chosen, QAction):  # None where it was left by Esc
            self.moved.emit(self.uid, chosen.data())

    @Slot()
    def _remove(self) -> None:
        self.removed.emit(self.uid)


class CompareHeads(QFrame):
    """All heads, each as wide as its column, and in the corner how to go on from there.

    Where not all columns have room, the corner turns to the others: `turned` carries -1 or 1.
    """

    moved = Signal(str, int)
    removed = Signal(str)
    route_wanted = Signal(object)  # RouteSpec
    map_wanted = Signal()
    turned = Signal(int)

    def __init__(self) -> None:
        """Make an empty line."""
        super().__init__()
        self.setProperty("kind", "top")
        self.heads: list[CompareHead] = []
        self._columns: tuple[CompareColumn, ...] = ()
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(0)
        self._corner = QWidget()
        self._corner.setProperty("kind", "canvas")
        corner = QVBoxLayout(self._corner)
        look = theme.current()
        corner.setContentsMargins(look.px(PAD_X), look.px(8), look.px(6), look.px(4))
        corner.setSpacing(look.px(4))
        self.hint = wrapped(self.tr("Arrow keys move. Enter opens a service."), "caption")
        self.count = wrapped("", "caption", "ink2")
        corner.addWidget(self.hint)
        corner.addWidget(self.count)
        ways = FlowLayout(gap=4, lines=4)
        self.before = SignButton(self.tr("Columns before"), "chevron-left", side=BUTTON)
        self.after = SignButton(self.tr("Columns after"), "chevron-right", side=BUTTON)
        self.before.clicked.connect(self._turn_back)
        self.after.clicked.connect(self._turn_on)
        self.map_sign = SignButton(
            self.tr("Map of all places, and transport"), "map-outline", side=BUTTON
        )
        self.map_sign.clicked.connect(self.map_wanted)
        for button in (self.before, self.after, self.map_sign):
            ways.addWidget(button)
        corner.addLayout(ways)
        corner.addStretch(1)
        self.map_button = _button(self.tr("Map, lifts"), "map-outline", "")
        self.map_button.setAccessibleName(self.tr("Map of all places, and transport"))
        self.map_button.setToolTip(self.map_button.accessibleName())
        self.map_button.clicked.connect(self.map_wanted)
        corner.addWidget(self.map_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._line.addWidget(self._corner)
        self._end = QWidget()

    def show_columns(self, columns: Sequence[CompareColumn], *, anew: bool = False) -> bool:
        """Show other heads; return False where they are those that stand there, unless made `anew`."""
        if tuple(columns) == self._columns and not anew:
            return False
        self._columns = tuple(columns)
        for head in self.heads:
            self._line.removeWidget(head)
            head.hide()
            head.deleteLater()
        self._line.removeWidget(self._end)
        last = len(columns) - 1
        self.heads = [
            CompareHead(column, is_first=at == 0, is_last=at == last)
            for at, column in enumerate(columns)
        ]
        for head in self.heads:
            head.moved.connect(self.moved)
            head.removed.connect(self.removed)
            head.route_wanted.connect(self.route_wanted)
            self._line.addWidget(head)
        self._line.addWidget(self._end, 1)
        return True

    def place(self, corner: int, widths: Sequence[int], shown: range, *, is_low: bool) -> None:
        """Give the corner and each column in sight its width; say which columns they are."""
        self._corner.setFixedWidth(corner)
        _fit_sign(self.map_button)
        for at, head in enumerate(self.heads):
            head.setVisible(at in shown)
            if at in shown:
                head.setFixedWidth(widths[at - shown[0]])
            head.where.setVisible(not is_low and bool(head.where.text()))
            if head.route_button is not None:
                head.route_button.setText("" if is_low else self.tr("Route…"))
        is_paged = len(shown) < len(self.heads)
        self.hint.setVisible(not is_paged)
        self.map_button.setVisible(not is_paged)
        for part in (self.count, self.before, self.after, self.map_sign):
            part.setVisible(is_paged)
        if is_paged:
            self.before.setEnabled(shown[0] > 0)
            self.after.setEnabled(shown[-1] < len(self.heads) - 1)
            first, last = shown[0] + 1, shown[-1] + 1
            span = str(first) if first == last else f"{first} {self.tr('to')} {last}"
            self.count.setText(f"{span} {self.tr('of')} {len(self.heads)}")

    @Slot()
    def _turn_back(self) -> None:
        self.turned.emit(-1)

    @Slot()
    def _turn_on(self) -> None:
        self.turned.emit(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the highest name needs at its width."""
        super().resizeEvent(event)
        self.updateGeometry()


def _button(words: str, sign: str, name: str) -> QPushButton:
    button = QPushButton(words)
    button.setProperty("kind", "inline")
    button.setAutoDefault(False)
    button.setAccessibleName(f"{words}: {name}")
    button.setToolTip(f"{words}: {name}")
    button.setIcon(icon(sign, "brand", SIGN))
    _fit_sign(button)
    return button


def _fit_sign(button: QPushButton) -> None:
    """Give a sign the size that goes with its words."""
    side = theme.current().px(SIGN)
    button.setIconSize(QSize(side, side))
