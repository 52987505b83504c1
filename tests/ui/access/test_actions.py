"""After every key of the table, and every press of a button, the keyboard is somewhere to be seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from emndir.ui.actions import ACTIONS
from tests.ui.access.checks import controls, said
from tests.ui.access.keyboard import lost
from tests.ui.access.stage import THREE, State, detail, gathered, notices, on_stage, results

ENDS = frozenset({"quit"})
WHERE = (
    State("results", results),
    State("a service", detail(0)),
    State("gathered", gathered(2)),
)


@pytest.fixture
def nothing_stays_open():
    """Close every box and menu that opens, as Esc does."""

    def close() -> None:
        for open_now in (QApplication.activePopupWidget(), QApplication.activeModalWidget()):
            if open_now is not None:
                open_now.close()

    timer = QTimer(interval=30)
    timer.timeout.connect(close)
    timer.start()
    yield
    timer.stop()


def after(stage):
    stage.settle()
    stage.window.activateWindow()
    stage.settle()
    return lost(stage.window)


@pytest.mark.parametrize("state", WHERE, ids=lambda state: state.name)
def test_every_key_of_the_table_leaves_the_keyboard_in_sight(stage_of, state, nothing_stays_open):
    stage = stage_of()
    faults = []
    for spec in ACTIONS:
        if spec.id in ENDS:
            continue
        with on_stage(stage, state) as window:
            stage.window.keys[spec.id].trigger()
            faults += [f"{spec.id}: {fault}" for fault in after(stage)]
            assert window is stage.window
        if stage.context.theme.percent != 100:
            stage.context.theme.use(percent=100)
    assert not faults, "\n".join(faults)


def test_every_kind_of_button_leaves_the_keyboard_in_sight(
    stage_of, nothing_stays_open, monkeypatch
):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _address: True)
    stage = stage_of()
    faults, pressed = [], set()
    for state in (*WHERE, State("notices", notices, THREE)):
        while True:
            with on_stage(stage, state) as window:
                button = next((one for one in _buttons(window) if _kind(one) not in pressed), None)
                if button is None:
                    break
                pressed.add(_kind(button))
                words = said(button)
                button.setFocus()
                QTest.keyClick(button, " ")
                faults += [f"{state.name}, {words}: {fault}" for fault in after(stage)]
    assert not faults, "\n".join(faults)
    assert len(pressed) > 15


def _buttons(window):
    buttons = (one for one in controls(window) if isinstance(one, QAbstractButton))
    return [one for one in buttons if one.focusPolicy().value]


def _kind(button):
    """Return what makes a button one of a kind: of twenty boxes to tick, one is pressed."""
    above = type(button.parentWidget()).__name__
    many = above in ("QWidget", "ChipRow", "RecordRows", "EmptyState")
    return type(button).__name__, above, "" if many else button.accessibleName()[:12]
