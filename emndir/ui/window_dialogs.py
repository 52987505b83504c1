"""WindowDialogs: opens the dialogs of the window, each imported when it is wanted."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from emndir.packs import PackState
    from emndir.runtime.settings import Settings
    from emndir.search.results import Origin
    from emndir.ui.context import UiContext
    from emndir.ui.detail import RouteSpec

_MOST_POPUPS = 20
DELETE = 2
"""What the settings end with where everything stored is to go; 0 and 1 are Qt's own."""

_OF_HANDOUT = (
    "emndir.handouts.blocks",
    "emndir.handouts.phrases",
    "emndir.handouts.patient_view",
    "emndir.making",
    "emndir.packs",
    "emndir.checking",
    "emndir.ui.viewmodels.handout_making",
    "emndir.ui.viewmodels.handout",
    "emndir.ui.panels.handout_preview",
    "emndir.ui.panels.handout_choices",
    "emndir.ui.panels.handout_more",
    "emndir.ui.panels.handout_foot",
    "emndir.ui.widgets.check_list",
    "emndir.ui.dialogs.handout_taking",
    "emndir.ui.dialogs.handout_dialog",
)
"""What the hand-out is made with, in pieces that keep the window for less than 50 ms each."""


class WindowDialogs:
    """The dialogs of one window. Each is gone when it is closed."""

    def __init__(self, context: UiContext, window: QWidget, keys: Sequence[QAction] = ()) -> None:
        """Hold what the dialogs are made of; `keys` are those of the window that work in them."""
        self._context, self._window, self._keys = context, window, keys
        self._open: list[QDialog] = []

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
            stored=partial(
                stored_folders, core.paths, core.managed, door_path(door_name(core.paths))
            ),
        )
        dialog.changed.connect(apply)
        dialog.said.connect(self._context.messages.announce)
        dialog.deletion_wanted.connect(partial(dialog.done, DELETE))
        if self._show(dialog) == DELETE:
            delete_and_close(self._window, core.paths)

    def show_keys(self) -> None:
        """Open the list of all keys."""
        from emndir.ui.dialogs.keys_dialog import KeysDialog

        if not any(isinstance(dialog, KeysDialog) for dialog in self._open):
            self._show(KeysDialog(self._open[-1] if self._open else self._window))

    def show_about(self) -> None:
        """Open version, data, credits and licences."""
        from emndir.ui.dialogs.about_dialog import AboutDialog

        directory = self._context.directory
        self._show(AboutDialog(directory.info if directory else None, self._window))

    def show_handout(
        self,
        uids: Sequence[str],
        origin: Origin | None,
        site: str = "",
        *,
        with_table: bool = False,
    ) -> None:
        """Open the hand-out of one service, or of several in their order.

        `site` is the code of the cancer that was asked for, "" for none; `with_table` asks for
        "your choices" with the table that compares them.
        """
        load_modules(_OF_HANDOUT)
        from emndir.ui.dialogs.handout_dialog import HandoutDialog  # Typst and PDFium

        dialog = HandoutDialog(
            self._context, uids, origin, self._window, site=site, with_table=with_table
        )
        self._show(dialog)

    def show_route(self, spec: RouteSpec) -> None:
        """Ask whether the way to a place is to be opened in the browser, and what the site is told."""
        from emndir.ui.dialogs.route_dialog import RouteDialog

        dialog = RouteDialog(spec, self._context.core.settings.route_url, self._window)
        dialog.copied.connect(self._context.clipboard_put)
        dialog.said.connect(self._context.messages.announce)
        self._show(dialog)

    def show_guide(self, site: str, origin: Origin | None) -> None:
        """Open the hand-out as the guide to a cancer, by the code of its site, near a place."""
        from emndir.making import Kind

        load_modules(_OF_HANDOUT)
        from emndir.ui.dialogs.handout_dialog import HandoutDialog

        self._show(
            HandoutDialog(self._context, (), origin, self._window, site=site, kind=Kind.GUIDE)
        )

    def show_packs(self) -> None:
        """Open the saved packs, and the hand-out of one that is wanted."""
        load_modules(_OF_HANDOUT)
        from emndir.ui.dialogs.handout_dialog import HandoutDialog
        from emndir.ui.dialogs.packs_dialog import PacksDialog

        wanted: list[PackState] = []
        dialog = PacksDialog(self._context, self._window)
        dialog.wanted.connect(wanted.append)
        self._show(dialog)
        for state in wanted:
            self._show(HandoutDialog.of_pack(self._context, state, self._window))

    # --- the next patient ----------------------------------------------------------------

    @property
    def sheet(self) -> QDialog | None:
        """Return the hand-out that is open, or None."""
        return next((dialog for dialog in self._open if hasattr(dialog, "is_waiting")), None)

    @property
    def has_waiting_sheet(self) -> bool:
        """Return True while an open hand-out is neither printed nor saved nor copied."""
        return any(getattr(dialog, "is_waiting", False) for dialog in self._open)

    def ask_to_clear(self) -> bool:
        """Ask whether a hand-out that is not printed yet is to go; return True if it is."""
        from emndir.ui.dialogs.clear_dialog import ClearDialog

        owner = self._open[-1] if self._open else self._window
        return self._show(ClearDialog(owner), has_keys=False) == QDialog.DialogCode.Accepted

    def close_all(self) -> None:
        """Close menus and dialogs, the innermost first, as Esc would.

        What another part opened without this one, such as the report of a bug, stays.
        """
        for _ in range(_MOST_POPUPS):
            popup = QApplication.activePopupWidget()
            if popup is None:
                break
            popup.close()
        for dialog in reversed(self._open):
            for inner in reversed(dialog.findChildren(QDialog)):
                if inner.isVisible():
                    inner.reject()
            dialog.reject()

    def _show(self, dialog: QDialog, *, has_keys: bool = True) -> int:
        """Show a dialog until it is closed; return what it ended with."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context.theme.dress(dialog)
        if has_keys:
            dialog.addActions(self._keys)
        self._open.append(dialog)
        try:
            return dialog.exec()
        finally:
            self._open.remove(dialog)


def load_modules(names: Sequence[str]) -> None:
    """Import modules; the window is painted between two. Keys wait for the dialog, which gets them."""
    for name in names:
        if name not in sys.modules:
            import_module(name)
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
