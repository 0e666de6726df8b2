"""`vidu show`: one task in full."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from vidu_cli.cli.app import App
from vidu_cli.cli.arguments import one_task_id
from vidu_cli.cli.newest import newest_of
from vidu_cli.cli.options import command
from vidu_cli.cli.past import recall

if TYPE_CHECKING:
    from vidu_cli.workflows.answers import Shown

EPILOG = "Example: vidu show 947400000000000000 --json"


def add_to(root: typer.Typer, _: Sequence[str]) -> None:
    """Add the command."""
    root.command("show", epilog=EPILOG)(command(show))


def show(
    app: App,
    task: Annotated[str, typer.Argument(metavar="TASK", help="A task id, last, or - for stdin.")],
    exit_status: Annotated[bool, typer.Option("--exit-status", help="End with the task's own number.")] = False,
) -> None:
    """Show one task in full: state, why it failed, request, links, credits."""
    from vidu_cli.workflows.answers import Answer, Shown

    app.output.check(Shown)
    task_id = one_task_id(task, app.stdin, newest=newest_of(app), command="vidu show")
    shown = _with_past(app, app.run(_look(app, task_id)))
    failures = (shown.failure,) if exit_status and shown.failure else ()
    app.answer(Answer(values=(shown,), failures=failures))


def _with_past(app: App, shown: "Shown") -> "Shown":
    entry = recall(app, shown.task.id)
    if entry is None:
        return shown
    from vidu_cli.policy.history import past_submit
    from vidu_cli.workflows.showing import completed

    return completed(shown, past_submit(entry))


async def _look(app: App, task_id: str) -> "Shown":
    from vidu_cli.workflows import showing

    async with app.platform() as client:
        return await showing.show(task_id, client, now=app.clock.now())
