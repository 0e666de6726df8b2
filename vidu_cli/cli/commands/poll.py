"""`vidu poll`: wait until tasks have ended."""

from collections.abc import Sequence
from shlex import join
from typing import TYPE_CHECKING, Annotated

import typer

from vidu_cli.cli.answering import Rows
from vidu_cli.cli.app import App
from vidu_cli.cli.arguments import duration, interval, task_ids
from vidu_cli.cli.expectations import Expectations
from vidu_cli.cli.newest import newest_of
from vidu_cli.cli.options import command
from vidu_cli.cli.past import recall
from vidu_cli.cli.results import IF_EXISTS, NAME, NO_SIDECAR, Wishes
from vidu_cli.cli.waiting import output_plan, poller_of
from vidu_cli.errors.catalogue import USAGE_ERROR
from vidu_cli.errors.failure import ViduError, failed
from vidu_cli.policy.phrases import ids_named

if TYPE_CHECKING:
    from vidu_cli.errors.catalogue import Entry
    from vidu_cli.workflows.answers import Answer, PolledTask
    from vidu_cli.workflows.fetch_plan import FetchPlan
    from vidu_cli.workflows.poll import Poller
    from vidu_cli.workflows.poll_plan import PollPlan

EPILOG = "Example: vidu poll 947400000000000000 -o clip.mp4"


def add_to(root: typer.Typer, _: Sequence[str]) -> None:
    """Add the command."""
    root.command("poll", epilog=EPILOG)(command(poll))


def poll(
    app: App,
    tasks: Annotated[list[str], typer.Argument(metavar="TASK...", help="Task ids, last, last:N, or - for stdin.")],
    timeout: Annotated[
        float | None, typer.Option(parser=duration, metavar="D", help="One deadline for all: 90, 15m, 2h.")
    ] = None,
    pace: Annotated[
        float | None,
        typer.Option("--interval", parser=interval, metavar="D", help="A fixed pace instead of the growing one."),
    ] = None,
    first_end: Annotated[bool, typer.Option("--any", help="Stop when the first task has ended.")] = False,
    fail_fast: Annotated[bool, typer.Option("--fail-fast", help="Stop when the first task has failed.")] = False,
    no_wait: Annotated[bool, typer.Option("--no-wait", help="Look once; 0 if every task could be read.")] = False,
    events: Annotated[bool, typer.Option("--events", help="Print every change of state instead.")] = False,
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="PATH", help="Save the results: a file or a folder/.")
    ] = None,
    run_command: Annotated[
        str | None,
        typer.Option(
            "--exec",
            metavar="CMD",
            help="Run it, without a shell, for each task that ended; VIDU_TASK_ID and others tell it.",
        ),
    ] = None,
    lost_after: Annotated[
        float | None,
        typer.Option(
            "--lost-after",
            parser=duration,
            metavar="D",
            help="Without any answer for so long, give up (10m).",
        ),
    ] = None,
    name: NAME = None,
    if_exists: IF_EXISTS = None,
    no_sidecar: NO_SIDECAR = False,
) -> None:
    """Wait until all tasks have ended; the exit number says how."""
    from vidu_cli.cli.task_command import words_of
    from vidu_cli.workflows.answers import Event, PolledTask
    from vidu_cli.workflows.poll_plan import LOST_AFTER_S, PollPlan, StopAt

    waits = {"--any": first_end, "--fail-fast": fail_fast, "--interval": pace, "--lost-after": lost_after}
    _check([option for option, value in waits.items() if value not in (None, False)], no_wait=no_wait)
    ids = task_ids(tasks, app.stdin, newest=newest_of(app))
    app.output.check(Event if events else PolledTask)
    wishes = Wishes(name=name, if_exists=if_exists, no_sidecar=no_sidecar)
    files = output_plan(app, output, wishes, results=len(ids), of_tasks=ids)
    stop_at = StopAt.FIRST_END if first_end else StopAt.FIRST_FAILURE if fail_fast else StopAt.ALL
    lost_after_s = LOST_AFTER_S if lost_after is None else lost_after
    plan = PollPlan(timeout_s=timeout, interval_s=pace, stop_at=stop_at, lost_after_s=lost_after_s)
    words = None if run_command is None else words_of(run_command)
    wait = _Wait(app, ids, files, events=events, words=words)
    app.answer(app.run(wait.run(plan, no_wait=no_wait), stopped=wait.stopped))


def _check(given: Sequence[str], *, no_wait: bool) -> None:
    """Return when these options of a wait go together; ViduError 2."""
    if no_wait and given:
        message = f"{given[0]} is about waiting, and --no-wait looks once."
        raise failed(USAGE_ERROR, message, option=given[0])
    if {"--any", "--fail-fast"}.issubset(given):
        raise failed(USAGE_ERROR, "--any and --fail-fast ask for two things; give one.", option="--any")


class _Wait:
    """One wait of this command, with its progress and its results."""

    def __init__(
        self, app: App, ids: tuple[str, ...], files: "FetchPlan | None", *, events: bool, words: Sequence[str] | None
    ) -> None:
        self._app = app
        self._ids = ids
        self._files = files
        self._events = events
        self._words = words
        self._poller: Poller | None = None
        self._rows = Rows(app.output)

    async def run(self, plan: "PollPlan", *, no_wait: bool) -> "Answer":
        """Give every task as last seen, and the failures."""
        from vidu_cli.cli.task_command import hook_of
        from vidu_cli.render.live import Events, progress
        from vidu_cli.workflows.answers import Answer
        from vidu_cli.workflows.verdict import glance, verdict

        app = self._app
        async with app.platform() as client:
            with progress(
                app.output,
                self._ids,
                app.clock,
                events=self._events,
                is_shared=self._words is not None,
                is_all=self._words is None and self._files is None,
                left=Expectations(app).left_s,
            ) as watcher:
                self._poller = poller_of(app, client, self._ids, watcher, plan=self._files)
                self._poller.on_end = None if self._events else self._ended
                if self._words is not None:
                    self._poller.errands.hook = hook_of(self._words, app.environment, prompt_of=self._prompt_of)
                    self._poller.words += ("--exec", join(self._words))
                self._poller.words += (*plan.words, "--events") if self._events else plan.words
                report = await (self._poller.look_once(plan) if no_wait else self._poller.wait(plan))
        if not (no_wait or report.stopped):
            self._tell_of_the_others(self._poller)
        words = self._files.words if self._files else ()
        failures = glance(report, words=words) if no_wait else verdict(report, plan.stop_at, words=words)
        if isinstance(watcher, Events) and watcher.broken is not None:
            raise ViduError(watcher.broken.failure, earlier=failures)
        # Tasks of which nothing was seen are no answer, but beside others their rows say why.
        is_answer = not self._events and any(row.task for row in report.rows)
        seen = tuple(row for row in report.rows if row.task or row.failure)
        return self._rows.rest_of(Answer(values=seen if is_answer else (), failures=failures))

    def _prompt_of(self, task_id: str) -> str | None:
        from vidu_cli.policy.keeping import prompt_in

        entry = recall(self._app, task_id)
        return None if entry is None else prompt_in(entry.intent.body)

    def _tell_of_the_others(self, poller: "Poller") -> None:
        others = poller.unfinished.ids
        if others:
            self._app.output.note(f"{len(others)} of {len(poller.rows)} still run: {ids_named(others)}")
            self._app.output.note(poller.unfinished.remedies[0].replace("`vidu ", f"`{self._app.command} "))

    def _ended(self, row: "PolledTask") -> None:
        # A task that nobody has seen is no answer by itself.
        if row.task:
            self._rows.done(row)
        if self._rows.is_broken and self._poller and not (self._files or self._words):
            # Nobody reads on, and nothing else was wanted.
            self._poller.is_over = True

    def stopped(self, entry: "Entry") -> "Answer":
        """Give every task as last seen when a signal came."""
        from vidu_cli.workflows.answers import Answer

        if self._poller is None:
            return Answer(values=())
        answer = self._poller.unfinished.stopped(entry)
        return Answer(values=(), failures=answer.failures) if self._events else self._rows.rest_of(answer)
