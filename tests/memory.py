"""What Python still knows: every text and every object that its garbage collector can reach."""

from __future__ import annotations

import concurrent.futures.thread
import gc
import sys
import threading
import time
from collections.abc import Callable

_TEXTS = (str, bytes, bytearray)


def in_memory(is_found: Callable[[str], bool]) -> list[str]:
    """Return what holds a text that is looked for, anywhere that the garbage collector sees."""
    found = []
    waiting = everything()
    seen = {id(one) for one in waiting}
    seen.add(id(waiting))
    while waiting:
        holder = waiting.pop()
        for one in gc.get_referents(holder):
            if isinstance(one, _TEXTS):
                text = one if isinstance(one, str) else bytes(one).decode("latin-1")
                if is_found(text):
                    found.append(f"{type(holder)}: {text[:80]!r}")
            elif id(one) not in seen and isinstance(one, tuple | dict | frozenset | list | set):
                seen.add(id(one))  # what holds only texts is not tracked by itself
                waiting.append(one)
    return found


def alive(name: str) -> list[object]:
    """Return the objects of a class, by its name, that are still alive."""
    return [one for one in everything() if type(one).__name__ == name]


def everything() -> list[object]:
    """Return every object, those too that the program lets nobody look through (`ui.garbage`).

    Looking takes hold of what is only half made: a thread that is just then making a tuple from
    a generator fails with "bad argument to internal function" (CPython). So nobody may be at work.
    """
    _wait_for_threads()
    gc.unfreeze()
    gc.collect()
    return gc.get_objects()


_RESTING = {threading.__file__, concurrent.futures.thread.__file__}
"""Where a thread stands that waits for work."""


def _wait_for_threads(seconds: float = 30) -> None:
    """Let every other thread end what it is at; nobody gives it more while we wait."""
    until = time.monotonic() + seconds
    while busy := _busy_threads():
        if time.monotonic() > until:
            raise TimeoutError(f"still at work after {seconds} s: {busy}")
        time.sleep(0.005)


def _busy_threads() -> list[str]:
    standing = sys._current_frames()
    return [
        each.name
        for each in threading.enumerate()
        if each.name.startswith("emndir")  # as `ui.tasks` calls its own
        and each.ident in standing
        and standing[each.ident].f_code.co_filename not in _RESTING
    ]
