"""`vidu show`: one task in full."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from vidu_cli.cli.app import App
from vidu_cli.cli.arguments import task_ids
from vidu_cli.cli.options import command
from vidu_cli.errors.catalogue import USAGE_ERROR
from vidu_cli.errors.failure import failed

if TYPE_CHECKING:
    from vidu_cli.workflows.answers import Shown

EPILOG = "Example: vidu show 947400000000000000 --json"


def add_to(root: typer.Typer, _: Sequence[str]) -> None:
    """Add the command."""
    root.command("show", epilog=EPILOG)(command(show))


def show(
    app: App,
    task: Annotated[str, typer.Argument(metavar="TASK", help="A task id; - reads it from stdin.")],
    exit_status: Annotated[bool, typer.Option("--exit-status", help="End with the task's own number.")] = False,
) -> None:
    """Show one task in full: state, why it failed, request, links, credits."""
    from vidu_cli.workflows.answers import Answer, Shown

    ids = task_ids([task], app.stdin)
    if len(ids) > 1:
        raise failed(USAGE_ERROR, f"`vidu show` takes one task; {len(ids)} came on standard input.", option="TASK")
    app.output.check(Shown)
    shown = app.run(_look(app, ids[0]))
    failures = (shown.failure,) if exit_status and shown.failure else ()
    app.answer(Answer(values=(shown,), failures=failures))


async def _look(app: App, task_id: str) -> "Shown":
    from vidu_cli.workflows import showing

    async with app.platform() as client:
        return await showing.show(task_id, client, now=app.clock.now())
