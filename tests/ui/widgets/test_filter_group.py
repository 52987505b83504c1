"""Filters: boxes with counts under headings that fold."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from emndir.ui.widgets.filter_group import FilterGroup, FilterValue
from tests.ui.walks import nameless

VALUES = (
    FilterValue("gp", "GP refers"),
    FilterValue("self", "Patient can contact"),
)
PLACES = (
    FilterValue("Leicestershire", "Leicestershire"),
    FilterValue("d/Charnwood", "Charnwood", "Leicestershire"),
    FilterValue("Rutland", "Rutland"),
)


@pytest.fixture
def group(qtbot, look):
    holder = QWidget()
    group = FilterGroup("How to get in", is_open=True)
    group.holder = holder
    column = QVBoxLayout(holder)
    column.addWidget(group)
    column.addStretch(1)
    group.set_values(VALUES)
    qtbot.addWidget(holder)
    holder.resize(240, 300)
    holder.show()
    qtbot.waitExposed(holder)
    return group


def test_a_box_says_its_words_and_count(group):
    group.show_counts({"gp": 8, "self": 1})
    assert group.boxes["gp"].accessibleName() == "GP refers, 8 services"
    assert group.boxes["self"].accessibleName() == "Patient can contact, 1 service"
    group.show_counts(None)
    assert group.boxes["gp"].accessibleName() == "GP refers"


def test_a_value_without_results_stays_and_is_fainter(group):
    group.show_counts({"gp": 8})
    assert group.boxes["self"].count == 0
    assert group.boxes["self"].isVisible()
    assert group.boxes["self"].is_faint
    group.tick(("self",))
    assert not group.boxes["self"].is_faint


@pytest.mark.parametrize("by_key", [True, False])
def test_ticking_is_told_with_all_that_is_ticked(qtbot, group, by_key):
    box = group.boxes["self"]
    with qtbot.waitSignal(group.changed) as changed:
        if by_key:
            qtbot.keyClick(box, Qt.Key.Key_Space)
        else:
            qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center())
    assert changed.args == [("self",)]
    assert group.heading.accessibleName() == "How to get in, 1 chosen, open"


def test_the_whole_row_is_the_box(qtbot, group):
    box = group.boxes["gp"]
    with qtbot.waitSignal(group.changed):
        qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().bottomRight())


def test_ticking_by_program_is_not_told(qtbot, group):
    with qtbot.assertNotEmitted(group.changed):
        group.tick(("gp",))
    assert group.codes == ("gp",)


def test_the_heading_folds(qtbot, group):
    qtbot.keyClick(group.heading, Qt.Key.Key_Space)
    assert not group.is_open
    assert not group.boxes["gp"].isVisible()
    assert group.heading.accessibleName() == "How to get in, folded"


def test_other_values_keep_what_is_ticked(group):
    group.tick(("gp",))
    group.set_values((*VALUES, FilterValue("invitation", "By invitation")))
    assert group.codes == ("gp",)
    same = group.boxes["gp"]
    group.set_values((*VALUES, FilterValue("invitation", "By invitation")))
    assert group.boxes["gp"] is same


def test_a_value_inside_another_comes_and_goes_with_it(qtbot, group):
    group.set_values(PLACES)
    assert not group.boxes["d/Charnwood"].isVisible()
    group.boxes["Leicestershire"].click()
    assert group.boxes["d/Charnwood"].isVisible()
    group.boxes["d/Charnwood"].click()
    assert group.codes == ("Leicestershire", "d/Charnwood")
    with qtbot.waitSignal(group.changed) as changed:
        group.boxes["Leicestershire"].click()
    assert changed.args == [()]
    assert not group.boxes["d/Charnwood"].isVisible()


def test_everything_has_a_name(group):
    assert nameless(group.holder) == []


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_long_words_take_another_line(qtbot, group, look, percent):
    group.set_values([FilterValue("h", "Hospice care at home and bereavement support")])
    look.use(percent=percent)
    box = group.boxes["h"]
    qtbot.waitUntil(lambda: box.height() >= box.heightForWidth(box.width()) > look.px(26))


def test_it_paints_in_every_state(qtbot, group, look):
    group.show_counts({"gp": 8})
    group.tick(("gp",))
    for choice in ("light", "dark", "contrast"):
        look.use(choice)
        assert not group.holder.grab().isNull()
