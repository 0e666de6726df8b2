"""What every command that waits for tasks sets up: the poller, and the place for the results."""

import os
from functools import partial
from typing import TYPE_CHECKING

from vidu_cli.cli.app import App
from vidu_cli.errors.catalogue import USAGE_ERROR
from vidu_cli.errors.failure import failed

if TYPE_CHECKING:
    from vidu_cli.api.client import Client
    from vidu_cli.schema.tasks import Task
    from vidu_cli.workflows.errands import Fetch
    from vidu_cli.workflows.poll import Poller, Watcher


def check_output(output: str, *, results: int) -> None:
    """Return when results can be saved at `-o`; ViduError 2, 91 or 92 before anything is sent."""
    from vidu_cli.api import saving

    if output == "-":
        raise failed(USAGE_ERROR, "-o - is not for this command: stdout is the answer. Name a file.", option="--output")
    saving.check_output(output, results=results)


def poller_of(app: App, client: "Client", ids: tuple[str, ...], watcher: "Watcher", *, output: str | None) -> "Poller":
    """A wait for tasks whose results are saved at `output` as they come."""
    from vidu_cli.policy.naming import names_folder
    from vidu_cli.workflows.fetch import fetch
    from vidu_cli.workflows.poll import poller

    wait = poller(ids, looker=client, watcher=watcher, clock=app.clock, chance=app.chance)
    if output is not None:
        wait.output = output
        folder = names_folder(output, is_folder=os.path.isdir)
        bring = partial(fetch, output=output, folder=folder, saver=app.saver, looker=client, clock=app.clock)
        wait.errands.fetch = partial(_told, app, bring)
    return wait


async def _told(app: App, bring: "Fetch", task: "Task") -> "Task":
    """Give the task with its saved results; a script that prints the id alone is told where they are."""
    saved = await bring(task)
    app.remember(saved, paths=tuple(creation.path for creation in saved.creations or () if creation.path))
    if not app.output.is_drawn:
        for creation in saved.creations or ():
            app.output.note(f"Saved {creation.path}")
    return saved
