"""What is said aloud: rows as sentences, and the number of results once typing rests."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtTest import QTest

from emndir.ui import labels
from emndir.ui.viewmodels.search import SAY_MS

POLITE = QAccessible.AnnouncementPoliteness.Polite


@pytest.fixture
def heard(monkeypatch):
    """What a screen reader is asked to say, as Qt is told."""
    found: list[tuple[str, QAccessible.AnnouncementPoliteness]] = []
    real = QAccessible.updateAccessibility

    def take(event):
        if isinstance(event, QAccessibleAnnouncementEvent):
            found.append((event.message(), event.politeness()))
        real(event)

    monkeypatch.setattr(QAccessible, "updateAccessibility", take)
    return found


def test_a_count_is_said_once_politely_when_typing_rests(stage_of, heard):
    stage = stage_of()
    stage.fresh()
    QTest.qWait(SAY_MS + 100)
    heard.clear()
    line = stage.window.search_panel.search_box.line
    line.setFocus()
    for letter in "breast le2":
        QTest.keyClick(line, letter)
        QTest.qWait(20)
        assert heard == [], "not while somebody types"
    stage.until(lambda: heard)
    QTest.qWait(SAY_MS + 200)
    results = stage.window.search.results
    found = labels.found_in_words(results.services, results.total - results.services)
    for_site = results.group_totals[results.hits[0].group]
    assert [words for words, _ in heard] == [f"{found}. {for_site} for breast cancer"]
    assert heard[0][1] is POLITE


def test_that_nothing_was_found_is_said(stage_of, heard):
    stage = stage_of()
    stage.fresh()
    heard.clear()
    stage.ask("qwzzzxy")
    stage.until(lambda: heard)
    assert heard[0][0].startswith("Nothing found")


def test_rows_are_sentences_and_the_list_says_how_many(stage_of):
    stage = stage_of()
    stage.fresh()
    stage.ask("breast", "LE2")
    node = QAccessible.queryAccessibleInterface(stage.window.results_panel.cards.list)
    assert re.fullmatch(
        r"Results, \d+ services( and \d+ places?)?, best match first",
        node.text(QAccessible.Text.Name),
    )
    rows = [node.child(at) for at in range(node.childCount())]
    said = [row.text(QAccessible.Text.Name) for row in rows]
    cards = stage.window.results_panel.cards
    for number, sentence in enumerate(said[: cards.model.rowCount()]):
        row = cards.model.row(number)
        if row.summary is None:
            assert sentence == f"{row.text}, {row.count}"
        else:
            assert sentence.startswith(f"{row.summary.name}, ")
            assert sentence.endswith(".")
            assert "\N{NO-BREAK SPACE}" not in sentence


def test_a_row_says_that_it_is_on_the_shortlist(stage_of):
    stage = stage_of()
    stage.fresh()
    stage.ask("breast", "LE2")
    stage.choose()
    number = stage.window.results_panel.cards.list.current_row
    QTest.keyClick(stage.window.results_panel.cards.list, Qt.Key.Key_Space)
    stage.settle()
    node = QAccessible.queryAccessibleInterface(stage.window.results_panel.cards.list)
    assert "Number 1 in shortlist" in node.child(number).text(QAccessible.Text.Name)


def test_a_place_that_is_not_known_is_said_in_words_not_by_a_red_frame_alone(stage_of):
    stage = stage_of()
    stage.fresh()
    stage.ask("wig", "Xyzzyville")
    problem = stage.window.search.results.near_problem
    assert problem
    panel = stage.window.search_panel
    shown = [label.text() for label in panel.chips.findChildren(type(panel.chips._note))]
    assert any(problem.rstrip(".") in text for text in shown)
    line = panel.near_box.line
    assert line.accessibleDescription() == problem
