"""The three streams as this run found them: closed, a terminal, coloured, how wide."""

import os
import shutil
from typing import TYPE_CHECKING, TextIO

from vidu_cli.render.formats import Format
from vidu_cli.render.stream import Stream

if TYPE_CHECKING:
    from vidu_cli.cli.app import App
    from vidu_cli.render.output import Output

# A log has no edge to wrap at.
_NO_EDGE = 100_000


def open_output(app: "App") -> "Output":
    """The sink of a run, as its options, its settings and its streams ask."""
    from vidu_cli.render.failure import Voice
    from vidu_cli.render.output import Output

    given, settings = app.given, app.presentation
    out = open_stream(app.stdout, colour=settings.color.value, edge=80)
    err = open_stream(app.stderr, colour=settings.color.value, edge=_NO_EDGE)
    output = Output(
        out=out,
        err=err,
        format=_format(given.format, is_json=given.json, is_terminal=out.is_terminal),
        chosen=tuple(name.strip() for name in (given.fields or "").split(",") if name.strip()),
        quiet=given.quiet,
        # VIDU_DEBUG is -vv for whoever cannot change the command line.
        verbosity=max(given.verbose, 2) if settings.debug.value else given.verbose,
        voice=Voice(lang=settings.lang.value, command=app.command, is_rehearsal=settings.sandbox.value),
        sandbox=settings.sandbox.value,
    )
    if settings.lang.value != "en":
        output.note("The texts are English: there are none in Chinese yet.")
    if settings.sandbox.value:
        output.note("This is the sandbox: no key, no network, no credits.")
    return output


def plain_output(app: "App", *, is_json: bool) -> "Output":
    """A sink that needs no settings: for telling that the command line or the settings are wrong."""
    from vidu_cli.render.failure import Voice
    from vidu_cli.render.output import Output

    colour = "never" if app.environment.get("NO_COLOR") or app.environment.get("TERM") == "dumb" else "auto"
    colour = str(app.given.color or colour)
    return Output(
        out=open_stream(app.stdout, colour=colour, edge=80),
        err=open_stream(app.stderr, colour=colour, edge=_NO_EDGE),
        format=Format.JSON if is_json else Format.PLAIN,
        # Remedies that repeat a setting which is wrong would fail as this run did.
        voice=Voice(),
    )


def open_stream(file: TextIO | None, *, colour: str, edge: int) -> Stream:
    """One stream. `edge` is the width where there is no terminal to ask."""
    at_terminal = is_terminal(file)
    width = shutil.get_terminal_size((edge, 24)).columns if at_terminal or os.environ.get("COLUMNS") else edge
    coloured = colour == "always" or (colour == "auto" and at_terminal)
    return Stream(file=file, is_terminal=at_terminal, colour=coloured, width=max(width, 20))


def is_terminal(file: TextIO | None) -> bool:
    """Whether a stream is open and somebody sits at its end."""
    try:
        return file is not None and file.isatty()
    except ValueError:
        return False


def _format(named: Format | None, *, is_json: bool, is_terminal: bool) -> Format:
    if is_json:
        return Format.JSON
    if named is not None:
        return named
    return Format.TABLE if is_terminal else Format.PLAIN
