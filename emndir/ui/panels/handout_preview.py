"""HandoutPreview: the very pages that will be printed, and the same in words."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from emndir.ui import theme
from emndir.ui.widgets.buttons import SignButton
from emndir.ui.widgets.flow_layout import FlowLayout
from emndir.ui.widgets.page_view import PageView


class HandoutPreview(QWidget):
    """The right side of the hand-out dialog."""

    def __init__(self) -> None:
        """Make an empty preview."""
        super().__init__()
        px = theme.current().px
        self.setProperty("kind", "sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.pages = PageView()
        self.words = QPlainTextEdit()
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(8), px(16), px(8))
        column.setSpacing(px(8))
        column.addWidget(self._bar())
        column.addWidget(self._waiting())
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName(self.tr("The hand-out in words"))
        self._shown = QStackedWidget()
        self._shown.addWidget(self.pages)
        self._shown.addWidget(self.words)
        column.addWidget(self._shown, 1)
        self.views.currentChanged.connect(self._turn)

    def _bar(self) -> QWidget:
        px = theme.current().px
        bar = QWidget()
        row = FlowLayout(bar, 8)
        self.views = QTabBar()
        self.views.setAccessibleName(self.tr("Preview as"))
        self.views.setDrawBase(False)
        self.views.setExpanding(False)
        self.views.setElideMode(Qt.TextElideMode.ElideNone)
        for name in (self.tr("Pages"), self.tr("Words")):
            self.views.addTab(name)
        self.views.currentChanged.connect(self.views.updateGeometry)  # its letters are wider
        row.addWidget(self.views)
        self.count = QLabel()
        self.count.setProperty("role", "caption")
        self.count.setMinimumHeight(px(32))
        row.addWidget(self.count)
        self._zooms = [
            SignButton(self.tr("Zoom out"), "magnify-minus-outline", side=32, sign_side=17),
            SignButton(self.tr("Fit width"), "arrow-expand-horizontal", side=32, sign_side=17),
            SignButton(self.tr("Fit page"), "fit-to-page-outline", side=32, sign_side=17),
            SignButton(self.tr("Zoom in"), "magnify-plus-outline", side=32, sign_side=17),
        ]
        does = (self.pages.zoom_out, self.pages.fit_width, self.pages.fit_page, self.pages.zoom_in)
        together = QWidget()  # they go to the next line together
        zooms = QHBoxLayout(together)
        zooms.setContentsMargins(0, 0, 0, 0)
        zooms.setSpacing(px(8))
        for button, zoom in zip(self._zooms, does, strict=True):
            button.clicked.connect(zoom)
            zooms.addWidget(button)
        row.addWidget(together)
        return bar

    def _waiting(self) -> QWidget:
        """Return the bar that says how far a long hand-out is, and the button that stops it."""
        px = theme.current().px
        self.waiting = QWidget()
        row = QHBoxLayout(self.waiting)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        self.progress = QProgressBar()
        self.progress.setAccessibleName(self.tr("Services written"))
        self.progress.setTextVisible(False)
        self.stop_button = QPushButton(self.tr("Stop"))
        self.stop_button.setAutoDefault(False)
        row.addWidget(self.progress, 1)
        row.addWidget(self.stop_button)
        self.waiting.hide()
        return self.waiting

    @property
    def stops(self) -> list[QWidget]:
        """Return what Tab comes to after the two views, in order."""
        return [*self._zooms, self.stop_button, self.pages, self.words]

    def show_progress(self, done: int, total: int) -> None:
        """Show how many of how many services are written; a total of 0 shows nothing."""
        self.waiting.setVisible(total > 0)
        self.progress.setAccessibleName(self.tr("Services written"))
        if total:
            self.progress.setMaximum(total)
            self.progress.setValue(done)
            self.count.setText(f"{done} {self.tr('of')} {total}")

    def show_sending(self, sent: int, total: int) -> None:
        """Show how many pages of how many are sent to the printer."""
        self.stop_button.hide()
        self.progress.setAccessibleName(self.tr("Pages sent to the printer"))
        self.progress.setMaximum(total)
        self.progress.setValue(sent)
        self.waiting.show()

    def end_sending(self) -> None:
        """Show no more of it."""
        self.waiting.hide()
        self.stop_button.show()

    def show_made(self, pdf: bytes, text: str, pages: int, paper: str = "a4") -> str:
        """Show a finished hand-out; return how many pages it has, in words."""
        self.waiting.hide()
        self.pages.show_pdf(pdf, text)
        self.words.setPlainText(text)
        said = self.tr("1 page") if pages == 1 else f"{pages} {self.tr('pages')}"
        self.count.setText(f"{said}, {paper.upper()}")
        return said

    def clear(self) -> None:
        """Show nothing."""
        self.waiting.hide()
        self.pages.clear()
        self.words.clear()
        self.count.clear()

    @Slot(int)
    def _turn(self, index: int) -> None:
        self._shown.setCurrentIndex(index)
        for button in self._zooms:
            button.setEnabled(index == 0)
