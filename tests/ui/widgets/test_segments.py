"""Choices side by side: where the keyboard comes in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from emndir.ui.widgets.segments import Segments


def shown(qtbot, *, value):
    window = QWidget()
    window.before, window.after = QPushButton("before"), QPushButton("after")
    segments = window.segments = Segments("Minutes", [(0, "Never"), (5, "Five"), (10, "Ten")])
    segments.choose(value)
    column = QVBoxLayout(window)
    for one in (window.before, segments, window.after):
        column.addWidget(one)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def test_tab_comes_to_the_one_that_is_taken_and_leaves_from_there(qtbot, look):
    window = shown(qtbot, value=10)
    window.before.setFocus()
    QTest.keyClick(window.before, Qt.Key.Key_Tab)
    taken = window.segments.segments[10]
    assert window.focusWidget() is taken
    QTest.keyClick(taken, Qt.Key.Key_Tab)
    assert window.focusWidget() is window.after


def test_tab_back_comes_to_it_too(qtbot, look):
    window = shown(qtbot, value=5)
    window.after.setFocus()
    QTest.keyClick(window.after, Qt.Key.Key_Backtab)
    assert window.focusWidget() is window.segments.segments[5]


def test_an_arrow_takes_another_and_tab_comes_back_to_that(qtbot, look):
    window = shown(qtbot, value=5)
    taken = []
    window.segments.chosen.connect(taken.append)
    window.before.setFocus()
    QTest.keyClick(window.before, Qt.Key.Key_Tab)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Left)
    assert taken == [0]
    window.after.setFocus()
    QTest.keyClick(window.after, Qt.Key.Key_Backtab)
    assert window.focusWidget() is window.segments.segments[0]
    assert window.segments.value == 0


def test_where_none_is_taken_the_first_lets_the_keyboard_in(qtbot, look):
    window = shown(qtbot, value=None)
    window.before.setFocus()
    QTest.keyClick(window.before, Qt.Key.Key_Tab)
    assert window.focusWidget() is window.segments.segments[0]
