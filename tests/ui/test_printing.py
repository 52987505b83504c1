"""Pages as pictures, on paper and in a file. The printer here writes a PDF."""

from __future__ import annotations

import builtins
import errno
import io
import os

import pypdfium2
import pytest
from pypdfium2 import raw
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QColor, QPageLayout, QPageSize

from emndir.domain.errors import HandoutError
from emndir.ui.printing import (
    JOB_NAME,
    SheetPages,
    new_printer,
    print_pdf,
    printer_names,
    save_file,
)

A4 = (595.3, 841.9)


def pdf_of(pages: int) -> bytes:
    """Return A4 pages, each with a black square, further down on each page."""
    document = pypdfium2.PdfDocument.new()
    for number in range(pages):
        page = document.new_page(*A4)
        square = raw.FPDFPageObj_CreateNewRect(72, 842 - 72 * (number + 2), 72, 72)
        raw.FPDFPageObj_SetFillColor(square, 0, 0, 0, 255)
        raw.FPDFPath_SetDrawMode(square, raw.FPDF_FILLMODE_ALTERNATE, 0)
        raw.FPDFPage_InsertObject(page.raw, square)
        raw.FPDFPage_GenerateContent(page.raw)
        page.close()
    made = io.BytesIO()
    document.save(made)
    document.close()
    return made.getvalue()


@pytest.fixture
def printer(qapp, tmp_path):
    from PySide6.QtPrintSupport import QPrinter

    printer = new_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    return printer


def printed(tmp_path) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(str(tmp_path / "paper.pdf"))


def is_black(document: pypdfium2.PdfDocument, page: int, x_inches: float, y_inches: float) -> bool:
    bitmap = document[page].render(scale=1, rev_byteorder=True)
    at = round(y_inches * 72) * bitmap.stride + round(x_inches * 72) * bitmap.n_channels
    return bool(max(bitmap.buffer[at : at + 3]) < 40)


def test_pages_are_black_on_white(qapp):
    with SheetPages(pdf_of(2)) as pages:
        assert len(pages) == 2
        picture = pages.image(1, 72)
        assert (picture.width(), picture.height()) == (596, 842)
        assert picture.pixelColor(5, 5) == QColor("white")
        assert picture.pixelColor(108, 72 * 2 + 36) == QColor("black")


def test_paper_is_a4_at_full_size(printer, tmp_path):
    assert print_pdf(pdf_of(2), printer) == 2
    paper = printed(tmp_path)
    assert len(paper) == 2
    assert [round(side) for side in paper.get_page_size(0)] == [595, 842]
    for page, down in ((0, 1.5), (1, 2.5)):
        assert is_black(paper, page, 1.5, down)
        assert not is_black(paper, page, 1.5, down + 0.6)
        assert not is_black(paper, page, 2.1, down)
    paper.close()


def test_the_job_has_a_neutral_name(printer, tmp_path):
    print_pdf(pdf_of(1), printer)
    assert printer.docName() == JOB_NAME == "emndir hand-out"
    paper = printed(tmp_path)
    assert paper.get_metadata_dict()["Title"] == JOB_NAME
    paper.close()


def test_only_the_chosen_pages_are_printed(printer, tmp_path):
    printer.setFromTo(2, 2)
    assert print_pdf(pdf_of(3), printer) == 1
    paper = printed(tmp_path)
    assert is_black(paper, 0, 1.5, 2.5)
    paper.close()


def test_on_other_paper_nothing_is_fitted(printer, tmp_path):
    letter = QPageSize(QPageSize.PageSizeId.Letter)
    layout = QPageLayout(letter, QPageLayout.Orientation.Portrait, QMarginsF())
    printer.setPageLayout(layout)
    print_pdf(pdf_of(1), printer)
    paper = printed(tmp_path)
    assert is_black(paper, 0, 1.05, 1.05)
    assert is_black(paper, 0, 1.95, 1.95)
    assert not is_black(paper, 0, 2.05, 2.05)
    paper.close()


@pytest.mark.qt_log_ignore(r"QPainter::begin\(\): Returned false", extend=True)
def test_a_printer_that_takes_nothing_is_said_in_a_sentence(printer, tmp_path):
    printer.setOutputFileName(str(tmp_path / "no such folder" / "paper.pdf"))
    with pytest.raises(HandoutError, match="did not take the sheet"):
        print_pdf(pdf_of(1), printer)


def test_without_a_printing_system_there_is_a_way_on(qapp, monkeypatch):
    real_import = builtins.__import__

    def refuse(name, *args, **kwargs):
        if name == "PySide6.QtPrintSupport":
            raise ImportError("libcups.so.2: cannot open shared object file")
        return real_import(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", refuse)
    assert printer_names() == []
    with pytest.raises(HandoutError) as failure:
        new_printer()
    assert "Save the sheet" in failure.value.hint


# --- Saving -----------------------------------------------------------------------------------


def test_a_file_is_saved_whole(tmp_path):
    path = tmp_path / "emndir-handout.pdf"
    path.write_bytes(b"old")
    save_file(b"%PDF new", path)
    assert path.read_bytes() == b"%PDF new"
    assert [one.name for one in tmp_path.iterdir()] == ["emndir-handout.pdf"]


def test_a_missing_folder_is_said_and_nothing_is_left(tmp_path):
    with pytest.raises(HandoutError, match="the folder is not there"):
        save_file(b"%PDF", tmp_path / "gone" / "sheet.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_not_overwritten(tmp_path):
    (tmp_path / "sheet.pdf").mkdir()
    with pytest.raises(HandoutError, match=r"could not be saved as sheet\.pdf"):
        save_file(b"%PDF", tmp_path / "sheet.pdf")
    assert [one.name for one in tmp_path.iterdir()] == ["sheet.pdf"]


def test_a_full_disk_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "sheet.pdf"
    path.write_bytes(b"old")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(HandoutError, match="no space left on device"):
        save_file(b"%PDF new", path)
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["sheet.pdf"]
