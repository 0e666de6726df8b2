"""`vidu list`: list tasks, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from vidu_cli.cli.app import App
from vidu_cli.cli.arguments import moment_of
from vidu_cli.cli.options import command
from vidu_cli.errors.catalogue import USAGE_ERROR
from vidu_cli.errors.failure import failed
from vidu_cli.policy.phrases import LIST_ENDED_EARLY
from vidu_cli.schema.tasks import RowPage, Task, TaskRecord, TaskState

if TYPE_CHECKING:
    from vidu_cli.api.client import Client
    from vidu_cli.workflows.listing import Lister, ListQuery

EPILOG = "Example: vidu list --state failed --since 2h"
STATES = tuple(str(state) for state in TaskState)


def add_to(root: typer.Typer, _: Sequence[str]) -> None:
    """Add the command."""
    root.command("list", epilog=EPILOG)(command(list_tasks))


def _types() -> list[str]:
    from vidu_cli.schema.kinds import KIND_NAMES, kind_named

    return [kind_named(name).type for name in KIND_NAMES]


def _models() -> list[str]:
    from vidu_cli.schema.kinds import KIND_NAMES, kind_named

    return sorted({model.name for name in KIND_NAMES for model in kind_named(name).models})


def list_tasks(
    app: App,
    state: Annotated[
        list[str] | None,
        typer.Option(
            "--state", metavar="S", help="Only this state; may be given again.", autocompletion=lambda: STATES[:5]
        ),
    ] = None,
    model: Annotated[
        str | None, typer.Option("--model", metavar="M", help="Only this model.", autocompletion=_models)
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option("--type", metavar="T", help="Only this type, as text2video.", autocompletion=_types),
    ] = None,
    resolution: Annotated[str | None, typer.Option("--resolution", metavar="R", help="Only this resolution.")] = None,
    template: Annotated[str | None, typer.Option("--template", metavar="T", help="Only this template.")] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="T", help="Created since: 2h (ago), 2026-11-01 or RFC 3339.")
    ] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="T", help="Created before.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=0, metavar="N", help="At most so many; 0 is all.")] = 20,
    no_codes: Annotated[bool, typer.Option("--no-codes", help="Do not ask why failed tasks failed.")] = False,
) -> None:
    """List tasks, newest first."""
    from vidu_cli.workflows.listing import ListQuery

    now = app.clock.now()
    query = ListQuery(
        states=_known(state or ()),
        model=model,
        type=kind,
        resolution=resolution,
        template=template,
        since=moment_of(since, option="--since", now=now),
        until=moment_of(until, option="--until", now=now),
        limit=limit,
    )
    app.output.check(Task)
    app.run(_print(app, query, asks_why=not no_codes))


def _known(states: Sequence[str]) -> tuple[str, ...]:
    unknown = next((word for word in states if word not in STATES), None)
    if unknown is not None:
        known = ", ".join(STATES[:5])
        raise failed(USAGE_ERROR, f"--state {unknown}: no such state. Known: {known}.", option="--state")
    return tuple(states)


@dataclass(frozen=True, slots=True)
class _Printed:
    """The list of a client, whose rows are only printed."""

    client: "Client"

    async def task_page(self, filters: Sequence[tuple[str, str]]) -> RowPage:
        return await self.client.row_page(filters)


async def _print(app: App, query: "ListQuery", *, asks_why: bool) -> None:
    from vidu_cli.workflows.listing import Listing

    async with app.platform() as client:
        lister: Lister[Task | TaskRecord] = client if app.output.is_drawn else _Printed(client)
        listing = Listing(lister, query, client if asks_why else None)
        count = await app.output.stream(listing.pages(), shape=Task)
    if query.since is None:
        app.output.note("The platform lists the last 7 days unless --since says more.")
    if listing.was_cut and not 0 < query.limit <= count:
        app.output.warn(LIST_ENDED_EARLY)
    elif listing.was_cut:
        shown = "1 task" if count == 1 else f"{count} tasks"
        app.output.note(f"{shown} shown; there may be more: --limit 0 shows all.")
