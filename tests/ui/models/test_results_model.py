"""The rows of the result list."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from emndir.domain.service import ServiceSummary
from emndir.domain.vocabulary import ServiceStatus
from emndir.search.results import Group, Hit, Results
from emndir.ui.models.results_model import (
    FIRST_ROWS,
    MORE_ROWS,
    NOWHERE,
    ROW_ROLE,
    ResultsModel,
    RowKind,
    RowWords,
)

WORDS = RowWords(
    heading=lambda group, _results: group.value,
    name=lambda summary: summary.name,
    sentence=lambda row: f"{row.text}!",
    why=lambda hit: "; ".join(hit.why),
    gone_heading="gone",
)


def summary(uid, **changes):
    return ServiceSummary(uid=uid, name=uid.upper(), display_name=uid, **changes)


def hits(count, group=Group.ALL, first=0):
    return tuple(Hit(summary=summary(f"s{n}"), group=group) for n in range(first, first + count))


def answer(*groups, gone=(), total=None):
    found = tuple(hit for group in groups for hit in group)
    totals = {group[0].group: len(group) for group in groups if group}
    return Results(
        hits=found, total=len(found) if total is None else total, group_totals=totals, gone=gone
    )


@pytest.fixture
def model(qapp):
    return ResultsModel(WORDS)


def texts(model):
    return [model.index(row, 0).data() for row in range(model.rowCount())]


@pytest.mark.parametrize("count", [0, 5, 300])
def test_it_keeps_qts_rules(model, qtmodeltester, count):
    model.show(answer(hits(3, Group.FOR_SITE), hits(count, first=3)))
    qtmodeltester.check(model)


def test_groups_stand_under_their_headings(model):
    model.show(answer(hits(2, Group.FOR_SITE), hits(1, Group.REMOTE, first=2)))
    assert texts(model) == ["for-site", "S0", "S1", "remote", "S2"]
    assert [model.row(at).count for at in (0, 3)] == [2, 1]


def test_headings_cannot_be_selected(model):
    model.show(answer(hits(1)))
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable
    assert model.flags(model.index(1, 0)) & Qt.ItemFlag.ItemIsSelectable
    assert model.first_result() == 1


def test_rows_read_as_sentences(model):
    model.show(answer(hits(1)))
    assert model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "S0!"
    assert model.index(1, 0).data(ROW_ROLE).uid == "s0"
    assert model.index(1, 0).data(Qt.ItemDataRole.DecorationRole) is None


def test_what_is_gone_stands_last_and_is_no_hit(model):
    closed = summary("old", status=ServiceStatus.CLOSED)
    model.show(answer(hits(1), gone=(closed,)))
    assert texts(model) == ["all", "S0", "gone", "OLD"]
    assert model.row(3).kind is RowKind.GONE
    assert model.row(3).summary is closed
    assert model.hits == 1


def test_only_the_first_rows_are_there_at_once(model):
    model.show(answer(hits(400)))
    assert model.rowCount() == FIRST_ROWS
    assert model.canFetchMore(NOWHERE)
    model.fetchMore(NOWHERE)
    assert model.rowCount() == FIRST_ROWS + MORE_ROWS


def test_a_longer_answer_is_asked_for_once_at_the_end(model, qtbot):
    model.show(answer(hits(10), total=500))
    with qtbot.waitSignal(model.more_wanted):
        model.fetchMore(NOWHERE)
    assert not model.canFetchMore(NOWHERE)
    with qtbot.assertNotEmitted(model.more_wanted):
        model.fetchMore(NOWHERE)


def test_a_longer_answer_goes_on_without_a_reset(model, qtbot):
    model.show(Results(hits=hits(10), total=30, group_totals={Group.ALL: 30}))
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.rowsInserted):
        model.show(Results(hits=hits(30), total=30, group_totals={Group.ALL: 30}))
    assert model.rowCount() == 31
    assert not model.canFetchMore(NOWHERE)


def test_more_results_go_on_where_the_list_ends(model, qtbot):
    first, more = hits(10), hits(4, Group.REMOTE, first=10)
    totals = {Group.ALL: 10, Group.REMOTE: 9}
    model.show(Results(hits=first, total=19, group_totals=totals))
    with qtbot.waitSignal(model.more_wanted):
        model.fetchMore(NOWHERE)
    with qtbot.assertNotEmitted(model.modelReset):
        model.extend(Results(hits=first + more, total=19, group_totals=totals))
    assert model.rowCount() == 16
    assert texts(model)[11:] == ["remote", "S10", "S11", "S12", "S13"]
    assert model.hits == 14
    assert model.canFetchMore(NOWHERE)
    last = hits(5, Group.REMOTE, first=14)
    model.extend(Results(hits=first + more + last, total=19, group_totals=totals))
    assert texts(model)[16:] == ["S14", "S15", "S16", "S17", "S18"]
    assert not model.canFetchMore(NOWHERE)


def test_what_is_gone_stays_last_when_more_come(model):
    closed = summary("old", status=ServiceStatus.CLOSED)
    model.show(Results(hits=hits(2), total=4, gone=(closed,), group_totals={Group.ALL: 4}))
    model.extend(Results(hits=hits(4), total=4, gone=(closed,), group_totals={Group.ALL: 4}))
    assert texts(model) == ["all", "S0", "S1", "S2", "S3", "gone", "OLD"]


def test_another_answer_resets(model, qtbot):
    model.show(answer(hits(3)))
    with qtbot.waitSignal(model.modelReset):
        model.show(answer(hits(5, first=100)))
    with qtbot.waitSignal(model.modelReset):
        model.show(None)
    assert model.rowCount() == 0
    assert model.first_result() == -1


def test_a_row_is_found_by_its_uid_even_far_down(model):
    model.show(answer(hits(300)))
    assert model.row_of("s250") == 251
    assert model.rowCount() > 251
    assert model.row_of("nobody") == -1


def test_no_row_lies_inside_another(model):
    model.show(answer(hits(2)))
    inside = model.index(1, 0)
    assert model.rowCount(inside) == 0
    assert not model.canFetchMore(inside)
    model.fetchMore(inside)
    assert model.data(NOWHERE) is None
