"""The walk by keyboard itself: what arrow keys lead to counts, what nothing leads to is named."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QRadioButton, QVBoxLayout, QWidget

from tests.ui.access import keyboard

NAMES = ("One", "Two", "Three", "Four")


@pytest.fixture
def window(qtbot, look):
    """A box, four buttons of which Tab comes to one, and a button that Tab passes by."""
    window = QWidget()
    column = QVBoxLayout(window)
    window.line = QLineEdit()
    window.line.setAccessibleName("Words")
    window.group = [QRadioButton(name) for name in NAMES]
    window.group[0].setChecked(True)
    window.passed_by = QPushButton("Passed by")
    window.passed_by.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    for widget in (window.line, *window.group, window.passed_by):
        column.addWidget(widget)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.line.setFocus()
    return window


def test_a_group_counts_as_reached_by_its_arrows(window):
    reached, _faults = keyboard.reached_by_keys(window)
    assert reached == {window.line, *window.group}


def test_what_no_key_leads_to_is_named(window):
    faults = keyboard.missed_by_keys(window)
    assert [fault for fault in faults if "no key leads here" in fault] == [
        "QPushButton 'Passed by': no key leads here"
    ]


def test_every_arrow_is_pressed_once_in_every_place(window, monkeypatch):
    stops = [QPushButton(name) for name in NAMES]  # each is a stop of Tab, as rows of links are
    for stop in stops:
        window.layout().addWidget(stop)
    pressed = []
    press = keyboard._press

    def noted(where, key, *more):
        pressed.append((key, where.focusWidget()))
        return press(where, key, *more)

    monkeypatch.setattr(keyboard, "_press", noted)
    reached, _faults = keyboard.reached_by_keys(window)
    assert {*stops, *window.group} <= reached
    arrows = [one for one in pressed if one[0] in keyboard.ARROWS]
    assert {key for key, _place in arrows} == set(keyboard.ARROWS)
    assert len(arrows) == len(set(arrows))
