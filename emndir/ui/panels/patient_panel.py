"""PatientPanel: the whole window turned to the patient, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QScrollArea, QVBoxLayout

from emndir.handouts.phrases import phrases
from emndir.handouts.screen import PatientScreen
from emndir.ui import theme
from emndir.ui.context import UiContext
from emndir.ui.detail import Detail
from emndir.ui.icons import Sign
from emndir.ui.messages import Message
from emndir.ui.panels.service_panel import outline_of
from emndir.ui.widgets.banner import BannerStack
from emndir.ui.widgets.buttons import LaidButton, wrapped
from emndir.ui.widgets.flow_layout import FlowLayout
from emndir.ui.widgets.focus_seen import FocusSeen
from emndir.ui.widgets.patient_page import PatientPage
from emndir.ui.widgets.view_switch import View, ViewSwitch

WIDE = 680
"""Pixels at 100 % from which the head is one line."""


class PatientPanel(QFrame):
    """A head with the switch back and Print sheet, then the page; nothing else is in sight.

    `left` asks for the way back, `print_requested` for a sheet.
    """

    left = Signal()
    print_requested = Signal()

    def __init__(self, context: UiContext) -> None:
        """Make an empty panel."""
        super().__init__()
        self.setProperty("kind", "surface")
        self.setAccessibleName(self.tr("Patient view"))
        self._context = context
        self._detail: Detail | None = None
        self.page: PatientPage | None = None
        self.banners = BannerStack()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._head: QFrame | None = None
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        FocusSeen(self._area)
        context.theme.dress(self)
        self._column.addWidget(self.banners)
        self._column.addWidget(self._area, 1)
        context.messages.told.connect(self._tell)
        context.messages.withdrawn.connect(self.banners.take_away)
        self.banners.acted.connect(context.messages.acted)

    def show_detail(self, detail: Detail) -> None:
        """Show the patient's side of a record, and nothing of its other side."""
        if detail.screen is None:
            self.clear()
            return
        self._detail = detail
        self._put(self._made_head(detail.screen), self._made(detail, detail.screen))

    def take_look(self, dress: Callable[[], None]) -> Iterator[None]:
        """Draw head and page anew for another theme or text size."""
        detail = self._detail
        if detail is None or detail.screen is None:
            dress()
            return
        page = self._made(detail, detail.screen)
        yield
        if self._detail is not detail:  # another record came meanwhile, or none is shown
            page.deleteLater()
            dress()
            return
        self._put(self._made_head(detail.screen), page, dress)

    def _made(self, detail: Detail, screen: PatientScreen) -> PatientPage:
        outline = outline_of(self._context, detail.screen_map, is_large=True)
        return PatientPage(screen, outline)

    def _put(
        self, head: QFrame, page: PatientPage, dress: Callable[[], None] = lambda: None
    ) -> None:
        """Show head and page in place of those before; `dress` what stays while none is there."""
        before = self._area.takeWidget()
        if self._head is not None:
            self._column.removeWidget(self._head)
            self._head.hide()
            self._head.deleteLater()
        self._head, self.page = head, page
        dress()
        self._fit()
        self._column.insertWidget(0, head)
        head.setVisible(True)  # Qt would do it later, and lay out nothing in it until then
        self._area.setWidget(page)
        self._area.verticalScrollBar().setValue(0)
        self.focus_first()
        if before is not None:
            before.deleteLater()

    def focus_first(self) -> None:
        """Put the keyboard on the name at the top."""
        if self.page is not None:
            self.page.head.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Keep nothing of what was shown."""
        self._detail = self.page = None
        self.banners.forget()
        before = self._area.takeWidget()
        if before is not None:
            before.deleteLater()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the parts of the head under one another where the window is narrow."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        look = theme.current()
        is_wide = self.width() >= look.px(WIDE)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        side = look.px(32 if is_wide else 16)
        self._row.setDirection(across if is_wide else down)
        self._row.setContentsMargins(side, look.px(12), side, look.px(12))

    @Slot(object)
    def _tell(self, message: Message) -> None:
        """Show what is told meanwhile; what is about the list is the office's business."""
        if self.isVisible() and not message.is_lasting:
            self.banners.show_message(message)

    def _made_head(self, screen: PatientScreen) -> QFrame:
        look = theme.current()
        head = QFrame()
        head.setProperty("kind", "top")
        row = self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, head)
        row.setSpacing(look.px(8))
        row.addWidget(wrapped(phrases().say("head.left"), "name", "ink2"), 1)
        tools = FlowLayout(gap=12)
        if screen.can_print:
            tools.addWidget(self._print_button())
        self.switch = ViewSwitch(View.PATIENT)
        self.switch.chosen.connect(self.left)
        tools.addWidget(self.switch)
        row.addLayout(tools)
        return head

    def _print_button(self) -> QPushButton:
        look = theme.current()
        button = LaidButton(self.tr("Print sheet"))
        button.put(Sign("printer-outline", "ink2", 17))
        button.put(wrapped(self.tr("Print sheet")))
        button.row.setContentsMargins(look.px(12), 0, look.px(12), 0)
        button.row.setSpacing(look.px(8))
        button.setMinimumHeight(look.px(32))
        button.setToolTip(self.tr("A sheet for the patient (Ctrl P)"))
        button.clicked.connect(self.print_requested)
        return button
