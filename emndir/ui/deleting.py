"""Everything that is stored goes, and the window with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from emndir.runtime.logs import close_logs
from emndir.runtime.stored import delete_stored

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from emndir.runtime.paths import Paths


def delete_and_close(window: QWidget, paths: Paths) -> None:
    """Close the window, delete every stored file, say which are left, and end the program.

    Where the window does not let itself be closed, nothing is deleted.
    """
    QApplication.setQuitOnLastWindowClosed(False)  # there may be something to say
    try:
        if not window.close():
            return
        close_logs()
        left = delete_stored(paths)
        if left:
            _say_left(left)
    finally:
        QApplication.setQuitOnLastWindowClosed(True)
    QApplication.quit()


def _say_left(left: list[Path]) -> None:
    from emndir.ui.dialogs.plain_dialog import PlainDialog
    from emndir.ui.widgets.buttons import wrapped

    dialog = PlainDialog(_tr("Some files could not be deleted"))
    dialog.column.addWidget(wrapped(_tr("Close what uses them, and delete them by hand:")))
    for path in left:
        dialog.column.addWidget(wrapped(str(path), "caption"))
    dialog.column.addStretch(1)
    dialog.add_close()
    dialog.fit(320)
    dialog.exec()


def _tr(text: str) -> str:
    return QCoreApplication.translate("settings", text)
