"""ShortlistTray: the services gathered, in their order, at the foot of the window."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from emndir.ui import theme
from emndir.ui.icons import Sign
from emndir.ui.viewmodels.shortlist import ShortItem, ShortlistViewModel
from emndir.ui.widgets.buttons import KeyButton, wrapped
from emndir.ui.widgets.flow_layout import FlowLayout
from emndir.ui.widgets.tray_item import HEIGHT as ITEM
from emndir.ui.widgets.tray_item import TrayItem
from emndir.ui.widgets.unfold_button import UnfoldButton

# pixels at 100 %
HEIGHT, SIDE, EDGE, GAP, LINES = 60, 16, 10, 10, 8
LINE, LOW_EDGE, FOLDED_EDGE = 1, 3, 1
MOST, LEAST, LEAST_NARROW = 250, 170, 140
ADVICE, LOW_ADVICE, BAR = 130, 104, 12
WIDEST = 16_777_215
SHORT, NARROW = 900, 560
"""Widths under which the key is left out, and then the words beside the signs."""
LOW = 560
"""Height of the window under which one line of items is shown, and the rest by scrolling; where it is
narrow too, the items are folded away while the keyboard is elsewhere."""


class ShortlistTray(QFrame):
    """There while something is gathered. One stop of the Tab key; arrow keys go from item to item.

    `opened` carries the uid of an item that was pressed. `handout_wanted` asks for the
    hand-out of all, `compare_wanted` for all side by side. `left` says that the last item went while the keyboard was here.
    `changed` says that there are other things to reach by Tab.
    """

    opened = Signal(str)
    handout_wanted = Signal()
    compare_wanted = Signal()
    left = Signal()
    changed = Signal()

    def __init__(self, view_model: ShortlistViewModel) -> None:
        """Make the tray of a shortlist."""
        super().__init__()
        self.setProperty("kind", "bottom")
        self.setAccessibleName(self.tr("Shortlist"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._view_model = view_model
        self._cells: dict[str, TrayItem] = {}
        self._current = 0
        self._least = LEAST
        self._is_folded = self._is_coming = self._is_away = False
        self._sign = Sign("bookmark", "pick", 18)
        self._title = QLabel(self.tr("Shortlist"))
        self.advice = wrapped("", "caption", "ink2")
        self.compare_button = KeyButton(self.tr("Compare"), "scale-balance", "Ctrl M")
        self.compare_button.setMinimumWidth(1)  # it gives way: it keeps no window wide
        self.handout_button = KeyButton(
            self.tr("Make hand-out"), "printer-outline", "Ctrl P", is_main=True
        )
        self._flow = FlowLayout(gap=GAP, lines=LINES)
        self._area = _Area(self._flow)
        self._area.resized.connect(self._share)
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._show_current)
        self.unfold_button = UnfoldButton()
        self._build()
        self.unfold_button.clicked.connect(self.focus_part)
        cast(QApplication, QApplication.instance()).focusChanged.connect(self._fold)
        self.compare_button.clicked.connect(self.compare_wanted)
        self.handout_button.clicked.connect(self.handout_wanted)
        view_model.changed.connect(self.show_items)
        theme.current().dress(self)
        theme.current().follow(self.fit)
        self.show_items()

    def _build(self) -> None:
        self._title.setProperty("role", "strong")
        self._title.setProperty("tone", "pick")
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._head = QWidget()
        self._head_column = QVBoxLayout(self._head)
        self._head_column.setContentsMargins(0, 0, 0, 0)
        self._head_column.setSpacing(0)
        line = self._head_line = QHBoxLayout()
        line.addWidget(self._sign)
        line.addWidget(self._title, 1)
        self._head_column.addLayout(line)
        self._row = QHBoxLayout()
        self._row.addWidget(self._head)
        self._row.addWidget(self.unfold_button, 1)
        self._row.addWidget(self._area, 1)
        self._row.addWidget(self.compare_button)
        self._row.addWidget(self.handout_button)
        self._column.addLayout(self._row)

    # --- What is in it --------------------------------------------------------------------------

    @property
    def cells(self) -> tuple[TrayItem, ...]:
        """Return the items in their order."""
        return tuple(self._cells.values())

    @Slot()
    def show_items(self) -> None:
        """Show the shortlist as it is now; the keyboard stays with its item, or goes to the next."""
        focused = self._focused()
        had_focus = self.isAncestorOf(self.window().focusWidget())
        items = self._view_model.items
        before, self._cells = self._cells, {}
        is_longer = len(items) > len(before)
        for number, item in enumerate(items, start=1):
            cell = before.pop(item.uid, None) or self._made(item, number)
            cell.show_number(number)
            self._cells[item.uid] = cell
        if focused is not None and focused.uid in self._cells:
            self._current = self.cells.index(focused)
        elif is_longer and not had_focus:
            self._current = len(items) - 1  # the keyboard comes to what joined
        self._current = min(self._current, max(0, len(self._cells) - 1))
        self._flow_anew()
        self.unfold_button.show_count(len(items))
        self.setVisible(bool(items) and not self._is_away)
        self.fit()
        self._set_stops()
        if had_focus and not items:
            self.left.emit()
        elif focused is not None and focused.uid not in self._cells:
            self.focus_part()
        for cell in before.values():  # only now: the keyboard has left it
            cell.hide()
            cell.deleteLater()
        self._soon.start()
        self.changed.emit()

    def set_away(self, *, is_away: bool) -> None:
        """Keep out of sight while another page has the room, whatever joins or goes."""
        self._is_away = is_away
        self.setVisible(bool(self._cells) and not is_away)

    def _made(self, item: ShortItem, number: int) -> TrayItem:
        cell = TrayItem(item.uid, item.name, number)
        cell.removed.connect(self._view_model.remove)
        cell.moved.connect(self._view_model.move)
        cell.opened.connect(self.opened)
        cell.stepped.connect(self._step)
        cell.dragged.connect(self._drag)
        cell.installEventFilter(self)
        return cell

    def _flow_anew(self) -> None:
        while self._flow.takeAt(0) is not None:
            pass
        for cell in self._cells.values():
            self._flow.addWidget(cell)
            cell.show()

    def _say_advice(self) -> None:
        self.advice.setText(self._view_model.advice)
        has_room = not (self._is_low and self._is_narrow)  # the hand-out says it as well
        self.advice.setVisible(self._view_model.is_above_advised and has_room)

    # --- The keyboard ---------------------------------------------------------------------------

    def focus_part(self) -> bool:
        """Put the keyboard on the current item; return False where there is none."""
        if not self._cells or self.isHidden():
            return False
        self._is_coming = True
        self._set_folded(is_folded=False)  # before the keyboard comes: nothing hidden takes it
        self.cells[self._current].setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._is_coming = False
        return True

    def tab_stops(self) -> list[QWidget]:
        """Return where the Tab key stops, in order."""
        items = self.cells[self._current : self._current + 1]
        first = [self.unfold_button] if self._is_folded else items
        return [*first, self.compare_button, self.handout_button]

    def stand_last(self) -> None:
        """Come last for the Tab key: the details, made anew for every service, come before."""
        window = self.window()
        last = window.previousInFocusChain() or window
        while last is not window and (self.isAncestorOf(last) or not _takes_tab(last)):
            last = last.previousInFocusChain() or window
        for before, stop in pairwise((last, *self.tab_stops())):
            QWidget.setTabOrder(before, stop)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remember which item has the keyboard, so that Tab comes back to it, and show it whole."""
        if event.type() == QEvent.Type.FocusIn and watched in self.cells:
            self._current = self.cells.index(watched)
            self._set_stops()
            self._soon.start()
        return super().eventFilter(watched, event)

    def _focused(self) -> TrayItem | None:
        return next((cell for cell in self.cells if cell.hasFocus()), None)

    def _set_stops(self) -> None:
        for number, cell in enumerate(self.cells):
            stop = Qt.FocusPolicy.StrongFocus
            cell.setFocusPolicy(stop if number == self._current else Qt.FocusPolicy.ClickFocus)

    @Slot(int)
    def _step(self, step: int) -> None:
        self._current = min(max(self._current + step, 0), len(self._cells) - 1)
        self.focus_part()

    @Slot()
    def _show_current(self) -> None:
        """Show the item that has the keyboard; without it the first, where a list is begun."""
        if self._cells:
            shown = self._focused() or self.cells[0]
            self._area.ensureWidgetVisible(shown, 0, 0)

    @Slot(QPoint)
    def _drag(self, pointer: QPoint) -> None:
        """Give what is dragged the place of the item under the pointer."""
        dragged = self.sender()
        cells = self.cells
        under = next(
            (at for at, one in enumerate(cells) if one.rect().contains(one.mapFromGlobal(pointer))),
            None,
        )
        if under is None or not isinstance(dragged, TrayItem) or cells[under] is dragged:
            return
        self._view_model.move(dragged.uid, under - cells.index(dragged))

    # --- How large ------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out anew."""
        super().resizeEvent(event)
        self.fit()

    @Slot()
    def fit(self) -> None:
        """Share the width out: items in one line where that leaves them readable, else in more."""
        look = theme.current()
        is_narrow, is_short = self._is_narrow, self.width() / look.scale < SHORT
        self._say_advice()
        is_instead = self._is_low and not is_narrow and self._view_model.is_above_advised
        self._title.setVisible(not is_narrow and not is_instead)
        self.compare_button.setVisible(len(self._cells) > 1 and not is_narrow)  # Ctrl M does it
        for button in (self.compare_button, self.handout_button):
            button.set_short(has_words=not is_narrow, has_key=not is_short, is_low=self._is_folded)
        if is_instead:
            self._put_advice(self._head_line, 1, LOW_ADVICE)
        elif is_short:
            self._put_advice(self._column, 0, 0)
        else:
            self._put_advice(self._head_column, 1, ADVICE)
        side = look.px(SIDE)
        edge = look.px(FOLDED_EDGE if self._is_folded else LOW_EDGE if self._is_low else EDGE)
        self._column.setContentsMargins(side, edge, side, edge - LINE)
        self.setMinimumHeight(0 if self._is_low else look.px(HEIGHT))
        for row, gap in ((self._row, GAP), (self._head_line, 8)):
            row.setSpacing(look.px(gap))
        self._least = LEAST_NARROW if is_narrow or is_instead else LEAST
        self._share()
        self._fold()

    @Slot()
    def _fold(self) -> None:
        """Fold the items away where there is no room for them, and the keyboard is not on one."""
        if self._is_coming:
            return
        has_room = not (self._is_low and self._is_narrow)
        self._set_folded(is_folded=not has_room and self._focused() is None)

    def _set_folded(self, *, is_folded: bool) -> None:
        if is_folded == self._is_folded:
            return
        self._is_folded = is_folded
        parts: list[QWidget] = [self._area, self.unfold_button]
        gone, come = parts if is_folded else reversed(parts)
        gone.hide()  # first: both at once would make a narrow window wider
        come.show()
        self.fit()
        self.changed.emit()

    @property
    def _is_narrow(self) -> bool:
        """Return True in the narrow view."""
        return self.width() / theme.current().scale < NARROW

    @property
    def _is_low(self) -> bool:
        """Return True where the window has little height for the letters it is set in."""
        return self.window().height() / theme.current().scale < LOW

    def _put_advice(self, place: QBoxLayout, at: int, width: int) -> None:
        """Stand under the title; above everything where that is short; in a low one instead of it."""
        if place.indexOf(self.advice) < 0:
            place.insertWidget(at, self.advice)
        pixels = theme.current().px(width)
        self.advice.setMinimumWidth(pixels)
        self.advice.setMaximumWidth(pixels or WIDEST)

    @Slot()
    def _share(self) -> None:
        """Give every item its width, and the area its height."""
        if not self._cells:
            return
        look = theme.current()
        gap, least, cells, room = look.px(GAP), look.px(self._least), self.cells, self._area.width()
        widths = [min(cell.natural_width, look.px(MOST)) for cell in cells]
        most_lines = 1 if self._is_low else 2
        between = gap * (len(cells) - 1)
        limit = fair_limit(widths, room - between)
        lines = 1
        if limit < min(least, max(widths)):
            in_line = max(1, (room + gap) // (least + gap))
            lines = -(-len(cells) // in_line)
            if lines > most_lines:
                room -= look.px(BAR)
                in_line = max(1, (room + gap) // (least + gap))
                lines = -(-len(cells) // in_line)
            in_line = -(-len(cells) // lines)  # lines of one length, so that names have more room
            limit = min(look.px(MOST), (room - gap * (in_line - 1)) // in_line)
        for cell, width in zip(cells, widths, strict=True):
            cell.set_width(max(1, min(width, limit)))
        lines = self._lines(room, gap)
        is_scrolling = lines > most_lines
        self._area.set_scrolling(is_scrolling)
        self._show_title(count=len(cells) if is_scrolling else 0)
        lines = min(most_lines, lines)
        self._area.setFixedHeight(lines * look.px(ITEM) + (lines - 1) * look.px(LINES))

    def _show_title(self, count: int) -> None:
        """Say how many there are where they cannot all be seen at once."""
        title = self.tr("Shortlist")
        self._title.setText(f"{title}: {count}" if count else title)

    def _lines(self, room: int, gap: int) -> int:
        """Return how many lines the items take in so many pixels."""
        lines, used = 1, -gap
        for cell in self.cells:
            if used + gap + cell.width() > room:
                lines, used = lines + 1, -gap
            used += gap + cell.width()
        return lines


class _Area(QScrollArea):
    """The items; where there are more lines than there is room for, it scrolls."""

    resized = Signal()

    def __init__(self, flow: FlowLayout) -> None:
        super().__init__()
        inside = QWidget()
        inside.setProperty("kind", "inside")
        inside.setLayout(flow)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def set_scrolling(self, is_scrolling: bool) -> None:
        """Show the bar or not; left to Qt, a bar that is not needed can stay, as it makes itself needed."""
        policy = Qt.ScrollBarPolicy
        wanted = policy.ScrollBarAlwaysOn if is_scrolling else policy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that there is other room."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.resized.emit()


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def fair_limit(widths: Sequence[int], room: int) -> int:
    """Return the largest width so that all, cut to it, fit into `room` pixels together."""
    left, count = room, len(widths)
    for width in sorted(widths):
        if width * count >= left:
            return left // count
        left -= width
        count -= 1
    return max(widths, default=0)
