"""Tabs with numbers: whole names where they have room, short ones where not."""

from __future__ import annotations

import pytest

from emndir.ui.widgets.count_tabs import CountTabs
from tests.ui.walks import clipped


@pytest.mark.parametrize("percent", [100, 200])
def test_short_names_stand_only_where_the_long_ones_have_no_room(qtbot, look, percent):
    look.use(percent=percent)
    tabs = CountTabs()
    qtbot.addWidget(tabs)
    tabs.add("About")
    tabs.add("Getting there", short="Travel")
    tabs.add("Same place", 12)
    tabs.add("Figures")
    tabs.resize(look.px(420), look.px(40))
    tabs.show()
    assert tabs.tabText(1) == "Getting there"
    tabs.resize(look.px(245), look.px(40))
    assert tabs.tabText(1) == "Travel"
    assert clipped(tabs) == []
    assert tabs.accessibleTabName(1) == "Getting there"
    assert tabs.accessibleTabName(2) == "Same place, 12"
    tabs.resize(look.px(420), look.px(40))
    assert tabs.tabText(1) == "Getting there"
