"""A printer of this computer that writes a PDF, for tests that print."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog

from emndir.ui import printing
from emndir.ui.dialogs import handout_dialog as _read_in_before_it_opens  # noqa: F401
from emndir.ui.dialogs import handout_taking

ROOM, DESK = "Room 4", "Front desk"


class Paper:
    """Two printers, "Room 4" being the usual one, and a print dialog that says yes.

    What is printed is in `path`; `jobs` are printer, paper and copies of each, `asked` how often the
    system's dialog was shown.
    """

    def __init__(self, monkeypatch, path: Path) -> None:
        self.path = path
        self.jobs: list[tuple[str, str, int]] = []
        self.asked = 0
        self.answer = QDialog.DialogCode.Accepted
        self._made: list[QPrinter] = []
        real = printing.new_printer
        send = printing.print_pdf

        def to_file(name: str = "", paper: str = "a4") -> QPrinter:
            printer = real(paper=paper)
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(str(path))
            self._name, self._paper = name, paper
            return printer

        def sent(pdf: bytes, printer: QPrinter, told: Callable[[int, int], None]) -> int:
            self.jobs.append((self._name, self._paper, printer.copyCount()))
            return send(pdf, printer, told)

        def ask(_dialog: QPrintDialog) -> QDialog.DialogCode:
            self.asked += 1
            return self.answer

        for module in (handout_taking, printing):
            monkeypatch.setattr(module, "printer_names", lambda: [ROOM, DESK])
            monkeypatch.setattr(module, "default_printer", lambda: ROOM)
        monkeypatch.setattr(handout_taking, "new_printer", to_file)
        monkeypatch.setattr(handout_taking, "print_pdf", sent)
        monkeypatch.setattr(QPrintDialog, "exec", ask)
