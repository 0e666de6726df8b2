"""`vidu completion`: the completion script of a shell."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

import typer

from vidu_cli.cli.app import App
from vidu_cli.cli.options import command


class Shell(StrEnum):
    """The shells that are known."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"


def add_to(root: typer.Typer, _: Sequence[str]) -> None:
    """Add the command."""
    root.command("completion")(command(completion, formats=False))


def completion(_: App, shell: Annotated[Shell, typer.Argument(help="Which shell.")]) -> None:
    """Print the completion script of a shell; the README says where it belongs."""
    from vidu_cli.cli.completion_scripts import script_of

    # By Typer, not by the sink: this stands in start-up files, where wrong settings or a note would be in the way.
    typer.echo(script_of(str(shell)), nl=False)
