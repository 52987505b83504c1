"""`emndir window`: open the window; where there is no screen, show what it does as files."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from emndir.bootstrap import Core
from emndir.cli.main import with_question
from emndir.search.outside import LONGEST, Asked


@click.command()
@with_question
@click.option("--no-screen", is_flag=True, help="Draw the window and a sheet into files instead.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("out"),
    show_default=True,
    help="The folder for those files.",
)
@click.pass_obj
def window(core: Core, no_screen: bool, out: Path, query: str, near: str, site: str) -> int:
    """Open the window. This is what emndir does without a command.

    Where a window is open already, it comes to the front, takes the question over, clears what was
    in it, and this command ends. Nothing that is asked is written anywhere.

    Where there is no screen it says so, finds services for an example, and writes a picture
    of the window and the sheet of the first service into a folder.
    """
    if no_screen or not has_screen(os.environ, sys.platform):
        from emndir.cli.no_screen import show_as_files

        show_as_files(core, out)
        return 0
    gc.disable()  # what is imported now stays: `ui.garbage` collects once the window is there
    asked = Asked.given(query=query, near=near, site=site)
    for name in asked.unread:
        click.echo(f"--{name} is left out: at most {LONGEST} letters, on one line.", err=True)
    from emndir.ui.handover import claim

    claimed = claim(core.paths, asked)
    if not claimed.is_handed_over:
        from emndir.ui.application import run

        return run(core, asked, claimed)
    if claimed.is_in_part:
        click.echo("A part of the question is not known here; the window says which.", err=True)
    return 0


def has_screen(environment: Mapping[str, str], platform: str) -> bool:
    """Return True if a window can open: only a Unix without X and Wayland has no screen.

    A platform that was asked for by name (QT_QPA_PLATFORM) is believed.
    """
    if platform in ("win32", "darwin"):
        return True
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
