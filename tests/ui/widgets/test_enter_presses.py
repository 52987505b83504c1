"""Enter presses the button that has the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QToolButton, QVBoxLayout, QWidget

from emndir.ui.dialogs.plain_dialog import PlainDialog
from emndir.ui.widgets.enter_presses import EnterPresses


@pytest.fixture
def window(qtbot, look):
    window = QWidget()
    EnterPresses(window)
    column = QVBoxLayout(window)
    window.pressed = []
    for button in (QPushButton("one"), QToolButton()):
        column.addWidget(button)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda _on, button=button: window.pressed.append(button))
    window.push, window.tool = window.findChild(QPushButton), window.findChild(QToolButton)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
@pytest.mark.parametrize("kind", ["push", "tool"])
def test_enter_presses_what_has_the_keyboard_once(window, kind, key):
    button = getattr(window, kind)
    button.setFocus()
    QTest.keyClick(button, key)
    assert window.pressed == [button]


def test_enter_with_another_key_presses_nothing(window):
    window.push.setFocus()
    QTest.keyClick(window.push, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.pressed == []


def test_a_dialogs_main_button_is_not_pressed_from_another_button(qtbot, look):
    dialog = PlainDialog("A question")
    pressed = []
    for name in ("Keep", "Delete"):
        button = dialog.add_button(name, is_main=name == "Delete")
        button.clicked.connect(lambda _on, name=name: pressed.append(name))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    keep = next(one for one in dialog.findChildren(QPushButton) if one.text() == "Keep")
    keep.setFocus()
    QTest.keyClick(keep, Qt.Key.Key_Return)
    assert pressed == ["Keep"]
