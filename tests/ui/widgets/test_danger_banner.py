"""DangerBanner: fixed sentences first, then the lines with their numbers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from emndir.ui.widgets.danger_banner import DangerBanner
from emndir.ui.widgets.treatment_strip import DangerWords, TreatmentLine
from tests.ui.walks import clipped, focusable, nameless

LEICESTER = TreatmentLine(
    uid="leicester",
    question="Leicester 24-hour cancer treatment helpline",
    doubt="Not dated: alert card first.",
    number="0808 178 2212",
    spoken="Leicester. Not dated: alert card first. 0 8 0 8, 1 7 8, 2 2 1 2",
    copy_text="Leicester: 0808 178 2212. Not dated: alert card first.",
)
NOTTINGHAM = TreatmentLine(
    uid="nottingham",
    question="Nottingham 24-hour line",
    doubt="Not dated: alert card first.",
    number="Not listed",
    spoken="Nottingham. Not listed",
)
WORDS = DangerWords(
    heading="This can be an emergency",
    sentences=("If life is at risk, call 999.", "This directory gives no clinical advice."),
    lines_title="24-hour treatment lines that serve LE2",
    lines=(LEICESTER, NOTTINGHAM),
)
NOWHERE = DangerWords(
    heading=WORDS.heading, sentences=WORDS.sentences, lines_title="", asks_for_place=True
)


@pytest.fixture
def banner(qtbot, look):
    banner = DangerBanner()
    qtbot.addWidget(banner)
    banner.resize(460, 400)
    banner.set_limit(400)
    banner.show_words(WORDS)
    banner.show()
    banner.activateWindow()
    qtbot.waitUntil(banner.isActiveWindow)
    return banner


def test_the_sentences_are_read_first_then_each_line_and_its_copy(banner):
    stops = focusable(banner)
    assert stops[0].accessibleName() == (
        "This can be an emergency\nIf life is at risk, call 999.\n"
        "This directory gives no clinical advice."
    )
    assert [one.accessibleName() for one in stops[1:]] == [
        LEICESTER.spoken,
        "Copy the number: Leicester 24-hour cancer treatment helpline",
        NOTTINGHAM.spoken,
    ]
    assert banner.lines[0].words == (
        "Leicester 24-hour cancer treatment helpline",
        "Not dated: alert card first.",
        "0808\N{NO-BREAK SPACE}178\N{NO-BREAK SPACE}2212",
    )


def test_a_line_leads_to_its_record(qtbot, banner):
    with qtbot.waitSignal(banner.opened) as opened:
        qtbot.keyClick(banner.lines[1], Qt.Key.Key_Space)
    assert opened.args == ["nottingham"]


def test_a_number_is_copied_with_whose_it_is_and_how_sure(qtbot, banner):
    with qtbot.waitSignal(banner.copied) as copied:
        qtbot.keyClick(banner.copy_buttons[0], Qt.Key.Key_Space)
    assert copied.args == [LEICESTER.copy_text]
    with qtbot.waitSignal(banner.copied) as copied:
        qtbot.keyClick(banner.lines[0], Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copied.args == [LEICESTER.copy_text]


def test_there_is_nothing_to_copy_where_no_number_is_listed(qtbot, banner):
    assert len(banner.copy_buttons) == 1
    with qtbot.assertNotEmitted(banner.copied):
        qtbot.keyClick(banner.lines[1], Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)


def test_without_a_place_it_leads_to_the_place_box(qtbot, banner):
    banner.show_words(NOWHERE)
    assert banner.lines == ()
    said = "Type a postcode to see the line of the nearest hospital."
    assert banner.place_button.accessibleName() == said
    with qtbot.waitSignal(banner.place_wanted):
        qtbot.keyClick(banner.place_button, Qt.Key.Key_Space)
    banner.show_words(WORDS)
    assert not banner.place_button.isVisible()


def test_it_goes_with_the_words(banner):
    banner.show_words(None)
    assert not banner.isVisible()


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("words", [WORDS, NOWHERE])
def test_it_is_as_high_as_its_words_and_whole(qtbot, banner, look, percent, words):
    look.use(percent=percent)
    banner.show_words(words)
    banner.resize(460 * percent // 100, 10)
    banner.set_limit(2000)
    banner.resize(banner.width(), banner.sizeHint().height())
    assert nameless(banner) == []
    qtbot.waitUntil(lambda: clipped(banner) == [])
    qtbot.waitUntil(lambda: banner.verticalScrollBar().maximum() == 0)
    assert banner.sizeHint().height() == banner.maximumHeight()
    assert banner.height() < 330 * percent // 100


def test_where_there_is_little_room_it_scrolls_to_what_has_the_keyboard(qtbot, banner):
    banner.set_limit(100)
    assert banner.height() == 100
    assert banner.verticalScrollBar().value() == 0
    stops = focusable(banner)
    stops[0].setFocus()
    for _ in stops[1:]:
        qtbot.keyClick(banner.focusWidget(), Qt.Key.Key_Tab)
    assert banner.focusWidget() is stops[-1]
    assert banner.verticalScrollBar().value() > 0


def test_where_room_is_short_the_number_stands_first_and_nothing_is_lost(banner):
    roomy = banner.needed(banner.width())
    banner.set_tight(True)
    line, text = banner.lines[0], banner.tab_stops()[-2]
    assert (
        line.mapTo(banner, line.rect().topLeft()).y()
        < text.mapTo(banner, text.rect().topLeft()).y()
    )
    assert banner.tab_stops()[0] is line
    assert all(sentence in text.text() for sentence in WORDS.sentences)
    assert banner.needed(banner.width()) < roomy
    banner.set_tight(False)
    assert banner.tab_stops()[1] is line
    assert banner.needed(banner.width()) == roomy
