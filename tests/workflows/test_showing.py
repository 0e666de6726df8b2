from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest

from tests.support.clock import FakeClock
from tests.support.outcomes import failure_in_driving
from tests.support.pasts import entry, intent
from tests.support.tasks_by_hand import NOT_THERE, OFFLINE, REFUSED_KEY
from vidu_cli.errors.failure import Failure, ViduError, task_failure
from vidu_cli.policy.history import past_submit
from vidu_cli.policy.task_ids import BEGINNING
from vidu_cli.schema.ids import Id
from vidu_cli.schema.tasks import Creation, Task, TaskPage, TaskState
from vidu_cli.workflows.answers import Shown
from vidu_cli.workflows.showing import completed, show

NOW = 1_795_450_000.0
FRESH = Creation(url="https://s.test/a?X-Amz-Date=20261123T150640Z&X-Amz-Expires=3600")
ROW = Task(id=Id("7"), state=TaskState.PROCESSING, model="viduq3", creations=(Creation(url="https://s.test/old"),))


@dataclass
class Desk:
    """One task or failure for the look, one page or failure for the list."""

    seen: Task | Failure
    listed: tuple[Task, ...] | Failure = ()
    filters: Sequence[tuple[str, str]] = ()

    async def task(self, task_id: str) -> Task:
        _ = task_id
        if isinstance(self.seen, Failure):
            raise ViduError(self.seen)
        return self.seen

    async def task_page(self, filters: Sequence[tuple[str, str]]) -> TaskPage:
        self.filters = filters
        if isinstance(self.listed, Failure):
            raise ViduError(self.listed)
        return TaskPage(tasks=self.listed)


def test_a_task_is_shown_with_what_only_its_row_tells_and_the_links_of_the_look(clock: FakeClock) -> None:
    desk = Desk(Task(id=Id("7"), state=TaskState.SUCCESS, credits=60, creations=(FRESH,)), (ROW,))

    shown = clock.drive(show("7", desk, now=NOW))

    assert shown == Shown(
        task=Task(id=Id("7"), state=TaskState.SUCCESS, model="viduq3", credits=60, creations=(FRESH,)),
        failure=None,
        links_expire_at="2026-11-23T16:06:40Z",
    )


def test_the_row_is_looked_for_beyond_the_seven_days_of_the_list(clock: FakeClock) -> None:
    desk = Desk(ROW)

    clock.drive(show("7", desk, now=NOW))

    assert desk.filters == (("task_ids", "7"), ("created_at.from", BEGINNING))


@pytest.mark.parametrize(
    "listed",
    [(), (Task(id=Id("8"), state=TaskState.CREATED, model="other"),), OFFLINE, REFUSED_KEY],
    ids=["none", "another", "57", "11"],
)
def test_a_task_without_its_row_is_shown_as_it_was_seen(listed: tuple[Task, ...] | Failure, clock: FakeClock) -> None:
    seen = Task(id=Id("7"), state=TaskState.FAILED, err_code="AuditFailed")

    shown = clock.drive(show("7", Desk(seen, listed), now=NOW))

    assert shown == Shown(task=seen, failure=task_failure("AuditFailed", task_id="7"), links_expire_at=None)


@pytest.mark.parametrize("unseen", [NOT_THERE, OFFLINE], ids=lambda failure: failure.code)
def test_a_task_that_cannot_be_seen_is_not_shown(unseen: Failure, clock: FakeClock) -> None:
    assert failure_in_driving(clock, show("7", Desk(unseen, (ROW,)), now=NOW)) == unseen


def test_what_the_platform_left_out_is_told_by_the_ledger() -> None:
    told = Task(id=Id("11"), state=TaskState.SUCCESS, model="viduq3", prompt="", credits=0)
    past = past_submit(entry(intent(body={"model": "viduq3-turbo", "prompt": "a boat", "duration": 8, "seed": 0})))

    shown = completed(Shown(task=told, failure=None, links_expire_at=None), past)

    assert shown == Shown(
        task=replace(told, prompt="a boat", duration=8, seed=0), failure=None, links_expire_at=None, past=past
    )


def test_a_charge_that_was_given_back_is_not_told() -> None:
    failed = Task(id=Id("11"), state=TaskState.FAILED)
    shown = Shown(task=failed, failure=task_failure("NoFaceDetected", task_id="11"), links_expire_at=None)

    assert completed(shown, past_submit(entry())).task.credits is None
