"""Suggestions below the search box: the box and its list, without a directory."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetricsF
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from emndir.search.suggestion import Suggestion, SuggestionKind
from emndir.ui import theme
from emndir.ui.models.suggestions_model import row_of
from emndir.ui.widgets.search_box import SearchBox
from emndir.ui.widgets.suggestion_delegate import LEAST_HEIGHT, row_height
from tests.ui.walks import focusable, nameless, tree

ALT = Qt.KeyboardModifier.AltModifier
LONG = "Macmillan cancer information and support centre, Queen's Medical Centre, Nottingham"
ROWS = (
    Suggestion(SuggestionKind.TERM, "Breast cancer", "Cancer", "Breast cancer", code="breast"),
    Suggestion(SuggestionKind.TERM, "Wigs and hair loss", "Kind of service", "Wigs and hair loss"),
    Suggestion(SuggestionKind.PLACE, "Breaston", "Derbyshire", "near Breaston"),
    Suggestion(SuggestionKind.ORGANIZATION, "Breast Cancer Now", "All of the UK", "x"),
    Suggestion(SuggestionKind.SERVICE, LONG, "A hospitals NHS trust", LONG, uid="u", code="clinic"),
)


@pytest.fixture
def window(qtbot, look):
    """A window with a search box, another line, and room below."""
    window = QWidget()
    column = QVBoxLayout(window)
    window.box, window.other = SearchBox(), QLineEdit()
    window.other.setAccessibleName("Other")
    column.addWidget(window.box)
    column.addWidget(window.other)
    column.addStretch(1)
    window.resize(700, 560)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.box.focus_all()
    return window


@pytest.fixture
def box(qtbot, window):
    """The search box, with "bre" typed and five suggestions shown."""
    qtbot.keyClicks(window.box.line, "bre")
    window.box.show_suggestions("bre", ROWS)
    assert window.box.is_suggesting
    return window.box


def press(qtbot, box, key, modifiers=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(box.line, key, modifiers)


def test_what_is_typed_is_asked_about(qtbot, window):
    wanted = []
    window.box.suggestions_wanted.connect(wanted.append)
    qtbot.keyClicks(window.box.line, "wig")
    assert wanted == ["w", "wi", "wig"]
    window.box.set_text("breast")
    assert wanted == ["w", "wi", "wig"]


def test_suggestions_come_below_the_box_and_leave_the_keyboard_in_it(box, window):
    frame = box.suggestions
    assert frame.parentWidget() is window
    assert box.line.hasFocus()
    assert frame.chosen is None
    top = box.mapTo(window, QPoint(0, box.height())).y()
    assert frame.geometry().top() >= top + 4
    assert window.rect().contains(frame.geometry())
    assert frame.model.rowCount() == len(ROWS)


def test_an_answer_to_other_words_shows_nothing(qtbot, window):
    qtbot.keyClicks(window.box.line, "bre")
    window.box.show_suggestions("br", ROWS)
    assert not window.box.is_suggesting
    window.other.setFocus()
    window.box.show_suggestions("bre", ROWS)
    assert not window.box.is_suggesting


def test_down_still_goes_to_the_results(qtbot, box):
    with qtbot.waitSignal(box.down_pressed):
        press(qtbot, box, Qt.Key.Key_Down)
    assert box.text == "bre"
    assert not box.is_suggesting


def test_alt_and_down_go_into_the_list_the_arrows_move_and_enter_takes(qtbot, box):
    with qtbot.assertNotEmitted(box.down_pressed):
        press(qtbot, box, Qt.Key.Key_Down, ALT)
        assert box.suggestions.chosen == ROWS[0]
        press(qtbot, box, Qt.Key.Key_Down)
        press(qtbot, box, Qt.Key.Key_Down)
        press(qtbot, box, Qt.Key.Key_Up)
        press(qtbot, box, Qt.Key.Key_Down, ALT)
        assert box.suggestions.chosen == ROWS[2]
        for _ in range(9):
            press(qtbot, box, Qt.Key.Key_Down)
    assert box.suggestions.chosen == ROWS[-1]
    assert box.line.hasFocus()
    press(qtbot, box, Qt.Key.Key_Up)
    press(qtbot, box, Qt.Key.Key_Up)
    typed = []
    box.typed.connect(typed.append)
    with qtbot.assertNotEmitted(box.submitted), qtbot.assertNotEmitted(box.suggestions_wanted):
        press(qtbot, box, Qt.Key.Key_Return)
    assert typed == ["near Breaston"]
    assert box.text == "near Breaston"
    assert box.line.cursorPosition() == len(box.text)
    assert not box.is_suggesting


def test_up_from_the_first_leaves_the_list_open_with_none_chosen(qtbot, box):
    press(qtbot, box, Qt.Key.Key_Down, ALT)
    press(qtbot, box, Qt.Key.Key_Up)
    assert box.is_suggesting
    assert box.suggestions.chosen is None
    with qtbot.waitSignal(box.submitted):
        press(qtbot, box, Qt.Key.Key_Return)
    assert not box.is_suggesting
    assert box.text == "bre"


def test_typing_on_chooses_none(qtbot, box):
    press(qtbot, box, Qt.Key.Key_Down, ALT)
    qtbot.keyClicks(box.line, "a")
    assert box.text == "brea"
    assert box.suggestions.chosen is None


def test_alt_and_down_ask_where_the_list_is_closed(qtbot, box):
    press(qtbot, box, Qt.Key.Key_Escape)
    assert not box.is_suggesting
    with qtbot.waitSignal(box.suggestions_wanted) as wanted:
        press(qtbot, box, Qt.Key.Key_Down, ALT)
    assert wanted.args == ["bre"]
    box.show_suggestions("bre", ROWS)
    assert box.suggestions.chosen == ROWS[0]


def test_escape_closes_the_list_and_keeps_the_words(qtbot, box):
    press(qtbot, box, Qt.Key.Key_Escape)
    assert not box.is_suggesting
    assert box.text == "bre"
    assert box.line.hasFocus()


def test_tab_goes_on_and_closes(qtbot, box, window):
    press(qtbot, box, Qt.Key.Key_Tab)
    assert window.other.hasFocus()
    assert not box.is_suggesting
    assert focusable(window) == [box.line, window.other]


def test_enter_without_a_choice_opens_nothing_again(qtbot, window):
    wanted = []
    window.box.suggestions_wanted.connect(wanted.append)
    qtbot.keyClicks(window.box.line, "br")
    with qtbot.waitSignal(window.box.submitted):
        press(qtbot, window.box, Qt.Key.Key_Return)
    assert wanted == ["b", "br", ""]


def test_a_click_takes_one(qtbot, box):
    view = box.suggestions.view
    spot = view.visualRect(box.suggestions.model.index(2, 0)).center()
    with qtbot.waitSignal(box.typed) as typed:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert typed.args == ["near Breaston"]
    assert box.line.hasFocus()
    assert not box.is_suggesting


def test_a_click_beside_it_closes_it(qtbot, box, window):
    qtbot.mouseClick(window, Qt.MouseButton.LeftButton, pos=QPoint(5, window.height() - 5))
    assert not box.is_suggesting


def test_a_choice_can_be_undone(qtbot, box):
    box.take(ROWS[2])
    with qtbot.waitSignal(box.typed):
        press(qtbot, box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert box.text == "bre"


def test_nothing_is_left_in_a_closed_list(box):
    box.hide_suggestions()
    assert box.suggestions.model.rowCount() == 0
    box.show_suggestions("bre", ())
    assert not box.is_suggesting


def test_it_closes_with_the_words_the_theme_and_the_size(qtbot, box, window, look):
    window.resize(640, 500)
    qtbot.waitUntil(lambda: not box.is_suggesting)
    box.show_suggestions("bre", ROWS)
    look.use(percent=125)
    assert not box.is_suggesting
    box.show_suggestions("bre", ROWS)
    box.set_text("")
    assert not box.is_suggesting


def test_every_row_says_its_kind_in_words():
    assert [row_of(one).mark for one in ROWS] == [
        "Cancer",
        "Kind of service",
        "Place",
        "Run by",
        "Service",
    ]
    assert row_of(ROWS[2]).spoken == "Place: Breaston, Derbyshire"
    assert row_of(ROWS[0]).spoken == "Cancer: Breast cancer"
    assert len({row_of(one).icon for one in ROWS}) == len(ROWS)


def test_a_screen_reader_is_told(box, window):
    names = {
        (node.role(), node.text(QAccessible.Text.Name))
        for node in tree(window)
        if not node.state().invisible
    }
    assert (QAccessible.Role.List, "Suggestions") in names
    for one in ROWS:
        assert (QAccessible.Role.ListItem, row_of(one).spoken) in names
    assert nameless(window) == []
    assert "Alt" in box.line.accessibleDescription()


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_rows_are_large_enough_and_nothing_is_cut(look, percent):
    look.use(percent=percent)
    line = QFontMetricsF(look.font("body")).height()
    wide = QFontMetricsF(look.font("body")).horizontalAdvance(LONG)
    for width in (440, 600, 1200):
        heights = [row_height(row_of(one), width) for one in ROWS]
        assert min(heights) >= look.px(LEAST_HEIGHT) >= 24
        lines = 1 if wide < width * 0.7 else 2
        assert heights[-1] >= lines * line


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_the_chosen_row_looks_otherwise_in_every_theme(qtbot, window, name):
    theme.current().use(choice=name)
    box = window.box
    qtbot.keyClicks(box.line, "bre")
    box.show_suggestions("bre", ROWS)
    box.suggestions.choose(1)
    view = box.suggestions.view
    picture = view.viewport().grab().toImage()
    ratio = picture.devicePixelRatio()
    colors = []
    for row in (1, 2):
        rect = view.visualRect(box.suggestions.model.index(row, 0))
        at = QPoint(rect.left() + 2, rect.center().y()) * ratio
        colors.append(QColor(picture.pixelColor(at)).name())
    assert colors[0] == theme.current().hex("brand")
    assert colors[1] != colors[0]
