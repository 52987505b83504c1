"""The shortlist in the whole window, by keyboard: cards, details, tray, next patient."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QAbstractAnimation, Qt

from tests.ui.test_journeys import CONTROL, press, type_words


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
    from dataclasses import replace

    core = real_program.core
    core.settings = replace(core.settings, motion=motion)
    cards = window.results_panel.cards
    press(qtbot, real_program, Qt.Key.Key_Space)
    is_moving = cards._fade.state() == QAbstractAnimation.State.Running
    assert is_moving is (motion == "system")
    qtbot.waitUntil(lambda: cards._fade.state() == QAbstractAnimation.State.Stopped)
    assert cards.delegate.fading == ("", 1.0)
