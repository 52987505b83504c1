"""A window that gets another number of columns is painted when all of it is laid out, and not before."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.access.stage import Stage

WIDTHS = (480, 1280, 1000, 700, 480, 1280, 700)


@pytest.fixture
def stage(qapp, real_home, tmp_path):
    home = tmp_path / "home"
    shutil.copytree(real_home, home)
    stage = Stage(home)
    stage.window.resize(1280, 800)
    stage.ask("breast", "LE2")
    stage.choose(1)
    stage.window.chosen.shortlist()
    stage.settle()
    yield stage
    stage.close()


def places(window):
    """Return where every widget in sight stands."""
    return {
        id(one): (type(one).__name__, one.mapTo(window, QPoint()).toTuple(), one.size().toTuple())
        for one in window.findChildren(QWidget)
        if one.isVisible() and one.window() is window
    }


class Painted(QObject):
    """Where everything stood whenever anything of a window was painted at a new width."""

    def __init__(self, window, width):
        super().__init__(window)
        self._window, self._width = window, width
        self.seen = []
        QApplication.instance().installEventFilter(self)

    def eventFilter(self, watched, event):
        is_paint = event.type() == QEvent.Type.Paint and isinstance(watched, QWidget)
        if is_paint and watched.window() is self._window and self._window.width() == self._width:
            now = places(self._window)
            if now not in self.seen:
                self.seen.append(now)
        return False

    def stop(self):
        QApplication.instance().removeEventFilter(self)


@pytest.mark.parametrize("by", ["the program", "the window system"])
def test_no_layout_is_painted_but_the_last(stage, by):
    window = stage.window
    whose = window if by == "the program" else window.windowHandle()
    for width in WIDTHS:
        painted = Painted(window, width)
        whose.resize(width, 800)
        stage.until(lambda watch=painted: len(watch.seen) > 0)
        stage.settle()
        painted.stop()
        last = places(window)
        first = painted.seen[0]
        assert [
            (first.get(key), place) for key, place in last.items() if first.get(key) != place
        ] == []
        assert window.updatesEnabled()


def test_keys_that_are_pressed_meanwhile_are_not_lost(stage):
    window = stage.window
    box = window.search_panel.search_box
    box.focus_all()
    stage.until(box.line.hasFocus)
    for letter, width in zip("lymphoe", WIDTHS, strict=True):
        window.windowHandle().resize(width, 800)
        QTest.keyClick(window.windowHandle(), letter)
        QApplication.processEvents()
    stage.settle()
    assert box.line.text() == "lymphoe"
