"""Progress on stderr: a live view on a terminal, one line a change elsewhere, nothing when it is not wanted."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from vidu_cli.errors.failure import Failure, ViduError
from vidu_cli.policy.clock import Clock
from vidu_cli.policy.times import rfc3339
from vidu_cli.render.glyphs import TURNS_A_SECOND
from vidu_cli.render.output import Output
from vidu_cli.schema.tasks import Task, TaskState
from vidu_cli.workflows.answers import Event

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from vidu_cli.workflows.poll_plan import Watcher


Left = Callable[[Task], float | None]


def nobody_knows(_: Task) -> None:
    """Nothing is known of how long such tasks take."""


class Lines:
    """One line a change, for logs."""

    def __init__(self, output: Output) -> None:
        self._output = output

    def changed(self, task: Task, previous: TaskState | None) -> None:  # noqa: ARG002  # the protocol's
        """Say the new state, and why a task failed."""
        code = f" {task.err_code}" if task.err_code else ""
        unknown = "" if task.state.is_known else " (a state this version does not know; waiting on)"
        self._output.note(f"{task.id} {task.state}{code}{unknown}")

    def gone(self, task_id: str, failure: Failure) -> None:
        """Say that nothing more can be seen of a task."""
        self._output.warn(f"{task_id} cannot be waited for ({failure.code}: {failure.message})")

    def trouble(self, failure: Failure) -> None:
        """Say once that looking fails."""
        self._output.warn(f"looking fails ({failure.message}); the wait goes on")

    def recovered(self) -> None:
        """Say that looking works again."""
        self._output.note("looking works again")


class Events(Lines):
    """One line a change on stdout: the changes are the answer.

    Where there is more to do than to tell of it, nothing is broken off for a reader that went away: `broken` is then
    why nothing could be printed.
    """

    def __init__(self, output: Output, now: Callable[[], float], *, is_all: bool) -> None:
        super().__init__(output)
        self._now = now
        self._is_all = is_all
        self._has_begun = False
        self.broken: ViduError | None = None

    def changed(self, task: Task, previous: TaskState | None) -> None:
        """Print the change."""
        event = Event(
            time=rfc3339(self._now()),
            id=task.id,
            state=task.state,
            err_code=task.err_code or "",
            previous=previous,
        )
        if self.broken is not None:
            return
        try:
            if not self._has_begun:
                self._output.head(Event)
            self._has_begun = True
            self._output.emit(event)
        except ViduError as error:
            if self._is_all:
                raise
            self.broken = error


@contextmanager
def progress(
    output: Output,
    ids: tuple[str, ...],
    clock: Clock,
    *,
    events: bool = False,
    is_shared: bool = False,
    is_all: bool = True,
    left: Left = nobody_knows,
) -> Iterator["Watcher"]:
    """The watcher that fits this run's stderr; with `events` the changes are printed as the answer instead.

    `is_shared` is whether others write there too: what they print would run into a view that redraws itself. `is_all`
    is whether there is nothing to do but to tell. `left` gives the seconds that a task may still take.
    """
    if events:
        yield Events(output, clock.now, is_all=is_all)
        return
    console = None if is_shared else live_console(output)
    if console is None:
        yield Lines(output)
        return
    from vidu_cli.render.live_table import LiveTable  # slow to import

    table = LiveTable(output.err, ids, clock.monotonic, left=left)
    with redrawn(output, console, lambda: table):
        yield table


def live_console(output: Output) -> "Console | None":
    """Where a view that redraws itself may be shown; None where lines are what fits, or nothing is wanted."""
    # Lines of -v would run into a view that redraws itself.
    if not output.is_chatty or output.verbosity or not output.err.is_terminal or output.err.file is None:
        return None
    # So would what the reader of rows that come one by one prints, for it may share the terminal.
    if output.is_streamed and output.out.is_pipe:
        return None
    from vidu_cli.render.console import console_on  # slow to import

    console = console_on(output.err, output.err.file, moves=True)
    return None if console.is_dumb_terminal or os.name == "nt" else console


@contextmanager
def redrawn(output: Output, console: "Console", view: "Callable[[], RenderableType]") -> Iterator[None]:
    """Show what `view` gives, again and again until the end of the block; then it is gone. Notes go above it."""
    from rich.live import Live  # slow to import
    from rich.text import Text  # as above

    output.above.put = lambda line: console.print(Text.from_ansi(line.removesuffix("\n")), soft_wrap=True)
    try:
        with Live(get_renderable=view, console=console, refresh_per_second=TURNS_A_SECOND, transient=True):
            yield
    finally:
        output.above.put = None
