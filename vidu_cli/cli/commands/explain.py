"""`vidu explain`: what an error code, an exit number or a piped error means."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from vidu_cli.cli.app import App
from vidu_cli.cli.arguments import whole_of
from vidu_cli.cli.options import command
from vidu_cli.errors.catalogue import BY_CODE, USAGE_ERROR
from vidu_cli.errors.failure import failed

if TYPE_CHECKING:
    from vidu_cli.policy.explaining import CodeExplanation, Explained

EPILOG = (
    "Examples: vidu explain CreditInsufficient; vidu explain 66; vidu explain 5x; vidu show ID 2>&1 | vidu explain -"
)


def add_to(root: typer.Typer, _: Sequence[str]) -> None:
    """Add the command."""
    root.command("explain", epilog=EPILOG)(command(explain))


def _codes() -> list[tuple[str, str]]:
    from vidu_cli.errors.texts import text_of

    return [(entry.code, text_of(entry).title) for entry in BY_CODE.values()]


def explain(
    app: App,
    query: Annotated[
        str | None,
        typer.Argument(
            metavar="[CODE|EXIT|DECADE|-]",
            help="A code, an exit number, a decade as 5x, or - for an error on stdin.",
            autocompletion=_codes,
        ),
    ] = None,
    everything: Annotated[bool, typer.Option("--list", help="The whole table.")] = False,
) -> None:
    """Explain an error code, an exit number, or a piped error; no network, no key."""
    from vidu_cli.policy.explaining import CodeExplanation

    if everything == (query is not None):
        raise failed(USAGE_ERROR, "Give one CODE, exit number or decade, or - for stdin, or --list.", option="CODE")
    app.output.check(CodeExplanation)
    explained = _everything() if query is None else _meant(query, app)
    for note in _notes(explained, app):
        app.output.note(note)
    app.output.show(_rows(explained, app), many=everything)


def _rows(explained: "Explained", app: App) -> "list[CodeExplanation]":
    from vidu_cli.policy.explaining import code_explanation

    lang, task_id = app.presentation.lang.value, explained.task_id
    message = explained.message if len(explained.entries) == 1 else ""
    return [code_explanation(entry, lang=lang, message=message, task_id=task_id) for entry in explained.entries]


def _notes(explained: "Explained", app: App) -> "list[str]":
    from vidu_cli.errors.texts import decade_text

    notes = []
    if explained.decade is not None:
        words = decade_text(explained.decade, app.presentation.lang.value)
        notes.append(f"{words.title}: {words.advice}")
    if explained.trace_id:
        notes.append(f"Trace id: {explained.trace_id}")
    if explained.suggestions:
        notes.append(f"This code has no row here; its class is explained. Similar: {', '.join(explained.suggestions)}")
    return notes


def _everything() -> "Explained":
    from vidu_cli.policy.explaining import TABLE, Explained

    return Explained(entries=TABLE)


def _meant(query: str, app: App) -> "Explained":
    from vidu_cli.policy import explaining

    found = explaining.explain_piped(whole_of(app.stdin)) if query == "-" else explaining.explain(query)
    if isinstance(found, explaining.Explained):
        return found
    hint = f" Did you mean {', '.join(found.suggestions)}?" if found.suggestions else ""
    raise failed(USAGE_ERROR, f"{found.query!r} is no code that is known here.{hint}", option="CODE")
