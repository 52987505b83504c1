"""PeekPanel: the chief facts of the chosen result, below the list of the narrow view."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from emndir.ui import icons, labels, theme
from emndir.ui.detail import Detail, Notice
from emndir.ui.icons import Sign
from emndir.ui.polishing import polish_again
from emndir.ui.widgets.buttons import SignButton
from emndir.ui.widgets.notice_banner import NoticeBanner
from emndir.ui.widgets.text_lines import TextLines
from emndir.ui.wording.peek import Peek, PeekFact, peek_of

SIGN, COPY, SIGNS_FROM = 18, 32, 340  # px at 100 %
WORDS_AFTER = 4
"""Between the sign and the words of a button, besides what Qt leaves at every text size."""


class PeekPanel(QFrame):
    """Shows one service: name, plain line, phone, how to get in, where, alerts, and what to do.

    `copy_wanted`, `shortlist_wanted`, `print_wanted` and `full_wanted` are the buttons;
    `record_wanted` carries the uid a notice leads to.
    `fit_wanted` says that it needs another height, or that the keyboard came or went.
    """

    copy_wanted = Signal()
    shortlist_wanted = Signal()
    print_wanted = Signal()
    full_wanted = Signal()
    record_wanted = Signal(str)
    fit_wanted = Signal()

    def __init__(self) -> None:
        """Make an empty panel."""
        super().__init__()
        self.setProperty("kind", "surface")
        self.setAccessibleName(self.tr("Chosen service"))
        self.peek: Peek | None = None
        self._high = 0
        self._is_wanted = False  # the keyboard, by a record that is still to come
        self._is_tight = False
        self._notices: list[QWidget] = []
        self.head = TextLines()
        self.phone = _FactRow()
        self.copy = SignButton(self.tr("Copy the number"), "content-copy", side=COPY, sign_side=17)
        self.facts = (_FactRow(), _FactRow())
        self.shortlist = _button(self.tr("Shortlist"), "bookmark-plus-outline")
        self.print = _button(self.tr("Print"), "printer-outline")
        self.full = _button(self.tr("Full view"), "arrow-expand")
        self._build()
        self._connect()
        self._resize()

    def _build(self) -> None:
        whole = self._whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setMinimumHeight(1)
        inside = QWidget()
        inside.setProperty("kind", "inside")
        self._column = QVBoxLayout(inside)
        self._phone_row = QHBoxLayout()
        self._phone_row.setContentsMargins(0, 0, 0, 0)
        self._phone_row.addWidget(self.phone, 1)
        self._phone_row.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addWidget(self.head)
        self._column.addLayout(self._phone_row)
        for fact in self.facts:
            self._column.addWidget(fact)
        self._rest = QWidget()  # what the words do not need
        self._rest.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._column.addWidget(self._rest)
        self._area.setWidget(inside)
        whole.addWidget(self._area, 1)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for button in (self.shortlist, self.print, self.full):
            self._buttons.addWidget(button, 1)
        whole.addLayout(self._buttons)

    def _connect(self) -> None:
        self.copy.clicked.connect(self.copy_wanted)
        self.shortlist.clicked.connect(self.shortlist_wanted)
        self.print.clicked.connect(self.print_wanted)
        self.full.clicked.connect(self.full_wanted)
        theme.current().dress(self)
        theme.current().follow(self._resize)
        for stop in self.tab_stops():
            stop.installEventFilter(self)

    # --- what is shown -------------------------------------------------------------------

    @property
    def has_service(self) -> bool:
        """Return True while there is something to show."""
        return self.peek is not None

    @Slot(object)
    def show_detail(self, detail: Detail) -> None:
        """Show a record."""
        peek = self.peek = peek_of(detail)
        self.head.set_lines(peek.head)
        self.phone.show_fact(peek.phone)
        self.copy.setVisible(bool(peek.number))
        spoken = labels.spoken_digits(peek.number)
        self.copy.setAccessibleName(f"{self.tr('Copy the number')}: {spoken}")
        for at, row in enumerate(self.facts):
            row.show_fact(peek.facts[at] if at < len(peek.facts) else None)
        self._show_notices(peek.warnings, peek.notices)
        self._area.verticalScrollBar().setValue(0)
        self._fit()
        if self._is_wanted:
            self.focus_first()

    @Slot()
    def clear(self) -> None:
        """Show nothing, and keep no word of what was shown."""
        self._is_wanted = False
        self.peek = None
        self._high = 0
        self.fit_wanted.emit()
        self.head.set_lines(())
        for row in (self.phone, *self.facts):
            row.show_fact(None)
        self.copy.setAccessibleName(self.tr("Copy the number"))
        self._show_notices((), ())

    def show_listed(self, *, is_listed: bool) -> None:
        """Say whether the service is on the shortlist."""
        words = self.tr("In shortlist") if is_listed else self.tr("Shortlist")
        self.shortlist.setText(words)
        self.shortlist.setIcon(
            icons.icon("bookmark", "pick") if is_listed else icons.icon("bookmark-plus-outline")
        )
        self.shortlist.setProperty("kind", "pick" if is_listed else "")
        spoken = self.tr("In shortlist. Press to take it off") if is_listed else words
        self.shortlist.setAccessibleName(spoken)
        polish_again(self.shortlist)
        self._turn_buttons()

    def _show_notices(self, warnings: Sequence[Notice], notices: Sequence[Notice]) -> None:
        for old in self._notices:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._notices = []
        before = [self._banner(notice) for notice in warnings]
        after = [self._banner(notice) for notice in notices]
        for at, banner in enumerate(before):
            self._column.insertWidget(1 + at, banner)
        for banner in after:
            self._column.insertWidget(self._column.indexOf(self._rest), banner)
        self._notices = [*before, *after]
        for one in self._notices:
            one.setVisible(True)  # Qt would do it later: its height counts at once

    def _banner(self, notice: Notice) -> NoticeBanner:
        banner = NoticeBanner(notice)
        banner.chosen.connect(self.record_wanted)
        return banner

    def set_tight(self, is_tight: bool) -> None:
        """Let the buttons scroll with the rest, where room is too short to pin them."""
        if is_tight == self._is_tight:
            return
        self._is_tight = is_tight
        before, now = (self._whole, self._column) if is_tight else (self._column, self._whole)
        before.removeItem(self._buttons)
        now.addLayout(self._buttons)
        self._resize()

    # --- how high ------------------------------------------------------------------------

    def needed(self, width: int) -> int:
        """Return the height in pixels that shows everything at a width.

        It does not shrink from one result to the next, so that the list above stays where it is.
        """
        self._column.activate()
        foot = 0 if self._is_tight else self._buttons.totalSizeHint().height()
        self._high = max(self._high, self._column.totalHeightForWidth(width) + foot)
        return self._high

    @Slot()
    def _fit(self) -> None:
        self.fit_wanted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure anew at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._high = 0
            self._fit_signs()

    def _fit_signs(self) -> None:
        """Leave the signs out of the buttons where the words alone fit."""
        look = theme.current()
        side = look.px(16) if self.width() >= look.px(SIGNS_FROM) else 0
        for button in (self.shortlist, self.print, self.full):
            gap = look.px(WORDS_AFTER) if side else 0
            button.setIconSize(icons.square(side) + QSize(gap, 0))
        self._turn_buttons()

    def _turn_buttons(self) -> None:
        """Put the buttons below each other where their words do not fit side by side."""
        look = theme.current()
        hints = [one.sizeHint().width() for one in (self.shortlist, self.print, self.full)]
        needed = sum(hints) + 2 * look.px(8) + 2 * look.px(15)
        bar = self._area.verticalScrollBar()
        room = self.width() - (bar.sizeHint().width() if self._is_tight else 0)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        direction = down if needed > room else across
        if direction is not self._buttons.direction():
            self._buttons.setDirection(direction)
            self._high = 0
            self.fit_wanted.emit()

    @Slot()
    def _resize(self) -> None:
        look = theme.current()
        self._high = 0
        self._column.setContentsMargins(look.px(15), look.px(8), look.px(15), look.px(6))
        self._column.setSpacing(look.px(6))
        self._phone_row.setSpacing(look.px(8))
        side = 0 if self._is_tight else look.px(15)
        self._buttons.setContentsMargins(side, look.px(6), side, look.px(11))
        self._buttons.setSpacing(look.px(8))
        self._fit_signs()
        for fact in (self.phone, *self.facts):
            fact.resize_parts()

    # --- the keyboard --------------------------------------------------------------------

    def focus_first(self) -> None:
        """Put the keyboard on the name, as soon as there is one."""
        self._is_wanted = self.peek is None
        if self.peek is not None:
            self.head.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_part(self) -> bool:
        """Put the keyboard on the name; return False where nothing is shown."""
        if self.peek is None:
            return False
        self.focus_first()
        return True

    def tab_stops(self) -> list[QWidget]:
        """Return where the Tab key stops, in order."""
        facts = [fact.words for fact in self.facts]
        buttons = (self.shortlist, self.print, self.full)
        links = [one for notice in self._notices for one in notice.findChildren(TextLines)]
        return [self.head, self.phone.words, self.copy, *facts, *links, *buttons]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show what the keyboard came to, and ask for room where it came from outside."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.fit_wanted.emit()
            if self._area.isAncestorOf(watched):
                self._area.ensureWidgetVisible(watched, 0, theme.current().px(8))
        elif event.type() == QEvent.Type.FocusOut:
            self.fit_wanted.emit()
        return super().eventFilter(watched, event)


class _FactRow(QWidget):
    """A sign and the lines of one fact."""

    def __init__(self) -> None:
        super().__init__()
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self._sign = Sign("phone-outline", "brand", SIGN)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        self.words = TextLines()
        row.addWidget(self.words, 1)
        self.setVisible(False)

    def show_fact(self, fact: PeekFact | None) -> None:
        self.setVisible(fact is not None)
        if fact is None:
            self.words.set_lines(())
            return
        self._sign.show_sign(fact.icon)
        self.words.set_lines(fact.lines, fact.spoken)

    def resize_parts(self) -> None:
        self._row.setSpacing(theme.current().px(12))


def _button(text: str, sign: str) -> QPushButton:
    button = QPushButton(text)
    button.setAccessibleName(text)
    button.setIcon(icons.icon(sign, "ink2"))
    button.setAutoDefault(False)
    return button
