"""What the window says of the list while it stays open from one day to the next."""

from __future__ import annotations

from datetime import datetime, timedelta

from emndir.ui.directory_news import LOOK_EVERY_MS
from tests.ui.conftest import NOW


def pass_to(qtbot, program, now):
    """Let the clock be another one, and the minute be over."""
    program.core.clock = lambda: now
    program.window.news.calendar.timeout.emit()
    qtbot.waitUntil(lambda: program.tasks.is_idle)


def ages(told):
    found = [one for one in told if one.topic == "age"]
    told.clear()
    return [one.text for one in found]


def age_banners(program):
    return [one.text for one in program.window.banners.messages if one.topic == "age"]


def test_a_window_left_open_reckons_the_age_of_the_list_every_day(qtbot, program, told):
    news, data_date = program.window.news, program.context.directory.info.data_date
    assert news.calendar.isActive()
    assert news.calendar.interval() == LOOK_EVERY_MS <= 60_000
    midnight = datetime(data_date.year + 1, data_date.month, data_date.day)
    pass_to(qtbot, program, midnight - timedelta(seconds=1))
    told.clear()
    pass_to(qtbot, program, midnight - timedelta(milliseconds=1))
    assert ages(told) == []  # the same day still
    pass_to(qtbot, program, midnight)
    assert ages(told) == ["This list is 12 months old."]
    assert age_banners(program) == ["This list is 12 months old."]
    pass_to(qtbot, program, midnight + timedelta(hours=3))
    assert ages(told) == []
    assert age_banners(program) == ["This list is 12 months old."]


def test_a_fresh_list_has_no_banner_until_its_day_comes(qtbot, program, told):
    data_date = program.context.directory.info.data_date
    fresh = datetime(data_date.year, data_date.month, data_date.day, 23, 59)
    pass_to(qtbot, program, fresh)
    program.window.banners.take_away("age")
    told.clear()
    pass_to(qtbot, program, fresh + timedelta(days=1))
    assert ages(told) == []
    assert age_banners(program) == []
    pass_to(qtbot, program, fresh + timedelta(days=93))
    assert ages(told) == ["This list is 3 months old."]


def test_the_share_of_new_sources_is_counted_anew(qtbot, program, told):
    words = program.window.status.words
    pass_to(qtbot, program, NOW + timedelta(days=3 * 365))
    told.clear()
    assert program.window.status.words != words
    assert any(one.startswith("0%") for one in program.window.status.words)
