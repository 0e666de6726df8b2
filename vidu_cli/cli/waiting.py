"""What every command that waits for tasks sets up: the poller, and the place for the results."""

import os
from collections.abc import Collection
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from vidu_cli.cli.app import App
from vidu_cli.cli.past import recall
from vidu_cli.cli.results import Remembered, Wishes, fetcher_of, plan_of
from vidu_cli.errors.catalogue import OUTPUT_EXISTS, USAGE_ERROR
from vidu_cli.errors.failure import ViduError, failed
from vidu_cli.policy.parcels import IfExists
from vidu_cli.policy.phrases import kept_words

if TYPE_CHECKING:
    from vidu_cli.api.client import Client
    from vidu_cli.policy.parcels import Saved
    from vidu_cli.schema.tasks import Task
    from vidu_cli.workflows.errands import Fetch
    from vidu_cli.workflows.fetch_plan import FetchPlan
    from vidu_cli.workflows.poll import Poller
    from vidu_cli.workflows.poll_plan import Watcher


def output_plan(
    app: App, output: str | None, wishes: Wishes, *, results: int, of_tasks: Collection[str] | None = ()
) -> "FetchPlan | None":
    """How results are saved at `-o`, None where they are not; ViduError 2, 91 or 92 before anything is sent.

    A file in its place may be there if its sidecar or the ledger says that it is of one of these tasks, None: of any.
    """
    if output is None:
        word = next((word for word in wishes.words if word.startswith("--")), None)
        if word is not None:
            raise failed(USAGE_ERROR, f"{word} goes with -o PATH.", option=word)
        return None
    if output == "-":
        raise failed(USAGE_ERROR, "-o - is not for this command: stdout is the answer. Name a file.", option="--output")
    may_be_there = _is_result_of(app, output, of_tasks)
    if of_tasks == ():
        _refuse_to_skip(output, wishes)
    try:
        return plan_of(output, wishes, results=results, may_be_there=may_be_there, is_bought=bool(of_tasks))
    except ViduError as error:
        if of_tasks is None or len(of_tasks) != 1:
            raise
        (task_id,) = of_tasks
        raise ViduError(replace(error.failure, task_id=task_id)) from error


def _refuse_to_skip(output: str, wishes: Wishes) -> None:
    """Return unless a purchase would be paid for and then not saved; ViduError 91."""
    from vidu_cli.api.targets import refused

    if wishes.if_exists is IfExists.SKIP and os.path.lexists(output) and not os.path.isdir(output):  # noqa: PTH112  # pathlib's raises
        message = f"{output} exists already: with --if-exists skip nothing of what is bought would be saved."
        raise refused(OUTPUT_EXISTS, message, output)


def _is_result_of(app: App, output: str, tasks: Collection[str] | None) -> bool:
    from vidu_cli.api.notes import read_object
    from vidu_cli.policy.parcels import sidecar_of

    path = Path(output)
    is_asked = tasks is None or len(tasks) > 0
    if not is_asked or not path.name or not os.path.isfile(path):  # noqa: PTH113  # pathlib's raises
        return False
    beside = read_object(sidecar_of(path)).get("id")
    told = ({beside} if isinstance(beside, str) else set()) | Remembered(app).tasks_at(path)
    return bool(told if tasks is None else told.intersection(tasks))


def poller_of(
    app: App,
    client: "Client",
    ids: tuple[str, ...],
    watcher: "Watcher",
    *,
    plan: "FetchPlan | None",
    earlier: "Task | None" = None,
) -> "Poller":
    """A wait for tasks whose results are saved as planned, as they come.

    `earlier` is what the receipt of the one task told: a look tells less, its seed for one.
    """
    from vidu_cli.workflows.poll import poller

    wait = poller(ids, looker=client, watcher=watcher, clock=app.clock, chance=app.chance)
    wait.misread.is_named = lambda task_id: earlier is not None or recall(app, task_id) is not None
    if plan is not None:
        wait.saving = wait.words = plan.words
        fetcher = fetcher_of(app, plan, client)
        fetcher.on_end = partial(_tell_of, app)
        wait.errands.fetch = partial(_told, app, fetcher.fetch, earlier)
    return wait


async def _told(app: App, bring: "Fetch", earlier: "Task | None", task: "Task") -> "Task":
    """Give the task with its saved results, which are remembered."""
    from vidu_cli.workflows.fetch import PartlyBroughtError

    try:
        saved = await bring(earlier.updated_by(task) if earlier else task)
    except PartlyBroughtError as error:
        _remember(app, error.task)
        raise
    _remember(app, saved)
    return saved


def _remember(app: App, saved: "Task") -> None:
    app.memory.saw(saved, paths=tuple(creation.path for creation in saved.creations or () if creation.path))


def _tell_of(app: App, saved: "Saved") -> None:
    """Say where a file is, for a script that prints the id alone; a view tells it by itself, but for what it is not."""
    words = kept_words(str(saved.path), is_proven=saved.is_proven) if saved.is_kept else f"Saved {saved.path}"
    if not (app.output.is_drawn and saved.is_proven):
        app.output.note(words)
