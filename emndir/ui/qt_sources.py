"""Keeps Qt's import hook from reading the source of every module that is imported.

PySide6 replaces `__import__`: each module that is imported after it is read as text, so that the hook
knows whether it may ask for a `__feature__`, Qt's names in another spelling. Nothing here does. Reading
them took 10 ms before the first painting, and Python's `linecache` kept the texts to the end.
"""

from __future__ import annotations

import sys

import PySide6.QtCore  # noqa: F401 - loads the hook

_HOOK, _READER = "shibokensupport.feature", "_mod_uses_pyside"


def leave_sources_unread() -> None:
    """Let the hook take every module for one that uses Qt, and no feature of the hook.

    That is what it finds out of a module that imports PySide6. Where another PySide6 has no such
    function, everything stays as it is.
    """
    hook = sys.modules.get(_HOOK)
    if hook is not None and hasattr(hook, _READER):
        setattr(hook, _READER, _uses_qt)


def _uses_qt(_module: object) -> bool:
    return True
