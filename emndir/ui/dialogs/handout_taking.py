"""HandoutTaking: a finished hand-out is printed, saved, copied, or kept as a pack."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QDialog

from emndir.domain.errors import EmndirError
from emndir.ui.context import UiContext
from emndir.ui.dialogs.asking_where import ask_where
from emndir.ui.messages import Tone
from emndir.ui.printing import (
    default_printer,
    is_too_small,
    lacks_paper,
    new_printer,
    print_pdf,
    printer_names,
    save_file,
)
from emndir.ui.viewmodels.handout import HandoutViewModel
from emndir.ui.viewmodels.handout_making import MadeHandout, file_content

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

TOPIC = "handout-file"


class HandoutTaking(QObject):
    """Does with a hand-out what a button or key of its dialog asks for.

    `told` carries what became of it: text, hint, tone, and for how many seconds, 0 for as long
    as it holds. `printer_needed` and `file_needed` say where to go on, after such a sentence.
    """

    told = Signal(str, str, Tone, int)
    printer_needed = Signal()
    file_needed = Signal()
    printer_used = Signal(str)
    sending = Signal(int, int)  # pages that are sent to the printer, of how many; 0, 0 at the end

    def __init__(self, context: UiContext, view_model: HandoutViewModel, dialog: QDialog) -> None:
        """Take what `view_model` makes; `dialog` owns what is asked."""
        super().__init__(dialog)
        self._context, self._view_model = context, view_model
        self._is_naming = False
        self._is_wanted = False  # on paper, as soon as the pages are there
        view_model.making.connect(self._want_no_more)
        view_model.pack_saved.connect(self._say_pack)
        view_model.pack_failed.connect(self._fail_pack)

    @property
    def _dialog(self) -> QDialog:
        """Return the dialog, which this does not hold: it would never go."""
        dialog = self.parent()
        assert isinstance(dialog, QDialog)  # noqa: S101 - it is made with one
        return dialog

    # --- On paper -------------------------------------------------------------------------------

    @Slot()
    def print_now(self) -> None:
        """Print the very pages of the preview at once, on the remembered or usual printer.

        What is still being made is printed when it is ready, unless something else is chosen.
        """
        if self._view_model.is_making:
            self._is_wanted = True
            said = self.tr("They are printed as soon as they are there.")
            self._say(self.tr("The pages are still being made."), said, Tone.INFO)
            return
        made = self._view_model.handout
        if made is None or not self._has_printers():
            return
        name = self._printer()
        if not name:
            return
        paper = self._view_model.recipe.paper
        if lacks_paper(name, paper):
            self._need_paper(name)
            return
        try:
            printer = new_printer(name, paper)
            printer.setCopyCount(self._view_model.copies)
            pages = self._send(made, printer)
        except EmndirError as error:
            self._say(error.message, error.hint, Tone.BAD)
        else:
            self._say_sent(name, pages)

    def go_on(self, made: MadeHandout) -> None:
        """Print what was asked for before it was ready; what a patient could not use is not."""
        is_wanted, self._is_wanted = self._is_wanted, False
        if is_wanted and not made.empty:
            self.print_now()

    @Slot()
    def _want_no_more(self) -> None:
        self._is_wanted = False

    @Slot()
    def print_with_dialog(self) -> None:
        """Let the system ask for a printer, pages and paper, and print the pages of the preview."""
        made = self._ready()
        if made is None or not self._has_printers():
            return
        try:
            self._ask_and_print(made)
        except EmndirError as error:
            self._say(error.message, error.hint, Tone.BAD)

    def _send(self, made: MadeHandout, printer: QPrinter) -> int:
        try:
            return print_pdf(made.pdf, printer, self._go_on_painting)
        finally:
            self.sending.emit(0, 0)  # whatever became of it

    def _go_on_painting(self, sent: int, total: int) -> None:
        """Tell how far it is, and let the window be painted; keys wait until all is sent."""
        self.sending.emit(sent, total)
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)

    def _ask_and_print(self, made: MadeHandout) -> None:
        from PySide6.QtPrintSupport import QPrintDialog

        remembered = self._view_model.printer
        name = remembered if remembered in printer_names() else ""
        printer = new_printer(name, self._view_model.recipe.paper)
        printer.setCopyCount(self._view_model.copies)
        dialog = QPrintDialog(printer, self._dialog)
        dialog.setMinMax(1, made.pages)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        if is_too_small(printer, made.pdf):
            self._need_paper(printer.printerName())
            return
        pages = self._send(made, printer)
        used = printer.printerName()
        if used and used != default_printer():
            self.printer_used.emit(used)
        self._say_sent(used, pages)

    def _ready(self) -> MadeHandout | None:
        made = self._view_model.handout
        if made is None and self._view_model.is_making:
            wait = self.tr("Try once more in a moment.")
            self._say(self.tr("The pages are still being made."), wait, Tone.INFO)
        return made

    def _has_printers(self) -> bool:
        if printer_names():
            return True
        self._say(
            self.tr("No printer is set up on this computer."),
            self.tr("Save the sheet as a PDF and print it elsewhere."),
            Tone.WARN,
        )
        self.file_needed.emit()
        return False

    def _printer(self) -> str:
        """Return the printer to print on at once; "" where somebody has to choose one.

        Paper never comes out of another printer than the one that is shown.
        """
        remembered, names = self._view_model.printer, printer_names()
        name = remembered or default_printer()
        if name in names:
            return name
        gone = f"{self.tr('This printer is not there:')} {name}."
        self._say(
            gone if name else self.tr("This computer has no usual printer."),
            self.tr("Choose another, then print."),
            Tone.WARN,
        )
        self.printer_needed.emit()
        return ""

    def _need_paper(self, name: str) -> None:
        paper = self._view_model.recipe.paper.upper()
        lacks = self.tr("This printer does not have the paper")
        self._say(
            f"{lacks} {paper}: {name}.",
            self.tr("Choose other paper or another printer, or save the sheet as a PDF."),
            Tone.WARN,
        )
        self.printer_needed.emit()

    def _say_sent(self, name: str, pages: int) -> None:
        if not pages:
            return
        self._view_model.take()
        self._view_model.printed()
        sent = self.tr("Sent to the printer")
        self._say(f"{sent} {name}." if name else f"{sent}.", "", Tone.DONE, 10)

    # --- In a file ------------------------------------------------------------------------------

    @Slot()
    def save(self) -> None:
        """Ask where, and save the hand-out there: as pages, a web page or plain text."""
        made = self._ready()
        if made is None:
            return
        path = ask_where(self._dialog)
        if path is None:
            return
        ending, is_cream = path.suffix.lower(), self._view_model.is_cream
        if ending == ".pdf" and not is_cream:
            self._write(path, made.pdf)
            return
        work = partial(file_content, made, ending, is_cream=is_cream)
        self._context.tasks.run(TOPIC, work, partial(self._write, path), self._fail_file)

    def _write(self, path: Path, content: bytes) -> None:
        try:
            save_file(content, path)
        except EmndirError as error:
            self._say(error.message, error.hint, Tone.BAD)
            return
        self._view_model.take()
        self._view_model.printed()
        self._say(self.tr("Saved."), str(path), Tone.DONE, 10)

    def _fail_file(self, error: BaseException) -> None:
        if isinstance(error, EmndirError):
            self._say(error.message, error.hint, Tone.BAD)
            return
        self._say(self.tr("The file could not be made."), self.tr("Try a PDF."), Tone.BAD)
        self._context.messages.report(error)

    def forget(self) -> None:
        """Drop a file that is still being made."""
        self._context.tasks.drop(TOPIC)

    # --- Elsewhere ------------------------------------------------------------------------------

    @Slot()
    def copy_text(self) -> None:
        """Copy the words of the hand-out."""
        made = self._ready()
        if made is not None:
            self._context.clipboard_put(made.text)
            self._view_model.take()
            self._say(self.tr("Copied."), "", Tone.DONE, 5)

    @Slot()
    def save_pack(self) -> None:
        """Ask for a name, and keep the services, kind and size as a pack."""
        from emndir.ui.dialogs.pack_name_dialog import PackNameDialog

        if self._ready() is None:
            return
        dialog = PackNameDialog(self._view_model.pack_names, self._dialog)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._is_naming = True
            self._view_model.save_pack(dialog.name)
        dialog.deleteLater()

    @Slot(str)
    def _say_pack(self, name: str) -> None:
        if self._is_naming:
            saved = self.tr("Saved as the pack")
            self._say(f"{saved} “{name}”.", "", Tone.DONE, 10)
        self._is_naming = False

    @Slot(object)
    def _fail_pack(self, error: EmndirError) -> None:
        self._is_naming = False
        self._say(error.message, error.hint, Tone.BAD)

    def _say(self, text: str, hint: str, tone: Tone, seconds: int = 0) -> None:
        self.told.emit(text, hint, tone, seconds)
