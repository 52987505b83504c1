"""Where the window stands: first size, back in sight, beside another program."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtWidgets import QMainWindow

from emndir.runtime.settings import Settings
from emndir.ui.window_place import WISH, WindowPlace, docked, fitted, is_in_sight, least_size
from emndir.ui.window_state import WindowState

SCREEN = QRect(0, 0, 1280, 800)
FRAME = QMargins(1, 20, 1, 5)


@pytest.fixture
def window(qtbot, look):
    window = QMainWindow()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def place(window, look):
    return WindowPlace(window, look, Settings())


def screen_of(window):
    return window.screen().availableGeometry()


def test_a_window_as_large_as_the_screen_leaves_room_for_its_frame():
    inner = fitted(QRect(0, 0, 1280, 800), SCREEN, FRAME)
    assert inner == QRect(1, 20, 1278, 775)
    assert SCREEN.contains(inner.marginsAdded(FRAME))


@pytest.mark.parametrize("where", [(-900, 40), (1200, 700), (5000, 5000), (300, -50)])
def test_a_window_that_is_partly_off_comes_inside(where):
    inner = fitted(QRect(*where, 600, 400), SCREEN, FRAME)
    assert inner.size().toTuple() == (600, 400)
    assert SCREEN.contains(inner.marginsAdded(FRAME))


@pytest.mark.parametrize(("side", "left"), [("right", 1280 - 420 - 1), ("left", 1)])
def test_the_narrow_view_stands_at_its_side_and_keeps_its_height(side, left):
    inner = docked(QRect(200, 60, 1000, 600), SCREEN, FRAME, 420, side)
    assert inner == QRect(left, 60, 420, 600)


def test_it_is_no_wider_than_the_screen_and_no_higher():
    inner = docked(QRect(0, 0, 1000, 900), QRect(0, 0, 800, 600), FRAME, 840, "right")
    assert inner == QRect(1, 20, 798, 575)


def test_what_lies_off_every_screen_is_not_in_sight():
    assert is_in_sight(QRect(1000, 700, 400, 400), [SCREEN])
    assert not is_in_sight(QRect(1270, 0, 400, 400), [SCREEN])
    assert is_in_sight(QRect(1270, 0, 400, 400), [SCREEN, QRect(1280, 0, 1280, 800)])


def test_a_first_start_takes_the_size_of_the_design_where_there_is_room(window, place):
    place.begin(WindowState())
    assert window.size() == WISH


def test_it_becomes_narrow_and_goes_back(qtbot, window, place):
    window.setGeometry(100, 80, 1200, 700)
    window.show()
    with qtbot.waitSignal(place.changed) as told:
        place.enter()
    assert told.args == [True]
    assert window.size().toTuple() == (420, 700)
    right = screen_of(window).right()
    assert window.frameGeometry().right() == right
    place.leave()
    assert not place.is_narrow
    assert window.geometry() == QRect(100, 80, 1200, 700)


def test_it_follows_text_size_and_settings_at_once(window, place, look):
    window.setGeometry(100, 80, 1200, 700)
    window.show()
    place.enter()
    look.use(percent=200)
    assert window.width() == 840
    look.use(percent=100)
    place.apply(replace(Settings(), narrow_side="left"))
    assert window.frameGeometry().left() == screen_of(window).left()
    top = Qt.WindowType.WindowStaysOnTopHint
    assert not window.windowFlags() & top
    place.apply(replace(Settings(), narrow_side="left", narrow_on_top=True))
    assert window.isVisible()
    assert window.windowFlags() & top
    assert window.windowHandle().flags() & top
    place.leave()
    assert not window.windowFlags() & top
    assert not window.windowHandle().flags() & top


def test_narrow_and_former_place_outlast_the_window(qtbot, window, place, look):
    window.setGeometry(100, 80, 1200, 700)
    window.show()
    place.enter()
    window.move(40, 50)
    kept = place.state("three:1,400")
    assert kept.narrow
    assert kept.widths == "three:1,400"
    again = QMainWindow()
    qtbot.addWidget(again)
    other = WindowPlace(again, look, Settings())
    other.begin(kept)
    again.show()
    assert other.is_narrow
    assert again.geometry() == window.geometry()
    other.leave()
    assert again.geometry() == QRect(100, 80, 1200, 700)


def test_a_saved_place_off_every_screen_comes_back_into_sight(qtbot, window, place, look):
    window.setGeometry(100, 80, 600, 500)
    window.show()
    window.setGeometry(9000, 9000, 600, 500)
    kept = place.state("")
    again = QMainWindow()
    qtbot.addWidget(again)
    other = WindowPlace(again, look, Settings())
    other.begin(kept)
    again.show()
    other.settle()
    assert screen_of(again).contains(again.frameGeometry())
    assert again.size().toTuple() == (600, 500)


@pytest.mark.parametrize("geometry", ["AAAA", "not base 64 at all", ""])
def test_a_spoiled_place_is_a_first_start(window, place, geometry):
    place.begin(WindowState(geometry=geometry, narrow="" if not geometry else "BBBB"))
    assert window.width() == (420 if geometry else WISH.width())


def test_a_size_that_was_given_shrinks_to_what_the_frame_leaves(qtbot, window, place, monkeypatch):
    place.begin(WindowState())
    window.show()
    small = QRect(0, 0, 1280, 800)
    monkeypatch.setattr(place, "_available", lambda: small)
    place.settle()
    assert small.contains(window.frameGeometry())
    window.resize(1300, 820)  # a person may
    place.settle()
    assert window.size().toTuple() == (1300, 820)


@pytest.mark.parametrize(
    ("screen", "scale", "least"),
    [
        ((1920, 1040), 1.0, (420, 360)),
        ((1920, 1040), 2.0, (840, 720)),
        ((1366, 728), 2.0, (683, 720)),
        ((1024, 728), 2.0, (640, 720)),  # half of it is less than words need
        ((800, 560), 2.0, (640, 560)),
        ((600, 400), 2.0, (600, 400)),
        ((800, 800), 1.0, (400, 360)),
    ],
)
def test_no_window_is_made_too_small_for_its_words_or_larger_than_its_screen(screen, scale, least):
    assert least_size(QSize(*screen), scale) == QSize(*least)
