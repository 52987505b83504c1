"""WindowDialogs: opens the dialogs of the window, each imported when it is wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

if TYPE_CHECKING:
    from emndir.runtime.settings import Settings
    from emndir.search.results import Origin
    from emndir.ui.context import UiContext


DELETE = 2
"""What the settings end with where everything stored is to go; 0 and 1 are Qt's own."""


class WindowDialogs:
    """The dialogs of one window. Each is gone when it is closed."""

    def __init__(self, context: UiContext, window: QWidget) -> None:
        """Hold what the dialogs are made of."""
        self._context, self._window = context, window
        self.sheet: QDialog | None = None  # the hand-out, while it is open

    def show_settings(self, apply: Callable[[Settings], None]) -> None:
        """Open the settings; `apply` gets them anew after each change."""
        from emndir.ui.deleting import delete_and_close
        from emndir.ui.dialogs.settings_dialog import SettingsDialog
        from emndir.ui.handover import door_name, door_path
        from emndir.ui.wording.stored import stored_folders
        from emndir.ui.wording.usual_place import check_place

        core, directory = self._context.core, self._context.directory
        dialog = SettingsDialog(
            core.settings,
            self._window,
            managed=core.managed.values,
            check=partial(check_place, directory),
            stored=stored_folders(core.paths, core.managed, door_path(door_name(core.paths))),
        )
        dialog.changed.connect(apply)
        dialog.said.connect(self._context.messages.announce)
        dialog.deletion_wanted.connect(partial(dialog.done, DELETE))
        if _show(dialog) == DELETE:
            delete_and_close(self._window, core.paths)

    def show_keys(self) -> None:
        """Open the list of all keys."""
        from emndir.ui.dialogs.keys_dialog import KeysDialog

        _show(KeysDialog(self._window))

    def show_about(self) -> None:
        """Open version, data, credits and licences."""
        from emndir.ui.dialogs.about_dialog import AboutDialog

        directory = self._context.directory
        _show(AboutDialog(directory.info if directory else None, self._window))

    def show_handout(self, uids: Sequence[str], origin: Origin | None) -> None:
        """Open the hand-out of one service, or of several in their order."""
        from emndir.ui.dialogs.handout_dialog import HandoutDialog  # Typst and PDFium

        dialog = self.sheet = HandoutDialog(self._context, uids, origin, self._window)
        try:
            _show(dialog)
        finally:
            self.sheet = None


def _show(dialog: QDialog) -> int:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog.exec()
