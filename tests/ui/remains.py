"""What a program still knows: every text that Python can reach, every widget, and every file."""

from __future__ import annotations

import concurrent.futures.thread
import gc
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit

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


def in_widgets(is_found: Callable[[str], bool]) -> list[str]:
    """Return the widgets that show, say or could bring back a text that is looked for."""
    return [
        f"{type(widget).__name__}: {text[:80]!r}"
        for widget in QApplication.allWidgets()
        for text in _texts(widget)
        if is_found(text)
    ]


def _texts(widget: QObject) -> Iterator[str]:
    for name in ("text", "toolTip", "accessibleName", "accessibleDescription", "statusTip"):
        read = getattr(widget, name, None)
        value = read() if callable(read) else None
        if isinstance(value, str):
            yield value
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
        while widget.isUndoAvailable():
            widget.undo()
            yield widget.text()
        while widget.isRedoAvailable():
            widget.redo()
    elif isinstance(widget, QPlainTextEdit):
        yield widget.toPlainText()
    elif isinstance(widget, QLabel):
        yield widget.selectedText()


def on_disk(folders: list[Path], is_found: Callable[[str], bool]) -> list[str]:
    """Return the files below some folders whose name or content holds what is looked for."""
    found = []
    for folder in folders:
        for path in folder.rglob("*"):
            is_named = is_found(path.name)
            if is_named or (path.is_file() and is_found(path.read_bytes().decode("latin-1"))):
                found.append(str(path))
    return found
