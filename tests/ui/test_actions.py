"""The one table of keys."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence

from emndir.ui.actions import (
    ACTIONS,
    HANDOUT,
    HANDOUT_ACTIONS,
    INSIDE_KEYS,
    key_in_words,
    make_actions,
)
from emndir.ui.dialogs.handout_dialog import HandoutDialog
from emndir.ui.dialogs.keys_dialog import KeysDialog

PROMISED = {
    "Ctrl+K", "Ctrl+F", "Ctrl+L", "Ctrl+Shift+F", "F6", "Shift+F6", "F8", "F1", "Esc", "Ctrl+C",
    "Ctrl+Shift+C", "F7", "Alt+Left", "Ctrl+P", "Ctrl++", "Ctrl+-", "Ctrl+0", "Ctrl+Q", "Ctrl+,",
}  # fmt: skip


def test_every_promised_key_is_there():
    assert {key for spec in ACTIONS for key in spec.keys} >= PROMISED


def test_no_key_does_two_things():
    counted = Counter(QKeySequence(key).toString() for spec in ACTIONS for key in spec.keys)
    assert [key for key, count in counted.items() if count > 1] == []


def test_every_key_is_one_that_qt_knows(qapp):
    for spec in ACTIONS:
        for key in spec.keys:
            assert QKeySequence(key).count() == 1, key


def test_single_letters_are_never_shortcuts():
    assert [key for spec in ACTIONS for key in spec.keys if len(key) == 1] == []


def test_everything_says_what_it_is_for():
    assert all(spec.text and spec.purpose and spec.part for spec in ACTIONS)
    assert len({spec.id for spec in ACTIONS}) == len(ACTIONS)
    assert {part for *_rest, part in INSIDE_KEYS} <= {
        spec.part for spec in (*ACTIONS, *HANDOUT_ACTIONS)
    }


def test_actions_carry_the_keys_of_the_table(qapp):
    owner = QObject()
    made = make_actions(owner)
    for spec in ACTIONS:
        action = made[spec.id]
        assert [one.toString() for one in action.shortcuts()] == [
            QKeySequence(key).toString() for key in spec.keys
        ]
        assert action.parent() is owner


def test_keys_in_words():
    assert key_in_words("Ctrl+Shift+F") == "Ctrl Shift F"
    assert key_in_words("Ctrl++") == "Ctrl +"
    assert key_in_words("Ctrl+-") == "Ctrl −"
    assert key_in_words("Alt+Left") == "Alt ←"
    assert key_in_words("↑ ↓") == "↑ ↓"


def test_every_action_of_the_window_does_something(program):
    for spec in ACTIONS:
        action = program.window.keys[spec.id]
        assert action.receivers("2triggered(bool)") > 0, spec.id
        assert action in program.window.actions()


# --- While a hand-out is open -----------------------------------------------------------------------


def test_no_key_of_a_hand_out_does_two_things_or_is_a_letter(qapp):
    keys = [key for spec in HANDOUT_ACTIONS for key in spec.keys]
    counted = Counter(QKeySequence(key).toString() for key in keys)
    assert [key for key, count in counted.items() if count > 1] == []
    assert all(QKeySequence(key).count() == 1 and len(key) > 1 for key in keys)
    assert all(spec.text and spec.purpose and spec.part == HANDOUT for spec in HANDOUT_ACTIONS)
    assert not {spec.id for spec in HANDOUT_ACTIONS} & {spec.id for spec in ACTIONS}


def test_every_key_of_a_hand_out_does_something_and_is_in_the_list(qtbot, context):
    dialog = HandoutDialog(context, ["glenfield-breast-care-centre"])
    qtbot.addWidget(dialog)
    listed = KeysDialog()
    qtbot.addWidget(listed)
    for spec in HANDOUT_ACTIONS:
        action = dialog.keys[spec.id]
        assert action.receivers("2triggered(bool)") > 0, spec.id
        assert action in dialog.actions()
        assert any(line.startswith(", ".join(spec.keys)) for line in listed.lines), spec.id
    qtbot.waitUntil(lambda: dialog.view_model.handout is not None)
