"""The filters, on the real directory."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from emndir.search.criteria import Criteria, Facet
from emndir.ui.panels.filter_panel import GROUPS, FilterPanel
from emndir.ui.viewmodels.overview import find_overview
from emndir.ui.viewmodels.search import SearchViewModel
from tests.ui.walks import clipped, focusable, nameless


@pytest.fixture
def panel(qtbot, real_context):
    model = SearchViewModel(real_context)
    panel = FilterPanel(model)
    panel.model = model
    panel.set_vocabulary(real_context.directory.vocabulary)
    panel.set_districts(find_overview(real_context.directory).districts)
    qtbot.addWidget(panel)
    panel.resize(248, 640)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    with qtbot.waitSignal(model.answered):
        model.ask()
    return panel


def test_the_promised_groups_are_there_in_order(panel):
    assert [group.heading.text() for group in panel.groups.values()] == [
        "How to get in",
        "Kind of help",
        "How it is given",
        "When it is open",
        "Newest source",
        "County",
        "Cost",
        "Cancer",
        "Stage",
        "For whom",
    ]
    assert [group.is_open for group in panel.groups.values()] == [
        is_open for _facet, is_open in GROUPS
    ]


def test_every_group_has_values_and_counts(panel):
    for facet, group in panel.groups.items():
        assert group.boxes, facet
        assert any(box.count for box in group.boxes.values()), facet


def test_a_count_is_what_ticking_gives(qtbot, panel, real_context):
    for facet in (
        Facet.REFERRAL_ROUTE,
        Facet.HELP_GROUP,
        Facet.COUNTY,
        Facet.NEWEST_SOURCE,
        Facet.WHEN,
        Facet.COST,
    ):
        for code, box in panel.groups[facet].boxes.items():
            if not box.value.parent:
                found = real_context.directory.find(Criteria(chosen=((facet, (code,)),)))
                assert found.total == box.count, (facet, code)


def test_ticking_by_key_narrows(qtbot, panel):
    box = panel.groups[Facet.REFERRAL_ROUTE].boxes["self"]
    expected = box.count
    box.setFocus()
    with qtbot.waitSignal(panel.model.answered) as answered:
        qtbot.keyClick(box, Qt.Key.Key_Space)
    assert answered.args[0].results.total == expected
    assert panel.clear_button.isEnabled()
    with qtbot.waitSignal(panel.model.answered):
        panel.clear_button.click()
    assert not box.isChecked()
    assert not panel.clear_button.isEnabled()


def test_districts_are_inside_their_county(qtbot, panel):
    group = panel.groups[Facet.COUNTY]
    with qtbot.waitSignal(panel.model.answered):
        group.boxes["Leicestershire"].click()
    inner = [box for box in group.boxes.values() if box.value.parent == "Leicestershire"]
    assert [box.isVisibleTo(group) or not group.is_open for box in inner]
    charnwood = next(box for box in inner if box.text() == "Charnwood")
    expected = charnwood.count
    with qtbot.waitSignal(panel.model.answered) as answered:
        charnwood.click()
    assert answered.args[0].criteria.codes(Facet.DISTRICT) == ("Charnwood",)
    assert answered.args[0].results.total == expected
    with qtbot.waitSignal(panel.model.answered):
        group.boxes["Leicestershire"].click()
    assert panel.model.criteria.chosen == ()


def test_folded_it_leads_back_to_the_results(qtbot, panel):
    assert not panel.done_button.isVisible()
    panel.set_folded(True)
    assert panel.done_button.text().startswith("Show ")
    with qtbot.waitSignal(panel.done):
        panel.done_button.click()


def test_for_the_next_patient_it_folds_and_scrolls_as_at_the_start(panel):
    first, *_, last = panel.groups.values()
    first.heading.click()
    last.heading.click()
    bar = panel.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert (first.is_open, last.is_open, bar.value() > 0) == (False, True, True)
    panel.start_afresh()
    assert [group.is_open for group in panel.groups.values()] == [
        is_open for _facet, is_open in GROUPS
    ]
    assert bar.value() == 0


def test_every_box_can_be_reached_by_tab(panel):
    for group in panel.groups.values():
        group.heading.setChecked(True)
    stops = set(focusable(panel))
    for group in panel.groups.values():
        assert group.heading in stops
        assert all(box in stops for box in group.boxes.values() if box.isVisibleTo(panel))


@pytest.mark.parametrize(("percent", "width"), [(100, 248), (150, 400), (200, 640)])
def test_it_is_named_and_whole(qtbot, panel, look, percent, width):
    look.use(percent=percent)
    panel.resize(width, 700)
    for group in panel.groups.values():
        group.heading.setChecked(True)
    assert nameless(panel) == []
    qtbot.waitUntil(lambda: clipped(panel) == [])
    for group in panel.groups.values():
        for box in group.boxes.values():
            if box.isVisibleTo(panel):
                assert box.height() >= box.heightForWidth(box.width()), box.text()
