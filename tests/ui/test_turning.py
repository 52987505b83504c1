"""F7 turns the whole window to the patient: large, plain, and nothing that is not theirs to see."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget

from emndir.domain.vocabulary import ServiceStatus
from emndir.handouts.blocks import Section
from emndir.search.criteria import Criteria
from emndir.ui import theme
from emndir.ui.messages import Message
from emndir.ui.turning import KEPT
from emndir.ui.widgets.view_switch import View
from tests.ui.walks import clipped, focusable, nameless, tree

CLINIC = "glenfield-breast-care-centre"
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(program):
    return program.window


def show(qtbot, window, uid=CLINIC, **more):
    with qtbot.waitSignal(window.service_panel.view_model.shown):
        window.service_panel.show_uid(uid, **more)
    qtbot.wait(1)


def press(qtbot, window, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(window.focusWidget() or window, key, modifier)


def turn(qtbot, window, uid=CLINIC, **more):
    show(qtbot, window, uid, **more)
    press(qtbot, window, Qt.Key.Key_F7)
    assert window.turning.is_turned
    return window.turning.patient


def strings(widget: QWidget) -> Iterator[str]:
    """Yield everything that a widget and those in it could say to anybody."""
    for one in [widget, *widget.findChildren(QWidget)]:
        yield from (one.toolTip(), one.statusTip(), one.whatsThis(), one.windowTitle())
        yield from (one.accessibleName(), one.accessibleDescription())
        if isinstance(one, QLabel | QAbstractButton):
            yield one.text()
    for action in widget.findChildren(QAction):
        yield from (action.text(), action.toolTip(), action.statusTip())


def seen(window) -> str:
    """Return what a screen reader meets in the window that is in sight."""
    names = [
        node.text(kind)
        for node in tree(window)
        if not node.state().invisible
        for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)
    ]
    return "\n".join(names).replace("\xa0", " ")


def all_words(widget) -> str:
    return "\n".join(strings(widget)).replace("\xa0", " ").replace("&nbsp;", " ")


def test_f7_turns_and_turns_back_to_where_the_keyboard_was(qtbot, window):
    show(qtbot, window)
    window.results_panel.cards.list.setFocus()
    before = window.focusWidget()
    press(qtbot, window, Qt.Key.Key_F7)
    assert window.turning.is_turned
    assert window.focusWidget() is window.turning.patient.page.head
    press(qtbot, window, Qt.Key.Key_F7)
    assert not window.turning.is_turned
    assert window.focusWidget() is before


def test_escape_returns(qtbot, window):
    turn(qtbot, window)
    press(qtbot, window, Qt.Key.Key_Escape)
    assert not window.turning.is_turned
    assert window.service_panel.detail.uid == CLINIC


def test_the_switch_turns_and_returns(qtbot, window):
    show(qtbot, window)
    window.service_panel.focus_first()
    switch = window.service_panel.page.switch
    qtbot.mouseClick(switch.buttons[View.PATIENT], Qt.MouseButton.LeftButton)
    assert window.turning.is_turned
    back = window.turning.patient.switch
    assert back.buttons[View.PATIENT].isChecked()
    back.focus()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Left)
    assert not window.turning.is_turned


def test_the_next_patient_sees_nothing_of_it(qtbot, window, told):
    patient = turn(qtbot, window)
    press(qtbot, window, Qt.Key.Key_F8)
    assert not window.turning.is_turned
    assert patient.page is None
    assert "Breast" not in all_words(patient)
    told.clear()


def test_another_question_turns_back(qtbot, window):
    turn(qtbot, window)
    with qtbot.waitSignal(window.search.answered):
        window.search.use(Criteria(words="wig"))
    assert not window.turning.is_turned


def test_without_a_service_it_says_what_to_do(qtbot, window, told):
    window.search_panel.search_box.focus_all()
    window.service_panel.clear()
    press(qtbot, window, Qt.Key.Key_F7)
    assert not window.turning.is_turned
    assert "press F7" in told.texts()[0]


def test_it_says_that_it_turned(qtbot, window):
    show(qtbot, window)
    with qtbot.waitSignal(window.context.messages.announced) as said:
        press(qtbot, window, Qt.Key.Key_F7)
    assert said.args == ["Patient view. F7 or Escape returns."]


def test_nothing_for_professionals_is_in_any_string(qtbot, window):
    patient = turn(qtbot, window)
    words = all_words(patient)
    assert "0116 250 2543" in words
    for secret in ("3366", "breast.referrals", "professional", "referral desk", "Sources"):
        assert secret not in words.replace("no professional data", ""), secret


def test_filters_results_status_and_shortlist_are_out_of_sight(qtbot, window):
    turn(qtbot, window)
    words = seen(window)
    for part in (window.search_panel, window.filter_panel, window.results_panel, window.status):
        assert not part.isVisible()
    assert "Breast Care Centre" in words
    for hidden in ("Filters", "Sort", "LOROS", "562", "services"):
        assert hidden not in words.replace("Cancer services in the East Midlands", ""), hidden


def test_keys_for_what_is_out_of_sight_do_nothing_and_come_back(qtbot, window):
    before = {name for name, key in window.keys.items() if key.isEnabled()}
    turn(qtbot, window)
    assert {name for name, key in window.keys.items() if key.isEnabled()} == before & KEPT
    for key in (Qt.Key.Key_K, Qt.Key.Key_L, Qt.Key.Key_I, Qt.Key.Key_D):
        press(qtbot, window, key, CONTROL)
        assert window.turning.is_turned
    press(qtbot, window, Qt.Key.Key_Escape)
    assert {name for name, key in window.keys.items() if key.isEnabled()} == before
    assert set(window.keys) >= KEPT


def test_what_is_copied_meanwhile_is_fit_for_a_patient(qtbot, window):
    turn(qtbot, window)
    press(qtbot, window, Qt.Key.Key_C, CONTROL)
    copied = QGuiApplication.clipboard().text()
    assert "0116 250 2543" in copied
    assert "3366" not in copied


def test_messages_are_seen_there_too_but_for_those_about_the_list(qtbot, window, told):
    patient = turn(qtbot, window)
    window.context.messages.tell(Message(text="Still there?", topic="idle", action="Stay"))
    window.context.messages.tell(Message(text="The list is old.", topic="old", is_lasting=True))
    assert [one.text for one in patient.banners.messages] == ["Still there?"]
    window.banners.say("idle", "Still there? 9 seconds")
    assert patient.banners.messages[0].text == "Still there? 9 seconds"
    with qtbot.waitSignal(window.context.messages.acted) as asked:
        patient.banners.tab_stops()[0].click()
    assert asked.args == ["idle"]
    told.clear()


def test_a_sheet_can_be_asked_for(qtbot, window, monkeypatch):
    asked = []
    monkeypatch.setattr(window.dialogs, "show_handout", lambda uids, *_others: asked.append(uids))
    patient = turn(qtbot, window)
    button = next(
        one for one in patient.findChildren(QPushButton) if one.accessibleName() == "Print sheet"
    )
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked == [(CLINIC,)]


def test_a_place_turns_too(qtbot, window):
    patient = turn(qtbot, window, "glenfield-hospital", is_place=True)
    words = all_words(patient)
    assert "Glenfield Hospital" in words
    assert "Services here" not in words
    assert not any(
        one.accessibleName() == "Print sheet" for one in patient.findChildren(QPushButton)
    )


def test_what_is_closed_says_so(qtbot, window):
    patient = turn(qtbot, window, "loros-compassionate-neighbours")
    words = all_words(patient)
    assert "It has closed." in words
    assert not re.search(r"\d{5}", re.sub(r"<[^>]*>", "", words))


def test_letters_are_larger_and_grow(qtbot, window):
    patient = turn(qtbot, window)
    sizes = re.findall(r"font-size:([\d.]+)pt", all_words(patient.page))
    assert min(map(float, sizes)) >= 14
    theme.current().use(percent=150)
    assert window.turning.is_turned
    sizes = re.findall(r"font-size:([\d.]+)pt", all_words(patient.page))
    assert min(map(float, sizes)) >= 21


@pytest.mark.parametrize(("width", "percent"), [(480, 100), (960, 200), (1280, 100), (1280, 200)])
def test_nothing_is_clipped_and_everything_is_reached(qtbot, window, width, percent):
    theme.current().use(percent=percent)
    window.resize(width, 800)
    patient = turn(qtbot, window)
    qtbot.waitUntil(lambda: clipped(patient) == [])
    assert nameless(patient) == []
    stops = focusable(patient)
    assert patient.page.head in stops
    assert patient.switch.buttons[View.PATIENT] in stops
    for one in stops:
        assert one.height() >= 24


def test_every_real_record_with_a_contact_for_professionals_keeps_it(qtbot, real_program):
    window, directory = real_program.window, real_program.context.directory
    hits = directory.find(Criteria(limit=100_000)).hits
    services = (directory.service(hit.summary.uid) for hit in hits if not hit.summary.is_place)
    at_risk = [one for one in services if one.professional_phones or one.professional_email]
    assert at_risk
    for service in at_risk:
        patient = turn(qtbot, window, service.uid)
        words = all_words(patient)
        plain = re.sub(r"<[^>]*>", "", words)
        public = {phone.digits for phone in service.phones}
        public |= {one.digits for at in service.places for one in at.location.phones}
        for phone in service.professional_phones:
            own = phone.digits.lstrip("0")
            assert phone.digits in public or own not in re.sub(r"\D", "", plain), service.uid
        assert not service.professional_email or service.professional_email not in words
        press(qtbot, window, Qt.Key.Key_F7)


def test_sections_hold_no_lists_of_other_services(qtbot, window):
    """Another patient's business: what else a place offers is not on the screen."""
    patient = turn(qtbot, window, "glenfield-hospital", is_place=True)
    assert all(isinstance(section, Section) for section in patient.page.shown.sections)
    offered = [
        one
        for one in window.context.directory.services_at("glenfield-hospital")
        if one.status is ServiceStatus.ACTIVE
    ]
    assert offered
    words = all_words(patient)
    assert not any(one.name in words for one in offered)
