"""`vidu history`: what was submitted, as the ledger knows it."""

from collections.abc import Sequence
from itertools import islice
from typing import Annotated

import typer

from vidu_cli.cli.app import App
from vidu_cli.cli.options import command
from vidu_cli.cli.past import KIND, SINCE, check_kind, since_of, submits
from vidu_cli.errors.catalogue import USAGE_ERROR
from vidu_cli.errors.failure import failed
from vidu_cli.render.formats import Format
from vidu_cli.schema.tasks import TaskState

# What became of a submit that made no task, beside the states of tasks.
WITHOUT_A_TASK = ("refused", "not_accepted", "unknown", "in_flight")
STATES = (*map(str, TaskState), *WITHOUT_A_TASK)
_OFFERED = (*STATES[:5], *WITHOUT_A_TASK)
EPILOG = 'Example: vidu history --search "paper boat" --state success'


def add_to(root: typer.Typer, _: Sequence[str]) -> None:
    """Add the command."""
    root.command("history", epilog=EPILOG)(command(history))


def history(
    app: App,
    search: Annotated[
        str | None,
        typer.Option("--search", metavar="WORDS", help="All words, in prompt, kind, model, id or --once key."),
    ] = None,
    state: Annotated[
        list[str] | None,
        typer.Option(
            "--state",
            metavar="S",
            help="Only this state, or refused, unknown ...; may be given again.",
            autocompletion=lambda: list(_OFFERED),
        ),
    ] = None,
    kind: KIND = None,
    since: SINCE = None,
    limit: Annotated[int, typer.Option("--limit", min=0, metavar="N", help="At most so many; 0 is all.")] = 20,
) -> None:
    """Show what was submitted from this machine, newest first; no network, no key."""
    from vidu_cli.policy.history import HistoryQuery, PastSubmit, past_submit

    query = HistoryQuery(
        words=tuple((search or "").split()),
        states=_known(state or ()),
        kind=check_kind(kind),
        since=since_of(since, app),
        only_tasks=app.output.format is Format.IDS,
    )
    app.output.check(PastSubmit)
    found = (past_submit(entry) for entry in submits(app, query))
    count = app.output.pour(islice(found, limit or None), shape=PastSubmit)
    if limit and next(found, None) is not None:
        shown = "1 submit" if count == 1 else f"{count} submits"
        app.output.note(f"{shown} shown; there are more: --limit 0 shows all.")


def _known(states: Sequence[str]) -> tuple[str, ...]:
    unknown = next((word for word in states if word not in STATES), None)
    if unknown is not None:
        known = ", ".join(_OFFERED)
        raise failed(USAGE_ERROR, f"--state {unknown}: no such state. Known: {known}.", option="--state")
    return tuple(states)
