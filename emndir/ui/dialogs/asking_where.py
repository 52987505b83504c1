"""Where a PDF is to be saved: asked with Qt's own dialog, of whose memory nothing is left."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSettings
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget
from shiboken6 import delete

FILE_NAME = "emndir-handout.pdf"
"""Neutral: a file name must not say what somebody has."""
QT_REMEMBERS = ("FileDialog/history", "FileDialog/lastVisited")
"""What Qt's own file dialog writes into the person's settings: folders, which may be names."""


def ask_where(owner: QWidget) -> Path | None:
    """Return where the PDF is to be, or None. Its name ends in .pdf before Qt asks.

    Qt takes the end of "Ward 3.West" for a suffix. Where the file with .pdf behind that is
    there already, the dialog comes once more, so that Qt asks about the right file.
    """
    path = _choose_file(owner, Path.home() / FILE_NAME)
    while path is not None and path.suffix.lower() != ".pdf":
        path = path.with_name(f"{path.name}.pdf")
        if path.exists():
            path = _choose_file(owner, path)
    return path


def _choose_file(owner: QWidget, start: Path) -> Path | None:
    """Return the file that a person chooses, or None; Qt remembers no folder of it."""
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    before = {key: settings.value(key) for key in QT_REMEMBERS}
    title = QCoreApplication.translate("HandoutDialog", "Save the sheet")
    dialog = QFileDialog(owner, title, str(start.parent), "PDF (*.pdf)")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("pdf")
    dialog.selectFile(start.name)
    is_chosen = dialog.exec() == QDialog.DialogCode.Accepted
    chosen = Path(dialog.selectedFiles()[0]) if is_chosen else None
    delete(dialog)  # at once: Qt writes the folders down as the dialog goes
    settings.sync()
    for key, value in before.items():
        if value is None:
            settings.remove(key)
        else:
            settings.setValue(key, value)
    settings.sync()
    return chosen
