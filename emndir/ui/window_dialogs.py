"""WindowDialogs: opens the dialogs of the window, each imported when it is wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

if TYPE_CHECKING:
    from emndir.runtime.settings import Settings
    from emndir.search.results import Origin
    from emndir.ui.context import UiContext


class WindowDialogs:
    """The dialogs of one window. Each is gone when it is closed."""

    def __init__(self, context: UiContext, window: QWidget) -> None:
        """Hold what the dialogs are made of."""
        self._context, self._window = context, window
        self.sheet: QDialog | None = None  # the hand-out, while it is open

    def show_settings(self, apply: Callable[[Settings], None]) -> None:
        """Open the settings; `apply` gets them anew after each change."""
        from emndir.ui.dialogs.settings_dialog import SettingsDialog

        dialog = SettingsDialog(self._context.core.settings, self._window)
        dialog.changed.connect(apply)
        _show(dialog)

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


def _show(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.exec()
