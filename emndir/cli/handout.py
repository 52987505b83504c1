"""`emndir handout`: make a printable sheet for the patient."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from emndir.bootstrap import Core
from emndir.domain.errors import HandoutError
from emndir.domain.translation import ENGLISH
from emndir.domain.vocabulary import FactGroup
from emndir.handouts.blocks import SIZES, SPACINGS
from emndir.making import EVERY, Recipe, make_sheets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from emndir.geography.gazetteer import Located
    from emndir.handouts.blocks import Sheet

_SIZES = tuple(map(str, SIZES))
_SPACINGS = tuple(f"{spacing:g}" for spacing in SPACINGS)


@click.command()
@click.argument("uids", nargs=-1, required=True, metavar="UID...")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Write the sheet to this file. Text without it goes to the screen.",
)
@click.option(
    "--size", type=click.Choice(_SIZES), help="Text size in points; from 16 it is large print."
)
@click.option(
    "--spacing",
    type=click.Choice(_SPACINGS),
    default=_SPACINGS[0],
    show_default=True,
    help="How far apart the lines stand; 1 is usual.",
)
@click.option(
    "--cream",
    is_flag=True,
    help="A cream ground, for a PDF or web page that is read on a screen; not for paper.",
)
@click.option(
    "--language",
    default=ENGLISH,
    show_default=True,
    help="The language of the fixed words, by its code.",
)
@click.option("--near", default="", help="Say how far it is from a postcode or town.")
@click.option(
    "--confirmed",
    "confirmed",
    multiple=True,
    type=click.Choice([str(group) for group in FactGroup]),
    help="You checked these facts today. May be given several times.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(("pdf", "html", "text")),
    default="pdf",
    show_default=True,
    help="A tagged PDF, one web page that needs no other file, or plain text: the same words.",
)
@click.pass_obj
def handout(
    core: Core,
    uids: tuple[str, ...],
    output: Path | None,
    size: str | None,
    spacing: str,
    cream: bool,
    language: str,
    near: str,
    confirmed: tuple[str, ...],
    format_: str,
) -> None:
    """Make a printable sheet of each service UID, all in one file.

    What is old or was never checked is listed on stderr: check it before you print.
    """
    if output is None and format_ == "pdf":
        raise click.UsageError("Say where the PDF goes: -o FILE.pdf, or use --format text.")
    if output is not None and output.is_dir():
        raise HandoutError(f"{output} is a folder.", "Give the name of a file in it.")
    recipe = Recipe(
        uids=uids,
        near=near,
        points=int(size) if size else core.settings.handout_points,
        spacing=float(spacing),
        language=language,
        with_map=core.settings.print_map,
        confirmed=frozenset((EVERY, FactGroup(group)) for group in confirmed),
    )
    directory = core.open()
    try:
        origin = directory.locate(near) if near.strip() else None
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
    _write(sheets, output, format_, is_cream=cream)
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
    doubts = [(sheet, sentence) for sheet in sheets for _group, sentence in sheet.doubts]
    if doubts:
        click.echo("Check before you print:", err=True)
    for sheet, sentence in doubts:
        named = f"{sheet.title}: " if len(sheets) > 1 else ""
        click.echo(f"  {named}{sentence}", err=True)
    sys.stderr.flush()
