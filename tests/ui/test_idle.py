"""Nobody there: when the countdown comes, what ends it, and what it never does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from emndir.ui.idle import LOOK_AGAIN, IdleWatch, seconds_passed
from emndir.ui.widgets.banner import BannerStack
from tests.ui.test_forgetting import ask, show_first, with_sheet
from tests.ui.walks import clipped, nameless

MINUTES = 10


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


class Watched:
    """A watch over a line to type in, with a clock that a test sets."""

    def __init__(self, qtbot) -> None:
        self.clock, self.minutes, self.holds = Clock(), MINUTES, True
        self.counted: list[int] = []
        self.ended: list[str] = []
        self.line = QLineEdit()
        qtbot.addWidget(self.line)
        self.line.show()
        self.line.activateWindow()
        qtbot.waitUntil(self.line.isActiveWindow)
        self.watch = IdleWatch(lambda: self.minutes, lambda: self.holds, self.clock)
        self.watch.counting.connect(self.counted.append)
        self.watch.stayed.connect(lambda: self.ended.append("stayed"))
        self.watch.expired.connect(lambda minutes: self.ended.append(f"expired {minutes}"))

    def after(self, seconds: float) -> None:
        """Let seconds go by, and the timer look."""
        self.clock.seconds += seconds
        self.watch.look()


@pytest.fixture
def watched(qtbot):
    watched = Watched(qtbot)
    yield watched
    watched.watch.stop()


def test_the_last_minute_is_counted_down_second_by_second(watched):
    watched.after(MINUTES * 60 - 61)
    assert watched.counted == []
    watched.after(1)
    for _ in range(59):
        watched.after(1)
    assert watched.counted == list(range(60, 0, -1))
    assert watched.ended == []
    watched.after(1)
    assert watched.ended == ["expired 10"]
    assert not watched.watch.is_counting


def test_the_timer_keeps_time(qtbot, watched):
    timer = watched.watch._timer
    assert timer.timerType() is Qt.TimerType.PreciseTimer
    assert timer.interval() == LOOK_AGAIN * 1000
    watched.after(MINUTES * 60 - 75)
    assert timer.interval() == 15_000
    watched.after(15.25)
    assert timer.interval() == 750
    assert watched.counted == [60]
    watched.after(0.75)
    assert timer.interval() == 1000
    timer.setInterval(1)
    watched.clock.seconds += 1
    qtbot.waitUntil(lambda: watched.counted == [60, 59, 58])


@pytest.mark.parametrize("counting", [False, True])
@pytest.mark.parametrize("what", ["key", "click", "move", "modifier"])
def test_whatever_a_person_does_ends_it_and_is_not_lost(qtbot, watched, what, counting):
    watched.after(MINUTES * 60 - (30 if counting else 90))
    handle = watched.line.windowHandle()
    if what == "key":
        QTest.keyClick(handle, Qt.Key.Key_A)
        assert watched.line.text() == "a"
    elif what == "modifier":
        QTest.keyClick(handle, Qt.Key.Key_Shift)
    elif what == "click":
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    else:
        QTest.mouseMove(handle, QPoint(4, 5))
        QTest.mouseMove(handle, QPoint(9, 7))
    assert watched.ended == (["stayed"] if counting else [])
    watched.after(MINUTES * 60 - 61)
    assert not watched.watch.is_counting


def test_a_pointer_that_does_not_move_is_nobody(qtbot, watched):
    handle = watched.line.windowHandle()
    QTest.mouseMove(handle, QPoint(4, 5))
    watched.after(MINUTES * 60 - 30)
    assert watched.watch.is_counting
    QTest.mouseMove(handle, QPoint(4, 5))
    assert watched.watch.is_counting


def test_a_window_that_opens_later_is_watched_too(qtbot, watched):
    other = QPushButton("other")
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    watched.clock.seconds += MINUTES * 60 - 30
    watched.watch._timer.stop()
    QTest.keyClick(other.windowHandle(), Qt.Key.Key_Tab)
    watched.after(31)
    assert watched.ended == []


def test_with_nothing_to_clear_nothing_is_counted(watched):
    watched.holds = False
    for _ in range(100):
        watched.after(LOOK_AGAIN)
    assert watched.counted == watched.ended == []
    watched.holds = True
    watched.after(MINUTES * 60 - 61)
    assert watched.counted == []
    watched.after(1)
    assert watched.counted == [60]


def test_what_is_cleared_by_hand_meanwhile_ends_the_countdown(watched):
    watched.after(MINUTES * 60 - 30)
    watched.holds = False
    watched.after(1)
    assert watched.ended == ["stayed"]


def test_never_is_never_and_the_setting_changes_live(watched):
    watched.minutes = 0
    watched.after(10 * MINUTES * 60)
    assert watched.counted == watched.ended == []
    watched.minutes = 5
    watched.after(5 * 60 - 20)
    assert watched.counted == [20]
    watched.minutes = 30
    watched.after(1)
    assert watched.ended == ["stayed"]
    watched.after(30)
    watched.minutes = 0
    watched.after(30 * 60)
    assert watched.ended == ["stayed"]


@pytest.mark.parametrize("who", ["timer", "person"])
def test_after_a_sleep_beyond_the_time_it_is_cleared_before_anything_else(qtbot, watched, who):
    watched.clock.seconds += 3 * 3600
    if who == "timer":
        watched.watch.look()
    else:
        QTest.keyClick(watched.line.windowHandle(), Qt.Key.Key_A)
        assert watched.line.text() == ""  # it was meant for what is gone
    assert watched.ended == ["expired 10"]
    assert watched.counted == []


def test_other_events_cost_it_nothing(qtbot, watched, monkeypatch):
    seen = []
    real = IdleWatch.eventFilter

    def counting(self, window, event):
        seen.append(event.type())
        return real(self, window, event)

    monkeypatch.setattr(IdleWatch, "eventFilter", counting)
    for _ in range(50):
        watched.line.setText(watched.line.text() + "x")
        watched.line.repaint()
        QApplication.processEvents()
    assert QEvent.Type.Paint not in seen
    assert len(seen) < 20


def test_its_clock_runs_on():
    assert seconds_passed() <= seconds_passed()
    assert isinstance(seconds_passed(), float)


def test_stopped_it_watches_no_more(qtbot):
    watched = Watched(qtbot)
    watched.watch.stop()
    watched.clock.seconds += MINUTES * 60 - 30
    QTest.keyClick(watched.line.windowHandle(), Qt.Key.Key_A)
    assert not watched.watch._timer.isActive()
    assert watched.watch._watched == []


# --- in the window --------------------------------------------------------------------------


@pytest.fixture
def window(program):
    window = program.window
    window.idle._now = Clock()
    window.idle.use()
    return window


def after(window, seconds):
    window.idle._now.seconds += seconds
    window.idle.look()


def texts(window):
    return [one.text for one in window.banners.messages]


def test_the_countdown_is_shown_counted_and_announced_three_times(qtbot, window, told):
    ask(qtbot, window)
    said = []
    window.context.messages.announced.connect(said.append)
    focused = window.focusWidget()
    after(window, MINUTES * 60 - 61)
    assert texts(window) == []
    for left in range(60, 0, -1):
        after(window, 1)
        assert texts(window) == [f"Clearing in {left} second{'s' if left > 1 else ''}"]
        assert window.focusWidget() is focused
        assert len(window.banners.tab_stops()) == 1
    hint = "Press any key, or move the mouse, to stay."
    assert said == [f"Clearing in {left} seconds. {hint}" for left in (60, 30, 10)]
    assert len(told.texts()) == 1
    with qtbot.waitSignal(window.search.answered):
        after(window, 1)
    assert texts(window) == ["Cleared for the next patient."]
    assert not window.forgetting.holds_anything
    assert "was not used for 10 minutes" in told.texts()[0]


def test_the_banner_is_changed_in_place(qtbot, window, told):
    ask(qtbot, window)
    after(window, MINUTES * 60 - 45)
    (stay,) = window.banners.tab_stops()
    after(window, 1)
    assert window.banners.tab_stops() == [stay]
    assert stay.text() == "Stay"
    assert stay.parentWidget().accessibleName().startswith("Clearing in 44 seconds")
    told.clear()


@pytest.mark.parametrize("how", ["key", "button", "reader"])
def test_staying_takes_the_banner_away_and_keeps_everything(qtbot, window, told, how):
    ask(qtbot, window)
    after(window, MINUTES * 60 - 45)
    (stay,) = window.banners.tab_stops()
    if how == "key":
        with qtbot.waitSignal(window.search.answered):
            QTest.keyClick(window.windowHandle(), Qt.Key.Key_S)
        assert window.search_panel.search_box.text == "breasts"
    elif how == "button":
        qtbot.mouseClick(stay, Qt.MouseButton.LeftButton)
    else:
        stay.click()  # a screen reader presses without a key or the mouse
    assert texts(window) == []
    assert not window.idle.is_counting
    assert window.search.is_asked
    told.clear()


def test_another_question_is_somebody(qtbot, window, told):
    ask(qtbot, window)
    after(window, MINUTES * 60 - 45)
    window.search.set_words("wig")  # dictated, or handed over by another program
    assert not window.idle.is_counting
    qtbot.waitUntil(lambda: not window.search.is_behind)
    told.clear()


def test_in_the_start_state_there_is_no_countdown(qtbot, window):
    for _ in range(50):
        after(window, LOOK_AGAIN)
    assert texts(window) == []
    assert not window.idle.is_counting


def test_what_is_on_the_clipboard_counts(qtbot, window, told):
    window.context.clipboard_put("0116 258 7597")
    after(window, MINUTES * 60 - 5)
    assert texts(window) == ["Clearing in 5 seconds"]
    after(window, 5)
    assert not window.context.clipboard.is_ours
    told.clear()


def test_a_setting_is_taken_up_at_once(qtbot, window, told):
    ask(qtbot, window)
    after(window, 4.5 * 60)
    assert texts(window) == []
    window.live.apply(replace(window.context.core.settings, idle_minutes=5))
    assert texts(window) == ["Clearing in 30 seconds"]
    window.live.apply(replace(window.context.core.settings, idle_minutes=0))
    assert texts(window) == []
    told.clear()


def test_over_a_dialog_the_countdown_stands_in_the_dialog_and_closes_it(qtbot, window, told):
    ask(qtbot, window)

    def act(dialog):
        focused = dialog.focusWidget()
        after(window, MINUTES * 60 - 45)
        after(window, 1)
        inside = dialog.layout().itemAt(0).widget()
        assert isinstance(inside, BannerStack)
        assert [one.text for one in inside.messages] == ["Clearing in 44 seconds"]
        assert inside.isVisible()
        assert dialog.focusWidget() is focused
        assert nameless(dialog) == []
        window.idle.use()
        assert not inside.isVisible()
        after(window, MINUTES * 60)
        assert not dialog.isVisible()

    with_sheet(qtbot, window, act)
    assert not window.search.is_asked
    told.clear()


def test_in_a_dialog_its_button_stays(qtbot, window, told):
    ask(qtbot, window)
    seen = []

    def look():
        dialog = QApplication.activeModalWidget()
        after(window, MINUTES * 60 - 45)
        inside = dialog.layout().itemAt(0).widget()
        inside.tab_stops()[0].click()
        seen.append((inside.isVisible(), dialog.isVisible(), window.idle.is_counting))
        dialog.reject()

    QTimer.singleShot(0, look)
    window.keys["settings"].trigger()
    assert seen == [(False, True, False)]
    after(window, MINUTES * 60 - 30)  # the dialog is gone: the window alone shows it
    assert texts(window) == ["Clearing in 30 seconds"]
    told.clear()


def test_in_the_patient_view_it_counts_there_and_clearing_leaves_that_view(qtbot, window, told):
    ask(qtbot, window)
    show_first(qtbot, window)
    window.keys["patient-view"].trigger()
    panel = window.turning.patient
    qtbot.waitUntil(panel.isVisible)
    after(window, MINUTES * 60 - 45)
    after(window, 1)
    assert [one.text for one in panel.banners.messages] == ["Clearing in 44 seconds"]
    with qtbot.waitSignal(window.search.answered):
        after(window, MINUTES * 60)
    assert not panel.isVisible()
    assert panel.page is None
    assert window.search_panel.search_box.isVisible()
    told.clear()


@pytest.mark.parametrize(
    ("choice", "percent", "width"),
    [
        ("light", 100, 1280),
        ("light", 100, 420),
        ("dark", 150, 1280),
        ("contrast", 200, 1280),
        ("light", 200, 840),
    ],
)
def test_it_is_named_and_whole(qtbot, window, told, choice, percent, width):
    window.context.theme.use(choice, percent)
    window.resize(width, 800)
    ask(qtbot, window)
    after(window, MINUTES * 60 - 45)
    after(window, 1)
    assert nameless(window.banners) == []
    qtbot.waitUntil(lambda: clipped(window.banners) == [])
    assert min(window.banners.tab_stops()[0].size().toTuple()) >= 24
    told.clear()
