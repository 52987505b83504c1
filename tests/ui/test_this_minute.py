"""What the window says of this minute follows the clock while it stands open."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt, QTimer

from emndir.search.criteria import Facet
from emndir.ui.directory_news import LOOK_EVERY_MS
from emndir.ui.panels.filter_panel import FilterPanel
from emndir.ui.this_minute import ThisMinute
from emndir.ui.viewmodels.search import SearchViewModel
from emndir.ui.viewmodels.service import ServiceViewModel

WEEKDAYS_NINE_TO_FIVE = "leukaemia-care-helpline"


class Clock:
    def __init__(self, now):
        self.now = now

    def __call__(self):
        return self.now


@pytest.fixture
def minute(qtbot, real_context, monkeypatch):
    """The parts of a window that tell the minute, on a clock that a test sets."""

    class Parts:
        clock = Clock(datetime(2026, 11, 23, 10))

    parts = Parts()
    monkeypatch.setattr(real_context.core, "clock", parts.clock)
    parts.search, parts.service = SearchViewModel(real_context), ServiceViewModel(real_context)
    parts.filters = FilterPanel(parts.search)
    qtbot.addWidget(parts.filters)
    parts.filters.set_vocabulary(real_context.directory.vocabulary)
    parts.calendar = QTimer()
    parts.watch = ThisMinute(real_context, parts.calendar, parts.search, parts.service)
    yield parts
    parts.calendar.deleteLater()


def opening(detail):
    return detail.facts[2].lines[0].text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_record_is_said_anew_when_its_hours_change_and_only_then(qtbot, minute):
    with qtbot.waitSignal(minute.service.shown):
        minute.service.show_uid(WEEKDAYS_NINE_TO_FIVE)
    assert opening(minute.service.detail).startswith("Open now, until 5pm")
    renewed = []
    minute.service.renewed.connect(renewed.append)
    minute.clock.now = datetime(2026, 11, 23, 16, 59, 59)
    minute.watch.look()
    qtbot.wait(50)
    assert renewed == []
    minute.clock.now = datetime(2026, 11, 23, 17)
    with qtbot.waitSignal(minute.service.renewed):
        minute.calendar.timeout.emit()
    assert opening(minute.service.detail).startswith("Closed now. Opens Tuesday at 9am")


def test_a_clock_that_slept_or_was_set_back_is_noticed_when_the_window_is_turned_to(qtbot, minute):
    with qtbot.waitSignal(minute.service.shown):
        minute.service.show_uid(WEEKDAYS_NINE_TO_FIVE)
    for now in (datetime(2026, 11, 24, 3), datetime(2026, 11, 23, 9, 30)):
        minute.clock.now = now
        with qtbot.waitSignal(minute.service.renewed) as renewed:
            minute.watch._turned_to(Qt.ApplicationState.ApplicationActive)
        assert opening(renewed.args[0]).startswith("Closed" if now.day == 24 else "Open")


def test_a_change_within_the_minute_wakes_at_its_moment(qtbot, minute):
    minute.clock.now = datetime(2026, 11, 23, 16, 59, 59, 900_000)
    with qtbot.waitSignal(minute.service.shown):
        minute.service.show_uid(WEEKDAYS_NINE_TO_FIVE)
    assert 0 < minute.watch._soon.remainingTime() < 1_000
    minute.clock.now += timedelta(seconds=1)
    with qtbot.waitSignal(minute.service.renewed, timeout=5_000):
        pass
    minute.clock.now = datetime(2026, 11, 23, 18, 10)
    minute.watch._soon.stop()
    minute.watch.look()
    left = minute.watch._soon.remainingTime()
    assert left == -1 or left < LOOK_EVERY_MS


def test_the_counts_follow_without_touching_the_list(qtbot, minute):
    with qtbot.waitSignal(minute.search.answered):
        minute.search.ask()
    box = minute.filters.groups[Facet.WHEN].boxes["open-now"]
    by_day, answered = box.count, []
    minute.search.answered.connect(answered.append)
    minute.clock.now = datetime(2026, 11, 23, 20)
    with qtbot.waitSignal(minute.search.recounted):
        minute.watch.look()
    assert 0 < box.count < by_day
    assert answered == []


def test_a_list_of_what_is_open_now_loses_what_has_closed(qtbot, minute):
    with qtbot.waitSignal(minute.search.answered):
        minute.search.set_codes(Facet.WHEN, ("open-now",))
    before = minute.search.results.total
    minute.clock.now = datetime(2026, 11, 23, 20)
    with qtbot.waitSignal(minute.search.answered):
        minute.watch.look()
    assert 0 < minute.search.results.total < before
