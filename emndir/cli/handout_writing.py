"""Writing hand-outs from the command line: the file, and what to check before it is printed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from emndir.domain.errors import HandoutError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from emndir.geography.places import Located
    from emndir.handouts.blocks import Sheet


def refuse_empty(sheets: Sequence[Sheet]) -> None:
    """Raise HandoutError where nothing useful would stand on a sheet."""
    empty = [sheet.title for sheet in sheets if sheet.is_empty]
    if empty:
        raise HandoutError(
            f"Nothing useful would stand on the sheet of {', '.join(empty)}: no number, web page"
            " or place is known that may be printed.",
            "Find another service, or check the facts and say so: --confirmed contact.",
        )


def write_sheets(
    sheets: Sequence[Sheet], output: Path | None, format_: str, *, is_cream: bool = False
) -> None:
    """Write sheets as "pdf", "html" or "text", to a file whole or not at all, or to the screen."""
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


def warn(sheets: Sequence[Sheet], origin: Located | None) -> None:
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
