"""The program: the table of commands, the only place that catches for users, closed pipes, signals, exit numbers."""

import gc
import io
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from inspect import Parameter
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from vidu_cli import __version__
from vidu_cli.cli.app import App
from vidu_cli.cli.descriptors import keep_standard_descriptors
from vidu_cli.cli.options import command
from vidu_cli.cli.signals import Stopped, raised
from vidu_cli.cli.unread import given_in
from vidu_cli.errors.catalogue import BY_EXIT_CODE, CLOSED_PIPE, USAGE_ERROR
from vidu_cli.errors.failure import Failure, ViduError, failed
from vidu_cli.render.formats import Format

if TYPE_CHECKING:
    from vidu_cli.render.output import Output

# Name -> summary. The module of a command is imported when its name stands among the words.
COMMANDS: Mapping[str, str] = {
    "submit": "Submit a task; it costs credits.",
    "poll": "Wait until tasks have ended, and bring their results home.",
    "download": "Bring the results of tasks that have ended.",
    "list": "List tasks, newest first.",
    "show": "Show one task in full.",
    "cancel": "Cancel tasks that have not begun.",
    "history": "Show what was submitted from this machine.",
    "stats": "Show how past submits went: success, waiting, credits, failures.",
    "rerun": "Submit an earlier request again, with changes; it costs credits.",
    "report": "Write down what is known of one task, for support.",
    "recover": "Find out what became of submits that had no answer.",
    "credits": "Show how many credits are left.",
    "subjects": "Keep people and things that several clips refer to.",
    "models": "Show models, their limits and their prices.",
    "explain": "Explain an error code, an exit number, or a piped error.",
    "config": "Show the settings and where each came from.",
    "sandbox": "Rehearse without a key: serve, fail, reset, run.",
    "completion": "Print the completion script of a shell.",
}

HELP = """Submit, poll, list and cancel tasks of the Vidu AI-video platform.

Every error code is explained, and every exit number says what to do next: see `vidu explain --list`.
"""
EPILOG = 'Try it without a key: vidu --sandbox submit text2video "a paper boat" --wait -o boat.mp4'


# Set by the scripts of the shells: the words to complete, a line each.
COMPLETION_REQUEST = "_VIDU_COMPLETE"


NARROWEST_BOX = 60
# The options of a kind of task have long names and long words: a box leaves them a column of 20 characters.
NARROWEST_BOX_OF_A_KIND = 110


class Held(io.StringIO):
    """What Typer prints by itself, kept so that it leaves by the one sink; a terminal if stdout is one."""

    def __init__(self, real: TextIO | None) -> None:
        super().__init__()
        self._real = real

    def isatty(self) -> bool:
        """Whether the real stdout is a terminal."""
        return self._real is not None and self._real.isatty()

    @property
    def encoding(self) -> str:  # type: ignore[override]  # a held text has none of its own
        """The encoding of the real stdout: it decides which lines a box can be drawn with."""
        return getattr(self._real, "encoding", None) or "utf-8"


def program(words: Sequence[str]) -> typer.Typer:
    """The program as Typer wants it, with the commands that the words name and the summaries of the others."""
    root = typer.Typer(
        name="vidu",
        no_args_is_help=True,
        add_completion=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        pretty_exceptions_enable=False,
        rich_markup_mode="rich" if _has_room_for_boxes(words) else None,
        epilog=EPILOG,
    )
    show = typer.Option("--version", is_eager=True, callback=_show_version, help="Show the version.")
    annotation = Annotated[bool, show]
    version = Parameter("version", Parameter.KEYWORD_ONLY, default=False, annotation=annotation)
    root.callback(help=HELP)(command(_root, formats=False, more=(version,)))
    for name, summary in COMMANDS.items():
        if name in words:
            import_module(f"vidu_cli.cli.commands.{name}").add_to(root, words)
        else:
            root.command(name, help=summary)(_not_named)
    return root


def _has_room_for_boxes(words: Sequence[str]) -> bool:
    """Whether help can be drawn in boxes; they cut the names of options where there is no room for them."""
    columns = shutil.get_terminal_size().columns
    if "submit" not in words or columns >= NARROWEST_BOX_OF_A_KIND:
        return columns >= NARROWEST_BOX
    from vidu_cli.schema.kinds import SUMMARIES

    return columns >= NARROWEST_BOX and not SUMMARIES.keys() & set(words)


def _not_named() -> None:
    """Stand in for a command that the words do not name."""


def _root(_app: App, **_version: object) -> None:
    """Leave everything to the command; Typer has shown the version by itself."""


def _show_version(wanted: bool) -> None:  # noqa: FBT001  # the value of an option
    if wanted:
        typer.echo(f"vidu {__version__}")
        raise typer.Exit


def main(words: Sequence[str], *, stdin: TextIO | None, stdout: TextIO | None, stderr: TextIO | None) -> int:
    """The exit number of one run of the program with those words; everything that can be told has been told."""
    app = App(stdin=stdin, stdout=stdout, stderr=stderr)
    held = Held(stdout)
    sys.stdout = held
    try:
        code = _run(app, words)
        return _let_out(app, held, code)
    except Stopped as stopped:
        return _complain(app, words, ViduError(Failure(entry=BY_EXIT_CODE[128 + stopped.number], message="Stopped.")))
    except ViduError as error:
        return _complain(app, words, error)
    except typer.TyperException as error:
        # Bare `vidu`: Typer has printed the help.
        return _let_out(app, held, 2) if held.getvalue() else _complain(app, words, _usage_error(error))
    except Exception as error:  # noqa: BLE001  # the last resort: a bug becomes a report, not a traceback
        from vidu_cli.cli.crash import crash_report

        return _complain(app, words, crash_report(error, app))
    finally:
        sys.stdout = stdout


def _run(app: App, words: Sequence[str]) -> int:
    if app.environment.get(COMPLETION_REQUEST):
        return _complete(app)
    _refuse_dash_words(words)
    command_tree = typer.main.get_command(program(words))
    code = command_tree.main(args=list(words), prog_name="vidu", standalone_mode=False, obj=app)
    return code if isinstance(code, int) else 0


def _complete(app: App) -> int:
    """Answer a shell, without the one sink: to import it costs as much time as the whole answer, at every TAB."""
    from vidu_cli.cli.completing import offers

    asked = app.environment[COMPLETION_REQUEST].split("\n")
    answer = offers(program(asked[:-1]), asked)
    # A stdout that is closed or full, or cannot show a letter: the shell then offers nothing.
    if app.stdout is not None:
        with suppress(OSError, ValueError):
            app.stdout.write(f"{answer}\n")
            app.stdout.flush()
    return 0


def _let_out(app: App, held: Held, code: int) -> int:
    """Let out what Typer printed by itself: to stdout what was asked for, to stderr what was not."""
    if held.getvalue():
        from vidu_cli.cli.streams import open_stream

        open_stream(app.stderr if code else app.stdout, colour="auto", edge=80).put(held.getvalue())
    return code


def _refuse_dash_words(words: Sequence[str]) -> None:
    """Refuse a word that looks like options and is a sentence: "-only the cat" would be -o with a file name."""
    for word in words:
        if word == "--":
            return
        if word.startswith("-") and not word.startswith("--") and len(word) > 2 and any(map(str.isspace, word)):
            message = f"{word!r} begins with a dash and would be read as options. Put -- before a prompt that does."
            raise failed(USAGE_ERROR, message, option="PROMPT")


def _usage_error(error: typer.TyperException) -> ViduError:
    context = getattr(error, "ctx", None)
    path = getattr(context, "command_path", "vidu")
    parameter = getattr(error, "param", None)
    option = getattr(error, "option_name", None) or next(iter(getattr(parameter, "opts", ())), None)
    return failed(USAGE_ERROR, error.format_message(), option=option, remedies=(f"See what it takes: `{path} --help`",))


def _complain(app: App, words: Sequence[str], error: ViduError) -> int:
    if app.environment.get(COMPLETION_REQUEST):
        # A word on stderr would stand in the middle of the line that is being typed.
        return 0
    failure = error.failure
    output = _output(app, words)
    # A reader that went away wants no words; what it left unread and paid for is another entry, and is told.
    if failure.entry is not CLOSED_PIPE:
        output.complain((*error.earlier, failure))
    return failure.exit_code


def _output(app: App, words: Sequence[str]) -> "Output":
    # A line that Typer refused was not read as far as its options.
    app.given = app.given.under(given_in(words))
    try:
        return app.output
    except ViduError:
        # The settings are what is wrong.
        from vidu_cli.cli.streams import plain_output

        return plain_output(app, is_json=app.given.json or app.given.format in (Format.JSON, Format.JSONL))


def run() -> None:
    """Run the program as the `vidu` command."""
    keep_standard_descriptors()
    # A page of the list holds more than the 700 new objects after which the collector looks through them. Much greater
    # numbers gain nothing, and keep answers that could not be read in memory.
    gc.set_threshold(2_000)
    with raised():
        try:
            code = main(sys.argv[1:], stdin=sys.stdin, stdout=sys.stdout, stderr=sys.stderr)
        except Stopped as stopped:
            # A further signal, while the first one was being told of.
            code = 128 + stopped.number
        # Everything is flushed; what is still open (a name look-up, a broken pipe) may not change the number.
        os._exit(code)
