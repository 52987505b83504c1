"""Holding a widget against the style sheet again, after a property that the sheet asks about changed."""

from __future__ import annotations

from typing import cast

from PySide6.QtWidgets import QApplication, QWidget


def polish_again(*parts: QWidget) -> None:
    """Let parts look as the style sheet says of their properties now.

    Before a sheet is in force there is none to be held against, and to ask for the style makes all
    of Qt's enumerations of it: 5 ms of the start.
    """
    if not cast(QApplication, QApplication.instance()).styleSheet():
        return
    for part in parts:
        part.style().unpolish(part)
        part.style().polish(part)
