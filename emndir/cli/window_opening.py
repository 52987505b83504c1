"""Opening the window, with nothing imported that only the other commands need."""

from __future__ import annotations

import gc
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from emndir.search.outside import LONGEST, Asked

if TYPE_CHECKING:
    from emndir.bootstrap import Core


def open_window(core: Core, asked: Asked) -> int:
    """Open a window with a question, or hand that to the window that is open; return the exit code."""
    gc.disable()  # what is imported now stays: `ui.garbage` collects once the window is there
    for name in asked.unread:
        _say(f"--{name} is left out: at most {LONGEST} letters, on one line.")
    from emndir.ui.handover import claim

    claimed = claim(core.paths, asked)
    if not claimed.is_handed_over:
        from emndir.ui.application import run

        return run(core, asked, claimed)
    if claimed.is_in_part:
        _say("A part of the question is not known here; the window says which.")
    return 0


def _say(line: str) -> None:
    """Say a line on stderr, where there is one: a program without a console has none."""
    if sys.stderr is not None:
        sys.stderr.write(f"{line}\n")


def has_screen(environment: Mapping[str, str], platform: str) -> bool:
    """Return True if a window can open: only a Unix without X and Wayland has no screen.

    A platform that was asked for by name (QT_QPA_PLATFORM) is believed.
    """
    if platform in ("win32", "darwin"):
        return True
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
