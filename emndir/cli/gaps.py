"""`emndir gaps`: what the directory lacks, by cancer and district, for commissioners."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from emndir.bootstrap import Core

if TYPE_CHECKING:
    from emndir.gaps import Elsewhere, GapRow

HEADING = (
    "district,county,measured_from,cancer_code,cancer,stage,help,within_miles,"
    "nearest_uid,nearest,nearest_miles,second_uid,second,second_miles,"
    "by_phone_uid,by_phone,one_is_near_but_not_for_this_place,ask_if_they_take_people,data_date"
)
_NEAREST = 2


@click.command()
@click.option("--site", "sites", multiple=True, metavar="CANCER", help="Only this cancer: breast.")
@click.option("--in", "districts", multiple=True, metavar="DISTRICT", help="Only here: Rutland.")
@click.option("--csv", "as_csv", is_flag=True, help="A table for a spreadsheet.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write here.")
@click.pass_obj
def gaps(
    core: Core,
    sites: tuple[str, ...],
    districts: tuple[str, ...],
    as_csv: bool,
    output: Path | None,
) -> None:
    """List the help that people would expect and this directory does not have.

    For each district of the region, measured from its largest place, and each cancer: what
    the guide to that cancer would print as missing, with the nearest two in straight lines and what there is by
    phone. It says what this directory lacks; there may be more than it knows. A whole
    region takes about a minute.
    """
    from emndir.gaps import gap_rows
    from emndir.storage.files import replace_file

    is_terminal = sys.stderr.isatty()

    def say(district: str) -> None:
        if is_terminal:
            click.echo(f"\r\x1b[K{district}", err=True, nl=False)

    with closing(core.open()) as directory:
        rows = list(
            gap_rows(
                directory,
                today=core.clock().date(),
                sites=sites,
                districts=districts,
                progress=say,
            )
        )
        data_date = directory.info.data_date.isoformat()
    if is_terminal:
        click.echo("\r\x1b[K", err=True, nl=False)
    as_csv = as_csv or (output is not None and output.suffix.casefold() == ".csv")
    text = _csv(rows, data_date) if as_csv else "".join(f"{line}\n" for line in _lines(rows))
    if output is None:
        click.echo(text, nl=False)
        return
    content = text.encode("utf-8-sig" if as_csv else "utf-8")  # Excel knows UTF-8 by its mark
    replace_file(output, content)
    click.echo(f"{len(rows):,} gaps in {output}")


def _csv(rows: Iterable[GapRow], data_date: str) -> str:
    text = io.StringIO(newline="")
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow(HEADING.split(","))
    for row in rows:
        first = (row.district, row.county, row.measured_from, row.site, row.cancer, row.stage)
        nearest = [cell for one in (*row.nearest, None, None)[:_NEAREST] for cell in _cells(one)]
        by_phone = _cells(row.by_phone[0] if row.by_phone else None)[:2]
        flags = ("yes" if row.is_elsewhere else "no", "yes" if row.asks else "no")
        within = f"{row.within_miles:g}" if row.within_miles is not None else ""
        cells = (*first, row.help, within, *nearest, *by_phone, *flags, data_date)
        lines.writerow(map(_safe, cells))
    return text.getvalue()


def _cells(one: Elsewhere | None) -> tuple[str, str, str]:
    if one is None:
        return "", "", ""
    return one.uid, one.name, "" if one.miles is None else f"{one.miles:.1f}"


def _safe(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t")) else cell


def _lines(rows: Iterable[GapRow]) -> Iterator[str]:
    where = ""
    for row in rows:
        heading = f"{row.district}, from {row.measured_from}"
        if heading != where:
            yield from ([""] if where else [])
            yield heading
            where = heading
        far = f" within {row.within_miles:g} miles" if row.within_miles is not None else ""
        yield f"  {row.cancer}: no {row.help[:1].lower()}{row.help[1:]}{far}"
        for one in row.nearest:
            miles = f", {one.miles:.0f} miles" if one.miles is not None else ""
            yield f"    nearest: {one.name}{miles} [{one.uid}]"
        for one in row.by_phone:
            yield f"    by phone: {one.name} [{one.uid}]"
    if not where:
        yield "Nothing that people would expect is missing."
