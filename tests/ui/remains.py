"""What a program still knows: every widget and every file; what Python knows is in `tests.memory`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit


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
