"""The command line's group: commands listed here, imported when they are called.

Exit codes: 0 done; 1 a failure that is told in a sentence; 2 wrong usage; 70 a bug in
emndir, told with its traceback; 130 stopped from the keyboard.
"""

from __future__ import annotations

import importlib
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from emndir import __version__
from emndir.domain.errors import EmndirError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FAILURE, USAGE, BUG, STOPPED = 1, 2, 70, 130

COMMANDS: dict[str, str] = {
    "window": "Open the window. This is what emndir does without a command.",
    "search": "List the services that match words, best first.",
    "now": "List who answers the phone at this minute.",
    "show": "Show everything about one service or place.",
    "handout": "Make a printable sheet for the patient.",
    "packs": "List saved hand-outs, and which have to be printed again.",
    "figures": "Published waiting times: show them, and load a newer month.",
    "gaps": "List the help that people would expect and this directory does not have.",
    "check": "List the faults in the directory’s text.",
    "build": "Compile the directory’s text to a directory file.",
    "postcodes": "Load exact positions of postcodes.",
}
"""Every command with its line in the help; each is a module of the same name."""

_EPILOGUE = """\b
Exit codes:
  0    done
  1    failed, with a sentence that says why
  2    wrong usage
  70   a bug in emndir, with a traceback to report
  130  stopped from the keyboard
"""


QUESTION = (
    click.option("--query", default="", metavar="WORDS", help="Ask this at once."),
    click.option(
        "--near", default="", metavar="PLACE", help="A postcode, its beginning, or a town."
    ),
    click.option(
        "--site", default="", metavar="CANCER", help="An ICD-10 code or block, or a name."
    ),
)
"""The question that a clinical system's button gives; docs/site-settings.md."""


def with_question(command: Callable[..., Any]) -> Callable[..., Any]:
    """Return a command that also takes a question."""
    for option in reversed(QUESTION):
        command = option(command)
    return command


class LazyGroup(click.Group):
    """A group that imports a command when it is called, so that help and start are quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"emndir.cli.{cmd_name}")
        command = getattr(module, cmd_name)
        assert isinstance(command, click.Command)  # noqa: S101 - a test walks them all
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is called, or say which name is nearest."""
        from difflib import get_close_matches

        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean “{near[0]}”?" if near else " See emndir --help."
            raise click.UsageError(f"There is no command “{args[0]}”.{hint}", ctx)
        return super().resolve_command(ctx, args)


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    epilog=_EPILOGUE,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="emndir", message="%(prog)s %(version)s")
@click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    help="Keep everything of your own in this folder (also EMNDIR_HOME).",
)
@click.option(
    "--data",
    "data_dir",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Use the directory’s text in this folder.",
)
@click.option(
    "--no-screen", is_flag=True, help="Without a command: draw the window and a sheet into out/."
)
@with_question
@click.pass_context
def cli(
    ctx: click.Context,
    home: Path | None,
    data_dir: Path | None,
    no_screen: bool,
    query: str,
    near: str,
    site: str,
) -> int | None:
    """Find local cancer services, and print a sheet for the patient."""
    if ctx.invoked_subcommand is not None and (query or near or site):
        raise click.UsageError("--query, --near and --site come after the command.", ctx)
    if ctx.obj is None:
        from emndir.bootstrap import Core

        ctx.obj = Core.create(home=home, data_dir=data_dir)
    if ctx.invoked_subcommand is None:
        window = cli.get_command(ctx, "window")
        assert window is not None  # noqa: S101 - it is in the table
        code: int = ctx.invoke(
            window, no_screen=no_screen, out=Path("out"), query=query, near=near, site=site
        )
        return code
    return None


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and end the program with its exit code."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None, core: object = None) -> int:
    """Run a command and return its exit code; every failure is told on stderr."""
    given = None if arguments is None else list(arguments)
    try:
        result = cli.main(given, prog_name="emndir", standalone_mode=False, obj=core)
    except BaseException as error:
        return told(error)
    return result if isinstance(result, int) else 0


def told(raised: BaseException) -> int:
    """Tell on stderr what ended a command, and return the exit code.

    Raises:
        BaseException: what was raised, where it is not an error, such as `SystemExit`.
    """
    try:
        raise raised
    except EmndirError as error:
        click.echo(f"Error: {error}", err=True)
        return FAILURE
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return USAGE
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return STOPPED
    except BrokenPipeError:
        _silence_output()
        return 0
    except Exception:
        click.echo(traceback.format_exc(), err=True, nl=False)
        click.echo("This is a bug in emndir. Please report the lines above.", err=True)
        return BUG


def _silence_output() -> None:
    """Keep Python from complaining at its end that nobody reads the output any more."""
    import os

    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - no path of ours
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
