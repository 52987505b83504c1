"""`emndir window`: open the window; where there is no screen, show what it does as files."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from emndir.bootstrap import Core
from emndir.cli.main import with_question
from emndir.cli.window_opening import has_screen, open_window
from emndir.search.outside import Asked


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
    return open_window(core, Asked.given(query=query, near=near, site=site))
