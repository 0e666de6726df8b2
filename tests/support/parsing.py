"""Whether a line of our own commands would be understood, without running it."""

import shlex
from typing import Any

import typer

from vidu_cli.cli.main import program

STAND_INS = {"TASK": "947400000000000000", "KIND": "text2video", "FILE": "clip.mp4", "NEWFILE": "clip.mp4"}


def complaint_about(line: str) -> str:
    """What the parser says against a line that begins with `vidu`; "" when it is understood."""
    words = [STAND_INS.get(word, word) for word in shlex.split(line)[1:]]
    command = typer.main.get_command(program(words))
    try:
        _descend(command, "vidu", words)
    except typer.TyperException as error:
        return error.format_message()
    except typer.Exit:
        return ""
    return ""


def _descend(command: Any, name: str, words: list[str]) -> None:
    context = command.make_context(name, list(words))
    if isinstance(command, typer.core.TyperGroup):
        rest = [*context._protected_args, *context.args]  # noqa: SLF001  # Typer hands the rest on in it
        found_name, found, left = command.resolve_command(context, rest)
        assert found_name is not None
        _descend(found, found_name, left)
