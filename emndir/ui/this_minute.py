"""ThisMinute: what the window says of this minute does not go stale while it stands open.

No thread and no timer that runs for it alone: it looks when the window's calendar does, once a minute,
when the program is turned to again (as after a sleep), and at the very moment at which something
changes, where that is less than a minute away.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication

from emndir.ui.directory_news import LOOK_EVERY_MS
from emndir.ui.viewmodels.search import TOPIC, find_answer

if TYPE_CHECKING:
    from emndir.ui.context import UiContext
    from emndir.ui.viewmodels.search import SearchViewModel
    from emndir.ui.viewmodels.service import ServiceViewModel


class ThisMinute(QObject):
    """Has the record that is shown, the list and the filters' counts said anew when hours change."""

    def __init__(
        self,
        context: UiContext,
        calendar: QTimer,
        search: SearchViewModel,
        service: ServiceViewModel,
    ) -> None:
        """Look whenever the calendar of the window ticks."""
        super().__init__(calendar)
        self._context, self._search, self._service = context, search, service
        self._asked_at = datetime.min
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self.look)
        calendar.timeout.connect(self.look)
        search.answered.connect(self._answered)
        service.shown.connect(self._arm)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._turned_to)

    @Slot()
    def look(self) -> None:
        """Say anew what has changed since it was said."""
        self._service.look_at_clock()
        self._look_at_list()
        self._arm()

    @Slot(Qt.ApplicationState)
    def _turned_to(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.look()

    @Slot()
    def _answered(self) -> None:
        self._asked_at = self._context.core.clock()
        self._arm()

    @property
    def _list_changes(self) -> datetime | None:
        """Return when the counts, or the list, may be others; None where there is no list."""
        directory, answer = self._context.directory, self._search.answer
        if directory is None or answer is None or answer.has_failed:
            return None
        return directory.hours_change_after(self._asked_at)

    def _look_at_list(self) -> None:
        directory, before = self._context.directory, self._search.answer
        now, changes = self._context.core.clock(), self._list_changes
        if directory is None or before is None or changes is None or self._search.is_behind:
            return
        if self._asked_at <= now < changes:
            return
        self._asked_at = now
        self._context.tasks.run(
            TOPIC,
            partial(find_answer, directory, before.criteria, is_start=before.is_start),
            partial(self._search.renew, before),
            self._context.messages.report,
        )

    @Slot()
    def _arm(self) -> None:
        """Wake at the very moment of a change that comes before the calendar ticks again."""
        detail, now = self._service.detail, self._context.core.clock()
        dues = (detail.good_until if detail is not None else None, self._list_changes)
        left = [(due - now).total_seconds() * 1000 for due in dues if due is not None and due > now]
        soonest = min(left, default=LOOK_EVERY_MS)
        if soonest < LOOK_EVERY_MS:
            self._soon.start(int(soonest) + 1)
