"""The middle of the window on a real directory."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar

from emndir.domain.vocabulary import ServiceStatus
from emndir.search.criteria import Sort
from emndir.ui.models.results_model import NOWHERE, ROW_ROLE, RowKind
from emndir.ui.panels.results_panel import ResultsPanel
from emndir.ui.viewmodels.search import SearchViewModel
from tests.ui.walks import clipped, nameless


@pytest.fixture
def panel(qtbot, real_context):
    model = SearchViewModel(real_context)
    panel = ResultsPanel(real_context, model)
    panel.search = model
    qtbot.addWidget(panel)
    panel.resize(460, 660)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    with qtbot.waitSignal(model.answered):
        real_context.directory_opened.emit()
    return panel


def ask(qtbot, panel, words):
    with qtbot.waitSignal(panel.search.answered):
        panel.search.set_words(words)
    return panel.cards


def test_the_start_is_shown_before_anything_is_asked(panel):
    assert panel.empty.isVisible()
    assert not panel.cards.list.isVisible()
    assert panel.empty.words.title == "Find cancer services in the East Midlands"
    assert panel.empty.words.ways[0].text == "24-hour treatment lines"


def test_an_example_is_asked(qtbot, panel):
    with qtbot.waitSignal(panel.search.answered):
        panel.empty.buttons[0].click()
    assert panel.search.criteria.words == "bowel de1"
    assert panel.cards.list.isVisible()
    assert not panel.empty.isVisible()


def test_an_often_needed_list_is_asked(qtbot, panel):
    way = panel.search.answer.ways[0]
    button = next(one for one in panel.empty.buttons if one.accessibleName().startswith(way.text))
    with qtbot.waitSignal(panel.search.answered):
        button.click()
    assert panel.search.results.total == way.total


def test_results_are_counted_grouped_and_said(qtbot, panel):
    cards = ask(qtbot, panel, "breast le2")
    services = panel.search.results.services
    assert panel.search.results.total == services + 1
    assert panel.head.count.text() == f"{services} services"
    said = f"Results, {services} services and 1 place, best match first"
    assert cards.list.accessibleName() == said
    first = cards.model.row(0)
    assert (first.kind, first.text) == (RowKind.HEADING, "For breast cancer")
    said = cards.model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "miles" in said
    assert said.endswith(".")


def test_the_treatment_line_is_pinned_where_one_serves_the_place(qtbot, panel):
    ask(qtbot, panel, "breast le2")
    assert panel.above.strip.isVisible()
    uid = panel.search.results.treatment_lines[0].summary.uid
    with qtbot.waitSignal(panel.record_wanted) as wanted:
        panel.above.strip.click()
    assert wanted.args == [uid]
    ask(qtbot, panel, "wig")
    assert not panel.above.strip.isVisible()


def test_the_chosen_result_stays_chosen_when_filters_or_order_change(qtbot, panel):
    cards = ask(qtbot, panel, "breast le2")
    cards.focus_part()
    uid = cards.row.uid
    with qtbot.waitSignal(panel.search.answered):
        panel.search.set_sort(Sort.NEAREST)
    assert cards.row is not None
    assert cards.row.uid == uid


def test_other_words_or_another_place_begin_at_the_first_result(qtbot, panel):
    cards = ask(qtbot, panel, "hospice oakham")
    cards.focus_part()
    cards.list.select_row(cards.list.current_row + 2)
    chosen = cards.row.uid
    ask(qtbot, panel, "hospice derby")
    assert cards.row is None
    assert cards.model.row_of(chosen) >= 0
    cards.focus_part()
    assert cards.list.current_row == cards.model.first_result()


def test_it_is_let_go_when_it_is_gone(qtbot, panel):
    cards = ask(qtbot, panel, "breast le2")
    cards.focus_part()
    with qtbot.waitSignal(panel.chosen, check_params_cb=lambda row: row is None):
        panel.search.set_words("wig oakham")
    assert cards.row is None
    assert cards.list.verticalScrollBar().value() == 0


def test_the_order_can_be_chosen_and_nearest_needs_a_place(qtbot, panel):
    ask(qtbot, panel, "wig")
    index = panel.head.sort.findData(Sort.NEAREST)
    assert not panel.head.sort.model().item(index).isEnabled()
    ask(qtbot, panel, "wig le2")
    assert panel.head.sort.model().item(index).isEnabled()
    with qtbot.waitSignal(panel.search.answered):
        panel.head.sort.activated.emit(index)
    miles = [hit.miles for hit in panel.search.results.hits if hit.miles is not None]
    assert miles[:5] == sorted(miles[:5])
    assert "nearest first" in panel.cards.list.accessibleName()


def test_nothing_found_has_ways_on(qtbot, panel):
    ask(qtbot, panel, "xyzzy flurb")
    assert panel.empty.isVisible()
    assert not panel.cards.list.isVisible()
    assert panel.empty.words.title == "Nothing found"
    assert "xyzzy" in panel.empty.words.sentences[0]


def test_what_is_closed_is_explained_under_its_own_heading(qtbot, panel, real_context):
    hits = [
        term
        for term in ("haven", "closed", "breast cancer haven")
        if real_context.directory.find(panel.search.criteria.__class__(words=term)).gone
    ]
    assert hits, "the directory has no closed service that these words find"
    cards = ask(qtbot, panel, hits[0])
    rows = [cards.model.index(at, 0).data(ROW_ROLE) for at in range(cards.model.rowCount())]
    gone = [row for row in rows if row.kind is RowKind.GONE]
    assert gone
    assert all(not ServiceStatus(row.summary.status).is_offered for row in gone)
    assert rows[-1].kind is RowKind.GONE


def test_scrolling_to_the_end_brings_everything(qtbot, panel):
    cards = ask(qtbot, panel, "cancer")
    total = panel.search.results.total
    assert total > 200
    bar = cards.list.verticalScrollBar()

    def all_there():
        bar.setValue(bar.maximum())
        return cards.model.hits == total and cards.model.rowCount() > total

    qtbot.waitUntil(all_there, timeout=10_000)


def test_clearing_forgets_the_results(qtbot, panel):
    cards = ask(qtbot, panel, "breast le2")
    cards.focus_part()
    panel.clear()
    assert cards.model.rowCount() == 0
    assert panel.row is None
    assert panel.hit is None


def test_while_it_opens_it_says_what_is_done(qtbot, panel, real_context):
    directory, real_context.directory = real_context.directory, None
    real_context.progressed.emit("Building the list", 2)
    bar = panel.empty.findChild(QProgressBar)
    assert bar.isVisible()
    assert bar.accessibleName() == "Building the list…"
    assert (bar.value() / bar.maximum()) == pytest.approx(3 / 8)  # half of the second of four
    said = [label.text() for label in panel.empty.findChildren(QLabel) if label.isVisible()]
    assert "Building the list… Step 2 of 4" in said
    real_context.directory = directory


def test_folded_it_offers_the_filters(qtbot, panel):
    panel.set_folded(True)
    assert panel.head.filters_button.isVisible()
    with qtbot.waitSignal(panel.filters_wanted):
        panel.head.filters_button.click()
    from emndir.search.criteria import Facet

    panel.search.set_codes(Facet.DELIVERY, ("phone", "online"))
    assert panel.head.filters_button.text() == "Filters, 2 on"


@pytest.mark.parametrize(("percent", "width"), [(100, 412), (100, 470), (150, 620), (200, 1280)])
def test_it_is_named_and_whole(qtbot, panel, look, percent, width):
    look.use(percent=percent)
    panel.set_folded(percent > 100)
    for words in ("breast le2", "xyzzy flurb", ""):
        ask(qtbot, panel, words)
        panel.resize(width, 700)
        assert nameless(panel) == []
        qtbot.waitUntil(lambda: clipped(panel) == [])


def test_a_long_list_is_scrolled_to_its_end_without_a_jump(panel, qtbot):
    cards = ask(qtbot, panel, "cancer")
    total = panel.search.results.total
    assert total > len(panel.search.results.hits)
    bar, reached = cards.list.verticalScrollBar(), 0
    while cards.model.hits < total or cards.model.canFetchMore(NOWHERE):
        before = cards.model.rowCount()
        bar.setValue(bar.maximum())
        qtbot.waitUntil(lambda before=before: cards.model.rowCount() > before)
        assert bar.value() >= reached, "it jumped back"
        reached = bar.value()
    rows = [cards.model.row(at) for at in range(cards.model.rowCount())]
    uids = [row.uid for row in rows if row.kind is RowKind.HIT]
    assert len(uids) == len(set(uids)) == total


def test_more_of_an_old_question_is_not_added_to_a_new_answer(panel, qtbot):
    ask(qtbot, panel, "cancer")
    panel.search.more()
    cards = ask(qtbot, panel, "wig")
    qtbot.wait(200)
    assert cards.model.hits == len(panel.search.results.hits)
    assert {hit.summary.uid for hit in panel.search.results.hits} == {
        row.uid
        for row in (cards.model.row(at) for at in range(cards.model.rowCount()))
        if row.kind is RowKind.HIT
    }
