"""`emndir build`: compile the directory's text to a directory file."""

from __future__ import annotations

import gc
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from emndir.bootstrap import Core
from emndir.cli.problems import print_problems

if TYPE_CHECKING:
    from emndir.storage.build import BuildReport


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the file here, in place of the program’s own folder.",
)
@click.option("--schema", is_flag=True, help="Write data/directory/schema.json and stop.")
@click.pass_obj
def build(core: Core, output: Path | None, schema: bool) -> None:
    """Compile the directory’s text to a directory file.

    Warnings are printed; any error stops it, and the file stays as it was.
    """
    if schema:
        from emndir.storage.text_schema import write_schema

        click.echo(f"Wrote {write_schema(core.data_dir)}")
        return
    was_collecting = gc.isenabled()
    gc.disable()  # a twentieth of the time: all that is read is kept until the file is written
    try:
        report = _compile(core, output)
    finally:
        if was_collecting:
            gc.enable()
    print_problems(report.problems)
    click.echo(
        f"{report.services} services, {report.locations} places, {report.organizations}"
        f" organizations, {report.size / 1_000_000:.1f} MB in {report.seconds:.1f} s"
    )
    click.echo(str(report.path))


def _compile(core: Core, output: Path | None) -> BuildReport:
    from emndir.storage.build import DirectoryTextError

    try:
        return _build(core, output)
    except DirectoryTextError as error:
        print_problems(error.problems)
        raise


def _build(core: Core, output: Path | None) -> BuildReport:
    from emndir.search.index import fill_index
    from emndir.storage.build import build_directory, compile_source, report_of
    from emndir.storage.source import read_source
    from emndir.storage.store import DirectoryStore
    from emndir.storage.text_files import stat_fingerprint

    today = core.clock().date()
    if output is not None:
        return build_directory(core.data_dir, output, index=fill_index, today=today)
    started = time.perf_counter()
    store = DirectoryStore(core.paths.directory_folder)
    store.clean()
    stat = stat_fingerprint(core.data_dir)
    source = read_source(core.data_dir, today=today)
    content = compile_source(source, index=fill_index)
    pointer = store.add(content, stat=stat, fingerprint=source.fingerprint)
    return report_of(source, store.path(pointer), content, time.perf_counter() - started)
