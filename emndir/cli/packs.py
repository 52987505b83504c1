"""`emndir packs`: saved hand-outs, whether they are still right, and printing them again."""

from __future__ import annotations

from pathlib import Path

import click

from emndir.bootstrap import Core
from emndir.domain.saved_pack import SavedPack, name_doubt, tidy_name


@click.group(invoke_without_command=True)
@click.pass_context
def packs(ctx: click.Context) -> None:
    """List the saved packs, and why any has to be printed again.

    Save one with: emndir handout UID... --save-as "Wig day". A pack keeps services, kind and
    size; never a place that miles were measured from, a check, or anything of a patient.
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_)


@packs.command("list")
@click.option("--due", is_flag=True, help="Only those that have to be printed again.")
@click.pass_obj
def list_(core: Core, due: bool) -> None:
    """List the packs, one after another in order of name."""
    from emndir.packs import packs_file, state_of

    saved = packs_file(core.paths.personal_file).all()
    if not saved:
        click.echo("No pack is saved. See emndir packs --help.")
        return
    directory = core.open()
    try:
        states = [state_of(directory, pack, today=core.clock().date()) for pack in saved]
    finally:
        directory.close()
    for state in states:
        if due and not state.is_due:
            continue
        recipe, pack = state.recipe, state.pack
        click.echo(pack.name)
        what = f"{len(recipe.uids)} services" if len(recipe.uids) != 1 else "1 service"
        parts = [str(recipe.kind), *([what] if recipe.uids else []), f"{recipe.points} pt"]
        click.echo(f"  {', '.join(parts)}; last made {pack.made_on.isoformat()}")
        for reason in state.reasons:
            click.echo(f"  Print again: {reason}")
    if due and not any(state.is_due for state in states):
        click.echo("None has to be printed again.")


@packs.command("print")
@click.argument("name")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write here.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(("pdf", "html", "text")),
    help="Without it, as FILE ends.",
)
@click.pass_obj
def print_(core: Core, name: str, output: Path | None, format_: str | None) -> None:
    """Make the pack NAME as it is today, and take it that it is printed."""
    from emndir.cli.handout_recipe import format_of
    from emndir.cli.handout_writing import refuse_empty, warn, write_sheets
    from emndir.making import make_sheets
    from emndir.packs import packs_file, printed_anew, recipe_of

    written_as = format_of(format_, output)
    file = packs_file(core.paths.personal_file)
    pack = file.find(name)
    recipe, today = recipe_of(pack), core.clock().date()
    directory = core.open()
    try:
        sheets = make_sheets(directory, recipe, today=today, clinic_name=core.settings.clinic_name)
        again = printed_anew(directory, pack, today=today)
    finally:
        directory.close()
    refuse_empty(sheets)
    write_sheets(sheets, output, written_as)
    file.save(again)
    warn(sheets, None)


@packs.command()
@click.argument("name")
@click.argument("new_name")
@click.pass_obj
def rename(core: Core, name: str, new_name: str) -> None:
    """Call the pack NAME by NEW_NAME."""
    from emndir.packs import packs_file

    _warn_of(new_name)
    packs_file(core.paths.personal_file).rename(name, tidy_name(new_name))


@packs.command()
@click.argument("name")
@click.pass_obj
def remove(core: Core, name: str) -> None:
    """Remove the pack NAME for good."""
    from emndir.packs import packs_file

    file = packs_file(core.paths.personal_file)
    pack: SavedPack = file.find(name)
    file.remove(pack.name)
    click.echo(f"Removed “{pack.name}”.")


def _warn_of(name: str) -> None:
    doubt = name_doubt(name)
    if doubt:
        click.echo(f"Note: {doubt}", err=True)
