"""`emndir handout`: make a printable sheet for the patient."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from emndir.bootstrap import Core
from emndir.cli.handout_recipe import checked_options, format_of, recipe_of
from emndir.cli.handout_writing import refuse_empty, warn, write_sheets
from emndir.domain.errors import HandoutError
from emndir.domain.saved_pack import name_doubt
from emndir.domain.translation import ENGLISH
from emndir.domain.vocabulary import FactGroup
from emndir.handouts.blocks import SIZES, SPACINGS
from emndir.making import Kind, make_sheets
from emndir.packs import new_pack, packs_file

if TYPE_CHECKING:
    from collections.abc import Callable


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
        "--map/--no-map",
        default=None,
        help="An outline map, or none; without it, as in Settings, and none for choices.",
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
@click.option(
    "--save-as",
    default="",
    metavar="NAME",
    help="Keep it as a pack under this name, without place and checks: see emndir packs.",
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
    save_as: str,
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
    only_saved = save_as and output is None and format_ is None
    written_as = "" if only_saved else format_of(format_, output)
    if doubt := name_doubt(save_as):
        click.echo(f"Note: {doubt}", err=True)
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
        pack = new_pack(directory, save_as, recipe, today=core.clock().date()) if save_as else None
    finally:
        directory.close()
    if written_as:
        refuse_empty(sheets)
        write_sheets(sheets, output, written_as, is_cream=cream)
    if pack is not None:
        packs_file(core.paths.personal_file).save(pack)
        click.echo(f"Saved as the pack “{pack.name}”.", err=True)
    for notice in directory.notices:
        click.echo(f"Note: {notice.message} {notice.hint}".strip(), err=True)
    warn(sheets, origin)
