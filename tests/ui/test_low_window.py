"""Text at 200 % on a screen of 1280 x 800: what is used keeps its room, and nothing is squeezed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from emndir.search.criteria import Criteria
from emndir.ui.dialogs.handout_dialog import HandoutDialog
from emndir.ui.messages import Message, Tone
from tests.ui.test_main_window import ask, choose_first
from tests.ui.walks import clipped

WIDE, NARROW = (1280, 800), (840, 800)
FRAME = 24  # what a system draws around a window that fills such a screen


def settled(qtbot, program):
    qtbot.waitUntil(lambda: program.tasks.is_idle)
    qtbot.wait(50)  # what layouts still have to do


@pytest.fixture
def window(qtbot, real_program):
    window = real_program.window
    real_program.context.theme.use(percent=200)
    window.resize(*WIDE)
    qtbot.waitUntil(lambda: window.page.is_low)
    return window


def is_whole(list_view):
    """Return True if the selected card is in sight from top to bottom."""
    card = list_view.visualRect(list_view.currentIndex())
    return list_view.viewport().rect().contains(card)


def test_the_chosen_card_is_whole_above_a_tray_of_five(qtbot, real_program, window):
    ask(qtbot, real_program, "breast le2")
    window.resize(WIDE[0], WIDE[1] - FRAME)
    cards = window.results_panel.cards
    for hit in window.search.results.hits[:5]:
        window.shortlist.toggle(hit.summary.uid, hit.summary.name)
    choose_first(qtbot, real_program)
    settled(qtbot, real_program)
    assert window.tray.isVisible()
    cards.list.scrollTo(cards.list.currentIndex())
    assert is_whole(cards.list)


@pytest.mark.parametrize("count", [5, 8])
@pytest.mark.parametrize("width", [840, 640])
def test_in_the_narrow_view_a_card_is_whole_wherever_the_keyboard_is(
    qtbot, real_program, window, width, count
):
    ask(qtbot, real_program, "breast le2")
    window.keys["narrow"].trigger()
    qtbot.waitUntil(lambda: window.page.is_narrow)
    window.setMinimumSize(0, 0)  # as on a screen of 1280 pixels, of which it may be the half
    window.resize(width, 800)
    cards = window.results_panel.cards
    for hit in window.search.results.hits[:count]:
        window.shortlist.toggle(hit.summary.uid, hit.summary.name)
    choose_first(qtbot, real_program)
    cards.list.select_row(cards.list.current_row + 2)
    settled(qtbot, real_program)
    tray, peek = window.tray, window.narrow.peek
    assert tray.unfold_button.isVisible()
    assert str(count) in tray.unfold_button.accessibleName()
    assert not any(cell.isVisible() for cell in tray.cells)
    for focus_part in (cards.focus_part, peek.focus_part, tray.handout_button.setFocus):
        focus_part()
        settled(qtbot, real_program)
        assert is_whole(cards.list), focus_part
        assert clipped(window) == []
        assert tray.handout_button.height() >= 48
    assert tray.focus_part()
    settled(qtbot, real_program)
    assert tray.cells[count - 1].hasFocus()
    if width == 840:
        assert is_whole(cards.list)
    cards.focus_part()
    settled(qtbot, real_program)
    assert tray.unfold_button.isVisible()


def test_pressing_the_folded_tray_shows_its_items(qtbot, real_program, window):
    ask(qtbot, real_program, "breast le2")
    window.keys["narrow"].trigger()
    qtbot.waitUntil(lambda: window.page.is_narrow)
    for hit in window.search.results.hits[:3]:
        window.shortlist.toggle(hit.summary.uid, hit.summary.name)
    choose_first(qtbot, real_program)
    settled(qtbot, real_program)
    tray = window.tray
    tray.handout_button.setFocus()
    qtbot.keyClick(tray.handout_button, Qt.Key.Key_Backtab)
    assert tray.unfold_button.hasFocus()
    qtbot.keyClick(tray.unfold_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tray.cells[2].hasFocus())
    window.results_panel.cards.focus_part()
    assert tray.unfold_button.isVisible()
    qtbot.mouseClick(tray.unfold_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tray.cells[2].hasFocus())
    real_program.context.theme.use(percent=100)
    window.results_panel.cards.focus_part()
    qtbot.waitUntil(lambda: not tray.unfold_button.isVisible())  # there is room again
    assert all(cell.isVisible() for cell in tray.cells)


def test_several_banners_leave_the_line_and_the_list_their_room(qtbot, real_program, window):
    ask(qtbot, real_program, "breast le2")
    for topic in ("one", "two", "three"):
        message = Message(text="Something", hint="Do this.", tone=Tone.WARN, topic=topic)
        window.banners.show_message(message)
    settled(qtbot, real_program)
    strip = window.results_panel.above.strip
    assert strip.isVisible()
    assert strip.height() >= strip.heightForWidth(strip.width())
    assert window.results_panel.cards.list.height() >= window.context.theme.px(60)


@pytest.mark.parametrize("size", [WIDE, NARROW, (420, 800)])
def test_a_way_on_is_in_sight_where_nothing_is_found(qtbot, real_program, window, size):
    if size[0] == 420:
        real_program.context.theme.use(percent=100)
    window.resize(*size)
    with qtbot.waitSignal(window.search.answered):
        window.search.use(Criteria(words="prosthetics ng31", within_miles=5.0))
    settled(qtbot, real_program)
    panel = window.results_panel
    way, area = panel.empty.buttons[0], panel.empty.viewport()
    assert area.rect().contains(way.rect().translated(way.mapTo(area, QPoint(0, 0))))
    assert panel.above.strip.height() >= panel.above.strip.heightForWidth(panel.above.strip.width())


def test_lines_stand_closer_only_while_the_window_is_low(qtbot, real_program, window):
    low = window.search_panel.sizeHint().height()
    real_program.context.theme.use(percent=100)
    settled(qtbot, real_program)
    assert not window.page.is_low
    one = window.search_panel.layout().contentsMargins().top()
    real_program.context.theme.use(percent=200)
    window.resize(1280, 1200)
    settled(qtbot, real_program)
    assert not window.page.is_low
    assert window.search_panel.layout().contentsMargins().top() == 2 * one
    assert window.search_panel.sizeHint().height() > low


def test_the_button_of_the_filters_is_as_high_as_the_order(qtbot, real_program, window):
    ask(qtbot, real_program, "breast le2")
    panel = window.results_panel
    assert panel.head.filters_button.isVisible()
    assert abs(panel.head.filters_button.height() - panel.head.sort.height()) <= 2


@pytest.mark.parametrize("width", [1280, 420])
def test_the_danger_banner_ends_where_the_cards_end(qtbot, real_program, width):
    window = real_program.window
    window.resize(width, 800)
    with qtbot.waitSignal(window.search.answered):
        window.search.use(Criteria(words="neutropenic sepsis le2"))
    panel = window.results_panel
    qtbot.waitUntil(panel.above.danger.isVisible)
    settled(qtbot, real_program)
    holder = panel.above.danger.widget()
    right = holder.mapTo(panel, holder.layout().contentsRect().topRight()).x()
    assert panel.width() - window.context.theme.px(16) - 2 <= right < panel.width() - 12


def test_at_320_pixels_of_100_per_cent_nothing_goes_sideways(qtbot, real_program, window):
    window.setMinimumSize(0, 0)  # as on a screen of 1280 pixels, of which it may be the half
    window.resize(900, 800)
    qtbot.waitUntil(lambda: window.page.is_narrow)
    settled(qtbot, real_program)
    window.resize(640, 800)
    ask(qtbot, real_program, "breast le2")
    choose_first(qtbot, real_program)
    window.page.show_record()
    settled(qtbot, real_program)
    assert window.width() == 640
    assert window.service_panel._area.horizontalScrollBar().maximum() == 0
    box, button = window.search_panel.search_box, window.search_panel.filters_button
    assert box.geometry().right() < button.geometry().left()
    assert clipped(window) == []


def test_zoom_buttons_keep_together(qtbot, real_program, window):
    dialog = HandoutDialog(window.context, ("loros-inpatient-ward",), None, window)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: not dialog.pages.isHidden())
    assert len({button.mapTo(dialog, QPoint(0, 0)).y() for button in dialog.preview._zooms}) == 1
    dialog.close()


@pytest.mark.parametrize("size", [(1000, 800), (800, 800)])
def test_without_a_column_of_filters_the_results_begin_under_the_search_box(
    qtbot, real_program, window, size
):
    real_program.context.theme.use(percent=100)
    window.resize(*size)
    ask(qtbot, real_program, "breast le2")
    settled(qtbot, real_program)
    head, box = window.results_panel.head, window.search_panel.search_box
    count = head.count
    left = [
        count.mapTo(window, count.rect().topLeft()).x(),
        box.mapTo(window, box.rect().topLeft()).x(),
    ]
    assert left[0] == left[1]
