"""Suggestions in the whole window, over the real directory."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt

from emndir.search.results import Danger

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def box(real_program):
    return real_program.window.search_panel.search_box


def type_on(qtbot, box, words):
    qtbot.keyClicks(box.line, words)
    qtbot.waitUntil(lambda: box.is_suggesting)


def first_is(box, text):
    return box.suggestions.model.rowCount() and box.suggestions.model.row(0).name == text


def test_a_term_by_keyboard_is_searched(qtbot, real_program, box):
    window = real_program.window
    type_on(qtbot, box, "stop smo")
    qtbot.waitUntil(lambda: first_is(box, "Stop smoking"))
    with qtbot.waitSignal(
        window.search.answered, check_params_cb=lambda one: one.criteria.words == "Stop smoking"
    ):
        qtbot.keyClick(box.line, Qt.Key.Key_Down, ALT)
        qtbot.keyClick(box.line, Qt.Key.Key_Return)
    assert box.text == "Stop smoking"
    assert not box.is_suggesting
    assert "Stop smoking" in window.search_panel.chips.texts
    qtbot.keyClick(box.line, Qt.Key.Key_Down)
    assert window.focusWidget() is window.results_panel.cards.list


def test_a_place_by_mouse_keeps_the_words_before_it(qtbot, real_program, box):
    window = real_program.window
    type_on(qtbot, box, "wig ng3")
    qtbot.waitUntil(lambda: first_is(box, "NG31"))
    view = box.suggestions.view
    spot = view.visualRect(box.suggestions.model.index(0, 0)).center()
    with qtbot.waitSignal(
        window.search.answered, check_params_cb=lambda one: one.criteria.words == "wig NG31"
    ):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert window.search.results.origin.label == "NG31"


def test_a_place_in_its_own_box_by_keyboard(qtbot, real_program, told):
    window = real_program.window
    near = window.search_panel.near_box
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_L, CONTROL)
    type_on(qtbot, near, "leic")
    qtbot.waitUntil(lambda: first_is(near, "Leicester"))
    assert not window.search_panel.search_box.is_suggesting
    with qtbot.waitSignal(
        window.search.answered, check_params_cb=lambda one: one.criteria.near == "Leicester"
    ):
        qtbot.keyClick(near.line, Qt.Key.Key_Down, ALT)
        qtbot.keyClick(near.line, Qt.Key.Key_Return)
    assert (near.text, near.is_suggesting) == ("Leicester", False)
    assert window.search.results.origin.label == "Leicester"
    assert near.line.accessibleDescription() == "Alt and down arrow: suggestions"
    near.focus_all()
    type_on(qtbot, near, "linc")
    qtbot.keyClick(near.line, Qt.Key.Key_F8)
    assert not near.is_suggesting
    assert near.suggestions.model.rowCount() == 0
    told.clear()


def test_a_service_is_found_by_its_name(qtbot, real_program, box):
    window = real_program.window
    type_on(qtbot, box, "macmillan sup")
    qtbot.waitUntil(lambda: first_is(box, "Macmillan Support Line"))
    qtbot.keyClick(box.line, Qt.Key.Key_Down, ALT)
    with qtbot.waitSignal(window.search.answered):
        qtbot.keyClick(box.line, Qt.Key.Key_Return)
    assert window.search.results.hits[0].summary.name == "Macmillan Support Line"


def test_escape_closes_then_selects_and_clears_last(qtbot, real_program, box):
    type_on(qtbot, box, "bre")
    qtbot.keyClick(box.line, Qt.Key.Key_Escape)
    assert box.text == "bre"
    assert not box.is_suggesting
    qtbot.keyClick(box.line, Qt.Key.Key_Escape)
    assert (box.text, box.line.selectedText()) == ("bre", "bre")
    qtbot.keyClick(box.line, Qt.Key.Key_Escape)
    assert box.text == ""


@pytest.mark.parametrize("percent", [100, 200])
def test_suggestions_leave_what_was_understood_in_sight(qtbot, real_program, box, percent):
    window = real_program.window
    real_program.context.theme.use(percent=percent)
    with qtbot.waitSignal(window.search.answered):
        type_on(qtbot, box, "breast le")
    chips = window.search_panel.chips
    assert chips.texts
    frame = box.suggestions
    assert frame.model.rowCount()
    above = chips.mapTo(window, chips.rect().bottomLeft()).y()
    assert above < frame.geometry().top()
    assert window.rect().contains(frame.geometry())


def test_the_list_goes_with_the_keyboard(qtbot, real_program, box):
    window = real_program.window
    with qtbot.waitSignal(window.search.answered):
        type_on(qtbot, box, "bre")
    qtbot.keyClick(box.line, Qt.Key.Key_Down)
    assert window.focusWidget() is window.results_panel.cards.list
    assert not box.is_suggesting
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_K, CONTROL)
    type_on(qtbot, box, "lei")
    qtbot.keyClick(box.line, Qt.Key.Key_L, CONTROL)
    assert not box.is_suggesting


def test_the_next_patient_sees_nothing_of_it(qtbot, real_program, box, told):
    window = real_program.window
    type_on(qtbot, box, "bowel can")
    box.take(box.suggestions.model.row(0).suggestion)
    type_on(qtbot, box, " leic")
    qtbot.keyClick(box.line, Qt.Key.Key_F8)
    assert box.text == ""
    assert not box.is_suggesting
    assert box.suggestions.model.rowCount() == 0
    qtbot.keyClick(box.line, Qt.Key.Key_Z, CONTROL)
    assert box.text == ""
    qtbot.keyClick(box.line, Qt.Key.Key_Down, ALT)
    with qtbot.assertNotEmitted(window.search.suggest.suggested, wait=200):
        pass
    assert not box.is_suggesting
    told.clear()


def test_nothing_typed_or_taken_is_written(qtbot, real_program, box):
    core = real_program.context.core
    type_on(qtbot, box, "stop smo")
    box.take(box.suggestions.model.row(0).suggestion)
    type_on(qtbot, box, " zyxwvu leic")
    real_program.window.close()
    for file in core.paths.config.rglob("*"):
        if file.is_file():
            content = file.read_bytes().lower()
            assert b"stop smo" not in content
            assert b"zyxwvu" not in content
    logs = [file for file in core.paths.logs.rglob("*") if file.is_file()]
    assert all(b"zyxwvu" not in file.read_bytes().lower() for file in logs)


def test_a_phone_number_is_left_alone(qtbot, real_program, box):
    window = real_program.window
    with qtbot.waitSignal(window.search.answered):
        qtbot.keyClicks(box.line, "0116 258 6244")
    assert not box.is_suggesting


def test_letters_typed_in_the_results_are_completed_too(qtbot, real_program, box):
    window = real_program.window
    with qtbot.waitSignal(window.search.answered):
        qtbot.keyClicks(box.line, "bre")
    qtbot.keyClick(box.line, Qt.Key.Key_Down)
    qtbot.keyClicks(window.focusWidget(), "a")
    qtbot.waitUntil(lambda: box.is_suggesting)
    assert box.text == "brea"


def test_nothing_covers_the_words_of_an_emergency(qtbot, real_program, box):
    window = real_program.window
    with qtbot.waitSignal(window.search.answered):
        type_on(qtbot, box, "bre")
    found = [box.suggestions.model.row(0).suggestion]
    answer = window.search.answer
    danger = Danger(words="bre", heading="Call", sentences=("Call.",))
    window.search_panel.show_answer(replace(answer, results=replace(answer.results, danger=danger)))
    assert not box.is_suggesting
    box.show_suggestions("bre", found)
    assert not box.is_suggesting
    qtbot.keyClick(box.line, Qt.Key.Key_Down, ALT)
    qtbot.waitUntil(lambda: box.is_suggesting)
    qtbot.keyClick(box.line, Qt.Key.Key_Escape)
    window.search_panel.show_answer(answer)
    box.show_suggestions("bre", found)
    assert box.is_suggesting


SIZES = [(1280, 800, 100), (1440, 900, 100), (900, 700, 100), (1280, 800, 200), (640, 480, 100)]


@pytest.mark.parametrize(("width", "height", "percent"), SIZES)
def test_nothing_covers_the_24_hour_line(qtbot, real_program, box, width, height, percent):
    window = real_program.window
    real_program.context.theme.use(percent=percent)
    window.resize(width, height)
    window.search_panel.near_box.set_text("LE2")
    with qtbot.waitSignal(window.search.answered):
        window.search.set_near("LE2")
    strip = window.results_panel.above.strip
    qtbot.waitUntil(strip.isVisible)
    box.focus_all()
    with qtbot.waitSignal(window.search.answered):
        type_on(qtbot, box, "bre")
    qtbot.wait(50)
    frame = box.suggestions
    assert box.is_suggesting, "there is room for both"
    assert window.rect().contains(frame.geometry())
    assert frame.view.viewport().height() >= 32, "a row is in sight"
    assert not frame.geometry().intersects(place_of(strip, window))
    assert not frame.geometry().intersects(place_of(box, window))


def place_of(widget, window):
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def test_the_list_gives_way_where_the_24_hour_line_comes_while_it_is_open(qtbot, real_program, box):
    window = real_program.window
    type_on(qtbot, box, "bre")
    found = [box.suggestions.model.row(n).suggestion for n in range(3)]
    with qtbot.waitSignal(window.search.answered):
        window.search.set_near("LE2")
    box.show_suggestions("bre", found)
    strip = window.results_panel.above.strip
    qtbot.waitUntil(strip.isVisible)
    frame = box.suggestions
    assert box.is_suggesting
    qtbot.waitUntil(lambda: not frame.geometry().intersects(place_of(strip, window)))


def test_where_both_have_no_room_the_list_opens_only_by_its_key(qtbot, real_program, box):
    window = real_program.window
    with qtbot.waitSignal(window.search.answered):
        window.search.set_near("LE2")
    strip = window.results_panel.above.strip
    qtbot.waitUntil(strip.isVisible)
    box.focus_all()
    type_on(qtbot, box, "bre")
    frame = box.suggestions
    found = [frame.model.row(n).suggestion for n in range(3)]
    box.hide_suggestions()
    box.keep_in_sight(lambda: window.page)  # as high as the window
    frame.kept = lambda: window.page
    box.open_under(box)
    frame.floor = box
    page = place_of(window.page, window)
    assert page.top() - place_of(box, window).bottom() < 120
    box.show_suggestions("bre", found)
    assert not box.is_suggesting
    qtbot.keyClick(box.line, Qt.Key.Key_Down, ALT)
    qtbot.waitUntil(lambda: box.is_suggesting)
    assert frame.geometry().intersects(page)
