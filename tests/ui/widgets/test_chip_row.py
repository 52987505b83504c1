"""Chips: what was understood, and ways to narrow."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from emndir.ui.widgets.chip import ChipKind, ChipSpec
from emndir.ui.widgets.chip_row import ChipRow
from tests.ui.walks import clipped, focusable

BREAST = ChipSpec(key="b", text="Breast cancer", icon="ribbon", group="Cancer", words="breast")
NEAR = ChipSpec(key="n", text="Near LE2", icon="map-marker-outline", group="Near")
TESTS = ChipSpec(key="t", text="Tests", icon="plus", group="Kind of help", kind=ChipKind.ADD)
PHONE = ChipSpec(key="p", text="By phone", icon="plus", kind=ChipKind.ADD)
WIG = ChipSpec(
    key="w", text="“wig” as plain words", icon="undo-variant", words="wig", kind=ChipKind.PLAIN
)


@pytest.fixture
def row(qtbot, look):
    row = ChipRow(QPushButton("All keys"))
    qtbot.addWidget(row)
    row.resize(900, 40)
    row.show()
    row.activateWindow()
    qtbot.waitUntil(row.isActiveWindow)
    row.show_chips((BREAST, NEAR), (TESTS, PHONE), "")
    qtbot.waitUntil(lambda: row.chips[0].isVisible() and row.chips[0].width() < 300)
    return row


def test_a_chip_says_what_it_is_and_how_to_take_it_off(row):
    assert row.texts == ("Breast cancer", "Near LE2")
    assert row.chips[0].accessibleName() == "Cancer: Breast cancer. Delete to remove"
    assert row.chips[2].accessibleName() == "Kind of help: Tests. Narrow the results to this"


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Space]
)
def test_keys_take_a_chip_off(qtbot, row, key):
    row.focus_part()
    with qtbot.waitSignal(row.taken_off) as taken:
        qtbot.keyClick(row.chips[0], key)
    assert taken.args == ["b"]


def test_a_click_takes_a_chip_off(qtbot, row):
    with qtbot.waitSignal(row.taken_off) as taken:
        qtbot.mouseClick(row.chips[1], Qt.MouseButton.LeftButton)
    assert taken.args == ["n"]


def test_a_dashed_chip_narrows_and_cannot_be_deleted(qtbot, row):
    with qtbot.assertNotEmitted(row.narrowed):
        qtbot.keyClick(row.chips[2], Qt.Key.Key_Delete)
    with qtbot.waitSignal(row.narrowed) as narrowed:
        qtbot.keyClick(row.chips[2], Qt.Key.Key_Return)
    assert narrowed.args == ["t"]


def test_it_is_one_stop_of_the_tab_key_and_arrows_move_inside(qtbot, row):
    assert len([one for one in focusable(row) if one in row.chips]) == 1
    row.focus_part()
    for _ in range(5):
        qtbot.keyClick(row.focusWidget(), Qt.Key.Key_Right)
    assert row.chips[-1].hasFocus()
    qtbot.keyClick(row.chips[-1], Qt.Key.Key_Left)
    assert row.chips[-2].hasFocus()
    assert [one for one in focusable(row) if one in row.chips] == [row.chips[-2]]


def test_the_keyboard_stays_when_a_chip_goes(qtbot, row):
    row.focus_part()
    row.show_chips((NEAR,), (), "")
    assert row.chips[0].hasFocus()
    with qtbot.waitSignal(row.emptied):
        row.show_chips((), (), "")
    assert not row.focus_part()


def test_what_stays_and_what_goes_is_described(row):
    assert "stay as plain words" in row.chips[0].accessibleDescription()
    assert row.chips[1].accessibleDescription() == ""


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_with_shift_the_words_go_too(qtbot, row, key):
    with (
        qtbot.assertNotEmitted(row.taken_off),
        qtbot.waitSignal(row.words_unwanted) as unwanted,
    ):
        qtbot.keyClick(row.chips[0], key, Qt.KeyboardModifier.ShiftModifier)
    assert unwanted.args == ["b"]


def test_with_shift_a_chip_without_words_comes_off_as_ever(qtbot, row):
    with qtbot.waitSignal(row.taken_off) as taken:
        qtbot.keyClick(row.chips[1], Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    assert taken.args == ["n"]


def test_a_chip_that_was_taken_off_stands_after_the_others_and_is_brought_back(qtbot, row):
    row.show_chips((WIG, BREAST), (TESTS,), "")
    assert row.texts == ("Breast cancer",)
    assert row.plain_texts == ("“wig” as plain words",)
    chip = row.chips[1]
    assert chip.accessibleName() == "“wig” as plain words. Enter to understand it again"
    with qtbot.assertNotEmitted(row.taken_off), qtbot.assertNotEmitted(row.brought_back):
        qtbot.keyClick(chip, Qt.Key.Key_Delete)
    with qtbot.waitSignal(row.brought_back) as back:
        qtbot.keyClick(chip, Qt.Key.Key_Return)
    assert back.args == ["w"]
    with qtbot.waitSignal(row.words_unwanted) as unwanted:
        qtbot.keyClick(chip, Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    assert unwanted.args == ["w"]


def test_a_chip_that_was_taken_off_is_in_the_same_stop_of_the_tab_key(qtbot, row):
    row.show_chips((BREAST, WIG), (TESTS,), "")
    assert len([one for one in focusable(row) if one in row.chips]) == 1
    row.focus_part()
    qtbot.keyClick(row.chips[0], Qt.Key.Key_Right)
    assert row.chips[1].hasFocus()
    assert row.chips[1].spec is WIG


def test_words_that_were_not_used_are_said(row):
    row.show_chips((), (), "Nothing here has “xyzzy”.")
    assert row.note == "Nothing here has “xyzzy”."


def test_narrowings_that_would_begin_another_line_are_left_out(qtbot, row):
    many = tuple(ChipSpec(key=n, text=f"Something long {n}", icon="plus") for n in range(4))
    row.show_chips((BREAST,), many, "")
    row.resize(520, 40)
    qtbot.waitUntil(lambda: 1 <= len(row.chips) < 5)
    assert row.texts == ("Breast cancer",)
    row.resize(1600, 40)
    qtbot.waitUntil(lambda: len(row.chips) == 5)


def with_menu(qtbot, chip, choose):
    """Open a chip's menu and press what `choose` picks of its entries."""

    def press():
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        choose({action.text(): action for action in menu.actions()}).trigger()
        menu.close()

    QTimer.singleShot(0, press)
    place = chip.rect().center()
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(chip, QContextMenuEvent(reason, place, chip.mapToGlobal(place)))


def test_a_menu_offers_plain_words_and_to_remove_them(qtbot, row):
    with qtbot.waitSignal(row.taken_off) as taken:
        with_menu(qtbot, row.chips[0], lambda of: of["Search for the plain words “breast”"])
    assert taken.args == ["b"]
    with qtbot.waitSignal(row.words_unwanted) as unwanted:
        with_menu(qtbot, row.chips[0], lambda of: of["Remove the words"])
    assert unwanted.args == ["b"]


def test_the_menu_of_a_chip_that_was_taken_off_brings_it_back(qtbot, row):
    row.show_chips((WIG,), (), "")
    with qtbot.waitSignal(row.brought_back) as back:
        with_menu(qtbot, row.chips[0], lambda of: of["Understand it again"])
    assert back.args == ["w"]


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut(qtbot, row, look, percent):
    look.use(percent=percent)
    row.resize(600, row.heightForWidth(600))
    qtbot.waitUntil(lambda: clipped(row) == [])
