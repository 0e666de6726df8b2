"""The live view of a wait: the tasks that move, counts for the rest."""

from collections import Counter
from collections.abc import Callable

from rich.cells import cell_len  # noqa: TID253  # views are drawn with rich
from rich.console import Group, RenderableType  # noqa: TID253  # as above
from rich.text import Text  # noqa: TID253  # as above

from vidu_cli.errors.failure import Failure
from vidu_cli.render.clean import clean
from vidu_cli.render.glyphs import glyphs_for
from vidu_cli.render.stream import Stream
from vidu_cli.render.theme import FAILURE, state_glyph, state_style
from vidu_cli.schema.tasks import Task, TaskState

MOST_ROWS = 8
_TURNS_A_SECOND = 10
_LONGEST_STATE = len("processing")


class LiveTable:
    """A table that redraws itself: the tasks that move, counts for the rest."""

    def __init__(self, stream: Stream, ids: tuple[str, ...], monotonic: Callable[[], float]) -> None:
        self._width = stream.width
        self._monotonic = monotonic
        self._started = monotonic()
        self._glyphs = glyphs_for(stream.encoding)
        self._tasks: dict[str, Task | None] = dict.fromkeys(ids)
        self._trouble = ""

    def changed(self, task: Task, previous: TaskState | None) -> None:  # noqa: ARG002  # the protocol's
        """Keep the task as it is now."""
        self._tasks[task.id] = task

    def trouble(self, failure: Failure) -> None:
        """Show that looking fails until it works again."""
        self._trouble = f"looking fails, waiting on ({clean(failure.message, longest=200)})"

    def recovered(self) -> None:
        """Show it no more."""
        self._trouble = ""

    def view(self) -> RenderableType:
        """The tasks that are shown, the summary, and trouble if there is any; each on one line."""
        lines = [self._row(task_id, task) for task_id, task in self._shown()]
        lines.append(Text(self._summary(), style="bold"))
        if self._trouble:
            lines.append(Text.assemble((f"{self._glyphs.warning} ", "bold yellow"), self._trouble))
        return Group(*(self._cut(line) for line in lines))

    @property
    def _room(self) -> int:
        # A line that fills the last column makes some terminals scroll.
        return self._width - 1

    def _cut(self, line: Text) -> Text:
        if cell_len(line.plain) <= self._room:
            return line
        ellipsis = self._glyphs.ellipsis
        line.truncate(self._room - len(ellipsis), overflow="crop")
        return line.append(ellipsis)

    def _shown(self) -> list[tuple[str, Task | None]]:
        rows = list(self._tasks.items())
        if len(rows) <= MOST_ROWS:
            return rows
        moving = [row for row in rows if row[1] is None or not row[1].state.is_final]
        return moving[:MOST_ROWS]

    def _row(self, task_id: str, task: Task | None) -> Text:
        state = task.state if task else None
        word = clean(state) if state is not None else "asking"
        named, sign, style = f"{clean(task_id)}  ", self._sign(state), state_style(state)
        full = Text.assemble(named, (f"{sign} {word:{_LONGEST_STATE}}", style))
        if task and task.err_code:
            full.append(f"  {clean(task.err_code)}", style=FAILURE)
            # Where there is no room for both, the code says more than the word "failed".
            short = Text.assemble(named, (f"{sign} {clean(task.err_code)}", FAILURE))
            return full if cell_len(full.plain) <= self._room else short
        model = f"  {clean(task.model)}" if task and task.model else ""
        return full.append(model if cell_len(full.plain + model) <= self._room else "")

    def _sign(self, state: TaskState | None) -> str:
        if state is not None and state.is_final:
            return state_glyph(state, self._glyphs)
        frames = self._glyphs.spinner
        return frames[int(self._monotonic() * _TURNS_A_SECOND) % len(frames)]

    def _summary(self) -> str:
        elapsed_s = int(self._monotonic() - self._started)
        clock = f"{elapsed_s // 60}:{elapsed_s % 60:02d}"
        if len(self._tasks) == 1:
            return f"{clock}  Ctrl-C leaves the task running"
        states = Counter(clean(task.state) if task else "asking" for task in self._tasks.values())
        counted = ", ".join(f"{count} {state}" for state, count in states.items())
        full = f"{clock}  {len(self._tasks)} tasks: {counted}"
        return full if cell_len(full) <= self._room else f"{clock}  {counted}"
