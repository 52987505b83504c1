"""Buttons with a laid out face, choices, and square buttons with a sign only."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from emndir.ui.widgets.buttons import Choice, KeyButton, RowButton, SignButton
from emndir.ui.widgets.tick_box import TickBox
from tests.ui.walks import clipped, nameless


@pytest.fixture
def frame(qtbot, look):
    frame = QWidget()
    frame.column = QVBoxLayout(frame)
    qtbot.addWidget(frame)
    return frame


def show(qtbot, frame, *parts, width=320):
    for part in parts:
        frame.column.addWidget(part)
    frame.column.addStretch(1)
    frame.resize(width, 500)
    frame.show()
    qtbot.waitExposed(frame)


@pytest.mark.parametrize("percent", [100, 200])
def test_all_of_them_are_named_and_whole(qtbot, frame, look, percent):
    look.use(percent=percent)
    row = RowButton(
        "car", "Getting to hospital, and coming home again", second="St Barnabas", number="22"
    )
    choice = Choice("Sort by")
    choice.addItem("Best match")
    parts = (KeyButton("New patient", "account-switch-outline", "F8"), row, choice)
    show(qtbot, frame, *parts, SignButton("Settings", "cog-outline"), width=340)
    assert nameless(frame) == []
    assert clipped(frame) == []
    assert row.accessibleName() == "Getting to hospital, and coming home again, St Barnabas, 22"


def test_a_big_button_has_its_room_back_with_its_words(qtbot, frame):
    button = KeyButton("New patient", "account-switch-outline", "F8")
    show(qtbot, frame, button)
    whole = button.sizeHint()
    button.set_short(has_words=False, has_key=True)
    assert button.sizeHint().width() < whole.width() - button._words.sizeHint().width()
    button.set_short(has_words=True, has_key=True)
    assert button.sizeHint() == whole


def test_targets_are_large_enough(qtbot, frame):
    parts = (
        KeyButton("New", "plus", "F8"),
        RowButton("car", "Go"),
        SignButton("Menu", "cog-outline"),
    )
    show(qtbot, frame, *parts)
    assert all(min(part.width(), part.height()) >= 24 for part in parts)


def test_a_laid_button_is_pressed_anywhere(qtbot, frame):
    button = RowButton("car", "Getting to hospital")
    show(qtbot, frame, button)
    for at in (button.rect().center(), button.rect().topLeft(), button.rect().bottomRight()):
        with qtbot.waitSignal(button.clicked):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=at)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Space)


def test_a_choice_is_set_without_a_word(qtbot, frame):
    choice = Choice("Distance")
    for miles in (5.0, 10.0, None):
        choice.addItem(str(miles), miles)
    show(qtbot, frame, choice)
    with qtbot.assertNotEmitted(choice.currentIndexChanged):
        choice.choose(10.0)
    assert choice.currentData() == 10.0
    choice.choose("unknown")
    assert choice.currentData() == 10.0


def test_a_choice_grows_with_its_letters(qtbot, frame, look):
    choice = Choice("Distance", is_big=True)
    choice.addItem("within 50 miles")
    show(qtbot, frame, choice)
    before = choice.sizeHint()
    look.use(percent=200)
    assert choice.sizeHint().width() > 1.7 * before.width()


def test_a_sign_button_is_square(qtbot, frame, look):
    button = SignButton("Settings", "cog-outline")
    show(qtbot, frame, button)
    assert button.size() == QSize(40, 40)
    look.use(percent=200)
    assert button.size() == QSize(80, 80)


@pytest.mark.parametrize("percent", [100, 200])
def test_a_tick_box_shows_all_its_words(qtbot, frame, look, percent):
    look.use(percent=percent)
    box = TickBox("Phone number: last checked March 2025, so it is printed with a note")
    show(qtbot, frame, box, QPushButton("x"), width=260)
    assert box.height() >= box.heightForWidth(box.width()) > look.px(26)
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().bottomRight())
    assert box.isChecked()
    assert not box.grab().isNull()
