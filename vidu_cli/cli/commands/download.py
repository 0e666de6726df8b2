"""`vidu download`: bring the results of tasks that have ended."""

from collections.abc import Sequence
from shlex import join
from typing import TYPE_CHECKING, Annotated

import typer

from vidu_cli.cli.answering import Rows
from vidu_cli.cli.app import App
from vidu_cli.cli.arguments import moment_of, task_ids
from vidu_cli.cli.newest import newest_of
from vidu_cli.cli.options import command
from vidu_cli.cli.results import IF_EXISTS, NAME, NO_SIDECAR, Wishes, fetcher_of, plan_of
from vidu_cli.errors.catalogue import USAGE_ERROR
from vidu_cli.errors.failure import failed
from vidu_cli.policy.phrases import LIST_ENDED_EARLY
from vidu_cli.render.formats import Format

if TYPE_CHECKING:
    from vidu_cli.errors.catalogue import Entry
    from vidu_cli.workflows.answers import Answer
    from vidu_cli.workflows.download import Downloads
    from vidu_cli.workflows.fetch_plan import FetchPlan

EPILOG = "Example: vidu download 947400000000000000 -o clips/"
HERE = "./"


def add_to(root: typer.Typer, _: Sequence[str]) -> None:
    """Add the command."""
    root.command("download", epilog=EPILOG)(command(download))


def download(
    app: App,
    tasks: Annotated[
        list[str] | None, typer.Argument(metavar="[TASK]...", help="Task ids, last, last:N, or - for stdin.")
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "-o", "--output", metavar="PATH", help="A file or a folder/, the current one unless given; - is stdout."
        ),
    ] = None,
    name: NAME = None,
    if_exists: IF_EXISTS = None,
    cover: Annotated[bool, typer.Option("--cover", help="The cover too, beside the result.")] = False,
    watermarked: Annotated[
        bool, typer.Option("--watermarked", help="The marked file instead of the clean one.")
    ] = False,
    no_sidecar: NO_SIDECAR = False,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="T", help="Instead of TASK: all that were made since then and succeeded."),
    ] = None,
    open_it: Annotated[bool, typer.Option("--open", help="Show the result in the program for it.")] = False,
) -> None:
    """Bring results home: whole or not at all, gone on with where it stopped, each of them once."""
    from vidu_cli.workflows.answers import Download

    moment = moment_of(since, option="--since", now=app.clock.now())
    if bool(tasks) == (moment is not None):
        raise failed(USAGE_ERROR, "Give either task ids or --since.", option="TASK")
    ids = task_ids(tasks, app.stdin, newest=newest_of(app)) if tasks else ()
    app.output.check(Download)
    wishes = Wishes(name=name, if_exists=if_exists, no_sidecar=no_sidecar, cover=cover, watermarked=watermarked)
    if output == "-":
        from vidu_cli.cli.pouring import pour

        pour(app, ids, wishes, opens=open_it)
        return
    place = HERE if output is None else output
    plan = plan_of(place, wishes, results=len(ids) or 2, may_be_there=True, is_at_once=True)
    run = _Run(app, ids, plan, since=since)
    answer = app.run(run.through(moment), stopped=run.stopped)
    if open_it:
        _open(app, answer)
    _print(app, answer, run.rows)


class _Run:
    """One run of this command; `rows` are those that it prints."""

    def __init__(self, app: App, ids: tuple[str, ...], plan: "FetchPlan", *, since: str | None) -> None:
        self._app = app
        self._ids = ids
        self._plan = plan
        self._since = since
        self._downloads: Downloads | None = None
        self.rows = Rows(app.output)

    async def through(self, moment: str | None) -> "Answer":
        """Give what became of every file."""
        from vidu_cli.render.downloads import download_progress
        from vidu_cli.schema.tasks import TaskState
        from vidu_cli.workflows.download import Downloads
        from vidu_cli.workflows.listing import Listing, ListQuery

        app = self._app
        async with app.platform() as client:
            with download_progress(app.output, app.clock) as watcher:
                fetcher = fetcher_of(app, self._plan, client, watch=watcher.came)
                self._downloads = Downloads(ids=self._ids, catalogue=client, fetcher=fetcher, watcher=watcher)
                self._downloads.on_end = self.rows.done
                if moment is None:
                    return await self._downloads.of_ids()
                self._downloads.since = self._since
                listing = Listing(client, ListQuery(since=moment, limit=0))
                made = [task async for task in listing.rows()]
                if listing.was_cut:
                    app.output.warn(LIST_ENDED_EARLY)
                self._tell_of_the_others([task.id for task in made if not task.state.is_final])
                return await self._downloads.of_listed([task for task in made if task.state is TaskState.SUCCESS])

    def _tell_of_the_others(self, ids: Sequence[str]) -> None:
        from vidu_cli.workflows.fetch_plan import waiting_words

        if ids:
            line = f"{self._app.command} poll {join([*ids, *waiting_words(self._plan.words)])}"
            self._app.output.note(f"{len(ids)} made since then have not ended yet; wait for them: `{line}`")

    def stopped(self, entry: "Entry") -> "Answer":
        """Give every file that is here when a signal came."""
        from vidu_cli.workflows.answers import Answer

        if self._downloads is None:
            return Answer(values=())
        return _to_print(self._app, self._downloads.stopped(entry), self.rows)


def _open(app: App, answer: "Answer") -> None:
    from vidu_cli.cli.opening import open_file

    paths = [path for one in answer.values if (path := getattr(one, "path", None))]
    if not paths:
        return
    why_not = open_file(paths[0], app.environment)
    if why_not:
        app.output.warn(f"{paths[0]} is not opened: {why_not}.")
    elif len(paths) > 1:
        app.output.note(f"Opened {paths[0]}, the first of {len(paths)}.")


def _print(app: App, answer: "Answer", rows: Rows) -> None:
    from vidu_cli.workflows.answers import Download

    if not answer.values:
        app.output.note("No task that was made since then has succeeded.")
        app.output.show((), shape=Download)
    app.answer(_to_print(app, answer, rows))


def _to_print(app: App, answer: "Answer", rows: Rows) -> "Answer":
    """The answer with what is still to be printed."""
    from dataclasses import replace

    if app.output.format is Format.PLAIN and not app.output.chosen:
        # A line without a path would be read as one.
        answer = replace(answer, values=tuple(one for one in answer.values if getattr(one, "path", None)))
    return rows.rest_of(answer)
