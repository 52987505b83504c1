"""Where a hand-out is to be saved, and as what: asked with Qt's own dialog, of whose memory nothing is left."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSettings
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget
from shiboken6 import delete

FILE_NAME = "emndir-handout.pdf"
"""Neutral: a file name must not say what somebody has."""
QT_REMEMBERS = ("FileDialog/history", "FileDialog/lastVisited")
"""What Qt's own file dialog writes into the person's settings: folders, which may be names."""


ENDINGS = (".pdf", ".html", ".txt")
"""What a hand-out can be saved as: pages, a web page that reads itself aloud well, or its words."""


def ask_where(owner: QWidget) -> Path | None:
    """Return where the file is to be, or None. Its name ends in one of `ENDINGS` before Qt asks.

    Qt takes the end of "Ward 3.West" for a suffix. Where the file with the ending behind that is
    there already, the dialog comes once more, so that Qt asks about the right file.
    """
    path, ending = _choose_file(owner, Path.home() / FILE_NAME)
    while path is not None and path.suffix.lower() not in ENDINGS:
        path = path.with_name(f"{path.name}{ending}")
        if path.exists():
            path, ending = _choose_file(owner, path)
    return path


def _kinds() -> dict[str, str]:
    """Return the words of each kind of file, by its ending."""
    say = QCoreApplication.translate
    return {
        ".pdf": say("HandoutDialog", "PDF with tags, for print and screen readers"),
        ".html": say("HandoutDialog", "Web page"),
        ".txt": say("HandoutDialog", "Plain text"),
    }


def _choose_file(owner: QWidget, start: Path) -> tuple[Path | None, str]:
    """Return the file that a person chooses, or None, and the ending; Qt remembers no folder."""
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    before = {key: settings.value(key) for key in QT_REMEMBERS}
    title = QCoreApplication.translate("HandoutDialog", "Save the sheet")
    kinds = {f"{words} (*{ending})": ending for ending, words in _kinds().items()}
    dialog = QFileDialog(owner, title, str(start.parent), ";;".join(kinds))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)

    def end_as(kind: str) -> None:
        dialog.setDefaultSuffix(kinds[kind][1:])

    dialog.filterSelected.connect(end_as)
    end_as(next(kind for kind, ending in kinds.items() if ending == start.suffix.lower()))
    dialog.selectFile(start.name)
    is_chosen = dialog.exec() == QDialog.DialogCode.Accepted
    chosen = Path(dialog.selectedFiles()[0]) if is_chosen else None
    ending = kinds[dialog.selectedNameFilter()]
    delete(dialog)  # at once: Qt writes the folders down as the dialog goes
    settings.sync()
    for key, value in before.items():
        if value is None:
            settings.remove(key)
        else:
            settings.setValue(key, value)
    settings.sync()
    return chosen, ending
