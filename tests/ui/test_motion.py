"""One place says whether anything may move."""

from __future__ import annotations

from enum import Enum
from types import SimpleNamespace

import pytest
from PySide6.QtGui import QGuiApplication

from emndir.runtime.settings import Settings
from emndir.ui.motion import may_move


class Wish(Enum):
    """As Qt 6.12 names it."""

    NoPreference = 0
    ReducedMotion = 1


def test_it_moves_unless_it_is_told_not_to(qapp):
    assert may_move(Settings())
    assert not may_move(Settings(motion="none"))


@pytest.mark.parametrize(
    ("setting", "wish", "moves"),
    [
        ("system", Wish.NoPreference, True),
        ("system", Wish.ReducedMotion, False),
        ("none", Wish.NoPreference, False),
    ],
)
def test_a_system_that_asks_for_less_gets_less(monkeypatch, setting, wish, moves):
    told = SimpleNamespace(motionPreference=lambda: wish)
    hints = SimpleNamespace(accessibility=lambda: told)
    monkeypatch.setattr(QGuiApplication, "styleHints", lambda: hints)
    assert may_move(Settings(motion=setting)) is moves
