"""May anything move: the one place that decides, from the setting and from what the system asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from emndir.runtime.settings import Settings

_NO_WISH = "NoPreference"


def may_move(settings: Settings) -> bool:
    """Return True if small movements are welcome: neither the person nor the system wants none.

    Qt tells what the system asks from 6.12 on; before that only the setting counts.
    """
    return settings.motion != "none" and not _system_wants_less()


def _system_wants_less() -> bool:
    hints = QGuiApplication.styleHints()  # kept: what it hands out lives no longer than this
    asked = getattr(hints.accessibility(), "motionPreference", None)
    return asked is not None and asked().name != _NO_WISH
