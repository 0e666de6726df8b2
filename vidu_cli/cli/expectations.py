"""What the ledger knows of how long tasks take, for the progress of a wait."""

from vidu_cli.cli.app import App
from vidu_cli.errors.failure import ViduError
from vidu_cli.policy.times import moment_in
from vidu_cli.schema.tasks import Task


class Expectations:
    """Seconds that tasks may still take, by what tasks like them took; each kind of likeness is looked up once."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._typical: dict[object, float | None] = {}
        self._seen: dict[str, float] = {}

    def left_s(self, task: Task) -> float | None:
        """Seconds that the task may still take; None where nothing is known, or it takes longer than others did."""
        # A look tells no length: then the task is known by its id alone.
        likeness = (task.type, task.model, task.duration, task.resolution) if task.duration else task.id
        if likeness not in self._typical:
            self._typical[likeness] = self._looked_up(task.id)
        typical = self._typical[likeness]
        if typical is None:
            return None
        now = self._app.clock.now()
        began = moment_in(task.created_at)
        left = typical - (now - (self._seen.setdefault(task.id, now) if began is None else began))
        return left if left >= 1 else None

    def _looked_up(self, task_id: str) -> float | None:
        if not self._app.has_ledger:
            return None
        try:
            return self._app.ledger.typical_wait_s(task_id)
        except ViduError:
            # An estimate is a comfort: what breaks the ledger is told where it matters.
            return None
