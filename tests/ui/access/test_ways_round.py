"""F6 round the parts and back, the arrow keys of the view switch, and F9: the keyboard stays in sight."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.access import stage as shown
from tests.ui.access.keyboard import SHIFT, lost
from tests.ui.access.stage import State, on_stage

NONE = Qt.KeyboardModifier.NoModifier
MOST_PARTS = 9
ROUNDS = (
    (State("start", shown.nothing), 3),
    (State("start small", shown.nothing, shown.SMALL), 2),
    (State("results wide", shown.results, shown.WIDE), 4),
    (State("results folded", shown.results, shown.FOLDED), 3),
    (State("results small", shown.results, shown.SMALL), 3),
    (State("notices", shown.notices), 4),
    (State("nothing found", shown.empty_answer), 4),
    (State("danger", shown.danger()), 4),
    (State("a service", shown.detail(0)), 5),
    (State("a service on one page", shown.detail(0), shown.ONE), 3),
    (State("gathered", shown.gathered(2)), 5),
    (State("peek", shown.peek, shown.SMALL), 4),
    (State("filters folded", shown.filters_open, shown.FOLDED), 3),
    (State("first start", shown.first_run), 2),
    (State("first start, small", shown.first_run, shown.SMALL), 2),
)
"""States, and how many parts F6 comes to there at least, at 100 %."""


def press(stage, key, modifiers=NONE):
    window = stage.window
    QTest.keyClick(window.focusWidget() or window, key, modifiers)
    stage.settle()
    return window.focusWidget()


@pytest.mark.parametrize("percent", [100, 200])
def test_f6_goes_round_through_parts_in_sight_and_shift_f6_the_other_way(stage_of, percent):
    stage = stage_of(percent=percent)
    faults = []
    for state, least in ROUNDS:
        with on_stage(stage, state) as window:
            window.search_panel.search_box.focus_all()
            first = window.focusWidget()
            ways = {NONE: [], SHIFT: []}
            for modifiers, met in ways.items():
                for _ in range(MOST_PARTS + 1):
                    here = press(stage, Qt.Key.Key_F6, modifiers)
                    faults += [f"{state.name}: {fault}" for fault in lost(window)]
                    if here is first:
                        break
                    met.append(here)
            fewest = least if percent == 100 else 2  # there the filters are folded away
            if len(ways[NONE]) + 1 not in range(fewest, MOST_PARTS + 1):
                faults.append(f"{state.name}: F6 comes to {len(ways[NONE]) + 1} parts")
            if ways[SHIFT] != ways[NONE][::-1]:
                faults.append(f"{state.name}: Shift+F6 is another way: {ways}")
    assert not faults, "\n".join(faults)


def test_the_arrow_keys_turn_the_screen_and_back(stage_of):
    stage = stage_of()
    for size in (shown.THREE, shown.ONE, shown.SMALL):
        with on_stage(stage, State("a service", shown.detail(0), size)) as window:
            window.page.show_record()
            switch = window.service_panel.page.switch
            switch.focus()
            assert lost(window) == []
            press(stage, Qt.Key.Key_Right)
            assert window.turning.is_turned
            assert lost(window) == []
            patient = window.turning.patient.switch
            patient.focus()
            assert lost(window) == []
            press(stage, Qt.Key.Key_Right)
            assert window.turning.is_turned  # it is on already
            press(stage, Qt.Key.Key_Left)
            assert not window.turning.is_turned
            assert window.focusWidget() is switch.buttons[switch.view]
            assert lost(window) == []


def test_docking_and_undocking_keep_the_keyboard_where_it_is(stage_of):
    stage = stage_of()
    faults = []
    for name, show, where in (
        ("search box", shown.results, lambda window: window.search_panel.search_box.line),
        ("a chip", shown.results, lambda window: window.search_panel.chips.chips[0]),
        ("the list", shown.peek, lambda window: window.results_panel.cards.list),
        ("the order", shown.results, lambda window: window.results_panel.head.sort),
        ("near", shown.results, lambda window: window.search_panel.near_box.line),
        ("a filter", shown.results, lambda window: window.filter_panel.clear_button),
        ("a way on", shown.nothing, lambda window: window.results_panel.empty.buttons[0]),
        ("the record", shown.detail(0), lambda window: window.service_panel.page.head),
        ("the tray", shown.gathered(2), lambda window: window.tray.handout_button),
    ):
        with on_stage(stage, State(name, show)) as window:
            widget = where(window)
            if not widget.isEnabled():
                widget = next(iter(window.filter_panel.groups.values())).heading
            widget.setFocus()
            assert window.focusWidget() is widget
            press(stage, Qt.Key.Key_F9)
            stage.until(lambda: stage.window.page.is_narrow)
            faults += [f"{name}, docked: {fault}" for fault in lost(window)]
            if widget.isVisible() and window.focusWidget() is not widget:
                faults.append(f"{name}, docked: the keyboard went away")
            widget = window.focusWidget()  # another where the first has no place when docked
            press(stage, Qt.Key.Key_F9)
            stage.until(lambda: not stage.window.page.is_narrow)
            stage.settle()
            faults += [f"{name}, back: {fault}" for fault in lost(window)]
            if widget.isVisible() and window.focusWidget() is not widget:
                faults.append(f"{name}, back: the keyboard went away")
    assert not faults, "\n".join(faults)
