"""Looking through memory disturbs nobody who is at work in it."""

from __future__ import annotations

import gc
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from tests.memory import everything


def test_it_waits_until_nobody_is_at_work():
    """A tuple that is looked at while it is made can't grow any more: CPython raises SystemError."""
    begun = Event()

    def parts():
        for number in range(300_000):
            if number == 10_000:
                begun.set()
            yield number

    with ThreadPoolExecutor(1, thread_name_prefix="emndir") as pool:
        made = pool.submit(lambda: tuple(parts()))
        assert begun.wait(10)
        held = everything()
        assert len(made.result()) == 300_000
        assert held


def test_without_waiting_it_would_disturb():
    """The fault is a real one of this Python; once it is gone, so may the waiting be."""

    def parts():
        seen = None
        for number in range(20_000):
            if number == 1_000:
                seen = gc.get_objects()
            yield number
        assert seen

    with pytest.raises(SystemError):
        tuple(parts())
