"""All keys, About, Settings."""

from __future__ import annotations

from dataclasses import fields

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea

from emndir import __version__
from emndir.runtime.settings import Settings
from emndir.ui.actions import ACTIONS, INSIDE_KEYS
from emndir.ui.dialogs.about_dialog import PARTS, AboutDialog
from emndir.ui.dialogs.keys_dialog import KeysDialog
from emndir.ui.dialogs.settings_dialog import TITLES, SettingsDialog, value_in_words
from tests.ui.walks import clipped, focusable, nameless


def shown(qtbot, dialog):
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def words(dialog):
    return "\n".join(label.text() for label in dialog.findChildren(QLabel)).replace("\xa0", " ")


def test_every_key_stands_in_the_list_of_keys(qtbot, look):
    dialog = shown(qtbot, KeysDialog())
    for spec in ACTIONS:
        if spec.keys:
            assert any(line.startswith(", ".join(spec.keys)) for line in dialog.lines), spec.id
    for key, purpose, _part in INSIDE_KEYS:
        assert f"{key}: {purpose}" in dialog.lines


def test_about_names_the_version_the_data_and_everybody_owed(qtbot, real_context):
    info = real_context.directory.info
    said = words(shown(qtbot, AboutDialog(info)))
    assert __version__ in said
    assert "22 November 2026" in said
    assert info.publisher in said
    assert all(line in said for line in info.attribution)
    assert all(name in said and licence in said for name, licence in PARTS)
    assert "999" in said


def test_about_can_be_opened_before_the_directory(qtbot, look):
    assert __version__ in words(shown(qtbot, AboutDialog(None)))


def test_every_preference_has_a_control(qtbot, look):
    dialog = shown(qtbot, SettingsDialog(Settings()))
    assert set(dialog.controls) == {one.name for one in fields(Settings)} == set(TITLES)
    assert [one for one in focusable(dialog) if one in dialog.controls.values()] == list(
        dialog.controls.values()
    )
    for one in fields(Settings):
        assert dialog.controls[one.name].accessibleDescription() == one.metadata["help"]


def test_changes_are_told_at_once(qtbot, look):
    dialog = shown(qtbot, SettingsDialog(Settings()))
    choice = dialog.controls["theme"]
    with qtbot.waitSignal(dialog.changed) as changed:
        choice.setCurrentIndex(2)
        choice.activated.emit(2)
    assert changed.args[0].theme == "dark"
    with qtbot.waitSignal(dialog.changed) as changed:
        dialog.controls["show_map"].click()
    assert changed.args[0].show_map is False
    line = dialog.controls["near_default"]
    line.setFocus()
    qtbot.keyClicks(line, "LE2")
    with qtbot.waitSignal(dialog.changed) as changed:
        qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert changed.args[0] == dialog.settings
    assert (dialog.settings.near_default, dialog.settings.theme) == ("LE2", "dark")


def test_what_is_not_allowed_is_not_told(qtbot, look):
    dialog = shown(qtbot, SettingsDialog(Settings()))
    with qtbot.assertNotEmitted(dialog.changed):
        dialog.controls["clinic_name"].setText("x" * 1000)
        dialog.controls["clinic_name"].editingFinished.emit()
        dialog.controls["near_default"].editingFinished.emit()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("text_percent", 150, "150 %"),
        ("theme", "contrast", "High contrast"),
        ("handout_points", 18, "18 point, large print"),
    ],
)
def test_values_have_words(name, value, said):
    assert value_in_words(name, value) == said


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize(
    "make", [KeysDialog, lambda: AboutDialog(None), lambda: SettingsDialog(Settings())]
)
def test_they_are_named_and_whole(qtbot, look, make, percent):
    look.use(percent=percent)
    dialog = shown(qtbot, make())
    dialog.resize(1200, 700)
    assert nameless(dialog) == []
    qtbot.waitUntil(lambda: clipped(dialog) == [])


@pytest.mark.parametrize(
    "make", [KeysDialog, lambda: AboutDialog(None), lambda: SettingsDialog(Settings())]
)
def test_escape_closes_them_and_the_title_is_only_emndir(qtbot, look, make):
    dialog = shown(qtbot, make())
    assert dialog.windowTitle() == "emndir"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialog.isVisible())


def test_the_list_of_keys_is_read_by_keyboard_to_its_end(qtbot, look):
    dialog = shown(qtbot, KeysDialog())
    dialog.resize(500, 300)
    bar = dialog.findChild(QScrollArea).verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    for key, reached in (
        (Qt.Key.Key_End, lambda: bar.value() == bar.maximum()),
        (Qt.Key.Key_Home, lambda: bar.value() == 0),
        (Qt.Key.Key_PageDown, lambda: bar.value() > 0),
        (Qt.Key.Key_PageUp, lambda: bar.value() == 0),
    ):
        qtbot.keyClick(dialog.focusWidget() or dialog, key)
        assert reached(), key
