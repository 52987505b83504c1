"""Where the program begins. Without arguments it opens the window at once; else `main` reads them.

Reading arguments takes 25 ms of imports, a fifth of what a bare window needs to be painted.
"""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run emndir and end the program with its exit code."""
    if sys.argv[1:]:
        from emndir.cli.main import main as run_command

        run_command()
    sys.exit(begin())


def begin() -> int:
    """Open the window as `emndir` without arguments does, and return the exit code."""
    gc.disable()  # what is imported from here on stays: see `ui.garbage`
    from emndir.cli.window_opening import has_screen, open_window

    if not has_screen(os.environ, sys.platform):
        gc.enable()
        from emndir.cli.main import run

        return run([])
    try:
        from emndir.bootstrap import Core
        from emndir.search.outside import Asked

        return open_window(Core.create(), Asked())
    except BaseException as error:
        from emndir.cli.main import told

        return told(error)
