"""A question from outside in the window: what is cleared, what is chosen, what is said."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from emndir.search.criteria import Facet
from emndir.search.outside import Asked
from emndir.ui.application import Application
from emndir.ui.crash import details_of
from emndir.ui.dialogs.outside_dialog import OutsideDialog
from emndir.ui.from_outside import ASKED, PENDING, UNKNOWN
from tests.ui.walks import clipped, nameless

BREAST = Asked.given(query="breast", near="LE2", site="C50")


def topics(program):
    return [message.topic for message in program.window.banners.messages]


def take(qtbot, program, asked):
    with qtbot.waitSignal(program.window.search.answered):
        program.outside.take(asked)
    qtbot.waitUntil(lambda: not program.tasks.is_busy("search"))


def test_a_question_takes_the_place_of_the_last_patients(qtbot, program, told):
    window = program.window
    window.search.set_codes(Facet.COUNTY, ("Leicestershire",))
    window.search.set_words("lung")
    qtbot.waitUntil(lambda: not program.tasks.is_busy("search"))
    with qtbot.waitSignal(program.context.cleared):
        take(qtbot, program, BREAST)
    criteria = window.search.criteria
    assert (criteria.words, criteria.near) == ("breast", "LE2")
    assert criteria.chosen == ((Facet.CANCER_SITE, ("breast",)),)
    assert window.search_panel.search_box.text == "breast"
    assert not window.search.can_undo  # the last patient's question is gone for good
    assert topics(program) == [ASKED]
    told.texts()


def test_an_empty_one_only_brings_the_window_forward(qtbot, program, told):
    window = program.window
    window.search.set_words("lung")
    window.showMinimized()
    with qtbot.assertNotEmitted(program.context.cleared):
        program.outside.take(Asked())
    assert not window.isMinimized()
    assert window.search.criteria.words == "lung"


def test_unknown_parts_are_named_and_the_banner_goes_with_the_next(qtbot, program, told):
    take(qtbot, program, Asked.given(query="breast", site="Q99", near="Atlantis"))
    (said,) = [one for one in program.window.banners.messages if one.topic == UNKNOWN]
    assert "“Q99”" in said.hint
    assert "“Atlantis”" in said.hint
    assert program.window.search.criteria.near == ""
    take(qtbot, program, BREAST)
    assert UNKNOWN not in topics(program)
    told.clear()


def open_sheet(program, then):
    """Open the hand-out of the first service; `then` is called while it is open."""
    directory = program.context.directory
    uid = "loros-inpatient-ward"
    assert directory.service(uid)
    QTimer.singleShot(0, then)
    program.window.dialogs.show_handout((uid,), None)


@pytest.mark.parametrize("is_taken", [True, False])
def test_an_open_sheet_is_not_lost_in_silence(qtbot, program, told, is_taken):
    window = program.window
    window.search.set_words("lung")
    seen = []

    def ask():
        sheet = window.dialogs.sheet
        qtbot.waitUntil(lambda: window.dialogs.has_waiting_sheet)
        program.outside.take(BREAST)
        (choice,) = sheet.findChildren(OutsideDialog)
        qtbot.waitUntil(choice.isVisible)
        seen.append(" ".join(label.text() for label in choice.findChildren(QLabel)))
        assert window.search.criteria.words == "lung"  # nothing is cleared yet
        assert nameless(choice) == []
        qtbot.waitUntil(lambda: clipped(choice) == [])
        (choice.show_button if is_taken else choice.keep_button).click()
        if not is_taken:
            assert sheet.isVisible()
            sheet.close()

    open_sheet(program, ask)
    assert "“breast”, near LE2, breast cancer." in seen[0]
    if not is_taken:
        assert window.search.criteria.words == "lung"
        assert topics(program) == [PENDING]
        (banner,) = window.banners.messages
        assert banner.hint == "“breast”, near LE2, breast cancer."
        program.messages.acted.emit(PENDING)
    qtbot.waitUntil(lambda: not program.tasks.is_busy("search"))
    assert window.search.criteria.words == "breast"
    assert window.dialogs.sheet is None
    assert PENDING not in topics(program)
    told.clear()


def test_a_patient_who_looks_reads_nothing_of_another_patients_question(qtbot, program, told):
    window = program.window
    uid = "loros-inpatient-ward"
    with qtbot.waitSignal(window.service_panel.view_model.shown):
        window.show_record(uid)
    window.turning.toggle()
    assert window.turning.is_turned
    seen = []

    def ask():
        sheet = window.dialogs.sheet
        qtbot.waitUntil(lambda: window.dialogs.has_waiting_sheet)
        program.outside.take(BREAST)
        (choice,) = sheet.findChildren(OutsideDialog)
        seen.extend(label.text() for label in choice.findChildren(QLabel))
        choice.keep_button.click()
        sheet.close()

    open_sheet(program, ask)
    assert window.turning.is_turned
    panel = window.turning.patient
    (message,) = panel.banners.messages
    assert message.text == "Asked from outside, and not shown yet."
    shown = [*seen, *(label.text() for label in panel.findChildren(QLabel)), message.hint]
    assert not any("breast" in text or "LE2" in text or "C50" in text for text in shown)
    program.messages.acted.emit(PENDING)
    assert not window.turning.is_turned
    assert window.search.criteria.words == "breast"
    told.clear()


@pytest.mark.parametrize("is_waiting", [True, False])
def test_left_alone_what_waits_or_is_quoted_is_cleared_too(qtbot, program, told, is_waiting):
    """Nothing else of a patient may be in the window then: an unknown place alone is no question."""
    forgetting = program.window.forgetting
    assert not forgetting.holds_anything
    if is_waiting:
        program.outside._pending = BREAST
    else:
        take(qtbot, program, Asked.given(near="ZZ9 9ZZ"))
        assert not program.window.search.is_asked
        assert UNKNOWN in topics(program)
    assert forgetting.holds_anything
    forgetting.clear_unattended(10)
    assert not forgetting.holds_anything
    assert UNKNOWN not in topics(program)
    told.clear()


def test_a_sheet_that_is_printed_gives_way_unasked(qtbot, program, told):
    seen = []

    def ask():
        sheet = program.window.dialogs.sheet
        qtbot.waitUntil(lambda: sheet.is_waiting)
        sheet.view_model.take()
        program.outside.take(BREAST)
        seen.extend(sheet.findChildren(OutsideDialog))

    open_sheet(program, ask)
    assert seen == []
    assert program.window.search.criteria.words == "breast"
    assert not program.window.forgetting.can_undo
    told.clear()


def test_f8_lets_a_waiting_question_go(qtbot, program, told):
    program.outside._pending = BREAST
    program.window.forgetting.start_afresh()
    program.messages.acted.emit(PENDING)
    assert program.window.search.criteria.words == ""
    told.clear()


def test_other_dialogs_give_way(qtbot, program, told):
    def ask():
        assert isinstance(QApplication.activeModalWidget(), QDialog)
        program.outside.take(BREAST)

    QTimer.singleShot(50, ask)
    program.window.keys["keys"].trigger()  # comes back only when the dialog is gone
    assert program.window.search.criteria.words == "breast"
    told.clear()


def test_a_bug_report_holds_nothing_of_a_question():
    with pytest.raises(ValueError, match="near LE2") as caught:
        raise ValueError(f"near {BREAST.near} {BREAST!r}")
    assert "LE2" not in details_of(caught.value)
    assert "LE2" not in repr(BREAST)


@pytest.fixture
def starting(qtbot, core, told):
    """A program that was started with a question, its directory not open yet."""
    program = Application(core)
    qtbot.addWidget(program.window)
    program.window.show()
    program.outside.begin(BREAST)
    program.window.search_panel.search_box.focus_all()
    yield program
    program.window.close()


def opened(qtbot, program):
    with qtbot.waitSignal(program.window.search.answered, timeout=20_000):
        program.open_directory()
    qtbot.waitUntil(lambda: program.tasks.is_idle)
    return program.window.search.criteria


def test_the_question_of_the_start_is_asked_whole(qtbot, starting):
    criteria = opened(qtbot, starting)
    assert (criteria.words, criteria.near) == ("breast", "LE2")
    assert criteria.codes(Facet.CANCER_SITE) == ("breast",)
    assert starting.window.search_panel.search_box.line.selectedText() == "breast"


@pytest.mark.parametrize("box", ["search_box", "near_box"])
def test_what_is_typed_while_the_directory_opens_is_not_lost(qtbot, starting, box):
    field = getattr(starting.window.search_panel, box)
    field.focus_all()
    qtbot.keyClicks(field.line, "ng3")
    criteria = opened(qtbot, starting)
    wanted = {"search_box": ("ng3", "LE2"), "near_box": ("breast", "ng3")}[box]
    assert (criteria.words, criteria.near) == wanted
    assert criteria.codes(Facet.CANCER_SITE) == ("breast",)
    assert (field.text, field.line.selectedText()) == ("ng3", "")  # the next letter goes on
