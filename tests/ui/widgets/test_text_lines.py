"""TextLines: text that mouse and keyboard select, and links that open only when asked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication

from emndir.ui import theme
from emndir.ui.detail import Line, Look
from emndir.ui.widgets.text_lines import LinesBlock, TextLines

LINES = (Line("Phone", Look.CAPTION), Line("0300 303 1573", Look.NUMBER))


@pytest.fixture
def label(qtbot, look):
    label = TextLines(LINES)
    qtbot.addWidget(label)
    label.resize(300, 100)
    label.show()
    label.setFocus()
    return label


def test_it_is_one_stop_of_the_tab_key_and_says_all_it_shows(label):
    assert label.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert label.accessibleName() == "Phone\n0300 303 1573"


def test_what_is_spoken_may_differ(label):
    label.set_lines(LINES, "Phone: 0 3 0 0")
    assert label.accessibleName() == "Phone: 0 3 0 0"
    assert label.words == "Phone\n0300 303 1573"


def test_the_keyboard_selects_and_copies(qtbot, label):
    qtbot.keyClick(label, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(label, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Phone\n0300 303 1573"


def test_the_mouse_selects(qtbot, label):
    qtbot.mouseDClick(label, Qt.MouseButton.LeftButton, pos=QPoint(12, 8))
    assert label.selectedText() == "Phone"


def test_ctrl_c_is_kept_only_for_a_selection(qtbot, label):
    def overridden() -> bool:
        event = QKeyEvent(
            QKeyEvent.Type.ShortcutOverride, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier, "c"
        )
        event.ignore()
        QApplication.sendEvent(label, event)
        return event.isAccepted()

    assert not overridden()
    qtbot.keyClick(label, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert overridden()


def test_the_selection_goes_with_the_focus(qtbot, label):
    qtbot.keyClick(label, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    label.clearFocus()
    assert not label.hasSelectedText()


def test_record_text_is_never_markup(label):
    label.set_lines([Line("<b>5 & 6</b> <img src=x>")])
    assert "&lt;b&gt;5 &amp; 6" in label.text()
    assert "<img" not in label.text()


def test_colours_and_sizes_follow_the_theme(label):
    light = label.text()
    theme.current().use("dark", 200)
    assert theme.current().hex("ink3") in label.text()
    assert label.text() != light
    assert f"{theme.current().points('number'):.2f}pt" in label.text()


def test_a_lead_stands_before_the_text(label):
    label.set_lines([Line("Phone is old.", lead="Check before you print.")])
    assert label.words == "Check before you print. Phone is old."
    assert "Check before you print.</span> Phone is old." in label.text()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_asks_to_open_the_only_link(qtbot, label, key):
    label.set_lines([Line("nhs.uk/a", url="https://www.nhs.uk/a")])
    assert "Enter" in label.accessibleDescription()
    with qtbot.waitSignal(label.opened) as asked:
        qtbot.keyClick(label, key)
    assert asked.args == [QUrl("https://www.nhs.uk/a")]


def test_a_click_asks_to_open_a_link(qtbot, label):
    label.set_lines([Line("nhs.uk/a", url="https://www.nhs.uk/a")])
    with qtbot.waitSignal(label.opened) as asked:
        qtbot.mouseClick(label, Qt.MouseButton.LeftButton, pos=QPoint(15, 10))
    assert asked.args == [QUrl("https://www.nhs.uk/a")]


def test_enter_on_text_opens_nothing(qtbot, label):
    with qtbot.assertNotEmitted(label.opened):
        qtbot.keyClick(label, Qt.Key.Key_Return)


def test_in_a_block_every_link_is_a_stop_of_its_own(qtbot, look):
    block = LinesBlock(
        [
            Line("a"),
            Line("b"),
            Line("x", url="https://x.org"),
            Line("y", url="https://y.org"),
            Line("c"),
        ]
    )
    qtbot.addWidget(block)
    stops = [label.words for label in block.findChildren(TextLines)]
    assert stops == ["a\nb", "x", "y", "c"]
    with qtbot.waitSignal(block.opened) as asked:
        block.findChildren(TextLines)[2].opened.emit(QUrl("https://y.org"))
    assert asked.args == [QUrl("https://y.org")]
