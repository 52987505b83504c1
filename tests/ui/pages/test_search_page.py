"""How the three columns share the window, by effective width."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from emndir.ui.pages.pane_widths import Breadth
from emndir.ui.pages.search_page import Part
from tests.ui.test_main_window import ask, choose_first
from tests.ui.walks import clipped, focusable

SIZES = [
    (1280, 100, Breadth.THREE),
    (1440, 100, Breadth.THREE),
    (1600, 100, Breadth.WIDE),
    (1180, 100, Breadth.THREE),
    (1179, 100, Breadth.FOLDED),
    (1280, 125, Breadth.FOLDED),
    (1280, 150, Breadth.ONE_PAGE),
    (1280, 200, Breadth.ONE_PAGE),
    (560, 100, Breadth.ONE_PAGE),
    (559, 100, Breadth.NARROW),
    (1000, 200, Breadth.NARROW),
]


@pytest.fixture
def page(program):
    return program.window.page


def seen(page):
    parts = (page.filters, page.results, page._detail)
    return [part for part, panel in zip(Part, parts, strict=True) if panel.isVisible()]


def fit(program, width, percent):
    program.context.theme.use(percent=percent)
    program.window.resize(width, 800)


@pytest.mark.parametrize(("width", "percent", "breadth"), SIZES)
def test_the_layout_follows_the_effective_width(qtbot, program, page, width, percent, breadth):
    fit(program, width, percent)
    qtbot.waitUntil(lambda: page.breadth is breadth)
    expected = {
        Breadth.NARROW: [Part.RESULTS],
        Breadth.ONE_PAGE: [Part.RESULTS],
        Breadth.FOLDED: [Part.RESULTS, Part.DETAIL],
    }.get(breadth, list(Part))
    assert seen(page) == expected
    folded = breadth in (Breadth.ONE_PAGE, Breadth.FOLDED)
    assert page.results.head.filters_button.isVisible() is folded
    assert program.window.width() == width  # nothing forces the window wider


def test_columns_have_the_widths_of_the_design(program, page):
    fit(program, 1280, 100)
    assert page.filters.width() == pytest.approx(248, abs=4)
    assert 412 <= page.results.width() <= 484


def test_one_page_shows_results_filters_or_details(qtbot, program, page):
    fit(program, 1280, 200)
    page.show_detail()
    assert seen(page) == [Part.DETAIL]
    assert page.back_button.isVisible()
    page.back_button.click()
    assert seen(page) == [Part.RESULTS]
    page.toggle_filters()
    assert seen(page) == [Part.FILTERS]
    assert page.filters.done_button.isVisible()
    page.filters.done_button.click()
    assert seen(page) == [Part.RESULTS]


def test_folded_filters_take_the_place_of_the_results(program, page):
    fit(program, 1000, 100)
    page.toggle_filters()
    assert seen(page) == [Part.FILTERS, Part.DETAIL]
    page.toggle_filters()
    assert seen(page) == [Part.RESULTS, Part.DETAIL]


def test_going_back(program, page):
    fit(program, 1280, 200)
    page.show_detail()
    assert page.go_back()
    assert not page.go_back()


def test_widths_are_remembered_at_each_breadth(program, page):
    fit(program, 1280, 100)
    first, second = page.handles()[:2]
    first.move_by(52)
    second.move_by(30)
    assert page.filters.width() == pytest.approx(300, abs=4)
    wide = page.results.width()
    saved = page.save_widths()
    assert "three:" in saved
    fit(program, 1000, 100)
    fit(program, 1280, 100)
    assert (page.filters.width(), page.results.width()) == (pytest.approx(300, abs=4), wide)
    page.restore_widths("")
    assert page.filters.width() == pytest.approx(248, abs=4)
    page.restore_widths(saved)
    assert page.filters.width() == pytest.approx(300, abs=4)
    page.restore_widths("not what was written three:9,9,9 peek:no wide:,")
    assert page.filters.width() == pytest.approx(248, abs=4)


def test_arrow_keys_move_what_lies_between_the_panes(qtbot, program, page):
    fit(program, 1280, 100)
    handle = page.handles()[0]
    assert handle.width() == 8
    assert handle.accessibleName() == "Width of the filters"
    before = page.filters.width()
    handle.setFocus()
    qtbot.keyClick(handle, Qt.Key.Key_Right)
    assert page.filters.width() == before + 16
    qtbot.keyClick(handle, Qt.Key.Key_Left)
    qtbot.keyClick(handle, Qt.Key.Key_PageUp)
    assert page.filters.width() == 200  # no narrower than it can be used


def test_results_grow_with_the_window(program, page):
    found = []
    for width in (1180, 1310, 1440, 1499):
        fit(program, width, 100)
        found.append(page.results.width())
    assert found == sorted(found)
    assert found[0] == pytest.approx(412, abs=3)
    assert found[-1] == pytest.approx(484, abs=3)


# --- A low window ---------------------------------------------------------------------------------


def test_a_low_window_has_the_place_above_the_filters_and_shows_a_whole_card(qtbot, real_program):
    window = real_program.window
    page, panel = window.page, window.results_panel
    fit(real_program, 1280, 200)
    ask(qtbot, real_program, "breast le2")
    choose_first(qtbot, real_program)
    qtbot.keyClick(window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(window.tray.isVisible)
    assert page.breadth is Breadth.ONE_PAGE
    assert not window.search_panel.near_box.isVisible()
    assert panel.head.filters_button.text() == "Filters and place"
    cards = panel.cards.list
    chosen = cards.visualRect(cards.currentIndex())
    qtbot.waitUntil(lambda: cards.viewport().height() >= chosen.height())
    qtbot.waitUntil(lambda: clipped(window) == [])


def test_in_a_low_window_ctrl_l_opens_the_place_and_enter_goes_back(qtbot, real_program):
    window = real_program.window
    fit(real_program, 1280, 200)
    window.resize(1280, 720)
    ask(qtbot, real_program, "breast")
    choose_first(qtbot, real_program)
    qtbot.keyClick(window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(window.tray.isVisible)
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    near = window.search_panel.near_box
    qtbot.waitUntil(near.isVisible)
    assert seen(window.page) == [Part.FILTERS]
    assert near.line.hasFocus()
    assert near.line in focusable(window)
    qtbot.wait(100)  # the page is laid out once more
    assert window.search_panel.chips.height() <= chips_room(window)
    with qtbot.waitSignal(window.search.answered):
        qtbot.keyClicks(near.line, "ng31")
        qtbot.keyClick(near.line, Qt.Key.Key_Return)
    assert seen(window.page) == [Part.RESULTS]
    assert window.search.criteria.near == "ng31"


def chips_room(window):
    return window.search_panel._chips_area.viewport().height()


def test_the_place_is_in_its_line_again_in_a_higher_window(qtbot, program, page):
    window = program.window
    fit(program, 1280, 200)
    assert page.has_place
    window.resize(1280, 1000)
    qtbot.waitUntil(lambda: not page.has_place)
    qtbot.waitUntil(window.search_panel.near_box.isVisible)
    assert window.search_panel.isAncestorOf(window.search_panel.near_box)
    assert window.results_panel.head.filters_button.text() == "Filters"
