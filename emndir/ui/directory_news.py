"""DirectoryNews: what the window says of the directory: its opening, age, size and what is amiss."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from emndir.ui import labels
from emndir.ui.viewmodels.overview import Overview, find_overview, stored_overview

if TYPE_CHECKING:
    from datetime import date

    from emndir.search.start_page import StartPage
    from emndir.ui.context import UiContext
    from emndir.ui.panels.filter_panel import FilterPanel
    from emndir.ui.widgets.status_strip import StatusStrip


LOOK_EVERY_MS = 60_000
"""How often is looked whether there is another day: a clock that slept tells no midnight."""


class DirectoryNews(QObject):
    """Tells the status line, the filters and the banners once the directory is open.

    The age of the list is told anew on every day that the window stays open.
    """

    def __init__(self, context: UiContext, filters: FilterPanel, status: StatusStrip) -> None:
        """Hold the parts that are told."""
        super().__init__(status)
        self._context, self._filters, self._status = context, filters, status
        self._stored_share = ""
        self._day = context.today()
        self.calendar = QTimer(self, interval=LOOK_EVERY_MS)
        self.calendar.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self.calendar.timeout.connect(self._look_at_day)
        context.directory_opened.connect(self._show_directory)
        context.progressed.connect(self._show_progress)

    def show_stored(self, page: StartPage) -> None:
        """Say of a directory that is not open yet what is stored."""
        self._stored_share = stored_overview(page, self._context.today()).share_in_words
        self._say(page.data_date, page.services, self._stored_share)

    @Slot()
    def _show_directory(self) -> None:
        from emndir.ui.notice_words import notice_messages  # after the first paint

        context, directory = self._context, self._context.directory
        if directory is None:
            return
        self._filters.set_vocabulary(directory.vocabulary)
        for message in notice_messages(directory.notices):
            context.messages.tell(message)
        self._say_age()
        self.calendar.start()
        stored = context.start_page
        is_same = stored is not None and stored.built_from == directory.info.built_from
        self._say_status(share=self._stored_share if is_same else "")
        self._find_overview()

    def _find_overview(self) -> None:
        context, directory = self._context, self._context.directory
        if directory is not None:
            find = partial(find_overview, directory)
            context.tasks.run("overview", find, self._show_overview, context.messages.report)

    def _say_age(self) -> None:
        """Show how old the list is, from the day on from which that has to be said."""
        from emndir.ui.notice_words import age_message  # after the first paint

        context, directory = self._context, self._context.directory
        if directory is None:
            return
        self._day = context.today()
        old = age_message(directory.info.data_date, self._day)
        if old is not None:
            context.messages.tell(old)

    @Slot()
    def _look_at_day(self) -> None:
        """Reckon every age anew where midnight has passed."""
        if self._context.today() != self._day:
            self._say_age()
            self._find_overview()

    def _show_overview(self, overview: Overview) -> None:
        self._filters.set_districts(overview.districts)
        self._say_status(share=overview.share_in_words)

    def _say_status(self, share: str) -> None:
        directory = self._context.directory
        if directory is not None:
            self._say(directory.info.data_date, directory.info.services, share)

    def _say(self, data_date: date, services: int, share: str) -> None:
        day = labels.day_in_words(data_date)
        pack = f"{self.tr('Data pack')} {day}"
        self._status.say(pack, labels.services_in_words(services), share, day)

    @Slot(str)
    def _show_progress(self, words: str) -> None:
        if self._context.directory is None:
            self._status.say(f"{words}…")
