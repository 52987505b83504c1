"""The parts of a page: key facts, banners, rows of records, and the page itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QPushButton

from emndir.domain.location import Coordinates
from emndir.handouts.screen import PatientScreen
from emndir.ui import theme
from emndir.ui.detail import (
    CopyKind,
    CopyText,
    Detail,
    KeyFact,
    Line,
    Look,
    MapSpec,
    Notice,
    Part,
)
from emndir.ui.messages import Tone
from emndir.ui.widgets.buttons import RowButton
from emndir.ui.widgets.detail_page import DetailPage
from emndir.ui.widgets.key_facts import KeyFacts
from emndir.ui.widgets.menu_buttons import DONE_MS
from emndir.ui.widgets.notice_banner import NoticeBanner
from emndir.ui.widgets.outline_map import OutlineMap
from emndir.ui.widgets.record_rows import RecordRows, Row
from emndir.ui.widgets.text_lines import TextLines
from emndir.ui.widgets.view_switch import View
from tests.ui.walks import clipped, focusable, nameless

FACTS = tuple(
    KeyFact(
        icon="clock-outline",
        caption=caption,
        lines=(Line(f"{caption} in words", Look.NAME), Line("Not checked yet.", Look.DOUBTFUL)),
        spoken=f"{caption}: in words.",
    )
    for caption in ("How to get in", "Phone", "Open", "Where")
)
COPIES = tuple(
    CopyText(kind=kind, name=f"Copy {kind}", done=f"Copied {kind}.", text=f"The {kind}")
    for kind in CopyKind
)
ROWS = tuple(
    Row(uid=f"s{at}", icon="dna", name=f"Service {at}", second="Clinic") for at in range(3)
)
DETAIL = Detail(
    uid="s",
    kind="Clinic for breast cancer",
    name="Breast Care Centre",
    organization="Leicester hospitals",
    facts=FACTS,
    notices=(
        Notice(text="Alert card first.", tone=Tone.BAD, comes_first=True),
        Notice(text="Check before you print.", hint="Phone is old."),
    ),
    about=(Part(heading="What happens here", lines=(Line("Tests.", Look.BULLET),)),),
    travel=(Part(heading="Access", lines=(Line("Ramp."),)),),
    same_place_title="Glenfield",
    sources=(Part(heading="Place", lines=(Line("nhs.uk", url="https://www.nhs.uk"),)),),
    source_count=2,
    map=MapSpec(name="Glenfield", pin=Coordinates(52.6, -1.1), twin="Here.", note="Outline map."),
    copies=COPIES,
    screen=PatientScreen(title="Breast clinic"),
    website="https://www.nhs.uk",
    place_uid="glenfield",
    why="Matched: breast.",
)


def shown(qtbot, widget, width=640, height=700):
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    return widget


def page(qtbot, detail=DETAIL, rows=ROWS, width=700) -> DetailPage:
    outline = OutlineMap() if detail.map else None
    if outline is not None and detail.map is not None:
        outline.show_place(detail.map)
    made = DetailPage(detail, rows, outline)
    shown(qtbot, made, width)
    return made


# --- Key facts --------------------------------------------------------------------------------


def test_two_facts_a_row_where_there_is_room(qtbot, look):
    frame = shown(qtbot, KeyFacts(FACTS))
    assert frame.columns == 2
    frame.resize(300, 900)
    assert frame.columns == 1
    frame.resize(640, 700)
    assert frame.columns == 2


def test_each_fact_is_one_stop_and_speaks(qtbot, look):
    frame = shown(qtbot, KeyFacts(FACTS))
    assert [label.accessibleName() for label in frame.findChildren(TextLines)] == [
        fact.spoken for fact in FACTS
    ]


# --- Banners and rows -------------------------------------------------------------------------


def test_a_banner_leads_on(qtbot, look):
    banner = shown(qtbot, NoticeBanner(Notice(text="Closed.", uid="next", link="New centre")))
    with qtbot.waitSignal(banner.chosen) as chosen:
        qtbot.mouseClick(banner.findChild(RowButton), Qt.MouseButton.LeftButton)
    assert chosen.args == ["next"]


def test_a_banner_without_a_way_on_has_no_button(qtbot, look):
    banner = shown(qtbot, NoticeBanner(Notice(text="Alert.")))
    assert banner.findChild(QPushButton) is None


def test_rows_are_walked_by_arrow_keys_and_chosen_by_enter(qtbot, look):
    rows = shown(qtbot, RecordRows(ROWS, "Services here"))
    first, second, third = rows.buttons
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    qtbot.keyClick(second, Qt.Key.Key_End)
    assert third.hasFocus()
    qtbot.keyClick(third, Qt.Key.Key_Down)
    assert third.hasFocus()
    with qtbot.waitSignal(rows.chosen) as chosen:
        qtbot.keyClick(third, Qt.Key.Key_Return)
    assert chosen.args == ["s2"]
    qtbot.keyClick(third, Qt.Key.Key_Home)
    assert first.hasFocus()


def test_rows_are_one_stop_where_the_keyboard_was_last(qtbot, look):
    rows = shown(qtbot, RecordRows(ROWS, "Services here"))
    rows.buttons[0].setFocus()
    qtbot.keyClick(rows.buttons[0], Qt.Key.Key_Down)
    stops = [button.focusPolicy() & Qt.FocusPolicy.TabFocus for button in rows.buttons]
    assert [bool(stop) for stop in stops] == [False, True, False]


def test_a_click_chooses_a_row(qtbot, look):
    rows = shown(qtbot, RecordRows(ROWS, "Services here"))
    with qtbot.waitSignal(rows.chosen) as chosen:
        qtbot.mouseClick(rows.buttons[1], Qt.MouseButton.LeftButton)
    assert chosen.args == ["s1"]


# --- The page ---------------------------------------------------------------------------------


def test_the_tabs_hold_what_there_is(qtbot, look):
    shown_page = page(qtbot)
    tabs = shown_page.tabs
    titles = [tabs.title(at) for at in range(tabs.count())]
    assert titles == ["About", "Getting there", "Same place 3", "Sources 2"]


def test_of_a_place_its_services_come_first(qtbot, look):
    shown_page = page(qtbot, replace(DETAIL, is_place=True))
    tabs = shown_page.tabs
    assert [tabs.title(at) for at in (0, 1)] == ["Services here 3", "About"]


def test_a_tab_without_content_is_not_there(qtbot, look):
    shown_page = page(qtbot, replace(DETAIL, travel=(), map=None), ())
    tabs = shown_page.tabs
    assert [tabs.title(at) for at in range(tabs.count())] == ["About", "Sources 2"]
    assert tabs.accessibleTabName(1) == "Sources, 2"


def test_only_the_chosen_tab_is_in_sight(qtbot, look):
    shown_page = page(qtbot)
    for at in range(4):
        shown_page.tabs.setCurrentIndex(at)
        assert [one.isVisible() for one in shown_page.pages] == [at == other for other in range(4)]


def test_the_keyboard_turns_the_tabs(qtbot, look):
    shown_page = page(qtbot)
    qtbot.keyClick(shown_page.tabs, Qt.Key.Key_Right)
    assert shown_page.tabs.currentIndex() == 1


def test_the_map_stands_beside_the_text_or_under_it(qtbot, look):
    shown_page = page(qtbot)
    outline = shown_page.findChild(OutlineMap)
    text = shown_page.pages[0]

    def top(widget):
        return widget.mapTo(shown_page, widget.rect().topLeft()).y()

    assert abs(top(outline) - top(text)) < 10
    shown_page.resize(420, 1200)
    qtbot.waitUntil(lambda: top(outline) >= top(text) + text.height())
    shown_page.tabs.setCurrentIndex(3)
    assert not outline.isVisible()


def test_banners_that_come_first_stand_above_the_facts(qtbot, look):
    shown_page = page(qtbot)
    tops = [
        widget.mapTo(shown_page, widget.rect().topLeft()).y()
        for widget in (
            shown_page.findChildren(NoticeBanner)[0],
            shown_page.findChild(KeyFacts),
            shown_page.findChildren(NoticeBanner)[1],
        )
    ]
    assert tops == sorted(tops)


def test_buttons_ask(qtbot, look):
    shown_page = page(qtbot)
    by_name = {one.accessibleName(): one for one in shown_page.findChildren(QPushButton)}
    with qtbot.waitSignal(shown_page.sheet_requested):
        qtbot.mouseClick(by_name["Print sheet"], Qt.MouseButton.LeftButton)
    copy = by_name["Copy"].menu()
    for action in [one for one in copy.actions() if not one.isSeparator()]:
        with qtbot.waitSignal(shown_page.copy_requested) as asked:
            action.trigger()
        assert asked.args == [action.data()]
    assert [one.data() for one in copy.actions() if not one.isSeparator()] == list(CopyKind)


def test_more_leads_to_the_page_and_the_place(qtbot, look):
    shown_page = page(qtbot)
    why, web, place = shown_page.more_button.menu().actions()
    with qtbot.waitSignal(shown_page.opened) as asked:
        web.trigger()
    assert asked.args == [QUrl("https://www.nhs.uk")]
    with qtbot.waitSignal(shown_page.place_chosen) as asked:
        place.trigger()
    assert asked.args == ["glenfield"]
    assert shown_page.why == ""
    with qtbot.waitSignal(shown_page.why_shown):
        why.trigger()
    assert shown_page.why == "Matched: breast."
    shown_page.explain()
    assert shown_page.why == ""


def test_the_copy_button_says_that_it_is_done_and_keeps_its_width(qtbot, look):
    shown_page = page(qtbot)
    button = shown_page.copy_button
    wide = button.width()
    shown_page.show_copied()
    qtbot.wait(1)
    assert (button.label.text(), button.width()) == ("Copied", wide)
    assert clipped(button) == []
    qtbot.waitUntil(lambda: button.label.text() == "Copy", timeout=DONE_MS * 3)
    assert button.width() == wide


def test_the_switch_is_one_stop_and_arrow_keys_choose(qtbot, look):
    shown_page = page(qtbot)
    switch = shown_page.switch
    clinician, patient = switch.buttons[View.CLINICIAN], switch.buttons[View.PATIENT]
    assert [one in focusable(shown_page) for one in (clinician, patient)] == [True, False]
    assert (clinician.isChecked(), patient.isChecked()) == (True, False)
    clinician.setFocus()
    with qtbot.waitSignal(shown_page.view_requested) as asked:
        qtbot.keyClick(clinician, Qt.Key.Key_Right)
    assert asked.args == [View.PATIENT]
    with qtbot.waitSignal(shown_page.view_requested):
        qtbot.mouseClick(patient, Qt.MouseButton.LeftButton)
    with qtbot.assertNotEmitted(shown_page.view_requested):
        qtbot.mouseClick(clinician, Qt.MouseButton.LeftButton)
        qtbot.keyClick(clinician, Qt.Key.Key_Left)
    assert clinician.isChecked()


def test_the_switch_goes_under_the_kind_where_there_is_no_room(qtbot, look):
    shown_page = page(qtbot)
    switch, kind = shown_page.switch, shown_page.kind
    assert switch.y() < kind.y() + kind.height()
    shown_page.resize(340, 1400)
    qtbot.waitUntil(lambda: switch.y() >= kind.y() + kind.height())
    assert clipped(shown_page) == []


def test_there_is_no_dead_button(qtbot, look):
    nothing = {"can_print": False, "copies": (), "website": "", "place_uid": "", "why": ""}
    gone = page(qtbot, replace(DETAIL, screen=None, **nothing), ())
    assert [one.accessibleName() for one in gone.findChildren(QPushButton)] == []


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("width", [460, 700])
def test_nothing_is_clipped_and_everything_has_a_name(qtbot, look, percent, width):
    theme.current().use(percent=percent)
    shown_page = page(qtbot, width=theme.current().px(width))
    for at in range(shown_page.tabs.count()):
        shown_page.tabs.setCurrentIndex(at)
        shown_page.resize(shown_page.width(), shown_page.heightForWidth(shown_page.width()))
        qtbot.wait(1)
        assert clipped(shown_page) == []
        assert nameless(shown_page) == []
