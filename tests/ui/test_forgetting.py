"""The next patient: what F8 clears, asks and brings back, and that dialogs go with everything."""

from __future__ import annotations

from threading import Event

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu

from emndir.search.criteria import Facet, Sort
from emndir.ui import forgetting as forgetting_module
from emndir.ui.dialogs.clear_dialog import ClearDialog
from emndir.ui.dialogs.handout_dialog import HandoutDialog
from emndir.ui.forgetting import NEW_PATIENT
from emndir.ui.panels.service_panel import ServicePanel
from tests.ui.paper import Paper
from tests.ui.walks import clipped, nameless

SERVICE = "glenfield-breast-care-centre"
SHIFT = Qt.KeyboardModifier.ShiftModifier
EMPTY = "Search, place, filters and shortlist are empty."
CLEARED = f"Cleared for the next patient. {EMPTY}"


@pytest.fixture
def window(program):
    return program.window


def press(qtbot, window, key, modifiers=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.activeWindow().focusWidget() or window, key, modifiers)


def ask(qtbot, window, words="breast"):
    window.search_panel.search_box.focus_all()
    with qtbot.waitSignal(window.search.answered):
        qtbot.keyClicks(window.search_panel.search_box.line, words)


def show_first(qtbot, window):
    with qtbot.waitSignal(window.service_panel.view_model.shown):
        window.results_panel.focus_part()


def with_sheet(qtbot, window, act):
    """Open a hand-out, and once it is made do something with it and the keyboard on it."""
    met: list[BaseException] = []

    def look():
        dialog = QApplication.activeModalWidget()
        try:
            qtbot.waitUntil(lambda: dialog.view_model.handout is not None, timeout=10_000)
            act(dialog)
        except BaseException as error:
            met.append(error)
        finally:
            window.dialogs.close_all()

    QTimer.singleShot(0, look)
    window.dialogs.show_handout((SERVICE,), None)
    if met:
        raise met[0]


def answering(answers):
    """Answer the question whether a hand-out may go: gather what it says, then press a key."""

    def answer():
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, ClearDialog):
            answers(dialog)

    QTimer.singleShot(0, answer)


# --- what is cleared ------------------------------------------------------------------------


def test_f8_clears_everything_at_once(qtbot, window, told):
    ask(qtbot, window, "breast le2")
    for change in (
        lambda: window.search.set_codes(Facet.DELIVERY, ("in-person",)),
        lambda: window.search.set_within(20.0),
        lambda: window.search.set_sort(Sort.NAME),
    ):
        with qtbot.waitSignal(window.search.answered):
            change()
    show_first(qtbot, window)
    window.keys["copy"].trigger()
    window.shortlist.toggle(SERVICE, "Breast Care Centre")
    assert window.forgetting.holds_anything
    with qtbot.waitSignal(window.search.answered):
        press(qtbot, window, Qt.Key.Key_F8)
        panel = window.search_panel
        assert (panel.search_box.text, panel.near_box.text) == ("", "")
        assert panel.distance.currentData() is None
        assert not any(group.codes for group in window.filter_panel.groups.values())
        assert window.results_panel.cards.model.rowCount() == 0
        assert window.service_panel.detail is None
        assert window.shortlist.items == ()
        assert QGuiApplication.clipboard().text() == ""
    assert window.search.criteria == window.search.blank()
    assert window.results_panel.head.sort.currentData() == Sort.BEST
    assert window.search_panel.search_box.line.hasFocus()
    assert not window.forgetting.holds_anything
    assert told.texts() == [CLEARED]


def test_the_usual_place_comes_back(qtbot, window, told):
    from dataclasses import replace

    window.live.apply(replace(window.context.core.settings, near_default="LE2"))
    with qtbot.waitSignal(window.search.answered):
        window.search.set_near("NG1")
    with qtbot.waitSignal(window.search.answered):
        press(qtbot, window, Qt.Key.Key_F8)
    assert window.search_panel.near_box.text == "LE2"
    assert not window.forgetting.holds_anything
    told.clear()


def test_it_is_said_with_its_sign_and_to_a_screen_reader(qtbot, window, told):
    ask(qtbot, window)
    with qtbot.waitSignal(window.context.messages.announced) as said:
        press(qtbot, window, Qt.Key.Key_F8)
    assert said.args == [f"{CLEARED} Undo: Shift F8"]
    (message,) = window.banners.messages
    assert message.icon == "account-switch-outline"
    told.clear()


def test_what_another_program_copied_stays(qtbot, window, told):
    ask(qtbot, window)
    show_first(qtbot, window)
    window.keys["copy"].trigger()
    QGuiApplication.clipboard().setText("from a letter")
    press(qtbot, window, Qt.Key.Key_F8)
    assert QGuiApplication.clipboard().text() == "from a letter"
    QGuiApplication.clipboard().clear()
    told.clear()


def test_notices_of_the_patient_before_go_at_once(qtbot, window, told):
    from emndir.ui.messages import Message

    window.context.messages.tell(Message(text="No program opens that address.", topic="open"))
    window.context.messages.tell(Message(text="The list is old.", topic="age", is_lasting=True))
    press(qtbot, window, Qt.Key.Key_F8)
    assert [one.topic for one in window.banners.messages] == ["age", NEW_PATIENT]
    told.clear()


def test_suggestions_close(qtbot, window, told):
    box = window.search_panel.search_box
    box.focus_all()
    qtbot.keyClicks(box.line, "bre")
    qtbot.waitUntil(lambda: box.is_suggesting)
    qtbot.keyClick(box.line, Qt.Key.Key_F8)
    assert not box.is_suggesting
    assert box.suggestions.model.rowCount() == 0
    told.clear()


def test_no_completer_remembers_anything(window):
    from PySide6.QtWidgets import QCompleter

    assert window.findChildren(QCompleter) == []


def test_input_methods_are_asked_not_to_learn(window):
    for box in (window.search_panel.search_box, window.search_panel.near_box):
        assert box.line.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData


# --- bringing it back -----------------------------------------------------------------------


def test_shift_f8_brings_it_back(qtbot, window, told):
    ask(qtbot, window, "breast le2")
    window.shortlist.toggle(SERVICE, "Breast Care Centre")
    with qtbot.waitSignal(window.search.answered):
        press(qtbot, window, Qt.Key.Key_F8)
    with qtbot.waitSignal(window.search.answered):
        press(qtbot, window, Qt.Key.Key_F8, SHIFT)
    assert window.search_panel.search_box.text == "breast le2"
    assert [item.uid for item in window.shortlist.items] == [SERVICE]
    assert window.banners.messages == ()
    assert not window.forgetting.can_undo
    told.clear()


def test_f6_goes_to_undo_first_and_space_presses_it(qtbot, window, told):
    ask(qtbot, window, "wig")
    with qtbot.waitSignal(window.search.answered):
        press(qtbot, window, Qt.Key.Key_F8)
    press(qtbot, window, Qt.Key.Key_F6)
    assert window.focusWidget().text() == "Undo"
    with qtbot.waitSignal(window.search.answered):
        press(qtbot, window, Qt.Key.Key_Space)
    assert window.search_panel.search_box.text == "wig"
    assert window.search_panel.search_box.line.hasFocus()
    told.clear()


def test_a_shortlist_alone_can_be_brought_back(qtbot, window, told):
    window.shortlist.toggle(SERVICE, "Breast Care Centre")
    press(qtbot, window, Qt.Key.Key_F8)
    assert window.forgetting.can_undo
    press(qtbot, window, Qt.Key.Key_F8, SHIFT)
    assert [item.uid for item in window.shortlist.items] == [SERVICE]
    told.clear()


def test_after_ten_seconds_it_is_gone(qtbot, window, told):
    ask(qtbot, window)
    window.shortlist.toggle(SERVICE, "Breast Care Centre")
    with qtbot.waitSignal(window.search.answered):
        press(qtbot, window, Qt.Key.Key_F8)
    assert window.banners.messages[0].seconds == window.search._forget.interval() / 1000 == 10
    window.search._forget.setInterval(1)
    qtbot.waitUntil(lambda: not window.forgetting.can_undo)
    assert not window.keys["undo-clearing"].isEnabled()
    window.forgetting.undo()
    assert not window.search.is_asked
    assert window.shortlist.items == ()
    told.clear()


def test_f8_once_more_clears_for_good(qtbot, window, told):
    ask(qtbot, window)
    with qtbot.waitSignal(window.search.answered):
        press(qtbot, window, Qt.Key.Key_F8)
    press(qtbot, window, Qt.Key.Key_F8)
    assert not window.forgetting.can_undo
    assert window.banners.tab_stops() == []
    told.clear()


def test_a_key_held_down_is_not_a_second_one(window):
    assert not window.keys["new-patient"].autoRepeat()


def test_the_next_question_ends_it(qtbot, window, told):
    ask(qtbot, window)
    with qtbot.waitSignal(window.search.answered):
        press(qtbot, window, Qt.Key.Key_F8)
    ask(qtbot, window, "wig")
    assert not window.forgetting.can_undo
    assert window.banners.messages == ()
    told.clear()


def test_the_search_forgets_with_it(qtbot, window, told, monkeypatch):
    forgotten = []
    monkeypatch.setattr(window.context.directory, "forget", lambda: forgotten.append(True))
    ask(qtbot, window)
    assert forgotten == []  # it may remember while one patient is asked about
    press(qtbot, window, Qt.Key.Key_F8)
    assert forgotten
    told.clear()


def test_a_sheet_that_was_in_the_making_is_not_kept_either(qtbot, window, told, monkeypatch):
    """It comes to its end after F8, and Typst would keep it for the next one."""
    at_work, go_on, forgotten = Event(), Event(), []
    monkeypatch.setattr(
        forgetting_module, "forget_sheets", lambda: forgotten.append(go_on.is_set())
    )
    ask(qtbot, window)

    def make():
        at_work.set()
        go_on.wait(5)

    window.context.tasks.run("handout", make, lambda _: None, lambda _: None)
    at_work.wait(5)
    press(qtbot, window, Qt.Key.Key_F8)
    assert forgotten == [False]
    go_on.set()
    qtbot.waitUntil(lambda: forgotten == [False, True])
    told.clear()


# --- a hand-out that is not printed yet -----------------------------------------------------


def test_f8_asks_before_an_unprinted_sheet_goes(qtbot, window, told):
    ask(qtbot, window)
    seen = []

    def go_back(dialog):
        seen.append((dialog.accessibleName(), dialog.focusWidget().text()))
        seen.append((nameless(dialog), clipped(dialog)))
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)

    def act(dialog):
        answering(go_back)
        qtbot.keyClick(dialog, Qt.Key.Key_F8)
        assert dialog.isVisible()
        assert window.search.is_asked

    with_sheet(qtbot, window, act)
    assert seen == [("A hand-out is not printed yet", "Go back"), ([], [])]


def test_clear_all_the_same_is_reached_by_tab(qtbot, window, told):
    ask(qtbot, window)

    def clear(dialog):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        assert dialog.focusWidget().text() == "Clear all the same"
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)

    def act(dialog):
        answering(clear)
        qtbot.keyClick(dialog, Qt.Key.Key_F8)
        assert not dialog.isVisible()
        assert not window.search.is_asked

    with_sheet(qtbot, window, act)
    assert told.texts() == [CLEARED]


def test_f8_asks_nothing_once_it_is_copied(qtbot, window, told):
    ask(qtbot, window)

    def act(dialog):
        dialog.taking.copy_text()
        qtbot.keyClick(dialog, Qt.Key.Key_F8)
        assert not dialog.isVisible()

    with_sheet(qtbot, window, act)
    assert not window.search.is_asked
    assert QGuiApplication.clipboard().text() == ""
    told.clear()


def test_saving_and_printing_count_as_well(qtbot, window, told, tmp_path, monkeypatch):
    from emndir.ui.dialogs import handout_taking

    def act(dialog):
        assert dialog.is_waiting
        monkeypatch.setattr(handout_taking, "ask_where", lambda _: None)
        dialog.taking.save()
        assert dialog.is_waiting  # nobody chose where
        monkeypatch.setattr(handout_taking, "ask_where", lambda _: tmp_path / "sheet.pdf")
        dialog.taking.save()
        assert not dialog.is_waiting
        with qtbot.waitSignal(dialog.view_model.made, timeout=10_000):
            dialog.view_model.make()
        assert dialog.is_waiting  # this one is another
        paper = Paper(monkeypatch, tmp_path / "paper.pdf")
        paper.answer = QDialog.DialogCode.Rejected
        dialog.taking.print_with_dialog()
        assert dialog.is_waiting  # the print dialog was left
        paper.answer = QDialog.DialogCode.Accepted
        dialog.taking.print_with_dialog()
        assert not dialog.is_waiting

    with_sheet(qtbot, window, act)


def test_a_sheet_that_cannot_be_made_is_nothing_to_ask_about(qtbot, context):
    dialog = HandoutDialog(context, ("loros-compassionate-neighbours",))
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: bool(dialog.banners.messages))
    assert not dialog.is_waiting


def test_f8_works_in_the_small_dialogs(qtbot, window, told):
    ask(qtbot, window)
    seen = []

    def look():
        dialog = QApplication.activeModalWidget()
        try:
            qtbot.waitUntil(dialog.isActiveWindow)
            qtbot.keyClick(dialog, Qt.Key.Key_F8)
            seen.append(dialog.isVisible())
        finally:
            dialog.close()

    for key in ("keys", "about", "settings"):
        QTimer.singleShot(0, look)
        window.keys[key].trigger()
    assert seen == [False, False, False]
    assert not window.search.is_asked
    told.clear()


# --- by itself ------------------------------------------------------------------------------


def test_unattended_it_clears_for_good_and_says_why(qtbot, window, told):
    ask(qtbot, window)
    window.shortlist.toggle(SERVICE, "Breast Care Centre")
    with qtbot.waitSignal(window.search.answered):
        window.forgetting.clear_unattended(10)
    assert not window.forgetting.holds_anything
    assert not window.forgetting.can_undo
    window.forgetting.undo()
    assert window.shortlist.items == ()
    (message,) = window.banners.messages
    assert (message.action, message.seconds) == ("", 0)
    assert told.texts() == [
        f"Cleared for the next patient. emndir was not used for 10 minutes. {EMPTY}"
    ]
    ask(qtbot, window, "wig")
    assert window.banners.messages == ()


def test_unattended_it_asks_nothing_and_closes_what_is_open(qtbot, window, told):
    ask(qtbot, window)
    inner = []

    def act(dialog):
        file_dialog = QFileDialog(dialog)
        file_dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        inner.append(file_dialog)
        file_dialog.open()
        assert window.dialogs.has_waiting_sheet
        window.forgetting.clear_unattended(10)
        assert not file_dialog.isVisible()
        assert not dialog.isVisible()
        assert dialog.view_model.handout is None

    with_sheet(qtbot, window, act)
    assert not window.forgetting.holds_anything
    told.clear()


def test_the_question_itself_is_closed_and_cleared_all_the_same(qtbot, window, told):
    ask(qtbot, window)

    def act(dialog):
        answering(lambda _question: window.forgetting.clear_unattended(10))
        qtbot.keyClick(dialog, Qt.Key.Key_F8)
        assert not dialog.isVisible()

    with_sheet(qtbot, window, act)
    assert not window.search.is_asked
    assert len(told.texts()) == 1


def test_menus_are_closed(qtbot, window):
    menu = QMenu(window)
    menu.addAction("something")
    menu.popup(window.mapToGlobal(window.rect().center()))
    assert QApplication.activePopupWidget() is menu
    window.dialogs.close_all()
    assert QApplication.activePopupWidget() is None


def test_the_report_of_a_bug_stays(qtbot, window, told):
    from emndir.ui.dialogs.crash_dialog import CrashDialog

    report = CrashDialog("details", print, window)
    qtbot.addWidget(report)
    report.open()
    window.forgetting.clear_unattended(10)
    assert report.isVisible()
    report.accept()
    told.clear()


def test_the_details_are_not_made_just_to_be_cleared(window, told, monkeypatch):
    monkeypatch.setattr(window, "_service_panel", None)
    monkeypatch.setattr(ServicePanel, "__init__", lambda *_args: pytest.fail("made"))
    window._clear_detail()
    assert not window.forgetting.holds_anything


def test_every_open_dialog_is_counted_once(qtbot, window):
    seen = []

    def look():
        seen.append(list(window.dialogs._open))
        QApplication.activeModalWidget().reject()

    QTimer.singleShot(0, look)
    window.keys["keys"].trigger()
    assert [type(one).__name__ for one in seen[0]] == ["KeysDialog"]
    assert window.dialogs._open == []
    assert all(isinstance(one, QDialog) for one in seen[0])
