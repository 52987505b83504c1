"""The top of the window: boxes, distance, chips."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from emndir.search.criteria import Facet
from emndir.ui.panels.search_panel import SearchPanel
from emndir.ui.viewmodels.search import SearchViewModel
from tests.ui.walks import clipped, nameless


@pytest.fixture
def panel(qtbot, context):
    model = SearchViewModel(context)
    panel = SearchPanel(model)
    panel.model = model
    qtbot.addWidget(panel)
    panel.resize(1280, 104)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    with qtbot.waitSignal(model.answered):
        model.ask()
    return panel


def typed(qtbot, panel, box, text):
    with qtbot.waitSignal(panel.model.answered):
        qtbot.keyClicks(box.line, text)


def test_a_place_among_the_words_comes_into_the_near_box(qtbot, panel):
    typed(qtbot, panel, panel.search_box, "breast le2")
    assert panel.near_box.text == "LE2"
    assert panel.search_box.text == "breast le2"
    assert panel.model.criteria.near == ""
    assert sorted(panel.chips.texts) == ["Breast cancer", "Near LE2, Leicester"]


def test_it_leaves_the_near_box_with_its_word(qtbot, panel):
    typed(qtbot, panel, panel.search_box, "breast le2")
    with qtbot.waitSignal(panel.model.answered):
        panel.search_box.clear_by_hand()
    assert panel.near_box.text == ""
    assert panel.chips.texts == ()


def test_a_typed_place_takes_the_place_of_one_among_the_words(qtbot, panel):
    typed(qtbot, panel, panel.search_box, "breast le2")
    panel.near_box.focus_all()
    typed(qtbot, panel, panel.near_box, "ng1")
    assert panel.search_box.text == "breast"
    assert panel.model.criteria.near == "ng1"
    assert panel.near_box.text == "ng1"


def test_a_place_among_the_words_comes_before_the_usual_place_which_then_returns(qtbot, panel):
    with qtbot.waitSignal(panel.model.answered):
        panel.model.set_near("NG5")
    typed(qtbot, panel, panel.search_box, "breast le2")
    assert panel.near_box.text == "LE2"
    assert panel.model.results.origin.label == "LE2"
    assert sorted(panel.chips.texts) == ["Breast cancer", "Near LE2, Leicester"]
    with qtbot.waitSignal(panel.model.answered):
        qtbot.keyClick(chip_of(panel, "Near LE2"), Qt.Key.Key_Delete)
    assert panel.near_box.text == "NG5"
    assert panel.model.results.origin.label == "NG5"


def test_the_usual_place_stays_inside_a_county_that_is_typed_and_both_are_named(qtbot, panel):
    with qtbot.waitSignal(panel.model.answered):
        panel.model.set_near("LE2")
    typed(qtbot, panel, panel.search_box, "hospice leicestershire")
    assert panel.near_box.text == "LE2"
    assert "Leicestershire" in panel.chips.texts
    assert "Near LE2, Leicester" in panel.chips.texts


def test_where_the_distance_has_no_box_in_sight_the_chip_says_it(qtbot, panel):
    with qtbot.waitSignal(panel.model.answered):
        panel.model.set_within(10.0)
    typed(qtbot, panel, panel.search_box, "breast le2")
    assert "Near LE2, Leicester" in panel.chips.texts
    room = {"is_short": True, "is_narrow": True, "is_compact": True}
    panel.set_room(**room, has_place=False)
    assert "LE2, 10 miles" in panel.chips.texts
    panel.set_room(**room, has_place=True)
    assert "Near LE2, Leicester" in panel.chips.texts


def test_taking_the_near_chip_off_empties_the_near_box(qtbot, panel):
    typed(qtbot, panel, panel.near_box, "le2")
    [chip] = [one for one in panel.chips.chips if "Near" in one.accessibleName()]
    with qtbot.waitSignal(panel.model.answered):
        qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert panel.near_box.text == ""
    assert panel.model.criteria.near == ""


def chip_of(panel, words):
    [chip] = [one for one in panel.chips.chips if words in one.accessibleName()]
    return chip


def test_taking_a_reading_off_leaves_its_words_as_plain_words(qtbot, panel):
    typed(qtbot, panel, panel.search_box, "breast le2")
    with qtbot.waitSignal(panel.model.answered):
        qtbot.keyClick(chip_of(panel, "Breast"), Qt.Key.Key_Delete)
    assert panel.search_box.text == "breast le2"
    assert panel.model.criteria.plain == ("breast",)
    assert panel.chips.texts == ("Near LE2, Leicester",)
    assert panel.chips.plain_texts == ("“breast” as plain words",)


def test_it_is_brought_back(qtbot, panel):
    typed(qtbot, panel, panel.search_box, "breast le2")
    with qtbot.waitSignal(panel.model.answered):
        qtbot.mouseClick(chip_of(panel, "Breast"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(panel.model.answered):
        qtbot.keyClick(chip_of(panel, "“breast”"), Qt.Key.Key_Return)
    assert sorted(panel.chips.texts) == ["Breast cancer", "Near LE2, Leicester"]
    assert panel.chips.plain_texts == ()


def test_it_goes_with_its_word(qtbot, panel):
    typed(qtbot, panel, panel.search_box, "breast le2")
    with qtbot.waitSignal(panel.model.answered):
        qtbot.keyClick(chip_of(panel, "Breast"), Qt.Key.Key_Backspace)
    panel.search_box.focus_all()
    typed(qtbot, panel, panel.search_box, "wig le2")
    assert panel.model.criteria.plain == ()
    assert panel.chips.plain_texts == ()


def test_a_place_that_was_taken_off_leaves_the_near_box_and_keeps_its_word(qtbot, panel):
    typed(qtbot, panel, panel.search_box, "breast le2")
    with qtbot.waitSignal(panel.model.answered):
        qtbot.keyClick(chip_of(panel, "Near LE2"), Qt.Key.Key_Delete)
    assert panel.search_box.text == "breast le2"
    assert panel.near_box.text == ""
    assert panel.model.results.origin is None


def test_with_shift_the_words_of_a_reading_go_too(qtbot, panel):
    typed(qtbot, panel, panel.search_box, "breast le2")
    with qtbot.waitSignal(panel.model.answered):
        qtbot.keyClick(
            chip_of(panel, "Breast"), Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier
        )
    assert panel.search_box.text == "le2"
    assert panel.model.criteria.plain == ()


def test_plain_words_can_be_removed_too(qtbot, panel):
    typed(qtbot, panel, panel.search_box, "breast le2")
    with qtbot.waitSignal(panel.model.answered):
        qtbot.keyClick(chip_of(panel, "Breast"), Qt.Key.Key_Delete)
    with qtbot.waitSignal(panel.model.answered):
        qtbot.keyClick(
            chip_of(panel, "“breast”"), Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier
        )
    assert panel.search_box.text == "le2"
    assert panel.model.criteria.plain == ()


def test_a_place_nobody_knows_is_said_at_the_box(qtbot, panel):
    typed(qtbot, panel, panel.near_box, "zz99 9zz")
    assert panel.near_box.property("fault")
    assert "zz99" in panel.chips.note or "ZZ99" in panel.chips.note


def test_words_nobody_knows_are_said(qtbot, panel):
    typed(qtbot, panel, panel.search_box, "loros xyzzy")
    assert panel.chips.note == "Nothing here has “xyzzy”."


def test_the_distance_is_asked(qtbot, panel):
    with qtbot.waitSignal(panel.model.answered):
        panel.distance.setCurrentIndex(1)
        panel.distance.activated.emit(1)
    assert panel.model.criteria.within_miles == 10.0


def test_a_kind_of_service_that_no_filter_shows_is_a_chip(qtbot, panel):
    with qtbot.waitSignal(panel.model.answered):
        panel.model.set_codes(Facet.SERVICE_TYPE, ("hospice-inpatient",))
    assert panel.chips.texts == ("Hospice ward",)
    with qtbot.waitSignal(panel.model.answered):
        qtbot.keyClick(panel.chips.chips[0], Qt.Key.Key_Delete)
    assert panel.model.criteria.chosen == ()


def test_tab_goes_from_left_to_right(panel):
    names = [one.accessibleName() for one in panel.tab_stops()]
    assert names[:5] == [
        "Search services",
        "Near: a postcode or a town",
        "Within which distance",
        "New patient",
        "Narrow view",
    ]


@pytest.mark.parametrize(
    ("percent", "width"),
    [(100, 1280), (125, 1280), (100, 900), (200, 1280), (200, 1120), (100, 480), (100, 360)],
)
def test_it_is_named_and_whole(qtbot, panel, look, percent, width):
    look.use(percent=percent)
    effective = width / look.scale
    panel.set_room(
        is_short=effective < 1180,
        is_narrow=effective < 900,
        is_compact=effective < 560,
        has_place=effective >= 560,
    )
    typed(qtbot, panel, panel.search_box, "breast le2")
    panel.resize(width, panel.heightForWidth(width))
    assert nameless(panel) == []
    qtbot.waitUntil(lambda: clipped(panel) == [])
