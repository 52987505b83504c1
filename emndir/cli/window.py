"""`emndir window`: open the window; where there is no screen, show what it does as files."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from emndir.bootstrap import Core


@click.command()
@click.option("--no-screen", is_flag=True, help="Draw the window and a sheet into files instead.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("out"),
    show_default=True,
    help="The folder for those files.",
)
@click.pass_obj
def window(core: Core, no_screen: bool, out: Path) -> int:
    """Open the window. This is what emndir does without a command.

    Where there is no screen it says so, finds services for an example, and writes a picture
    of the window and the sheet of the first service into a folder.
    """
    if no_screen or not has_screen(os.environ, sys.platform):
        from emndir.cli.no_screen import show_as_files

        show_as_files(core, out)
        return 0
    from emndir.ui.application import run

    return run(core)


def has_screen(environment: Mapping[str, str], platform: str) -> bool:
    """Return True if a window can open: only a Unix without X and Wayland has no screen.

    A platform that was asked for by name (QT_QPA_PLATFORM) is believed.
    """
    if platform in ("win32", "darwin"):
        return True
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
