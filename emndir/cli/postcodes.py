"""`emndir postcodes`: exact positions from the official files."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from emndir.bootstrap import Core


@click.group()
def postcodes() -> None:
    """Load exact positions of postcodes.

    Without them a whole postcode is measured from the middle of its sector, about half a
    mile off. Download Code-Point Open from Ordnance Survey or the ONS Postcode Directory
    from the Office for National Statistics; both are free.
    """


@postcodes.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def import_(core: Core, file: Path) -> None:
    """Load FILE: the zip as you downloaded it, or a CSV out of it."""
    from emndir.storage.personal.postcodes_file import import_postcodes

    target = core.paths.postcodes_file
    is_terminal = sys.stderr.isatty()

    def say(rows: int) -> None:
        if is_terminal:
            click.echo(f"\r{rows:,} postcodes", err=True, nl=False)

    report = import_postcodes(file, target, today=core.clock().date(), progress=say)
    if is_terminal:
        click.echo("\r", err=True, nl=False)
    click.echo(f"{report.publisher.value}, file of {report.file_date:%d %B %Y}")
    click.echo(f"{report.read:,} rows read, {report.kept:,} postcodes kept")
    for why, count in report.left_out:
        click.echo(f"{count:,} left out: {why.value}")
    click.echo(str(target))


@postcodes.command()
@click.pass_obj
def status(core: Core) -> None:
    """Say which exact positions are loaded, and how old they are."""
    from emndir.storage.personal.postcodes_file import read_status

    found = read_status(core.paths.postcodes_file)
    if found is None:
        click.echo("No exact positions are loaded. See emndir postcodes import --help.")
        return
    click.echo(found.publisher)
    click.echo(f"{found.kept:,} postcodes from {found.file}")
    click.echo(f"File of {found.file_date:%d %B %Y}, loaded on {found.imported_on:%d %B %Y}")
