"""The settings: a row for every preference, what an organisation has set, and what is stored."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import partial

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QRadioButton

from emndir.runtime.settings import Settings
from emndir.runtime.stored import KINDS, stored_files
from emndir.ui import deleting, printing
from emndir.ui.dialogs.settings_dialog import SettingsDialog
from emndir.ui.wording import settings as words_of
from emndir.ui.wording.settings import SECTIONS, TITLES, value_in_words
from emndir.ui.wording.stored import WORDS, StoredFolder, size_in_words, stored_folders
from emndir.ui.wording.usual_place import check_place
from tests.ui.walks import clipped, focusable, nameless

NAMES = {one.name for one in fields(Settings)}
FOLDERS = (StoredFolder("/home/emndir", ("settings.json, 90 bytes: x.",)),)


def shown(qtbot, dialog):
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def words(dialog):
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_every_preference_stands_under_one_heading_and_has_words():
    named = [name for _heading, names in SECTIONS for name in names]
    assert len(named) == len(set(named))
    assert set(named) == NAMES == set(TITLES)
    for one in fields(Settings):
        for value in one.metadata.get("allowed", ()):
            assert value_in_words(one.name, value) not in ("", value)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("text_percent", 150, "150%"),
        ("theme", "contrast", "High contrast"),
        ("handout_points", 18, "18 point, large print"),
        ("within_default", 10, "10 miles"),
    ],
)
def test_values_have_words(name, value, said):
    assert value_in_words(name, value) == said


@pytest.mark.parametrize(("system", "said"), [("win32", "As Windows"), ("linux", "As the system")])
def test_the_system_is_called_by_its_name(monkeypatch, system, said):
    monkeypatch.setattr(words_of.sys, "platform", system)
    assert value_in_words("theme", "system") == said


def test_every_preference_has_a_control_that_says_what_it_is_for(qtbot, look):
    dialog = shown(qtbot, SettingsDialog(Settings()))
    assert set(dialog.controls) == NAMES
    said = words(dialog)
    assert all(one.metadata["help"] in said for one in fields(Settings))


def test_tab_stops_once_at_every_preference_in_the_order_that_one_reads(qtbot, look):
    dialog = shown(qtbot, SettingsDialog(Settings()))
    met = []
    for stop in focusable(dialog):
        if isinstance(stop, QRadioButton) and not stop.isChecked():
            continue  # Qt goes to the one that is taken
        owner = [name for name, row in dialog.rows.items() if row.isAncestorOf(stop)]
        met += owner
    assert met == [name for _heading, names in SECTIONS for name in names]


def test_the_keyboard_changes_a_choice_at_once(qtbot, look):
    dialog = shown(qtbot, SettingsDialog(Settings()))
    theme = dialog.controls["theme"]
    theme.focus_taken()
    with qtbot.waitSignal(dialog.changed) as changed:
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Right)
    assert changed.args[0].theme == "light"
    assert theme.value == "light"
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert dialog.rows["text_percent"].isAncestorOf(dialog.focusWidget())


def test_the_mouse_changes_at_once(qtbot, look):
    dialog = shown(qtbot, SettingsDialog(Settings()))
    with qtbot.waitSignal(dialog.changed) as changed:
        dialog.controls["text_percent"].segments[200].click()
    assert changed.args[0].text_percent == 200
    with qtbot.waitSignal(dialog.changed) as changed:
        dialog.controls["show_map"].click()
    assert changed.args[0] == dialog.settings == Settings(text_percent=200, show_map=False)


def test_a_line_counts_when_it_is_left(qtbot, look):
    dialog = shown(qtbot, SettingsDialog(Settings()))
    line = dialog.controls["clinic_name"]
    line.setFocus()
    qtbot.keyClicks(line, " Oadby Surgery ")
    with qtbot.waitSignal(dialog.changed) as changed:
        qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert changed.args[0].clinic_name == "Oadby Surgery"


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("Oadby\xa0Surgery,\u2009 0116\xa0496\u200b 0123", "Oadby Surgery, 0116 496 0123"),
        ("x" * 1000, "x" * 200),
    ],
)
def test_what_is_pasted_is_kept_as_it_is_seen(qtbot, look, pasted, kept):
    """It would be dropped in silence otherwise: a sheet's phone number has no-break spaces."""
    dialog = shown(qtbot, SettingsDialog(Settings()))
    line = dialog.controls["clinic_name"]
    line.insert(pasted)
    with qtbot.waitSignal(dialog.changed) as changed:
        line.editingFinished.emit()
    assert changed.args[0].clinic_name == kept


@pytest.mark.parametrize(
    ("typed", "kept", "said"),
    [
        ("LE2", "LE2", "Known: LE2 (Leicester, Leicestershire)."),
        ("Atlantis", "", "It is not kept."),
    ],
)
def test_a_place_is_looked_up_in_words(qtbot, real_context, typed, kept, said):
    check = partial(check_place, real_context.directory)
    dialog = shown(qtbot, SettingsDialog(Settings(), check=check))
    row = dialog.rows["near_default"]
    line = row.control.line
    line.setFocus()
    with qtbot.waitSignal(dialog.said) as told:  # while it is typed
        qtbot.keyClicks(line, typed)
    assert said in told.args[0] == row.found.text()
    assert row.found.isVisible()
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert dialog.settings.near_default == kept
    assert bool(line.accessibleDescription()) is (typed == "Atlantis")


def test_a_place_before_the_list_is_open():
    is_kept, said = check_place(None, "LE2")
    assert is_kept
    assert "not open yet" in said
    assert check_place(None, "") == (
        True,
        "No usual place: the near box is empty at the start.",
    )


def test_what_the_organisation_has_set_is_shown_and_stays(qtbot, look):
    managed = ("theme", "clinic_name", "show_map", "near_default")
    settings = Settings(theme="dark", clinic_name="Ours", near_default="LE2", show_map=False)
    dialog = shown(qtbot, SettingsDialog(settings, managed=managed))
    for name, row in dialog.rows.items():
        said = [label for label in row.findChildren(QLabel) if "organisation" in label.text()]
        assert row.control.isEnabled() is (name not in managed)
        assert bool(said) is (name in managed)
        assert all(label.text() == "Set by your organisation" for label in said)
    assert dialog.controls["theme"].value == "dark"
    with qtbot.waitSignal(dialog.changed) as changed:
        dialog.reset_button.click()
    assert changed.args[0] == settings


def test_the_usual_settings_come_back_at_once(qtbot, look):
    start = Settings(theme="light", text_percent=150, clinic_name="X", show_map=False)
    dialog = shown(qtbot, SettingsDialog(start))
    with qtbot.waitSignal(dialog.changed) as changed:
        dialog.reset_button.click()
    assert changed.args[0] == Settings()
    assert dialog.controls["theme"].value == "system"
    assert dialog.controls["show_map"].isChecked()
    assert dialog.controls["clinic_name"].text() == ""


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_text_size_changes_live_and_nothing_is_cut(qtbot, look, name):
    dialog = shown(qtbot, SettingsDialog(Settings(), managed=("theme",), stored=lambda: FOLDERS))
    dialog._ask_to_delete()
    dialog.changed.connect(lambda settings: look.use(name, settings.text_percent))
    for percent, segment in dialog.controls["text_percent"].segments.items():
        segment.click()
        assert look.percent == percent
        segment.setFocus()
        qtbot.waitUntil(lambda: not segment.visibleRegion().isEmpty())  # noqa: B023
        qtbot.waitUntil(lambda: clipped(dialog) == [])
        assert nameless(dialog) == []
        buttons = dialog.findChildren(QRadioButton)
        assert all(min(one.width(), one.height()) >= 24 for one in buttons)


@pytest.mark.parametrize("percent", [100, 200])
def test_a_narrow_dialog_puts_choices_below_one_another(qtbot, look, percent):
    look.use(percent=percent)
    dialog = shown(qtbot, SettingsDialog(Settings(), stored=lambda: FOLDERS))
    dialog.resize(look.px(300), 700)
    qtbot.waitUntil(lambda: dialog.width() == look.px(300))
    parts = list(dialog.controls["theme"].segments.values())
    qtbot.waitUntil(lambda: parts[1].y() > parts[0].y())
    assert len({part.x() for part in parts}) == 1
    qtbot.waitUntil(lambda: clipped(dialog) == [])


def test_a_dialog_that_grows_stays_on_the_screen(qtbot, look):
    dialog = shown(qtbot, SettingsDialog(Settings()))
    room = dialog.screen().availableGeometry()
    dialog.move(room.right() - dialog.width(), room.bottom() - 100)
    look.use(percent=200)
    qtbot.waitUntil(lambda: room.contains(dialog.frameGeometry()))


def test_every_kind_of_file_has_words():
    assert set(WORDS) == set(KINDS)


@pytest.mark.parametrize(
    ("size", "said"), [(0, "0 bytes"), (999, "999 bytes"), (1500, "2 KB"), (6_100_000, "6.1 MB")]
)
def test_sizes(size, said):
    assert size_in_words(size).replace("\u00a0", " ") == said


def test_every_file_on_the_disk_is_listed(qtbot, program, told):
    program.window.live.apply(replace(program.core.settings, theme="dark"))
    program.window.close()
    paths = program.core.paths
    home = paths.config.parent
    on_disk = {path for path in home.rglob("*") if path.is_file()}
    assert {one.path for one in stored_files(paths)} == on_disk
    said = " ".join(line for one in stored_folders(paths) for line in (one.path, *one.lines))
    said = said.replace("\u200b", "")
    for path in on_disk:
        assert path.name in said
        assert str(path.parent) in said


def test_the_list_of_files_follows_what_is_changed(qtbot, look):
    folders = []
    dialog = shown(qtbot, SettingsDialog(Settings(), stored=lambda: folders))
    assert "There is no file yet." in words(dialog)
    assert not dialog.delete_button.isEnabled()
    folders.extend(FOLDERS)
    dialog.controls["show_map"].click()
    qtbot.waitUntil(lambda: "There is no file yet." not in words(dialog))
    assert FOLDERS[0].lines[0] in words(dialog)
    assert dialog.delete_button.isEnabled()


def test_everything_stored_goes_after_a_second_word_and_nothing_else(
    qtbot, program, told, monkeypatch
):
    quits, seen = [], []
    monkeypatch.setattr(QApplication, "quit", lambda: quits.append(True))
    paths = program.core.paths
    program.window.live.apply(replace(program.core.settings, theme="dark"))
    other = paths.data / "somebodys.txt"
    other.write_text("mine")

    def press():
        dialog = QApplication.activeModalWidget()
        seen.append(dialog.sure_button.isVisible())
        dialog.delete_button.click()
        seen.append(dialog.focusWidget() is dialog.keep_button)
        dialog.keep_button.click()
        seen.append(dialog.sure_button.isVisible())
        dialog.delete_button.click()
        dialog.sure_button.click()

    QTimer.singleShot(0, press)
    program.window.keys["settings"].trigger()
    assert seen == [False, True, False]
    assert quits == [True]
    assert not program.window.isVisible()
    assert stored_files(paths) == []
    assert [path for path in paths.config.parent.rglob("*") if path.is_file()] == [other]


def test_what_cannot_be_deleted_is_named(qtbot, program, told, monkeypatch):
    monkeypatch.setattr(QApplication, "quit", lambda: None)
    left = program.core.paths.data / "postcodes.sqlite"
    monkeypatch.setattr(deleting, "delete_stored", lambda _paths: [left])
    said = []

    def read():
        dialog = QApplication.activeModalWidget()
        said.append(words(dialog))
        dialog.close()

    QTimer.singleShot(0, read)
    deleting.delete_and_close(program.window, program.core.paths)
    assert str(left) in said[0]


def test_a_window_that_stays_open_keeps_its_files(qtbot, program, told, monkeypatch):
    program.window.live.apply(replace(program.core.settings, theme="dark"))
    monkeypatch.setattr(program.window, "close", lambda: False)
    deleting.delete_and_close(program.window, program.core.paths)
    assert program.core.paths.settings_file.exists()
    monkeypatch.undo()


def test_a_printer_is_chosen_from_those_of_the_computer(qtbot, look, monkeypatch):
    monkeypatch.setattr(printing, "printer_names", lambda: ["Room 4", "Front desk"])
    monkeypatch.setattr(printing, "default_printer", lambda: "Front desk")
    dialog = SettingsDialog(Settings(printer="Old one"))
    qtbot.addWidget(dialog)
    row = dialog.controls["printer"]
    assert row.currentText() == "Old one"
    with qtbot.waitSignal(dialog.changed) as told:
        qtbot.keyClick(row, Qt.Key.Key_Down)
    assert told.args[0].printer == "Room 4"
    dialog.reset_button.click()
    assert row.printer == dialog.settings.printer == ""
    assert row.currentText() == "Usual printer (Front desk)"
