"""Empty states, the 24-hour strip and the status line."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from emndir.ui.widgets.empty_state import EmptyState, EmptyWords, WayOn
from emndir.ui.widgets.status_strip import StatusStrip
from emndir.ui.widgets.treatment_strip import TreatmentLine, TreatmentStrip
from tests.ui.walks import clipped, nameless

WORDS = EmptyWords(
    title="Find cancer services",
    text="Type a cancer.",
    examples_title="For example",
    examples=("bowel de1", "wig"),
    ways_title="Often needed",
    ways=(WayOn(key="money", text="Money and benefits", icon="currency-gbp", number="10"),),
    sentences=("One more thing.",),
)
LINE = TreatmentLine(
    uid="line",
    question="Unwell on treatment?",
    doubt="Leicester 24-hour cancer treatment helpline. Not dated: alert card first.",
    number="0808 178 2212",
    spoken="Unwell on treatment? 0 8 0 8",
)


@pytest.fixture
def empty(qtbot, look):
    empty = EmptyState()
    qtbot.addWidget(empty)
    empty.resize(420, 600)
    empty.show_words(WORDS)
    empty.show()
    empty.activateWindow()
    qtbot.waitUntil(empty.isActiveWindow)
    return empty


def test_examples_and_ways_are_told(qtbot, empty):
    with qtbot.waitSignal(empty.example_chosen) as example:
        empty.buttons[1].click()
    assert example.args == ["wig"]
    with qtbot.waitSignal(empty.way_chosen) as way:
        empty.buttons[2].click()
    assert way.args == ["money"]


def test_the_same_words_are_not_built_again(empty):
    before = list(empty.buttons)
    empty.show_words(WORDS)
    assert empty.buttons == before


def test_other_words_take_their_place(empty):
    empty.show_words(EmptyWords(title="Nothing found"))
    assert empty.buttons == []
    assert not empty.focus_part()


def test_the_keyboard_comes_to_the_first_button(empty):
    assert empty.focus_part()
    assert empty.buttons[0].hasFocus()


@pytest.mark.parametrize("percent", [100, 200])
def test_it_is_named_and_whole(qtbot, empty, look, percent):
    look.use(percent=percent)
    empty.resize(640, 900)
    assert nameless(empty) == []
    qtbot.waitUntil(lambda: clipped(empty) == [])


@pytest.fixture
def strip(qtbot, look):
    strip = TreatmentStrip()
    qtbot.addWidget(strip)
    strip.resize(440, 60)
    return strip


def test_the_strip_opens_its_record(qtbot, strip):
    strip.show_line(LINE)
    assert strip.words == (LINE.question, LINE.doubt, "0808\xa0178\xa02212")
    assert strip.accessibleName() == LINE.spoken
    with qtbot.waitSignal(strip.opened) as opened:
        qtbot.keyClick(strip, Qt.Key.Key_Space)
    assert opened.args == ["line"]


def test_without_a_line_there_is_no_strip(strip):
    strip.show_line(LINE)
    strip.show_line(None)
    assert strip.isHidden()


@pytest.mark.parametrize("percent", [100, 200])
def test_the_strip_is_whole(qtbot, strip, look, percent):
    look.use(percent=percent)
    strip.show_line(LINE)
    strip.resize(700, strip.heightForWidth(700))
    strip.show()
    qtbot.waitExposed(strip)
    assert clipped(strip) == []


def test_the_status_says_date_number_share_privacy_and_size(qtbot, look):
    strip = StatusStrip()
    qtbot.addWidget(strip)
    strip.say("Data of 22 November 2026", "573 services", "12% have a source")
    strip.resize(1200, 28)
    strip.show()
    qtbot.waitExposed(strip)
    assert strip.words == (
        "Data of 22 November 2026",
        "573 services",
        "12% have a source",
        "Text 100%",
    )
    assert clipped(strip) == []
    strip.set_narrow(True)
    assert not strip._share.isVisible()
    look.use(percent=150)
    assert strip.words[-1] == "Text 150%"
