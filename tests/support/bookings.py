"""An order's way through the ledger, where a test is about something else."""

from collections.abc import Sequence

from tests.support.clock import FakeClock
from vidu_cli.errors.catalogue import NOT_FOUND
from vidu_cli.errors.failure import failed
from vidu_cli.policy.entries import Intent
from vidu_cli.policy.moments import Moment
from vidu_cli.schema.tasks import Task, TaskPage
from vidu_cli.workflows.booking import Booking
from vidu_cli.workflows.unrecorded import Unrecorded

INTENT = Intent(kind="text2video", path="/text2video", body={}, fingerprint="f1", marker="vidu-04e5")


class Nowhere:
    """A platform that lists nothing and knows no task."""

    clock_error_s = 0.0

    async def task_page(self, filters: Sequence[tuple[str, str]]) -> TaskPage:
        raise failed(NOT_FOUND, f"no list: {filters}")

    async def task(self, task_id: str) -> Task:
        raise failed(NOT_FOUND, f"no task {task_id}")


def unrecorded(clock: FakeClock) -> Booking:
    """A booking that keeps nothing and finds nothing."""
    return Booking(
        intent=INTENT,
        ledger=Unrecorded(),
        witness=Nowhere(),
        clock=clock,
        moment=lambda: moment_of(clock),
        warn=lambda _words: None,
    )


def moment_of(clock: FakeClock) -> Moment:
    """The moment of a clock on a machine that was started once."""
    return Moment(at=clock.now(), boot="boot", uptime_s=clock.monotonic())
