"""The whole window: names, reachability, nothing cut, settings."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit

from emndir.runtime.settings import Managed
from emndir.ui.dialogs.plain_dialog import PlainDialog
from emndir.ui.messages import Message
from emndir.ui.pages.search_page import Part
from emndir.ui.widgets.pane_splitter import PaneHandle
from emndir.ui.widgets.result_list import ResultList
from tests.ui.walks import clipped, focusable, nameless

STATES = ["", "breast le2", "xyzzy flurb", "hospice"]
VIEWS = [
    (1280, 100),
    (1440, 100),
    (1600, 100),
    (1000, 100),
    (1280, 125),
    (1280, 150),
    (1280, 175),
    (1280, 200),
    (420, 100),
    (630, 150),
    (840, 200),
]


def ask(qtbot, program, words):
    box = program.window.search_panel.search_box
    box.focus_all()
    if words == box.text:
        return
    with qtbot.waitSignal(program.window.search.answered):
        qtbot.keyClicks(box.line, words) if words else box.clear_by_hand()
    qtbot.waitUntil(lambda: not program.tasks.is_busy("search"))


def choose_first(qtbot, program):
    with qtbot.waitSignal(program.window.service_panel.view_model.shown):
        program.window.results_panel.focus_part()


def view(qtbot, program, width, percent):
    program.context.theme.use(percent=percent)
    program.window.resize(width, 800)
    qtbot.waitUntil(lambda: program.window.width() == width)


@pytest.mark.parametrize(("width", "percent"), VIEWS)
def test_nothing_is_cut_and_nothing_nameless(qtbot, real_program, width, percent):
    window = real_program.window
    view(qtbot, real_program, width, percent)
    for words in STATES:
        ask(qtbot, real_program, words)
        assert nameless(window) == []
        qtbot.waitUntil(lambda: clipped(window) == [])
    choose_first(qtbot, real_program)
    for part in Part:
        window.page._show(part)
        qtbot.waitUntil(lambda: clipped(window) == [])
        assert nameless(window) == []


@pytest.mark.parametrize("percent", [100, 200])
def test_everything_that_can_be_used_is_reached_by_tab(qtbot, real_program, percent):
    window = real_program.window
    view(qtbot, real_program, 1280, percent)
    ask(qtbot, real_program, "breast le2")
    choose_first(qtbot, real_program)
    for part in Part:
        window.page._show(part)
        stops = focusable(window)
        usable = [
            one
            for kind in (QAbstractButton, QComboBox, QLineEdit, ResultList)
            for one in window.findChildren(kind)
            if one.isVisibleTo(window) and one.isEnabled()
        ]
        roving = [chip for chip in window.search_panel.chips.chips if chip not in stops]
        rows = [one for one in usable if one.focusPolicy() is Qt.FocusPolicy.ClickFocus]
        mouse_only = [one for one in usable if one.focusPolicy() is Qt.FocusPolicy.NoFocus]
        left = [one for one in usable if one not in {*stops, *roving, *rows, *mouse_only}]
        assert left == []
        assert {one.toolTip() for one in mouse_only} <= {"Clear", ""}


def test_tab_goes_through_the_window_as_one_reads_it(qtbot, real_program):
    window = real_program.window
    view(qtbot, real_program, 1280, 100)
    ask(qtbot, real_program, "breast le2")
    choose_first(qtbot, real_program)
    window.search_panel.search_box.focus_all()
    met, here = [], window.focusWidget()
    for _ in range(300):  # a text with links takes Tab more than once
        if not met or here is not met[-1]:
            met.append(here)
        qtbot.keyClick(here, Qt.Key.Key_Tab)
        here = window.focusWidget()
        if here is met[0]:
            break
    assert here is met[0]  # once round: never trapped
    assert len(set(met)) == len(met)
    owners = [
        next(
            part.accessibleName() or type(part).__name__
            for part in (
                window.search_panel,
                window.filter_panel,
                window.results_panel,
                window.service_panel,
            )
            if part.isAncestorOf(one)
        )
        for one in met
        if not isinstance(one, PaneHandle)
    ]
    assert list(dict.fromkeys(owners)) == ["SearchPanel", "Filters", "ResultsPanel", "Details"]
    assert (
        len([name for name, before in zip(owners[1:], owners, strict=False) if name != before]) == 3
    )


def test_f6_goes_from_part_to_part(qtbot, real_program):
    window = real_program.window
    ask(qtbot, real_program, "breast le2")
    choose_first(qtbot, real_program)
    window.search_panel.search_box.focus_all()
    parts = [
        window.search_panel.search_box,
        window.search_panel.chips,
        window.filter_panel,
        window.results_panel,
        window.service_panel,
    ]

    def where():
        return next(
            number for number, part in enumerate(parts) if part.isAncestorOf(window.focusWidget())
        )

    found = [where()]
    for _ in range(5):
        window.keys["next-part"].trigger()
        found.append(where())
    assert found == [0, 1, 2, 3, 4, 0]
    window.keys["previous-part"].trigger()
    assert where() == 4


def test_parts_that_are_empty_are_stepped_over(qtbot, program):
    window = program.window
    window.search_panel.search_box.focus_all()
    window.keys["next-part"].trigger()
    assert window.filter_panel.isAncestorOf(window.focusWidget())
    window.keys["next-part"].trigger()
    assert window.focusWidget() is window.results_panel.empty.buttons[0]
    window.keys["next-part"].trigger()
    assert window.search_panel.search_box.isAncestorOf(window.focusWidget())


@pytest.mark.parametrize("percent", [100, 200])
def test_targets_are_large_enough(qtbot, real_program, percent):
    view(qtbot, real_program, 1280, percent)
    ask(qtbot, real_program, "breast le2")
    window = real_program.window
    small = [
        (one.accessibleName() or type(one).__name__, one.size())
        for one in window.findChildren(QAbstractButton)
        if one.isVisible() and min(one.width(), one.height()) < 24
    ]
    assert small == []


def test_the_title_is_always_emndir(qtbot, real_program):
    ask(qtbot, real_program, "breast le2")
    choose_first(qtbot, real_program)
    assert real_program.window.windowTitle() == "emndir"


def test_only_one_window_ever_shows(qtbot, core, told, qapp):
    from tests.ui.conftest import open_program

    shown = []

    def note():
        shown.extend(
            w for w in QGuiApplication.topLevelWindows() if w.isVisible() and w not in shown
        )

    qapp.focusWindowChanged.connect(note)
    program = open_program(qtbot, core, told)
    ask(qtbot, program, "loros")
    qapp.focusWindowChanged.disconnect(note)
    program.window.close()
    assert len(shown) == 1


def test_text_size_goes_up_and_down_and_is_kept(qtbot, program):
    window, core = program.window, program.core
    for percent in (125, 150, 175, 200, 200):
        window.keys["larger"].trigger()
        assert core.settings.text_percent == program.context.theme.percent == percent
    window.keys["smaller"].trigger()
    assert core.settings.text_percent == 175
    window.keys["normal"].trigger()
    assert core.settings.text_percent == 100
    assert core.paths.settings_file.is_file()


def test_settings_apply_at_once(qtbot, program):
    window = program.window
    window.live.apply(replace(program.core.settings, theme="dark", near_default="LE2"))
    assert program.context.theme.name == "dark"
    assert window.search.criteria.near == "LE2"
    qtbot.waitUntil(lambda: window.search_panel.near_box.text == "LE2")


def test_what_is_managed_is_not_changed_by_a_key_or_in_passing(program, told):
    window, core = program.window, program.core
    core.managed = Managed(values={"text_percent": 125, "theme": "dark"})
    core.change_settings(core.settings)
    program.context.theme.use("dark", 125)
    window.keys["larger"].trigger()
    assert told.texts() == ["The text size is set by your organisation."]
    window.live.apply(replace(core.settings, theme="light", text_percent=200, motion="none"))
    assert (program.context.theme.name, program.context.theme.percent) == ("dark", 125)
    assert core.settings.motion == "none"


def test_settings_that_cannot_be_saved_hold_and_are_told(qtbot, program, told):
    program.core.paths.config.parent.mkdir(parents=True, exist_ok=True)
    program.core.paths.config.write_text("a file where the folder should be")
    program.window.live.apply(replace(program.core.settings, theme="dark"))
    assert program.context.theme.name == "dark"
    assert "could not be saved" in told.texts()[0]


@pytest.mark.parametrize(
    ("key", "name"),
    [("keys", "All keys, and the guide"), ("about", "About emndir"), ("settings", "Settings")],
)
def test_dialogs_open_by_their_keys_and_are_gone_after(qtbot, program, key, name):
    seen = []

    def close():
        dialog = QApplication.activeModalWidget()
        seen.append((type(dialog).__mro__[1], dialog.accessibleName()))
        dialog.close()

    QTimer.singleShot(0, close)
    program.window.keys[key].trigger()
    assert seen == [(PlainDialog, name)]


def test_banners_come_and_go(qtbot, program, told):
    messages = program.messages
    messages.tell(Message(text="One thing", topic="a"))
    assert [one.text for one in program.window.banners.messages] == ["One thing"]
    messages.withdraw("a")
    assert program.window.banners.messages == ()
    told.texts()


def test_the_status_says_what_is_open(qtbot, program):
    info = program.context.directory.info
    said = " ".join(program.window.status.words).replace("\xa0", " ")
    assert "20 November 2026" in said
    assert f"{info.services} services" in said
    assert "% have a source from the last 12 months" in said
    assert "Text 100%" in said


def test_results_change_at_once_in_place(qtbot, real_program):
    ask(qtbot, real_program, "breast")
    view_list = real_program.window.results_panel.cards.list
    ask(qtbot, real_program, "bowel")
    assert real_program.window.results_panel.cards.list is view_list
    assert not real_program.window.grab().isNull()


def test_the_window_comes_back_where_it_was(qtbot, program, told):
    from tests.ui.conftest import open_program

    program.window.resize(700, 500)  # the offscreen screen has 800 by 800
    program.window.close()
    again = open_program(qtbot, program.core, told)
    assert again.window.size().toTuple() == (700, 500)
    again.window.close()


def test_the_mouse_reaches_the_menu(qtbot, program):
    button = program.window.search_panel.menu_button
    texts = []

    def read():
        menu = QApplication.activePopupWidget()
        texts.extend(action.text() for action in menu.actions())
        menu.close()

    QTimer.singleShot(100, read)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert texts == [
        "Who answers now?",
        "Every stage",
        "Saved packs",
        "Larger text",
        "Smaller text",
        "Normal text",
        "Settings",
        "All keys",
        "About emndir",
        "Quit",
    ]


@pytest.mark.parametrize("how", ["cross", "keys", "neither"])
@pytest.mark.parametrize("name", ["search_box", "near_box"])
def test_ctrl_z_brings_nothing_of_the_patient_before(qtbot, program, told, name, how):
    window = program.window
    box = getattr(window.search_panel, name)
    box.focus_all()
    with qtbot.waitSignal(window.search.answered):
        qtbot.keyClicks(box.line, "LE2 3AB")
    if how == "cross":
        qtbot.mouseClick(box._clear, Qt.MouseButton.LeftButton)
    elif how == "keys":
        box.line.selectAll()
        qtbot.keyClick(box.line, Qt.Key.Key_Backspace)
    assert bool(box.text) is (how == "neither")
    qtbot.keyClick(window, Qt.Key.Key_F8)
    told.clear()
    for each in (window.search_panel.search_box, window.search_panel.near_box):
        each.focus_all()
        for _ in range(3):
            qtbot.keyClick(each.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert each.text == ""
    qtbot.waitUntil(lambda: not program.tasks.is_busy("search"))
    for each in (window.search_panel.search_box, window.search_panel.near_box):
        each.focus_all()
        qtbot.keyClick(each.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert each.text == ""


def test_the_list_follows_to_a_record_that_is_in_it(qtbot, program):
    window = program.window
    ask(qtbot, program, "breast")
    choose_first(qtbot, program)
    cards = window.results_panel.cards
    first = cards.row.uid
    rows = (cards.model.row(number) for number in range(cards.model.rowCount()))
    other = next(row.uid for row in rows if row.hit is not None and row.uid != first)
    with qtbot.waitSignal(window.service_panel.view_model.shown):
        window.service_panel._go(other)
    assert cards.row.uid == other
    assert window.service_panel.detail.uid == other


def test_a_record_outside_the_list_leaves_no_card_chosen_and_a_click_brings_one_back(
    qtbot, program
):
    window = program.window
    ask(qtbot, program, "breast")
    choose_first(qtbot, program)
    cards = window.results_panel.cards
    number, first = cards.list.current_row, cards.row.uid
    known = (
        "loros-inpatient-ward",
        "loros-compassionate-neighbours",
        "loros-bereavement-hub-melton",
    )
    outside = next(uid for uid in known if cards.model.row_of(uid) < 0)
    with qtbot.waitSignal(window.service_panel.view_model.shown):
        window.service_panel._go(outside)
    assert cards.row is None
    assert window.service_panel.detail.uid == outside
    where = cards.list.visualRect(cards.model.index(number, 0)).center()
    with qtbot.waitSignal(window.service_panel.view_model.shown):
        qtbot.mouseClick(cards.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert window.service_panel.detail.uid == first


def test_cards_are_measured_with_the_letters_they_are_painted_in(qtbot, real_program):
    window = real_program.window
    ask(qtbot, real_program, "breast le2")
    choose_first(qtbot, real_program)
    cards = window.results_panel.cards
    for percent in (125, 200, 100, 150):
        real_program.context.theme.use(percent=percent)
        qtbot.wait(50)
        rect = cards.list.visualRect(cards.model.index(1, 0))
        wanted = cards.delegate.layout_of(cards.model.row(1), rect.width()).height
        assert rect.height() == wanted
