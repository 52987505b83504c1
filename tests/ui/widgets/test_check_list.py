"""CheckList: doubtful facts first and open, each with its box; what is fine folded below."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from emndir.domain.vocabulary import FactGroup
from emndir.ui.widgets.check_list import MOST_OPEN, CheckList, CheckRow

HOURS, COST = FactGroup.HOURS, FactGroup.COST


def row(uid="a", group=HOURS, title="A", lines=("Hours: never checked",)):
    return CheckRow(uid=uid, title=title, group=group, lines=lines)


@pytest.fixture
def shown(qtbot, look):
    listed = CheckList()
    qtbot.addWidget(listed)
    listed.resize(300, 600)
    listed.show()
    return listed


def words(listed):
    return [label.text() for label in listed.findChildren(QLabel) if label.isVisible()]


def test_it_says_how_many_are_left_and_a_tick_counts(qtbot, shown):
    shown.show_rows([row(), row(group=COST)], (), set())
    assert shown.count.text() == "2 to look at"
    box = shown.boxes["a", HOURS]
    with qtbot.waitSignal(shown.checked) as told:
        qtbot.keyClick(box, Qt.Key.Key_Space)
    assert told.args == ["a", HOURS, True]
    shown.show_rows([row(), row(group=COST)], (), {("a", HOURS)})
    assert shown.boxes["a", HOURS] is box  # it stays where it is, with the keyboard on it
    assert shown.count.text() == "1 to look at"
    shown.show_rows([row(), row(group=COST)], (), {("a", HOURS), ("a", COST)})
    assert not shown.count.isVisible()


def test_what_is_fine_is_folded_and_opens_by_key(qtbot, shown):
    fine = (("A", ("Address: checked July 2026", "Cost: checked July 2026")),)
    shown.show_rows([row()], fine, set())
    assert shown.fine.head.accessibleName() == "Checked lately\xa0·\xa02, folded"
    assert "Address: checked July 2026" not in " ".join(words(shown))
    with qtbot.waitSignal(shown.grown):
        qtbot.keyClick(shown.fine.head, Qt.Key.Key_Space)
    assert "Address: checked July 2026\nCost: checked July 2026" in words(shown)
    last = shown.stops[-1]
    assert last.accessibleName() == "Address: checked July 2026\nCost: checked July 2026"
    assert shown.stops.index(shown.fine.head) < shown.stops.index(last)


def test_several_services_have_headings_and_their_boxes_say_whose_they_are(shown):
    rows = [row(), row(uid="b", title="B", lines=("Hours: never checked", "Shut"))]
    shown.show_rows(rows, (), set(), has_titles=True)
    assert {"A", "B"} <= set(words(shown))
    name = shown.boxes["b", HOURS].accessibleName()
    assert name == "I checked it. B. Hours: never checked. Shut"


def test_of_many_services_each_is_folded_until_it_is_opened(qtbot, shown):
    rows = [row(uid=str(at), title=f"{at}. S") for at in range(MOST_OPEN + 1)]
    shown.show_rows(rows, (), {("0", HOURS)}, has_titles=True)
    assert shown.boxes == {}
    assert len(shown.folds) == MOST_OPEN + 1
    assert shown.count.text() == f"{MOST_OPEN} to look at"
    qtbot.mouseClick(shown.folds[0].head, Qt.MouseButton.LeftButton)
    assert shown.boxes["0", HOURS].isChecked()


def test_what_no_tick_settles_has_no_box_but_takes_the_keyboard(shown):
    shown.show_rows([row(group=None, lines=("The ward is closed.",))], (), set())
    assert shown.boxes == {}
    (line,) = shown.stops
    assert line.text() == "The ward is closed."
    assert shown.count.text() == "1 to look at"


def test_where_all_is_fine_it_says_so(shown):
    shown.show_rows([], (("A", ("Cost: checked July 2026",)),), set())
    assert "Every fact that is printed was checked lately." in words(shown)
    assert not shown.count.isVisible()
