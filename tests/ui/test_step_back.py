"""Alt and the arrow to the left: one step back, from record to record, then to the results."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from emndir.ui.pages.pane_widths import Breadth

ALT, NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(qtbot, program):
    window = program.window
    with qtbot.waitSignal(window.search.answered):
        window.search.set_words("loros")
    return window


def press(qtbot, window, key, modifier=NONE):
    qtbot.keyClick(window.focusWidget() or window, key, modifier)


def back(qtbot, window):
    press(qtbot, window, Qt.Key.Key_Left, ALT)


def open_first(qtbot, window):
    """Open the first result from the search box, and return its uid."""
    window.search_panel.search_box.focus_all()
    press(qtbot, window, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: window.service_panel.detail is not None)
    press(qtbot, window, Qt.Key.Key_Return)
    return window.service_panel.detail.uid


def go_on(qtbot, window):
    """Go to a service at the same place, as its row does, and return its uid."""
    page, detail = window.service_panel.page, window.service_panel.detail
    uid = next(one.uid for one in detail.same_place if one.uid != detail.uid)
    with qtbot.waitSignal(window.service_panel.view_model.shown):
        page.record_chosen.emit(uid)
    assert window.service_panel.detail.uid == uid
    return uid


def shown(window):
    return window.service_panel.detail.uid


def test_it_leads_back_through_the_records_and_then_to_the_results(qtbot, window):
    first = open_first(qtbot, window)
    second = go_on(qtbot, window)
    with qtbot.waitSignal(window.service_panel.view_model.shown):
        window.tray.opened.emit("glenfield-breast-care-centre")
    assert shown(window) == "glenfield-breast-care-centre"
    for uid in (second, first):
        with qtbot.waitSignal(window.service_panel.view_model.shown):
            back(qtbot, window)
        assert shown(window) == uid
        assert window.service_panel.isAncestorOf(window.focusWidget())
    assert window.results_panel.cards.row.uid == first  # the list follows
    back(qtbot, window)
    assert window.results_panel.isAncestorOf(window.focusWidget())
    assert shown(window) == first
    back(qtbot, window)
    assert window.results_panel.isAncestorOf(window.focusWidget())


def test_what_it_was_found_for_is_known_again(qtbot, window):
    with qtbot.waitSignal(window.search.answered):
        window.search.set_words("hospice ward")
    open_first(qtbot, window)
    why = window.service_panel.detail.why
    assert why
    with qtbot.waitSignal(window.service_panel.view_model.shown):
        window.tray.opened.emit("glenfield-breast-care-centre")
    assert window.service_panel.detail.why == ""
    with qtbot.waitSignal(window.service_panel.view_model.shown):
        back(qtbot, window)
    assert window.service_panel.detail.why == why


def test_another_result_begins_a_new_way(qtbot, window):
    open_first(qtbot, window)
    go_on(qtbot, window)
    press(qtbot, window, Qt.Key.Key_Escape)
    with qtbot.waitSignal(window.service_panel.view_model.shown):
        press(qtbot, window, Qt.Key.Key_End)
    last = shown(window)
    press(qtbot, window, Qt.Key.Key_Return)
    back(qtbot, window)
    assert shown(window) == last
    assert window.results_panel.isAncestorOf(window.focusWidget())


def test_the_patients_view_is_left_first(qtbot, window):
    open_first(qtbot, window)
    second = go_on(qtbot, window)
    press(qtbot, window, Qt.Key.Key_F7)
    assert window.turning.is_turned
    back(qtbot, window)
    assert not window.turning.is_turned
    assert shown(window) == second


def test_the_filters_are_left_for_the_results_where_they_are_a_page(qtbot, window):
    window.resize(700, 800)
    assert window.page.breadth is Breadth.ONE_PAGE
    press(
        qtbot,
        window,
        Qt.Key.Key_F,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert window.filter_panel.isVisible()
    back(qtbot, window)
    assert window.results_panel.isVisible()
    assert window.results_panel.isAncestorOf(window.focusWidget())


def test_on_one_page_it_leads_back_to_the_list_only_from_the_first_record(qtbot, window):
    window.resize(700, 800)
    first = open_first(qtbot, window)
    go_on(qtbot, window)
    assert not window.results_panel.isVisible()
    with qtbot.waitSignal(window.service_panel.view_model.shown):
        back(qtbot, window)
    assert shown(window) == first
    assert not window.results_panel.isVisible()
    back(qtbot, window)
    assert window.results_panel.isVisible()
    with qtbot.assertNotEmitted(window.service_panel.view_model.shown):
        back(qtbot, window)


def test_in_the_narrow_view_it_leads_from_the_peek_panel_to_the_list(qtbot, window):
    press(qtbot, window, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: window.page.is_narrow)
    first = open_first(qtbot, window)
    peek = window.narrow.peek
    assert peek.isAncestorOf(window.focusWidget())
    with qtbot.waitSignal(window.service_panel.view_model.shown):
        peek.record_wanted.emit("glenfield-breast-care-centre")
    assert peek.peek.uid == "glenfield-breast-care-centre"
    with qtbot.waitSignal(window.service_panel.view_model.shown):
        back(qtbot, window)
    assert peek.peek.uid == first
    assert peek.head.hasFocus()
    back(qtbot, window)
    assert window.results_panel.isAncestorOf(window.focusWidget())


def test_new_patient_leaves_no_way_back(qtbot, window, told):
    open_first(qtbot, window)
    go_on(qtbot, window)
    press(qtbot, window, Qt.Key.Key_F8)
    told.clear()
    assert window.service_panel.detail is None
    with qtbot.assertNotEmitted(window.service_panel.view_model.shown):
        back(qtbot, window)
    assert window.service_panel.view_model._trail == []
    assert window.service_panel.detail is None
