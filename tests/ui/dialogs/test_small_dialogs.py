"""All keys, About, Settings."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea

from emndir import __version__
from emndir.runtime.settings import Settings
from emndir.ui.actions import ACTIONS, INSIDE_KEYS
from emndir.ui.dialogs.about_dialog import PARTS, AboutDialog
from emndir.ui.dialogs.keys_dialog import KeysDialog
from emndir.ui.dialogs.plain_dialog import RING
from emndir.ui.dialogs.settings_dialog import SettingsDialog
from tests.ui.walks import clipped, nameless


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


@pytest.mark.parametrize(
    "make", [KeysDialog, lambda: AboutDialog(None), lambda: SettingsDialog(Settings())]
)
def test_what_scrolls_stands_under_the_title(qtbot, look, make):
    dialog = shown(qtbot, make())
    inside = dialog.column.parentWidget()
    first = dialog.column.itemAt(0).widget()
    left = [
        part.mapTo(dialog, part.contentsRect().topLeft()).x() for part in (dialog.heading, first)
    ]
    assert left[0] == left[1] == dialog.heading.x()
    assert inside.mapTo(dialog, inside.rect().topLeft()).x() == left[0] - RING


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
