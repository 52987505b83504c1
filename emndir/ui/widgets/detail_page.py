"""DetailPage: one record laid out, with the map beside the text where there is room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QVBoxLayout, QWidget

from emndir.ui import theme
from emndir.ui.detail import Detail, Line, Look, Part
from emndir.ui.icons import icon
from emndir.ui.labels import PLACE_ICON, ROUTE_ICON
from emndir.ui.way_parts import TransportNear
from emndir.ui.widgets.count_tabs import CountTabs
from emndir.ui.widgets.flow_layout import FlowLayout
from emndir.ui.widgets.key_facts import KeyFacts
from emndir.ui.widgets.menu_buttons import CopyButton, MenuButton, action_with_sign
from emndir.ui.widgets.notice_banner import NoticeBanner
from emndir.ui.widgets.outline_map import HEIGHT as MAP_HEIGHT
from emndir.ui.widgets.outline_map import WIDTH as MAP_WIDTH
from emndir.ui.widgets.outline_map import OutlineMap
from emndir.ui.widgets.record_rows import RecordRows, Row
from emndir.ui.widgets.shortlist_button import ShortlistButton
from emndir.ui.widgets.text_lines import LinesBlock, TextLines
from emndir.ui.widgets.transport_list import TransportList
from emndir.ui.widgets.view_switch import View, ViewSwitch

_Fill = Callable[[QVBoxLayout], None]
MAP_BESIDE = 540
"""Pixels at 100 % of a page from which the map stands beside the text."""
SWITCH_BESIDE = 400
"""The same for the switch beside the kind of service."""
SIDE, SLIM, SLIM_SIDE = 24, 380, 16
"""Left and right of the words, and how much where the page is slimmer than so many."""
WIDEST = 1028
"""Pixels at 100 %: longer lines are hard to read."""


@dataclass(frozen=True, slots=True)
class _Tab:
    """A tab: whether there is anything in it, what fills it, and how much that is."""

    name: str
    is_there: bool
    fill: _Fill
    has_map: bool = True
    count: int | None = None


class DetailPage(QWidget):
    """Head, buttons, key facts, banners, then what the chosen tab holds.

    It changes nothing by itself: what is pressed goes up as a signal.
    """

    copy_requested = Signal(str)  # a CopyKind
    view_requested = Signal(str)  # a View
    why_shown = Signal(bool)
    place_chosen = Signal(str)  # uid of a place
    sheet_requested = Signal()
    shortlist_requested = Signal()
    record_chosen = Signal(str)  # uid of a service
    route_wanted = Signal()
    transport_wanted = Signal()
    opened = Signal(QUrl)

    def __init__(
        self, detail: Detail, same_place: Sequence[Row] = (), outline: OutlineMap | None = None
    ) -> None:
        """Lay a record out; `same_place` are the services to go to from here."""
        super().__init__()
        self.setProperty("kind", "inside")
        self._detail, self._rows = detail, same_place
        self._px = theme.current().px
        self._taken = 0  # pixels, by a scroll bar at the right
        self.setMaximumWidth(self._px(WIDEST))
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(self._px(24), self._px(16), self._px(24), self._px(24))
        column.setSpacing(self._px(12))
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.switch: ViewSwitch | None = None
        self.head = self._head()
        self._place_head()
        self.why_action: QAction | None = None
        self.copy_button: CopyButton | None = None
        self.more_button: MenuButton | None = None
        self.shortlist_button: ShortlistButton | None = None
        self.transport: TransportList | None = None
        self._why = TextLines([Line(self._detail.why, Look.SECOND)])
        self._add_buttons()
        self._add_facts()
        self.tabs = CountTabs()
        self.pages: list[QWidget] = []
        self._with_map: list[bool] = []
        self._unfilled: dict[int, Callable[[], None]] = {}
        self._beside: QWidget | None = self._map_column(outline) if outline else None
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._add_tabs()
        column.addStretch(1)

    def leave_room(self, taken: int) -> None:
        """Keep the right margin as it was drawn, a scroll bar of `taken` pixels counted in."""
        self._taken = taken
        side, margins = self._side(), self._column.contentsMargins()
        margins.setLeft(side)
        margins.setRight(max(0, side - taken))
        self._column.setContentsMargins(margins)

    def _side(self) -> int:
        return self._px(SIDE if self.width() >= self._px(SLIM) else SLIM_SIDE)

    def show_number(self, number: int | None) -> None:
        """Show the place in the shortlist, None for not on it."""
        if self.shortlist_button is not None:
            self.shortlist_button.show_number(number)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move the map under the text where the page is narrow."""
        super().resizeEvent(event)
        self.leave_room(self._taken)
        self._put_map(beside=self.width() >= self._px(MAP_BESIDE))
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._top.setDirection(across if self.width() >= self._px(SWITCH_BESIDE) else down)

    def _put_map(self, *, beside: bool) -> None:
        directions = (QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight)
        if self._body.direction() is directions[beside]:
            return
        self._body.setDirection(directions[beside])
        if self._beside is not None:
            width = self._px(MAP_WIDTH)
            self._beside.setMinimumWidth(width if beside else 0)
            self._beside.setMaximumWidth(width if beside else self._px(WIDEST))
            top = Qt.AlignmentFlag.AlignTop if beside else Qt.AlignmentFlag(0)
            self._body.setAlignment(self._beside, top)

    @property
    def why(self) -> str:
        """Return why it is among the results as far as that is shown, else ""."""
        return "" if self._why.isHidden() else self._why.words

    def _place_head(self) -> None:
        box = QVBoxLayout()
        box.setSpacing(self._px(4))
        box.addLayout(self._top)
        box.addWidget(self.head)
        self._column.addLayout(box)

    # --- The top --------------------------------------------------------------------------------

    def _head(self) -> TextLines:
        """Add the kind with the switch beside it; return name and organisation."""
        detail = self._detail
        self.kind = TextLines([Line(detail.kind, Look.SECOND_CAPTION)])
        self._top.addWidget(self.kind, 1, Qt.AlignmentFlag.AlignVCenter)
        if detail.screen is not None:
            self.switch = ViewSwitch(View.CLINICIAN)
            self.switch.chosen.connect(self.view_requested)
            self._top.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignTop)
        self._top.setSpacing(self._px(8))
        lines = [Line(detail.name, Look.TITLE), Line(detail.organization, Look.SECOND)]
        words = TextLines([line for line in lines if line.text])
        words.setAccessibleName(f"{detail.kind}\n{words.words}")
        return words

    def _add_buttons(self) -> None:
        row, detail = FlowLayout(gap=8), self._detail
        if detail.can_print:
            pick = self.shortlist_button = ShortlistButton()
            pick.clicked.connect(self.shortlist_requested)
            row.addWidget(pick)
            sheet = self._button(self.tr("Print sheet"), "printer-outline")
            sheet.setToolTip(self.tr("A sheet for the patient (Ctrl P)"))
            sheet.clicked.connect(self.sheet_requested)
            row.addWidget(sheet)
        if detail.copies:
            copy = self.copy_button = CopyButton(detail.copies)
            copy.chosen.connect(self.copy_requested)
            row.addWidget(copy)
        if detail.why or detail.website or detail.route or detail.place_uid:
            row.addWidget(self._more())
        if row.count():
            self._column.addLayout(row)
        self._column.addWidget(self._why)
        self._why.setVisible(False)

    def _more(self) -> MenuButton:
        detail = self._detail
        more = self.more_button = MenuButton(self.tr("More"), "dots-horizontal", sign_side=18)
        more.setToolTip(self.tr("More"))
        if detail.why:
            why = self.why_action = action_with_sign(
                more, self.tr("Why is this here?") + "\tCtrl+I", "help-circle-outline"
            )
            why.setCheckable(True)
            why.toggled.connect(self._why.setVisible)
            why.toggled.connect(self.why_shown)
        if detail.website:
            web = action_with_sign(more, self.tr("Open the web page in your browser"), "web")
            web.triggered.connect(lambda: self.opened.emit(QUrl(detail.website)))
        if detail.route is not None:
            way = action_with_sign(more, self.tr("Open a route in your browser…"), ROUTE_ICON)
            way.triggered.connect(self.route_wanted)
        if detail.place_uid:
            text = f"{self.tr('Go to the place')}: {detail.same_place_title}"
            go = action_with_sign(more, text.rstrip(": "), PLACE_ICON)
            go.triggered.connect(lambda: self.place_chosen.emit(detail.place_uid))
        return more

    def explain(self) -> None:
        """Say why it is among the results; once more stops that."""
        if self.why_action is not None:
            self.why_action.toggle()

    def show_copied(self) -> None:
        """Say for a moment that something was copied."""
        if self.copy_button is not None:
            self.copy_button.show_done()

    def _button(self, text: str, sign: str) -> QPushButton:
        button = QPushButton(icon(sign, "ink2", 17), f" {text}")
        button.setAccessibleName(text)
        button.setIconSize(QSize(self._px(17), self._px(17)))
        button.setAutoDefault(False)
        return button

    def _add_facts(self) -> None:
        self._add_notices(comes_first=True)
        if self._detail.facts:
            self._column.addWidget(KeyFacts(self._detail.facts))
        self._add_notices(comes_first=False)

    def _add_notices(self, *, comes_first: bool) -> None:
        for notice in self._detail.notices:
            if notice.comes_first is comes_first:
                banner = NoticeBanner(notice)
                banner.chosen.connect(self.record_chosen)
                self._column.addWidget(banner)

    # --- The tabs -------------------------------------------------------------------------------

    def _add_tabs(self) -> None:
        detail, count = self._detail, len(self._rows)
        self.tabs.setAccessibleName(self.tr("Parts of this record"))
        title = self.tr("Services here") if detail.is_place else self.tr("Same place")
        about = partial(self._parts, detail.about)
        sources = partial(self._parts, detail.sources)
        tabs: list[_Tab] = [
            _Tab(self.tr("About"), bool(detail.about), about),
            _Tab(self.tr("Getting there"), bool(detail.travel), self._travel),
            _Tab(title, bool(count), self._same_place, detail.is_place, count),
            _Tab(self.tr("Sources"), bool(detail.sources), sources, False, detail.source_count),
            _Tab(self.tr("Figures"), detail.figures is not None, self._figures, False),
        ]
        if detail.is_place:
            tabs.insert(0, tabs.pop(2))  # what one comes to a place for
        self._text = QVBoxLayout()
        self._text.setSpacing(0)
        short = {
            self.tr("Getting there"): self.tr("Travel"),
            self.tr("Services here"): self.tr("Services"),
        }
        for tab in tabs:
            if tab.is_there:
                self.tabs.add(tab.name, tab.count, short=short.get(tab.name, ""))
                self._add_page(tab.fill, has_map=tab.has_map)
        self._lay_tabs()
        self.tabs.currentChanged.connect(self._turn)
        self._turn(0)

    def _add_page(self, fill: _Fill, *, has_map: bool) -> None:
        """Add an empty page; it is filled when its tab is first chosen."""
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        page.hide()
        self._text.addWidget(page)
        self.pages.append(page)
        self._with_map.append(has_map)
        self._unfilled[len(self.pages) - 1] = partial(fill, column)

    def _lay_tabs(self) -> None:
        rule = QFrame()
        rule.setProperty("kind", "line")
        head = QVBoxLayout()
        head.setSpacing(0)
        head.addWidget(self.tabs)
        head.addWidget(rule)
        self._column.addLayout(head)
        self._body.setSpacing(self._px(24))
        self._body.addLayout(self._text, 1)
        if self._beside is not None:
            self._body.addWidget(self._beside, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(self._body)

    @Slot(int)
    def _turn(self, index: int) -> None:
        fill = self._unfilled.pop(index, None)
        if fill is not None:
            fill()
        for at, page in enumerate(self.pages):
            page.setVisible(at == index)
        if self._beside is not None and index >= 0:
            self._beside.setVisible(self._with_map[index])

    def _parts(self, parts: Sequence[Part], column: QVBoxLayout) -> None:
        column.setSpacing(self._px(12))
        for part in parts:
            block = LinesBlock([Line(part.heading, Look.NAME), *part.lines])
            block.opened.connect(self.opened)
            column.addWidget(block)
        column.addStretch(1)

    def _travel(self, column: QVBoxLayout) -> None:
        """Show the way there, and offer it in the browser."""
        self._parts(self._detail.travel, column)
        if self._detail.route is not None:
            row = FlowLayout(gap=8)
            self.route_button = self._button(self.tr("Open a route in your browser…"), ROUTE_ICON)
            self.route_button.clicked.connect(self.route_wanted)
            row.addWidget(self.route_button)
            column.insertLayout(column.count() - 1, row)
        if self._detail.ends:
            self.transport = TransportList()
            self.transport.chosen.connect(self.record_chosen)
            column.insertWidget(column.count() - 1, self.transport)
            QTimer.singleShot(0, self, self.transport_wanted.emit)  # once somebody listens

    def show_near(self, found: Sequence[TransportNear]) -> None:
        """Show the transport near each end, where somebody still looks at the way there."""
        if self.transport is not None:
            self.transport.show_near(found)

    def _figures(self, column: QVBoxLayout) -> None:
        from emndir.ui.widgets.figures_page import FiguresPage  # when somebody looks

        if self._detail.figures is not None:
            column.addWidget(FiguresPage(self._detail.figures))

    def _same_place(self, column: QVBoxLayout) -> None:
        column.setSpacing(self._px(8))
        name = self._detail.same_place_title
        said = self.tr("Services at") if self._detail.is_place else self.tr("Also at")
        column.addWidget(TextLines([Line(f"{said} {name}", Look.NAME)]))
        rows = RecordRows(self._rows, f"{said} {name}")
        rows.chosen.connect(self.record_chosen)
        column.addWidget(rows)
        column.addStretch(1)

    def _map_column(self, outline: OutlineMap) -> QWidget:
        holder = QWidget()
        holder.setFixedWidth(self._px(MAP_WIDTH))
        outline.setFixedHeight(self._px(MAP_HEIGHT))
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, self._px(2), 0, 0)
        column.setSpacing(self._px(4))
        column.addWidget(outline)
        spec = self._detail.map
        if spec is not None:
            column.addWidget(TextLines([Line(spec.note, Look.CAPTION)]))
        return holder
