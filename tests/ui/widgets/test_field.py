"""The search box and the near box."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QTextDocumentFragment
from PySide6.QtWidgets import QToolButton

from emndir.ui.widgets.field import LONGEST, KeyCap
from emndir.ui.widgets.search_box import NearBox, SearchBox
from tests.ui.walks import nameless


@pytest.fixture(params=[SearchBox, NearBox])
def box(qtbot, look, request):
    box = request.param()
    qtbot.addWidget(box)
    box.resize(320, 40)
    box.show()
    box.activateWindow()
    qtbot.waitUntil(box.isActiveWindow)
    box.line.clearFocus()
    return box


def test_what_is_typed_is_told_letter_by_letter(qtbot, box):
    typed = []
    box.typed.connect(typed.append)
    qtbot.keyClicks(box.line, "wig")
    assert typed == ["w", "wi", "wig"]


def test_what_is_set_is_not_told(qtbot, box):
    with qtbot.assertNotEmitted(box.typed):
        box.set_text("breast")
    assert box.text == "breast"


def test_return_and_down_are_told(qtbot, box):
    with qtbot.waitSignal(box.submitted):
        qtbot.keyClick(box.line, Qt.Key.Key_Return)
    box.set_text("wig")
    with qtbot.waitSignal(box.down_pressed):
        qtbot.keyClick(box.line, Qt.Key.Key_Down)
    assert box.text == "wig"


def test_the_clear_button_is_there_when_there_is_something_to_clear(qtbot, box):
    clear = box.findChild(QToolButton)
    assert not clear.isVisible()
    box.set_text("wig")
    box.line.setFocus()
    assert clear.isVisible()
    with qtbot.waitSignal(box.typed) as typed:
        qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert typed.args == [""]
    assert box.line.hasFocus()


def test_a_short_field_shows_its_key_or_the_way_to_clear_it(qtbot, look):
    box = NearBox()
    qtbot.addWidget(box)
    box.set_text("LE2")
    box.show()
    clear, cap = box.findChild(QToolButton), box.findChild(KeyCap)
    box.leaveEvent(QEvent(QEvent.Type.Leave))
    box.line.clearFocus()
    assert (clear.isVisible(), cap.isVisible()) == (False, True)
    spot = QPointF(5, 5)
    box.enterEvent(QEnterEvent(spot, spot, spot))
    assert (clear.isVisible(), cap.isVisible()) == (True, False)
    box.leaveEvent(QEvent(QEvent.Type.Leave))
    assert (clear.isVisible(), cap.isVisible()) == (False, True)


def test_the_key_is_shown_until_the_field_has_the_keyboard(box):
    cap = box._key
    assert cap.isVisible()
    box.focus_all()
    assert not cap.isVisible()


def test_going_there_selects_everything(box):
    box.set_text("breast")
    box.focus_all()
    assert box.line.selectedText() == "breast"


def test_letters_typed_elsewhere_are_added(qtbot, box):
    box.set_text("wi")
    with qtbot.waitSignal(box.typed) as typed:
        box.add_typed("g")
    assert typed.args == ["wig"]
    assert box.line.hasFocus()


def presses_undo(qtbot, box):
    box.line.setFocus()
    qtbot.keyClick(box.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    return box.text


def test_what_was_cleared_does_not_come_back_by_ctrl_z(qtbot, box):
    qtbot.keyClicks(box.line, "LE2 3AB")
    qtbot.mouseClick(box.findChild(QToolButton), Qt.MouseButton.LeftButton)
    assert presses_undo(qtbot, box) == ""


def test_setting_nothing_where_nothing_stands_forgets_what_was_typed(qtbot, box):
    qtbot.keyClicks(box.line, "LE2 3AB")
    box.line.clear()
    box.set_text("")
    assert presses_undo(qtbot, box) == ""


def test_forgetting_what_was_typed_keeps_what_stands(qtbot, box):
    qtbot.keyClicks(box.line, "LE2 3AB")
    box.forget_typing()
    assert presses_undo(qtbot, box) == "LE2 3AB"
    box.line.selectAll()
    qtbot.keyClicks(box.line, "x")
    box.forget_typing()
    assert presses_undo(qtbot, box) == "x"


def test_a_fault_is_said_and_shown(box):
    box.set_fault("No such place.")
    assert box.property("fault") is True
    assert box.line.accessibleDescription() == "No such place."
    box.set_fault("")
    assert box.property("fault") is False


def test_a_fault_with_tags_is_shown_as_it_was_typed(box):
    fault = "No place O'<b>x</b> & y"
    box.set_fault(fault)
    assert QTextDocumentFragment.fromHtml(box.toolTip()).toPlainText() == fault
    assert box.line.accessibleDescription() == fault
    box.set_fault("")
    assert box.toolTip() == ""


def test_a_paste_by_mistake_is_cut(box):
    box.line.setText("x" * 10_000)
    assert len(box.text) == LONGEST


def test_it_has_names(box):
    box.set_text("wig")
    assert nameless(box) == []
    assert box.line.accessibleName()


def test_it_grows_with_the_text(box, look):
    look.use(percent=200)
    assert box.height() == 80
