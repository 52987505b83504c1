"""The narrow view (F9): everything in it, and everything reachable by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
)

from emndir.ui.messages import Message
from emndir.ui.pages.pane_widths import Breadth
from emndir.ui.widgets.result_list import ResultList
from tests.ui.conftest import open_program
from tests.ui.test_main_window import ask, choose_first
from tests.ui.walks import clipped, focusable, nameless


def narrow(qtbot, program, percent=100):
    program.context.theme.use(percent=percent)
    qtbot.keyClick(program.window, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: program.window.page.is_narrow)
    return program.window


@pytest.fixture
def window(qtbot, real_program):
    window = narrow(qtbot, real_program)
    ask(qtbot, real_program, "hospice le2")
    choose_first(qtbot, real_program)
    return window


def test_f9_makes_it_narrow_and_once_more_goes_back(qtbot, program):
    window = program.window
    before = window.geometry()
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert window.width() == 420
    assert window.page.breadth is Breadth.NARROW
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert window.geometry() == before
    assert window.page.breadth is Breadth.THREE
    qtbot.waitUntil(window.search_panel.near_box.isVisible)  # Qt shows what changed its owner later
    assert window.search_panel.narrow.isVisible()


def test_the_peek_panel_shows_the_chosen_result_and_leaves_the_list_room(window):
    peek, detail = window.narrow.peek, window.service_panel.detail
    assert peek.isVisible()
    assert peek.head.lines[0].text == detail.name
    assert peek.phone.words.lines[0].text.replace("\xa0", " ") == "0116 231 3771"
    assert window.page._middle.sizes()[0] >= window.results_panel.least_height()
    assert window.results_panel.cards.list.height() >= 3 * 54


def test_the_list_has_it_all_where_nothing_is_chosen(qtbot, real_program):
    window = narrow(qtbot, real_program)
    ask(qtbot, real_program, "hospice le2")
    assert not window.narrow.peek.isVisible()
    assert window.results_panel.height() == window.page.height()


def test_the_number_is_copied_by_its_button(qtbot, window):
    qtbot.mouseClick(window.narrow.peek.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "0116 231 3771"
    assert window.narrow.peek.copy.accessibleName() == "Copy the number: 0 1 1 6, 2 3 1, 3 7 7 1"


def test_no_word_of_it_stays_for_the_next_patient(window, told):
    peek = window.narrow.peek
    assert peek.findChildren(QLabel)
    window.forgetting.start_afresh()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    kept = {label.text() for label in peek.findChildren(QLabel)}
    assert kept == {""}
    assert peek.copy.accessibleName() == "Copy the number"
    told.clear()


def test_enter_goes_to_the_peek_panel_and_esc_back(qtbot, window):
    cards = window.results_panel.cards.list
    qtbot.keyClick(cards, Qt.Key.Key_Return)
    assert window.focusWidget() is window.narrow.peek.head
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.focusWidget() is cards


def test_full_view_is_the_whole_window_with_the_details(qtbot, window):
    qtbot.mouseClick(window.narrow.peek.full, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.service_panel.isAncestorOf(window.focusWidget()))
    assert window.page.breadth is Breadth.THREE


def test_where_the_screen_has_no_room_full_view_lies_over_the_list(qtbot, window, monkeypatch):
    monkeypatch.setattr(window.narrow.place, "room", lambda: 500)
    qtbot.mouseClick(window.narrow.peek.full, Qt.MouseButton.LeftButton)
    assert window.page.is_narrow
    assert window.service_panel.isVisible()
    assert not window.results_panel.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.results_panel.isVisible()


def test_place_and_filters_are_a_page_over_the_list(qtbot, window, real_program):
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    box = window.search_panel.near_box
    assert box.isVisible()
    assert window.focusWidget() is box.line
    assert not window.results_panel.isVisible()
    with qtbot.waitSignal(window.search.answered):
        qtbot.keyClicks(box.line, "NG1")
    assert box.isVisible()  # who goes on typing stays here
    qtbot.keyClick(box.line, Qt.Key.Key_Return)
    assert window.results_panel.isVisible()
    assert window.search.criteria.near == "NG1"
    qtbot.mouseClick(window.search_panel.filters_button, Qt.MouseButton.LeftButton)
    assert window.filter_panel.isVisible()
    with qtbot.waitSignal(window.search.answered):
        qtbot.mouseClick(
            next(iter(window.filter_panel.groups.values())).boxes["self"],
            Qt.MouseButton.LeftButton,
        )
    assert "1 on" in window.search_panel.filters_button.accessibleName()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.results_panel.isVisible()


def test_f6_reaches_every_part(qtbot, window):
    window.search_panel.search_box.focus_all()
    met = []
    for _ in range(4):
        met.append(window.focusWidget())
        qtbot.keyClick(window, Qt.Key.Key_F6)
    owners = (
        window.search_panel.search_box,
        window.search_panel.chips,
        window.results_panel,
        window.narrow.peek,
    )
    assert [owner.isAncestorOf(one) for owner, one in zip(owners, met, strict=True)] == [True] * 4
    assert window.search_panel.search_box.isAncestorOf(window.focusWidget())


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("theme", ["light", "contrast"])
def test_nothing_is_cut_or_nameless_and_tab_reaches_everything(qtbot, real_program, percent, theme):
    real_program.context.theme.use(theme)
    window = narrow(qtbot, real_program, percent)
    assert window.width() == 420 * percent // 100
    for words in ("breast le2", "neutropenic sepsis le2", "hospice le2"):
        ask(qtbot, real_program, words)
        window.page.show_results()
        with qtbot.waitSignal(window.service_panel.view_model.shown):
            window.results_panel.cards.focus_part()
        qtbot.waitUntil(lambda: clipped(window) == [])
        assert nameless(window) == []
        usable = [
            one
            for kind in (QAbstractButton, QComboBox, QLineEdit, ResultList)
            for one in window.findChildren(kind)
            if one.isVisibleTo(window) and one.isEnabled()
        ]
        stops = focusable(window)
        roving = [chip for chip in window.search_panel.chips.chips if chip not in stops]
        mouse_only = [one for one in usable if one.focusPolicy() is Qt.FocusPolicy.NoFocus]
        assert [one for one in usable if one not in {*stops, *roving, *mouse_only}] == []
        small = [
            one.accessibleName()
            for one in usable
            if isinstance(one, QAbstractButton) and min(one.width(), one.height()) < 24
        ]
        assert small == []


def test_a_key_moves_the_edge_of_the_peek_panel_and_it_is_remembered(qtbot, window):
    handle = window.page.handles()[-1]
    assert handle.accessibleName() == "Height of the list"
    before = window.narrow.peek.height()
    qtbot.keyClick(handle, Qt.Key.Key_Down)
    assert window.narrow.peek.height() < before
    assert f"peek:{window.narrow.peek.height()}" in window.page.save_widths()


def test_the_next_start_is_narrow_too(qtbot, program, told):
    narrow(qtbot, program)
    program.window.close()
    again = open_program(qtbot, program.core, told)
    assert again.window.page.is_narrow
    assert again.window.narrow.place.is_narrow
    ask(qtbot, again, "loros")
    choose_first(qtbot, again)
    assert again.window.narrow.peek.isVisible()
    again.window.close()


def test_f8_empties_the_peek_panel(qtbot, window, told):
    qtbot.keyClick(window, Qt.Key.Key_F8)
    told.clear()
    assert window.narrow.peek.peek is None
    assert not window.narrow.peek.isVisible()


def test_a_window_made_narrow_by_hand_widens(qtbot, program):
    program.window.resize(450, 700)
    assert program.window.page.is_narrow
    assert not program.window.narrow.place.is_narrow
    qtbot.mouseClick(program.window.status.wide, Qt.MouseButton.LeftButton)
    assert program.window.page.breadth is Breadth.THREE


def test_small_cards_say_name_distance_way_and_phone(window):
    cards = window.results_panel.cards
    assert cards.delegate.is_compact
    row = next(
        row
        for row in map(cards.model.row, range(cards.model.rowCount()))
        if row.text == "LOROS inpatient ward"
    )
    face = cards.words.face(row)
    assert face.way == "Hospice ward · any professional"
    assert face.phone.text.replace("\xa0", " ") == "0116 231 3771"


def test_what_is_understood_has_its_line_before_anything_is_typed(qtbot, real_program):
    window = narrow(qtbot, real_program)
    panel = window.search_panel
    qtbot.waitUntil(lambda: panel.height() < 100)  # without the line of the place
    before = panel.height()
    ask(qtbot, real_program, "hospice le2")
    qtbot.waitUntil(lambda: len(panel.chips.texts) == 2)
    assert panel.height() == before  # nothing below it jumps, and suggestions do not cover it


def test_many_chips_scroll_and_leave_the_list_its_room(qtbot, real_program):
    window = narrow(qtbot, real_program)
    ask(qtbot, real_program, "bowel breast lung hospice wig le2 carers bereavement macmillan")
    chips = window.search_panel.chips
    qtbot.waitUntil(lambda: len(chips.chips) >= 5)
    assert window.search_panel.height() <= 180
    chips.focus_part()
    for _ in chips.chips:
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Right)
    last = window.focusWidget()
    assert last is chips.chips[-1]
    qtbot.waitUntil(lambda: last.visibleRegion().boundingRect().height() == last.height())


def test_a_number_in_the_shortlist_stands_on_the_small_card_and_the_button_says_so(qtbot, window):
    qtbot.mouseClick(window.narrow.peek.shortlist, Qt.MouseButton.LeftButton)
    assert window.narrow.peek.shortlist.text() == "In shortlist"
    cards = window.results_panel.cards
    assert cards.words.face(cards.row).spoken.count("Number 1")
    assert window.tray.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert window.narrow.peek.shortlist.text() == "Shortlist"


def test_banners_take_a_share_of_the_height_and_the_newest_is_in_sight(qtbot, real_program, told):
    window = narrow(qtbot, real_program, 200)
    area = window.banners.parentWidget().parentWidget()
    assert not area.isVisible()
    for number in range(6):
        text = f"Something that has to be said at some length, number {number}"
        real_program.messages.tell(Message(text=text, hint=text, topic=str(number)))
    told.clear()
    qtbot.waitUntil(lambda: area.isVisible() and area.verticalScrollBar().maximum() > 0)
    assert area.height() <= 0.36 * window.height()
    window.banners.focus_part()
    last = window.focusWidget()
    qtbot.waitUntil(lambda: last.visibleRegion().boundingRect().height() == last.height())
    for number in range(6):
        real_program.messages.withdraw(str(number))
    assert not area.isVisible()


# --- as small as the window goes ------------------------------------------------------------------


def sideways(window):
    """Return what has to be scrolled sideways, or is wider than what it scrolls in."""
    areas = [one for one in window.findChildren(QScrollArea) if one.isVisible()]
    return [
        (type(one.parentWidget()).__name__, one.widget().width(), one.viewport().width())
        for one in areas
        if one.widget() is not None and one.widget().width() > one.viewport().width()
    ]


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_in_the_smallest_window_nothing_is_clipped_or_scrolls_sideways(
    qtbot, real_program, percent
):
    window = real_program.window
    ask(qtbot, real_program, "breast le2")
    choose_first(qtbot, real_program)
    window.chosen.shortlist()
    real_program.context.theme.use(percent=percent)
    window.resize(10, 10)
    qtbot.waitUntil(lambda: window.page.is_narrow)
    room = real_program.context.theme.scale
    assert window.width() / room >= 320
    page = window.page
    for show in (page.show_results, page.open_filters, page.show_record, window.chosen.turn):
        show()
        qtbot.waitUntil(lambda: sideways(window) == [] and clipped(window) == [], timeout=3000)
    window.turning.leave()
    page.show_results()
    qtbot.waitUntil(lambda: clipped(window) == [], timeout=3000)


def test_where_there_is_no_room_for_the_peek_panel_it_is_left_out_and_enter_shows_the_record(
    qtbot, real_program
):
    window = real_program.window
    ask(qtbot, real_program, "breast le2")
    choose_first(qtbot, real_program)
    window.chosen.shortlist()
    real_program.context.theme.use(percent=200)
    window.setMinimumSize(1, 1)  # as on a screen that is no higher
    window.resize(640, 600)
    peek = window.narrow.peek
    qtbot.waitUntil(lambda: peek is not None and not peek.isVisible())
    strip = window.results_panel.above.strip
    qtbot.waitUntil(lambda: strip.height() >= strip.heightForWidth(strip.width()))
    window.page.show_detail()
    assert window.service_panel.isVisible()
    assert window.service_panel.isAncestorOf(window.focusWidget())
    window.page.show_results()
    window.resize(640, 790)
    qtbot.waitUntil(peek.isVisible)
    window.page.show_detail()
    assert peek.isAncestorOf(window.focusWidget())


def test_buttons_of_the_peek_panel_stand_below_each_other_where_they_do_not_fit(qtbot, window):
    peek = window.narrow.peek
    buttons = (peek.shortlist, peek.print, peek.full)
    assert len({button.y() for button in buttons}) == 1
    peek.full.setText("Everything that is known of this service")
    peek.show_listed(is_listed=False)
    qtbot.waitUntil(lambda: len({button.y() for button in buttons}) == 3)
    qtbot.waitUntil(lambda: clipped(window) == [])
    peek.full.setText("Full view")
    peek.show_listed(is_listed=False)
    qtbot.waitUntil(lambda: len({button.y() for button in buttons}) == 1)
