"""Every window in every state, at every text size: named, reachable, large enough, and whole."""

from __future__ import annotations

import pytest

from tests.ui.access import checks, keyboard
from tests.ui.access.known import unknown
from tests.ui.access.stage import states

ALWAYS = (checks.misnamed, checks.too_small, checks.cut_off, checks.covered)


def untranslated(window):
    return checks.untranslated(window, checks.data_pieces())


@pytest.mark.parametrize(
    ("percent", "is_pseudo", "more"),
    [
        pytest.param(100, False, (keyboard.missed_by_keys,), id="100"),
        pytest.param(150, False, (), id="150"),
        pytest.param(200, False, (keyboard.missed_by_keys,), id="200"),
        pytest.param(100, True, (untranslated,), id="100-longer"),
        pytest.param(200, True, (), id="200-longer"),
    ],
)
def test_every_state_is_named_reachable_large_enough_and_whole(stage_of, percent, is_pseudo, more):
    stage = stage_of(is_pseudo=is_pseudo, percent=percent)
    faults = [
        f"{check.__name__}: {fault} [{state.name}]"
        for state, window in states(stage)
        for check in (*ALWAYS, *more)
        for fault in check(window)
    ]
    faults = unknown(faults)
    assert not faults, "\n" + "\n".join(sorted(set(faults)))
