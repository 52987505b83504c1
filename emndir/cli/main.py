"""The command line's group, its global options and exit codes."""

import click

from emndir import __version__


@click.group()
@click.version_option(__version__, prog_name="emndir")
def main() -> None:
    """Find local cancer services."""
