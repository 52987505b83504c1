"""What the keyboard comes to is in sight, wherever it comes from."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from emndir.ui.widgets.focus_seen import FocusSeen


@pytest.fixture
def window(qtbot, look):
    window, inside, area = QWidget(), QWidget(), QScrollArea()
    column = QVBoxLayout(inside)
    window.many = [QPushButton(str(number)) for number in range(30)]
    for button in window.many:
        column.addWidget(button)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    FocusSeen(area)
    window.area, window.below = area, QPushButton("below")
    whole = QVBoxLayout(window)
    whole.addWidget(area)
    whole.addWidget(window.below)
    qtbot.addWidget(window)
    window.resize(200, 200)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def in_sight(window, button):
    box = QRect(button.mapTo(window.area.viewport(), QPoint(0, 0)), button.size())
    return window.area.viewport().rect().contains(box)


def test_tab_from_outside_comes_round_to_the_first_which_is_shown(window):
    bar = window.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    window.below.setFocus()
    QTest.keyClick(window.below, Qt.Key.Key_Tab)
    assert window.focusWidget() is window.many[0]
    assert in_sight(window, window.many[0])


def test_tab_back_from_outside_shows_the_last(window):
    window.below.setFocus()
    QTest.keyClick(window.below, Qt.Key.Key_Backtab)
    assert window.focusWidget() is window.many[-1]
    assert in_sight(window, window.many[-1])


def test_a_click_does_not_scroll(window):
    bar = window.area.verticalScrollBar()
    half = window.many[4].geometry().center().y()
    bar.setValue(half)
    QTest.mousePress(window.many[4], Qt.MouseButton.LeftButton)
    assert window.focusWidget() is window.many[4]
    assert bar.value() == half
    QTest.mouseRelease(window.many[4], Qt.MouseButton.LeftButton)
