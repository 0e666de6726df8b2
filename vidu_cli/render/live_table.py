"""The live view of a wait: the tasks that move, counts for the rest."""

from collections import Counter
from collections.abc import Callable

from rich.cells import cell_len  # noqa: TID253  # views are drawn with rich
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult  # noqa: TID253  # as above
from rich.text import Text  # noqa: TID253  # as above

from vidu_cli.errors.failure import Failure
from vidu_cli.render.clean import clean
from vidu_cli.render.glyphs import glyphs_for
from vidu_cli.render.stream import Stream
from vidu_cli.render.theme import FAILURE, state_glyph, state_style
from vidu_cli.schema.tasks import ENDED_BADLY, Task, TaskState

MOST_ROWS = 8
# So many ends tell how fast it goes.
LEAST_ENDS = 3
# Of such a task there is nothing to be seen yet.
_WAITING = (TaskState.CREATED, TaskState.QUEUEING)
_LONGEST_STATE = len("processing")
_TALLEST = 1000


class LiveTable:
    """A table that redraws itself: the tasks that move, counts for the rest."""

    def __init__(
        self,
        stream: Stream,
        ids: tuple[str, ...],
        monotonic: Callable[[], float],
        *,
        left: Callable[[Task], float | None] = lambda _: None,
    ) -> None:
        self._width = stream.width
        self._left = left
        self._monotonic = monotonic
        self._started = monotonic()
        self._glyphs = glyphs_for(stream.encoding)
        self._height = _TALLEST
        self._tasks: dict[str, Task | None] = dict.fromkeys(ids)
        self._gone: set[str] = set()
        self._trouble = ""
        self._ends_seen = 0

    def changed(self, task: Task, previous: TaskState | None) -> None:
        """Keep the task as it is now."""
        self._tasks[task.id] = task
        self._ends_seen += task.state.is_final and previous is not None

    def gone(self, task_id: str, _: Failure) -> None:
        """Show that nothing more can be seen of a task."""
        self._gone.add(task_id)

    def trouble(self, failure: Failure) -> None:
        """Show that looking fails until it works again."""
        self._trouble = f"looking fails, waiting on ({clean(failure.message, longest=200)})"

    def recovered(self) -> None:
        """Show it no more."""
        self._trouble = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw it as wide, and no higher, than the terminal is now."""
        self._width, self._height = options.max_width, console.size.height
        yield self.view()

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
        # The summary must be seen, and so must trouble.
        room = max(min(MOST_ROWS, self._height - 2 - bool(self._trouble)), 0)
        if len(rows) <= room:
            return rows
        moving = [row for row in rows if self._is_moving(*row)]
        return sorted(moving, key=lambda row: row[1] is None or row[1].state in _WAITING)[:room]

    def _is_moving(self, task_id: str, task: Task | None) -> bool:
        return task_id not in self._gone and (task is None or not task.state.is_final)

    def _word(self, task_id: str, task: Task | None) -> str:
        if task_id in self._gone:
            return "unknown"
        return clean(task.state) if task else "asking"

    def _row(self, task_id: str, task: Task | None) -> Text:
        is_gone = task_id in self._gone
        state = TaskState.FAILED if is_gone else task.state if task else None
        word = self._word(task_id, task)
        named, sign, style = f"{clean(task_id)}  ", self._sign(state), state_style(state)
        full = Text.assemble(named, (f"{sign} {word:{_LONGEST_STATE}}", style))
        if task and task.err_code:
            full.append(f"  {clean(task.err_code)}", style=FAILURE)
            # Where there is no room for both, the code says more than the word "failed".
            short = Text.assemble(named, (f"{sign} {clean(task.err_code)}", FAILURE))
            return full if cell_len(full.plain) <= self._room else short
        for told in (self._left_words(task), f"  {clean(task.model)}" if task and task.model else ""):
            full.append(told if cell_len(full.plain + told) <= self._room else "")
        return full

    def _left_words(self, task: Task | None) -> str:
        left_s = None if task is None or task.state.is_final else self._left(task)
        return "" if left_s is None else f"  about {_clock(left_s)} left"

    def _sign(self, state: TaskState | None) -> str:
        if state is not None and state.is_final:
            return state_glyph(state, self._glyphs)
        return self._glyphs.turning(self._monotonic())

    def _summary(self) -> str:
        clock = _clock(self._monotonic() - self._started)
        if len(self._tasks) == 1:
            (task,) = self._tasks.values()
            price = f"  {task.credits:,} credits" if task and task.credits else ""
            return f"{clock}{price}  Ctrl-C leaves the task running"
        states = Counter(self._word(*row) for row in self._tasks.items())
        counted = ", ".join(f"{count} {state}" for state, count in states.items())
        heads = (f"{clock}  {len(self._tasks)} tasks: {counted}", f"{clock}  {counted}")
        time, price = self._time_left(), self._price()
        lines = (head + tail for tail in (time + price, time, price, "") for head in heads)
        return next((line for line in lines if cell_len(line) <= self._room), f"{clock}  {self._ended()}")

    def _ended(self) -> str:
        """What must be known where there is room for nothing else."""
        ended = sum(not self._is_moving(*row) for row in self._tasks.items())
        bad = len(self._gone) + sum(task.state in ENDED_BADLY for task in self._tasks.values() if task)
        return f"{ended} of {len(self._tasks)} ended{f', {bad} badly' if bad else ''}"

    def _price(self) -> str:
        """What all of them cost."""
        spent = sum(task.credits or 0 for task in self._tasks.values() if task)
        return f", {spent:,} credits" if spent else ""

    def _time_left(self) -> str:
        """What all of them may still take; while looking fails, nobody knows."""
        if self._trouble:
            return ""
        moving = [task for row, task in self._tasks.items() if self._is_moving(row, task)]
        lefts = [left_s for task in moving if task and (left_s := self._left(task)) is not None]
        if self._ends_seen >= LEAST_ENDS:
            # What waits behind others takes as long as those need to go.
            lefts.append(len(moving) * (self._monotonic() - self._started) / self._ends_seen)
        return f", about {_clock(max(lefts))} left" if lefts else ""


def _clock(seconds: float) -> str:
    whole = max(int(seconds), 0)
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02d}:{rest % 60:02d}" if hours else f"{rest // 60}:{rest % 60:02d}"
