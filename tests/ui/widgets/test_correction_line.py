"""CorrectionLine: what was looked for, and a way to refuse it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from emndir.ui.widgets.correction_line import CorrectionLine, CorrectionWords
from tests.ui.walks import clipped, focusable, nameless

ONE = CorrectionWords(
    shown="Showing results for “lymphoedema”.",
    refusals=(("Search for “lymphodema” as typed", "lymphodema"),),
)
TWO = CorrectionWords(
    shown="Showing results for “lymphoedema” and “hospice”.",
    refusals=(
        ("Search for “lymphodema” as typed", "lymphodema"),
        ("Search for “hopsice” as typed", "hopsice"),
    ),
)


@pytest.fixture
def line(qtbot, look):
    line = CorrectionLine()
    qtbot.addWidget(line)
    line.resize(440, 60)
    line.show()
    line.activateWindow()
    qtbot.waitUntil(line.isActiveWindow)
    return line


def test_without_a_correction_there_is_nothing(line):
    line.show_words(ONE)
    assert line.isVisible()
    line.show_words(CorrectionWords())
    assert not line.isVisible()
    assert line.buttons == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_each_word_is_refused_by_keyboard(qtbot, line, key):
    line.show_words(TWO)
    assert focusable(line) == line.buttons
    line.buttons[1].setFocus()
    assert line.has_focus
    with qtbot.waitSignal(line.refused) as refused:
        if key is Qt.Key.Key_Return:
            line.buttons[1].click()
        else:
            qtbot.keyClick(line.buttons[1], key)
    assert refused.args == ["hopsice"]


def test_the_same_words_keep_their_buttons(line):
    line.show_words(ONE)
    before = line.buttons
    line.show_words(CorrectionWords(shown=ONE.shown, refusals=ONE.refusals))
    assert line.buttons is before


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("width", [300, 440, 900])
def test_it_is_named_and_whole(qtbot, line, look, percent, width):
    look.use(percent=percent)
    line.show_words(TWO)
    width = round(width * percent / 100)
    line.resize(width, line.heightForWidth(width))
    assert nameless(line) == []
    qtbot.waitUntil(lambda: clipped(line) == [])
