"""The first run: the page of the first start takes the place of the results, and gives way to anything."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QVBoxLayout

from emndir.domain.errors import EmndirError
from emndir.ui.panels.first_run import ASKED, FirstRun, with_value
from emndir.ui.wording.usual_place import check_place

if TYPE_CHECKING:
    from emndir.ui.context import UiContext
    from emndir.ui.main_window import MainWindow


class FirstRunOffer(QObject):
    """Shows the page in a window, once, and takes it away.

    It goes by its own buttons, by Esc, and when anything is asked: typed, chosen, or from outside.
    """

    def __init__(self, context: UiContext, window: MainWindow) -> None:
        """Serve a window; `offer` shows the page if it is to be shown."""
        super().__init__(window)
        self._context, self._window = context, window
        self.page: FirstRun | None = None

    def offer(self) -> bool:
        """Show the page where no settings were ever saved; return True if it is shown.

        What is shown counts as seen: the settings are saved at once. Where they cannot be saved
        nothing could be kept, and everything that is managed needs no asking.
        """
        core, search = self._context.core, self._window.search
        is_new = not core.paths.settings_file.exists() and not set(ASKED) <= set(
            core.managed.values
        )
        if not is_new or self._is_asked():
            return False
        try:
            core.change_settings(core.settings)
        except EmndirError:
            return False
        page = self.page = FirstRun(
            core.settings, managed=core.managed.values, check=self._check_place
        )
        page.changed.connect(self._change)
        page.said.connect(self._context.messages.announce)
        page.finished.connect(self.give_way)
        search.criteria_changed.connect(self._follow)
        self._context.directory_opened.connect(page.look_again)
        self._put_in(page)
        self._context.messages.announce(
            self.tr("Set up this computer, if you like: F6 goes there. Or simply type.")
        )
        return True

    def _put_in(self, page: FirstRun) -> None:
        window = self._window
        around = window.page.parentWidget()
        column = around.layout() if around is not None else None
        if isinstance(column, QVBoxLayout):
            column.insertWidget(column.indexOf(window.page), page, 1)
        window.page.setVisible(False)
        window.first_run = page
        page.setVisible(True)

    @Slot()
    def give_way(self) -> None:
        """Take the page away; the search is there again."""
        page, self.page = self.page, None
        if page is None:
            return
        window = self._window
        window.search.criteria_changed.disconnect(self._follow)
        had_focus = page.isAncestorOf(window.focusWidget())
        window.first_run = None
        page.setVisible(False)
        window.page.setVisible(True)
        if had_focus:
            window.search_panel.search_box.focus_all()
        page.deleteLater()

    def _check_place(self, typed: str) -> tuple[bool, str]:
        return check_place(self._context.directory, typed)

    def _is_asked(self) -> bool:
        search = self._window.search
        return search.criteria != replace(search.blank(), sort=search.criteria.sort)

    @Slot(object)
    def _follow(self, _criteria: object) -> None:
        if self._is_asked():
            self.give_way()

    @Slot(str, object)
    def _change(self, name: str, value: object) -> None:
        self._window.live.apply(with_value(self._context.core.settings, name, value))
