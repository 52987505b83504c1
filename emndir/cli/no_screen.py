"""The main job without a screen: find for an example, draw the window, make the sheet."""

from __future__ import annotations

import os
from pathlib import Path

import click

from emndir.bootstrap import Core
from emndir.domain.errors import EmndirError

WORDS, NEAR = "breast", "LE2"
LISTED = 5
PICTURE, SHEET = "window.png", "sheet.pdf"


def show_as_files(core: Core, out: Path) -> None:
    """Write a picture of the window and the sheet of the first service found, and say where.

    Raises:
        EmndirError: where nothing is found or the folder cannot be written.
    """
    click.echo("There is no screen here, so the window and a sheet are drawn into files.")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EmndirError(
            f"The folder {out} cannot be made.", "Name another one with --out."
        ) from error
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from emndir.ui.offscreen import Scene, draw_window

    shown = draw_window(core, Scene(words=WORDS, near=NEAR), out / PICTURE)
    click.echo(f"Looking for “{WORDS}” near {NEAR}: {shown.total} services. The first {LISTED}:")
    for number, card in enumerate(shown.cards[:LISTED], start=1):
        click.echo(f"  {number}. {card}")
    try:
        (out / SHEET).write_bytes(shown.sheet_pdf)
    except OSError as error:
        raise EmndirError(
            f"The sheet {out / SHEET} cannot be written.", "Look whether there is room on the disk."
        ) from error
    click.echo(f"The window, with the first one open: {out / PICTURE}")
    click.echo(f"Its sheet for the patient: {out / SHEET}")
    if shown.doubts:
        click.echo("To check before printing it:")
        for sentence in shown.doubts:
            click.echo(f"  {sentence}")
