"""The live view of a wait: the tasks that move, counts for the rest."""

from collections import Counter
from collections.abc import Callable

from rich.console import Group, RenderableType  # noqa: TID253  # views are drawn with rich
from rich.text import Text  # noqa: TID253  # as above

from vidu_cli.errors.failure import Failure
from vidu_cli.render.clean import clean
from vidu_cli.render.output import Output
from vidu_cli.render.theme import ASCII, glyphs_for, state_glyph, state_style
from vidu_cli.schema.tasks import Task, TaskState

MOST_ROWS = 8


class LiveTable:
    """A table that redraws itself: the tasks that move, counts for the rest."""

    def __init__(self, output: Output, ids: tuple[str, ...], monotonic: Callable[[], float]) -> None:
        self._output = output
        self._monotonic = monotonic
        self._started = monotonic()
        self._glyphs = glyphs_for(output.err.encoding)
        self._tasks: dict[str, Task | None] = dict.fromkeys(ids)
        self._trouble = ""

    def changed(self, task: Task, previous: TaskState | None) -> None:  # noqa: ARG002  # the protocol's
        """Keep the task as it is now."""
        self._tasks[task.id] = task

    def trouble(self, failure: Failure) -> None:
        """Show that looking fails until it works again."""
        self._trouble = f"looking fails ({clean(failure.message, longest=80)}); waiting on"

    def recovered(self) -> None:
        """Show it no more."""
        self._trouble = ""

    def view(self) -> RenderableType:
        """The tasks that are shown, the summary, and trouble if there is any."""
        width = self._output.err.width
        lines = [self._row(task_id, task) for task_id, task in self._shown()]
        lines.append(Text(self._summary(), style="bold"))
        if self._trouble:
            lines.append(Text(f"{self._glyphs.warning} {self._trouble}", style="yellow"))
        for line in lines:
            line.truncate(width - 1, overflow="crop" if self._glyphs is ASCII else "ellipsis")
        return Group(*lines)

    def _shown(self) -> list[tuple[str, Task | None]]:
        rows = list(self._tasks.items())
        if len(rows) <= MOST_ROWS:
            return rows
        moving = [row for row in rows if row[1] is None or not row[1].state.is_final]
        return moving[:MOST_ROWS]

    def _row(self, task_id: str, task: Task | None) -> Text:

        state = task.state if task else None
        words = clean(state) if state is not None else "asking"
        code = f" {clean(task.err_code)}" if task and task.err_code else ""
        return Text.assemble(
            (f"{self._sign(state)} {words}{code}", state_style(state)),
            f"  {clean(task_id)}",
            f"  {clean(task.model)}" if task and task.model else "",
        )

    def _sign(self, state: TaskState | None) -> str:
        if state is not None and state.is_final:
            return state_glyph(state, self._glyphs)
        frames = self._glyphs.spinner
        return frames[int(self._monotonic() * 10) % len(frames)]

    def _summary(self) -> str:
        elapsed = int(self._monotonic() - self._started)
        clock = f"{elapsed // 60}:{elapsed % 60:02d}"
        if len(self._tasks) == 1:
            return f"{clock} elapsed; Ctrl-C stops the waiting, not the task"
        states = Counter(str(task.state) if task else "asking" for task in self._tasks.values())
        counted = ", ".join(f"{count} {clean(state)}" for state, count in states.items())
        return f"{clock} elapsed, {len(self._tasks)} tasks: {counted}"
