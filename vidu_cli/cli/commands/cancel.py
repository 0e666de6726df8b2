"""`vidu cancel`: cancel tasks that have not begun."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from vidu_cli.cli.app import App
from vidu_cli.cli.arguments import task_ids
from vidu_cli.cli.newest import newest_of
from vidu_cli.cli.options import command

if TYPE_CHECKING:
    from vidu_cli.workflows.answers import Answer

EPILOG = "Example: vidu cancel 947400000000000000"


def add_to(root: typer.Typer, _: Sequence[str]) -> None:
    """Add the command."""
    root.command("cancel", epilog=EPILOG)(command(cancel))


def cancel(
    app: App,
    tasks: Annotated[list[str], typer.Argument(metavar="TASK...", help="Task ids, last, last:N, or - for stdin.")],
) -> None:
    """Cancel tasks that have not begun; their credits are given back."""
    from vidu_cli.workflows.answers import Cancel

    ids = task_ids(tasks, app.stdin, newest=newest_of(app))
    app.output.check(Cancel)
    app.answer(app.run(_cancel(app, ids)))


async def _cancel(app: App, ids: tuple[str, ...]) -> "Answer":
    from vidu_cli.workflows.cancel import answer_of, cancel_all

    async with app.platform() as client:
        cancels = await cancel_all(ids, client)
    for ended in cancels:
        if ended.note:
            app.output.note(ended.note)
    return answer_of(cancels)
