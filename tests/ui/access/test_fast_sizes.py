"""A window that gets another size while an answer comes: nothing is left as it was laid out before."""

from __future__ import annotations

from emndir.search.criteria import Criteria
from tests.ui.access import checks
from tests.ui.access.stage import ONE, Stage


def test_the_row_that_asks_for_a_place_is_whole_whenever_the_window_grows(stage_of):
    stage: Stage = stage_of(is_pseudo=True)
    for before in ((560, 700), (420, 800), (700, 560), (430, 600), (1000, 760)):
        stage.fresh(before)
        stage.window.search.use(Criteria(words="neutropenic sepsis"))
        stage.window.resize(*ONE)
        stage.settle()
        danger = stage.window.results_panel.above.danger
        assert danger.place_button.isVisible()
        assert checks.cut_off(stage.window) == [], before
