"""The shortlist in the whole window, by keyboard: cards, details, tray, next patient."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QAbstractAnimation, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication

from emndir.ui.viewmodels.shortlist import ShortItem
from emndir.ui.widgets.tray_item import TrayItem
from tests.memory import everything
from tests.ui.test_journeys import CONTROL, press, type_words
from tests.ui.walks import clipped, nameless


@pytest.fixture
def window(qtbot, real_program):
    """The window with an answer, the keyboard on the first result and its details shown."""
    window = real_program.window
    type_words(qtbot, real_program, "breast le2")
    with qtbot.waitSignal(window.service_panel.view_model.shown):
        press(qtbot, real_program, Qt.Key.Key_Down)
    return window


def sentence(window):
    view = window.results_panel.cards.list
    return view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)


def button(window):
    return window.service_panel.page.shortlist_button


def test_space_puts_the_result_on_and_takes_it_off(qtbot, real_program, window):
    uid = window.results_panel.row.uid
    press(qtbot, real_program, Qt.Key.Key_Space)
    assert [item.uid for item in window.shortlist.items] == [uid]
    assert ". Number 1 in shortlist. " in sentence(window)
    assert button(window).accessibleName() == "In shortlist 1"
    press(qtbot, real_program, Qt.Key.Key_Space)
    assert window.shortlist.items == ()
    assert "in shortlist" not in sentence(window)
    assert button(window).accessibleName() == "Shortlist"


def test_ctrl_d_is_for_the_result_that_is_chosen_however_fast_the_next_comes(
    qtbot, real_program, window
):
    results = window.results_panel
    shown = [results.row.uid]
    wanted = [shown[0]]
    press(qtbot, real_program, Qt.Key.Key_D, CONTROL)
    for _ in range(3):  # nobody waits for the details
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Down)
        wanted.append(results.row.uid)
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_D, CONTROL)
    assert [item.uid for item in window.shortlist.items] == wanted
    qtbot.waitUntil(lambda: real_program.tasks.is_idle)
    assert [item.uid for item in window.shortlist.items] == wanted
    assert button(window).accessibleName() == "In shortlist 4"


def test_what_was_asked_of_one_service_is_not_done_to_the_next(qtbot, real_program, window, told):
    clipboard = QApplication.clipboard()
    clipboard.setText("before")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_C, CONTROL)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: real_program.tasks.is_idle)
    assert clipboard.text() == "before"
    assert told.texts() == [
        "Another service was chosen before that was done. For this one, press Ctrl C."
    ]
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_C, CONTROL)
    assert clipboard.text() != "before"
    told.clear()


def test_ctrl_d_works_anywhere_even_in_the_search_box(qtbot, real_program, window):
    uid = window.service_panel.detail.uid
    for focus in (
        window.search_panel.search_box.focus_all,
        window.service_panel.focus_first,
        window.filter_panel.focus_part,
    ):
        focus()
        press(qtbot, real_program, Qt.Key.Key_D, CONTROL)
        assert window.shortlist.number_of(uid) == 1
        press(qtbot, real_program, Qt.Key.Key_D, CONTROL)
        assert window.shortlist.items == ()
    assert window.search_panel.search_box.text == "breast le2"


def test_ctrl_d_does_not_wait_for_the_details(qtbot, real_program, window):
    press(qtbot, real_program, Qt.Key.Key_Down)
    press(qtbot, real_program, Qt.Key.Key_D, CONTROL)
    qtbot.waitUntil(lambda: bool(window.shortlist.items))
    assert window.shortlist.items[0].uid == window.results_panel.row.uid


def test_without_a_service_it_is_said_what_to_do(qtbot, program, told):
    press(qtbot, program, Qt.Key.Key_D, CONTROL)
    hint = "Choose a service that is offered, then press Ctrl D."
    assert told.texts() == [f"No service is chosen. {hint}"]


def test_the_button_in_the_details_does_the_same(qtbot, window):
    qtbot.mouseClick(button(window), Qt.MouseButton.LeftButton)
    assert window.shortlist.number_of(window.results_panel.row.uid) == 1
    assert button(window).accessibleName() == "In shortlist 1"


def test_the_numbers_follow_the_order(qtbot, real_program, window):
    first = window.results_panel.row.uid
    press(qtbot, real_program, Qt.Key.Key_Space)
    with qtbot.waitSignal(window.service_panel.view_model.shown):
        press(qtbot, real_program, Qt.Key.Key_Down)
    press(qtbot, real_program, Qt.Key.Key_Space)
    assert button(window).accessibleName() == "In shortlist 2"
    window.shortlist.move(first, 1)
    assert button(window).accessibleName() == "In shortlist 1"
    assert "Number 1 in shortlist" in sentence(window)


@pytest.mark.parametrize("uid", ["loros-compassionate-neighbours", "loros-hospice-leicester"])
def test_what_nobody_can_be_sent_to_is_not_put_on_and_that_is_said(qtbot, program, told, uid):
    window = program.window
    is_place = uid == "loros-hospice-leicester"
    type_words(qtbot, program, "loros" if is_place else "compassionate neighbours")
    number = window.results_panel.cards.model.row_of(uid)
    with qtbot.waitSignal(window.service_panel.view_model.shown):
        window.results_panel.cards.list.select_row(number)
    window.results_panel.cards.focus_part()
    for key, modifiers in ((Qt.Key.Key_Space, Qt.KeyboardModifier(0)), (Qt.Key.Key_D, CONTROL)):
        press(qtbot, program, key, modifiers)
        why = "is a place, not a service." if is_place else "is not offered now"
        said = told.texts()
        assert len(said) == 1
        assert why in said[0]
    assert button(window) is None
    assert window.shortlist.items == ()


@pytest.mark.parametrize("motion", ["system", "none"])
def test_a_number_fades_in_unless_nothing_may_move(qtbot, real_program, window, motion):
    core = real_program.core
    core.settings = replace(core.settings, motion=motion)
    cards = window.results_panel.cards
    press(qtbot, real_program, Qt.Key.Key_Space)
    is_moving = cards._fade.state() == QAbstractAnimation.State.Running
    assert is_moving is (motion == "system")
    qtbot.waitUntil(lambda: cards._fade.state() == QAbstractAnimation.State.Stopped)
    assert cards.delegate.fading == ("", 1.0)


# --- The tray in the window -----------------------------------------------------------------------


def gather(qtbot, program, count):
    """Put the first results on the shortlist by keyboard; return their uids."""
    window = program.window
    window.results_panel.cards.focus_part()
    found = []
    for _ in range(count):
        found.append(window.results_panel.row.uid)
        press(qtbot, program, Qt.Key.Key_Space)
        press(qtbot, program, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: not program.tasks.is_busy("detail"))
    return found


def test_f6_and_tab_reach_the_tray_after_the_details(qtbot, real_program, window):
    gather(qtbot, real_program, 2)
    window.service_panel.focus_first()
    window.keys["next-part"].trigger()
    assert window.focusWidget() is window.tray.cells[1]
    window.keys["next-part"].trigger()
    assert window.search_panel.search_box.isAncestorOf(window.focusWidget())
    window.keys["previous-part"].trigger()
    assert window.tray.isAncestorOf(window.focusWidget())
    press(qtbot, real_program, Qt.Key.Key_Tab)
    assert window.focusWidget() is window.tray.compare_button
    press(qtbot, real_program, Qt.Key.Key_Tab)
    assert window.focusWidget() is window.tray.handout_button
    press(qtbot, real_program, Qt.Key.Key_Tab)
    assert window.search_panel.isAncestorOf(window.focusWidget())
    for _ in range(3):
        press(qtbot, real_program, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert window.focusWidget() is window.tray.cells[1]
    press(qtbot, real_program, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert window.service_panel.isAncestorOf(window.focusWidget())


def test_an_item_leads_to_its_details_and_the_last_one_off_leads_to_the_results(
    qtbot, real_program, window
):
    first, _second = gather(qtbot, real_program, 2)
    window.tray.cells[0].setFocus()
    with qtbot.waitSignal(window.service_panel.view_model.shown):
        press(qtbot, real_program, Qt.Key.Key_Return)
    assert window.service_panel.detail.uid == first
    assert window.results_panel.row.uid == first
    window.tray.focus_part()
    press(qtbot, real_program, Qt.Key.Key_Delete)
    press(qtbot, real_program, Qt.Key.Key_Delete)
    assert window.shortlist.items == ()
    assert window.focusWidget() is window.results_panel.cards.list


def test_the_current_card_stays_in_sight_when_the_tray_comes(qtbot, real_program, window):
    cards = window.results_panel.cards.list
    press(qtbot, real_program, Qt.Key.Key_End)
    press(qtbot, real_program, Qt.Key.Key_Space)

    def is_whole():
        return cards.viewport().rect().contains(cards.visualRect(cards.currentIndex()).center())

    assert window.tray.isVisible()
    qtbot.waitUntil(is_whole)


def test_f8_clears_it_and_undo_brings_it_back_in_order(qtbot, real_program, window, told):
    found = gather(qtbot, real_program, 3)
    press(qtbot, real_program, Qt.Key.Key_F8)
    assert window.shortlist.items == ()
    assert not window.tray.isVisible()
    told.texts()
    with qtbot.waitSignal(window.search.answered):
        real_program.messages.acted.emit("new-patient")
    assert [item.uid for item in window.shortlist.items] == found
    assert [cell.uid for cell in window.tray.cells] == found
    assert window.tray.isVisible()


def test_after_f8_it_is_nowhere_in_memory_or_on_disk(qtbot, real_program, window, told, tmp_path):
    found = gather(qtbot, real_program, 2)
    names = [item.name for item in window.shortlist.items]
    press(qtbot, real_program, Qt.Key.Key_F8)
    told.texts()
    window.search.forget_before()
    assert [one for one in everything() if isinstance(one, ShortItem)] == []
    qtbot.waitUntil(lambda: window.tray.findChildren(TrayItem) == [])
    assert not window.shortlist.can_undo
    settings = [path for path in tmp_path.rglob("*") if path.suffix in (".json", ".log")]
    written = "".join(path.read_text(errors="replace") for path in settings)
    assert not any(word in written for word in (*found, *names))


def test_what_is_done_is_said(qtbot, real_program, window):
    said = []
    real_program.messages.announced.connect(said.append)
    gather(qtbot, real_program, 2)
    window.tray.cells[1].setFocus()
    press(qtbot, real_program, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    press(qtbot, real_program, Qt.Key.Key_Delete)
    said = [one for one in said if "shortlist" in one]  # the count of results is said meanwhile
    names = [one.split(". ")[0] for one in said]
    assert [one.split(". ")[1] for one in said] == [
        "Number 1 in shortlist",
        "Number 2 in shortlist",
        "Number 1 in shortlist",
        "Removed from shortlist",
    ]
    assert names[1:] == [names[1]] * 3


# --- The hand-out ---------------------------------------------------------------------------------


def handout(qtbot, ask):
    """Open the hand-out, wait until it is made, and return what it is of before it closes."""
    seen = {}

    def look():
        dialog = QApplication.activeModalWidget()
        if dialog is None or dialog.view_model.handout is None:
            QTimer.singleShot(50, look)
            return
        seen["uids"] = dialog.view_model.uids
        seen["sheets"] = [sheet.uid for sheet in dialog.view_model.handout.sheets]
        seen["pages"] = dialog.pages.page_count
        dialog.close()

    QTimer.singleShot(0, look)
    ask()
    return seen


def test_ctrl_p_makes_one_document_of_the_shortlist_in_its_order(qtbot, real_program, window):
    found = gather(qtbot, real_program, 3)
    window.shortlist.move(found[2], -2)
    wanted = [found[2], found[0], found[1]]
    seen = handout(qtbot, lambda: press(qtbot, real_program, Qt.Key.Key_P, CONTROL))
    assert list(seen["uids"]) == wanted
    assert seen["sheets"] == ["choices"]  # all on one sheet
    assert handout(qtbot, window.tray.handout_button.click) == seen


def test_the_button_in_the_details_prints_that_service_alone(qtbot, real_program, window):
    gather(qtbot, real_program, 2)
    shown = window.service_panel.detail.uid
    assert handout(qtbot, window.service_panel.ask_for_sheet)["sheets"] == [shown]


def test_with_an_empty_shortlist_ctrl_p_prints_the_chosen_service(qtbot, real_program, window):
    shown = window.service_panel.detail.uid
    seen = handout(qtbot, lambda: press(qtbot, real_program, Qt.Key.Key_P, CONTROL))
    assert seen["sheets"] == [shown]


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("width", [1280, 1440])
def test_eight_fit_into_the_window(qtbot, real_program, window, width, percent):
    real_program.context.theme.use(percent=percent)
    window.resize(width, 800)
    gather(qtbot, real_program, 8)
    assert len(window.shortlist.items) == 8
    qtbot.waitUntil(lambda: clipped(window) == [])
    assert nameless(window) == []
    assert (window.width(), window.height()) == (width, 800)
    assert window.results_panel.cards.list.height() > 100
    small = [
        one.accessibleName()
        for one in window.tray.findChildren(QAbstractButton)
        if min(one.width(), one.height()) < 24
    ]
    assert small == []
