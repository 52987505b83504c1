"""How the columns share the window, and what a person made of it."""

from __future__ import annotations

import pytest

from emndir.ui.pages.pane_widths import Breadth, PaneWidths


@pytest.mark.parametrize(
    ("breadth", "effective", "widths"),
    [
        (Breadth.WIDE, 1600, (280, 520)),
        (Breadth.THREE, 1180, (248, 412)),
        (Breadth.THREE, 1280, (248, 472)),
        (Breadth.THREE, 1440, (248, 484)),
        (Breadth.FOLDED, 1000, (400, 400)),
    ],
)
def test_widths_of_the_design(breadth, effective, widths):
    assert PaneWidths().of(breadth, effective) == widths


def test_what_was_chosen_goes_to_text_and_back():
    widths = PaneWidths()
    widths.choose(Breadth.THREE, 300.4, 450)
    widths.choose(Breadth.FOLDED, 0, 380)
    widths.peek = 310
    again = PaneWidths.of_text(widths.text())
    assert again.text() == widths.text() == "three:300,450 folded:0,380 peek:310"
    assert again.of(Breadth.THREE, 1300) == (300, 450)
    assert not again.is_chosen(Breadth.WIDE)


@pytest.mark.parametrize(
    "spoiled", ["", "three", "three:1", "three:9,9", "wide:x,y", "peek:9", "peek:99999", "AAAA=="]
)
def test_spoiled_text_says_nothing(spoiled):
    assert PaneWidths.of_text(spoiled).text() == ""
