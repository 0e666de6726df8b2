"""What a run keeps of the tasks it sees, for `history` and `stats`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vidu_cli.errors.failure import ViduError
from vidu_cli.schema.tasks import Task, TaskState

if TYPE_CHECKING:
    from vidu_cli.cli.app import App

# A task whose state has not changed is kept again after so long: then is known that somebody watched.
REMEMBERED_S = 10.0


class Memory:
    """The ledger of a run, if there is one; `is_forgetful` once it could not take something in, which is told once."""

    def __init__(self, app: "App") -> None:
        self.is_forgetful = False
        self._app = app
        self._kept: dict[str, tuple[TaskState | None, float]] = {}

    def saw(self, task: Task, *, paths: Sequence[str] = ()) -> None:
        """Keep what was seen of a task and where its files are; that it cannot be kept stops nothing."""
        app = self._app
        if self.is_forgetful or not app.has_ledger:
            return
        at = app.clock.monotonic()
        state, kept_at = self._kept.get(task.id, (None, 0.0))
        if task.state == state and at - kept_at < REMEMBERED_S and not paths:
            return
        self._kept[task.id] = (task.state, at)
        try:
            app.ledger.saw(task, now=app.clock.now(), paths=paths)
        except ViduError as error:
            self.is_forgetful = True
            app.output.warn(f"What is seen of tasks is not kept: {error.failure.message}")
