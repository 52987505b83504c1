"""Sheets on screen and on paper: the pages of one PDF as pictures, for preview and printer alike.

What you see is what prints: nothing is laid out a second time. PDFium is not safe to use from
several threads, so all of this belongs to the window's own.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

from emndir.domain.errors import HandoutError
from emndir.ui.print_temp import own_temp

if TYPE_CHECKING:
    from types import TracebackType

    from PySide6.QtPrintSupport import QPrinter

JOB_NAME = "emndir hand-out"
"""What a print queue shows: nothing about the service or the patient."""
PRINT_DPI = 300
POINTS_PER_INCH = 72.0


class SheetPages:
    """The pages of a PDF as pictures, black on white. Close it, or use it with `with`."""

    def __init__(self, pdf: bytes) -> None:
        """Open a PDF that is in memory."""
        import pypdfium2  # 46 ms, so only when a sheet is shown

        self._document = pypdfium2.PdfDocument(pdf)

    def __enter__(self) -> SheetPages:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    def __len__(self) -> int:
        """Return how many pages there are."""
        return len(self._document)

    def size(self, page: int) -> QSizeF:
        """Return width and height of a page in points."""
        return QSizeF(*self._document.get_page_size(page))

    def image(self, page: int, dpi: float, *, is_grey: bool = False) -> QImage:
        """Return a page as a picture at a resolution, in colour or a third as large in greys."""
        leaf = self._document[page]
        kind = QImage.Format.Format_Grayscale8 if is_grey else QImage.Format.Format_RGB888
        try:
            bitmap = leaf.render(
                scale=dpi / POINTS_PER_INCH, rev_byteorder=not is_grey, grayscale=is_grey
            )
            try:
                seen = QImage(
                    bitmap.buffer,
                    bitmap.width,
                    bitmap.height,
                    bitmap.stride,
                    kind,
                )
                return seen.copy()  # the bitmap's own memory goes when it is closed
            finally:
                bitmap.close()
        finally:
            leaf.close()

    def close(self) -> None:
        """Let go of the PDF."""
        self._document.close()


PAPERS = {"a4": QPageSize.PageSizeId.A4, "a3": QPageSize.PageSizeId.A3}


def new_printer(name: str = "", paper: str = "a4") -> QPrinter:
    """Return a printer, set to the paper, upright, 100 %, one side, black.

    It is the system's default printer where no `name` is given.

    Raises:
        HandoutError: where this computer's printing system is not installed.
    """
    try:
        from PySide6.QtPrintSupport import QPrinter
    except ImportError as error:
        raise HandoutError(
            "This computer has no printing system that emndir can use.",
            "Save the sheet as a PDF and print it with another program.",
        ) from error
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if name:
        printer.setPrinterName(name)
    printer.setDocName(JOB_NAME)
    printer.setCreator("emndir")
    printer.setPageLayout(
        QPageLayout(
            QPageSize(PAPERS[paper]),
            QPageLayout.Orientation.Portrait,
            QMarginsF(0, 0, 0, 0),
            QPageLayout.Unit.Point,
            QMarginsF(0, 0, 0, 0),
        )
    )
    printer.setFullPage(True)
    printer.setDuplex(QPrinter.DuplexMode.DuplexNone)
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    return printer


def printer_names() -> list[str]:
    """Return the printers that the system knows; none where it has no printing system."""
    try:
        from PySide6.QtPrintSupport import QPrinterInfo
    except ImportError:
        return []
    return list(QPrinterInfo.availablePrinterNames())


def default_printer() -> str:
    """Return the system's own choice of a printer, "" for none."""
    try:
        from PySide6.QtPrintSupport import QPrinterInfo
    except ImportError:
        return ""
    return str(QPrinterInfo.defaultPrinterName())


def lacks_paper(name: str, paper: str) -> bool:
    """Return True where a printer says which paper it has, and this is not among it."""
    from PySide6.QtPrintSupport import QPrinterInfo

    known = {size.id() for size in QPrinterInfo.printerInfo(name).supportedPageSizes()}
    return bool(known) and PAPERS[paper] not in known


def is_too_small(printer: QPrinter, pdf: bytes) -> bool:
    """Return True where the pages of a PDF would be cut off by the printer's paper."""
    sheet = printer.pageLayout().fullRect(QPageLayout.Unit.Point)
    with SheetPages(pdf) as pages:
        size = pages.size(0)
    long, short = max(sheet.width(), sheet.height()), min(sheet.width(), sheet.height())
    slack = 12.0  # points; a US letter is 18 points wider than A4, and 50 shorter
    return max(size.width(), size.height()) > long + slack or min(size.width(), size.height()) > (
        short + slack
    )


def print_pdf(pdf: bytes, printer: QPrinter, told: Callable[[int, int], None] | None = None) -> int:
    """Print the chosen pages at their true size; return how many pages were sent.

    Pages are pictures of 300 dots an inch, put at the paper's corner and never fitted to it.
    `told` is called after each with how many of how many are sent.

    Raises:
        HandoutError: where the printer takes nothing.
    """
    with own_temp():
        return _print(pdf, printer, told)


def _print(pdf: bytes, printer: QPrinter, told: Callable[[int, int], None] | None) -> int:
    printer.setDocName(JOB_NAME)
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        raise HandoutError(
            "The printer did not take the sheet.",
            "Look whether it is switched on, or save the sheet as a PDF.",
        )
    sent = 0
    try:
        with SheetPages(pdf) as pages:
            wanted = _wanted(len(pages), printer)
            for page in wanted:
                if sent and not printer.newPage():
                    raise HandoutError(
                        "The printer stopped before the last page.",
                        "Look at its display, then print again.",
                    )
                _paint(painter, pages, page, printer)
                sent += 1
                if told is not None:
                    told(sent, len(wanted))
    finally:
        painter.end()
    return sent


def _wanted(count: int, printer: QPrinter) -> list[int]:
    """Return the numbers of the pages to print, from 0, copies one after the other."""
    first = max(1, printer.fromPage()) - 1
    last = min(count, printer.toPage() or count)
    pages = list(range(first, last))
    if printer.pageOrder() is type(printer).PageOrder.LastPageFirst:
        pages.reverse()
    copies = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
    return pages * copies


def _paint(painter: QPainter, pages: SheetPages, page: int, printer: QPrinter) -> None:
    size, dots = pages.size(page), printer.resolution() / POINTS_PER_INCH
    target = QRectF(0, 0, size.width() * dots, size.height() * dots)
    painter.drawImage(target, pages.image(page, PRINT_DPI, is_grey=True))


def save_file(content: bytes, path: Path) -> None:
    """Write a sheet whole or not at all: beside the file first, then in its place.

    Raises:
        HandoutError: where it cannot be written.
    """
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        raise HandoutError(
            f"The sheet could not be saved as {path.name}: {_reason(error)}.",
            "Choose another folder, or close the file where it is open.",
        ) from error
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _reason(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "it may not be written there"
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "the folder is not there"
    if isinstance(error, IsADirectoryError):
        return "that is a folder"
    return (error.strerror or "the disk refused it").lower()
