"""States of a search in the real window, with answers made by hand."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication

from emndir.domain.errors import EmndirError
from emndir.search.criteria import Criteria, Facet
from emndir.search.results import Correction, Danger, FacetCount, Hit, Instead, InsteadOf, Results
from emndir.ui.models.results_model import RowKind
from tests.ui.walks import clipped, focusable, nameless

SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
DANGER = Danger(
    words="neutropenic sepsis",
    heading="This can be an emergency",
    sentences=("In an emergency, call 999.", "Call the 24-hour treatment line on the card."),
)
CRISIS = Danger(
    words="sepsis",
    heading="If life feels too hard to go on with",
    sentences=("If a life is in danger, call 999.", "Samaritans listen: call 116 123."),
)


@pytest.fixture
def window(real_program):
    return real_program.window


@pytest.fixture
def find(real_program, monkeypatch):
    """Answer every question of the window by a function of the criteria and the real answer."""
    directory = real_program.context.directory
    really = directory.find

    def use(change):
        monkeypatch.setattr(directory, "find", lambda criteria: change(criteria, really(criteria)))
        return really

    return use


def type_words(qtbot, window, words):
    window.search_panel.search_box.focus_all()
    with qtbot.waitSignal(window.search.answered):
        qtbot.keyClicks(window.search_panel.search_box.line, words)
    qtbot.waitUntil(lambda: window.search.answer.criteria == window.search.criteria)


def tab_to(qtbot, window, widget):
    """Press Tab until a widget has the keyboard."""
    for _ in range(80):
        if window.focusWidget() is widget:
            return
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not come to {widget.accessibleName()!r}")


# --- a list that cannot be read -------------------------------------------------------------


def unread(criteria, results):
    if "wig" in criteria.words:
        raise EmndirError("The directory file is damaged.", "Start emndir again.")
    return results


def test_nothing_stands_as_an_answer_where_the_list_cannot_be_read(qtbot, window, find, told):
    find(unread)
    type_words(qtbot, window, "breast le2")
    panel = window.results_panel
    panel.cards.list.setFocus()
    qtbot.keyClick(panel.cards.list, Qt.Key.Key_Down)
    assert panel.above.strip.isVisible()
    type_words(qtbot, window, "wig ng5")
    assert window.search.answer.has_failed
    assert panel.empty.words.title == "The list cannot be read"
    assert not panel.cards.list.isVisible()
    assert not panel.above.strip.isVisible()
    assert window.search_panel.chips.texts == ()
    boxes = next(iter(window.filter_panel.groups.values())).boxes.values()
    assert {box.count for box in boxes} == {None}
    assert "damaged" in " ".join(message.text for message in window.banners.messages)
    assert told.texts() == ["The directory file is damaged. Start emndir again."]
    told.clear()
    type_words(qtbot, window, "breast le2")
    assert panel.cards.list.isVisible()
    assert panel.above.strip.isVisible()


# --- words of an emergency ----------------------------------------------------------------


def in_danger(criteria, results):
    return replace(results, danger=DANGER) if "sepsis" in criteria.words else results


def test_words_of_an_emergency_stand_before_everything(qtbot, window, find):
    find(in_danger)
    type_words(qtbot, window, "sepsis le2")
    panel = window.results_panel
    assert panel.above.danger.isVisible()
    assert (
        panel.above.danger.geometry().bottom()
        < panel.head.count.mapTo(panel, panel.head.count.pos()).y()
    )
    lines = panel.search_lines = window.search.results.treatment_lines
    assert len(panel.above.danger.lines) == len(lines) > 0
    assert panel.above.danger.words.lines_title == "24-hour treatment lines that serve LE2"
    number = panel.above.danger.lines[0].words[2].replace("\xa0", " ")
    assert number == lines[0].summary.phone


def test_the_same_line_is_not_pinned_twice(qtbot, window, find):
    find(in_danger)
    type_words(qtbot, window, "breast le2")
    assert window.results_panel.above.strip.isVisible()
    type_words(qtbot, window, "sepsis le2")
    assert not window.results_panel.above.strip.isVisible()
    type_words(qtbot, window, "breast le2")
    assert window.results_panel.above.strip.isVisible()
    assert not window.results_panel.above.danger.isVisible()


def test_its_number_is_copied_by_keyboard(qtbot, window, find):
    find(in_danger)
    QGuiApplication.clipboard().clear()
    type_words(qtbot, window, "sepsis le2")
    danger = window.results_panel.above.danger
    tab_to(qtbot, window, danger.copy_buttons[0])
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    phone = window.search.results.treatment_lines[0].summary.phone
    copied = QGuiApplication.clipboard().text()
    assert phone in copied
    assert copied.endswith((".", "first."))
    QGuiApplication.clipboard().clear()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab, SHIFT)
    assert window.focusWidget() is danger.lines[0]
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == copied


def test_its_line_opens_its_record(qtbot, window, find):
    find(in_danger)
    type_words(qtbot, window, "sepsis le2")
    line = window.results_panel.above.danger.lines[0]
    tab_to(qtbot, window, line)
    with qtbot.waitSignal(window.service_panel.view_model.shown):
        qtbot.keyClick(line, Qt.Key.Key_Space)
    uid = window.search.results.treatment_lines[0].summary.uid
    assert window.service_panel.detail.uid == uid


def test_without_a_place_it_asks_for_one(qtbot, window, find):
    find(in_danger)
    type_words(qtbot, window, "sepsis")
    danger = window.results_panel.above.danger
    assert danger.lines == ()
    tab_to(qtbot, window, danger.place_button)
    qtbot.keyClick(danger.place_button, Qt.Key.Key_Space)
    assert window.search_panel.near_box.line.hasFocus()
    with qtbot.waitSignal(window.search.answered):
        qtbot.keyClicks(window.focusWidget(), "le2")
    assert len(danger.lines) > 0
    assert not danger.place_button.isVisible()


def test_where_no_line_is_listed_that_is_said(qtbot, window, find):
    find(lambda criteria, results: replace(in_danger(criteria, results), treatment_lines=()))
    type_words(qtbot, window, "sepsis le2")
    danger = window.results_panel.above.danger
    assert danger.words.lines_title == "No 24-hour treatment line that serves LE2 is listed."
    assert not danger.place_button.isVisible()


def test_lines_for_people_on_treatment_stand_only_under_sentences_that_name_them(
    qtbot, window, find
):
    find(lambda _criteria, results: replace(results, danger=CRISIS))
    type_words(qtbot, window, "sepsis le2")
    panel = window.results_panel
    assert panel.above.danger.isVisible()
    assert panel.above.danger.lines == ()
    assert not panel.above.danger.place_button.isVisible()
    assert panel.above.strip.isVisible()


@pytest.mark.parametrize("words", ["neutropenic sepsis le2", "fever on chemo", "suicidal le2"])
def test_real_words_of_an_emergency_reach_the_banner(qtbot, window, words):
    type_words(qtbot, window, words)
    danger = window.results_panel.above.danger
    assert danger.isVisible()
    assert any("999" in one for one in danger.words.sentences)
    on_treatment = any("treatment line" in one for one in danger.words.sentences)
    assert bool(danger.lines) is (on_treatment and "le2" in words)
    assert danger.place_button.isVisible() is (on_treatment and "le2" not in words)


def test_it_is_announced_once(qtbot, window, find, real_program):
    find(in_danger)
    said = []
    real_program.messages.announced.connect(said.append)
    type_words(qtbot, window, "sepsis le2")
    qtbot.waitUntil(lambda: len(said) == 1)
    assert said[0].startswith("This can be an emergency. In an emergency, call 999.")
    with qtbot.waitSignal(window.search.answered):
        window.search.set_codes(Facet.DELIVERY, ("phone",))
    qtbot.waitUntil(lambda: len(said) == 2)
    assert "emergency" not in said[1]


def test_it_is_gone_with_the_patient(qtbot, window, find, told):
    find(in_danger)
    type_words(qtbot, window, "sepsis le2")
    with qtbot.waitSignal(window.search.answered):
        window.forgetting.start_afresh()
    assert not window.results_panel.above.danger.isVisible()
    told.texts()


# --- corrections --------------------------------------------------------------------------


def corrected(criteria, results):
    if "lymphodema" not in criteria.words or "lymphodema" in criteria.plain:
        return replace(results, corrections=())
    return replace(results, corrections=(Correction("lymphodema", "lymphoedema"),))


def test_a_correction_is_refused_by_keyboard_and_can_be_taken_up_again(qtbot, window, find):
    find(corrected)
    type_words(qtbot, window, "lymphodema le2")
    line = window.results_panel.above.correction
    assert line.isVisible()
    assert line.words.shown == "Showing results for “lymphoedema”."
    tab_to(qtbot, window, line.buttons[0])
    with qtbot.waitSignal(window.search.answered):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    assert window.search.criteria.plain == ("lymphodema",)
    assert window.search_panel.search_box.text == "lymphodema le2"
    assert not line.isVisible()
    # nothing is found as typed: the keyboard is on the first of what is often needed
    assert window.search.answer.is_dead_end
    assert window.focusWidget() is window.results_panel.empty.buttons[0]
    assert window.search_panel.chips.plain_texts == ("“lymphodema” as plain words",)
    chip = window.search_panel.chips.chips[-1]
    assert chip.spec.words == "lymphodema"
    with qtbot.waitSignal(window.search.answered):
        qtbot.keyClick(chip, Qt.Key.Key_Return)
    assert line.isVisible()


def test_a_correction_is_announced(qtbot, window, find, real_program):
    find(corrected)
    with qtbot.waitSignal(real_program.messages.announced, timeout=3000) as said:
        type_words(qtbot, window, "lymphodema le2")
    assert "Showing results for lymphoedema" in said.args[0]


# --- nothing found ------------------------------------------------------------------------


@pytest.fixture
def instead(find):
    """Answer "xyzzy" with nothing, and with services that stand in."""
    really = None

    def change(criteria, results):
        if "xyzzy" not in criteria.words:
            return results
        nearest = really(Criteria(words="wig le2")).hits[:2]
        remote = really(Criteria(words="helpline")).hits[:2]
        empty = Results(
            not_used=("xyzzy",),
            ways_on=("Nothing here has “xyzzy”. Only cancer services are listed.",),
            instead=(
                Instead(InsteadOf.NEAREST, "Nearest further away", nearest),
                Instead(InsteadOf.REMOTE, "By phone or online, for everyone", remote),
                Instead(InsteadOf.HELPLINE, "The helpline for breast cancer", remote[:1]),
            ),
        )
        return empty if not criteria.chosen else replace(empty, instead=())

    really = find(change)
    return change


def test_what_stands_in_for_an_answer_is_announced(qtbot, window, instead, real_program):
    with qtbot.waitSignal(real_program.messages.announced, timeout=3000) as said:
        type_words(qtbot, window, "xyzzy")
    assert said.args[0] == "Nothing found. Other services that may help are listed"


def test_what_stands_in_for_an_answer_is_a_list_of_its_own(qtbot, window, instead):
    type_words(qtbot, window, "xyzzy")
    panel = window.results_panel
    assert panel.empty.isVisible()
    assert panel.head.count.text() == "0 services"
    assert panel.cards.list.isVisible()
    rows = [panel.cards.model.row(at) for at in range(panel.cards.model.rowCount())]
    assert [row.text for row in rows if row.kind is RowKind.HEADING] == [
        "Not what was asked for, but it may help",
        "Nearest further away",
        "By phone or online, for everyone",
        "The helpline for breast cancer",
    ]
    assert {row.kind for row in rows} == {RowKind.HEADING, RowKind.INSTEAD}
    assert panel.cards.list.accessibleName() == "Not what was asked for, 5 services"
    said = panel.cards.model.index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Instead: ")


def test_a_word_that_nothing_has_does_not_deny_the_service_beside_it(qtbot, window):
    type_words(qtbot, window, "wig xyzzy le2")
    words = window.results_panel.empty.words
    assert words.title == "Nothing found near LE2"
    assert [way.text for way in words.ways] == ["Without “xyzzy”"]
    with qtbot.waitSignal(window.search.answered):
        window.results_panel.empty.buttons[0].click()
    assert window.search_panel.search_box.text == "wig le2"
    assert window.search.results.total > 0


def test_it_is_said_once_that_nothing_has_a_word(qtbot, window, instead):
    type_words(qtbot, window, "xyzzy")
    assert window.search_panel.chips.note == ""
    said = [one for one in window.results_panel.empty.words.sentences if "xyzzy" in one]
    assert len(said) == 1


def test_it_is_reached_and_opened_by_keyboard(qtbot, window, instead):
    type_words(qtbot, window, "xyzzy")
    with qtbot.waitSignal(window.service_panel.view_model.shown):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    cards = window.results_panel.cards
    assert window.focusWidget() is cards.list
    assert cards.row.kind is RowKind.INSTEAD
    assert window.service_panel.detail.uid == cards.row.uid
    for _ in range(3):
        qtbot.keyClick(cards.list, Qt.Key.Key_Down)
    qtbot.waitUntil(
        lambda: window.service_panel.detail and window.service_panel.detail.uid == cards.row.uid
    )
    qtbot.keyClick(cards.list, Qt.Key.Key_Return)
    assert window.service_panel.isAncestorOf(window.focusWidget())


def test_a_sheet_of_it_is_made_as_usual(qtbot, window, instead):
    type_words(qtbot, window, "xyzzy")
    with qtbot.waitSignal(window.service_panel.view_model.shown):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    assert window.service_panel.detail.can_print
    window.service_panel.print_requested.disconnect()
    with qtbot.waitSignal(window.service_panel.print_requested) as printed:
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_P, CONTROL)
    assert printed.args == [window.results_panel.cards.row.uid]


def test_ways_on_come_before_it(qtbot, window, instead):
    window.search.set_codes(Facet.DELIVERY, ("phone",))
    type_words(qtbot, window, "hospice xyzzy le2")
    panel = window.results_panel
    assert not panel.cards.list.isVisible()
    with qtbot.waitSignal(window.search.answered):
        window.search.set_codes(Facet.DELIVERY, ())
    assert panel.cards.list.isVisible()
    stops = focusable(window)
    last = stops.index(panel.cards.list)
    assert all(stops.index(button) < last for button in panel.empty.buttons)


def test_a_filter_to_take_off_is_offered_once(qtbot, window, find):
    said = ("Nothing is near.", "Without the filter county (Derbyshire) there would be 3.")
    find(lambda criteria, results: Results(ways_on=said) if criteria.chosen else results)
    with qtbot.waitSignal(window.search.answered):
        window.search.use(Criteria(words="loros", chosen=((Facet.COUNTY, ("Derbyshire",)),)))
    words = window.results_panel.empty.words
    assert any(way.text.startswith("Without") for way in words.ways)
    assert words.sentences == ("Nothing is near.",)


# --- why ----------------------------------------------------------------------------------


def explained(_criteria, results):
    why = ("wig = hair loss", "2.1 miles")
    return replace(results, hits=tuple(replace(hit, why=why) for hit in results.hits))


def test_a_result_says_why_it_is_here_when_it_is_asked(qtbot, window, find, real_program):
    find(explained)
    type_words(qtbot, window, "wig le2")
    with qtbot.waitSignal(window.service_panel.view_model.shown):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    page = window.service_panel.page
    assert page.why == ""
    with qtbot.waitSignal(real_program.messages.announced):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_I, CONTROL)
    assert page.why == "Matched: wig = hair loss; 2.1 miles."
    assert window.results_panel.cards.list.hasFocus()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_I, CONTROL)
    assert page.why == ""
    page.more_button.menu().actions()[0].trigger()
    assert page.why == "Matched: wig = hair loss; 2.1 miles."
    index = window.results_panel.cards.list.currentIndex()
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == page.why


def test_it_waits_for_the_record(qtbot, window, find):
    find(explained)
    type_words(qtbot, window, "wig le2")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_I, CONTROL)
    qtbot.waitUntil(lambda: window.service_panel.page is not None)
    assert window.service_panel.page.why == "Matched: wig = hair loss; 2.1 miles."


def test_what_was_not_found_by_a_search_is_not_explained(qtbot, window, find, told):
    find(explained)
    type_words(qtbot, window, "wig le2")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_I, CONTROL)
    [said] = told.texts()
    assert said == "No service is chosen. Choose a service that is offered, then press Ctrl I."
    with qtbot.waitSignal(window.service_panel.view_model.shown):
        window.service_panel.show_uid(window.search.results.hits[0].summary.uid)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_I, CONTROL)
    [said] = told.texts()
    assert said == "It was not found by a search, but opened from another record."


# --- newer and older answers --------------------------------------------------------------


def test_a_slow_old_answer_never_replaces_a_newer_one(qtbot, window, find):
    gate, waiting = threading.Event(), threading.Event()

    def slow(criteria, results):
        if criteria.words == "breast":
            waiting.set()
            assert gate.wait(10)
            return replace(
                results,
                total=1,
                facets={Facet.DELIVERY: (FacetCount(code="phone", label="By phone", count=999),)},
            )
        return results

    find(slow)
    answers = []
    window.search.answered.connect(answers.append)
    box = window.search_panel.search_box
    box.focus_all()
    qtbot.keyClicks(box.line, "breast")
    qtbot.waitUntil(waiting.is_set)
    qtbot.keyClicks(box.line, " le2")
    qtbot.waitUntil(lambda: bool(answers))
    shown = (window.results_panel.head.count.text(), window.search_panel.chips.texts)
    gate.set()
    with qtbot.waitSignal(window.search.answered):
        window.search.ask()
    assert [one.criteria.words for one in answers] == ["breast le2", "breast le2"]
    assert (window.results_panel.head.count.text(), window.search_panel.chips.texts) == shown
    assert "Near LE2, Leicester" in window.search_panel.chips.texts


def test_down_before_the_answer_waits_for_it(qtbot, window):
    type_words(qtbot, window, "breast")
    box = window.search_panel.search_box
    box.focus_all()
    qtbot.keyClicks(box.line, "wig le2")
    with qtbot.waitSignal(window.search.answered) as answered:
        qtbot.keyClick(box.line, Qt.Key.Key_Down)
        assert box.line.hasFocus()
    assert answered.args[0].criteria.words == "wig le2"
    cards = window.results_panel.cards
    assert window.focusWidget() is cards.list
    assert cards.row.uid == window.search.results.hits[0].summary.uid


def test_who_types_on_after_down_stays_in_the_box(qtbot, window, told):
    box = window.search_panel.search_box
    box.focus_all()
    qtbot.keyClicks(box.line, "wi")
    qtbot.keyClick(box.line, Qt.Key.Key_Down)
    with qtbot.waitSignal(window.search.answered):
        qtbot.keyClicks(box.line, "g")
    assert window.focusWidget() is box.line
    qtbot.keyClicks(box.line, " le2")
    qtbot.keyClick(box.line, Qt.Key.Key_Down)
    with qtbot.waitSignal(window.search.answered):
        qtbot.keyClick(box.line, Qt.Key.Key_F8)
    assert window.focusWidget() is box.line
    told.texts()


def test_list_chips_and_counts_follow_each_key(qtbot, window):
    totals, counts, chips = [], [], []
    window.search_panel.search_box.focus_all()
    for key in "wig":
        with qtbot.waitSignal(window.search.answered):
            qtbot.keyClicks(window.search_panel.search_box.line, key)
        totals.append(window.results_panel.head.count.text())
        counts.append(window.search.results.facets)
        chips.append(window.search_panel.chips.texts)
    assert len(set(totals)) > 1
    assert counts[0] != counts[2]
    assert chips[2] != ()


# --- what remains of the patient before ---------------------------------------------------


def test_f8_takes_away_what_was_told_of_the_patient_before(qtbot, window, told):
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_P, CONTROL)
    assert [one.topic for one in window.banners.messages] == ["choose"]
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F8)
    assert [one.topic for one in window.banners.messages] == ["new-patient"]
    told.texts()


def test_undo_comes_after_the_search_row_and_goes_with_the_next_question(qtbot, window, told):
    type_words(qtbot, window, "wig le2")
    with qtbot.waitSignal(window.search.answered):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F8)
    stops = focusable(window)
    (undo,) = window.banners.tab_stops()
    assert undo.text() == "Undo"
    assert stops.index(window.search_panel.all_keys) < stops.index(undo)
    filters = [stop for stop in window.filter_panel.tab_stops() if stop in stops]
    assert stops.index(undo) < min(stops.index(stop) for stop in filters)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F6)
    assert window.focusWidget() is undo
    type_words(qtbot, window, "breast")
    assert window.banners.messages == ()
    assert not window.search.can_undo
    told.texts()


# --- looks --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choice", "percent", "width"),
    [("light", 100, 1280), ("contrast", 200, 1280), ("dark", 100, 700)],
)
@pytest.mark.parametrize("words", ["sepsis lymphodema le2", "sepsis", "xyzzy"])
def test_every_state_is_named_and_whole(
    qtbot, window, find, instead, real_program, choice, percent, width, words
):
    stand_in = instead
    find(
        lambda criteria, results: corrected(
            criteria, in_danger(criteria, stand_in(criteria, results))
        )
    )
    real_program.context.theme.use(choice, percent)
    window.resize(width, 800)
    type_words(qtbot, window, words)
    assert nameless(window) == []
    qtbot.waitUntil(lambda: clipped(window.results_panel) == [])
    qtbot.waitUntil(lambda: clipped(window.search_panel) == [])


@pytest.mark.parametrize("words", ["sepsis le2", "xyzzy"])
def test_with_large_letters_nothing_overlaps_and_the_list_gets_room_with_the_keyboard(
    qtbot, window, find, instead, real_program, words
):
    stand_in = instead
    find(lambda criteria, results: in_danger(criteria, stand_in(criteria, results)))
    real_program.context.theme.use("light", 200)
    window.resize(1280, 800)
    type_words(qtbot, window, words)
    panel = window.results_panel
    parts = (panel.above.danger if "sepsis" in words else panel.empty, panel.cards.list)
    above, below = parts
    assert above.isVisible()
    assert below.isVisible()
    qtbot.waitUntil(lambda: 100 < above.height() < below.geometry().top())
    assert above.geometry().bottom() < below.geometry().top()
    before = below.height()
    panel.cards.focus_part()
    window.activateWindow()  # without a screen, a list of suggestions that closed had it
    qtbot.waitUntil(lambda: below.height() > max(before, 150))
    assert above.height() > 60
    assert above.geometry().bottom() < below.geometry().top()


def test_a_reader_meets_the_banner_by_its_words(qtbot, window, find):
    find(in_danger)
    type_words(qtbot, window, "sepsis le2")
    first = window.results_panel.above.danger.tab_stops()[0]
    spoken = QAccessible.queryAccessibleInterface(first).text(QAccessible.Text.Name)
    assert spoken.startswith("This can be an emergency")


def test_a_hit_without_reasons_has_nothing_to_explain():
    from emndir.ui.card_words import why_in_words

    hit = Hit(summary=None, group=None)
    assert why_in_words(hit) == ""
    assert (
        why_in_words(replace(hit, why=("at the place", "near."))) == "Matched: at the place; near."
    )
