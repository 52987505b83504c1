"""`emndir check`: the faults in the directory's text."""

from __future__ import annotations

import json

import click

from emndir.bootstrap import Core
from emndir.cli.problems import counted
from emndir.domain.errors import DataFaultError
from emndir.domain.problems import has_errors
from emndir.runtime.resources import data_dir, resource


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one fault a line.")
@click.option("--errors-only", is_flag=True, help="Leave the warnings out.")
@click.option("--tidy", is_flag=True, help="Write the text in its usual form first.")
@click.option(
    "--synonyms/--no-synonyms",
    "with_synonyms",
    default=None,
    help="Check the program’s synonyms too. Usual for the directory that came with it.",
)
@click.pass_obj
def check(
    core: Core, as_json: bool, errors_only: bool, tidy: bool, with_synonyms: bool | None
) -> None:
    """List the faults in the directory’s text, by file, line, record and field.

    Fails (exit code 1) if any is an error. Warnings are listed and counted.
    """
    from emndir.handouts.phrases import letter_faults
    from emndir.search.synonym_checks import check_synonyms
    from emndir.storage.source import read_source

    if tidy:
        _tidy(core)
    source = read_source(core.data_dir, today=core.clock().date())
    problems = [*source.problems]
    if source.directory is not None:
        problems += letter_faults(source.directory.phrases, source.directory.fonts)
    if with_synonyms is None:
        with_synonyms = core.data_dir == data_dir().absolute()
    if with_synonyms and source.directory is not None:
        problems += check_synonyms(resource("synonyms"), source.directory)
    for problem in problems:
        if errors_only and problem.severity != "error":
            continue
        if as_json:
            fields = {name: getattr(problem, name) for name in problem.__dataclass_fields__}
            click.echo(json.dumps(fields, ensure_ascii=False))
        else:
            click.echo(str(problem))
    if not as_json:
        directory = source.directory
        services = len(directory.services) if directory else 0
        click.echo(f"{services} services read: {counted(problems)}.")
    if has_errors(problems):
        raise DataFaultError("The text has errors.", "Put them right; warnings may stay.")


def _tidy(core: Core) -> None:
    """Write the text as emndir writes it, where nothing could be lost by that."""
    from emndir.storage.source_text import read_directory
    from emndir.storage.source_writing import write_directory

    text = read_directory(core.data_dir)
    if text.directory is None or has_errors(text.problems):
        click.echo("Not tidied: the text has errors.", err=True)
        return
    for path in write_directory(text.directory, core.data_dir):
        click.echo(f"Tidied {path}", err=True)
