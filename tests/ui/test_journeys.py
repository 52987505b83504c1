"""Five stories of the whole window, with the keyboard alone."""

from __future__ import annotations

import os

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from emndir.bootstrap import Core
from emndir.search.criteria import Facet
from emndir.search.results import Group
from emndir.ui.messages import Tone
from tests.ui.conftest import SAMPLE, clock, open_program

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def press(qtbot, program, key, modifiers=Qt.KeyboardModifier.NoModifier):
    here = program.window.focusWidget() or program.window
    qtbot.keyClick(here, key, modifiers)


def type_words(qtbot, program, words):
    with qtbot.waitSignal(program.window.search.answered):
        qtbot.keyClicks(program.window.focusWidget(), words)


def test_find_look_and_copy(qtbot, real_program):
    """Type "breast le2", arrow down, Enter, Ctrl+C."""
    window = real_program.window
    detail = window.service_panel.view_model
    QGuiApplication.clipboard().clear()
    press(qtbot, real_program, Qt.Key.Key_K, CONTROL)
    type_words(qtbot, real_program, "breast le2")
    assert window.results_panel.head.count.text().endswith("services")
    with qtbot.waitSignal(detail.shown):
        press(qtbot, real_program, Qt.Key.Key_Down)
    assert window.focusWidget() is window.results_panel.cards.list
    assert window.search_panel.search_box.text == "breast le2"
    first = window.results_panel.row
    with qtbot.waitSignal(detail.shown):
        press(qtbot, real_program, Qt.Key.Key_Down)
    second = window.results_panel.row
    assert second.uid != first.uid
    press(qtbot, real_program, Qt.Key.Key_Return)
    assert window.service_panel.isAncestorOf(window.focusWidget())
    assert window.service_panel.detail.uid == second.uid
    press(qtbot, real_program, Qt.Key.Key_Escape)
    assert window.focusWidget() is window.results_panel.cards.list
    press(qtbot, real_program, Qt.Key.Key_C, CONTROL)
    copied = QGuiApplication.clipboard().text()
    service = real_program.context.directory.service(second.uid)
    assert copied == window.service_panel.detail.copy_text
    assert copied.startswith((service.name, service.display_name))
    assert second.summary.phone.replace(" ", "") in copied.replace(" ", "").replace("\xa0", "")
    assert service.location.postcode in copied.replace("\xa0", " ")


def test_copying_does_not_wait_for_the_detail(qtbot, real_program):
    window = real_program.window
    QGuiApplication.clipboard().clear()
    type_words(qtbot, real_program, "breast le2")
    press(qtbot, real_program, Qt.Key.Key_Down)
    press(qtbot, real_program, Qt.Key.Key_C, CONTROL)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() != "")
    assert window.service_panel.detail.uid == window.results_panel.row.uid


def test_copying_takes_what_is_shown_even_where_it_was_reached_from_another_record(
    qtbot, real_program
):
    window = real_program.window
    panel = window.service_panel
    type_words(qtbot, real_program, "breast le2")
    with qtbot.waitSignal(panel.view_model.shown):
        press(qtbot, real_program, Qt.Key.Key_Down)
    other = panel.detail.same_place[0].uid
    with qtbot.waitSignal(panel.view_model.shown):
        panel.show_uid(other)
    press(qtbot, real_program, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == panel.detail.copy_text
    assert panel.detail.uid == other


def test_without_a_service_there_is_nothing_to_copy_and_that_is_said(qtbot, program, told):
    program.window.keys["copy"].trigger()
    assert told.texts() == [
        "No service is chosen. Choose a service that is offered, then press Ctrl C."
    ]


def test_filter_by_keyboard(qtbot, real_program):
    window = real_program.window
    type_words(qtbot, real_program, "cancer")
    before = window.search.results.total
    press(qtbot, real_program, Qt.Key.Key_F, CONTROL | SHIFT)
    assert window.filter_panel.isAncestorOf(window.focusWidget())
    press(qtbot, real_program, Qt.Key.Key_Tab)
    box = window.focusWidget()
    expected = box.count
    with qtbot.waitSignal(window.search.answered):
        press(qtbot, real_program, Qt.Key.Key_Space)
    assert window.search.results.total == expected < before
    assert window.search.criteria.chosen
    press(qtbot, real_program, Qt.Key.Key_Escape)
    assert window.focusWidget() is window.results_panel.cards.list


def test_filter_by_keyboard_where_the_filters_are_folded(qtbot, real_program):
    window = real_program.window
    real_program.context.theme.use(percent=200)
    window.resize(1280, 800)
    type_words(qtbot, real_program, "cancer")
    press(qtbot, real_program, Qt.Key.Key_F, CONTROL | SHIFT)
    assert window.filter_panel.isVisible()
    assert not window.results_panel.isVisible()
    press(qtbot, real_program, Qt.Key.Key_Tab)
    with qtbot.waitSignal(window.search.answered):
        press(qtbot, real_program, Qt.Key.Key_Space)
    assert window.filter_panel.isVisible()
    press(qtbot, real_program, Qt.Key.Key_Escape)
    assert window.results_panel.isVisible()
    assert window.results_panel.head.filters_button.text() == "Filters and place, 1 on"
    with qtbot.waitSignal(window.service_panel.view_model.shown):
        press(qtbot, real_program, Qt.Key.Key_Home)
        press(qtbot, real_program, Qt.Key.Key_Down)
    press(qtbot, real_program, Qt.Key.Key_Return)
    assert window.service_panel.isVisible()
    assert not window.results_panel.isVisible()
    press(qtbot, real_program, Qt.Key.Key_Escape)
    assert window.results_panel.isVisible()


def test_who_answers_now(qtbot, real_program):
    """Type "le2", Ctrl+O, arrow down; Ctrl+O once more brings everything back."""
    window = real_program.window
    press(qtbot, real_program, Qt.Key.Key_K, CONTROL)
    type_words(qtbot, real_program, "le2")
    everything = window.search.results.total
    with qtbot.waitSignal(window.search.answered):
        press(qtbot, real_program, Qt.Key.Key_O, CONTROL)
    results = window.search.results
    assert results.treatment_lines
    assert window.results_panel.above.strip.isVisible()
    groups = [hit.group for hit in results.hits]
    assert groups[-1] is Group.HOURS_UNKNOWN
    assert groups.index(Group.HOURS_UNKNOWN) == len(groups) - groups.count(Group.HOURS_UNKNOWN)
    assert groups[0] is not Group.HOURS_UNKNOWN
    assert window.focusWidget() is window.results_panel.cards.list
    with qtbot.waitSignal(window.service_panel.view_model.shown):
        press(qtbot, real_program, Qt.Key.Key_Home)
    assert window.service_panel.detail.facts[2].lines[0].text.startswith("Open now")
    with qtbot.waitSignal(window.search.answered):
        press(qtbot, real_program, Qt.Key.Key_O, CONTROL)
    assert window.search.results.total == everything


def test_a_new_patient(qtbot, real_program, told):
    window = real_program.window
    type_words(qtbot, real_program, "breast le2")
    press(qtbot, real_program, Qt.Key.Key_Down)
    with qtbot.waitSignal(window.search.answered):
        window.search.set_codes(Facet.DELIVERY, ("in-person",))
    with qtbot.waitSignal(window.search.answered):
        press(qtbot, real_program, Qt.Key.Key_F8)
    assert window.search_panel.search_box.text == ""
    assert window.search_panel.near_box.text == ""
    assert window.search.criteria.is_empty
    assert window.service_panel.detail is None
    assert window.results_panel.cards.model.rowCount() == 0
    assert window.search_panel.search_box.line.hasFocus()
    assert not window.search_panel.search_box.line.isUndoAvailable()
    assert told.texts() == [
        "Cleared for the next patient. Search, place, filters and shortlist are empty."
    ]
    with qtbot.waitSignal(window.search.answered):
        real_program.messages.acted.emit("new-patient")
    assert window.search_panel.search_box.text == "breast le2"


def test_nothing_found_leads_on(qtbot, real_program):
    window = real_program.window
    type_words(qtbot, real_program, "lymphoedema ng31")
    with qtbot.waitSignal(window.search.answered):
        window.search.set_codes(Facet.COUNTY, ("Cheshire",))
    assert window.search.results.total == 0
    assert window.results_panel.empty.isVisible()
    window.search_panel.search_box.focus_all()
    press(qtbot, real_program, Qt.Key.Key_Down)
    assert window.focusWidget() is window.results_panel.empty.buttons[0]
    with qtbot.waitSignal(window.search.answered):
        press(qtbot, real_program, Qt.Key.Key_Space)
    assert window.search.results.total > 0
    assert window.results_panel.cards.list.isVisible()


def test_letters_in_the_results_go_to_the_search_box(qtbot, real_program):
    window = real_program.window
    type_words(qtbot, real_program, "wi")
    press(qtbot, real_program, Qt.Key.Key_Down)
    with qtbot.waitSignal(window.search.answered):
        press(qtbot, real_program, Qt.Key.Key_G)
    assert window.search_panel.search_box.text == "wig"
    assert window.search_panel.search_box.line.hasFocus()


def test_escape_goes_back_step_by_step(qtbot, real_program):
    window = real_program.window
    type_words(qtbot, real_program, "wig")
    with qtbot.waitSignal(window.service_panel.view_model.shown):
        press(qtbot, real_program, Qt.Key.Key_Down)
    press(qtbot, real_program, Qt.Key.Key_Return)
    press(qtbot, real_program, Qt.Key.Key_Escape)
    assert window.focusWidget() is window.results_panel.cards.list
    press(qtbot, real_program, Qt.Key.Key_Escape)
    assert window.search_panel.search_box.line.hasFocus()
    assert window.search_panel.search_box.text == "wig"
    with qtbot.waitSignal(window.search.answered):
        press(qtbot, real_program, Qt.Key.Key_Escape)
    assert window.search_panel.search_box.text == ""


def test_a_sheet_by_keyboard(qtbot, real_program):
    window = real_program.window
    seen = []

    def look():
        dialog = QApplication.activeModalWidget()
        seen.append(dialog.accessibleName())
        dialog.close()

    type_words(qtbot, real_program, "loros inpatient")
    with qtbot.waitSignal(window.service_panel.view_model.shown):
        press(qtbot, real_program, Qt.Key.Key_Down)
    QTimer.singleShot(300, look)
    press(qtbot, real_program, Qt.Key.Key_P, CONTROL)
    assert seen == ["Make a hand-out"]


def test_without_a_service_there_is_no_sheet_but_a_word(qtbot, program, told):
    press(qtbot, program, Qt.Key.Key_P, CONTROL)
    hint = "Choose a service that is offered, then press Ctrl P."
    assert told.texts() == [f"No service is chosen. {hint}"]


def test_a_place_has_no_sheet_and_that_is_said(qtbot, program, told):
    type_words(qtbot, program, "loros")
    window = program.window
    places = [
        at
        for at in range(5)
        if (hit := window.results_panel.cards.model.row(at).hit) and hit.summary.is_place
    ]
    with qtbot.waitSignal(window.service_panel.view_model.shown):
        window.results_panel.cards.list.select_row(places[0])
    press(qtbot, program, Qt.Key.Key_P, CONTROL)
    assert told.texts() == [
        "No sheet is made of LOROS Hospice. Choose one of the services that are listed here."
    ]


@pytest.mark.parametrize("spoil", ["damaged", "empty", "newer"])
def test_a_spoiled_directory_is_told_and_the_window_works(
    qtbot, sample_home, tmp_path, told, spoil
):
    import shutil
    import sqlite3

    home = tmp_path / "emndir-home"
    shutil.copytree(sample_home, home)
    core = Core.create(home=home, data_dir=SAMPLE, clock=clock)
    for file in core.paths.directory_folder.glob("*.sqlite"):
        if spoil == "newer":
            with sqlite3.connect(file) as database:
                database.execute("pragma user_version = 9999")
            database.close()
        else:
            file.write_bytes(b"no database at all" * 100 if spoil == "damaged" else b"")
    program = open_program(qtbot, core, told)
    shown = [one for one in program.window.banners.messages if one.topic.startswith("notice")]
    assert shown
    assert all(one.text.endswith(".") and one.tone in (Tone.WARN, Tone.BAD) for one in shown)
    told.texts()
    type_words(qtbot, program, "loros")
    assert program.window.search.results.total > 0
    program.window.close()


def test_a_directory_without_anything_still_opens(qtbot, tmp_path, told):
    (tmp_path / "nothing").mkdir()
    core = Core.create(home=tmp_path / "home", data_dir=tmp_path / "nothing", clock=clock)
    program = open_program(qtbot, core, told)
    assert told.texts()
    type_words(qtbot, program, "breast")
    assert program.window.search.results.total == 0
    empty = program.window.results_panel.empty
    assert empty.isVisible()
    assert empty.words.title == "The directory is empty"
    assert empty.buttons == []
    assert program.window.search_panel.chips.note == ""
    program.window.close()


def test_a_search_leaves_no_trace_on_disk(qtbot, real_program, told, tmp_path):
    window = real_program.window
    secret = "zzyzx le2 4xq"
    type_words(qtbot, real_program, secret)
    press(qtbot, real_program, Qt.Key.Key_Down)
    press(qtbot, real_program, Qt.Key.Key_F8)
    told.texts()
    window.close()
    for folder, _folders, files in os.walk(tmp_path):
        for name in files:
            with open(os.path.join(folder, name), "rb") as file:  # noqa: PTH123, PTH118
                assert b"zzyzx" not in file.read(), name
