"""`emndir figures`: published waiting times, and a newer month of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from emndir.bootstrap import Core
from emndir.domain.errors import UnknownServiceError

if TYPE_CHECKING:
    from emndir.choice.figures import FigureBook


@click.group()
def figures() -> None:
    """Published waiting times and patients’ ratings of hospital trusts.

    They say how long people waited, never who is better. Once newer figures are due, old
    ones are shown only to who asks for them.
    """


@figures.command("import")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)
@click.option("--url", default="", help="Where FILE was downloaded; kept as its source.")
@click.pass_obj
def import_(core: Core, files: tuple[Path, ...], url: str) -> None:
    """Enter months of waiting times from NHS England’s provider workbooks.

    Each FILE is a “CWT CRS Provider Workbook” (.xlsx) of one month. What is there already is
    replaced where it was revised. Then run emndir build.
    """
    from emndir.storage.figures_import import import_workbook

    if url and len(files) > 1:
        raise click.UsageError("--url is the address of one file; give one FILE with it.")
    for file in files:
        report = import_workbook(core.data_dir, file, today=core.clock().date(), url=url)
        state = "final" if report.is_final else "provisional"
        click.echo(
            f"{report.month.words}, {state}: {report.added:,} new, {report.revised:,} revised, "
            f"{report.same:,} as before"
        )
        for why, count in sorted(report.left_out.items()):
            click.echo(f"  left out: {count:,} rows, {why}")
        for what in report.not_read:
            click.echo(f"  not read: {what}")


@figures.command()
@click.argument("provider", metavar="ODS-CODE")
@click.option("--site", default="", metavar="CANCER", help="A cancer’s code, such as breast.")
@click.option("--old", is_flag=True, help="Show figures although newer ones are due.")
@click.pass_obj
def show(core: Core, provider: str, site: str, old: bool) -> None:
    """Show what is published for a hospital trust, by its ODS-CODE (RWE).

    Every share stands with its counts, its period and its age. Fewer than ten people are
    never shown.
    """
    from emndir.choice.figure_words import NO_RANKING, WHOLE_TRUST

    with closing(core.open()) as directory:
        book = directory.figures()
    found = book.provider(provider.upper())
    if found is None:
        raise UnknownServiceError(
            f"No figures of “{provider}” are published here.",
            "Give a trust’s ODS code, such as RWE.",
        )
    click.echo(found.name)
    lines = list(_lines(book, found.code, (site,) if site else (), core.clock().date(), old=old))
    for line in lines:
        click.echo(line)
    click.echo(f"{WHOLE_TRUST} {NO_RANKING}")


def _lines(
    book: FigureBook, code: str, sites: tuple[str, ...], today: date, *, old: bool
) -> Iterator[str]:
    """Yield what may be shown, or why it is not."""
    from emndir.choice.figure_words import expired_words, lines_of_rating, lines_of_waits
    from emndir.domain.indicator import Measure

    waits = [
        one
        for measure in Measure
        if measure.is_waiting_time and (one := book.waits(code, measure, sites, today=today))
    ]
    rating = book.rating(code, sites, today=today)
    kept_back = [one for one in waits if one.is_expired and not old]
    for one in waits:
        if one not in kept_back:
            yield ""
            yield from lines_of_waits(one)
    if rating is not None and (old or not rating.is_expired):
        yield ""
        yield from lines_of_rating(rating)
    said = [expired_words(one) for one in kept_back]
    if rating is not None and rating.is_expired and not old:
        said.append(expired_words(rating))
    if said:
        yield ""
        yield from dict.fromkeys(said)
        yield "Show them with --old."
    if not waits and rating is None:
        yield "Nothing can be shown."
