"""PageView: the pages of a sheet as they will be printed, under one another or side by side."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from emndir.ui import theme
from emndir.ui.printing import POINTS_PER_INCH, SheetPages

SCREEN_DPI = 96.0
STEP = 1.25
SMALLEST, LARGEST = 0.25, 4.0
"""Zoom, 1.0 being the size on paper on a screen of 96 dots an inch."""
GAP = 16  # px at 100 %, around and between the pages


class Fit(StrEnum):
    """What the zoom follows when the view changes its size."""

    WIDTH = "width"
    PAGE = "page"
    NONE = "none"


class PageView(QScrollArea):
    """Scrolls by arrow keys, Page Up and Down, Home and End; + and - zoom.

    0 fits the width and 1 a whole page.

    A screen reader is told the words of the sheet as its description.
    """

    page_changed = Signal(int, int)  # which page is in sight, of how many

    def __init__(self) -> None:
        """Make an empty view that fits pages to its width."""
        super().__init__()
        self._leaves = _Leaves()
        self._fit, self._zoom = Fit.WIDTH, 1.0
        self._page = 0
        self.setWidget(self._leaves)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("kind", "preview")
        self.verticalScrollBar().valueChanged.connect(self._look_where)
        theme.current().follow(self._arrange)
        self._name()

    @property
    def zoom(self) -> float:
        """Return the zoom in use."""
        return self._zoom

    @property
    def fit(self) -> Fit:
        """Return what the zoom follows."""
        return self._fit

    @property
    def page_count(self) -> int:
        """Return how many pages there are."""
        return self._leaves.count

    def show_pdf(self, pdf: bytes, words: str) -> None:
        """Show the pages of a PDF; `words` are said to those who cannot see them."""
        at = self.verticalScrollBar().value()
        self._leaves.take(SheetPages(pdf))
        self.setAccessibleDescription(words)
        self._arrange()
        self.verticalScrollBar().setValue(at)
        self._look_where()

    def show_page(self, number: int) -> None:
        """Turn to a page, counted from 0; the last one where there are fewer."""
        self.verticalScrollBar().setValue(self._leaves.top_of(number))

    def clear(self) -> None:
        """Show nothing, and let go of the PDF."""
        self._leaves.take(None)
        self.setAccessibleDescription("")
        self._arrange()
        self._name()

    @Slot()
    def zoom_in(self) -> None:
        """Make the pages larger."""
        self._zoom_to(self._zoom * STEP)

    @Slot()
    def zoom_out(self) -> None:
        """Make the pages smaller."""
        self._zoom_to(self._zoom / STEP)

    @Slot()
    def fit_width(self) -> None:
        """Make the pages as wide as the view, now and whenever that changes."""
        self._fit = Fit.WIDTH
        self._arrange()

    @Slot()
    def fit_page(self) -> None:
        """Show whole pages, as many as there is room for, now and whenever the view changes."""
        self._fit = Fit.PAGE
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages anew."""
        super().resizeEvent(event)
        if self._fit is not Fit.NONE:
            self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom and jump by key; the rest scrolls."""
        bar = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_in()
            case Qt.Key.Key_Minus:
                self.zoom_out()
            case Qt.Key.Key_0:
                self.fit_width()
            case Qt.Key.Key_1:
                self.fit_page()
            case Qt.Key.Key_Home:
                bar.setValue(bar.minimum())
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case Qt.Key.Key_Space:
                bar.setValue(bar.value() + bar.pageStep())
            case _:
                super().keyPressEvent(event)

    def _zoom_to(self, zoom: float) -> None:
        self._fit = Fit.NONE
        self._zoom = min(LARGEST, max(SMALLEST, zoom))
        self._arrange()

    @Slot()
    def _arrange(self) -> None:
        """Give the pages their size, keeping the same place of the sheet in sight."""
        bar = self.verticalScrollBar()
        share = bar.value() / bar.maximum() if bar.maximum() else 0.0
        gap = theme.current().px(GAP)
        paper = self._leaves.largest * (SCREEN_DPI / POINTS_PER_INCH)
        if self._leaves.count and self._fit is not Fit.NONE:
            spare = self._leaves.count > 1 or self._fit is Fit.WIDTH
            room = self.maximumViewportSize()
            across = room.width() - 2 * gap - (bar.sizeHint().width() if spare else 0)
            zoom = across / paper.width()
            if self._fit is Fit.PAGE:
                zoom = min(zoom, (room.height() - 2 * gap) / paper.height())
            self._zoom = min(LARGEST, max(SMALLEST, zoom))
        columns = 1
        if self._fit is Fit.PAGE:
            across = self.maximumViewportSize().width() - bar.sizeHint().width() - gap
            columns = max(1, int(across / (paper.width() * self._zoom + gap)))
        self._leaves.arrange(self._zoom, gap, columns)
        bar.setValue(round(share * bar.maximum()))
        self._look_where()

    @Slot()
    def _look_where(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        page = self._leaves.page_at(middle)
        if page != self._page:
            self._page = page
            self.page_changed.emit(page, self._leaves.count)
        self._name()

    def _name(self) -> None:
        if not self._leaves.count:
            self.setAccessibleName(self.tr("Preview"))
            return
        where = f"{self.tr('page')} {self._page + 1} {self.tr('of')} {self._leaves.count}"
        self.setAccessibleName(f"{self.tr('Preview')}, {where}")


class _Leaves(QWidget):
    """The pages on their ground."""

    def __init__(self) -> None:
        super().__init__()
        self._pages: SheetPages | None = None
        self._sizes: list[QSizeF] = []
        self._boxes: list[QRectF] = []
        self._pictures: dict[int, QImage] = {}
        self._zoom = 1.0

    @property
    def count(self) -> int:
        return len(self._sizes)

    @property
    def largest(self) -> QSizeF:
        """Return a size in points that every page fits into."""
        width = max((size.width() for size in self._sizes), default=1.0)
        height = max((size.height() for size in self._sizes), default=1.0)
        return QSizeF(width, height)

    def take(self, pages: SheetPages | None) -> None:
        if self._pages is not None:
            self._pages.close()
        self._pages = pages
        self._sizes = [pages.size(at) for at in range(len(pages))] if pages else []
        self._pictures = {}
        self.update()

    def arrange(self, zoom: float, gap: int, columns: int = 1) -> None:
        """Put the pages into rows of so many, each as high as its highest page."""
        if zoom != self._zoom:
            self._pictures = {}
        self._zoom = zoom
        scale = zoom * SCREEN_DPI / POINTS_PER_INCH
        width = self.largest.width() * scale if self.count else 0.0
        columns = max(1, min(columns, self.count))
        top, self._boxes = float(gap), []
        for first in range(0, self.count, columns):
            row = [size * scale for size in self._sizes[first : first + columns]]
            for column, page in enumerate(row):
                left = gap + column * (width + gap) + (width - page.width()) / 2
                self._boxes.append(QRectF(left, top, page.width(), page.height()))
            top += max(page.height() for page in row) + gap
        self.resize(QSize(round(width + gap) * columns + gap, round(top)))
        self.update()

    def top_of(self, number: int) -> int:
        """Return where the ground above a page begins, in pixels."""
        if not self._boxes:
            return 0
        at = min(max(number, 0), len(self._boxes) - 1)
        return max(0, round(self._boxes[at].top()) - theme.current().px(GAP))

    def page_at(self, height: float) -> int:
        at = 0
        for number, box in enumerate(self._boxes):
            if box.top() <= height and box.top() > self._boxes[at].top():
                at = number  # of those side by side the first
        return at

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number, box in enumerate(self._boxes):
            if box.intersects(QRectF(event.rect())):
                painter.drawImage(box, self._picture(number))
                painter.setPen(QPen(theme.current().color("control"), 1))
                painter.drawRect(box)
        painter.end()

    def _picture(self, number: int) -> QImage:
        """Return a page at the resolution of this screen, drawn once for each zoom."""
        found = self._pictures.get(number)
        if found is None and self._pages is not None:
            dots = SCREEN_DPI * self._zoom * self.devicePixelRatioF()
            found = self._pictures[number] = self._pages.image(number, dots)
        return found if found is not None else QImage()
