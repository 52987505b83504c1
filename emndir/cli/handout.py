"""`emndir handout`: make a printable sheet for the patient."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from emndir.bootstrap import Core
from emndir.cli.handout_recipe import checked_options, format_of, recipe_of
from emndir.domain.errors import HandoutError
from emndir.domain.translation import ENGLISH
from emndir.domain.vocabulary import FactGroup
from emndir.handouts.blocks import SIZES, SPACINGS
from emndir.making import Kind, make_sheets

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from emndir.geography.gazetteer import Located
    from emndir.handouts.blocks import Sheet

_SIZES = tuple(map(str, SIZES))
_SPACINGS = tuple(f"{spacing:g}" for spacing in SPACINGS)
_GROUPS = tuple(str(group) for group in FactGroup)


def _with_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say what is on a hand-out."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


_OPTIONS = (
    click.option(
        "--near", default="", metavar="PLACE", help="Measure miles from a postcode or town."
    ),
    click.option(
        "--site", default="", metavar="CANCER", help="The cancer of a guide: breast, C50."
    ),
    click.option(
        "--in",
        "locality",
        default="",
        metavar="LOCALITY",
        help="The county or district of a booklet or poster.",
    ),
    click.option("--start", default="", metavar="UID", help="Choices: start with this service."),
    click.option("--next", multiple=True, metavar="UID", help="Choices: this service comes next."),
    click.option("--later", multiple=True, metavar="UID", help="Choices: this one is for later."),
    click.option("--table", is_flag=True, help="Choices: compare the services in a table."),
    click.option("--questions", is_flag=True, help="Choices: print questions to ask."),
    click.option("--no-notes", is_flag=True, help="No lines to write on."),
    click.option(
        "--map/--no-map", default=None, help="An outline map, or none; without it, as in Settings."
    ),
    click.option("--size", type=click.Choice(_SIZES), help="Text in points; large print from 16."),
    click.option("--spacing", type=click.Choice(_SPACINGS), help="How far apart lines stand."),
    click.option("--paper", type=click.Choice(("a4", "a3")), help="Paper of a poster."),
    click.option(
        "--language",
        default=ENGLISH,
        show_default=True,
        metavar="CODE",
        help="The language of the fixed words.",
    ),
    click.option(
        "--confirmed",
        multiple=True,
        type=click.Choice(_GROUPS),
        metavar="FACTS",
        help=f"You checked these facts of every service today: {', '.join(_GROUPS)}.",
    ),
)


@click.command()
@click.argument("uids", nargs=-1, metavar="[UID]...")
@click.option(
    "--kind",
    type=click.Choice([str(kind) for kind in Kind]),
    default=str(Kind.SINGLE),
    show_default=True,
    help="What to make.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write to this file. Text and web pages go to the screen without it.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(("pdf", "html", "text")),
    help="A tagged PDF, one web page that needs no other file, or plain text: the same words."
    " Without it, as FILE ends.",
)
@_with_options
@click.option(
    "--cream", is_flag=True, help="A cream ground, for a PDF or web page read on a screen."
)
@click.pass_obj
def handout(
    core: Core,
    /,
    uids: tuple[str, ...],
    kind: str,
    output: Path | None,
    format_: str | None,
    cream: bool,
    **options: Any,  # noqa: ANN401 - what `_OPTIONS` name
) -> None:
    """Make a sheet for patients: of services by their UID, or for a place.

    \b
    single   a sheet for each UID, all in one file
    choices  up to eight services on one sheet
    guide    what there is for a cancer near a place: --site breast --near LE2
    booklet  every service of a county or district: --in Rutland
    poster   one page for a wall: up to six services, and the 24-hour line of --near
    card     wallet cards with the 24-hour line of UID or of --near

    What is old or was never checked is listed on stderr: check it before you print.
    """  # noqa: D301 - click wants its own mark, a backspace
    chosen = Kind(kind)
    checked_options(uids, chosen, options)
    written_as = format_of(format_, output)
    if cream and written_as == "text":
        raise click.UsageError("--cream is for a PDF or a web page, not for --format text.")
    if output is not None and output.is_dir():
        raise HandoutError(f"{output} is a folder.", "Give the name of a file in it.")
    directory = core.open()
    try:
        recipe = recipe_of(uids, chosen, options, core.settings, directory.vocabulary)
        origin = directory.locate(recipe.near) if recipe.near.strip() else None
        sheets = make_sheets(
            directory,
            recipe,
            today=core.clock().date(),
            clinic_name=core.settings.clinic_name,
            origin=origin,
        )
    finally:
        directory.close()
    _refuse_empty(sheets)
    _write(sheets, output, written_as, is_cream=cream)
    for notice in directory.notices:
        click.echo(f"Note: {notice.message} {notice.hint}".strip(), err=True)
    _warn(sheets, origin)


def _refuse_empty(sheets: Sequence[Sheet]) -> None:
    empty = [sheet.title for sheet in sheets if sheet.is_empty]
    if empty:
        raise HandoutError(
            f"Nothing useful would stand on the sheet of {', '.join(empty)}: no number, web page"
            " or place is known that may be printed.",
            "Find another service, or check the facts and say so: --confirmed contact.",
        )


def _write(sheets: Sequence[Sheet], output: Path | None, format_: str, *, is_cream: bool) -> None:
    from emndir.handouts.html import sheets_html
    from emndir.handouts.pdf import sheets_pdf
    from emndir.handouts.plain_text import sheets_text
    from emndir.storage.files import replace_file

    if format_ == "pdf":
        content = sheets_pdf(sheets, is_cream=is_cream)
    else:
        text = sheets_html(sheets, is_cream=is_cream) if format_ == "html" else sheets_text(sheets)
        if output is None:
            click.echo(text, nl=False)
            return
        content = text.encode()
    assert output is not None  # noqa: S101 - a PDF without a file was refused as wrong usage
    replace_file(output.absolute(), content)
    click.echo(str(output))


def _warn(sheets: Sequence[Sheet], origin: Located | None) -> None:
    """Say on stderr what to check first, and what an origin could not be used for."""
    if origin is not None and origin.is_area:
        click.echo(f"Note: {origin.label} is too large to measure miles from.", err=True)
    elif origin is not None and origin.note:
        click.echo(f"Note: {origin.note}.", err=True)
    for notice in (notice for sheet in sheets for notice in sheet.notices):
        click.echo(f"Note: {notice}", err=True)
    doubts = [(sheet, sentence) for sheet in sheets for _group, sentence in sheet.doubts]
    if doubts:
        click.echo("Check before you print:", err=True)
    for sheet, sentence in doubts:
        named = f"{sheet.title}: " if len(sheets) > 1 else ""
        click.echo(f"  {named}{sentence}", err=True)
    sys.stderr.flush()
