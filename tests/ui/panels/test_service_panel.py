"""ServicePanel on a real directory: shows, copies, goes on, opens pages only when asked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from emndir.domain.location import Coordinates, Position
from emndir.domain.vocabulary import Precision
from emndir.search.criteria import Criteria
from emndir.search.results import Origin
from emndir.ui import theme
from emndir.ui.detail import CopyKind, Line
from emndir.ui.panels import service_panel
from emndir.ui.panels.service_panel import ServicePanel
from emndir.ui.way_parts import TransportNear, TransportRow
from emndir.ui.widgets.buttons import RowButton
from emndir.ui.widgets.focus_ring import FocusRing
from emndir.ui.widgets.outline_map import OutlineMap
from emndir.ui.widgets.record_rows import RecordRows
from emndir.ui.widgets.text_lines import TextLines
from emndir.ui.widgets.view_switch import View
from tests.ui.walks import clipped, focusable, nameless

CLINIC = "glenfield-breast-care-centre"
LE2 = Origin(label="LE2", position=Position(Coordinates(52.613, -1.107), Precision.DISTRICT))


@pytest.fixture
def panel(qtbot, context):
    panel = ServicePanel(context)
    qtbot.addWidget(panel)
    FocusRing(panel)
    panel.resize(708, 720)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    return panel


def show(qtbot, panel, uid=CLINIC, **more):
    with qtbot.waitSignal(panel.view_model.shown):
        panel.show_uid(uid, **more)
    return panel.page


def words(panel) -> str:
    """Return what all tabs of the pane say."""
    if panel.page is not None:
        for tab in reversed(range(panel.page.tabs.count())):
            panel.page.tabs.setCurrentIndex(tab)
    labels = panel.findChildren(TextLines)
    return "\n".join(one.words for one in labels).replace("\xa0", " ")


def test_at_first_it_says_what_to_do(panel):
    seen = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    assert seen == ["The service that you choose is shown here."]


def test_it_shows_everything_of_a_service(qtbot, panel):
    show(qtbot, panel, origin=LE2)
    text = words(panel)
    for expected in (
        "Hospital clinic for breast cancer",
        "Breast Care Centre, Glenfield Hospital",
        "University Hospitals of Leicester NHS Trust",
        "GP or hospital team refers",
        "0116 250 2543",
        "Checked 14 October 2026.",
        "Groby Road, Leicester LE3 9QP",
        "About 4 miles from LE2, in a straight line.",
        "For professionals: 0116 258 3366, referral desk",
        "The clinic entrance has moved to the south side.",
        "Last checked 2019. Check before you rely on it.",
        "Wheelchair access and automatic doors.",
        "uhleicester.nhs.uk/breast-care",
        "By phone call, by the directory office.",
    ):
        assert expected in text
    assert "Ask whether the evening clinic still runs" not in text


def test_copy_is_fit_for_a_patient(qtbot, panel):
    page = show(qtbot, panel)
    page.copy_button.menu().actions()[0].trigger()
    copied = QGuiApplication.clipboard().text()
    assert "0116 250 2543" in copied
    assert "3366" not in copied
    assert "breast.referrals" not in copied


def test_a_sheet_is_asked_for(qtbot, panel):
    page = show(qtbot, panel)
    button = next(
        one for one in page.findChildren(QPushButton) if one.accessibleName() == "Print sheet"
    )
    with qtbot.waitSignal(panel.print_requested) as asked:
        qtbot.keyClick(button, Qt.Key.Key_Space)
    assert asked.args == [CLINIC]


def test_no_sheet_of_a_place(qtbot, panel, told):
    show(qtbot, panel, "glenfield-hospital", is_place=True)
    panel.ask_for_sheet()
    assert told.texts() == [
        "No sheet is made of Glenfield Hospital. Choose one of the services that are listed here."
    ]


def test_no_sheet_and_no_copy_of_what_is_closed(qtbot, panel, told):
    show(qtbot, panel, "loros-compassionate-neighbours")
    QGuiApplication.clipboard().setText("before")
    with qtbot.assertNotEmitted(panel.print_requested):
        panel.ask_for_sheet()
    assert "No sheet is made of LOROS volunteer home visiting." in told.texts()[0]
    panel.copy()
    assert QGuiApplication.clipboard().text() == "before"
    assert told.texts() == ["There is nothing to copy of LOROS volunteer home visiting."]


def test_what_became_of_a_closed_service_is_one_press_away(qtbot, panel):
    page = show(qtbot, panel, "loros-compassionate-neighbours")
    button = page.findChild(RowButton)
    button.setFocus()
    with qtbot.waitSignals([panel.record_chosen, panel.view_model.shown]):
        qtbot.keyClick(button, Qt.Key.Key_Space)
    assert panel.detail.uid == "loros-bereavement-hub-melton"


def test_services_of_a_place_are_one_press_away_and_keep_the_origin(qtbot, panel):
    page = show(qtbot, panel, "glenfield-hospital", is_place=True, origin=LE2)
    rows = page.findChild(RecordRows)
    with qtbot.waitSignal(panel.view_model.shown):
        qtbot.mouseClick(rows.buttons[0], Qt.MouseButton.LeftButton)
    assert panel.detail.uid == CLINIC
    assert "from LE2" in words(panel)


def test_a_page_is_opened_only_when_it_is_asked_for(qtbot, panel, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    page = show(qtbot, panel)
    assert opened == []
    link = next(one for one in page.findChildren(TextLines) if one.words == "uhleicester.nhs.uk")
    qtbot.keyClick(link, Qt.Key.Key_Return)
    assert opened == [QUrl("https://www.uhleicester.nhs.uk")]


def test_nothing_but_pages_and_letters_is_opened(qtbot, panel, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    page = show(qtbot, panel)
    for address in ("file:///etc/passwd", "javascript:alert(1)", "ftp://x.org"):
        page.opened.emit(QUrl(address))
    assert opened == []


def test_no_browser_is_said_with_the_address(qtbot, panel, monkeypatch, told):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    show(qtbot, panel).opened.emit(QUrl("https://www.nhs.uk/a"))
    assert told.texts() == [
        "No program on this computer opens that address. It is https://www.nhs.uk/a."
    ]


def test_the_way_there_is_asked_for_from_menu_and_tab_and_opens_nothing_itself(
    qtbot, panel, monkeypatch
):
    opened, wanted = [], []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    panel.route_wanted.connect(wanted.append)
    page = show(qtbot, panel, origin=LE2)
    named = [one.text() for one in page.more_button.menu().actions()]
    assert "Open a route in your browser…" in named
    page.more_button.menu().actions()[named.index("Open a route in your browser…")].trigger()
    page.tabs.setCurrentIndex(1)
    qtbot.keyClick(page.route_button, Qt.Key.Key_Space)
    assert [(one.to, one.start) for one in wanted] == [(page._detail.route.to, "LE2")] * 2
    assert wanted[0].is_code
    assert opened == []


def test_transport_near_both_ends_is_looked_up_once_somebody_looks(qtbot, panel, monkeypatch):
    asked = []

    def found(_directory, ends, _today):
        asked.append([(end.heading, end.near) for end in ends])
        row = TransportRow(uid="loros-bereavement-hub-melton", icon="car", name="Cars", second="x")
        return (
            TransportNear(heading=ends[0].heading, rows=(row,)),
            TransportNear(heading=ends[1].heading, lines=(Line("Not listed: none."),)),
        )

    monkeypatch.setattr(service_panel, "near_ends", found)
    page = show(qtbot, panel, origin=LE2)
    assert asked == []
    page.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: page.transport is not None and bool(page.transport.rows))
    assert asked == [[("From LE2", "LE2"), ("Near Glenfield Hospital", "LE3 9QP")]]
    assert "Not listed: none." in page.transport.said
    with qtbot.waitSignal(panel.view_model.shown):
        qtbot.keyClick(page.transport.rows[0].buttons[0], Qt.Key.Key_Return)
    assert panel.detail.uid == "loros-bereavement-hub-melton"


def test_a_site_can_switch_routes_off(qtbot, panel, monkeypatch):
    core = panel._context.core
    monkeypatch.setattr(core, "settings", replace(core.settings, open_routes=False))
    page = show(qtbot, panel, origin=LE2)
    page.tabs.setCurrentIndex(1)
    assert not any("route" in one.text() for one in page.more_button.menu().actions())
    assert not any("route" in one.text() for one in page.findChildren(QPushButton))


def test_the_keyboard_reaches_everything(qtbot, panel):
    page = show(qtbot, panel)
    stops = focusable(panel)
    assert stops[:3] == [page.kind, page.switch.buttons[View.CLINICIAN], page.head]
    reached = [type(one).__name__ for one in stops]
    for kind in ("QPushButton", "CopyButton", "MenuButton", "CountTabs", "OutlineMap"):
        assert kind in reached
    for label in page.findChildren(TextLines):
        assert not label.isVisible() or label in stops


def test_enter_lands_on_the_name(qtbot, panel):
    page = show(qtbot, panel)
    panel.focus_first()
    assert page.head.hasFocus()


def test_enter_pressed_before_the_record_is_there_is_not_lost(qtbot, panel):
    panel.focus_first()
    page = show(qtbot, panel)
    assert page.head.hasFocus()


def test_the_focus_stays_in_the_pane_when_its_record_changes(qtbot, panel):
    show(qtbot, panel)
    panel.focus_first()
    page = show(qtbot, panel, "loros-inpatient-ward")
    assert page.head.hasFocus()


def test_clear_shows_nothing_of_the_last_record(qtbot, panel):
    show(qtbot, panel)
    panel.clear()
    qtbot.wait(1)
    assert panel.detail is None
    assert words(panel) == ""


def test_the_map_can_be_left_out(qtbot, panel, context):
    context.core.settings = replace(context.core.settings, show_map=False)
    page = show(qtbot, panel)
    assert page.findChild(OutlineMap) is None


def test_another_theme_draws_the_same_record_on_the_same_tab(qtbot, panel):
    page = show(qtbot, panel)
    page.tabs.setCurrentIndex(2)
    theme.current().use("contrast", 150)
    qtbot.waitUntil(lambda: panel.page is not page)
    assert panel.page.tabs.currentIndex() == 2


@pytest.mark.parametrize("percent", [100, 200])
def test_real_records_are_whole_and_named(qtbot, real_context, percent):
    """Some of every kind of service in the real directory, in the narrowest pane."""
    theme.current().use(percent=percent)
    panel = ServicePanel(real_context)
    qtbot.addWidget(panel)
    panel.resize(theme.current().px(460), 900)
    panel.show()
    kinds = {}
    for hit in real_context.directory.find(Criteria(limit=100_000)).hits:
        kinds.setdefault((hit.summary.service_type, hit.summary.is_place), hit)
    assert len(kinds) > 25
    for hit in kinds.values():
        with qtbot.waitSignal(panel.view_model.shown):
            panel.show_hit(hit)
        for tab in range(panel.page.tabs.count()):
            panel.page.tabs.setCurrentIndex(tab)
            panel.page.resize(panel.page.width(), panel.page.heightForWidth(panel.page.width()))
            qtbot.wait(1)
            assert clipped(panel) == [], hit.summary.uid
        assert nameless(panel) == [], hit.summary.uid


def test_the_number_alone(qtbot, panel, told):
    show(qtbot, panel)
    panel.copy(CopyKind.PHONE)
    assert QGuiApplication.clipboard().text() == "0116 250 2543"
    show(qtbot, panel, "loros-compassionate-neighbours")
    panel.copy(CopyKind.PHONE)
    assert told.texts() == ["There is nothing to copy of LOROS volunteer home visiting."]


def test_what_was_copied_is_said(qtbot, panel, context):
    show(qtbot, panel)
    for one in panel.detail.copies:
        with qtbot.waitSignal(context.messages.announced) as said:
            panel.copy(one.kind)
        assert said.args == [one.done]
        assert QGuiApplication.clipboard().text() == one.text


def test_the_place_of_a_service_is_one_press_away(qtbot, panel):
    page = show(qtbot, panel, origin=LE2)
    with qtbot.waitSignal(panel.view_model.shown):
        page.more_button.menu().actions()[-1].trigger()
    assert panel.detail.name == "Glenfield Hospital"
    assert panel.view_model.origin == LE2
